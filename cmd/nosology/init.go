package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// initCommand writes a small site to start from.
type initCommand struct {
	Dir string `arg:"" placeholder:"DIR" help:"Folder to write to. It must be empty, or not be there yet."`
}

func (c *initCommand) Help() string {
	return `Writes a small complete site, about hiccups: two articles, three causes, six symptoms, a checker. Build it, look at it, and change it into your own.`
}

//go:embed all:starter
var starter embed.FS

func (c *initCommand) Run(t *terminal) error {
	entries, err := os.ReadDir(c.Dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return usage{fmt.Errorf("%s is no folder that a site can be written to", c.Dir)}
	}
	if len(entries) > 0 {
		return usage{fmt.Errorf("%s is not empty; name a folder that is, or a new one", c.Dir)}
	}
	files, err := fs.Sub(starter, "starter")
	if err != nil {
		return err
	}
	err = fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		to := filepath.Join(c.Dir, filepath.FromSlash(name))
		if err != nil || entry.IsDir() {
			return errors.Join(err, os.MkdirAll(to, 0o755))
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		return os.WriteFile(to, data, 0o644)
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.out, `Wrote a small site to %s. Next:

  cd %s
  nosology serve    see it in a browser while you write
  nosology build    write it to public/
`, c.Dir, c.Dir)
	return err
}
