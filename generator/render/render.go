// Package render turns a linked site into files to publish: pages through
// layouts, feeds and the site map. Layouts are html/template files that an
// editor may change; what is long and typed is written by Go functions that
// layouts call. Nothing in this package knows what a site is about.
//
// A file is rendered when it is asked for, from any goroutine, and comes out
// the same each time. What pages share is rendered once.
//
// A Renderer holds what does not depend on the content: layouts, words, assets.
// An edition is a site with a Renderer; a View is a page of an edition for one
// rendering. A part of a page is a function from a View to HTML (partFuncs):
// whoever adds one writes it there, gives it a place in a layout, and describes
// it in layouts/README.md, which a test asks for.
//
// What authors write goes into HTML by one of three ways, and by no other:
// out.text escapes it, a layout does so by itself, and markdown.Body.Render lets
// nothing through but what it knows.
package render

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"hash"
	"html/template"
	"io"
	"io/fs"
	"slices"
	"strings"

	"nosology/generator/content"
	"nosology/generator/downloads"
	"nosology/generator/markdown"
	"nosology/generator/pictures"
	"nosology/generator/publish"
	"nosology/generator/site"
	"nosology/generator/wording"
)

// Options are what a build may set beside the content.
type Options struct {
	BaseURL string // in place of site.yaml's; no slash at its end
	NoIndex bool   // tell search engines to stay away, for previews
	// MetaPolicy lets every page state its policy, for hosts that do not.
	MetaPolicy bool
	Layouts    fs.FS // an editor's own layouts, each in place of ours; may be nil
	// LayoutsName is what the folder of Layouts is called in messages.
	LayoutsName string
	Words       *wording.Words // what layouts and pages say; nil for English
	Kinds       content.Kinds  // of documents, those of the site's own among them
}

// Renderer holds parsed layouts. It is not changed once New has returned it.
type Renderer struct {
	layouts   map[string]*template.Template // by kind of page: "cause", without .html
	partials  *template.Template
	own       []ownLayout       // layouts of the editor's
	called    map[string]string // a layout's name: the file it was read from
	read      hash.Hash         // of all layouts, as they were read
	functions template.FuncMap  // of layouts
	rows      []partRow         // of parts in layouts, by number
	assets    *publish.Assets
	light     publish.Colours
	dark      publish.Colours
	svgs      map[string]string // SVG files by name, as they stand in pages
	words     *wording.Words
	textWords markdown.Words
	opts      Options
}

// New parses layouts. A layout that cannot be parsed is a *LayoutError.
func New(layouts fs.FS, assets *publish.Assets, opts Options) (*Renderer, error) {
	r := &Renderer{assets: assets, opts: opts, words: opts.Words, svgs: inlineSVGs(assets)}
	if r.words == nil {
		r.words = wording.English()
	}
	r.light, r.dark = assets.Colours(false), assets.Colours(true)
	r.textWords = makeTextWords(r.words)
	if err := r.parse(layoutFS{ours: layouts, theirs: opts.Layouts, theirName: opts.LayoutsName}); err != nil {
		return nil, err
	}
	return r, nil
}

// Digest returns a digest of what pages are made from beside the site and its
// pictures: the layouts as they were read, the assets, and the options. What is
// not in it or in the site's digests can change without a page being made anew;
// whoever adds an option adds it here.
func (r *Renderer) Digest() [sha256.Size]byte {
	h := sha256.New()
	assets := r.assets.Digest()
	fmt.Fprintf(h, "%x %x %q %v %v", r.read.Sum(nil), assets, r.opts.BaseURL, r.opts.NoIndex, r.opts.MetaPolicy)
	return [sha256.Size]byte(h.Sum(nil))
}

// inlineSVGs are the SVG files as they stand in a page: HTML knows SVG without
// its namespace.
func inlineSVGs(assets *publish.Assets) map[string]string {
	svgs := map[string]string{}
	for _, name := range assets.Names() {
		if strings.HasSuffix(name, ".svg") {
			svgs[name] = strings.Replace(string(assets.Find(name).Data), ` xmlns="http://www.w3.org/2000/svg"`, "", 1)
		}
	}
	return svgs
}

// Given is what other packages made of a site for its pages. All of it may be nil.
type Given struct {
	Pictures  *pictures.Set
	Downloads *downloads.Set
	Checker   Checker // of package checkerpage; nil without rules
}

// Files returns every page, feed and the like of a site with its pictures, by
// path. Nothing but what all pages share is rendered before a file is asked
// for.
func (r *Renderer) Files(s *site.Site, given Given) ([]publish.File, error) {
	e, err := r.edition(s, given)
	if err != nil {
		return nil, err
	}
	files := make([]publish.File, 0, len(s.Pages)+8)
	for _, p := range s.Pages {
		files = append(files, e.pageFiles(p)...)
	}
	files = append(files, e.feedFiles()...)
	files = append(files, given.Pictures.Files()...)
	files = append(files, e.sharePictures()...)
	slices.SortFunc(files, func(a, b publish.File) int { return cmp.Compare(a.Path, b.Path) })
	return files, nil
}

// pageFiles returns a document's page, those that go on with a long list, and,
// where more pages mention it than it can list, the page of them all.
func (e *edition) pageFiles(p *site.Page) []publish.File {
	path, kind := pathOf(p), p.Layout()
	folder := strings.TrimSuffix(path, "index.html")
	files := []publish.File{e.file(path, kind, p, 1)}
	for n := 2; n <= e.listLength(kind); n++ {
		files = append(files, e.file(folder+listAddress(n)+"index.html", kind, p, n))
	}
	if p.MentionedBy() > mentionsShown {
		files = append(files, e.file(folder+"mentions/index.html", "mentions", p, 1))
	}
	return files
}

// file makes a page of a document; number is which of its pages, from 1. A
// document has one page, unless it shows a list that takes several.
func (e *edition) file(path, kind string, p *site.Page, number int) publish.File {
	return publish.File{
		Path:   path,
		Kind:   publish.PageFile,
		Needs:  e.needs(kind, p),
		Render: func(w io.Writer) error { return e.render(w, kind, p, number) },
	}
}

// render writes a page. A layout that fails half-way writes nothing: what it wrote
// is taken back from a buffer, and goes through one to any other writer.
func (e *edition) render(w io.Writer, kind string, p *site.Page, number int) error {
	page, direct := w.(*bytes.Buffer)
	if !direct {
		b := newOut()
		defer b.free()
		page = &b.Buffer
	}
	before := page.Len()
	if err := e.layouts[kind].ExecuteTemplate(page, baseLayout, e.viewOf(kind, p, number)); err != nil {
		page.Truncate(before)
		return e.explain(err, kind)
	}
	if direct {
		return nil
	}
	_, err := w.Write(page.Bytes())
	return err
}

// pathOf is the file of a page. Hosts look for the page of missing pages at
// one place of their own.
func pathOf(p *site.Page) string {
	if p.NotFound() {
		return "404.html"
	}
	return strings.TrimPrefix(p.Address, "/") + "index.html"
}
