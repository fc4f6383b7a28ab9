package markdown

import (
	"slices"
	"strconv"

	"nosology/generator/diag"
)

// cardLevels are the words that open a card, numberKinds those in double
// braces.
var (
	cardLevels  = []string{"self-care", "see-a-doctor", "urgent", "emergency", "do", "do-not"}
	numberKinds = []string{"emergency", "urgent", "crisis", "crisis-lines"}
)

// numberWords stand for a care number where no region is known.
var numberWords = map[string]string{
	"emergency":    "the emergency number",
	"urgent":       "the urgent advice line",
	"crisis":       "the crisis line",
	"crisis-lines": "the crisis line",
}

// isList reports whether a card's level makes it a do or do-not list.
func isList(level string) bool { return level == "do" || level == "do-not" }

func isCardLevel(level string) bool { return slices.Contains(cardLevels, level) }

func isNumberKind(kind string) bool { return slices.Contains(numberKinds, kind) }

func quote(s string) string { return strconv.Quote(s) }

func oneOf(word string, words []string) string { return diag.OneOf(word, words) }
