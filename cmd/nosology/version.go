package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
)

// What a release's linker writes in here; a program that was made otherwise has
// none of it. linuxSum is the SHA-256 of the release's program for Linux on
// amd64, which recipes fetch. That program itself has none: it is its own.
var release, commit, linuxSum string

// helpCommand is there to be listed: run answers it before the command line is
// parsed.
type helpCommand struct {
	Command string `arg:"" optional:"" help:"The command to explain."`
}

func (c *helpCommand) Run() error { return nil }

// versionCommand says what is running.
type versionCommand struct{}

func (c *versionCommand) Run(t *terminal) error {
	_, err := fmt.Fprintln(t.out, "nosology", version())
	return err
}

// version says which release this is, or what the Go command knows of how the
// program was made.
func version() string {
	from, said := commit, release
	info, ok := debug.ReadBuildInfo()
	if ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				from = cmp.Or(from, s.Value)
			}
		}
		if v := info.Main.Version; v != "(devel)" {
			said = cmp.Or(said, v)
		}
	}
	said = cmp.Or(said, "from a working copy")
	if from != "" {
		said += ", commit " + from
	}
	return fmt.Sprintf("%s, made with %s for %s/%s", said, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// recipesSum is the SHA-256 of the program that recipes fetch; empty if this is
// no release.
func recipesSum() (string, error) {
	// The program for Linux cannot hold its own sum, so it takes it of itself while it runs.
	if release == "" || linuxSum != "" || runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		return linuxSum, nil
	}
	name, err := os.Executable()
	if err != nil {
		return "", err
	}
	program, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer program.Close()
	h := sha256.New()
	_, err = io.Copy(h, program)
	return hex.EncodeToString(h.Sum(nil)), err
}
