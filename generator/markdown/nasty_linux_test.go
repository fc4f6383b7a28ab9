package markdown

import (
	"bytes"
	"runtime"
	"strings"
	"testing"
	"time"
)

// nasty are texts that parsers are slow at, without end: what stands alone is
// repeated up to a paragraph's size, then begins anew.
var nasty = map[string]string{
	"brackets":           "[ aaaaaaaa ",
	"brackets that nest": "[a](b.md [ aaaaaaaaaaaaaaaaaaaaaaa ",
	"closing brackets":   "]",
	"pictures":           "![",
	"emphasis":           "*a_ ",
	"stars":              "**a*",
	"stars and letters":  "a**b*c ",
	"underscores":        "_a __b",
	"tildes":             "~a ~~b~ ",
	"lower and higher":   "a~b^c~d^",
	"code":               "`a``b```",
	"backslashes":        `\[\*`,
	"references":         "&#0;&a;&#x;",
	"braces":             "{{a {flag {# ",
	"marks":              "==a ++b [[c ::: %%d ",
	"pairs":              "*a, _b, ==c ^d ",
	"quotes":             "'97 'a\" ",
	"angles":             "<a <b https://a.b <https://c ",
	"citations":          "[@a][@b ",
	"footnotes":          "[^a] [^b",
	"definitions":        "[a]: b.md\n",
	"terms":              "a\n: b\n",
	"headings":           "# a {#b}\n## a\n",
	"lists":              "- [ ] a\n 1. b\n  - c\n",
	"quotations":         "> a\n>> b\n",
	"byName.callouts":    "> [!NOTE]\n> a\n\n",
	"rows":               "|a|b|\n",
	"dashes":             "a|b\n-|-\n",
	"spaces":             " \t ",
	"lines":              "a\\\n",
	"wide letters":       "。「あ」！",
	"joined letters":     "é\u0301",
}

// repeated is a text of a size, in paragraphs no longer than may be.
func repeated(piece string, size int) []byte {
	lines := piece
	if !strings.HasSuffix(piece, "\n") {
		lines = strings.Repeat(piece, 450/len(piece)) + "\n"
	}
	paragraph := strings.Repeat(lines, 4_000/len(lines)) + "\n"
	return []byte(strings.Repeat(paragraph, size/len(paragraph)))
}

// TestNastyTexts: a text of a megabyte takes less than three seconds of the
// processor, whatever it is made of, and one four times as long gives at most four
// times as much. The time is far more than any of them takes, and says of what goldmark
// does, which cannot be counted, that it does not grow by the square.
func TestNastyTexts(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for name, piece := range nasty {
		before := threadTime()
		whole := made(repeated(piece, 1<<20))
		if took := threadTime() - before; took > 3*time.Second {
			t.Errorf("%s: a megabyte takes %v", name, took)
		}
		if part := made(repeated(piece, 1<<18)); whole > 4*part+part/2+1_000 && part > 0 {
			t.Errorf("%s: a quarter of a megabyte gives %d, a megabyte %d", name, part, whole)
		}
	}
}

// made counts what is made of a text.
func made(src []byte) int {
	body, ds := Scan(src, nil)
	var page bytes.Buffer
	body.Render(&page, src, testRefs())
	body.EachBlock(src, nil, func(text []byte) { page.Write(text) })
	return page.Len() + len(body.outline) + len(ds)
}
