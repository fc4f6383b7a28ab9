package main

import (
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
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
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
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

// A package knows others by the name that it calls them by, which may be that
// of a copy within the standard library.
func TestImporting(t *testing.T) {
	own, copied := types.NewPackage("x/own", "own"), types.NewPackage("vendor/x/other", "other")
	i := importing{surface{"x/own": own, "vendor/x/other": copied}, map[string]string{"x/other": "vendor/x/other"}}
	for path, want := range map[string]*types.Package{"x/own": own, "x/other": copied, "x/missing": nil} {
		if got, err := i.Import(path); got != want || (err == nil) != (want != nil) {
			t.Errorf("%s is %v, %v", path, got, err)
		}
	}
}

// What does not compile elsewhere is found, in the bodies of our own functions
// as well, and of other packages at their surface alone.
func TestSurfaceFindsWhatDoesNotCompile(t *testing.T) {
	t.Chdir(t.TempDir())
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what, dir, text string
		fails           bool
	}{
		{"in order", here, "package p\nfunc F() int { return 1 }\n", false},
		{"a wrong body of ours", here, "package p\nfunc F() int { return \"\" }\n", true},
		{"a wrong body of another", t.TempDir(), "package p\nfunc F() int { return \"\" }\n", false},
		{"a wrong surface of another", t.TempDir(), "package p\nfunc F() Missing { panic(1) }\n", true},
		{"no Go", here, "package\n", true},
	} {
		if err := os.WriteFile(filepath.Join(c.dir, "p.go"), []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		s := surface{"unsafe": types.Unsafe}
		if err := s.check(&listed{ImportPath: "p", Dir: c.dir, GoFiles: []string{"p.go"}}); (err != nil) != c.fails {
			t.Errorf("%s: %v", c.what, err)
		}
	}
}
