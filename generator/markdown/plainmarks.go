package markdown

import (
	"regexp"
	"strings"
)

// plainMark is what of Markdown or HTML people write into texts that are not
// read as either: a link, a note, a citation, code, emphasis, a tag.
var plainMark = regexp.MustCompile("\\[[^\\]]+\\]\\([^)]*\\)|\\[[@^][^\\]\\s]+\\]|`[^`]+`" +
	`|\*\*[^\s*](?:[^*]*[^\s*])?\*\*|(?:^|[\s(])__[^\s_](?:[^_]*[^\s_])?__|~~[^\s~](?:[^~]*[^\s~])?~~` +
	`|(?:^|[\s(])\*\pL(?:[^*]*[^\s*])?\*(?:[\s.,;:!?)]|$)` +
	`|</?(?:a|b|br|code|em|i|p|span|strong|sub|sup|u)(?:\s[^>]*)?/?>`)

// MarkIn returns the first mark of Markdown or HTML in a text of which readers see all that is
// written, or "".
func MarkIn(plain string) string {
	if !strings.ContainsAny(plain, "[*`_~<") {
		return ""
	}
	return strings.TrimLeft(strings.TrimRight(plainMark.FindString(plain), " \t\n.,;:!?"), " \t\n(")
}
