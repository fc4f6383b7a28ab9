package learn

import (
	"slices"

	"nosology/generator/words"
)

// A Recogniser finds findings in a reader's own words: by what was learned, by phrases where nothing was, and by numbers.
// The checker's script does the same in the browser.
type Recogniser struct {
	lesson *Lesson
	index  *words.Index
}

// NewRecogniser makes a recogniser of findings, by what they are called, and of a lesson, which may be nil.
func NewRecogniser(language *words.Language, findings []words.Entry, lesson *Lesson) *Recogniser {
	entries := make([]words.Entry, len(findings))
	for i := range findings {
		entries[i] = lesson.Entry(findings[i])
	}
	return &Recogniser{lesson, words.New(language, entries)}
}

// Recognise returns the findings that a text says are there and those that it says are not, each once.
func (r *Recogniser) Recognise(text string) (there, not []words.Match) {
	for _, m := range r.index.Match(text) {
		if m.Negated {
			not = append(not, m)
		} else {
			there = append(there, m)
		}
	}
	for _, m := range r.lesson.Hear(text) {
		same := func(other words.Match) bool { return other.ID == m.ID }
		if !slices.ContainsFunc(there, same) && !slices.ContainsFunc(not, same) {
			there = append(there, m)
		}
	}
	return there, not
}
