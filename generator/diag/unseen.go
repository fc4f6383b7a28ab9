package diag

import (
	"fmt"
	"unicode"
)

// Unseen describes what is wrong with a character of a text that readers do
// not see, and reports false if nothing is: controls, which feeds and pages may
// not hold; marks that turn the direction of writing, so that a text reads
// otherwise than programs read it; characters without width, so that a word is
// not found. before and after are its neighbours, 0 where there are none: where
// Arabic letters or the parts of an emoji meet, what has no width has a use.
//
// The caller sets the place. What is an error must not be published.
func Unseen(r, before, after rune) (Diagnostic, bool) {
	switch {
	case r == '\t', r == '\n', ' ' <= r && r < 0x7f:
		return Diagnostic{}, false
	case r < 0xa0, r == 0xfffe, r == 0xffff:
		return Diagnostic{Severity: Error, Check: "control-character", Message: "the control character " + named(r) + " cannot be published",
			Hint: "delete it; such characters come in with what is copied from other programs"}, true
	case r < 0x300:
		return Diagnostic{}, false
	case 0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069:
		return Diagnostic{Severity: Error, Check: "text-direction", Message: named(r) + " makes a text read otherwise than it is written",
			Hint: "delete it; right-to-left letters are set rightly by themselves"}, true
	case hasNoWidth(r, before, after):
		return Diagnostic{Severity: Warning, Check: "unseen-character", Message: named(r) + " cannot be seen, and what holds it is not found",
			Hint: "delete it; if you cannot get hold of it, type the words around it anew"}, true
	}
	return Diagnostic{}, false
}

// hasNoWidth reports whether a character has no width, and no use where it
// stands.
func hasNoWidth(r, before, after rune) bool {
	switch r {
	case 0x200b, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xfeff, 0x180e, 0x115f, 0x1160, 0x3164, 0xffa0, 0x2028, 0x2029:
		return true
	case 0x200c, 0x200d:
		return standsApart(before) || standsApart(after)
	}
	isTag := func(r rune) bool { return 0xe0000 <= r && r <= 0xe007f }
	return isTag(r) && !isTag(before) && before != 0x1f3f4 // of flags
}

// standsApart reports whether a character never joins with another.
func standsApart(r rune) bool {
	return r < 0x300 || unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic)
}

// named is a character's number and, if it has one, the name it goes by.
func named(r rune) string {
	code := fmt.Sprintf("U+%04X", r)
	if name := unseenName(r); name != "" {
		return code + " (" + name + ")"
	}
	return code
}

func unseenName(r rune) string {
	return map[rune]string{
		0x00: "null", 0x07: "bell", 0x08: "backspace", 0x0b: "vertical tab", 0x0c: "form feed", 0x1b: "escape", 0x7f: "delete", 0x85: "next line",
		0x200b: "zero width space", 0x200c: "zero width non-joiner", 0x200d: "zero width joiner", 0x2028: "line separator", 0x2029: "paragraph separator",
		0x202a: "left-to-right embedding", 0x202b: "right-to-left embedding", 0x202c: "pop directional formatting",
		0x202d: "left-to-right override", 0x202e: "right-to-left override", 0x2060: "word joiner",
		0x2066: "left-to-right isolate", 0x2067: "right-to-left isolate", 0x2068: "first strong isolate", 0x2069: "pop directional isolate",
		0xfeff: "byte order mark",
	}[r]
}
