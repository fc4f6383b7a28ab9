package generator

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A program is told from others by what Go's linker calls it, wherever that stands.
func TestBuildID(t *testing.T) {
	part := strings.Repeat("aB-_9", 4)
	id := strings.Join([]string{part, part, part, part}, "/")
	note := "\x04\x00\x00\x00\x53\x00\x00\x00\x04\x00\x00\x00Go\x00\x00"
	for begin, want := range map[string]string{
		"\x7fELF…" + note[4:8] + "\x04\x00\x00\x00Go\x00\x00" + id + "\x00\x00more": id,
		"MZ…\xff Go build ID: \"" + id + "\"\n \xffcode":                            id,
		"no name":                       "",
		note + "\x00more":               "", // linked with -buildid=
		note + part + "/" + part + "\"": "",
		note + id:                       "", // cut off
		"":                              "",
	} {
		if got := string(buildID([]byte(begin))); got != want {
			t.Errorf("%q: %q, want %q", begin, got, want)
		}
	}
}

// Two programs of which one says a word otherwise have two names, and one that was
// linked without a name has none.
func TestBuildIDsDiffer(t *testing.T) {
	dir := t.TempDir()
	program := func(name, text string, flags ...string) []byte {
		t.Helper()
		source := fmt.Sprintf("package main\n\nfunc main() { println(%q) }\n", text)
		file, out := filepath.Join(dir, name+".go"), filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(source), 0o644); err != nil {
			t.Fatal(err)
		}
		build := exec.Command("go", append(append([]string{"build", "-o", out}, flags...), file)...)
		build.Dir = dir
		if said, err := build.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
		whole, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		return buildID(whole[:16<<10])
	}
	one, other, none := program("one", "one"), program("other", "two"), program("none", "one", "-ldflags=-buildid=")
	if one == nil || other == nil || bytes.Equal(one, other) || none != nil {
		t.Errorf("two programs are called %q and %q, and one without a name %q", one, other, none)
	}
	said, err := exec.Command("go", "tool", "buildid", filepath.Join(dir, "one")).Output()
	if err != nil || strings.TrimSpace(string(said)) != string(one) {
		t.Errorf("Go reads %q and we %q (%v)", said, one, err)
	}
}
