package main

import (
	"fmt"
	"runtime/debug"
)

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

// version is what the Go command knows of how the program was made.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "of unknown making"
	}
	said := info.Main.Version
	if said == "" || said == "(devel)" {
		said = "from a working copy"
	}
	return fmt.Sprintf("%s, made with %s", said, info.GoVersion)
}
