package main

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"nosology/generator/disk"
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
	redirects := disk.Read(t, filepath.Join(dir, "after", "_redirects"))
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

// If one of many files cannot be written, all are as they were: those that were there, those that were not, and none that
// waited for its turn.
func TestAFailedMoveIsTakenBack(t *testing.T) {
	for what, spoil := range map[string]func(dir string) error{
		"a file that is to go is gone":        func(dir string) error { return os.Remove(filepath.Join(dir, "causes", "old.md")) },
		"a folder stands in a file's place":   func(dir string) error { return os.MkdirAll(filepath.Join(dir, "site.yaml", "in-it"), 0o755) },
		"there is no folder for a new file":   func(dir string) error { return os.RemoveAll(filepath.Join(dir, "symptoms")) },
		"the file beside it cannot be made":   func(dir string) error { return os.Mkdir(filepath.Join(dir, waitingName("checker.yaml")), 0o755) },
		"a folder stands where a file is due": func(dir string) error { return os.MkdirAll(filepath.Join(dir, "causes", "new.md", "x"), 0o755) },
	} {
		dir := t.TempDir()
		for name, text := range map[string]string{"causes/old.md": "old", "checker.yaml": "names old", "symptoms/a.md": "links to old"} {
			disk.Write(t, filepath.Join(dir, name), text)
		}
		if err := spoil(dir); err != nil {
			t.Fatal(err)
		}
		before := disk.Texts(t, dir)
		err := folder{path: dir}.change(map[string][]byte{
			"causes/old.md": nil, "causes/new.md": []byte("new"), "checker.yaml": []byte("names new"), "site.yaml": []byte("new"), "symptoms/a.md": []byte("links to new"),
		})
		if after := disk.Texts(t, dir); err == nil || !maps.Equal(before, after) {
			t.Errorf("%s: %v; there was %q, and is %q", what, err, before, after)
		}
	}
}

// What is carried out leaves the new files, and nothing beside them.
func TestAMoveLeavesNothingBehind(t *testing.T) {
	dir := t.TempDir()
	disk.Write(t, filepath.Join(dir, "old.md"), "old")
	err := folder{path: dir}.change(map[string][]byte{"old.md": nil, "new.md": []byte("new"), "other.md": {}})
	if got, want := disk.Texts(t, dir), map[string]string{"new.md": "new", "other.md": ""}; err != nil || !maps.Equal(got, want) {
		t.Errorf("there is %q, want %q, %v", got, want, err)
	}
}

// A file that few may read is not opened to all by a name that changes in it.
func TestAMoveKeepsWhoMayRead(t *testing.T) {
	file := filepath.Join(t.TempDir(), "said.yaml")
	if err := os.WriteFile(file, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := folder{path: filepath.Dir(file)}.change(map[string][]byte{"said.yaml": []byte("new")})
	if info, at := os.Stat(file); err != nil || at != nil || info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
		t.Error(err, at, info)
	}
}

// titlesIn are the headings of a site's pages by their addresses.
func titlesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	titles, heading := map[string]string{}, regexp.MustCompile(`<h1[^>]*>(.*?)</h1>`)
	for name, page := range disk.Texts(t, dir) {
		folder, isPage := strings.CutSuffix(name, "index.html")
		if h := heading.FindStringSubmatch(page); h != nil && isPage {
			titles["/"+folder] = h[1]
		}
	}
	return titles
}
