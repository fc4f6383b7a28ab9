package wording

import (
	"strings"

	"nosology/generator/text"
)

// Order puts names in the order of a language.
type Order = text.Order

// NewOrder returns the order of the language.
func (w *Words) NewOrder() *Order {
	return text.NewOrder(w.tag, w.Writing.Alphabet, w.Writing.Articles)
}

// FirstUpper begins a text with a capital letter.
func (w *Words) FirstUpper(words string) string { return text.FirstUpper(w.tag, words) }

// Small writes a text within a sentence as the language does: in small letters,
// or as it stands.
func (w *Words) Small(words string) string {
	if w.Writing.Small != "yes" {
		return words
	}
	return strings.ToLower(words)
}
