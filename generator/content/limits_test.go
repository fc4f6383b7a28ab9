package content

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// TestLimits: files that would take the memory of a computer, or minutes of
// its time, are told of at once and not read.
func TestLimits(t *testing.T) {
	deepKeys := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "%*sa:\n", i, "")
		}
		return b.String()
	}
	matter := func(s string) string { return "---\n" + s + "\n---\nText.\n" }
	for name, test := range map[string]struct{ file, text, want string }{
		"long document":  {"articles/a.md", matter("title: A\nsummary: B") + strings.Repeat("a long text\n", 10<<20), "content/articles/a.md: the document is longer than 1 MB, and no more can be read (split it up)"},
		"long settings":  {"checker.yaml", strings.Repeat("a: b\n", 1<<20), "content/checker.yaml: the file is longer than 4 MB, and no more can be read (look for what does not belong here)"},
		"brackets":       {"articles/a.md", matter("title: " + strings.Repeat("[", 9_000)), "content/articles/a.md:2:1: lists and groups stand more than 50 deep in each other here (look for brackets that are not closed, and for lines that are indented by mistake)"},
		"open lines":     {"articles/a.md", matter("also:\n" + strings.Repeat("[\n", 9_000)), "content/articles/a.md:53:1: lists and groups stand more than 50 deep"},
		"hyphens":        {"articles/a.md", matter(strings.Repeat("- ", 4_000) + "a"), "content/articles/a.md:2:1: lists and groups stand more than 50 deep"},
		"keys":           {"articles/a.md", matter(deepKeys(300)), "content/articles/a.md:203:201: lists and groups stand more than 50 deep"},
		"long line":      {"articles/a.md", matter("title: &a " + strings.Repeat("&a ", 9_000)), "content/articles/a.md:2:1: the line is longer than 10000 bytes"},
		"long and odd":   {"sources.yaml", strings.Repeat("# Comment.\n", 100) + strings.Repeat("a: |\n", 90_000), "content/sources.yaml:601:1: this cannot be read in a file of more than 64 KB"},
		"empty items":    {"sources.yaml", strings.Repeat("- \n", 100_000), "content/sources.yaml:501:1: this cannot be read in a file of more than 64 KB"},
		"longer and odd": {"sources.yaml", strings.Repeat("a: b\n", 400_000) + "c: \"d", "content/sources.yaml:400001:1: this cannot be read in a file of more than 1024 KB"},
		"long menu":      {"site.yaml", plainSite + "footer:\n" + strings.Repeat("- {label: About, to: \"https://example.org/about\"}\n", 61), "content/site.yaml:76:11: a menu has 60 entries at most"},
		"mere mistakes":  {"articles/a.md", matter(strings.Repeat("b: c\n", 9_000)), "content/articles/a.md: there are more than 200 mistakes in this file"},
		"the same again": {"articles/a.md", matter("also: [" + strings.Repeat("b, ", 12_000) + "b]"), "content/articles/a.md: there are more than 200 mistakes in this file"},
	} {
		files := fstest.MapFS{"site.yaml": {Data: []byte(plainSite)}, test.file: {Data: []byte(test.text)}}
		_, ds, err := Load(files, "content")
		if err != nil || len(ds) == 0 || len(ds) > maxMistakes+1 || !strings.HasPrefix(ds[0].String(), test.want) {
			t.Errorf("%s: got %d diagnostics, %v, first %.300s", name, len(ds), err, fmt.Sprint(ds))
		}
	}
}

// TestWithinLimits: what people write, however long, is read.
func TestWithinLimits(t *testing.T) {
	var sources strings.Builder
	const many = 9_000 // so that there are 900 KB
	sources.WriteString("quoted:\n  title: \"A \\\"quoted\\\" report\"\n  kind: review\n")
	for i := range many - 1 {
		fmt.Fprintf(&sources, "source-%d:\n  title: \"A [report] of {many} pages: part %d\"\n  url: https://library.example/%d\n  kind: review\n", i, i, i)
	}
	files := fstest.MapFS{"site.yaml": {Data: []byte(plainSite)}, "sources.yaml": {Data: []byte(sources.String())}}
	tree, ds, err := Load(files, "content")
	if err != nil || len(ds) > 0 || len(tree.Sources) != many {
		t.Errorf("got %d sources, %v, %v", len(tree.Sources), ds, err)
	}
}
