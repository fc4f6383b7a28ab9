package markdown

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tdewolff/minify/v2"
	minifyhtml "github.com/tdewolff/minify/v2/html"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"
)

// allowed are the elements that a body may have, and their attributes.
var allowed = map[string]string{
	"p": "class", "em": "", "strong": "", "del": "", "br": "", "hr": "", "blockquote": "", "dl": "", "dt": "", "dd": "",
	"h2": "id class", "h3": "id class", "h4": "id class", "h5": "id class", "h6": "id class",
	"ul": "class", "ol": "start type", "li": "id",
	"a": "href id class rel aria-label", "sup": "class", "sub": "", "span": "class role aria-label",
	"section": "class aria-labelledby aria-label", "div": "class role tabindex aria-label", "details": "class", "summary": "",
	"table": "", "thead": "", "tbody": "", "tr": "", "th": "scope class", "td": "class",
	"pre": "tabindex class", "code": "", "figure": "", "figcaption": "",
	"img": "src alt width height loading decoding", "svg": "class aria-hidden",
}

// safe reports the first thing in a body's HTML that must not be there.
func safe(out string) error {
	z := html.NewTokenizer(strings.NewReader(out))
	var ids, open []string
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				return fmt.Errorf("%q are not closed", open)
			}
			return nil
		case html.CommentToken, html.DoctypeToken:
			return fmt.Errorf("a comment: %s", z.Raw())
		case html.StartTagToken:
			raw := string(z.Raw())
			t := z.Token()
			attributes, ok := allowed[t.Data]
			if !ok {
				return fmt.Errorf("the element %s", raw)
			}
			for _, a := range t.Attr {
				if !slices.Contains(strings.Fields(attributes), a.Key) {
					return fmt.Errorf("the attribute %s in %s", a.Key, raw)
				}
				if a.Key == "id" {
					if slices.Contains(ids, a.Val) {
						return fmt.Errorf("the id %s a second time", a.Val)
					}
					ids = append(ids, a.Val)
				}
				if (a.Key == "href" || a.Key == "src") && !safeHref(a.Val) {
					return fmt.Errorf("the address %q", a.Val)
				}
			}
			if !slices.Contains([]string{"br", "hr", "img"}, t.Data) {
				open = append(open, t.Data)
			}
		case html.EndTagToken:
			name := z.Token().Data
			if len(open) == 0 || open[len(open)-1] != name {
				return fmt.Errorf("</%s> closes %q", name, open)
			}
			open = open[:len(open)-1]
		}
	}
}

// checkFound reports the first thing that Scan says and that is not so.
func checkFound(src []byte, b *Body) error {
	inside := func(what string, spans ...Span) error {
		for _, s := range spans {
			if s.Start < 0 || s.Start > s.End || int(s.End) > len(src) {
				return fmt.Errorf("%s: %v is not in the body", what, s)
			}
		}
		return nil
	}
	last := int32(0)
	for _, s := range b.Prose {
		if err := inside("prose", s); err != nil || s.Start < last || s.Start == s.End {
			return fmt.Errorf("prose %v behind %d: %v", s, last, err)
		}
		last = s.End
	}
	last = 0
	for _, s := range b.Sentences {
		if err := inside("sentence", s.Span); err != nil || s.Span.Start < last {
			return fmt.Errorf("sentence %v behind %d: %v", s, last, err)
		}
		last = s.Span.End
		b.Text(src, s.Span, nil)
	}
	for _, l := range b.Links {
		if err := inside("link", l.Span); err != nil {
			return err
		}
		if int(l.Sentence) >= len(b.Sentences) {
			return fmt.Errorf("link %v in no sentence", l)
		}
		if l.Sentence >= 0 {
			if s := b.Sentences[l.Sentence].Span; l.Span.Start < s.Start || l.Span.Start > s.End {
				return fmt.Errorf("link %v is not in its sentence %v", l, s)
			}
		}
	}
	for _, c := range b.Citations {
		if want := "[@" + c.ID + "]"; string(src[c.Span.Start:c.Span.End]) != want || int(c.Section) >= len(b.Headings) {
			return fmt.Errorf("citation %v is not %s", c, want)
		}
	}
	for _, c := range append(b.Cards, b.Lists...) {
		if err := inside("card", c.Span); err != nil {
			return err
		}
	}
	return nil
}

