package text

import (
	"slices"
	"strings"
)

// EndsSentence reports whether a mark ends sentences where white space follows:
// Arabic, Urdu, Devanagari, Armenian, Ethiopic.
func EndsSentence(r rune) bool { return strings.ContainsRune("؟۔।॥։።", r) }

// EndsWide reports whether a mark ends sentences whatever follows: those of
// Chinese and Japanese.
func EndsWide(r rune) bool { return strings.ContainsRune("。！？｡", r) }

// Closes reports whether a mark may stand between the end of a sentence and the
// white space behind it.
func Closes(r rune) bool {
	switch r {
	case '」', '』', '）', '】', '》', '"', '\'', ')', ']', '’', '”', '»', '*', '_':
		return true
	}
	return false
}

// Abbreviates reports whether a full stop behind a word, in small letters and
// without that stop, ends no sentence: always ("e.g"), or where digits follow
// ("fig. 2"). The words are English; those of other languages end one unless
// a small letter follows.
func Abbreviates(word string) (always, beforeDigit bool) {
	_, always = slices.BinarySearch(unended.ever, word)
	_, beforeDigit = slices.BinarySearch(unended.beforeDigits, word)
	return always, beforeDigit
}

// unended are abbreviations that do not end a sentence; those of beforeDigits
// only where digits follow. Both are sorted.
var unended = struct {
	ever, beforeDigits []string
}{
	ever:         []string{"al", "approx", "cf", "dr", "e.g", "i.e", "jr", "mr", "mrs", "ms", "prof", "sr", "st", "vs"},
	beforeDigits: []string{"ch", "fig", "no", "p", "pp", "vol"},
}
