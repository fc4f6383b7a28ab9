package main

import (
	"path/filepath"
	"strings"
	"testing"

	"nosology/generator/content"
	"nosology/generator/disk"
)

// A source is added in the way in which its author has written the others; where that is not known, nothing is written, and
// it is said.
func TestASourceIsAddedAsTheOthersAreWritten(t *testing.T) {
	dir, do := signable(t)
	file := filepath.Join(dir, content.SourcesFile)
	for what, c := range map[string]struct{ old, added, says string }{
		"lines":                       {"a:\n  title: T\n  kind: journal\n", "zinc:\n  title: Zinc\n", "Added zinc"},
		"no end of line":              {"a: {title: T, kind: journal}", "\nzinc:\n  title: Zinc\n", "Added zinc"},
		"no source yet":               {"# All that we have read.\n", "zinc:\n  title: Zinc\n", "Added zinc"},
		"lines of Windows":            {"a:\r\n  title: T\r\n  kind: journal\r\n", "zinc:\r\n  title: Zinc\r\n", "Added zinc"},
		"indented":                    {"  a:\n    title: T\n    kind: journal\n", "  zinc:\n    title: Zinc\n", "Added zinc"},
		"keys in quotes":              {"  \"a\":\n    title: T\n    kind: journal\n", "  zinc:\n    title: Zinc\n", "Added zinc"},
		"a text at its end":           {"a:\n  kind: journal\n  title: |\n    T\n", "zinc:\n  title: Zinc\n", "Added zinc"},
		"mistakes in another":         {"a:\n  titel: T\n", "zinc:\n  title: Zinc\n", "Added zinc"},
		"a comment that speaks of it": {"# zinc: to be read\na: {title: T, kind: journal}\n", "zinc:\n  title: Zinc\n", "Added zinc"},
		"there already":               {"zinc: {title: T, kind: journal}\n", "", "has an entry zinc already"},
		"there in quotes":             {"\"zinc\": {title: T, kind: journal}\n", "", "has an entry zinc already"},
		"there, indented":             {"  zinc: {title: T, kind: journal}\n", "", "has an entry zinc already"},
		"there, in braces":            {"{zinc: {title: T, kind: journal}}\n", "", "has an entry zinc already"},
		"all in braces":               {"{a: {title: T, kind: journal}}\n", "", "no entry can be added to"},
		"an end of the text":          {"a: {title: T, kind: journal}\n...\n", "", "no entry can be added to"},
		"not to be read":              {"a: {title: T\n", "", "no entry can be added to"},
	} {
		disk.Write(t, file, c.old)
		code, out := do("new", "source", "Zinc", "--id", "zinc")
		now := string(disk.Read(t, file))
		added, kept := strings.CutPrefix(now, c.old)
		lines := ""
		for line := range strings.Lines(added) {
			if !strings.HasPrefix(strings.TrimLeft(line, " "), "#") && !strings.Contains(line, "accessed:") && !strings.Contains(line, "kind:") && !strings.Contains(line, "read:") {
				lines += line
			}
		}
		if (code == exitOK) != (c.added != "") || !kept || lines != c.added || !strings.Contains(out, c.says) {
			t.Errorf("%s: ends with %d, %s; added is\n%q", what, code, out, lines)
		}
		if strings.Contains(c.old, "\r\n") && strings.Count(now, "\n") != strings.Count(now, "\r\n") {
			t.Errorf("%s: its lines end in two ways", what)
		}
	}
}
