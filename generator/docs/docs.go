// Package docs is the documentation of the program: a content folder like any
// other. Its prose stands in content; its tables are made of those that the
// program itself works by, so that no key, check, host or command can be missing.
//
// A line of prose such as <!-- keys cause --> is where such a table goes. messages.txt, which the tests read
// off the sources, has every message that the program can give; checks.yaml says what to do about each check.
package docs

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing/fstest"

	"nosology/generator/origin"
	"nosology/layouts"
)

//go:embed content
var written embed.FS

//go:embed messages.txt
var messagesText string

//go:embed checks.yaml
var checksText []byte

// Content is the content folder of the documentation. The commands are those of
// the program's command line, which stands above this package.
func Content(commands []Command) (fs.FS, error) {
	made := fstest.MapFS{}
	prose, err := fs.Sub(written, "content")
	if err != nil {
		return nil, err
	}
	err = fs.WalkDir(prose, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := fs.ReadFile(prose, name)
		if err == nil && path.Ext(name) == ".md" {
			text, err = fill(bytes.ReplaceAll(text, []byte("@RELEASES@"), []byte(origin.Releases)), commands)
		}
		made[name] = &fstest.MapFile{Data: text, Mode: 0o644}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	})
	return made, err
}

// mark is a line of prose in whose place a table is put.
var mark = regexp.MustCompile(`(?m)^<!-- (keys|checks|hosts|commands|layouts)(?: ([a-z-]+))? -->$`)

// A mark that cannot be filled is an error of ours: the prose and the tables come with the program.
func fill(text []byte, commands []Command) (out []byte, err error) {
	return mark.ReplaceAllFunc(text, func(line []byte) []byte {
		m := mark.FindSubmatch(line)
		var table string
		var wrong error
		switch string(m[1]) {
		case "keys":
			table, wrong = keysOf(string(m[2]))
		case "checks":
			table, wrong = checks()
		case "hosts":
			table = hosts()
		case "commands":
			table = commandPages(commands)
		case "layouts":
			table, wrong = layoutsPage()
		}
		if wrong != nil {
			err = wrong
		}
		return []byte(table)
	}), err
}

// layoutsPage is what the folder of layouts says of itself, without its title.
func layoutsPage() (string, error) {
	text, err := fs.ReadFile(layouts.Files, "README.md")
	_, rest, _ := strings.Cut(string(text), "\n")
	return strings.TrimSpace(rest), err
}
