// Package generator turns a content folder into a site. Build is the whole
// pipeline; the packages below it do the work.
package generator

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io/fs"
	"slices"
	"sync/atomic"
	"time"

	"nosology/generator/audit"
	"nosology/generator/diag"
	"nosology/generator/lint"
	"nosology/generator/pictures"
	"nosology/generator/publish"
	"nosology/generator/render"
	"nosology/generator/site"

	"nosology/generator/parallel"
)

// Options say what is built, and how.
type Options struct {
	Content fs.FS  // the content folder
	Name    string // what it is called in diagnostics: "content"

	Layouts     fs.FS  // layouts that take the place of ours, file by file; may be nil
	LayoutsName string // what their folder is called in diagnostics
	Static      fs.FS  // static files that take the place of ours or join them; may be nil
	StaticName  string // what their folder is called in diagnostics

	BaseURL string    // in place of site.yaml's, for previews
	NoIndex bool      // ask search engines to stay away, for previews
	Drafts  bool      // drafts and scheduled documents as well
	AsOf    time.Time // the day of the build: what is scheduled, what is overdue
	// Host is what serves the site, a row of the table of hosts; nil for one that
	// is told nothing.
	Host          *publish.Host
	RedirectPages bool // pages at old addresses, whatever the host can do

	// Cache is a file for what the next run need not find out again. It may be
	// removed at any time, and be empty for none.
	Cache string

	// Stage, if set, is told the name of each stage as it begins.
	Stage func(name string)
	// Progress, if set, is told how many files a stage has done, and of how
	// many. Several goroutines may call it at a time.
	Progress func(done, of int)
}

// Site is a site that is ready to be rendered, with all that was found wrong
// on the way. It has no files if there are errors among that.
type Site struct {
	*site.Site
	Files       []publish.File
	Serving     *publish.Serving // how the files are to be served
	Diagnostics []diag.Diagnostic
	baseURL     string
	ownFiles    ownFiles
	rendering   [sha256.Size]byte // the digest of what the renderer makes pages from
}

// Build writes the site of a content folder to the folder out. If there are
// errors among the diagnostics nothing is written, and what stood in out
// stands there still.
func Build(out string, opt Options, how publish.Options) (*Site, publish.Report, error) {
	go programDigest() // is asked for later, and takes its time
	s, err := Prepare(opt)
	if err != nil || diag.HasErrors(s.Diagnostics) {
		return s, publish.Report{}, err
	}
	s.add(lint.Build(s.Site))
	s.stamp()
	var host []publish.File
	if opt.Host != nil {
		if host, err = s.Serving.HostFiles(opt.Host); err != nil {
			return s, publish.Report{}, err
		}
		how.MaxFileSize = opt.Host.Limits.FileSize
	}
	s.add(runnable(s, opt.Host))
	opt.stage("render and write")
	files := append(s.Files, host...)
	if found := s.taken(files); len(found) > 0 {
		s.add(found)
		return s, publish.Report{}, nil
	}
	links := audit.NewLinks(files, s.baseURL)
	how.Inspect, how.One = links.See, opt.counter(len(files))
	how.Ready = links.Verdict
	report, err := publish.Write(out, files, how)
	s.add(audit.Gone(s.Site, s.Serving, report))
	return s, report, s.mistake(err)
}

// Prepare does all that comes before rendering: it loads and links a content
// folder and makes the site's files, which render when they are asked to.
func Prepare(opt Options) (*Site, error) {
	s := NewSession(opt)
	defer s.saving.Wait()
	return s.Update(Change{})
}

// Check finds all that should be mended: what stops a build, what an editor
// should look at, and links in the finished pages that lead nowhere.
func Check(opt Options) (*Site, error) {
	s, err := Prepare(opt)
	if err != nil || diag.HasErrors(s.Diagnostics) {
		return s, err
	}
	opt.stage("check the texts")
	s.add(lint.Check(s.Site))
	opt.stage("render and follow the links")
	links := audit.NewLinks(s.Files, s.baseURL)
	if err := renderAll(s.Files, links.See, opt.counter(len(s.Files))); err != nil {
		return s, s.mistake(err)
	}
	return s, s.mistake(links.Verdict())
}

// renderAll renders files, as many at a time as there are processors, and
// hands each on.
func renderAll(files []publish.File, see func(*publish.File, []byte), one func()) error {
	return parallel.Try(0, len(files), func() func(int) error {
		var page bytes.Buffer
		return func(i int) error {
			defer one()
			if files[i].Summary != nil {
				return nil // it would render the others once more, and holds no link
			}
			page.Reset()
			if err := files[i].Render(&page); err != nil {
				return err
			}
			see(&files[i], page.Bytes())
			return nil
		}
	})
}

// add adds diagnostics in their places.
// It makes a new slice, so that one handed out before stays as it was.
func (s *Site) add(found ...[]diag.Diagnostic) {
	s.Diagnostics = diag.Tidy(slices.Concat(append(found, s.Diagnostics)...))
}

// mistake moves a mistake in a layout to where an editor's others are told, and so
// with a damaged picture and what is the matter with the headings and the links of finished pages.
func (s *Site) mistake(err error) error {
	var layout *render.LayoutError
	if errors.As(err, &layout) {
		s.add([]diag.Diagnostic{layout.Diagnostic()})
		return nil
	}
	var damaged *pictures.DamagedError
	if errors.As(err, &damaged) {
		s.add([]diag.Diagnostic{damaged.Diagnostic(s.Tree, shown(s.Site))})
		return nil
	}
	var faults audit.Faults
	if errors.As(err, &faults) {
		if found := append(s.takenByLayouts(faults), s.written(faults)...); len(found) > 0 {
			s.add(found)
			return nil
		}
	}
	return err
}

func (o Options) stage(name string) {
	if o.Stage != nil {
		o.Stage(name)
	}
}

// counter returns what to call when one of so many files is done.
// What it returns may be called from several goroutines.
func (o Options) counter(of int) func() {
	if o.Progress == nil {
		return func() {}
	}
	var done atomic.Int64
	return func() { o.Progress(int(done.Add(1)), of) }
}
