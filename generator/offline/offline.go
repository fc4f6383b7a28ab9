// Package offline makes what a browser needs to show the most important pages
// without a network: a service worker with a list of them, and a manifest.
// Other pages are kept only where a reader asks for it: a phone may be shared,
// and what was read is nobody's business.
package offline

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"nosology/generator/content"
	"nosology/generator/publish"
	"nosology/generator/site"
)

//go:embed worker.js
var worker []byte

// always are the pages that work without a network after one visit, by what
// they show.
var always = []string{"home", "warning-signs", "checker", "offline"}

// Files returns the service worker and the manifest of a site, given all its
// other files. The worker is there only if the site has a page to show when
// there is no network: pages/….md with "shows: offline".
func Files(s *site.Site, files []publish.File) []publish.File {
	made := []publish.File{{Path: "site.webmanifest", Kind: publish.FeedFile, Render: func(w io.Writer) error { return writeManifest(w, s.Tree.Site, files) }}}
	pages := pagesThatShow(s, always)
	if fallback := pagesThatShow(s, []string{"offline"}); len(fallback) == 1 {
		made = append(made, publish.File{Path: "sw.js", Kind: publish.WorkerFile, Render: func(w io.Writer) error {
			return writeWorker(w, files, pages, fallback[0])
		}})
	}
	return made
}

func pagesThatShow(s *site.Site, what []string) (addresses []string) {
	for _, p := range s.Others {
		if p.Page != nil && slices.Contains(what, p.Page.Shows.S) {
			addresses = append(addresses, p.Address)
		}
	}
	return addresses
}

// writeWorker writes the worker with its list: pages by a hash of their bytes,
// so that the worker is a new one when a page is, and the assets that they ask
// for.
func writeWorker(w io.Writer, files []publish.File, pages []string, fallback string) error {
	byPath := make(map[string]*publish.File, len(files))
	for i := range files {
		byPath["/"+files[i].Path] = &files[i]
	}
	list := map[string]string{} // address: hash
	for _, address := range pages {
		page := byPath[address+"index.html"]
		if page == nil {
			continue
		}
		var b bytes.Buffer
		if err := page.Render(&b); err != nil {
			return err
		}
		list[address] = hash(b.Bytes())
		for name, f := range byPath {
			if f.Kind == publish.AssetFile && !f.ForOthers && bytes.Contains(b.Bytes(), []byte(name)) {
				list[name] = ""
			}
		}
	}
	data, err := json.Marshal(list) // in order of the keys
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "const pages = %s, fallback = %q, version = %q;\n%s", data, fallback, hash(data), worker)
	return err
}

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}

// writeManifest writes what a browser asks for to put the site on a home
// screen. Icons are the files icon-….png and favicon.svg, if they are there.
func writeManifest(w io.Writer, c *content.Config, files []publish.File) error {
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
		Background  string `json:"background_color"`
		Theme       string `json:"theme_color"`
		Icons       []icon `json:"icons"`
	}{c.Title.S, c.Tagline.S, c.Language.S, "/", "/", "browser", "#fbf9f4", "#fbf9f4", []icon{}}
	for _, f := range files {
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
