package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// initCommand writes a small site to start from.
type initCommand struct {
	Dir      string `arg:"" placeholder:"DIR" help:"Folder to write to. It must be empty, or not be there yet."`
	Language string `enum:"en,de,ar" default:"en" placeholder:"LANG" help:"Language of the site: en, de (German) or ar (Arabic)."`
	Region   string `enum:"uk,ie,us,eu,ca,au,nz" default:"uk" placeholder:"REGION" help:"Whose numbers to call, and whose dates, in English: uk, ie, us, eu, ca, au or nz."`
	AsOf     day    `placeholder:"DATE" help:"The day on which its texts were written (2026-03-31). Without it, today."`
}

func (c *initCommand) Help() string {
	return `Writes a small complete site, about hiccups: two articles, three causes, six symptoms, a checker. Look at it, build it, and change it into your own. Beside it stand settings for Visual Studio Code, and recipes by which Netlify, GitHub and GitLab fetch this nosology, check the site and publish it.

  nosology init my-site
  nosology init --region us my-site      with the numbers and dates of the United States
  nosology init --language de my-site    about an illness that does not exist, in German`
}

// folder is where the site of a language stands.
func (c *initCommand) folder() string {
	if c.Language == "" || c.Language == "en" {
		return "starter"
	}
	return "starter-" + c.Language
}

func (c *initCommand) Run(t *terminal) error {
	entries, err := os.ReadDir(c.Dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return usage{fmt.Errorf("%s is no folder that a site can be written to", c.Dir)}
	}
	entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return e.Name() == ".git" }) // a repository that is new is empty
	if len(entries) > 0 {
		return usage{fmt.Errorf("%s is not empty; name a folder that is, or a new one", c.Dir)}
	}
	fill, err := c.filling()
	if err != nil {
		return err
	}
	// All steps run even if one fails, so that all errors are told at once.
	for _, from := range []string{c.folder(), "repository"} {
		err = errors.Join(err, copyFilled(c.Dir, from, fill))
	}
	if err = errors.Join(err, writeIcons(c.Dir, filepath.Base(c.Dir)), c.settle(t)); err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.out, `Wrote a small site to %s. Next:

  cd %s
  nosology serve    see it in a browser while you write
  nosology build    write it to public/
`, c.Dir, c.Dir)
	return err
}

// filling lets the texts be written today, and be due to be read again in a year,
// and recipes fetch the program that wrote them.
// The texts of the example carry the day on which they were written as a mark; both days are in the
// same pass, so that the one that is put in is not replaced again.
func (c *initCommand) filling() (func(string) string, error) {
	pinned, err := pins()
	today := c.AsOf.orToday()
	dates := strings.NewReplacer("2026-11-22", today.Format(time.DateOnly), "2027-11-22", today.AddDate(1, 0, 0).Format(time.DateOnly))
	region, wrong := c.forRegion()
	return func(text string) string { return region.Replace(dates.Replace(pinned.Replace(text))) }, errors.Join(err, wrong)
}

// copyFilled copies files that come with the program to a folder of the site.
func copyFilled(dir, folder string, fill func(string) string) error {
	files, err := fs.Sub(shipped, folder)
	if err != nil {
		return err
	}
	return fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err != nil || entry.IsDir() {
			return errors.Join(err, os.MkdirAll(to, 0o755))
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		return os.WriteFile(to, []byte(fill(string(data))), 0o644)
	})
}

// settle writes what lets editing programs complete and check the site's texts.
func (c *initCommand) settle(t *terminal) error {
	s := schemaCommand{Settings: true}
	s.Content = filepath.Join(c.Dir, "content")
	return s.Run(&terminal{out: io.Discard, err: t.err})
}
