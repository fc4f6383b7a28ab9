package main

import (
	"errors"
	"fmt"

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
	return folder.change(p.Files)
}
