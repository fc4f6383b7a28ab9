package render_test

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"nosology/generator/checkerpage"
	"nosology/generator/content"
	"nosology/generator/internal/golden"
	"nosology/generator/pictures"
	"nosology/generator/publish"
	"nosology/generator/render"
	"nosology/generator/site"
	"nosology/generator/wording"
)

// TestPages compares finished pages with those of testdata. They are broken
// into lines there, so that an editor can read them.
func TestPages(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, tree *content.Tree) map[string]string {
		got := map[string]string{}
		for _, f := range files(t, golden.Link(t, tree), render.Options{}) {
			got[f.Path] = text(t, f)
			switch {
			case f.Kind == publish.PageFile:
				got[f.Path] = readable(got[f.Path])
			case strings.HasSuffix(f.Path, ".xml"):
				got[f.Path] = strings.ReplaceAll(got[f.Path], "><", ">\n<")
			}
		}
		return got
	})
}

// files are all files of a site, through the layouts that we ship.
func files(t testing.TB, s *site.Site, opts render.Options) []publish.File {
	r, err := render.New(os.DirFS("../../layouts"), assets(t), opts)
	if err != nil {
		t.Fatal(err)
	}
	var shown []pictures.Shown
	for _, p := range s.Pages {
		shown = append(shown, pictures.Shown{Document: p.Document, Images: p.Scan.Images})
	}
	pics, found := pictures.NewLibrary().Read(s.Tree, shown)
	if len(found) > 0 {
		t.Fatal(golden.Diagnostics(found))
	}
	checker, err := checkerpage.New(s, wording.English(), assets(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	var part render.Checker
	if checker != nil {
		part = checker
	}
	all, err := r.Files(s, render.Given{Pictures: pics, Checker: part})
	if err != nil {
		t.Fatal(err)
	}
	all = append(all, checker.Files()...)
	slices.SortFunc(all, func(a, b publish.File) int { return strings.Compare(a.Path, b.Path) })
	return all
}

// assets are static files that do not change with the site's looks.
func assets(t testing.TB) *publish.Assets {
	const drawing = `<svg class="icon" xmlns="http://www.w3.org/2000/svg" aria-hidden="true" viewBox="0 0 8 8"><path d="M1 2h3"/></svg>`
	static := fstest.MapFS{
		"figures/where.svg": {Data: []byte(`<svg class="where" xmlns="http://www.w3.org/2000/svg" aria-hidden="true" viewBox="0 0 8 8"><path data-part="knee" d="M1 2h3"/><path data-part="hip" d="M1 4h3"/></svg>`)},
		"figures/leg.svg":   {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="90" height="160"><title>A leg</title><desc>Thigh, knee and shin from the side.</desc><path d="M1 2h3"/></svg>`)},
		"js/filter.js":      {Data: []byte(`"use strict"`)},
		"root/icon-180.png": {Data: []byte("icon")},
		"favicon.svg":       {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`)},
	}
	for _, name := range []string{"site", "code", "checker"} {
		static["css/"+name+".css"] = &fstest.MapFile{Data: []byte("." + name + "{color:red}")}
	}
	for _, name := range []string{"care-self-care", "care-see-a-doctor", "care-urgent", "care-emergency", "do", "do-not", "flag", "kind-everyday"} {
		static["icons/"+name+".svg"] = &fstest.MapFile{Data: []byte(drawing)}
	}
	a, err := publish.NewAssets(static)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func text(t testing.TB, f publish.File) string {
	var b bytes.Buffer
	if err := f.Render(&b); err != nil {
		t.Fatalf("%s: %v", f.Path, err)
	}
	return b.String()
}

// ownLine are the elements that begin a line of a golden page.
var ownLine = strings.Fields(`html head meta link title script body header footer main nav section article aside div
	p h1 h2 h3 ul ol li dl dt dd table thead tbody tr th td fieldset legend label details figure figcaption input`)

// readable breaks a page into lines and spreads out its JSON.
func readable(page string) string {
	var b strings.Builder
	begins := map[string]bool{}
	for _, name := range ownLine {
		begins[name] = true
	}
	z := html.NewTokenizer(strings.NewReader(page))
	data := false
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			if z.Err() != io.EOF {
				return z.Err().Error()
			}
			return b.String() + "\n"
		}
		raw := string(z.Raw())
		name, _ := z.TagName()
		switch {
		case kind == html.StartTagToken && begins[string(name)]:
			b.WriteString("\n" + raw)
			data = strings.Contains(raw, "ld+json")
		case kind == html.TextToken && data:
			var spread bytes.Buffer
			if err := json.Indent(&spread, []byte(raw), "", " "); err != nil {
				return err.Error()
			}
			b.WriteString("\n" + spread.String() + "\n")
			data = false
		default:
			b.WriteString(raw)
		}
	}
}
