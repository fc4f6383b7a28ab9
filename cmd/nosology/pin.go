package main

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"nosology/generator/origin"
)

// pinCommand renews what the recipes fetch.
type pinCommand struct {
	contentFlags
}

func (c *pinCommand) Help() string {
	return `Writes get-nosology.sh beside the content folder. The recipes that nosology init wrote for GitHub, GitLab and Netlify run it: it fetches one version of nosology and holds it against its checksum. Run this after an update, so that the site is published by the version that you write with.`
}

// fetcher is the script by which recipes fetch a release.
const fetcher = "get-nosology.sh"

func (c *pinCommand) Run(t *terminal) error {
	folder, err := findContent(c.Content)
	if err != nil {
		return err
	}
	if release == "" {
		return usage{errors.New("this nosology is no release, so recipes cannot fetch it; install one from " + origin.Releases)}
	}
	pinned, err := pins()
	if err != nil {
		return err
	}
	text, err := shipped.ReadFile("repository/" + fetcher)
	if err != nil {
		return err
	}
	to := folder.beside(fetcher)
	if err := replaceFile(to, []byte(pinned.Replace(string(text))), 0o755); err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.out, "%s now fetches nosology %s.\n", to, release)
	return err
}

// pins fills in which release there is, and where.
// A program that is no release has neither; then the script gets "" for both, and says so when it
// is run.
func pins() (*strings.Replacer, error) {
	sum, err := recipesSum()
	return strings.NewReplacer("@VERSION@", cmp.Or(release, `""`), "@SHA256@", cmp.Or(sum, `""`), "@RELEASES@", origin.Releases), err
}
