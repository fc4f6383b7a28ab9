package main

import (
	"bytes"
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// part is a module that a program is made of. The first part is Go's own library.
type part struct {
	Path, Version, Sum string
	Dir                string // where its sources are
}

// partsOf reads off a program which modules are in it: that is what its linker
// took, not what go.mod would allow.
func partsOf(program, root string) ([]part, error) {
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return nil, err
	}
	dirs, err := moduleDirs(root)
	if err != nil {
		return nil, err
	}
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	parts := []part{{"std", strings.TrimPrefix(info.GoVersion, "go"), "", strings.TrimSpace(string(goroot))}}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		parts = append(parts, part{m.Path, m.Version, m.Sum, dirs[m.Path]})
	}
	return parts, nil
}

// moduleDirs says where the sources of each module are.
func moduleDirs(root string) (map[string]string, error) {
	list := exec.Command("go", "list", "-m", "-json", "all")
	list.Dir = root
	text, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	dirs := map[string]string{}
	for in := json.NewDecoder(bytes.NewReader(text)); ; {
		var m struct{ Path, Dir string }
		if err := in.Decode(&m); errors.Is(err, io.EOF) {
			return dirs, nil
		} else if err != nil {
			return nil, err
		}
		dirs[m.Path] = m.Dir
	}
}

// licences are the texts under which others let us pass on their parts. One that
// has none stops a release.
func licences(parts []part, root string) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("What nosology is made of beside its own code, and under which licence.\n")
	add := func(what, file string) error {
		text, err := os.ReadFile(file)
		if err == nil {
			fmt.Fprintf(&out, "\n%s\n%s\n\n%s\n", strings.Repeat("=", 78), what, bytes.TrimSpace(text))
		}
		return err
	}
	for _, p := range parts {
		files := licenceFiles(p.Dir)
		if len(files) == 0 {
			return nil, fmt.Errorf("%s has no licence in %s", p.Path, p.Dir)
		}
		for _, file := range files {
			if err := add(p.Path+" "+p.Version, file); err != nil {
				return nil, err
			}
		}
	}
	return out.Bytes(), add("The letters of share pictures", filepath.Join(root, "generator/share/font/OFL.txt"))
}

// licenceFiles are the files at the top of a module's sources that say how it
// may be used.
func licenceFiles(dir string) (files []string) {
	entries, _ := os.ReadDir(dir) // none: then there is no licence
	for _, e := range entries {
		name, _, _ := strings.Cut(strings.ToUpper(e.Name()), ".")
		if !e.IsDir() && slices.Contains([]string{"LICENSE", "LICENCE", "COPYING", "NOTICE", "PATENTS"}, name) {
			files = append(files, filepath.Join(dir, e.Name()))
		}
	}
	return files
}

// component is a part, as CycloneDX writes it.
type component struct {
	Type       string     `json:"type"`
	Ref        string     `json:"bom-ref"`
	Name       string     `json:"name"`
	Version    string     `json:"version"`
	URL        string     `json:"purl"`
	Properties []property `json:"properties,omitempty"`
}

// property is what CycloneDX has no word of its own for.
type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// inventory lists what is in a program, in CycloneDX's JSON.
func inventory(r *maker, p platform, parts []part) ([]byte, error) {
	address := func(path, version string) string { return "pkg:golang/" + path + "@" + version }
	main := component{Type: "application", Name: "nosology", Version: r.Version, URL: "pkg:generic/nosology@" + r.Version}
	main.Ref = main.URL
	main.Properties = []property{{"platform", p.String()}, {"commit", r.Commit}}
	components := []component{}
	for _, part := range parts {
		c := component{Type: "library", Name: part.Path, Version: part.Version, URL: address(part.Path, part.Version)}
		c.Ref = c.URL
		if part.Sum != "" {
			c.Properties = []property{{"go.sum", part.Sum}}
		}
		components = append(components, c)
	}
	text, err := json.Marshal(components)
	if err != nil {
		return nil, err
	}
	id := sha256.Sum256(append(text, p.String()+r.Version+r.Commit...))
	id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80 // a UUID that its maker may derive as it likes: version 8
	return json.MarshalIndent(map[string]any{
		"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
		"serialNumber": fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:16]),
		"metadata":     map[string]any{"timestamp": r.Date.Format("2006-01-02T15:04:05Z"), "component": main},
		"components":   components,
	}, "", "  ")
}
