package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"nosology/generator"
	"nosology/generator/diag"
	"nosology/generator/publish"
)

// buildCommand writes a site.
type buildCommand struct {
	publishFlags
	// Removed are only files that the record of the build before names (see package publish).
	Out         string `placeholder:"DIR" help:"Folder to write to. Without it, \"public\" beside the content folder. Nothing that nosology did not write is ever removed from it."`
	Precompress bool   `help:"Write .br and .gz files beside what gains by it, for hosts that do not compress by themselves."`
	InPlace     bool   `help:"Write into a folder that is mounted somewhere, as for a container, file by file. Readers may then see some of the old site and some of the new one while that goes on."`
	Workers     int    `placeholder:"N" help:"Pages that are rendered at a time. Without it, one for each processor."`
	measureFlags
}

func (c *buildCommand) Help() string {
	return `The site is made beside the old one and takes its place in one step when it is whole. If there are errors in the content, nothing is written and the old site stays.

On Netlify, previews get the address that Netlify gives them and ask search engines to stay away.`
}

// gcPercent is GOGC for a build, unless the environment sets another: a build of
// 1,000 pages takes at most 55 MiB and not 58 as with 60, and no time that could be
// measured; 30 would save a mebibyte more and costs time.
const gcPercent = 40

func (c *buildCommand) Run(t *terminal) error {
	begin := time.Now()
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	content, err := findContent(c.Content)
	if err != nil {
		return err
	}
	out, err := c.target(content)
	if err != nil {
		return err
	}
	opt, err := c.options(content)
	if err != nil {
		return err
	}
	measured, err := c.start(t)
	if err != nil {
		return err
	}
	bar := &progress{}
	if opt.Stage = measured.stage; !c.Timings {
		bar = t.progress()
		bar.follow(&opt)
	}
	how := c.how(t, bar, out)
	site, report, err := generator.Build(out, opt, how)
	bar.end()
	if err := measured.end(); err != nil {
		return err
	}
	if err != nil {
		return err
	}
	return c.report(t, out, site, report, time.Since(begin))
}

// how says how the site is written.
func (c *buildCommand) how(t *terminal, bar *progress, out string) publish.Options {
	say := func(format string, args ...any) {
		bar.pause(func() { fmt.Fprintf(t.err, format, args...) })
	}
	if c.InPlace {
		say("Writing %s file by file, as --in-place asks: for a moment readers may see some of the old site and some of the new one.\n", out)
	}
	return publish.Options{
		Workers: c.Workers, Precompress: c.Precompress, InPlace: c.InPlace,
		Waiting: func() { say("Another build is writing %s; waiting for it to end.\n", out) },
		MovedAside: func(what, to string) {
			say("%s was not as nosology wrote it, and was in the way; it is now %s\n", what, to)
		},
	}
}

// report says how a build ended.
func (c *buildCommand) report(t *terminal, out string, site *generator.Site, report publish.Report, took time.Duration) error {
	// Notes are for who asks; a build is not the time.
	found := slices.DeleteFunc(slices.Clone(site.Diagnostics), func(d diag.Diagnostic) bool { return d.Severity == diag.Note })
	if err := t.showFew(t.err, found); err != nil {
		return err
	}
	if diag.HasErrors(found) {
		fmt.Fprintf(t.err, "%s; nothing was written\n", tally(found))
		return errMistakes
	}
	if len(found) > 0 {
		fmt.Fprintln(t.err, tally(found))
	}
	changed := len(report.Added) + len(report.Changed) + len(report.Removed)
	_, err := fmt.Fprintf(t.out, "Wrote %s to %s in %.2f s (%s changed)\n", count(report.Pages, "page"), out, took.Seconds(), count(changed, "file"))
	return err
}

// target is the folder to write to. It must not be where the content, the
// layouts or the static files are read from.
func (c *buildCommand) target(content folder) (string, error) {
	out := c.Out
	if out == "" {
		out = content.beside("public")
	}
	c.findOwn(content)
	for _, source := range []string{content.name, c.Layouts, c.Static} {
		if source == "" {
			continue
		}
		// Either way round: a build into the content folder would be read as content by the next,
		// and one into a folder above it would have the sources published.
		if one, other := within(out, source), within(source, out); one || other {
			return "", usage{fmt.Errorf("--out %s would mix the site with %s; name a folder apart from it", out, source)}
		}
	}
	return out, nil
}

// within reports whether a path is a folder or below it.
// Both are made absolute first. A folder is within itself. It looks at names alone, and follows no
// links.
func within(path, folder string) bool {
	path, err1 := filepath.Abs(path)
	folder, err2 := filepath.Abs(folder)
	below, err3 := filepath.Rel(folder, path)
	return err1 == nil && err2 == nil && err3 == nil && below != ".." && !strings.HasPrefix(below, ".."+string(filepath.Separator))
}
