package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"

	"golang.org/x/tools/go/packages"
)

// systems are those for which the command is checked beside the one that tests
// run on.
func systems() []string {
	return []string{"windows", "darwin"}
}

// checkElsewhere finds what would not compile on other systems. Types are checked
// from the sources: that takes seconds, where compiling them takes minutes.
func checkElsewhere() error {
	var errs []error
	for _, system := range systems() {
		say("check types for", system)
		errs = append(errs, checkTypes(system, "./cmd/nosology"), sameFilesFor(system))
	}
	return errors.Join(errs...)
}

// checkTypes checks a command and all that it imports. C is left out, since no other
// system's is here.
func checkTypes(system, command string) error {
	loaded, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedImports | packages.NeedDeps | packages.NeedTypes,
		Env:  elsewhere(system, "amd64"),
	}, command)
	errs := []error{err}
	packages.Visit(loaded, nil, func(p *packages.Package) {
		for _, wrong := range p.Errors {
			errs = append(errs, fmt.Errorf("for %s: %w", system, wrong))
		}
	})
	return errors.Join(errs...)
}

// elsewhere is the environment of the go command on another machine.
func elsewhere(system, processor string) []string {
	return append(os.Environ(), "GOOS="+system, "GOARCH="+processor, "CGO_ENABLED=0")
}

// sameFilesFor finds packages of ours that are made of other files on arm64 than on
// amd64, or import others. There are none, so that what compiles for the one compiles
// for the other, whose words are as wide; whoever adds such a file lets it be checked.
func sameFilesFor(system string) error {
	const files = `{{.ImportPath}}: {{join .GoFiles " "}} import {{join .Imports " "}}`
	var lists []string
	for _, processor := range []string{"amd64", "arm64"} {
		list := exec.Command("go", "list", "-f", files, "./cmd/nosology", "./generator/...")
		list.Env, list.Stderr = elsewhere(system, processor), os.Stderr
		out, err := list.Output()
		if err != nil {
			return fmt.Errorf("go list for %s on %s: %w", system, processor, err)
		}
		lists = append(lists, string(out))
	}
	if lists[0] != lists[1] {
		return fmt.Errorf("for %s, our packages are of other files on arm64 than on amd64, and those of amd64 alone are checked:\n%s\n%s", system, lists[0], lists[1])
	}
	return nil
}
