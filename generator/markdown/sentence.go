package markdown

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"

	"nosology/generator/text"
)

// splitter parts running text into sentences as it is read, character by
// character, through whatever marks stand between. A sentence ends at a full
// stop, question or exclamation mark, or ellipsis, with quotes and brackets
// that close behind it, if white space follows and then anything but a small
// letter. The marks of scripts without spaces, such as 。, end it wherever they
// stand. Abbreviations and decimals do not end it; the end of a block does.
type splitter struct {
	src   []byte
	out   []Sentence
	cell  bool // the block is a table's cell or the like
	at    Span // the block
	open  bool // a sentence has begun
	start int
	words int32

	inWord bool
	ended  bool     // an end was read, and nothing but closing marks since
	wide   bool     // the end that was read needs no white space behind it
	gap    int      // where white space behind an end begins, or -1: if the sentence is over, it ends there
	token  [16]byte // the word that is being read, in small letters: it may be an abbreviation
	tokens int      // bytes of token in use; more than it has if the word is longer
}

// current is the index of the sentence that the next character belongs to.
func (s *splitter) current() int32 { return int32(len(s.out)) }

// block begins a block of running text.
func (s *splitter) block(at Span, cell bool) { s.at, s.cell = at, cell }

// flush ends a block's last sentence. Of a block that nothing visible was read in
// there is none.
func (s *splitter) flush() {
	if s.open {
		s.finish(int(s.at.End))
	}
	s.open = false
}

// finish notes a sentence.
func (s *splitter) finish(end int) {
	if end > s.start {
		s.out = append(s.out, Sentence{Span: Span{int32(s.start), int32(end)}, Words: s.words, Cell: s.cell})
	}
	s.inWord, s.ended, s.wide, s.words, s.gap, s.tokens = false, false, false, 0, -1, 0
}

// text reads source bytes that are shown.
func (s *splitter) text(start, end int) {
	for i := start; i < end; {
		switch c := s.src[i]; {
		case util.IsAlphaNumeric(c):
			j := i + 1
			for j < end && util.IsAlphaNumeric(s.src[j]) {
				j++
			}
			s.letters(i, j)
			i = j
		case c < utf8.RuneSelf:
			s.rune(rune(c), i)
			i++
		default:
			r, size := utf8.DecodeRune(s.src[i:end])
			s.rune(r, i)
			i += size
		}
	}
}

// letters reads a run of plain letters and digits, which most text is.
func (s *splitter) letters(start, end int) {
	if !s.open || s.gap >= 0 {
		s.begin(rune(s.src[start]), start)
	}
	s.ended = false
	if !s.inWord {
		s.words++
		s.inWord = true
	}
	if s.tokens+end-start > len(s.token) {
		s.tokens = len(s.token) + 1
		return
	}
	for _, c := range s.src[start:end] {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		s.token[s.tokens] = c
		s.tokens++
	}
}

// blank reads white space at an offset: a line's end.
func (s *splitter) blank(at int) {
	s.inWord, s.tokens = false, 0
	if s.ended && s.gap < 0 {
		s.gap = at
	}
}

// attach makes something that is not read, such as a citation, belong to the
// sentence before it.
func (s *splitter) attach(end int) {
	if s.gap >= 0 {
		s.gap = end
	}
}

// word reads something that counts as one word: a number, a piece of code.
func (s *splitter) word(start int) {
	s.begin('X', start)
	if !s.inWord {
		s.words++
		s.inWord = true
	}
	s.ended = false
}

// begin opens a sentence at something visible, if the one before has ended.
func (s *splitter) begin(r rune, at int) {
	switch {
	case !s.open:
		s.open, s.start = true, int(s.at.Start)
	case s.gap < 0:
	case unicode.IsLower(r) && !s.wide:
		s.gap, s.ended = -1, false
	default:
		from := s.skip(s.gap, at)
		s.finish(s.gap)
		s.start = from
	}
}

// decide settles whether a sentence begins at something that is about to be
// read, whose first byte stands at an offset.
func (s *splitter) decide(at int) {
	if at < len(s.src) {
		r, _ := utf8.DecodeRune(s.src[at:])
		s.begin(r, at)
	}
}

// skip passes over white space and the marks of quotations at the beginning of
// lines.
func (s *splitter) skip(from, to int) int {
	for from < to {
		switch s.src[from] {
		case ' ', '\t', '\n', '\r', '>':
			from++
		default:
			return from
		}
	}
	return to
}

func (s *splitter) rune(r rune, at int) {
	if unicode.IsSpace(r) {
		s.blank(at)
		return
	}
	if s.wide && (text.Closes(r) || text.EndsWide(r)) {
		s.gap = at + utf8.RuneLen(r)
		return
	}
	s.begin(r, at)
	switch {
	case text.EndsWide(r):
		s.ended, s.wide, s.gap = true, true, at+utf8.RuneLen(r)
		s.inWord, s.tokens = false, 0
	case text.EndsSentence(r):
		s.ended = true
		s.add(r)
	case r == '.' || r == '!' || r == '?' || r == '…':
		s.ended = r != '.' || !s.abbreviated(at)
		s.add(r)
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		s.ended = false
		if !s.inWord {
			s.words++
			s.inWord = true
		}
		s.add(unicode.ToLower(r))
	case r == '–' || r == '—':
		s.ended, s.inWord, s.tokens = false, false, 0
	case s.ended && text.Closes(r):
	default:
		s.ended = false
	}
}

// add remembers a character of the word that is being read.
func (s *splitter) add(r rune) {
	if s.tokens < len(s.token) && r < utf8.RuneSelf {
		s.token[s.tokens] = byte(r)
		s.tokens++
		return
	}
	s.tokens = len(s.token) + 1
}

// abbreviated reports whether the full stop at an offset ends an abbreviation.
func (s *splitter) abbreviated(at int) bool {
	if s.tokens > len(s.token) {
		return false
	}
	word := string(s.token[:s.tokens])
	always, digits := text.Abbreviates(word)
	if !digits {
		return always
	}
	next := at + 1
	for next < len(s.src) && s.src[next] == ' ' {
		next++
	}
	return next < len(s.src) && isDigit(s.src[next])
}
