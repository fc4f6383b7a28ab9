package words

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Pack writes the index for the browser, as UTF-8 lines:
//
//	words 2 en 8    the format's version, the language, and how many cues it has
//	                then the words of each class, on a line each, with spaces between: negators that are not verbal, verbal
//	                negators, Behind, Enders, Joiners, Or, Subjects, Determiners, Finite, Relatives, Tiny, Stop
//	                words that are not tiny
//	                Neutral, as stems, with commas between
//	                Same: pairs with commas between, each two words with a space between
//	                Cues, on a line each: its name, a colon, f if only at the beginning of a sentence, a if a
//	                question mark is one, a colon, and its phrases with commas between
//
// and then a line for each entry: its id, a colon, and its phrases with commas between. A phrase is words with spaces
// between. One that begins with = is a saying; one with ~ (a verbal negator) or ! (any negator) in it is a denial; any
// other is a set.
func (x *Index) Pack() []byte {
	var b bytes.Buffer
	line := func(s string) { b.WriteString(s); b.WriteByte('\n') }
	line(fmt.Sprintf("words 2 %s %d", x.language.Code, len(x.language.Cues)))
	for _, c := range packedClasses() {
		line(strings.Join(x.wordsOf(c), " "))
	}
	line(strings.Join(slices.Sorted(maps.Keys(x.neutral)), ","))
	var same []string
	for _, word := range slices.Sorted(maps.Keys(x.same)) {
		same = append(same, word+" "+x.same[word])
	}
	line(strings.Join(same, ","))
	for _, c := range x.language.Cues {
		line(c.pack())
	}
	for _, e := range x.entries {
		phrases := make([]string, len(e.phrases))
		for i, p := range e.phrases {
			phrases[i] = strings.Join(p.words, " ")
			if p.kind == saying {
				phrases[i] = "=" + phrases[i]
			}
		}
		line(e.id + ":" + strings.Join(phrases, ","))
	}
	return b.Bytes()
}

// packed is a line of a pack: what all its words are, and what else none of them may be.
type packed struct{ is, not class }

func packedClasses() []packed {
	return []packed{
		{negator, verbal}, {negator | verbal, 0}, {backward, 0}, {ender, 0}, {joiner, 0}, {or, 0}, {subject, 0}, {determiner, 0},
		{finite, 0}, {relative, 0}, {tiny | stop, 0}, {stop, tiny},
	}
}

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

// errPack is what Unpack says of bytes that Pack did not write.
var errPack = errors.New("not a pack of words of this version")

// Unpack reads what Pack wrote.
func Unpack(pack []byte) (*Index, error) {
	lines := strings.Split(strings.TrimSuffix(string(pack), "\n"), "\n")
	classes := packedClasses()
	var code string
	var cues int
	if _, err := fmt.Sscanf(lines[0], "words 2 %s %d", &code, &cues); err != nil || cues < 0 || len(lines) < len(classes)+3+cues {
		return nil, errPack
	}
	x := newIndex(&Language{Code: code})
	for i, c := range classes {
		for _, w := range strings.Fields(lines[1+i]) {
			x.classes[w] |= c.is
		}
	}
	x.findNegators()
	lines = lines[1+len(classes):]
	for _, stems := range split(lines[0]) {
		x.neutral[stems] = true
	}
	for _, pair := range split(lines[1]) {
		word, usual, _ := strings.Cut(pair, " ")
		x.same[word] = usual
	}
	for _, line := range lines[2 : 2+cues] {
		x.language.Cues = append(x.language.Cues, unpackCue(line))
	}
	for _, line := range lines[2+cues:] {
		id, phrases, ok := strings.Cut(line, ":")
		if !ok {
			return nil, errPack
		}
		e := entry{id: id}
		for _, p := range split(phrases) {
			e.phrases = append(e.phrases, unpackPhrase(p))
		}
		x.entries = append(x.entries, e)
	}
	x.number()
	return x, nil
}

func (c Cue) pack() string {
	marks := ""
	if c.First {
		marks += "f"
	}
	if c.Asks {
		marks += "a"
	}
	all := make([]string, len(c.Phrases))
	for i, p := range c.Phrases {
		all[i] = strings.Join(p, " ")
	}
	return c.Name + ":" + marks + ":" + strings.Join(all, ",")
}

func unpackCue(line string) Cue {
	name, rest, _ := strings.Cut(line, ":")
	marks, list, _ := strings.Cut(rest, ":")
	return Cue{Name: name, First: strings.Contains(marks, "f"), Asks: strings.Contains(marks, "a"), Phrases: phrases(list)}
}

// split cuts at commas; nothing has no parts.
func split(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ",")
}

func unpackPhrase(s string) phrase {
	words, isSaying := strings.CutPrefix(s, "=")
	p := phrase{kind: set, words: strings.Fields(words)}
	switch {
	case isSaying:
		p.kind = saying
	case slices.Contains(p.words, deniedVerb) || slices.Contains(p.words, deniedAny):
		p.kind = denial
	}
	return p
}
