package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"nosology/generator/content"
	"nosology/generator/sitediff"
)

// diffCommand says what changes for readers.
type diffCommand struct {
	Content string `placeholder:"DIR" help:"Content folder, where NEW is left out. Without it, the folder \"content\" here or in the nearest folder above."`
	Old     string `arg:"" help:"The version before: a folder, or a revision of git."`
	New     string `arg:"" optional:"" help:"The version after. Without it, the content as it stands."`
	Format  string `enum:"text,html,json" default:"text" help:"How to say it: text, html, json."`
	Strict  bool   `help:"End with 1 if anything became milder, narrower or rarer."`
}

func (c *diffCommand) Help() string {
	return `Compares two versions of the content by what readers are told: rules, each change with answers that show it; care cards; what causes need; questions; stories; pages. It is sorted into milder, narrower, rarer, stricter and reworded. Neither version needs to be without mistakes.

  nosology diff v1.2
  nosology diff ../old-site . --format html > changes.html`
}

func (c *diffCommand) Run(t *terminal) error {
	folder, err := findContent(c.Content)
	if c.New == "" && err != nil {
		return err
	}
	old, err := versionOf(c.Old, folder)
	if err != nil {
		return err
	}
	named := c.New
	if named == "" {
		named = folder.name
	}
	now, err := versionOf(named, folder)
	if err != nil {
		return err
	}
	changes := sitediff.Compare(old, now)
	switch c.Format {
	case "json":
		out := json.NewEncoder(t.out)
		out.SetIndent("", "  ")
		err = out.Encode(changes)
	case "html":
		err = sitediff.HTML(t.out, c.Old, named, changes)
	default:
		if len(changes) == 0 {
			fmt.Fprintln(t.err, "Readers are told the same.")
		}
		err = sitediff.Text(t.out, changes)
	}
	if err == nil && c.Strict && len(changes) > 0 && changes[0].Kind < sitediff.Stricter {
		return errMistakes
	}
	return err
}

// versionOf reads a version of the content: a content folder, a folder that holds one, or a revision of git.
// Mistakes in it are left out: an older version may well have some, and what could be read of it is
// compared.
func versionOf(named string, here folder) (*content.Tree, error) {
	for _, dir := range []string{named, filepath.Join(named, "content")} {
		if _, err := os.Stat(filepath.Join(dir, content.SiteFile)); err != nil {
			continue
		}
		tree, _, err := readContent(dir, dir)
		return tree, err
	}
	// A folder goes before a revision of the same name, for it is what can be seen.
	fsys, err := revision(named, here)
	if err != nil {
		return nil, err
	}
	tree, _, err := content.Load(fsys, "content")
	return tree, err
}

// revision reads the content folder as it stood in a revision of git.
func revision(named string, here folder) (fs.FS, error) {
	refused := usage{fmt.Errorf("%s is no folder with content in it, and no revision that git knows here", named)}
	// What begins with a hyphen would be an option to git, and could have it write files.
	if here.path == "" || strings.HasPrefix(named, "-") {
		return nil, refused
	}
	git := func(dir string, args ...string) ([]byte, error) {
		return exec.Command("git", append([]string{"-C", dir}, args...)...).Output()
	}
	places, err := git(here.path, "rev-parse", "--show-toplevel", "--show-prefix")
	if errors.Is(err, exec.ErrNotFound) {
		return nil, usage{fmt.Errorf("%s is no folder with content in it, and git is not installed to look for a revision", named)}
	}
	if err != nil {
		return nil, refused
	}
	top, prefix, _ := strings.Cut(strings.TrimSpace(string(places)), "\n")
	// An archive is read in memory, so neither the working copy nor the index is touched. zip,
	// since that can be read as an fs.FS by the standard library.
	packed, err := git(top, "archive", "--format=zip", named+":"+strings.TrimSuffix(prefix, "/"))
	if err != nil {
		return nil, refused
	}
	return zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
}
