package main

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"nosology/generator/content"
	"nosology/generator/diag"
)

// New documents have every key of their kind, in use or behind a #, and say
// above it what it is for.
func TestScaffoldsHaveEveryKey(t *testing.T) {
	for _, k := range content.BuiltIn() {
		haveEveryKey(t, k.Name)
	}
	haveEveryKey(t, "source")
}

func haveEveryKey(t *testing.T, kind string) {
	c := newCommand{Kind: kind, Title: "A title", ID: "an-id"}
	file := "scaffold/" + kind + ".md"
	if kind == "source" {
		file = "scaffold/source.yaml"
	}
	text, err := c.fill(file, content.BuiltInVocabulary())
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range keysOf(content.BuiltInVocabulary(), kind) {
		first, _, _ := strings.Cut(k.Says, " ")
		above := regexp.MustCompile(`(?m)^ *# ` + regexp.QuoteMeta(first) + `.*\n( *# .*\n)* *(# )?` + k.Name + `: `)
		if !above.Match(text) {
			t.Errorf("new %s: %s is not there, or nothing says what it is for:\n%s", kind, k.Name, text)
		}
	}
	if len(keysOf(content.BuiltInVocabulary(), kind)) < 5 {
		t.Errorf("%s has only %d keys", kind, len(keysOf(content.BuiltInVocabulary(), kind)))
	}
}

// Whatever a snippet of front matter is filled with first can be read.
func TestSnippetsAreRead(t *testing.T) {
	tree, ds, err := content.Load(os.DirFS("starter/content"), "content")
	if err != nil || diag.HasErrors(ds) {
		t.Fatal(err, ds)
	}
	for _, known := range []*content.Tree{tree, nil} {
		all := snippets(known)
		for _, kind := range content.BuiltIn() {
			for _, k := range content.BuiltInVocabulary().SheetOf(kind).Value.Keys {
				body := strings.Join(all["nosology: "+k.Name].Body, "\n")
				text := fmt.Sprintf("---\n%s\n---\nText.\n", filled(body))
				_, ds := content.ParseDocument(kind.Folder+"/sample.md", []byte(text))
				for _, d := range ds {
					if d.Check != "missing-key" {
						t.Errorf("%s: %v", text, d)
					}
				}
			}
		}
	}
	if got, want := filled(strings.Join(snippets(tree)["nosology: card urgent"].Body, "\n")), "> [!urgent] Call {{urgent}} today if\n> - /words/"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// filled is a snippet whose author takes what is offered first.
func filled(body string) string {
	for _, r := range [][2]string{
		{`\$CURRENT_YEAR-\$CURRENT_MONTH-\$CURRENT_DATE`, "2026-11-22"},
		{`\$\{\d+\|([^,|]*)[^|]*\|\}`, "$1"},
		{`\$\{\d+:((?:[^\\}]|\\.)*)\}`, "$1"},
		{`\$\d+`, "/words/"},
		{`\\(.)`, "$1"},
	} {
		body = regexp.MustCompile(r[0]).ReplaceAllString(body, r[1])
	}
	return body
}

// The list of problems is read off what a terminal shows.
func TestMatcherReadsDiagnostics(t *testing.T) {
	var shown bytes.Buffer
	d := diag.Diagnostic{Position: diag.Position{File: "content/causes/low zinc.md", Line: 7, Column: 3}, Severity: diag.Warning,
		Check: "long-sentence", Message: "a sentence (this one: long) has 30 words", Hint: "cut it", Source: "x: error: y (z)"}
	whole := d
	whole.Column = 0
	if err := diag.Print(&shown, []diag.Diagnostic{d, whole}, false); err != nil {
		t.Fatal(err)
	}
	pattern := matcher(nil)["pattern"].(map[string]any)["regexp"].(string)
	var got []string
	for _, m := range regexp.MustCompile(`(?m)`+pattern).FindAllStringSubmatch(shown.String(), -1) {
		got = append(got, strings.Join(m[1:], "|"))
	}
	want := "content/causes/low zinc.md|7|3|warning|a sentence (this one: long) has 30 words|long-sentence\n" +
		"content/causes/low zinc.md|7||warning|a sentence (this one: long) has 30 words|long-sentence"
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}
