package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/held"
	"nosology/generator/rulediff"
)

// holdCommand writes what the red flags have to say from now on.
type holdCommand struct {
	contentFlags
	Reason string `placeholder:"WORDS" help:"Why a rule may warn fewer readers, or warn them less. It is kept in the file until a release is signed."`
}

func (c *holdCommand) Help() string {
	return `Writes held.yaml: what each red flag of checker.yaml says to whom. Every build judges it anew, and stops if a rule has come to warn fewer readers, or to warn them less, than is held.

It shows what is milder, narrower, rarer and stricter than what was held, each with somebody who is told something else. What is stricter is held at once. What warns less is held only with --reason, and stays in the file with the reason:

  nosology hold
  nosology hold --reason "the 2026 guideline no longer names this sign"

It ends with 1 where it wrote nothing because a reason is missing.`
}

func (c *holdCommand) Run(t *terminal) error {
	folder, tree, err := c.read(t)
	if err != nil {
		return err
	}
	now, changes := held.Rules(tree.Checker), []rulediff.Change(nil)
	if tree.Held != nil {
		if changes, err = c.compare(t, tree, now); err != nil {
			return err
		}
		// Where nothing is new the file is left alone, so that its date and a diff of the repository
		// say so.
		if len(changes) == 0 && held.Has(tree.Held, now) {
			fmt.Fprintln(t.out, "Nothing has changed: what is held is what the rules say.")
			return nil
		}
	}
	renewed := held.Format(held.Renew(tree.Held, now, changes, c.Reason, c.AsOf.orToday()))
	if err := folder.change(map[string][]byte{content.HeldFile: renewed}); err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.out, "Wrote %s: %s of %s\n", filepath.Join(folder.name, content.HeldFile), count(lines(now), "line"), count(len(now.Rules), "flag"))
	return err
}

// read reads the content. A checker with mistakes is not held: its rules may not be what their author means.
func (c *holdCommand) read(t *terminal) (folder, *content.Tree, error) {
	folder, tree, found, err := c.load()
	if err != nil {
		return folder, nil, err
	}
	checker, kept := tree.At(content.CheckerFile, content.Pos{}).File, tree.At(content.HeldFile, content.Pos{}).File
	// Mistakes elsewhere, such as a dead link, do not change what the rules say.
	found = slices.DeleteFunc(found, func(d diag.Diagnostic) bool {
		return d.Severity != diag.Error || d.File != checker && d.File != kept
	})
	if len(found) > 0 {
		if err := t.show(t.err, found); err != nil {
			return folder, nil, err
		}
		return folder, nil, errMistakes
	}
	if tree.Checker == nil && tree.Held == nil {
		return folder, nil, usage{errors.New("the content has no checker.yaml, so there are no rules to hold")}
	}
	return folder, tree, nil
}

// compare shows what is not as it was held. Where that warns less, there has to be a reason.
func (c *holdCommand) compare(t *terminal, tree *content.Tree, now *rulediff.Set) ([]rulediff.Change, error) {
	// To go on would seal what somebody took out by hand, and nobody would see that it was ever
	// held.
	if tree.Held.Seal.S != held.Seal(tree.Held) {
		fmt.Fprintf(t.err, "%s was changed by hand, so it no longer says what was held. Take the change back, for example with git. Nothing was written.\n",
			tree.At(content.HeldFile, content.Pos{}))
		return nil, errMistakes
	}
	changes := rulediff.Compare(held.Kept(tree.Held), now)
	showChanges(t.out, changes)
	if c.Reason == "" && slices.ContainsFunc(changes, func(ch rulediff.Change) bool { return ch.Kind.Weakens() }) {
		fmt.Fprintln(t.err, "Some rules warn less than is held. If a clinician agrees, say why with --reason; otherwise put them back. Nothing was written.")
		return nil, errMistakes
	}
	return changes, nil
}

// showChanges lists changes by kind.
func showChanges(w io.Writer, changes []rulediff.Change) {
	for i := range changes {
		if i == 0 || changes[i].Kind != changes[i-1].Kind {
			fmt.Fprintf(w, "%s:\n", changes[i].Kind)
		}
		fmt.Fprintf(w, "  %s: %s\n", changes[i].Flag, changes[i].Witness())
	}
}

// lines counts the sets of all rules.
func lines(s *rulediff.Set) (n int) {
	for _, r := range s.Rules {
		n += len(r.When)
	}
	return n
}
