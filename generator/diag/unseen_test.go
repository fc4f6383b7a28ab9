package diag

import (
	"strings"
	"testing"
)

// What readers do not see is told where it does harm, and let pass where it has a use: in Persian, in Hindi, in emoji.
func TestUnseen(t *testing.T) {
	const nothing = ""
	for _, v := range []struct {
		what             string
		r, before, after rune
		check            string
		severity         Severity
		names            string // how the message names it
	}{
		{"a letter", 'a', 0, 0, nothing, 0, ""},
		{"a tab", '\t', 'a', 'b', nothing, 0, ""},
		{"a line's end", '\n', 'a', 'b', nothing, 0, ""},
		{"a tilde", '~', 0, 0, nothing, 0, ""},
		{"delete", 0x7f, 'a', 'b', "control-character", Error, "U+007F (delete)"},
		{"escape", 0x1b, 'a', 'b', "control-character", Error, "U+001B (escape)"},
		{"a control without a name", 0x01, 'a', 'b', "control-character", Error, "U+0001"},
		{"next line", 0x85, 'a', 'b', "control-character", Error, "U+0085 (next line)"},
		{"no character", 0xffff, 'a', 'b', "control-character", Error, "U+FFFF"},
		{"a space at which no line ends", 0xa0, 'a', 'b', nothing, 0, ""},
		{"a soft hyphen", 0xad, 'a', 'b', nothing, 0, ""},
		{"an override", 0x202e, 'a', 'b', "text-direction", Error, "U+202E (right-to-left override)"},
		{"an isolate", 0x2066, 'a', 'b', "text-direction", Error, "U+2066 (left-to-right isolate)"},
		{"a space without width", 0x200b, 'a', 'b', "unseen-character", Warning, "U+200B (zero width space)"},
		{"a byte order mark within", 0xfeff, 'a', 'b', "unseen-character", Warning, "U+FEFF (byte order mark)"},
		{"a joiner of Latin letters", 0x200d, 'a', 'b', "unseen-character", Warning, "U+200D (zero width joiner)"},
		{"a joiner at the end", 0x200d, '👩', 0, "unseen-character", Warning, "U+200D (zero width joiner)"},
		{"a joiner in an emoji", 0x200d, '👩', '⚕', nothing, 0, ""},
		{"a non-joiner in Persian", 0x200c, 'ی', 'خ', nothing, 0, ""},
		{"a non-joiner behind a comma", 0x200c, '،', 'خ', "unseen-character", Warning, "U+200C (zero width non-joiner)"},
		{"a joiner in Hindi", 0x200d, '\u094d', 'क', nothing, 0, ""},
		{"a tag alone", 0xe0067, 'a', 'b', "unseen-character", Warning, "U+E0067"},
		{"a tag of a flag", 0xe0067, 0x1f3f4, 0xe0062, nothing, 0, ""},
		{"the next of its tags", 0xe0062, 0xe0067, 0xe0065, nothing, 0, ""},
	} {
		d, is := Unseen(v.r, v.before, v.after)
		if is != (v.check != nothing) || d.Check != v.check || is && d.Severity != v.severity {
			t.Errorf("%s: told is %v %s, %v", v.what, is, d.Check, d.Severity)
		}
		if is && (strings.HasSuffix(d.Message, ".") || d.Hint == "" || !strings.Contains(d.Message, v.names)) {
			t.Errorf("%s: %q (%q)", v.what, d.Message, d.Hint)
		}
	}
}
