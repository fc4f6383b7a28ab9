package words

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// errNoPack is what unpack says of bytes that Pack did not write.
var errNoPack = errors.New("not a pack of words of this version")

// unpack reads what Pack wrote.
func unpack(pack []byte) (*Index, error) {
	lines := strings.Split(strings.TrimSuffix(string(pack), "\n"), "\n")
	classes := packedClasses()
	var code string
	var cues, measures int
	_, err := fmt.Sscanf(lines[0], "words 4 %s %d %d", &code, &cues, &measures)
	if err != nil || cues < 0 || measures < 0 || cues+measures > len(lines) || len(lines) < len(classes)+8+cues+measures {
		return nil, errNoPack
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
	for _, pair := range split(lines[2]) {
		at := strings.LastIndex(pair, " ")
		if at < 0 {
			return nil, errNoPack
		}
		x.language.Short = append(x.language.Short, [2]string{pair[:at], pair[at+1:]})
	}
	for _, line := range lines[3 : 3+cues] {
		x.language.Cues = append(x.language.Cues, unpackCue(line))
	}
	lines = lines[3+cues:]
	x.language.Units, x.language.Numbers, x.language.Some, x.language.Counted = unpackValues(lines[0]), unpackValues(lines[1]), unpackValues(lines[2]), strings.Fields(lines[3])
	for _, line := range lines[4 : 4+measures] {
		name, rest, _ := strings.Cut(line, ":")
		unit, list, _ := strings.Cut(rest, ":")
		x.language.Measures = append(x.language.Measures, Measure{name, unit, phrases(list)})
	}
	for _, line := range lines[4+measures:] {
		id, phrases, ok := strings.Cut(line, ":")
		if !ok {
			return nil, errNoPack
		}
		e := entry{id: id}
		for _, p := range split(phrases) {
			if l := (limit{id: id}); strings.HasPrefix(p, "#") {
				if _, err := fmt.Sscanf(p[1:], "%s %d %d", &l.Of, &l.From, &l.Below); err != nil {
					return nil, errNoPack
				}
				x.limits = append(x.limits, l)
				continue
			}
			e.phrases = append(e.phrases, unpackPhrase(p))
		}
		x.entries = append(x.entries, e)
	}
	x.number()
	return x, nil
}

func unpackValues(line string) map[string]int {
	values := map[string]int{}
	for _, pair := range split(line) {
		word, value, _ := strings.Cut(pair, " ")
		values[word], _ = strconv.Atoi(value)
	}
	return values
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
