package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"nosology/generator/diag"
	"nosology/layouts"
)

// layoutsCommand copies layouts that come with the program, to be changed.
type layoutsCommand struct {
	contentFlags
	Do    string   `arg:"" optional:"" enum:"list,copy" default:"list" help:"list: say which layouts there are. copy: copy some, to change them."`
	Names []string `arg:"" optional:"" help:"Which ones: cause, partials/footer."`
}

func (c *layoutsCommand) Help() string {
	return `A layout says what stands where on a kind of page. Copies go to the folder layouts beside the content, where they take the place of those that come with nosology; nothing that is there is replaced. README.md among them says what layouts can do.

A style sheet static/css/own.css beside the content comes after ours on every page.

  nosology layouts
  nosology layouts copy cause partials/footer`
}

func (c *layoutsCommand) Run(t *terminal) error {
	all := layoutNames()
	if c.Do == "list" {
		for _, name := range all {
			fmt.Fprintln(t.out, strings.TrimSuffix(name, ".html"))
		}
		return nil
	}
	if len(c.Names) == 0 {
		return usage{errors.New("say which layouts to copy: nosology layouts copy cause")}
	}
	folder, err := findContent(c.Content)
	if err != nil {
		return err
	}
	for _, name := range c.Names {
		if err := copyLayout(t, folder, all, name); err != nil {
			return err
		}
	}
	return nil
}

// layoutNames are the files that can be copied.
func layoutNames() []string {
	pages, _ := fs.Glob(layouts.Files, "*.html") // the patterns are good ones
	partials, _ := fs.Glob(layouts.Files, "partials/*.html")
	return slices.Concat(pages, partials)
}

// copyLayout copies a layout to the folder beside the content.
func copyLayout(t *terminal, folder folder, all []string, name string) error {
	file := strings.TrimSuffix(name, ".html") + ".html"
	if !slices.Contains(all, file) {
		return usage{fmt.Errorf("there is no layout %q; %s", name, diag.OneOf(file, all))}
	}
	text, err := fs.ReadFile(layouts.Files, file)
	if err != nil {
		return err
	}
	to := folder.beside(filepath.Join("layouts", filepath.FromSlash(file)))
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	// An editor's layout is never replaced, not even by the one that it was copied from.
	written, err := writeNew(to, text)
	switch {
	case err != nil:
		return err
	case !written:
		return usage{fmt.Errorf("%s is there already, and is left as it is", filepath.ToSlash(to))}
	}
	fmt.Fprintf(t.out, "Copied %s to %s.\n", path.Join("layouts", file), filepath.ToSlash(to))
	return nil
}
