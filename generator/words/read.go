package words

import "nosology/generator/diag"

// reading is a text that has been cut into words.
type reading struct {
	index    *Index
	tokens   []token
	segments []span // runs of tokens without a boundary
	segment  []int  // of each token
}

// span is a run of tokens.
type span struct{ from, to int }

// read cuts a text and looks up each word, and groups words into segments: see the
// package comment.
func (x *Index) read(text string) *reading {
	r := &reading{index: x, tokens: cut(text)}
	lookup := lookup{x, map[string]known{}}
	for i := range r.tokens {
		t := &r.tokens[i]
		k := lookup.find(t.word)
		t.class, t.stem, t.edits = k.class, k.stem, k.edits
		if t.class&(ender|joiner) != 0 {
			t.boundary = max(t.boundary, weak)
		}
		if i == 0 || t.boundary > joined {
			r.segments = append(r.segments, span{i, i})
		}
		last := len(r.segments) - 1
		r.segments[last].to = i + 1
		r.segment = append(r.segment, last)
	}
	return r
}

// none is the number of a stem that no phrase has.
const none = -1

// known is what an index knows of a word.
type known struct {
	class class
	stem  int
	edits int
}

// lookup remembers words that have been looked up.
type lookup struct {
	index *Index
	words map[string]known
}

// find looks a word up, once for each text: to find the nearest word of the vocabulary
// means to compare it with hundreds.
func (l lookup) find(word string) known {
	k, ok := l.words[word]
	if !ok {
		k.class = l.index.classOf(word)
		k.stem, k.edits = l.index.find(word, k.class&(stop|negator) == 0)
		l.words[word] = k
	}
	return k
}

// Letters of a word from which one and two typing errors are forgiven.
const (
	oneError  = 5
	twoErrors = 8
)

// find returns the number of a word's stem, or of the nearest word's, and the edits between.
func (x *Index) find(word string, forgive bool) (stem, edits int) {
	if n, known := x.numbers[x.stem(word)]; known {
		return n, 0
	}
	stem = none
	if !forgive || len(word) < oneError || !isPlain(word) {
		return stem, 0
	}
	best := 3
	for _, near := range x.words {
		if len(near.word) < oneError || near.word[0] != word[0] || !isPlain(near.word) {
			continue
		}
		// A long word has more places to slip at, and fewer neighbours to be taken for.
		most := 1
		if len(near.word) >= twoErrors {
			most = 2
		}
		if d := distance(word, near.word, most); d <= most && d < best {
			stem, edits, best = near.stem, d, d
		}
	}
	return stem, edits
}

// distance is the diag.Distance of two words, or something above most where that is greater.
func distance(a, b string, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return most + 1
	}
	return diag.Distance(a, b)
}
