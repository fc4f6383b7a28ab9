package lint_test

import (
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/internal/golden"
	"nosology/generator/lint"
	"nosology/generator/site"
)

// Every check has a file of its name with documents that it finds fault with
// and documents that it does not.
func TestChecks(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, tree *content.Tree) map[string]string {
		s, ds := site.NewLinker().Update(tree, golden.Today())
		for _, d := range ds {
			if d.Severity == diag.Error {
				t.Errorf("before the check: %s", d)
			}
		}
		check := path.Base(t.Name())
		found := slices.DeleteFunc(lint.Check(s), func(d diag.Diagnostic) bool { return d.Check != check })
		failing := map[string]bool{}
		for _, d := range found {
			failing[strings.TrimPrefix(d.File, "content/")] = true
		}
		if !slices.ContainsFunc(s.Pages, func(p *site.Page) bool { return !failing[p.Path] }) {
			t.Error("no document passes")
		}
		if len(failing) == 0 {
			t.Error("no document fails")
		}
		return map[string]string{"diagnostics": golden.Diagnostics(found)}
	})
}

func TestEveryCheckHasExamples(t *testing.T) {
	for _, c := range lint.Checks() {
		if _, err := os.Stat("testdata/" + c.Name + ".txtar"); err != nil {
			t.Errorf("%s has no failing and no passing example: %v", c.Name, err)
		}
		if !strings.HasSuffix(c.Why, ".") {
			t.Errorf("%s does not say why it matters", c.Name)
		}
	}
}

// Checks of English say nothing about other languages, and a build tells only
// of what would shame it.
func TestWhichChecksRun(t *testing.T) {
	files := golden.FS(nil)
	files["articles/knees.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Knees\nsummary: Knees.\n---\nThere is nothing to worry about.\n")}
	names := func(check func(*site.Site) []diag.Diagnostic) (names []string) {
		for _, d := range check(golden.Site(t, files)) {
			if strings.Contains(d.File, "knees.md") {
				names = append(names, d.Check)
			}
		}
		return names
	}
	want := func(what string, got []string, want ...string) {
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	want("English", names(lint.Check), "no-review", "orphan", "false-comfort")
	want("build", names(lint.Build), "orphan")
	want("page", names(func(s *site.Site) []diag.Diagnostic { return lint.Page(s, s.Pages[0]) }), "no-review", "orphan", "false-comfort")
	german := strings.Replace(string(files["site.yaml"].Data), "en-GB", "de", 1)
	files["site.yaml"] = &fstest.MapFile{Data: []byte(german)}
	want("German", names(lint.Check), "no-review", "orphan")
}
