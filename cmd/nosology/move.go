package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/moving"
)

// moveFlags are those of commands that change many files of the content.
type moveFlags struct {
	contentFlags
	DryRun bool `name:"dry-run" help:"Say what would change, and change nothing."`
}

// renameCommand gives a document another name.
type renameCommand struct {
	moveFlags
	Old string `arg:"" help:"The document: causes/caffeine.md, or its address."`
	New string `arg:"" help:"Its new id, which is its file's name without .md: coffee."`
}

func (c *renameCommand) Help() string {
	return `Renames a document's file, and with it its address. The old address becomes an alias that leads on; links to the file, and what names its id in front matter, checker.yaml, said.yaml, vignettes.yaml, held.yaml and site.yaml, name the new one. Nothing is written if a mistake would come of it, and a file that cannot be written has the others put back.

  nosology rename causes/caffeine.md coffee
  nosology rename --dry-run symptoms/thirst.md thirst-at-night

Layouts and words are not looked at.`
}

func (c *renameCommand) Run(t *terminal) error {
	return c.move(t, func(tree *content.Tree) (*moving.Plan, error) {
		return moving.Rename(tree, c.Old, c.New, c.AsOf.orToday())
	})
}

// mergeCommand makes one document of two.
type mergeCommand struct {
	moveFlags
	From string `arg:"" help:"The document that becomes a part of the other: causes/coffee.md."`
	Into string `arg:"" help:"The document that stays: causes/caffeine.md."`
}

func (c *mergeCommand) Help() string {
	return `Makes one document of two of a kind. The text of the first is put at the end of the second, under its title; its names, sources, addresses and findings join those of the second; the rest of its front matter stands there in comments. Whatever names the first names the second, and its address leads there. Read the page afterwards: a text that was put together is not yet one.

Nothing is written if a mistake would come of it: two answers of the checker that would now mean the same, say. Mend that first.

  nosology merge causes/coffee.md causes/caffeine.md`
}

func (c *mergeCommand) Run(t *terminal) error {
	return c.move(t, func(tree *content.Tree) (*moving.Plan, error) {
		return moving.Merge(tree, c.From, c.Into, c.AsOf.orToday())
	})
}

// move makes a plan and carries it out.
// The plan is made, and checked as a build would check it, before a byte is written; --dry-run
// stops there.
func (c *moveFlags) move(t *terminal, plan func(*content.Tree) (*moving.Plan, error)) error {
	folder, tree, found, err := c.load()
	if err != nil {
		return err
	}
	if diag.HasErrors(found) {
		return errors.Join(t.show(t.err, found), errMistakes)
	}
	p, err := plan(tree)
	var wrong *moving.Problem
	if errors.As(err, &wrong) {
		return usage{err}
	}
	if err != nil {
		return err
	}
	if diag.HasErrors(p.Mistakes) {
		fmt.Fprintln(t.err, "Nothing was changed, for the content would have these mistakes:")
		return errors.Join(t.show(t.err, p.Mistakes), errMistakes)
	}
	for _, line := range p.Said {
		fmt.Fprintln(t.out, line)
	}
	if c.DryRun {
		_, err = fmt.Fprintf(t.out, "Nothing was changed: %s would be written.\n", count(len(p.Files), "file"))
		return err
	}
	return carryOut(folder, p)
}

// carryOut writes the files of a plan. All are first written beside those whose
// place they take, so that what can fail fails before anything has changed; if
// something fails after that, what was changed is put back.
func carryOut(folder folder, p *moving.Plan) (err error) {
	// ready are files that stand beside those whose place they will take; done are those that have
	// it.
	var ready, done []string
	// What stood at a path; without an entry if nothing did, which putBack takes as a nil.
	before := map[string][]byte{}
	at := func(name string) string { return filepath.Join(folder.path, filepath.FromSlash(name)) }
	defer func() {
		for _, name := range ready {
			_ = os.Remove(at(name) + newFile) // gone already, if all went well
		}
		if err == nil {
			return
		}
		for _, name := range done {
			err = errors.Join(err, putBack(at(name), before[name]))
		}
	}()
	for _, name := range p.Paths() {
		switch old, readErr := os.ReadFile(at(name)); {
		case readErr == nil:
			before[name] = old
		case !errors.Is(readErr, fs.ErrNotExist):
			return readErr // what cannot be read could not be put back
		}
		if text := p.Files[name]; text != nil {
			if err = os.WriteFile(at(name)+newFile, text, modeOf(at(name))); err != nil {
				return err
			}
			ready = append(ready, name)
		}
	}
	for _, name := range goneLast(p) {
		if p.Files[name] == nil {
			err = os.Remove(at(name))
		} else {
			err = os.Rename(at(name)+newFile, at(name))
		}
		if err != nil {
			return err
		}
		done = append(done, name)
	}
	return nil
}

// goneLast lists the files of a plan, those that go behind all others.
// If the computer stops half way, a document is there twice rather than not at all.
func goneLast(p *moving.Plan) []string {
	paths := p.Paths()
	slices.SortStableFunc(paths, func(a, b string) int {
		switch goesA, goesB := p.Files[a] == nil, p.Files[b] == nil; {
		case goesA == goesB:
			return 0
		case goesA:
			return 1
		}
		return -1
	})
	return paths
}

// modeOf is who may read and write a file, or one that is not there yet.
func modeOf(name string) fs.FileMode {
	if info, err := os.Stat(name); err == nil {
		return info.Mode().Perm()
	}
	return 0o644
}

// newFile ends the name of a file that waits to take the place of another.
// Whatever reads a content folder passes over it.
const newFile = ".tmp"

// putBack makes a file what it was; nil for none.
func putBack(name string, text []byte) error {
	if text == nil {
		return os.Remove(name)
	}
	return os.WriteFile(name, text, 0o644)
}
