package learn

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"sync"

	"nosology/generator/content"
	"nosology/generator/words"
)

// Version changes whenever the same lesson gives another model: when features, their hashes, the way of learning or the
// pack change. A test holds it to the bytes.
const Version = 7

// Enough is how many sentences a finding must have to be recognised by what was learned from them. One that has fewer is
// recognised by its phrases.
const Enough = 8

// A Lesson is what a model is learned from. It can be named, by its Key, long before anything is learned.
type Lesson struct {
	language  *words.Language
	labels    []string
	grave     []bool
	sentences []content.Sentence
	numbers   []content.SaidNumber
	names     []Name
	enough    map[string]bool
	key       string
	model     func() *words.Model
}

// NewLesson makes a lesson of sentences, and of what the findings are called that have enough of them. The labels of its
// model are words.Nothing and, one higher each, the numbers of the findings.
//
// Grave are the findings that are offered on less evidence.
//
// Cached, if it is set, returns the packed model that was learned from the lesson with a key, if it is at hand, or takes
// what learn makes.
func NewLesson(language *words.Language, findings, grave []string, said content.Said, names []Name, cached func(key string, learn func() []byte) []byte) *Lesson {
	l := &Lesson{language: language, labels: append([]string{""}, findings...), sentences: said.Sentences, numbers: said.Numbers, enough: map[string]bool{}}
	known := Known(said)
	for _, f := range findings {
		if known[f] {
			l.enough[f] = true
		}
	}
	l.names = slices.DeleteFunc(slices.Clone(names), func(n Name) bool { return !l.enough[n.Finding] })
	l.grave = make([]bool, len(l.labels))
	for i, id := range l.labels {
		l.grave[i] = slices.Contains(grave, id)
	}
	l.key = l.digest()
	l.model = sync.OnceValue(func() *words.Model {
		learn := func() []byte {
			m := Model(l.labels, Examples(l.language, l.labels, l.sentences, l.names), Default())
			m.Grave = l.grave
			return m.Pack()
		}
		if cached == nil {
			cached = func(_ string, learn func() []byte) []byte { return learn() }
		}
		m, err := words.UnpackModel(l.labels, cached(l.key, learn))
		if err != nil { // what was at hand is damaged
			m, _ = words.UnpackModel(l.labels, learn())
		}
		return m
	})
	return l
}

// Known returns the findings that have enough sentences to be learned from.
func Known(said content.Said) map[string]bool {
	count, known := map[string]int{}, map[string]bool{}
	for _, s := range said.Sentences {
		for _, f := range s.Findings {
			count[f.S]++
			known[f.S] = count[f.S] >= Enough
		}
	}
	return known
}

// Knows reports whether the model recognises a finding.
func (l *Lesson) Knows(finding string) bool { return l != nil && l.enough[finding] }

// Teaches reports whether there is anything to learn: whether some finding has enough sentences.
func (l *Lesson) Teaches() bool { return l != nil && len(l.enough) > 0 }

// Entry is what a finding is recognised by beside what is learned: its phrases, unless the model knows it, and numbers.
func (l *Lesson) Entry(e words.Entry) words.Entry {
	if l == nil {
		return e
	}
	if l.Knows(e.ID) {
		e.Phrases = nil
	}
	for _, n := range l.numbers {
		if n.Finding.S == e.ID {
			e.Limits = append(e.Limits, words.Limit{Of: n.Of.S, From: n.From, Below: n.Below})
		}
	}
	return e
}

// Key names the lesson: two with the same key give the same model.
func (l *Lesson) Key() string { return l.key }

// Model learns, or remembers what was learned. It may be called from any goroutine; the first call takes a second or two.
func (l *Lesson) Model() *words.Model { return l.model() }

// Hear returns the findings that a text speaks of, as there now in the person it is about. A lesson that is nil hears
// nothing.
func (l *Lesson) Hear(text string) (found []words.Match) {
	if !l.Teaches() {
		return nil
	}
	for _, h := range l.Model().Hear(l.language, text) {
		found = append(found, words.Match{ID: l.labels[h.Label], Span: h.Span, Score: h.Chance})
	}
	return found
}

// digest sums up all that the model is made from.
func (l *Lesson) digest() string {
	h := sha256.New()
	fmt.Fprintf(h, "%d %+v %q\n", Version, Default(), words.New(l.language, nil).Pack())
	fmt.Fprintf(h, "%q %v\n%q\n", l.labels, l.grave, l.names)
	for _, s := range l.sentences {
		fmt.Fprintf(h, "%q", s.Say.S)
		for _, f := range s.Findings {
			fmt.Fprintf(h, " %q", f.S)
		}
		h.Write([]byte{'\n'})
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
