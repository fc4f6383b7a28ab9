package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"nosology/generator"
	"nosology/generator/diag"
	"nosology/generator/publish"
)

// planCommand says what a build would change.
type planCommand struct {
	publishFlags
	Precompress bool   `help:"Count compressed forms too."`
	JSON        bool   `name:"json" help:"One JSON object."`
	Old         string `arg:"" optional:"" placeholder:"DIR" help:"A folder that a build wrote. Without it, \"public\" beside the content folder."`
	New         string `arg:"" optional:"" placeholder:"DIR" help:"A folder to compare it with. Without it, what a build would write now."`
}

func (c *planCommand) Help() string {
	return `Lists the files that would be added, changed and removed, with their sizes, and every change to headers and redirects. Nothing is written. Give it the flags that the build gets; before the first build, all files are new.`
}

func (c *planCommand) Run(t *terminal) error {
	// What is named is looked at first: a build takes time.
	for _, dir := range []string{c.Old, c.New} {
		if _, err := os.ReadDir(dir); err != nil && dir != "" {
			return usage{fmt.Errorf("%s is no folder that a build wrote", dir)}
		}
	}
	old, new := c.Old, c.New
	if new == "" {
		content, err := findContent(c.Content)
		if err != nil {
			return err
		}
		scratch, err := os.MkdirTemp("", "nosology-plan")
		if err != nil {
			return err
		}
		defer os.RemoveAll(scratch)
		if old == "" {
			if old, err = standing(content, scratch); err != nil {
				return err
			}
		}
		// The build goes through all its steps, so that the plan cannot say other than the build
		// will do.
		new = filepath.Join(scratch, "public")
		if err := c.build(t, content, new); err != nil {
			return err
		}
	}
	found, err := compare(old, new)
	if err != nil {
		return err
	}
	if c.JSON {
		out := json.NewEncoder(t.out)
		out.SetIndent("", "  ")
		return out.Encode(found)
	}
	return found.print(t)
}

// standing is the folder to which a build writes if none is named: before the first, one that is
// empty.
func standing(content folder, scratch string) (string, error) {
	dir := content.beside("public")
	switch _, err := os.ReadDir(dir); {
	case errors.Is(err, fs.ErrNotExist):
		dir = filepath.Join(scratch, "nothing")
		return dir, os.Mkdir(dir, 0o755)
	case err != nil:
		return "", usage{fmt.Errorf("%s is no folder that a build wrote", dir)}
	}
	return dir, nil
}

// build writes the site of now to a folder of its own.
func (c *planCommand) build(t *terminal, content folder, out string) error {
	opt, err := c.options(content)
	if err != nil {
		return err
	}
	bar := t.progress()
	bar.follow(&opt)
	site, _, err := generator.Build(out, opt, publish.Options{Precompress: c.Precompress})
	bar.end()
	if err != nil {
		return err
	}
	if diag.HasErrors(site.Diagnostics) {
		fmt.Fprintf(t.err, "The content has %s; nosology check shows them.\n", tally(site.Diagnostics))
		return errMistakes
	}
	return nil
}

// differences is what two folders do not have alike, as it is written with
// --json.
type differences struct {
	Added   []difference `json:"added"`
	Changed []difference `json:"changed"`
	Removed []difference `json:"removed"`
	// Hosts that take only what has changed are sent so much.
	Upload int64             `json:"upload"` // bytes of what is added or changed
	Lines  []linesDifference `json:"lines"`  // of the files that say how the host serves the site
}

type difference struct {
	Path string `json:"path"`
	Old  int64  `json:"old,omitempty"` // size in bytes
	New  int64  `json:"new,omitempty"`
}

type linesDifference struct {
	File    string   `json:"file"` // _headers, _redirects …
	Removed []string `json:"removed"`
	Added   []string `json:"added"`
}

