package words

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Pack writes the index for the browser, as UTF-8 lines:
//
//	words 4 en 8 5  the format's version, the language, and how many cues and measures it has
//	                then the words of each class, on a line each, with spaces between: negators that are not verbal, verbal
//	                negators, Behind, Enders, Joiners, Or, Subjects, Determiners, Finite, Relatives, Tiny, Stop
//	                words that are not tiny
//	                Neutral, as stems, with commas between
//	                Same: pairs with commas between, each two words with a space between
//	                Short: pairs with commas between, each its words with spaces between, the last for the others
//	                Cues, on a line each: its name, a colon, f if only at the beginning of a sentence, a if a
//	                question mark is one, a colon, and its phrases with commas between
//	                Units, Numbers and Some, on a line each: pairs of a word and its value, with commas between
//	                Counted, with spaces between
//	                Measures, on a line each: its name, a colon, its unit, a colon, and its phrases with commas between
//
// and then a line for each entry: its id, a colon, and its phrases with commas between. A phrase is words with spaces
// between. One that begins with # is a limit: a measure, from, and below; one with = is a saying; one with ~ (a verbal negator) or ! (any negator) in it is a denial; any
// other is a set.
func (x *Index) Pack() []byte {
	var b bytes.Buffer
	line := func(s string) { b.WriteString(s); b.WriteByte('\n') }
	line(fmt.Sprintf("words 4 %s %d %d", x.language.Code, len(x.language.Cues), len(x.language.Measures)))
	for _, c := range packedClasses() {
		line(strings.Join(x.wordsOf(c), " "))
	}
	line(strings.Join(slices.Sorted(maps.Keys(x.neutral)), ","))
	var same []string
	for _, word := range slices.Sorted(maps.Keys(x.same)) {
		same = append(same, word+" "+x.same[word])
	}
	line(strings.Join(same, ","))
	var short []string
	for _, pair := range x.language.Short {
		short = append(short, pair[0]+" "+pair[1])
	}
	line(strings.Join(short, ","))
	for _, c := range x.language.Cues {
		line(c.pack())
	}
	line(packValues(x.language.Units))
	line(packValues(x.language.Numbers))
	line(packValues(x.language.Some))
	line(strings.Join(x.language.Counted, " "))
	for _, m := range x.language.Measures {
		line(m.Name + ":" + m.Unit + ":" + joinPhrases(m.Phrases))
	}
	for _, e := range x.entries {
		phrases := make([]string, len(e.phrases))
		for i, p := range e.phrases {
			phrases[i] = strings.Join(p.words, " ")
			if p.kind == saying {
				phrases[i] = "=" + phrases[i]
			}
		}
		for _, l := range x.limits {
			if l.id == e.id {
				phrases = append(phrases, fmt.Sprintf("#%s %d %d", l.Of, l.From, l.Below))
			}
		}
		line(e.id + ":" + strings.Join(phrases, ","))
	}
	return b.Bytes()
}

// packed is a line of a pack: what all its words are, and what else none of them may be.
type packed struct{ is, not class }

// packedClasses are the lines of a pack that hold words of a class, in their order. A
// word that is in two lists of the language may be in two lines, and is of both classes again
// once they are read. Tiny words are stop words as well, and stand in the line for them alone.
func packedClasses() []packed {
	return []packed{
		{negator, verbal}, {negator | verbal, 0}, {backward, 0}, {ender, 0}, {joiner, 0}, {or, 0}, {subject, 0}, {determiner, 0},
		{finite, 0}, {relative, 0}, {tiny | stop, 0}, {stop, tiny},
	}
}

// wordsOf lists the words of a line, in order of the alphabet: maps have none.
func (x *Index) wordsOf(p packed) []string {
	var words []string
	for w, c := range x.classes {
		if c&p.is == p.is && c&p.not == 0 {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	return words
}

// pack writes a cue as a line: a name, its marks, its phrases.
func (c Cue) pack() string {
	marks := ""
	if c.First {
		marks += "f"
	}
	if c.Asks {
		marks += "a"
	}
	return c.Name + ":" + marks + ":" + joinPhrases(c.Phrases)
}

func joinPhrases(phrases [][]string) string {
	all := make([]string, len(phrases))
	for i, p := range phrases {
		all[i] = strings.Join(p, " ")
	}
	return strings.Join(all, ",")
}

func packValues(values map[string]int) string {
	var all []string
	for _, word := range slices.Sorted(maps.Keys(values)) {
		all = append(all, word+" "+strconv.Itoa(values[word]))
	}
	return strings.Join(all, ",")
}
