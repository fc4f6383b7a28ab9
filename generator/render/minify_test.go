package render

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"text/template"

	"golang.org/x/net/html"
	"pgregory.net/rapid"
)

// White space that does not show is gone; what shows stays.
func TestMinifyLayout(t *testing.T) {
	for _, test := range []struct{ why, layout, want string }{
		{"beside blocks", "<div>\n  <p>text\n</p>\n</div>\n", "<div><p>text</p></div>"},
		{"between words", "<p>one\n  two <b>three</b>\n <i>four</i></p>", "<p>one\ntwo <b>three</b>\n<i>four</i></p>"},
		{"beside values", "<p>{{.A}} {{.B}}\n{{.C}}</p>", "<p>{{.A}} {{.B}}\n{{.C}}</p>"},
		{"a condition among blocks", "<div>\n<p>a</p>\n{{if .A}}\n<p>b</p>\n{{end}}\n<p>c</p></div>", "<div><p>a</p>{{if .A}}<p>b</p>{{end}}<p>c</p></div>"},
		{"both branches", "<div>{{if .A}}\n<p>a</p>\n{{else}}\n<p>b</p>\n{{end}}</div>", "<div>{{if .A}}<p>a</p>{{else}}<p>b</p>{{end}}</div>"},
		{"a loop of words", "<p>{{range .A}}\n<b>{{.}}</b>\n{{end}}</p>", "<p>{{range .A}}\n<b>{{.}}</b>\n{{end}}</p>"},
		{"inside tags", "<a\n  href=\"x\"\n  {{if .A}}hidden{{end}}>", "<a\nhref=\"x\"\n{{if .A}}hidden{{end}}>"},
		{"inside quotes", `<p title="two  spaces">`, `<p title="two  spaces">`},
		{"preformatted", "<pre>\n a\n</pre>\n<p>", "<pre>\n a\n</pre><p>"},
		{"preformatted around values", "<pre>\n {{.A}}\n  b</pre>\n<p>\n<pre class=x>\n", "<pre>\n {{.A}}\n  b</pre><p><pre class=x>\n"},
		{"scripts", "<script>\nlet a  =  1\n</script>\n", "<script>\nlet a  =  1\n</script>\n"},
		{"no break space", "<p>\u00a0a</p>", "<p>\u00a0a</p>"},
	} {
		t.Run(test.why, func(t *testing.T) {
			set := template.Must(template.New("t").Parse(test.layout))
			minifyList(set.Tree.Root, false)
			if got := set.Tree.Root.String(); got != test.want {
				t.Errorf("%q became\n%q, wanted\n%q", test.layout, got, test.want)
			}
		})
	}
}

// What shows of a text shows of the small one as well.
func TestMinifyKeepsWhatShows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawHTML(t, 3)
		if was, is := shown(text), shown(minified(text)); was != is {
			t.Fatalf("%q became %q: was\n%s\nand is\n%s", text, minified(text), was, is)
		}
	})
}

// drawHTML draws elements in each other, with words and white space among them.
func drawHTML(t *rapid.T, depth int) string {
	var b strings.Builder
	for range rapid.IntRange(0, 5).Draw(t, "pieces") {
		b.WriteString(rapid.SampledFrom([]string{"", " ", "\n", "\n  ", "one", "two ", "<br>", "&amp;", `<img alt="a  b">`}).Draw(t, "text"))
		if depth > 0 && rapid.Bool().Draw(t, "element") {
			name := rapid.SampledFrom([]string{"div", `section class="a b"`, "pre", "b", `i hidden`}).Draw(t, "name")
			end, _, _ := strings.Cut(name, " ")
			below := depth - 1
			if name == "pre" {
				below = 0 // nobody puts one into another
			}
			b.WriteString("<" + name + ">" + drawHTML(t, below) + "</" + end + ">")
		}
	}
	return b.String()
}

func minified(text string) string {
	small, _ := minifyText([]byte(text), false)
	return string(small)
}

// shown writes a text's elements and its words with the spaces that show: one
// between words, none beside a block element, all of them where they mean
// something.
func shown(text string) string {
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return err.Error()
	}
	isBlock := func(n *html.Node) bool { return strings.Contains(blockElements, " "+n.Data+" ") }
	var b strings.Builder
	space := ""
	var walk func(n *html.Node, exact bool)
	walk = func(n *html.Node, exact bool) {
		switch {
		case n.Type == html.TextNode && exact:
			b.WriteString(space + n.Data)
			space = ""
		case n.Type == html.TextNode:
			for i, word := range regexp.MustCompile(`[ \t\r\n\f]+`).Split(n.Data, -1) {
				if i > 0 && !strings.HasSuffix(b.String(), "|") {
					space = " "
				}
				if word != "" {
					b.WriteString(space + word)
					space = ""
				}
			}
		case n.Type == html.ElementNode:
			tag := fmt.Sprintf("<%s %q>", n.Data, n.Attr)
			if isBlock(n) {
				tag, space = tag+"|", ""
			}
			b.WriteString(space + tag)
			space = ""
			for c := range n.ChildNodes() {
				walk(c, exact || n.Data == "pre" || n.Data == "textarea" || n.Data == "script" || n.Data == "style")
			}
			if isBlock(n) {
				space = ""
				b.WriteString("|")
			}
			b.WriteString("</>")
			if isBlock(n) {
				b.WriteString("|")
			}
		default:
			for c := range n.ChildNodes() {
				walk(c, exact)
			}
		}
	}
	walk(root, false)
	return b.String()
}
