package markdown

import "strings"

// MarkIn returns the first mark of Markdown or HTML in a text of which readers see all that is
// written, or "".
func MarkIn(plain string) string {
	if !strings.ContainsAny(plain, "[*`_~<") {
		return ""
	}
	return strings.TrimLeft(strings.TrimRight(pattern.plainMark.FindString(plain), " \t\n.,;:!?"), " \t\n(")
}
