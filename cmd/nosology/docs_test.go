package main

import (
	"bytes"
	"html"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"nosology/generator/disk"
	"nosology/generator/docs"
)

// The documentation is written by the program alone, and names every command with
// all its flags and what each is for.
func TestDocumentationNamesEveryCommand(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "docs")
	var out, errs bytes.Buffer
	if code := run([]string{"docs", "--out", dir, "--as-of", "2026-12-01"}, &out, &errs); code != exitOK {
		t.Fatalf("docs ends with %d: %s", code, errs.String())
	}
	page := disk.Read(t, filepath.Join(dir, "commands", "index.html"))
	text := html.UnescapeString(string(page))
	calls := callsOf(kong.Must(&commands{}, kong.Name("nosology"), hostVariables()).Model)
	for _, c := range calls {
		if !strings.Contains(text, "<code>nosology "+c.Name+"</code>") {
			t.Errorf("the documentation does not name the command %s", c.Name)
		}
		for _, o := range c.Options {
			if !strings.Contains(text, "--"+strings.TrimPrefix(o.Name, "no-")) && !strings.Contains(text, "--[no-]"+strings.TrimPrefix(o.Name, "no-")) {
				t.Errorf("the documentation does not name the flag --%s of %s", o.Name, c.Name)
			}
		}
	}
	if len(calls) < 15 {
		t.Errorf("there are only %d commands", len(calls))
	}
}

// Where a message says what to run, there is such a command.
func TestMessagesNameCommandsThatThereAre(t *testing.T) {
	messages := disk.Read(t, "../../generator/docs/messages.txt")
	var names []string
	for _, c := range callsOf(kong.Must(&commands{}, kong.Name("nosology"), hostVariables()).Model) {
		names = append(names, c.Name)
	}
	found := regexp.MustCompile(`\bnosology ([a-z]+(?: [a-z]+)?)`).FindAllStringSubmatch(string(messages), -1)
	if len(found) < 5 {
		t.Errorf("only %d messages name a command", len(found))
	}
	for _, m := range found {
		first, _, _ := strings.Cut(m[1], " ")
		if !slices.Contains(names, m[1]) && !slices.Contains(names, first) {
			t.Errorf("a message says %q, and there is no such command", m[0])
		}
	}
}

// Where the help sends its readers, there is a page.
func TestTheHelpNamesPagesThatThereAre(t *testing.T) {
	model := kong.Must(&commands{}, hostVariables()).Model
	text, err := docs.Content(documented(model))
	if err != nil {
		t.Fatal(err)
	}
	pages, err := fs.Glob(text, "pages/*.md")
	if err != nil {
		t.Fatal(err)
	}
	titles := map[string]bool{}
	for _, p := range pages {
		page, err := fs.ReadFile(text, p)
		if err != nil {
			t.Fatal(err)
		}
		if title := regexp.MustCompile(`(?m)^title: (.*)$`).FindSubmatch(page); title != nil {
			titles[string(title[1])] = true
		}
	}
	named := 0
	for _, command := range documented(model) {
		for _, o := range append(command.Options, docs.Option{Says: command.More}) {
			for _, m := range regexp.MustCompile(`see "([^"]+)" in (.*?)\.`).FindAllStringSubmatch(o.Says, -1) {
				if named++; m[2] != "nosology docs" || !titles[m[1]] {
					t.Errorf("%s says: %s", command.Name, m[0])
				}
			}
		}
	}
	if named == 0 {
		t.Error("the help names no page")
	}
}
