// Package generator turns a content folder into a site. Build is the whole
// pipeline; the packages below it do the work.
package generator

import (
	"bytes"
	"errors"
	"io/fs"
	"slices"
	"time"

	"nosology/generator/diag"
	"nosology/generator/lint"
	"nosology/generator/publish"
	"nosology/generator/render"
	"nosology/generator/site"
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
	Host    publish.Host

	// Stage, if set, is told the name of each stage as it begins.
	Stage func(name string)
}

// Site is a site that is ready to be rendered, with all that was found wrong
// on the way. It has no files if there are errors among that.
type Site struct {
	*site.Site
	Files       []publish.File
	Serving     *publish.Serving // how the files are to be served
	Diagnostics []diag.Diagnostic
	baseURL     string
}

// Build writes the site of a content folder to the folder out. If there are
// errors among the diagnostics nothing is written, and what stood in out
// stands there still.
func Build(out string, opt Options, how publish.Options) (*Site, publish.Report, error) {
	s, err := Prepare(opt)
	if err != nil || diag.HasErrors(s.Diagnostics) {
		return s, publish.Report{}, err
	}
	s.add(lint.Build(s.Site))
	host, err := s.Serving.HostFiles(opt.Host)
	if err != nil {
		return s, publish.Report{}, err
	}
	opt.stage("render and write")
	files := append(s.Files, host...)
	links := newLinkCheck(files, s.baseURL)
	how.Inspect, how.Ready, how.MaxFileSize = links.see, links.verdict, opt.Host.MaxFileSize()
	report, err := publish.Write(out, files, how)
	s.add(gone(s, report))
	return s, report, s.mistake(err)
}

// Prepare does all that comes before rendering: it loads and links a content
// folder and makes the site's files, which render when they are asked to.
func Prepare(opt Options) (*Site, error) {
	return NewSession(opt).Update(Change{})
}

// Check finds all that should be mended: what stops a build, what an editor
// should look at, and links in the finished pages that lead nowhere.
func Check(opt Options) (*Site, error) {
	s, err := Prepare(opt)
	if err != nil || diag.HasErrors(s.Diagnostics) {
		return s, err
	}
	s.add(lint.Check(s.Site))
	links := newLinkCheck(s.Files, s.baseURL)
	var page bytes.Buffer
	for i := range s.Files {
		page.Reset()
		if err := s.Files[i].Render(&page); err != nil {
			return s, s.mistake(err)
		}
		links.see(&s.Files[i], page.Bytes())
	}
	return s, links.verdict()
}

// add adds diagnostics in their places.
func (s *Site) add(found ...[]diag.Diagnostic) {
	s.Diagnostics = slices.Concat(append(found, s.Diagnostics)...)
	diag.Sort(s.Diagnostics)
}

// mistake moves a mistake in a layout to where an editor's others are told.
func (s *Site) mistake(err error) error {
	var layout *render.LayoutError
	if errors.As(err, &layout) {
		s.add([]diag.Diagnostic{layout.Diagnostic()})
		return nil
	}
	return err
}

func (o Options) stage(name string) {
	if o.Stage != nil {
		o.Stage(name)
	}
}
