package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"nosology/generator/diag"
	"nosology/generator/evidence"
	"nosology/generator/site"
)

// evidenceCommand writes what a safety officer asks for.
type evidenceCommand struct {
	contentFlags
	Out    string `required:"" placeholder:"DIR" help:"Folder to write to: one that is empty, or that this command wrote before."`
	Strict bool   `help:"End with 1 if there is a gap that has to be closed before a release."`
}

func (c *evidenceCommand) Help() string {
	return `Writes, as pages, CSV and JSON, what there is to show that the rules are safe, with the gaps first:

  index.html      a safety case, but for the judgement, which is a named person's
  matrix.html     line of a rule, source, story, held judgement, card, question
  flags/          a packet for the review of each flag, with a place for a name
  matrix.csv, evidence.json

  nosology evidence --out evidence`
}

func (c *evidenceCommand) Run(t *terminal) error {
	_, tree, found, err := c.load()
	if err != nil {
		return err
	}
	s, more := site.NewLinker().Update(tree, c.AsOf.orToday())
	if found = append(found, more...); diag.HasErrors(found) {
		return errors.Join(t.show(t.err, found), errMistakes)
	}
	if s.Rules == nil {
		return usage{errors.New("the content has no checker.yaml, so there are no rules to show evidence of")}
	}
	e, err := evidence.Of(s)
	if err != nil {
		return err
	}
	files, err := e.Files()
	if err != nil {
		return err
	}
	if err := writeEvidence(c.Out, files); err != nil {
		return err
	}
	// Grave gaps are said on the terminal as well: whoever runs this before a release may never
	// open the pages.
	grave := 0
	for _, gap := range e.Gaps {
		if gap.Grave {
			grave++
			fmt.Fprintf(t.err, "%s: %s; %s\n", gap.Flag, gap.What, gap.Reason)
		}
	}
	_, err = fmt.Fprintf(t.out, "Wrote %s to %s: %s, of which %d to be closed before a release\n", count(len(files), "file"), c.Out, count(len(e.Gaps), "gap"), grave)
	if err == nil && c.Strict && grave > 0 {
		return errMistakes
	}
	return err
}

// writeEvidence writes files to a folder of their own. What stands there of an earlier run goes.
// The packet of a flag that is gone must not lie among the others, as if it still held; so
// flags/*.html are removed first. A folder without evidence.json was not written by us, and is left
// alone.
func writeEvidence(out string, files []evidence.File) error {
	entries, err := os.ReadDir(out)
	if err == nil && len(entries) > 0 {
		if _, err := os.Stat(filepath.Join(out, "evidence.json")); err != nil {
			return usage{fmt.Errorf("--out %s is not empty, and nosology evidence did not write it; name another folder", out)}
		}
		old, err := filepath.Glob(filepath.Join(out, "flags", "*.html"))
		if err != nil {
			return err
		}
		for _, name := range old {
			if err := os.Remove(name); err != nil {
				return err
			}
		}
	}
	if err := os.MkdirAll(filepath.Join(out, "flags"), 0o755); err != nil {
		return err
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(out, filepath.FromSlash(f.Path)), f.Data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
