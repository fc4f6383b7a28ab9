package text

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Numbers are typed in more ways than words are: 500mg for 500 mg, and 1000 for 1,000 or
// 1 000. A sign that parts thousands is read as nothing. A space may also stand between two
// numbers, so what it parts is given in its groups, and then as one.

// neither and dots list the languages that write a large number otherwise than
// 1,000: with no sign, and with a dot. What parts thousands in one of them
// begins a fraction in another, where it must not be read over: 1.250 mg is no 1250.
const (
	neither = "bg cs es et fi fr hu lt lv nb nn no pl ru sk sv uk"
	dots    = "ca da de el hr id it nl pt ro sl sr tr vi"
)

// thousandsIn is the sign between thousands in a language, 0 if there is none.
func thousandsIn(code string) byte {
	switch {
	case slices.Contains(strings.Fields(neither), code):
		return 0
	case slices.Contains(strings.Fields(dots), code):
		return '.'
	}
	return ','
}

// goesOn reports whether the number that is being read goes on behind a sign, with text
// behind that.
func (c *Cutter) goesOn(sign byte, behind []byte) bool {
	if sign != ',' && sign != '.' || !c.grouped && !c.beginsNumber() || !isGroup(behind) || sign != thousandsIn(c.Language.Code) {
		return false
	}
	c.grouped = true
	return true
}

// beginsNumber reports whether the word so far can be the first group of a number.
func (c *Cutter) beginsNumber() bool {
	if len(c.word) == 0 || len(c.word) > 3 || c.word[0] == '0' {
		return false
	}
	return !slices.ContainsFunc(c.word, func(b byte) bool { return !isDigit(b) })
}

// spaced reads the number that the word so far begins, and that goes on behind the
// space with which a text begins. It returns how long the groups are in that text,
// 0 if there are none.
func (c *Cutter) spaced(text []byte) (n int) {
	if c.grouped || !c.beginsNumber() {
		return 0
	}
	c.number = append(c.number[:0], c.word...)
	for {
		r, size := utf8.DecodeRune(text[n:])
		if !isNumberSpace(r) || !isGroup(text[n+size:]) {
			return n
		}
		c.number = append(c.number, text[n+size:n+size+3]...)
		n += size + 3
	}
}

// quantity gives a word that begins with a digit and has letters, such as 500mg or 1h30, in
// the parts that others write apart, and reports whether it is such a word.
func (c *Cutter) quantity() bool {
	if !isDigit(c.word[0]) || !slices.ContainsFunc(c.word, func(b byte) bool { return !isDigit(b) }) {
		return false
	}
	for from, i := 0, 1; i <= len(c.word); i++ {
		if i == len(c.word) || isDigit(c.word[i]) != isDigit(c.word[i-1]) {
			c.part = append(c.part[:0], c.word[from:i]...)
			c.give(c.part)
			from = i
		}
	}
	return true
}

// isGroup reports whether a text begins with three digits and no more.
func isGroup(text []byte) bool {
	return len(text) >= 3 && isDigit(text[0]) && isDigit(text[1]) && isDigit(text[2]) && (len(text) == 3 || !isDigit(text[3]))
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// isNumberSpace reports whether a space may part the groups of a number.
func isNumberSpace(r rune) bool { return r == ' ' || r == '\u00a0' || r == '\u2009' || r == '\u202f' }
