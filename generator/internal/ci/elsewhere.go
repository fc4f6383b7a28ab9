package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// systems are those for which the command is checked beside the one that tests
// run on.
func systems() []string {
	return []string{"windows", "darwin"}
}

// listed is a package as go list tells of it.
type listed struct {
	ImportPath, Dir string
	GoFiles         []string
	ImportMap       map[string]string
}

// checkElsewhere finds what would not compile on other systems. Types are checked
// from the sources, of the command's packages whole and of all others at their
// surface: that takes seconds, where compiling them all takes minutes.
func checkElsewhere() error {
	var errs []error
	for _, system := range systems() {
		say("check types for", system)
		errs = append(errs, checkSystem(system), sameFilesFor(system))
	}
	return errors.Join(errs...)
}

// checkSystem checks the command and all that it imports, as go list orders them:
// each package after its imports. C is left out, since no other system's is here.
func checkSystem(system string) error {
	out, err := goList(system, "amd64", "-deps", "-json=ImportPath,Dir,GoFiles,ImportMap", "./cmd/nosology")
	if err != nil {
		return err
	}
	c := surface{"unsafe": types.Unsafe}
	for in := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := in.Decode(&p); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if err := c.check(&p); err != nil {
			return fmt.Errorf("for %s: %w", system, err)
		}
	}
}

// sameFilesFor finds packages of ours that are made of other files on arm64 than on
// amd64, or import others. There are none, so that what compiles for the one compiles
// for the other, whose words are as wide; whoever adds such a file lets it be checked.
func sameFilesFor(system string) error {
	const files = `{{.ImportPath}}: {{join .GoFiles " "}} import {{join .Imports " "}}`
	var lists []string
	for _, processor := range []string{"amd64", "arm64"} {
		out, err := goList(system, processor, "-f", files, "./cmd/nosology", "./generator/...")
		if err != nil {
			return err
		}
		lists = append(lists, string(out))
	}
	if lists[0] != lists[1] {
		return fmt.Errorf("for %s, our packages are of other files on arm64 than on amd64, and those of amd64 alone are checked:\n%s\n%s", system, lists[0], lists[1])
	}
	return nil
}

// goList is what go list says of packages for another machine.
func goList(system, processor string, args ...string) ([]byte, error) {
	list := exec.Command("go", append([]string{"list"}, args...)...)
	list.Env = append(os.Environ(), "GOOS="+system, "GOARCH="+processor, "CGO_ENABLED=0")
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("go list for %s on %s: %w", system, processor, err)
	}
	return out, nil
}

// surface is what packages offer to others.
type surface map[string]*types.Package

// check checks a package all of whose imports have been checked.
func (s surface) check(p *listed) error {
	if p.ImportPath == "unsafe" {
		return nil
	}
	files := token.NewFileSet()
	var parsed []*ast.File
	for _, name := range p.GoFiles {
		f, err := parser.ParseFile(files, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		parsed = append(parsed, f)
	}
	here, _ := os.Getwd() // none: then all are checked whole
	below, err := filepath.Rel(here, p.Dir)
	conf := types.Config{
		Importer: importing{s, p.ImportMap}, FakeImportC: true, Sizes: types.SizesFor("gc", "amd64"),
		IgnoreFuncBodies: err != nil || !filepath.IsLocal(below),
	}
	s[p.ImportPath], err = conf.Check(p.ImportPath, files, parsed, nil)
	return err
}

// importing finds packages by the names that one of them calls them by.
type importing struct {
	all   surface
	names map[string]string
}

// Import finds a package that was checked before. That it is missing is a mistake of
// this program, not of what it checks.
func (i importing) Import(path string) (*types.Package, error) {
	if real, ok := i.names[path]; ok {
		path = real
	}
	if p := i.all[path]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("there is no package %s", path)
}
