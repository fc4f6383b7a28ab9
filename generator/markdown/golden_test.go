package markdown

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"nosology/generator/diag"
)

var update = flag.Bool("update", false, "write what is wanted into the golden files")

// testRefs is the site that the archives' bodies stand in: three sources, two
// numbers, pictures of one size, links that lead to addresses.
func testRefs() *Refs {
	return &Refs{
		Link: func(dest string) (string, bool) {
			if strings.HasPrefix(dest, "https:") {
				return dest, true
			}
			if file, fragment, ok := strings.Cut(dest, ".md"); ok {
				return "/" + strings.Trim(file, "./") + "/" + fragment, false
			}
			return dest, false
		},
		Cite: func(id string) int { return map[string]int{"nhs": 1, "nice": 2, "aan-2019": 3}[id] },
		Number: func(kind string) []Contact {
			switch kind {
			case "emergency":
				return []Contact{{"999", "tel:999"}}
			case "crisis":
				return []Contact{{"Samaritans on 116 123", "tel:116123"}}
			case "crisis-lines":
				return []Contact{{"call 116 123", "tel:116123"}, {"text SHOUT to 85258", "sms:85258"}, {"ask a friend", ""}}
			}
			return []Contact{{Say: "your GP or out-of-hours service"}}
		},
		Image: func(dest string) Picture {
			return Picture{Src: "/" + strings.Trim(dest, "./"), Width: 640, Height: 480}
		},
		Title: func(level string) string {
			return map[string]string{"urgent": "Get help today if", "do": "Do", "do-not": "Do not", "self-care": "Self-care", "see-a-doctor": "Non-urgent advice", "emergency": "Emergency"}[level]
		},
		Words: testWords(),
		Icon:  func(level string) string { return `<svg class="icon" aria-hidden="true"></svg>` },
	}
}

func testWords() Words {
	return Words{
		Level: func(level string) string {
			return map[string]string{"self-care": "Self-care:", "see-a-doctor": "Non-urgent advice:", "urgent": "Urgent advice:", "emergency": "Emergency:"}[level]
		},
		Number: func(kind string) string { return "the " + kind + " number" },
		Source: func(n string) string { return "source " + n },
		Note:   func(letter string) string { return "note " + letter },
		Table: func(n int, heading string) string {
			label := "Table"
			if n > 1 {
				label += " " + strconv.Itoa(n)
			}
			if heading != "" {
				label += ": " + heading
			}
			return label
		},
		Callout: func(kind string) string { return strings.ToUpper(kind[:1]) + kind[1:] },
		General: "(general knowledge)", Notes: "Notes", Back: "back to the text", ToDo: "to do", Done: "done",
		Video: "Video", VideoLeads: func(site string) string { return "Leads to " + site + "." },
	}
}

// TestGolden renders and scans the body in each archive and compares the parts
// of the result that the archive shows.
func TestGolden(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			src := file(ar, "in.md")
			body, ds := Scan(src, nil)
			for i := range ds {
				ds[i].File = "in.md"
			}
			refs := testRefs()
			refs.Auto = autoLinks(src, body, string(file(ar, "names")))
			got := map[string]string{
				"diagnostics": printed(t, ds),
				"html":        broken(rendered(t, src, refs)),
				"found":       dump(src, body),
				"text":        blocks(src, body),
			}
			for i := range ar.Files {
				f := &ar.Files[i]
				want, ok := got[f.Name]
				if !ok || want == string(f.Data) {
					continue
				}
				if !*update {
					t.Errorf("%s of %s:\ngot\n%s\nwant\n%s", f.Name, path, want, f.Data)
				}
				f.Data = []byte(want)
			}
			if *update {
				if err := os.WriteFile(path, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// blocks is the text of a body, a line to a block.
func blocks(src []byte, body *Body) string {
	var w strings.Builder
	body.EachBlock(src, func(kind string) string { return "<" + kind + ">" }, func(text []byte) { fmt.Fprintf(&w, "%s\n", text) })
	return w.String()
}

func file(ar *txtar.Archive, name string) []byte {
	for _, f := range ar.Files {
		if f.Name == name {
			return f.Data
		}
	}
	return nil
}

func rendered(t testing.TB, src []byte, refs *Refs) string {
	var buf bytes.Buffer
	body, _ := Scan(src, nil)
	body.Render(&buf, src, refs)
	return buf.String()
}

func printed(t *testing.T, ds []diag.Diagnostic) string {
	var buf bytes.Buffer
	if err := diag.Print(&buf, ds, false); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

var blockTag = regexp.MustCompile(`<(p|h[1-6]|ul|ol|li|section|div|table|thead|tbody|tr|th|td|blockquote|pre|dl|dt|dd|figure|figcaption|hr)[ >]`)

// broken puts blocks on lines of their own, for people to read.
func broken(html string) string {
	return strings.TrimPrefix(blockTag.ReplaceAllString(html, "\n$0"), "\n") + "\n"
}

// autoLinks makes a link of the first mention of each name, a line each, in
// the prose that Scan found.
func autoLinks(src []byte, body *Body, names string) (links []AutoLink) {
	for _, s := range body.Prose {
		for name := range strings.Lines(names) {
			pattern := strings.ReplaceAll(regexp.QuoteMeta(strings.TrimSpace(name)), " ", `\s+`)
			if at := regexp.MustCompile(`\b` + pattern + `\b`).FindIndex(src[s.Start:s.End]); at != nil {
				links = append(links, AutoLink{Span: Span{s.Start + int32(at[0]), s.Start + int32(at[1])}, Href: "/x/"})
			}
		}
	}
	return links
}

// dump writes what Scan found, a line each.
func dump(src []byte, b *Body) string {
	var w strings.Builder
	for _, h := range b.Headings {
		fmt.Fprintf(&w, "heading %d #%s %s\n", h.Level, h.ID, h.Text)
	}
	for _, l := range b.Links {
		fmt.Fprintf(&w, "link %s %q card=%q sentence=%d at %q\n", l.Dest, l.Text, l.Card, l.Sentence, src[l.Span.Start:l.Span.End])
	}
	for _, i := range b.Images {
		fmt.Fprintf(&w, "image %s %q\n", i.Dest, i.Alt)
	}
	for _, c := range b.Citations {
		fmt.Fprintf(&w, "citation %s section=%d card=%q at %q\n", c.ID, c.Section, c.Card, src[c.Span.Start:c.Span.End])
	}
	for _, c := range append(b.Cards, b.Lists...) {
		fmt.Fprintf(&w, "card %s %q\n", c.Level, c.Title)
		for _, bullet := range c.Bullets {
			fmt.Fprintf(&w, "  bullet %q %v\n", bullet.Text, bullet.Flags)
		}
	}
	for i, s := range b.Sentences {
		fmt.Fprintf(&w, "sentence %d words=%d cell=%t %s\n", i, s.Words, s.Cell, b.Text(src, s.Span, nil))
	}
	for _, s := range b.Prose {
		fmt.Fprintf(&w, "prose %q\n", src[s.Start:s.End])
	}
	fmt.Fprintf(&w, "words=%d code=%t\n", b.Words, b.Code)
	return w.String()
}
