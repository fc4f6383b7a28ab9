package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// linesDeleted is how many lines of rules are taken out of each site.
const linesDeleted = 10

// A line that is taken out of the rules of the shipped site, or of the one that init writes, with an editor, keeps
// the site from being built, and whoever took it out is told who would be told something else.
func TestDeletedLinesAreToldOf(t *testing.T) {
	begun := filepath.Join(t.TempDir(), "site")
	if code := run([]string{"init", begun}, new(bytes.Buffer), new(bytes.Buffer)); code != exitOK {
		t.Fatal("init ends with", code)
	}
	t.Run("begun", func(t *testing.T) { deleteLines(t, filepath.Join(begun, "content")) })
	shipped := filepath.Join(t.TempDir(), "content")
	if err := os.CopyFS(shipped, os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	t.Run("shipped", func(t *testing.T) { deleteLines(t, shipped) })
}

func deleteLines(t *testing.T, content string) {
	file := filepath.Join(content, "checker.yaml")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	_, flags, _ := strings.Cut(string(text), "\nflags:\n")
	found := regexp.MustCompile(`(?m)^  - \[.*\]\n|^  unsure: full\n`).FindAllStringIndex(flags, -1)
	head := len(text) - len(flags)
	for i := 0; i < len(found); i += max(len(found)/linesDeleted, 1) {
		from, to := head+found[i][0], head+found[i][1]
		less := append(bytes.Clone(text[:from]), text[to:]...)
		if err := os.WriteFile(file, less, 0o644); err != nil {
			t.Fatal(err)
		}
		var told bytes.Buffer
		code := run([]string{"build", "--content", content, "--out", filepath.Join(t.TempDir(), "out")}, &told, &told)
		if code != exitContent || !strings.Contains(told.String(), "(held)") || !strings.Contains(told.String(), " → ") && !strings.Contains(told.String(), "still") {
			t.Errorf("without %q build ends with %d and says:\n%s", text[from:to], code, told.String())
		}
	}
}
