package words

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// A Measure is something that people say in numbers, such as an age, and how they say it.
type Measure struct {
	Name string // "age"
	// Unit is that of a number that is said without one: a word of Language.Units, "" for none; then amounts are counted.
	Unit string
	// Phrases are folded words one behind the other, among them one # for the number, and u for its unit.
	Phrases [][]string
}

// A Limit is where a number begins, or ceases, to speak of a finding.
type Limit struct {
	Of    string // the name of a Measure
	From  int    // the least amount: of times in hours, of temperatures in tenths of a degree
	Below int    // the amount from which on it does no longer; 0 for none
}

// quantity is a number that a text says.
type quantity struct {
	of     string
	amount int
	from   int // tokens, and one past the last
	to     int
}

// quantities returns what a text says in numbers, in order. At each place the longest phrase counts.
func (l *Language) quantities(text string, tokens []token) (all []quantity) {
	parts := splitUnits(tokens)
	for at := 0; at < len(parts); {
		best := quantity{}
		for i := range l.Measures {
			if q, ok := l.measured(&l.Measures[i], text, parts[at:]); ok && q.to > best.to {
				best = q
			}
		}
		if best.to == 0 {
			at++
			continue
		}
		all = append(all, quantity{best.of, best.amount, parts[at].token, parts[at+best.to-1].token + 1})
		at += best.to
	}
	return all
}

// part is a token, or the number or the unit of one such as "67yo".
type part struct {
	word       string
	start, end int // in the text; of a part of a token those of the token
	boundary   int
	token      int
}

// splitUnits cuts a number off the unit that is written to it: "67yo", "39c". Only what
// begins with digits is cut.
func splitUnits(tokens []token) []part {
	parts := make([]part, 0, len(tokens))
	for i, t := range tokens {
		digits := len(t.word) - len(strings.TrimLeft(t.word, "0123456789"))
		if digits > 0 && digits < len(t.word) {
			parts = append(parts, part{t.word[:digits], t.start, t.start + digits, t.boundary, i}, part{t.word[digits:], t.start + digits, t.end, joined, i})
			continue
		}
		parts = append(parts, part{t.word, t.start, t.end, t.boundary, i})
	}
	return parts
}

// measured finds one of a measure's phrases at the beginning of parts; its to is how many it takes.
func (l *Language) measured(m *Measure, text string, parts []part) (best quantity, ok bool) {
	for _, phrase := range m.Phrases {
		if q, found := l.quantity(m, phrase, text, parts); found && q.to > best.to {
			best, ok = q, true
		}
	}
	return best, ok
}

// quantity finds one phrase at the beginning of parts. A number in it comes in tenths; where
// the phrase names no unit it is of the measure's own.
func (l *Language) quantity(m *Measure, phrase []string, text string, parts []part) (quantity, bool) {
	at, tenths, unit := 0, 0, l.Units[m.Unit]
	for i, word := range phrase {
		if at == len(parts) || at > 0 && parts[at].boundary == strong {
			return quantity{}, false
		}
		switch word {
		case "#":
			n, size := l.number(text, parts[at:], slices.Contains(phrase[i+1:], "u"))
			if size == 0 {
				return quantity{}, false
			}
			tenths, at = n, at+size
			continue
		case "u":
			if unit = l.Units[parts[at].word]; unit == 0 {
				return quantity{}, false
			}
		default:
			if parts[at].word != word {
				return quantity{}, false
			}
		}
		at++
	}
	if phrase[len(phrase)-1] == "#" && at < len(parts) && parts[at].boundary == joined && l.counts(parts[at].word) {
		return quantity{}, false // "I am 20" of "I am 20 weeks pregnant"
	}
	amount := tenths * max(unit, 1) / 10
	if m.Name == temperature {
		amount = celsius(tenths)
	}
	return quantity{of: m.Name, amount: amount, to: at}, true
}

// counts reports whether a word says what a number before it is a number of.
func (l *Language) counts(word string) bool {
	return l.Units[word] > 0 || slices.Contains(l.Counted, word)
}

// temperature is the measure whose amounts are tenths of a degree Celsius, whatever they are said in.
const temperature = "temperature"

// celsius takes tenths of a degree that can only be Fahrenheit to Celsius.
func celsius(tenths int) int {
	if tenths >= 900 {
		return (tenths - 320) * 5 / 9
	}
	return tenths
}

// most is a number that is not said of anything here.
const most = 10_000

// number reads a number in digits or words at the beginning of parts, in tenths, and how many of them it takes. Where a
// unit follows, an article is a number as well.
func (l *Language) number(text string, parts []part, some bool) (tenths, size int) {
	if n, err := strconv.Atoi(parts[0].word); err == nil && n < most {
		if len(parts) > 1 && parts[1].start == parts[0].end+1 && (text[parts[0].end] == '.' || text[parts[0].end] == ',') && isDigit(parts[1].word[0]) {
			return n*10 + int(parts[1].word[0]-'0'), 2
		}
		return n * 10, 1
	}
	n, known := l.Numbers[parts[0].word]
	if !known {
		if n, known = l.Some[parts[0].word]; known && some {
			return n * 10, 1
		}
		return 0, 0
	}
	if len(parts) > 1 && n >= 20 && parts[1].boundary == joined {
		if one, known := l.Numbers[parts[1].word]; known && one > 0 && one < 10 {
			return (n + one) * 10, 2
		}
	}
	return n * 10, 1
}

// limited returns the entries that a text's numbers speak of, or say not to be there.
func (x *Index) limited(text string, tokens []token) (matches []Match) {
	if len(x.limits) == 0 {
		return nil
	}
	for _, q := range x.language.quantities(text, tokens) {
		for _, l := range x.limits {
			if l.Of != q.of {
				continue
			}
			m := Match{ID: l.id, Span: Span{tokens[q.from].start, tokens[q.to-1].end}, Score: perWord}
			m.Negated = q.amount < l.From || l.Below > 0 && q.amount >= l.Below
			i := slices.IndexFunc(matches, func(before Match) bool { return before.ID == l.id })
			switch {
			case i < 0:
				matches = append(matches, m)
			case matches[i].Negated && !m.Negated:
				matches[i] = m
			}
		}
	}
	return matches
}

// join puts what numbers say before what phrases say of the same entry.
func join(numbers, phrases []Match) []Match {
	for _, m := range phrases {
		if !slices.ContainsFunc(numbers, func(n Match) bool { return n.ID == m.ID }) {
			numbers = append(numbers, m)
		}
	}
	slices.SortStableFunc(numbers, func(a, b Match) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	return numbers
}
