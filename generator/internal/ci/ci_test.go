package main

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"nosology/generator/disk"
)

// Everything that is asked for by name is there: a test that was renamed would
// otherwise never be run for long again, and nobody would notice.
func TestSoakedTestsExist(t *testing.T) {
	declared := regexp.MustCompile(`(?m)^func (Test\w+)\(`)
	var tests []string
	for _, folder := range []string{"..", "../../publish", "../../markdown", "../.."} {
		files, err := filepath.Glob(filepath.Join(folder, "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			text := disk.Read(t, name)
			for _, found := range declared.FindAllSubmatch(text, -1) {
				tests = append(tests, string(found[1]))
			}
		}
	}
	for name := range strings.SplitSeq(soaked, "|") {
		if !strings.Contains(strings.Join(tests, " "), name) {
			t.Errorf("no test has %s in its name", name)
		}
	}
}

// Who lacks a program is told what to install and what is left out, so each
// row is whole, and none stands twice.
func TestProgramsAreWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range append(programs(), fonts()...) {
		if p.name == "" || p.debian == "" || p.shows == "" || seen[p.name] {
			t.Errorf("%+v", p)
		}
		seen[p.name] = true
	}
	if (program{name: "no-such-program"}).installed() {
		t.Error("a program that nobody has is installed")
	}
	if !(program{name: "go"}).installed() {
		t.Error("this test runs without go")
	}
}

// What does not compile elsewhere is found, in a command and in what it imports,
// and what does is not told of.
func TestWhatDoesNotCompileElsewhereIsFound(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, c := range []struct{ what, here, there, wrongFor string }{
		{"in order", "", "", ""},
		{"a wrong body", "", "func body() int { return \"\" }", "windows"},
		{"a name that is not there", "", "var _ missing", "windows"},
		{"no Go", "", "func", "windows"},
		{"a name that is there elsewhere alone", "var _ = there", "const there = 1", "darwin"},
	} {
		for name, text := range map[string]string{
			"go.mod": "module m\n", "main.go": "package main\nimport \"m/p\"\nfunc main() { p.P() }\n",
			"p/p.go": "package p\nfunc P() {}\n" + c.here, "p/p_windows.go": "package p\n" + c.there,
		} {
			disk.Write(t, name, text)
		}
		for _, system := range systems() {
			if err := checkTypes(system, "."); (err != nil) != (system == c.wrongFor) {
				t.Errorf("%s, for %s: %v", c.what, system, err)
			}
		}
	}
}
