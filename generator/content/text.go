package content

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// byteOrderMark is what some editors put before a text.
const byteOrderMark = "\ufeff"

// Editors differ in how they end lines, mark encodings and compose accents.
// normalise reads all of it as what it means: LF, no byte order mark, Unicode
// in its composed form. Lines keep their numbers; columns count the characters
// that an editor sees, so that an accent typed as two code points is one.
func normalise(raw []byte) []byte {
	raw = bytes.TrimPrefix(raw, []byte(byteOrderMark))
	if bytes.IndexByte(raw, '\r') >= 0 {
		raw = bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
		raw = bytes.ReplaceAll(raw, []byte("\r"), []byte("\n"))
	}
	if !isASCII(raw) && !norm.NFC.IsNormal(raw) {
		raw = norm.NFC.Bytes(raw)
	}
	return raw
}

// isASCII reports whether a text needs no composing, as most do: it is asked of every file.
func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// line returns a line of a text without its end, counted from 1, or "".
func line(text []byte, n int) string {
	for ; n > 1; n-- {
		i := bytes.IndexByte(text, '\n')
		if i < 0 {
			return ""
		}
		text = text[i+1:]
	}
	if n < 1 {
		return ""
	}
	text, _, _ = bytes.Cut(text, []byte("\n"))
	return string(text)
}

// position turns an offset into a line and a column.
func position(text []byte, offset int) Pos {
	before := text[:min(max(offset, 0), len(text))]
	start := bytes.LastIndexByte(before, '\n') + 1
	return Pos{
		Line:   int32(bytes.Count(before, []byte("\n")) + 1),
		Column: int32(utf8.RuneCount(before[start:]) + 1),
	}
}

// split parts a file into front matter and body. matter begins at line 2; body
// begins at line bodyLine. ok is false if one of the two fences is missing;
// then bodyLine is the line at which the missing fence was to be expected.
func split(text []byte) (matter, body []byte, bodyLine int, ok bool) {
	first, rest, _ := bytes.Cut(text, []byte("\n"))
	if !isFence(first) {
		return nil, text, 1, false
	}
	matter = rest
	guess := 0
	for n := 2; len(rest) > 0; n++ {
		var l []byte
		start := len(matter) - len(rest)
		l, rest, _ = bytes.Cut(rest, []byte("\n"))
		if isFence(l) {
			return matter[:start], rest, n + 1, true
		}
		// Other programs end front matter with three dots as well.
		if l := bytes.TrimSpace(l); guess == 0 && (len(l) == 0 || string(l) == "...") {
			guess = n
		}
	}
	if guess == 0 {
		guess = 1
	}
	return nil, nil, guess, false
}

// afterFence is what stands behind the first fence of a text, and its first
// line: the body of a document whose first line is missing. Without a fence it
// is the whole text.
func afterFence(text []byte) (body []byte, line int) {
	rest := text
	for line = 1; len(rest) > 0; line++ {
		var l []byte
		if l, rest, _ = bytes.Cut(rest, []byte("\n")); isFence(l) {
			return rest, line + 1
		}
	}
	return text, 1
}

// ClosingFence returns where, in a document as it is on disk, the line that ends
// its front matter stands: its beginning and its end. ok is false without one.
func ClosingFence(text []byte) (start, end int, ok bool) {
	opened := false
	for l := range bytes.Lines(text) {
		if isFence(bytes.TrimPrefix(bytes.TrimRight(l, "\r\n"), []byte(byteOrderMark))) {
			if opened {
				return start, start + len(bytes.TrimRight(l, "\n")), true
			}
			opened = true
		}
		start += len(l)
	}
	return 0, 0, false
}

func isFence(l []byte) bool {
	return bytes.Equal(bytes.TrimRight(l, " \t"), []byte("---"))
}