// everyProse makes a link of all of each run of prose.
func everyProse(b *Body) (links []AutoLink) {
	for _, s := range b.Prose {
		links = append(links, AutoLink{Span: s, Href: "/x/"})
	}
	return links
}

// FuzzBody: whatever a body holds, Scan and Render do not panic, only known
// elements and attributes come out, ids are unique, headings have the ids that
// Scan gave them, and every span lies where it says.
func FuzzBody(f *testing.F) {
	for _, src := range samples(f) {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if !utf8.Valid(src) || len(src) > 1<<13 {
			return
		}
		body, ds := Scan(src, nil)
		if err := checkFound(src, body); err != nil {
			t.Error(err)
		}
		for _, d := range ds {
			if d.Line < 1 || d.Column < 1 || d.Column > utf8.RuneCountInString(d.Source)+1 || strings.Contains(d.Message, "\n") {
				t.Errorf("bad diagnostic %+v", d)
			}
		}
		refs := testRefs()
		refs.Auto = everyProse(body)
		out := rendered(t, src, refs)
		if err := safe(out); err != nil {
			t.Errorf("%v in %s", err, out)
		}
		for _, h := range body.Headings {
			if !strings.Contains(out, ` id="`+h.ID+`"`) {
				t.Errorf("no heading %s in %s", h.ID, out)
			}
		}
		if err := safe(rendered(t, src, nil)); err != nil {
			t.Errorf("without references: %v", err)
		}
		back, err := repack(body)
		if err != nil {
			t.Fatal(err)
		}
		sameBody(t, src, back)
	})
}

// tokens are what random bodies are made of.
var tokens = []string{
	"[", "](a.md)", "![", "*", "**", "_", "`", "~~", "[@nhs]", "[@general]", "[@nice]", "{{emergency}}", "{{urgent}}", "{flag=rf-a}",
	"[^1]", "\n[^1]: ", "<b>", "</b>", "<!--", "-->", "\n> ", "\n- ", "\n1. ", "\n: ", "\n\n", "\n", "  \n", "\\\n", "|", "\n|-|-|\n",
	"# ", "\n## ", "\n> [!urgent] ", "\n> [!do] ", "\n> - ", "> ", " ", "  ", "\t", "a", "Bell's palsy", "stress", "x.", "Dr. ", "! ",
	"\"", "'", "--", "...", "&amp;", "&lt;", "<", "\\", "\\*", "https://a.b/c", "<https://a.b>", "\n```go\n", "\n```\n", "\n    ",
	"\n---\n", "\n===\n", "é", "…", "[a]: b.md\n", "[a]", "\n* * *\n", "\u00a0", "(", ")", "\n  ", "](", "\"t\")",
	"\n- [ ] ", "~2~", "^2^", " {#id}", "~", "&#060;", "[[", "\n> [!NOTE] ", "\n> [!details] ", "<br>", "http://a.b", "==", "'97",
}

// TestRandomBodies: the same of bodies made of our marks in any order, and
// that minifying them changes nothing either.
func TestRandomBodies(t *testing.T) {
	m := minifier()
	rapid.Check(t, func(t *rapid.T) {
		src := []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(tokens), 1, 16).Draw(t, "tokens"), ""))
		body, _ := Scan(src, nil)
		if err := checkFound(src, body); err != nil {
			t.Error(err)
		}
		refs := testRefs()
		refs.Auto = everyProse(body)
		var out bytes.Buffer
		body.Render(&out, src, refs)
		if err := safe(out.String()); err != nil {
			t.Errorf("%v in %s", err, out.String())
		}
		html := innerSpaces(out.String())
		small, err := m.String("text/html", html)
		if err != nil {
			t.Fatal(err)
		}
		if before, after := tree(t, html), tree(t, small); before != after {
			t.Errorf("%q\n%s\nminified\n%s", src, before, after)
		}
	})
}

