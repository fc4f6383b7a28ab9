package markdown

import (
	"bytes"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2/lexers"
)

// TestLexersHaveNames: those that are named as slow and unfit are chroma's.
func TestLexersHaveNames(t *testing.T) {
	all := lexers.Names(false)
	for _, name := range slow() {
		if !slices.Contains(all, name) {
			t.Errorf("no lexer %q", name)
		}
	}
	for name := range unfit() {
		if !slices.Contains(all, name) {
			t.Errorf("no lexer %q", name)
		}
	}
}

var tags = regexp.MustCompile(`<[^>]*>`)

// TestColoured: code that is short is coloured, and all other code is shown in
// full, in the order in which it stands.
func TestColoured(t *testing.T) {
	r := strings.Repeat
	for name, test := range map[string]struct {
		text string
		want int // blocks with colours
	}{
		"short":                  {"```yaml\na: b\n```", 1},
		"by how files end":       {"```yml\na: b\n```", 1},
		"in capitals":            {"```YAML\na: b\n```", 1},
		"of an unfit() language": {"```jungle\n1 = a\n```", 0},
		"inside of markdown":     {"~~~markdown\n```jungle\n1 = a\n```\n~~~", 1},
		"long":                   {"```yaml\n" + r("a: b\n", 250) + "```", 0},
		"long line":              {"```yaml\na: " + r("b ", 300) + "\n```", 0},
		"empty lines":            {"```yaml\na: b\n" + r("\n", 150) + "c: d\n```", 0},
		"slow() and short":       {"```java\n" + r("a b();\n", 30) + "```", 1},
		"slow() and long":        {"```java\n" + r("a b();\n", 100) + "```", 0},
		"many":                   {r("```yaml\n"+r("a: b\n", 150)+"```\n\n", 40), 26},
	} {
		t.Run(name, func(t *testing.T) {
			src := []byte(test.text)
			body, _ := Scan(src, nil)
			var out bytes.Buffer
			body.Render(&out, src, nil)
			if got := strings.Count(out.String(), `class="chroma"`); got != test.want {
				t.Errorf("%d blocks are coloured, want %d: %.200s", got, test.want, out.String())
			}
			if shown := html.UnescapeString(tags.ReplaceAllString(out.String(), "")); len(shown) < len(test.text)*9/10-20 {
				t.Errorf("not all is shown: %s", shown)
			}
		})
	}
}
