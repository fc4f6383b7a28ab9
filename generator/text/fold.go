package text

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const tatweel = 'ـ' // only draws a word out

// folder folds character by character. Its zero value is for the beginning of a
// word; what it does with a mark depends on the letter before.
type folder struct {
	sheds bool // the letter before loses its marks
	kept  bool // a mark was kept, so that the word has to be composed again
}

// add appends a character, folded; other characters than letters, digits and
// marks only if all is true.
func (f *folder) add(to []byte, r rune, all bool) []byte {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r |= 0x20
		}
		f.sheds = true
		return append(to, byte(r))
	}
	var whole [utf8.UTFMax]byte // on the stack, for there are many
	n := utf8.EncodeRune(whole[:], r)
	for rest := norm.NFKD.Bytes(whole[:n]); len(rest) > 0; {
		part, size := utf8.DecodeRune(rest)
		rest = rest[size:]
		to = f.part(to, part, all)
	}
	return to
}

// part appends a part of a decomposed character. A mark at the beginning of a
// word has no letter to belong to and goes.
func (f *folder) part(to []byte, r rune, all bool) []byte {
	switch {
	case unicode.IsMark(r):
		if f.sheds || len(to) == 0 && !all {
			return to
		}
		f.kept = true
		return utf8.AppendRune(to, r)
	case !isWord(r):
		if all {
			return utf8.AppendRune(to, r)
		}
		return to
	}
	r = unicode.ToLower(r)
	// é and ё are looked for as e; in other scripts marks are part of what a letter is: か and が.
	f.sheds = r < utf8.RuneSelf || unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Arabic, unicode.Hebrew)
	f.kept = f.kept || !f.sheds
	if other, ok := spelt(r); ok {
		return append(to, other...)
	}
	return utf8.AppendRune(to, r)
}

// spelt returns how people also type a letter that has no marks to lose. The
// letter is small by then. static/js/search.js/0-cut.js has the same table.
func spelt(r rune) (string, bool) {
	switch r {
	case 'ß':
		return "ss", true
	case 'ς':
		return "σ", true
	case 'ı':
		return "i", true
	case 'æ':
		return "ae", true
	case 'œ':
		return "oe", true
	case 'ø':
		return "o", true
	case 'đ', 'ð':
		return "d", true
	case 'þ':
		return "th", true
	case 'ł':
		return "l", true
	case 'ى', 'ی':
		return "ي", true
	case 'ک':
		return "ك", true
	case 'ة':
		return "ه", true
	case tatweel:
		return "", true
	}
	return "", false
}

// isWord reports whether a character is part of words: a letter or a digit of
// any script. Marks belong to the letter before them.
func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// isUnspaced reports whether a character is of a script that does not part
// words. ー draws out the kana before it and is of no script by itself. None of
// them comes before Thai, whose block begins at 0e00: most letters are told by
// that alone.
func isUnspaced(r rune) bool {
	return r >= 0x0e00 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) || r == 'ー')
}

// isApostrophe reports whether a character is typed for an apostrophe.
func isApostrophe(r rune) bool {
	switch r {
	case '\'', '`', '\u00b4', '\u2018', '\u2019', '\u02bc':
		return true
	}
	return false
}

// isHyphen reports whether a character joins words to one.
func isHyphen(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' }

// isNothing reports whether a character is not seen and parts nothing: a soft
// hyphen, a joiner, a mark of direction. A zero-width space does part words.
func isNothing(r rune) bool { return unicode.Is(unicode.Cf, r) && r != '\u200b' }
