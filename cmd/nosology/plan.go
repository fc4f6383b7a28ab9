package main

import (
	"errors"
	"fmt"
	"io/fs"
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
	siteFlags
	Host        publish.Host `enum:"netlify,cloudflare,caddy,nginx" default:"netlify" help:"What serves the site: netlify, cloudflare, caddy or nginx."`
	Precompress bool         `help:"Count compressed forms too."`
	Old         string       `arg:"" optional:"" placeholder:"DIR" help:"A folder that a build wrote. Without it, \"public\" beside the content folder."`
	New         string       `arg:"" optional:"" placeholder:"DIR" help:"A folder to compare it with. Without it, what a build would write now."`
}

func (c *planCommand) Help() string {
	return `Lists the files that would be added, changed and removed, with their sizes, and every change to headers and redirects. Nothing is written.`
}

func (c *planCommand) Run(t *terminal) error {
	old, new := c.Old, c.New
	if new == "" {
		content, err := findContent(c.Content)
		if err != nil {
			return err
		}
		if old == "" {
			old = content.beside("public")
		}
		scratch, err := os.MkdirTemp("", "nosology-plan")
		if err != nil {
			return err
		}
		defer os.RemoveAll(scratch)
		new = filepath.Join(scratch, "public")
		if err := c.build(t, content, new); err != nil {
			return err
		}
	}
	for _, dir := range []string{old, new} {
		if _, err := os.ReadDir(dir); err != nil {
			return usage{fmt.Errorf("%s is no folder that a build wrote", dir)}
		}
	}
	return tellDifferences(t, old, new)
}

// build writes the site of now to a folder of its own.
func (c *planCommand) build(t *terminal, content folder, out string) error {
	opt, err := c.options(content)
	if err != nil {
		return err
	}
	opt.Host = c.Host
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

func tellDifferences(t *terminal, old, new string) error {
	all, err := publish.Compare(old, new)
	if err != nil {
		return err
	}
	var added, changed, removed int
	for _, d := range all {
		switch {
		case d.Old < 0:
			added++
			fmt.Fprintf(t.out, "+ %s  %s\n", d.Path, size(d.New))
		case d.New < 0:
			removed++
			fmt.Fprintf(t.out, "- %s  %s\n", d.Path, size(d.Old))
		default:
			changed++
			fmt.Fprintf(t.out, "~ %s  %s → %s\n", d.Path, size(d.Old), size(d.New))
		}
	}
	for _, file := range []string{"_headers", "_redirects"} {
		if err := tellLines(t, file, old, new); err != nil {
			return err
		}
	}
	fmt.Fprintf(t.err, "%s added, %d changed, %d removed\n", count(added, "file"), changed, removed)
	return nil
}

// tellLines shows which lines of a host's file come and go. Their order says
// nothing.
func tellLines(t *terminal, file, old, new string) error {
	before, err := linesOf(filepath.Join(old, file))
	if err != nil {
		return err
	}
	after, err := linesOf(filepath.Join(new, file))
	if err != nil {
		return err
	}
	title := "\n" + file + "\n"
	for _, side := range []struct {
		mark         string
		these, those []string
	}{{"-", before, after}, {"+", after, before}} {
		for _, line := range side.these {
			if !slices.Contains(side.those, line) {
				fmt.Fprintf(t.out, "%s%s %s\n", title, side.mark, line)
				title = ""
			}
		}
	}
	return nil
}

// linesOf returns a file's lines; in _headers, each header with the address
// that it is for.
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
func size(n int64) string {
	if n < 1000 {
		return fmt.Sprintf("%d B", n)
	}
	return fmt.Sprintf("%.1f kB", float64(n)/1000)
}
