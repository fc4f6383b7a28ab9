package main

import (
	"bytes"
	"fmt"
	"go/format"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"nosology/generator/origin"
)

// move gives the module another path and releases another address, in every file
// that says them, and returns the names of these.
func move(root, module, address string) (changed []string, err error) {
	if !regexp.MustCompile(`^[a-z0-9][a-z0-9._~-]*(/[A-Za-z0-9][A-Za-z0-9._~-]*)*$`).MatchString(module) {
		return nil, fmt.Errorf("%q is no path of a module", module)
	}
	if u, err := url.Parse(address); err != nil || u.Scheme != "https" || u.Host == "" || strings.HasSuffix(address, "/") {
		return nil, fmt.Errorf("%q is no address of releases; write it from https://, with no / at its end", address)
	}
	text, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return nil, err
	}
	line, _, _ := strings.Cut(string(text), "\n")
	was, ok := strings.CutPrefix(line, "module ")
	if !ok {
		return nil, fmt.Errorf("go.mod does not begin with the module's path")
	}
	err = filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() && e.Name() == ".git" {
			return orSkip(err)
		}
		if e.IsDir() || e.Name() != "go.mod" && filepath.Ext(name) != ".go" {
			return nil
		}
		did, err := renew(name, was, module, address)
		if did {
			changed = append(changed, name)
		}
		return err
	})
	return changed, err
}

// orSkip leaves a folder out, unless walking itself failed.
func orSkip(err error) error {
	if err != nil {
		return err
	}
	return filepath.SkipDir
}

// renew changes one file, and says whether there was anything to change.
func renew(name, was, module, address string) (bool, error) {
	old, err := os.ReadFile(name)
	if err != nil {
		return false, err
	}
	text := moved(name, string(old), was, module, address)
	if filepath.Ext(name) == ".go" && text != string(old) {
		ordered, err := format.Source([]byte(text)) // imports stand in another order now
		if err != nil {
			return false, fmt.Errorf("%s: %w", name, err)
		}
		text = string(ordered)
	}
	if bytes.Equal(old, []byte(text)) {
		return false, nil
	}
	return true, os.WriteFile(name, []byte(text), 0o644)
}

// moved is a file's text with the new path and address.
func moved(name, text, was, module, address string) string {
	symbol := func(path string) string {
		return `"` + strings.NewReplacer("/", "_", "-", "_", "~", "_").Replace(path) + "_generator"
	}
	switch filepath.Base(name) {
	case "go.mod":
		return strings.Replace(text, "module "+was+"\n", "module "+module+"\n", 1)
	case "origin.go":
		return strings.Replace(text, `Releases = "`+origin.Releases+`"`, `Releases = "`+address+`"`, 1)
	}
	return strings.NewReplacer(
		`"`+was+`/`, `"`+module+`/`, // imports, and packages that tests and tools name
		symbol(was), symbol(module), // functions in WebAssembly
		`const module = "`+was+`"`, `const module = "`+module+`"`,
	).Replace(text)
}
