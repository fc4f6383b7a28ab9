package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Boundaries before a token.
const (
	joined = iota // none
	weak          // a comma, a bracket, a dash, "and", "but"
	strong        // the end of a sentence
)

// token is a word of a text.
type token struct {
	word       string // folded
	start, end int    // in the text, in bytes
	boundary   int

	class class
	stem  int // in the vocabulary, or -1
	edits int // between what was written and the stem
}

// cut cuts a text into words. Letters and digits make a word, and apostrophes between letters, which are then left
// out along with an "s" behind the last. Each character is decomposed (NFKD) and loses its marks and its case by
// itself, and katakana become hiragana.
func cut(text string) []token {
	c := cutter{text: text}
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		c.at, c.after = at, at+size
		c.next(r)
		at += size
	}
	c.at = len(text)
	c.finish()
	return c.tokens
}

// cutter cuts a text in one pass. The places of tokens are those in the text as it was
// written, since spans of it are shown; only the words are folded.
type cutter struct {
	text      string
	at, after int // of the character that is being read
	tokens    []token
	word      []byte // of the token that is being read, apostrophes as '
	start     int
	boundary  int // before that token
}

// next reads one character. Apostrophes wait in the word until it ends, when it is known
// whether they stand within it; letters beyond ASCII are decomposed first.
func (c *cutter) next(r rune) {
	switch {
	case isApostrophe(r):
		if len(c.word) > 0 {
			c.word = append(c.word, '\'')
		}
	case r < utf8.RuneSelf:
		c.take(r)
	default:
		for _, d := range norm.NFKD.String(string(r)) {
			c.take(d)
		}
	}
}

// take reads one character, decomposed.
func (c *cutter) take(r rune) {
	switch {
	case unicode.Is(unicode.M, r):
	case unicode.IsLetter(r) || unicode.IsNumber(r):
		if len(c.word) == 0 {
			c.start = c.at
		}
		c.word = utf8.AppendRune(c.word, foldKana(unicode.ToLower(r)))
	default:
		c.finish()
		c.boundary = max(c.boundary, c.separates(r))
	}
}

// foldKana takes katakana to hiragana: Japanese writes one word in either, as it pleases.
func foldKana(r rune) rune {
	if r >= 'ァ' && r <= 'ヶ' {
		return r - 'ァ' + 'ぁ'
	}
	return r
}

// separates returns how much a character sets apart what stands around it.
func (c *cutter) separates(r rune) int {
	before, after := byte(' '), byte(' ')
	if c.at > 0 {
		before = c.text[c.at-1]
	}
	if c.after < len(c.text) {
		after = c.text[c.after]
	}
	switch {
	case (r == '.' || r == ',') && isDigit(before) && isDigit(after): // 38.5
		return joined
	case strings.ContainsRune(".;!?\n\r。؟؛", r):
		return strong
	case strings.ContainsRune(",()[]&+|\u2013\u2014、،", r), r == '-' && (before == ' ' || after == ' '):
		return weak
	}
	return joined
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func isApostrophe(r rune) bool { return strings.ContainsRune("'`\u00b4\u2018\u2019\u02bc", r) }

// finish ends the token that is being read.
func (c *cutter) finish() {
	word := strings.TrimRight(string(c.word), "'")
	c.word = c.word[:0]
	if word == "" {
		return
	}
	word = strings.ReplaceAll(strings.TrimSuffix(word, "'s"), "'", "")
	if c.isWithout(word) {
		last := &c.tokens[len(c.tokens)-1]
		last.word, last.end = "without", c.at
		return
	}
	c.tokens = append(c.tokens, token{word: word, start: c.start, end: c.at, boundary: c.boundary})
	c.boundary = joined
}

// isWithout recognises the second half of w/o and w/out.
func (c *cutter) isWithout(word string) bool {
	if len(c.tokens) == 0 || word != "o" && word != "out" {
		return false
	}
	last := &c.tokens[len(c.tokens)-1]
	return last.word == "w" && last.end+1 == c.start && c.text[last.end] == '/'
}
