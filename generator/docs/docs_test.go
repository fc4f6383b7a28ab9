package docs

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nosology/generator/content"
	"nosology/generator/publish"
)

// Every key of every kind of file, every check and every host is named in the
// documentation.
func TestEverythingIsNamed(t *testing.T) {
	made, err := Content(nil)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	files, err := fs.Glob(made, "pages/*.md")
	if err != nil || len(files) < 20 {
		t.Fatal(len(files), err)
	}
	for _, name := range files {
		text, err := fs.ReadFile(made, name)
		if err != nil || strings.Contains(string(text), "<!--") {
			t.Errorf("%s has a mark that was not filled: %v", name, err)
		}
		all.Write(text)
	}
	says := func(what, how string) {
		if !strings.Contains(all.String(), how) {
			t.Errorf("the documentation does not name %s", what)
		}
	}
	for _, s := range content.Sheets() {
		eachKey(s.Value, func(k content.Key) { says("the key "+k.Name+" of "+s.Name, "`"+k.Name+"`\n: ") })
		says("the file "+s.Files, strings.TrimSuffix(s.Files, "*.md"))
	}
	names, err := meanings()
	if err != nil || len(names) < 120 {
		t.Fatal(len(names), err)
	}
	for name := range names {
		says("the check "+name, "### `"+name+"` {#"+name+"}")
	}
	for _, h := range publish.Hosts() {
		says("the host "+h.Name, "`--host "+h.Name+"`")
	}
}

func eachKey(v content.Value, see func(content.Key)) {
	for _, k := range v.Keys {
		see(k)
		eachKey(k.Value, see)
	}
	if v.Of != nil {
		eachKey(*v.Of, see)
	}
}

// Every check that the program has is explained, and none that it has not.
func TestChecksAreThoseOfTheProgram(t *testing.T) {
	all, err := meanings()
	if err != nil {
		t.Fatal(err)
	}
	for name := range messages() {
		if _, ok := all[name]; !ok {
			t.Errorf("checks.yaml does not explain %s", name)
		}
	}
	for line := range strings.Lines(messagesText) {
		name, _, _ := strings.Cut(line, "\t")
		if _, ok := all[name]; !ok {
			t.Errorf("checks.yaml does not explain %s", name)
		}
	}
	sources := allSources(t)
	for name, m := range all {
		if m.Says == "" || m.Cure == "" {
			t.Errorf("%s is not explained, or has no cure", name)
		}
		if !strings.Contains(sources, `"`+name+`"`) {
			t.Errorf("no part of the program has a check %s", name)
		}
	}
}

func allSources(t *testing.T) string {
	var all strings.Builder
	err := filepath.WalkDir("..", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := os.ReadFile(name)
		all.Write(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}
