// Package offline makes what a browser needs to show pages without a network: a
// service worker with lists of the site's pages, and a manifest.
//
// The most important pages are kept by themselves, others only where a reader
// asks for it: a phone may be shared, and what was read is nobody's business.
//
// # The lists
//
// They stand in offline/data/, and tell the worker which of the pages that it
// keeps are still the site's. Addresses are relative to the site's root.
//
//	index.json  {"format", "days", "core", "parts"}: how long a kept page is
//	            shown without being held against these lists, the pages that
//	            are kept by themselves with their digests and the assets that
//	            they load, and a digest of each part
//	N.json      a part: the digest of each page whose address has the 32-bit
//	            FNV-1a hash N modulo the number of parts
//
// So a visit to a site of any size asks for the index alone, which is about
// 1,500 bytes long for 10,000 pages, and then for those parts that changed and
// have pages which the reader keeps.
//
// All of it is made from the digests of finished pages. A build knows these
// once the pages are written (publish.File.Summary); the preview, which writes
// nothing, renders every page when a browser asks for the worker.
package offline

import (
	_ "embed"
	"encoding/json"
	"io"
	"path"
	"slices"
	"strings"

	"nosology/generator/content"
	"nosology/generator/publish"
	"nosology/generator/site"
	"nosology/generator/wording"
)

//go:embed worker.js
var worker []byte

// always are the pages that work without a network after one visit, by what
// they show.
func always() []string {
	return []string{"home", "warning-signs", "checker", "offline"}
}

// keptDays is how long a kept page is shown if site.yaml says nothing.
const keptDays = 30

// Files returns the service worker, its lists and the manifest of a site whose
// pages have a paper of some colour, given
// all its other files. The worker is there only if the site has a page to show
// when there is no network: pages/….md with "shows: offline".
func Files(s *site.Site, words *wording.Words, paper string, files []publish.File) []publish.File {
	made := []publish.File{{Path: "site.webmanifest", Kind: publish.FeedFile, Render: func(w io.Writer) error { return writeManifest(w, s.Tree.Site, paper, files) }}}
	if fallback := pagesThatShow(s, []string{"offline"}); len(fallback) == 1 {
		made = append(made, newKeptSite(s, words, files, fallback[0]).files()...)
	}
	return made
}

// pagesThatShow returns the addresses of pages, relative to the site's root.
func pagesThatShow(s *site.Site, what []string) (addresses []string) {
	for _, p := range s.Others {
		if p.Page != nil && slices.Contains(what, p.Page.Shows.S) {
			addresses = append(addresses, strings.TrimPrefix(p.Address, "/"))
		}
	}
	return addresses
}

// writeManifest writes what a browser asks for to put the site on a home
// screen. Icons are the files icon-….png and favicon.svg, if they are there.
func writeManifest(w io.Writer, c *content.Config, paper string, files []publish.File) error {
	type icon struct {
		Src   string `json:"src"`
		Sizes string `json:"sizes"`
		Type  string `json:"type"`
	}
	manifest := struct {
		Name        string `json:"name"`
		Description string `json:"description,omitempty"`
		Language    string `json:"lang,omitempty"`
		Start       string `json:"start_url"`
		Scope       string `json:"scope"`
		Display     string `json:"display"`
		Background  string `json:"background_color,omitempty"`
		Theme       string `json:"theme_color,omitempty"`
		Icons       []icon `json:"icons"`
	}{c.Title.S, c.Tagline.S, c.Language.S, "/", "/", "browser", paper, paper, []icon{}}
	for _, f := range files {
		// The number in the name is taken at its word: it is the site's own file, and a
		// browser that finds another size scales the picture.
		size, isIcon := strings.CutPrefix(strings.TrimSuffix(f.Path, ".png"), "icon-")
		switch {
		case isIcon && path.Ext(f.Path) == ".png":
			manifest.Icons = append(manifest.Icons, icon{"/" + f.Path, size + "x" + size, "image/png"})
		case f.Kind == publish.AssetFile && strings.Contains(f.Path, "favicon.") && path.Ext(f.Path) == ".svg":
			manifest.Icons = append(manifest.Icons, icon{"/" + f.Path, "any", "image/svg+xml"})
		}
	}
	return json.NewEncoder(w).Encode(manifest)
}
