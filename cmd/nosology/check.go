package main

import (
	"fmt"

	"nosology/generator"
	"nosology/generator/diag"
)

// checkCommand says what should be mended.
type checkCommand struct {
	siteFlags
	JSON   bool   `name:"json" help:"One JSON object a line. The same as --format json."`
	Format string `enum:"text,json,github,sarif" default:"text" help:"How to say it: text, json, github (annotations in a pull request), sarif."`
	Strict bool   `help:"Let warnings fail the check as errors do."`
}

func (c *checkCommand) Run(t *terminal) error {
	content, err := findContent(c.Content)
	if err != nil {
		return err
	}
	opt, err := c.options(content)
	if err != nil {
		return err
	}
	bar := t.progress()
	bar.follow(&opt)
	site, err := generator.Check(opt)
	bar.end()
	if err != nil {
		return err
	}
	found := site.Diagnostics
	if err := c.print(t, found); err != nil {
		return err
	}
	if errors, warnings := diag.Count(found); errors > 0 || c.Strict && warnings > 0 {
		return errMistakes
	}
	return nil
}

// print writes diagnostics in the form that was asked for.
func (c *checkCommand) print(t *terminal, found []diag.Diagnostic) error {
	switch {
	case c.JSON || c.Format == "json":
		return diag.JSON(t.out, found)
	case c.Format == "github":
		return printGitHub(t.out, found)
	case c.Format == "sarif":
		return printSARIF(t.out, found)
	}
	if err := t.show(t.out, found); err != nil {
		return err
	}
	if len(found) == 0 {
		fmt.Fprintln(t.err, "Nothing to mend.")
		return nil
	}
	fmt.Fprintln(t.err, tally(found))
	return nil
}
