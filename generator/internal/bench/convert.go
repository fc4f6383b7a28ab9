package main

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"nosology/generator/content"
)

// hugoSite is a site for Hugo that shows what ours shows, or a little less: no
// links by name, no sentence beside who mentions a page.
//
//go:embed all:hugo
var hugoSite embed.FS

// writeHugo writes a content folder of ours as a site for Hugo.
func writeHugo(dir string, files func(func(string, []byte) bool)) error {
	layouts, err := fs.Sub(hugoSite, "hugo")
	if err != nil {
		return err
	}
	if err := os.CopyFS(dir, layouts); err != nil {
		return err
	}
	for name, text := range files {
		to, text := hugoFile(name, text)
		if to == "" {
			continue
		}
		if err := writeFile(filepath.Join(dir, filepath.FromSlash(to)), text); err != nil {
			return err
		}
	}
	return nil
}

func writeFile(name string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, text, 0o644)
}

// hugoFile returns where a file of ours stands in a site for Hugo, and its text.
func hugoFile(name string, text []byte) (to string, converted []byte) {
	switch {
	case name == "sources.yaml":
		return "data/sources.yaml", text
	case path.Ext(name) != ".md":
		return "", nil
	}
	doc, _ := content.ParseDocument(name, text)
	if !doc.Kind.Plain {
		return "content/" + name, hugoPage(doc)
	}
	switch doc.ID {
	case "index":
		return "content/_index.md", hugoPage(doc)
	case "articles", "causes", "symptoms":
		return "content/" + doc.ID + "/_index.md", hugoPage(doc)
	case "not-found":
		return "", nil
	}
	return "content/" + doc.ID + ".md", hugoPage(doc)
}

// hugoPage writes a document with Hugo's front matter. Citations become links
// to the list of sources, care cards become alerts.
func hugoPage(doc *content.Document) []byte {
	var sources []string
	body := find.cites.ReplaceAllFunc(doc.Body, func(mark []byte) []byte {
		id := string(mark[len("[@") : len(mark)-1])
		n := slices.Index(sources, id)
		if n < 0 {
			n = len(sources)
			sources = append(sources, id)
		}
		return fmt.Appendf(nil, "[%d](#source-%d)", n+1, n+1)
	})
	for _, s := range doc.Sources {
		if !slices.Contains(sources, s.S) {
			sources = append(sources, s.S)
		}
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "---\ntitle: %q\ndescription: %q\ndate: %s\n", doc.Title.S, doc.Summary.S, doc.Review.Written.Format("2006-01-02"))
	words(&b, "also", texts(doc.Also))
	words(&b, "sources", sources)
	if doc.Cause != nil {
		b.WriteString("findings:\n")
		for _, e := range doc.Cause.Findings {
			fmt.Fprintf(&b, "  - {id: %s, strength: %s, weight: %d}\n", e.Finding.S, e.Strength.S, weights()[e.Strength.S])
		}
	}
	b.WriteString("---\n")
	b.Write(find.cards.ReplaceAll(body, []byte("> [!doctor]")))
	return b.Bytes()
}

// weights are what Hugo's layouts sort a cause's findings by. What speaks against a
// cause has none, and comes last.
func weights() map[string]int {
	return map[string]int{"typical": 3, "common": 2, "occasional": 1}
}

// texts are the bare words of a list, without their places.
func texts(list []content.Text) []string {
	all := make([]string, len(list))
	for i, t := range list {
		all[i] = t.S
	}
	return all
}

// words writes a list of front matter, or nothing where it is empty.
func words(b *bytes.Buffer, key string, list []string) {
	if len(list) == 0 {
		return
	}
	for i := range list {
		list[i] = strconv.Quote(list[i])
	}
	fmt.Fprintf(b, "%s: [%s]\n", key, strings.Join(list, ", "))
}

// find holds what is looked for in pages and layouts, to be written in another generator's way or edited.
var find = struct {
	cites, cards, titleLine, mainBegins *regexp.Regexp
}{
	cites:      regexp.MustCompile(`\[@([a-z0-9-]+)\]`),
	cards:      regexp.MustCompile(`(?m)^> \[!see-a-doctor\]`),
	titleLine:  regexp.MustCompile(`(?m)^title: "?([^"\n]*)"?$`),
	mainBegins: regexp.MustCompile(`\{\{ ?define "main" ?\}\}`),
}
