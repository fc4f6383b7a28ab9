// Package words recognises findings in a reader's own words: "my nose keeps jumping and my eye too, no headache".
// It forgives typing errors, inflection and word order, and does not take "no headache" for a headache. It only
// offers what it recognises; whoever wrote the words confirms it. So it may offer too much, but not what was
// said not to be there.
//
// The same is done in the browser by static/js/words.js/, from what Pack writes; tests hold the two against each
// other.
//
// # How a text is read
//
// A text is cut into words (see cut) with boundaries between them: weak ones such as a comma, strong ones such as a
// full stop. "But", "and" and the like put a weak boundary before themselves. A run of words without a boundary is a
// segment. Each word is folded and stemmed, negators apart. A word of five letters or more whose stem no phrase has,
// and that is no stop word, is taken for the nearest word of a phrase that has as many and begins with the same letter,
// the first of several: at one edit (an insertion, a deletion, a change, or a swap of neighbours), or at two if that one
// has eight letters. An unknown word of six letters or more is taken for the first negator of as many, in the order of
// the alphabet, that is one edit away and begins with the same letter.
//
// # How a phrase is found
//
// A phrase is one of three kinds. No match goes past a strong boundary.
//
//   - A set: its stems stand in any order, with at most two other words between them that are not stop words.
//   - A denial, which holds a negator of its own ("can't swallow"): its stems stand in order, for a verbal negator any
//     verbal one and for another any at all, with at most one word between them that is not tiny, and that a stop
//     word. The word that follows is a stop word or behind a boundary, so that "no memory" is not found in "no
//     memory loss".
//   - A saying ("on and off"), which has only stop words and vague ones: its words stand as they are, one behind the
//     other.
//
// Where the words of one match are among those of another that has more, the longer one counts. An entry is reported
// at most once, as there if any match says so; of several such, the longest, and then the one that scores best.
//
// # What numbers say
//
// A text's numbers, such as an age, are read by the phrases of Language.Measures, the longest at each place. Of each
// entry with a limit of that measure they say that it is there, or that it is not.
//
// # What a negator negates
//
// A negator with one of Neutral behind it in its segment, as in "won't stop", negates only that. Any other negates the words behind
// it to the end of its segment, and on through segments that go on with a list. These are those that begin with
// "or", and those behind a weak boundary that are no statement of their own and do not begin with an ender or another negator. A segment
// is a statement if it begins with a subject; if a finite verb stands in it, before any "or" and not right behind a
// subject or a relative; or if there is no such "or" and it begins with a determiner. (Joiners at its beginning do
// not count.)
//
// A negator that only stop words and negators follow in its segment, or one of Behind that no tiny word follows,
// negates what precedes instead: its segment ("headache: no"), or if that says nothing the one before ("headache? no"),
// and further back over weak boundaries that no ender makes: to the beginning of a question that was ended by a strong boundary, otherwise as
// long as the segment behind the boundary begins with a joiner or says nothing, or the one before it is no
// statement. Such a negator goes on only through segments that begin with "or".
//
// A negator that a denial has used up, one that is not negated itself, only negates the rest of its segment. A match
// is negated if any of its words is, the negators of denials apart.
package words

import (
	"cmp"
	"slices"

	"nosology/generator/content"
)

// Entry is something to recognise: a finding, or a cause.
type Entry struct {
	ID      string
	Phrases []string // what people call it
	Limits  []Limit  // of numbers that speak of it
}

// Entries makes entries of documents: their titles, synonyms, and what people say.
func Entries(docs []*content.Document, kinds ...*content.Kind) []Entry {
	var entries []Entry
	for _, d := range docs {
		if !slices.Contains(kinds, d.Kind) {
			continue
		}
		e := Entry{ID: d.ID, Phrases: []string{d.Title.S}}
		for _, names := range [][]content.Text{d.Also, d.HeardAs} {
			for _, t := range names {
				e.Phrases = append(e.Phrases, t.S)
			}
		}
		entries = append(entries, e)
	}
	slices.SortFunc(entries, func(a, b Entry) int { return cmp.Compare(a.ID, b.ID) })
	return entries
}

// Match is an entry recognised in a text.
type Match struct {
	ID      string
	Span    Span
	Negated bool // the text says that it is not there
	Score   int  // the higher, the more words agreed and the better
}

// Span is a stretch of a text, in bytes.
type Span struct{ Start, End int }

// Index recognises entries. Any goroutine may use it.
type Index struct {
	language *Language
	stemOf   func(string) string
	classes  map[string]class
	negators []string // the long ones, in order
	same     map[string]string
	neutral  map[string]bool // stems, or two with a space between
	vague    map[string]bool // stems

	entries []entry
	limits  []limit
	numbers map[string]int // of stems
	words   []spelling     // of phrases, each once, in the order in which they appear
}

// spelling is a word of the vocabulary.
type spelling struct {
	word string
	stem int
}

// limit is a limit of the entry with an id.
type limit struct {
	Limit
	id string
}

// entry is an entry with its phrases ready to be found.
type entry struct {
	id      string
	phrases []phrase
}

// New makes an index. Entries without phrases are never recognised.
func New(language *Language, entries []Entry) *Index {
	x := newIndex(language)
	x.findNegators()
	for _, e := range entries {
		x.entries = append(x.entries, entry{e.ID, x.compile(e.Phrases)})
		for _, l := range e.Limits {
			x.limits = append(x.limits, limit{l, e.ID})
		}
	}
	x.number()
	return x
}

// newIndex makes an index that knows the language and no entries.
func newIndex(language *Language) *Index {
	x := &Index{language: language, stemOf: stemmer(language.Code), classes: classify(language), same: map[string]string{}}
	for _, pair := range language.Same {
		x.same[pair[0]] = pair[1]
	}
	x.neutral, x.vague = x.stemSet(language.Neutral), x.stemSet(language.Vague)
	return x
}

// stemSet stems the words of a list, and its phrases word by word, once for all.
func (x *Index) stemSet(words []string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[x.stemAll(w)] = true
	}
	return set
}

// number gives each stem a number, and each phrase the numbers of its stems.
func (x *Index) number() {
	x.numbers = map[string]int{}
	seen := map[string]bool{}
	for i := range x.entries {
		for j := range x.entries[i].phrases {
			p := &x.entries[i].phrases[j]
			if p.kind == saying {
				continue
			}
			for _, w := range p.words {
				n := x.numberOf(w)
				p.stems = append(p.stems, n)
				if n >= 0 && !seen[w] {
					seen[w] = true
					x.words = append(x.words, spelling{w, n})
				}
			}
		}
	}
}

// numberOf is the number of a word's stem, a new one if it has none yet. What stands
// for negators in a denial has numbers of its own, below zero.
func (x *Index) numberOf(word string) int {
	switch word {
	case deniedVerb:
		return anyVerbal
	case deniedAny:
		return anyNegator
	}
	stem := x.stem(word)
	if _, known := x.numbers[stem]; !known {
		x.numbers[stem] = len(x.numbers)
	}
	return x.numbers[stem]
}

// findNegators lists the long negators in the order of the alphabet, in which a word
// with a typing error is held against them: of several that are near the first is
// taken, in Go and in the browser.
func (x *Index) findNegators() {
	for w, c := range x.classes {
		if c&negator != 0 && len(w) >= longNegator {
			x.negators = append(x.negators, w)
		}
	}
	slices.Sort(x.negators)
}
