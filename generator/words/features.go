package words

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
)

// A Feature is something that a text has and that a model may have learned from: a word, two words in a row, or a sign of
// who, when or whether. It is known by a hash, so that a model need not carry the words themselves.
type Feature uint32

// Kinds of features, by what they weigh beside each other. A hash ends with its kind.
const (
	pairFeature = iota // a word and the next one
	wordFeature        // a word
	cueFeature         // a sign of who, when or whether: see Language.Cues
	kinds              // how many there are
)

// hashBits is the size of a hash: few enough that sorted hashes pack well, and so many that a word nobody taught the
// model rarely meets the hash of one that it knows.
const hashBits = 20

// IsPair reports whether the feature is two words in a row.
func (f Feature) IsPair() bool { return f%kinds == pairFeature }

// Weight returns what the feature weighs beside features of other kinds.
func (f Feature) Weight() int {
	switch f % kinds {
	case pairFeature:
		return 3
	case wordFeature:
		return 4
	}
	return 6
}

// Features returns what a text has, each once, in order of the hashes. Words are folded and stemmed as the language
// does it. In scripts that write without spaces, pieces are taken for words: see appendPieces.
func Features(language *Language, text string) []Feature {
	return featuresOf(language, cut(text), strings.ContainsAny(text, "?？؟"))
}

// featuresOf is Features of a text that has been cut. asks says whether a question mark
// stands in it, which is no word and so not among the tokens.
func featuresOf(language *Language, tokens []token, asks bool) []Feature {
	all := appendWords(cuesOf(language, tokens, asks), language, tokens)
	slices.Sort(all)
	return slices.Compact(all)
}

// appendWords adds the features of words and pairs.
func appendWords(all []Feature, language *Language, tokens []token) []Feature {
	stemOf := stemmer(language.Code)
	last := ""
	for _, t := range tokens {
		units := utf16.Encode([]rune(t.word))
		if unspaced(t.word) {
			all = appendPieces(all, units)
			last = ""
			continue
		}
		stem := stemOf(t.word)
		all = append(all, hash(wordFeature, utf16.Encode([]rune(stem))))
		if last != "" && t.boundary != strong {
			all = append(all, hash(pairFeature, utf16.Encode([]rune(last+" "+stem))))
		}
		last = stem
	}
	return all
}

// appendPieces adds the pieces of a run without spaces that stand for its words: each character, and each two in a row.
func appendPieces(all []Feature, run []uint16) []Feature {
	for i := range run {
		all = append(all, hash(wordFeature, run[i:i+1]))
		if i > 0 {
			all = append(all, hash(wordFeature, run[i-1:i+1]))
		}
	}
	return all
}

// hash is FNV-1a over UTF-16 units, as browsers hold text, folded to hashBits, with the kind behind it.
func hash(kind uint32, units []uint16) Feature {
	h := uint32(2166136261) ^ kind
	for _, u := range units {
		h = (h ^ uint32(u)) * 16777619
	}
	h ^= h >> hashBits
	return Feature(h&(1<<hashBits-1)*kinds + kind)
}

// unspaced reports whether a word is of a script that writes without spaces.
func unspaced(word string) bool {
	for _, r := range word {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
	}
	return false
}

// cuesOf returns the signs of who, when and whether: of a relative, of the past, of a fear, a question, a what-if or a
// denial. Each counts alone and beside each other one.
func cuesOf(language *Language, tokens []token, asks bool) []Feature {
	var names []string
	for _, c := range language.Cues {
		if c.Asks && asks || slices.ContainsFunc(c.Phrases, func(phrase []string) bool { return says(tokens, phrase, c.First) }) {
			names = append(names, c.Name)
		}
	}
	var all []Feature
	for i, name := range names {
		all = append(all, hash(cueFeature, utf16.Encode([]rune(name))))
		for _, other := range names[:i] {
			all = append(all, hash(cueFeature, utf16.Encode([]rune(other+" "+name))))
		}
	}
	return all
}

// says reports whether words stand in a text one behind the other; at its beginning, if first is set.
func says(tokens []token, phrase []string, first bool) bool {
	for i := 0; i+len(phrase) <= len(tokens); i++ {
		if tokens[i].word != phrase[0] { // nearly always: the rest is looked at no more often than it must be
			continue
		}
		if first && i > 0 && tokens[i].boundary != strong {
			continue
		}
		if slices.EqualFunc(tokens[i:i+len(phrase)], phrase, func(t token, w string) bool { return t.word == w }) {
			return true
		}
	}
	return false
}