func compare(old, new string) (*differences, error) {
	all, err := publish.Compare(old, new)
	if err != nil {
		return nil, err
	}
	found := &differences{Added: []difference{}, Changed: []difference{}, Removed: []difference{}, Lines: []linesDifference{}}
	configurations := publish.Configurations()
	for _, d := range all {
		// Old and New are -1 for a file that is not there.
		found.Upload += max(d.New, 0)
		switch {
		case d.Old < 0:
			found.Added = append(found.Added, difference{Path: d.Path, New: d.New})
		case d.New < 0:
			found.Removed = append(found.Removed, difference{Path: d.Path, Old: d.Old})
		default:
			found.Changed = append(found.Changed, difference{d.Path, d.Old, d.New})
		}
		if slices.Contains(configurations, d.Path) {
			lines, err := compareLines(d.Path, old, new)
			if err != nil {
				return nil, err
			}
			found.Lines = append(found.Lines, lines)
		}
	}
	return found, nil
}

// compareLines tells which lines of a host's file come and go. Their order says
// nothing.
func compareLines(file, old, new string) (linesDifference, error) {
	d := linesDifference{File: file}
	before, err := linesOf(filepath.Join(old, file))
	if err != nil {
		return d, err
	}
	after, err := linesOf(filepath.Join(new, file))
	if err != nil {
		return d, err
	}
	d.Removed, d.Added = without(before, after), without(after, before)
	return d, nil
}

// without returns the lines that are not among others.
func without(lines, others []string) []string {
	known := make(map[string]bool, len(others))
	for _, line := range others {
		known[line] = true
	}
	rest := []string{}
	for _, line := range lines {
		if !known[line] {
			rest = append(rest, line)
		}
	}
	return rest
}

// print shows the differences by path.
func (d *differences) print(t *terminal) error {
	for _, line := range d.byPath() {
		fmt.Fprintln(t.out, line)
	}
	for _, file := range d.Lines {
		fmt.Fprintf(t.out, "\n%s\n", file.File)
		for _, line := range file.Removed {
			fmt.Fprintf(t.out, "- %s\n", line)
		}
		for _, line := range file.Added {
			fmt.Fprintf(t.out, "+ %s\n", line)
		}
	}
	_, err := fmt.Fprintf(t.err, "%s added, %d changed, %d removed; %s to upload\n", count(len(d.Added), "file"), len(d.Changed), len(d.Removed), size(d.Upload))
	return err
}

// byPath is a line for each file, in the order of their paths.
func (d *differences) byPath() []string {
	lines := map[string]string{}
	for _, f := range d.Added {
		lines[f.Path] = fmt.Sprintf("+ %s  %s", f.Path, size(f.New))
	}
	for _, f := range d.Removed {
		lines[f.Path] = fmt.Sprintf("- %s  %s", f.Path, size(f.Old))
	}
	for _, f := range d.Changed {
		lines[f.Path] = fmt.Sprintf("~ %s  %s → %s", f.Path, size(f.Old), size(f.New))
	}
	var sorted []string
	for _, path := range slices.Sorted(maps.Keys(lines)) {
		sorted = append(sorted, lines[path])
	}
	return sorted
}

// linesOf returns a file's lines; in _headers, each header with the address
// that it is for.
// Without its address, a header that is the same for many pages would seem to have stayed where it
// has gone from one of them. A file that is not there has no lines.
func linesOf(name string) ([]string, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var lines []string
	address := ""
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\n")
		if header, ok := strings.CutPrefix(line, "  "); ok {
			line = address + "  " + header
		} else if address = line; filepath.Base(name) == "_headers" {
			continue
		}
		lines = append(lines, line)
	}
	return lines, err
}

// size is a number of bytes in words.
// A kilobyte has 1,000 bytes, as hosts count what they charge for.
func size(n int64) string {
	if n < 1000 {
		return fmt.Sprintf("%d B", n)
	}
	return fmt.Sprintf("%.1f kB", float64(n)/1000)
}
