package content

import (
	"fmt"
	"strings"
	"testing"
)

// TestTitleOfTheText: a page may have its title at the beginning of its text,
// and then its place is there.
func TestTitleOfTheText(t *testing.T) {
	for _, test := range []struct{ matter, body, want string }{
		{"", "# Warm drinks\n\nText.", "Warm drinks at 4:3"},
		{"", "\n# *Warm* \"drinks\": &#035;1 \\\\ #\n", "Warm “drinks”: #1 \\ at 5:3"},
		{"", "Warm drinks\n===\nText.", "Warm drinks at 4:1"},
		{"", "Text.\n\n# Warm drinks\n", `case at 0:0; 1:1: title is missing`},
		{"", "    # Code\n", `case at 0:0; 1:1: title is missing`},
		{"", "[a]: b.md\n# Warm drinks\n", `case at 0:0; 1:1: title is missing`},
		{"title: Warm drinks\n", "# Warm drinks\n\nText.", "Warm drinks at 3:8"},
		{"title: Warm drinks\n", "# Cold drinks\n\nText.", `Warm drinks at 3:8; 5:3: the page has the title "Warm drinks" in the front matter, and another here`},
	} {
		raw := "---\nsummary: What a warm drink can do.\n" + test.matter + "---\n" + test.body
		doc, ds := ParseDocument("articles/case.md", []byte(raw))
		got := []string{fmt.Sprintf("%s at %d:%d", doc.Title.S, doc.Title.Pos.Line, doc.Title.Pos.Column)}
		for _, d := range ds {
			got = append(got, fmt.Sprintf("%d:%d: %s", d.Line, d.Column, d.Message))
		}
		if got := strings.Join(got, "; "); got != test.want {
			t.Errorf("%q:\ngot  %s\nwant %s", raw, got, test.want)
		}
	}
}
