package content

import (
	"unicode"
	"unicode/utf8"

	"nosology/generator/diag"
)

// unseen reports the characters of the file that readers do not see, and puts
// others in the place of those that must not be published.
func (d *decoder) unseen() {
	if allSeen(d.file) {
		return
	}
	clean := make([]byte, 0, len(d.file))
	var found []diag.Diagnostic
	at, before := Pos{Line: 1, Column: 1}, rune(0)
	for i := 0; i < len(d.file); {
		r, size := utf8.DecodeRune(d.file[i:])
		after, _ := utf8.DecodeRune(d.file[i+size:])
		shown := r
		if wrong, ok := diag.Unseen(r, before, after); ok {
			wrong.Line, wrong.Column = int(at.Line), int(at.Column)
			found = append(found, wrong)
			if wrong.Severity == diag.Error {
				shown = utf8.RuneError
			}
		}
		clean = utf8.AppendRune(clean, shown)
		at.Column++
		if r == '\n' {
			at = Pos{Line: at.Line + 1, Column: 1}
		}
		before = r
		i += size
	}
	d.file = clean
	for _, w := range found {
		d.report(Pos{int32(w.Line), int32(w.Column)}, w.Severity, w.Check, w.Hint, "%s", w.Message)
	}
}

// allSeen reports, without a look at each character, that all of a text can be
// seen. For a few scripts it does not know.
func allSeen(text []byte) bool {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c < 0x7f && (c >= ' ' || c == '\n' || c == '\t'):
		case c < 0xc2, c == 0xc2 && text[i+1] < 0xa0, c == 0xe1, c == 0xe3, c == 0xef, c == 0xf3:
			return false
		case c == 0xe2 && (text[i+1] == 0x80 && unseenMarks[text[i+2]] || text[i+1] == 0x81 && text[i+2] >= 0xa0):
			return false
		case c >= 0xf0:
			i += 3
		case c >= 0xe0:
			i += 2
		default:
			i++
		}
	}
	return true
}

// unseenMarks are the last bytes of U+2000 to U+203F that cannot be seen.
var unseenMarks = [256]bool{
	0x8b: true, 0x8c: true, 0x8d: true, 0xa8: true, 0xa9: true, 0xaa: true, 0xab: true, 0xac: true, 0xad: true, 0xae: true,
}

// unseenIn reports the first character that must not be published of a value
// that names it by its number, as "\u202e" does.
func (d *decoder) unseenIn(t Text) {
	for _, r := range t.S {
		if r >= ' ' && r < unicode.MaxASCII {
			continue
		}
		if wrong, ok := diag.Unseen(r, 0, 0); ok && wrong.Severity == diag.Error {
			d.errorf(t.Pos, wrong.Check, wrong.Hint, "%s", wrong.Message)
			return
		}
	}
}
