// Package generator turns a content folder into a site. Build is the whole
// pipeline; the packages below it do the work.
package generator

import (
	"errors"
	"io/fs"
	"time"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/publish"
	"nosology/generator/render"
	"nosology/generator/site"
	"nosology/layouts"
	"nosology/static"
)

// Options say what is built, and how.
type Options struct {
	Content fs.FS  // the content folder
	Name    string // what it is called in diagnostics: "content"

	Layouts     fs.FS  // layouts that take the place of ours, file by file; may be nil
	LayoutsName string // what their folder is called in diagnostics
	Static      fs.FS  // static files that take the place of ours or join them; may be nil

	BaseURL string    // in place of site.yaml's, for previews
	NoIndex bool      // ask search engines to stay away, for previews
	Drafts  bool      // drafts and scheduled documents as well
	AsOf    time.Time // the day of the build: what is scheduled, what is overdue

	// Stage, if set, is told the name of each stage as it begins.
	Stage func(name string)
}

// Site is a site that is ready to be rendered, with all that was found wrong
// on the way. It has no files if the content has errors.
type Site struct {
	*site.Site
	Files       []publish.File
	Diagnostics []diag.Diagnostic
	baseURL     string
}

// Build writes the site of a content folder to the folder out. Content with
// errors in it writes nothing, and what stood in out stands there still.
func Build(out string, opt Options, how publish.Options) (*Site, publish.Report, error) {
	s, err := Prepare(opt)
	if err != nil || diag.HasErrors(s.Diagnostics) {
		return s, publish.Report{}, err
	}
	opt.stage("render and write")
	links := newLinkCheck(s.Files, s.baseURL)
	how.Inspect, how.Ready = links.see, links.verdict
	report, err := publish.Write(out, s.Files, how)
	return s, report, asDiagnostic(s, err)
}

// Prepare does all that comes before rendering: it loads and links a content
// folder and makes the site's files, which render when they are asked to.
func Prepare(opt Options) (*Site, error) {
	opt.stage("load")
	tree, found, err := content.Load(opt.Content, opt.Name)
	if err != nil {
		return nil, err
	}
	opt.stage("link")
	linker := site.NewLinker()
	linker.Drafts = opt.Drafts
	linked, more := linker.Update(tree, opt.AsOf)
	s := &Site{Site: linked, Diagnostics: append(found, more...), baseURL: baseURL(tree, opt)}
	diag.Sort(s.Diagnostics)
	if diag.HasErrors(s.Diagnostics) {
		return s, nil
	}
	opt.stage("prepare layouts and static files")
	s.Files, err = files(linked, opt)
	return s, asDiagnostic(s, err)
}

// files lists everything a site publishes.
func files(linked *site.Site, opt Options) ([]publish.File, error) {
	assets, err := publish.NewAssets(overlay(static.Files, opt.Static))
	if err != nil {
		return nil, err
	}
	renderer, err := render.New(layouts.Files, assets, render.Options{
		BaseURL: opt.BaseURL, NoIndex: opt.NoIndex, Layouts: opt.Layouts, LayoutsName: opt.LayoutsName,
	})
	if err != nil {
		return nil, err
	}
	pages, err := renderer.Files(linked)
	if err != nil {
		return nil, err
	}
	return append(pages, assets.Files()...), nil
}

// asDiagnostic moves a mistake in a layout to where an editor's mistakes are
// told.
func asDiagnostic(s *Site, err error) error {
	var layout *render.LayoutError
	if errors.As(err, &layout) {
		s.Diagnostics = append(s.Diagnostics, layout.Diagnostic())
		return nil
	}
	return err
}

func baseURL(tree *content.Tree, opt Options) string {
	if opt.BaseURL != "" {
		return opt.BaseURL
	}
	return tree.Site.BaseURL.S
}

func (o Options) stage(name string) {
	if o.Stage != nil {
		o.Stage(name)
	}
}
