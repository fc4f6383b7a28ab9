// Package text knows how languages are written: what letters fold to, where
// words begin and end, what their inflected forms share, which are too common
// to look for, in what order names stand. What reads text in the browser does
// the same in static/js/text.js and, for the search, search.js/0-cut.js;
// testdata/examples.json holds both to one table. Whoever changes a rule changes
// it in both, or what a reader types is cut into other words than those of the
// index.
//
// A word goes through three steps: it is cut out and folded (Cutter), taken to
// its stem (Language.Stem), and left out if the stem is Common. Folding is the
// same in all languages, for readers type what their keyboard has: é, e and É
// are one letter everywhere.
//
// A language that has no rules here is written by none of another's: words are
// folded and cut, and stay as they are. To add rules for one, put a row into
// languages and lines into the table of examples.
package text

import "strings"

// Language is how a language is written. It is a value without state, for any
// number of goroutines.
type Language struct {
	Code string // BCP 47, without a region: "en"

	stem   func(word []byte) []byte // nil where forms of a word are not joined
	common map[string]bool          // folded, and by their stems; nil where none is known
	// elides says that an apostrophe parts words, as in "l'estomac".
	elides bool
	quotes Quotes // those of English where none are given
}

// languages are those of which more is known than how to cut their words, and
// countries that write one in another way. The order and the letters of the script
// are the same.
var languages = map[string]*Language{
	"en": {Code: "en", stem: stemEnglish, common: set(englishCommon)},
	"de": {Code: "de", stem: stemGerman, quotes: Quotes{"„", "“", "‚", "‘"}},
	"ar": {Code: "ar", stem: stemArabic, quotes: Quotes{"«", "»", "‹", "›"}},
	"fr": {Code: "fr", elides: true, quotes: Quotes{"«\u00a0", "\u00a0»", "“", "”"}},
	"it": {Code: "it", elides: true},
	"ca": {Code: "ca", elides: true},
	"es": {Code: "es", quotes: Quotes{"«", "»", "“", "”"}},
	"fa": {Code: "fa", quotes: Quotes{"«", "»", "‹", "›"}},
	"he": {Code: "he", quotes: Quotes{"”", "”", "’", "’"}},
	"ja": {Code: "ja", quotes: Quotes{"「", "」", "『", "』"}},
	"ru": {Code: "ru", quotes: Quotes{"«", "»", "„", "“"}},
	"ur": {Code: "ur", quotes: Quotes{"”", "“", "’", "‘"}},

	"de-ch": {Code: "de", stem: stemGerman, quotes: Quotes{"«", "»", "‹", "›"}},
	"fr-ch": {Code: "fr", elides: true, quotes: Quotes{"«\u00a0", "\u00a0»", "‹\u00a0", "\u00a0›"}},
}

// Of returns the language of a tag: "en-GB" is English. It is never nil: an
// unknown language, or none, has no rules but the common ones.
func Of(tag string) *Language {
	code, rest, _ := strings.Cut(strings.ToLower(tag), "-")
	for region := range strings.SplitSeq(rest, "-") {
		if l := languages[code+"-"+region]; l != nil {
			return l
		}
	}
	if l := languages[code]; l != nil {
		return l
	}
	return &Language{Code: code}
}

// Stem returns what the inflected forms of a folded word share. It need not be
// a word, and may overwrite the bytes that it is given; what it returns is part
// of them. A stem's stem may be shorter still, so no word goes through twice.
func (l *Language) Stem(word []byte) []byte {
	if l.stem == nil {
		return word
	}
	return l.stem(word)
}

// Common reports whether a stem is of a word that stands everywhere, and so
// tells no text from another.
func (l *Language) Common(stem []byte) bool { return l.common[string(stem)] }

// set has the common words of English as they stand and by their stems, for
// what asks with one or with the other.
func set(words string) map[string]bool {
	all := map[string]bool{}
	for _, word := range strings.Fields(words) {
		all[word] = true
		all[string(stemEnglish([]byte(word)))] = true
	}
	return all
}

// englishCommon are words that a search finds in titles and names alone, written
// as they are cut: without apostrophes. Among them is what people put around
// their question, such as "i feel like my … keeps".
const englishCommon = `a about all an and any are as at be been but by can cannot cant could did do does doesnt dont feel feels for from get
	gets got had has have how i if im in is isnt it its ive just keep keeps like may me might my not of on or really she he should so some than
	that the their them then there they this to very was we were what when which who why will with wont would you your`
