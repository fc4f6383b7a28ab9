package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"nosology/generator"
	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/rules"
	"nosology/generator/site"
	"nosology/generator/words"
)

func Example_printGitHub() {
	printGitHub(os.Stdout, []diag.Diagnostic{
		{Position: diag.Position{File: "content/a,b: 50%.md", Line: 7, Column: 3}, Check: "unknown-id", Message: "100% of\nit: no", Hint: "look, there"},
		{Position: diag.Position{File: "content/é.md", Line: 2}, Severity: diag.Warning, Check: "orphan", Message: "nothing leads here"},
		{Position: diag.Position{File: "content"}, Severity: diag.Note, Check: "default", Message: "the icon is the ring"},
	})
	// Output:
	// ::error file=content/a%2Cb%3A 50%25.md,line=7,col=3,title=unknown-id::100%25 of%0Ait: no (look, there)
	// ::warning file=content/é.md,line=2,title=orphan::nothing leads here
	// ::notice file=content,title=default::the icon is the ring
}

// What code scanners get names each check once, places whatever they are of as addresses, and says
// that nothing was found with an empty list.
func TestSARIF(t *testing.T) {
	read := func(found ...diag.Diagnostic) string {
		var out bytes.Buffer
		var got struct {
			Runs []struct {
				Tool struct {
					Driver struct{ Rules []struct{ ID string } }
				}
				Results []struct {
					RuleID, Level string
					Message       struct{ Text string }
					Locations     []struct {
						PhysicalLocation struct {
							ArtifactLocation struct{ URI string }
							Region           *struct{ StartLine, StartColumn int }
						}
					}
				}
			}
		}
		if err := printSARIF(&out, found); err != nil || strings.Contains(out.String(), "null") {
			t.Fatal(out.String(), err)
		}
		if err := json.Unmarshal(out.Bytes(), &got); err != nil || len(got.Runs) != 1 {
			t.Fatal(out.String(), err)
		}
		all := fmt.Sprint(got.Runs[0].Tool.Driver.Rules)
		for _, r := range got.Runs[0].Results {
			at := r.Locations[0].PhysicalLocation
			all += fmt.Sprintf("\n%s %s %s", r.Level, r.RuleID, at.ArtifactLocation.URI)
			if at.Region != nil {
				all += fmt.Sprintf(":%d:%d", at.Region.StartLine, at.Region.StartColumn)
			}
			all += " " + r.Message.Text
		}
		return all
	}
	if got := read(); got != "[]" {
		t.Errorf("of nothing comes %s", got)
	}
	got := read(diag.Diagnostic{Position: diag.Position{File: "content/Low zinc #1 50%.md", Line: 4}, Check: "orphan", Message: "a", Hint: "b"},
		diag.Diagnostic{Position: diag.Position{File: "content/é.md", Line: 4, Column: 9}, Severity: diag.Warning, Check: "alarm", Message: "<c>"},
		diag.Diagnostic{Position: diag.Position{File: "content"}, Severity: diag.Note, Check: "orphan", Message: "d"})
	want := "[{alarm} {orphan}]\nerror orphan content/Low%20zinc%20%231%2050%25.md:4:1 a (b)\nwarning alarm content/%C3%A9.md:4:9 <c>\nnote orphan content d"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// What the library that reads arguments says of misuse becomes ours; what is not known stays.
func TestPlainly(t *testing.T) {
	for theirs, ours := range map[string]string{
		`--format must be one of "text","json" but got "jsno"`:  `--format cannot be "jsno"; did you mean "json"?`,
		`--format must be one of "text","json" but got "xyzzy"`: `--format cannot be "xyzzy"; one of: text, json`,
		`--port: expected a valid 64 bit int but got "é"`:       `--port must be a number, not "é"`,
		`--out: expected string value but got "EOL" (EOL)`:      `--out needs a value`,
		`expected "<title>"`:                    `this is missing: <title>`,
		`unexpected argument zinc`:              `there is one word too many, "zinc"; put quotes around what belongs together`,
		`unknown flag --ouut, did you mean "x"`: `unknown flag --ouut; did you mean "x"`,
		"something else":                        "something else",
		"":                                      "",
	} {
		if got := plainly(theirs); got != ours {
			t.Errorf("%q becomes %q, want %q", theirs, got, ours)
		}
	}
}

// Addresses that are kept for examples are nobody's; what only looks like one is somebody's.
func TestNobodys(t *testing.T) {
	for address, want := range map[string]bool{
		"https://hiccups.example": true, "https://hiccups.example:8080/a": true, "mailto:mend@knees.example": true,
		"https://example.org": false, "https://example.org/a.example": false, "mailto:a.example@knees.org": false, "": false, "https://xexample": false, ":": false,
	} {
		if got := nobodys(address); got != want {
			t.Errorf("%q: %t", address, got)
		}
	}
	for n, want := range map[int]string{1: "a; 1 text is it", 4: "a, a, a, a; 4 texts are them", 5: "a, a, a, a …; 5 texts are them"} {
		if got := few(slices.Repeat([]string{"a"}, n)) + "; " + isAre(n) + " " + itThem(n); got != want {
			t.Errorf("%d files: %q, want %q", n, got, want)
		}
	}
}

// A finding that is missing is named in small letters, in whatever script, and one that is not sure says so.
func TestFindingsAgainst(t *testing.T) {
	s := &site.Site{Tree: &content.Tree{Site: &content.Config{}}}
	checker, err := rules.NewChecker(&rules.Base{Findings: []string{"Übelkeit", "Fever", "Éruption", "الألم", "Chill"}})
	if err != nil {
		t.Fatal(err)
	}
	a := &assessment{site: s, checker: checker, answers: []rules.Answer{rules.No, rules.Yes, rules.No, rules.No, rules.NotSure}}
	if got := a.against(checker.Base().Findings); !slices.Equal(got, []string{"no übelkeit", "Fever", "no éruption", "no الألم", "Chill (not sure)"}) {
		t.Errorf("got %q", got)
	}
	if got := idList(nil) + " " + idList([]content.Text{{S: "a"}, {S: "b"}}); got != "none a,b" {
		t.Error(got)
	}
	if got := asFlag("--yes", []words.Match{{ID: "a"}, {ID: "b"}}); strings.Join(got, " ") != "--yes a,b" || asFlag("--no", nil) != nil {
		t.Errorf("got %q", got)
	}
}

// A layout is named by its folder only where it stands in that; a list without lines has no title.
func TestExplained(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "article.html"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := layoutFrom(dir, "article"); got != filepath.ToSlash(dir)+"/article.html" {
		t.Error(got)
	}
	if got := layoutFrom(dir, "base") + " " + layoutFrom("", "article"); got != "base.html article.html" {
		t.Error(got)
	}
	var out bytes.Buffer
	explainList(&out, "Leads to", nil)
	explainList(&out, "Cites", []string{"one", "two"})
	if out.String() != "\nCites\n  one\n  two\n" {
		t.Errorf("got %q", out.String())
	}
}

// A page that waits is told from one that is not there, with what would show it.
func TestExplainWhatWaits(t *testing.T) {
	day := content.Date{Time: time.Date(2999, 1, 2, 0, 0, 0, 0, time.UTC)}
	s := &generator.Site{Site: &site.Site{Tree: &content.Tree{Name: "content", Docs: []*content.Document{
		{ID: "sleep", Path: "causes/sleep.md", Address: "/causes/sleep/", Meta: content.Meta{Draft: true}}, {ID: "zinc", Path: "causes/zinc.md", Address: "/causes/zinc/", Meta: content.Meta{Publish: day}},
	}}}}
	for named, want := range map[string]string{
		"sleep":          "content/causes/sleep.md is a draft, which is built only with --drafts; add that to have it explained",
		"causes/zinc.md": "content/causes/zinc.md is built from 2999-01-02 on; add --drafts to have it explained before",
	} {
		c := &explainCommand{}
		if err := c.findWaiting(s, "/"+named+"/", named, named); err == nil || err.Error() != want {
			t.Errorf("%s: %v", named, err)
		}
	}
}
