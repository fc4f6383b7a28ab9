package main

import (
	"bytes"
	"html"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"nosology/generator/disk"
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
