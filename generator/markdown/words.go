package markdown

import (
	"slices"
	"strconv"

	"nosology/generator/diag"
)

// cardLevels are the words that open a card.
var cardLevels = []string{"self-care", "see-a-doctor", "urgent", "emergency", "do", "do-not"}

// numberKinds are the care numbers that a text may name, in double braces.
var numberKinds = []string{"emergency", "urgent", "crisis", "crisis-lines"}

// NumberKinds are the words that stand for a care number in double braces. They are not to be changed.
func NumberKinds() []string { return numberKinds }

// numberWords stand for a care number where no region is known.
var numberWords = map[string]string{
	"emergency":    "the emergency number",
	"urgent":       "the urgent advice line",
	"crisis":       "the crisis line",
	"crisis-lines": "the crisis line",
}

// callouts are the words that open a callout, as on GitHub; details opens text
// that can be folded away.
var callouts = []string{"note", "tip", "important", "warning", "caution"}

const details = "details"

// video opens a card that leads to a film elsewhere.
const video = "video"

// boxes are all words that open a box of any kind.
func boxes() []string { return slices.Concat(cardLevels, callouts, []string{details, video}) }

// isCallout reports whether a word, in small letters, opens a callout or text
// that can be folded away.
func isCallout(word string) bool {
	return word == details || word == video || slices.Contains(callouts, word)
}

// isList reports whether a card's level makes it a do or do-not list.
func isList(level string) bool { return level == "do" || level == "do-not" }

func isCardLevel(level string) bool { return slices.Contains(cardLevels, level) }

func isNumberKind(kind string) bool { return slices.Contains(numberKinds, kind) }

func quote(s string) string { return strconv.Quote(s) }

func oneOf(word string, words []string) string { return diag.OneOf(word, words) }