var codeSpans = regexp.MustCompile(`(<pre[^>]*>)?<code>[^<]*</code>`)

// innerSpaces marks the spaces of code in a line, which are the author's and
// which a minifier would take for ours.
func innerSpaces(out string) string {
	return codeSpans.ReplaceAllStringFunc(out, func(code string) string {
		if strings.HasPrefix(code, "<pre") {
			return code
		}
		return strings.ReplaceAll(code, " ", "·")
	})
}

func minifier() *minify.M {
	m := minify.New()
	m.Add("text/html", &minifyhtml.Minifier{KeepDocumentTags: true})
	return m
}

// samples are all bodies of the archives, of the benchmark and of the real
// content.
func samples(tb testing.TB) (all [][]byte) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		tb.Fatal(err)
	}
	for _, p := range paths {
		ar, err := txtar.ParseFile(p)
		if err != nil {
			tb.Fatal(err)
		}
		all = append(all, file(ar, "in.md"))
	}
	all = append(all, thousandWords(tb))
	paths, _ = filepath.Glob("../../content/*/*.md")
	for _, p := range paths {
		raw, err := os.ReadFile(p)
		if err != nil {
			tb.Fatal(err)
		}
		if _, body, ok := bytes.Cut(raw[min(4, len(raw)):], []byte("\n---\n")); ok {
			all = append(all, body)
		}
	}
	return all
}

// TestCompact: minifying a body changes nothing that a browser would see.
func TestCompact(t *testing.T) {
	m := minifier()
	for _, src := range samples(t) {
		body, _ := Scan(src, nil)
		refs := testRefs()
		refs.Auto = everyProse(body)
		out := rendered(t, src, refs)
		out = innerSpaces(out)
		small, err := m.String("text/html", out)
		if err != nil {
			t.Fatal(err)
		}
		if before, after := tree(t, out), tree(t, small); before != after {
			at := 0
			for at < len(before) && at < len(after) && before[at] == after[at] {
				at++
			}
			t.Errorf("%.60q…: differs at\n%q\nminified\n%q", src, before[max(0, at-60):min(at+60, len(before))], after[max(0, at-60):min(at+60, len(after))])
		}
	}
}

// tree writes the DOM of a body.
func tree(t interface{ Fatal(...any) }, out string) string {
	nodes, err := html.ParseFragment(strings.NewReader(out), &html.Node{Type: html.ElementNode, Data: "main", DataAtom: atom.Main})
	if err != nil {
		t.Fatal(err)
	}
	var w strings.Builder
	for _, n := range nodes {
		html.Render(&w, n)
	}
	return w.String()
}

// TestRealContent: the bodies that are shipped have no mistakes of their own.
func TestRealContent(t *testing.T) {
	for _, src := range samples(t)[len(goldens(t)):] {
		if _, ds := Scan(src, nil); len(ds) > 0 {
			t.Errorf("%.60q: %v", src, ds)
		}
	}
}

func goldens(t *testing.T) []string {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// TestSameForAll: a body comes out the same whoever renders it beside whom.
func TestSameForAll(t *testing.T) {
	src := thousandWords(t)
	want := rendered(t, src, benchRefs)
	_, wantDs := Scan(src, nil)
	for range 4 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			for _, other := range samples(t)[:20] {
				rendered(t, other, testRefs())
				if got := rendered(t, src, benchRefs); got != want {
					t.Fatal("the output differs")
				}
				if _, ds := Scan(src, nil); len(ds) != len(wantDs) {
					t.Fatal("the diagnostics differ")
				}
			}
		})
	}
}
