package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"nosology/generator"
	"nosology/generator/content"
	"nosology/generator/diag"
)

// defaults tells what still is as init wrote it, which is nothing to publish:
// addresses that nobody can have, the example's texts, the ring as an icon.
func defaults(s *generator.Site, folder string) (found []diag.Diagnostic) {
	note := func(file string, at content.Pos, hint, format string, args ...any) {
		d := diag.Diagnostic{Position: s.Tree.At(file, at), Severity: diag.Note, Check: "default", Message: fmt.Sprintf(format, args...), Hint: hint}
		if d.File = strings.TrimSuffix(d.File, "/"); at.Line > 0 {
			d.Source = s.Tree.Lines(file, int(at.Line))
		}
		found = append(found, d)
	}
	c := s.Tree.Site
	if nobodys(c.BaseURL.S) {
		note("site.yaml", c.BaseURL.Pos, "write where the site is published", "%s is an address for examples; links of other sites and search engines would lead there", c.BaseURL.S)
	}
	if nobodys(c.Contact.S) {
		note("site.yaml", c.Contact.Pos, "write an address that somebody reads", "%s is an address for examples; corrections would be lost", c.Contact.S)
	}
	if files := stillExamples(folder); len(files) > 0 {
		note("", content.Pos{}, "write your own in their place, or remove them", "%s as nosology init wrote %s: %s", isAre(len(files)), itThem(len(files)), few(files))
	}
	if icon, err := os.ReadFile(filepath.Join(filepath.Dir(folder), "static", "favicon.svg")); err == nil && isRing(icon) {
		note("", content.Pos{}, "put your own favicon.svg and root/icon-180.png, icon-192.png and icon-512.png into the folder static", "the icon is the ring that nosology init drew")
	}
	return found
}

// isRing reports whether an icon is the ring on a ground that init draws.
func isRing(icon []byte) bool {
	ring := `"/><circle cx="32" cy="32" r="14" fill="none" stroke="#fff" stroke-width="7"/></svg>` + "\n"
	return bytes.HasPrefix(icon, []byte("<svg ")) && bytes.HasSuffix(icon, []byte(ring)) && bytes.Count(icon, []byte("<")) == 4
}

// nobodys reports whether an address is under a name that is kept for examples.
func nobodys(address string) bool {
	if _, host, ok := strings.Cut(address, "@"); ok {
		address = "https://" + host
	}
	u, err := url.Parse(address)
	return err == nil && strings.HasSuffix(u.Hostname(), ".example")
}

// stillExamples are the texts of a content folder that are those of an example,
// whatever their days.
func stillExamples(folder string) (files []string) {
	anyDay := regexp.MustCompile(`\d{4}-\d{2}-\d{2}`)
	_ = fs.WalkDir(shipped, ".", func(name string, entry fs.DirEntry, err error) error {
		_, file, ok := strings.Cut(name, "/content/")
		if err != nil || entry.IsDir() || !ok || !aboutTopic(file) || slices.Contains(files, file) {
			return err
		}
		example, err := fs.ReadFile(shipped, name)
		if err != nil {
			return err
		}
		if own, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(file))); err == nil && bytes.Equal(anyDay.ReplaceAll(own, nil), anyDay.ReplaceAll(example, nil)) {
			files = append(files, file)
		}
		return nil
	})
	return files
}

// aboutTopic reports whether a file says something of the example's topic, and
// does not only hold a list or the search.
func aboutTopic(file string) bool {
	switch file {
	case "checker.yaml", "vignettes.yaml", "pages/about.md", "pages/index.md":
		return true
	}
	folder, _, _ := strings.Cut(file, "/")
	return slices.Contains([]string{"articles", "causes", "symptoms"}, folder)
}

func isAre(n int) string {
	if n == 1 {
		return "1 text is"
	}
	return fmt.Sprintf("%d texts are", n)
}

func itThem(n int) string {
	if n == 1 {
		return "it"
	}
	return "them"
}

// few names the first of many files.
func few(files []string) string {
	const most = 4
	if len(files) <= most {
		return strings.Join(files, ", ")
	}
	return strings.Join(files[:most], ", ") + " …"
}
