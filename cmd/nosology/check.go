package main

import (
	"fmt"
	"slices"

	"nosology/generator"
	"nosology/generator/diag"
	"nosology/generator/outward"
)

// checkCommand says what should be mended.
type checkCommand struct {
	siteFlags
	JSON   bool   `name:"json" help:"One JSON object a line. The same as --format json."`
	Format string `enum:"text,json,github,sarif" default:"text" help:"How to say it: text, json, github (annotations in a pull request), sarif."`
	All    bool   `help:"Show each place also where one mistake shows in many."`
	Strict bool   `help:"Let warnings fail the check as errors do."`

	External bool `help:"Ask the network as well whether links to elsewhere still lead somewhere, and list them."`
	List     bool `help:"List the checks and why each matters, and check nothing."`
}

func (c *checkCommand) Help() string {
	return `Finds what stops a build, what an editor should look at, and links in the finished pages that lead nowhere. The name in brackets behind a message is its check; a document turns one off with a reason:

  silence: [{check: long-sentence, reason: a law is quoted}]

It ends with 1 if there are errors, and with --strict if there are warnings. Nothing leaves this computer but with --external; then each address elsewhere is asked for once, and each host for one thing at a time.`
}

func (c *checkCommand) Run(t *terminal) error {
	if c.List {
		return listChecks(t)
	}
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
	if site.Site != nil && c.forEditors() {
		found = append(found, defaults(site, content.path)...)
		diag.Sort(found)
	}
	var answers []outward.Answer
	if c.External && site.Files != nil {
		if answers, err = askElsewhere(t, site); err != nil {
			return err
		}
		found = append(found, c.wanted(outward.Diagnostics(site.Site, answers))...)
		diag.Sort(found)
	}
	if err := c.print(t, found); err != nil {
		return err
	}
	if c.form() == "text" {
		listElsewhere(t, answers)
	}
	if errors, warnings := diag.Count(found); errors > 0 || c.Strict && warnings > 0 {
		return errMistakes
	}
	return nil
}

// form is the form that was asked for.
func (c *checkCommand) form() string {
	if c.JSON {
		return "json"
	}
	return c.Format
}

// forEditors reports whether it is said to people who write, and not beside
// the lines of a pull request.
func (c *checkCommand) forEditors() bool { return c.form() == "text" || c.form() == "json" }

// wanted leaves out the notes about links to elsewhere where they would be
// noise: a terminal lists them by themselves, and a pull request is no place
// for what is well.
func (c *checkCommand) wanted(found []diag.Diagnostic) []diag.Diagnostic {
	if c.form() == "json" {
		return found
	}
	return slices.DeleteFunc(found, func(d diag.Diagnostic) bool { return d.Severity == diag.Note })
}

// print writes diagnostics in the form that was asked for.
// The diagnostics go to t.out, for they are the result; what sums them up goes to t.err, so that a
// file into which the output is sent holds nothing but them.
func (c *checkCommand) print(t *terminal, found []diag.Diagnostic) error {
	switch c.form() {
	case "json":
		return diag.JSON(t.out, found)
	case "github":
		return printGitHub(t.out, found)
	case "sarif":
		return printSARIF(t.out, found)
	}
	show := t.show
	if c.All {
		show = t.showAll
	}
	if err := show(t.out, found); err != nil {
		return err
	}
	if len(found) == 0 {
		fmt.Fprintln(t.err, "Nothing to mend.")
		return nil
	}
	said := tally(found)
	if errors, warnings := diag.Count(found); errors+warnings == 0 {
		said = "Nothing to mend; " + said
	}
	fmt.Fprintln(t.err, said)
	return nil
}
