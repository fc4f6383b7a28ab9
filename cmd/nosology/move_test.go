package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// After documents of every kind were renamed, and two became one, each address
// that readers knew still leads to what stood there.
func TestEveryOldAddressLeadsToWhatItWas(t *testing.T) {
	dir := t.TempDir()
	site, content := filepath.Join(dir, "site"), filepath.Join(dir, "site", "content")
	do := func(args ...string) {
		t.Helper()
		var out strings.Builder
		if code := run(args, &out, &out); code != exitOK {
			t.Fatalf("nosology %s: %s", strings.Join(args, " "), out.String())
		}
	}
	build := func(name string) map[string]string {
		t.Helper()
		out := filepath.Join(dir, name)
		do("build", "--content", content, "--out", out)
		return titlesIn(t, out)
	}
	do("init", site)
	before := build("before")
	for _, move := range [][]string{
		{"rename", "articles/hiccups.md", "all-of-hiccups"},
		{"rename", "causes/acid-reflux.md", "reflux"},
		{"rename", "causes/reflux.md", "rising-acid"},
		{"rename", "symptoms/heartburn.md", "burning-chest"},
		{"rename", "symptoms/weak-face-or-arm.md", "one-sided-weakness"},
		{"rename", "pages/about.md", "who-we-are"},
		{"merge", "causes/eating-too-fast.md", "causes/rising-acid.md"},
	} {
		do(append(move, "--content", content)...)
	}
	after := build("after")
	redirects, err := os.ReadFile(filepath.Join(dir, "after", "_redirects"))
	if err != nil {
		t.Fatal(err)
	}
	moved := map[string]string{}
	for line := range strings.Lines(string(redirects)) {
		words := strings.Fields(line)
		moved[words[0]] = words[1]
	}
	if len(before) < 15 || len(moved) != 7 {
		t.Errorf("%d pages and %d redirects", len(before), len(moved))
	}
	for address, title := range before {
		to := address
		if moved[address] != "" {
			to = moved[address]
		}
		if address == "/causes/eating-too-fast/" { // its text stands there now
			title = before["/causes/acid-reflux/"]
		}
		if after[to] != title {
			t.Errorf("%s was %q, and leads to %s, which is %q", address, title, to, after[to])
		}
	}
}

// titlesIn are the headings of a site's pages by their addresses.
func titlesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	titles, heading := map[string]string{}, regexp.MustCompile(`<h1[^>]*>(.*?)</h1>`)
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		folder, isPage := strings.CutSuffix(name, "index.html")
		if err != nil || !isPage {
			return err
		}
		page, err := os.ReadFile(filepath.Join(dir, name))
		if h := heading.FindSubmatch(page); h != nil {
			titles["/"+folder] = string(h[1])
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return titles
}
