package markdown

import (
	"slices"
	"strconv"

	"nosology/generator/diag"
)

// NumberKinds are the words that stand for a care number in double braces. They are not to be changed.
func NumberKinds() []string { return byName.numberKinds }

// numberWord stands for a care number where no region is known. It is English
// whatever the site's language: checks and positions want some words, and pages
// give their own.
func numberWord(kind string) string {
	switch kind {
	case "emergency":
		return "the emergency number"
	case "urgent":
		return "the urgent advice line"
	}
	return "the crisis line"
}

// details opens text that can be folded away; byName.callouts are those of GitHub.
const details = "details"

// video opens a card that leads to a film elsewhere.
const video = "video"

// boxes are all words that open a box of any kind.
func boxes() []string {
	return slices.Concat(byName.cardLevels, byName.callouts, []string{details, video})
}

// isCallout reports whether a word, in small letters, opens a callout or text
// that can be folded away.
func isCallout(word string) bool {
	return word == details || word == video || slices.Contains(byName.callouts, word)
}

// isList reports whether a card's level makes it a do or do-not list.
func isList(level string) bool { return level == "do" || level == "do-not" }

func isCardLevel(level string) bool { return slices.Contains(byName.cardLevels, level) }

func isNumberKind(kind string) bool { return slices.Contains(byName.numberKinds, kind) }

func quote(s string) string { return strconv.Quote(s) }

func oneOf(word string, words []string) string { return diag.OneOf(word, words) }

// byName holds the words that mean something in a text: those that open a card or a callout, and the care numbers that
// may be named in double braces.
var byName = struct {
	cardLevels, numberKinds, callouts []string
}{
	cardLevels:  []string{"self-care", "see-a-doctor", "urgent", "emergency", "do", "do-not"},
	numberKinds: []string{"emergency", "urgent", "crisis", "crisis-lines"},
	callouts:    []string{"note", "tip", "important", "warning", "caution"},
}
