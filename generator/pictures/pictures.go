// Package pictures makes what readers get of the pictures in a content folder:
// in the sizes that screens need, and without what a camera or a drawing
// program wrote into the file beside the picture: places, names, scripts.
//
// A photograph comes in up to four widths (400, 800, 1,200 and 1,600 pixels), of
// which browsers choose, and never wider than it is; drawings and pictures that
// move stay as they are. What is kept of a file is said by lists of what is
// needed to show it, not of what is to go: the next telephone will hide its
// notes elsewhere.
//
// A picture that cannot come out well is an error with what to do about it, and
// not a worse picture: the colours of a printing press, a HEIC file, more pixels
// than there is memory for. Sizes are read from the head of a file, before any
// pixel is, so that a small file which unfolds to gigabytes does no harm.
//
// Scaling reckons in whole numbers (see shrink), and each form is named by the
// bytes of its source and the version of this code. So a form that stands on
// the disk under its name is right, on any machine, and is not made again.
package pictures

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sync/semaphore"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/input"
	"nosology/generator/markdown"
	"nosology/generator/publish"
)

// Picture is a picture as it is published.
type Picture struct {
	Width, Height int       // of the largest form, in pixels; 0 if the file does not say
	Forms         []Variant // from narrow to wide; at least one
}

// Variant is a picture in one width.
type Variant struct {
	Path  string // "assets/images/knee-800.4f3a9c1d.jpg"
	Width int
}

// Src is the address for browsers that do not choose.
func (p *Picture) Src() string { return "/" + p.Forms[len(p.Forms)-1].Path }

// SrcSet is what browsers choose from, empty if there is no choice.
func (p *Picture) SrcSet() string {
	if len(p.Forms) == 1 {
		return ""
	}
	var b strings.Builder
	for i, f := range p.Forms {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString("/" + f.Path + " " + strconv.Itoa(f.Width) + "w")
	}
	return b.String()
}

// Set is the pictures of a site.
type Set struct {
	byName map[string]*Picture
	files  []publish.File
}

// Find returns the picture that a document calls by a name, nil if there is none.
func (s *Set) Find(d *content.Document, dest string) *Picture {
	if s == nil {
		return nil
	}
	return s.byName[nameOf(d, dest)]
}

// Files returns every form of every picture.
func (s *Set) Files() []publish.File {
	if s == nil {
		return nil
	}
	return s.files
}

// nameOf is where in the content folder a picture of a document stands.
func nameOf(d *content.Document, dest string) string {
	if plain, err := url.PathUnescape(dest); err == nil {
		dest = plain
	}
	return path.Join(path.Dir(d.Path), dest)
}

// Library reads pictures, and remembers them for as long as their files do not
// change. One call at a time; the files that it makes render from any
// goroutine.
type Library struct {
	known map[string]known
	// decoding is how many bytes of pictures are being worked on.
	decoding *semaphore.Weighted
}

// known is a picture with the state of its file when it was read.
type known struct {
	size    int64
	changed time.Time
	source  *source
	err     error
}

// NewLibrary returns a Library that has read nothing yet.
func NewLibrary() *Library {
	return &Library{known: map[string]known{}, decoding: semaphore.NewWeighted(roomAtATime)}
}

// Forget has files read anew, whatever their size and time say.
func (l *Library) Forget(names []string) {
	for _, name := range names {
		delete(l.known, name)
	}
}

// Shown is a document of a site with the pictures in its text.
type Shown struct {
	*content.Document
	Images []markdown.Image
}

// Read reads all pictures that documents of a tree show, and says which cannot
// be shown.
func (l *Library) Read(t *content.Tree, documents []Shown) (*Set, []diag.Diagnostic) {
	set := &Set{byName: map[string]*Picture{}}
	var found []diag.Diagnostic
	for _, d := range documents {
		for _, im := range d.Images {
			name := nameOf(d.Document, im.Dest)
			source, err := l.read(t, name)
			if err != nil {
				found = append(found, explain(t, d.Path, d.BodyPos(int(im.Span.Start)), name, err))
				continue
			}
			if source.loss != nil {
				lost := explain(t, d.Path, d.BodyPos(int(im.Span.Start)), name, source.loss)
				lost.Severity = diag.Warning
				found = append(found, lost)
			}
			if set.byName[name] == nil {
				set.byName[name] = source.picture()
				set.files = append(set.files, source.files()...)
			}
		}
	}
	slices.SortFunc(set.files, func(a, b publish.File) int { return cmp.Compare(a.Path, b.Path) })
	set.files = slices.CompactFunc(set.files, func(a, b publish.File) bool { return a.Path == b.Path }) // the same file under two names
	return set, found
}

// read reads a picture, unless its file is as it was.
func (l *Library) read(t *content.Tree, name string) (*source, error) {
	info, err := input.Stat(t.FS, name)
	if err != nil {
		return nil, err
	}
	if k, ok := l.known[name]; ok && k.size == info.Size() && k.changed.Equal(info.ModTime()) {
		return k.source, k.err
	}
	k := known{size: info.Size(), changed: info.ModTime()}
	if data, err := input.Read(t.FS, name, mostBytes); err != nil {
		k.err = err
	} else if k.source, k.err = newSource(t.FS, name, data); k.err == nil {
		k.source.decoding = l.decoding
	}
	l.known[name] = k
	return k.source, k.err
}

// fault is what is wrong with a picture, with what to do about it.
type fault struct{ message, hint string }

func (f *fault) Error() string { return f.message }

// DamagedError is what is wrong with a picture that begins well: the rest is read only
// when its forms are made.
type DamagedError struct {
	name string
	err  error
}

func (e *DamagedError) Error() string { return e.err.Error() }

// Diagnostic tells an author of it, at the first place that shows the picture.
func (e *DamagedError) Diagnostic(t *content.Tree, documents []Shown) diag.Diagnostic {
	wrong := &fault{"is damaged: " + e.err.Error(), "save it anew"}
	for _, d := range documents {
		for _, im := range d.Images {
			if nameOf(d.Document, im.Dest) == e.name {
				return explain(t, d.Path, d.BodyPos(int(im.Span.Start)), e.name, wrong)
			}
		}
	}
	return explain(t, e.name, content.Pos{}, e.name, wrong)
}

// explain says why a picture cannot be shown.
func explain(t *content.Tree, document string, at content.Pos, name string, err error) diag.Diagnostic {
	check, message, hint := "bad-picture", fmt.Sprintf("%s cannot be read: %v", name, err), ""
	var f *fault
	var unreadable *input.Fault
	switch {
	case errors.As(err, &f):
		message, hint = name+" "+f.message, f.hint
	case errors.As(err, &unreadable) && !errors.Is(err, fs.ErrNotExist):
		message, hint = name+": "+unreadable.Message, unreadable.Hint
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrInvalid):
		check, message = "missing-picture", fmt.Sprintf("there is no picture %q", name)
		hint = diag.DidYouMean(path.Base(name), namesIn(t.FS, path.Dir(name)))
		if hint == "" {
			hint = "put the file into images and write the way to it: ../images/" + path.Base(name)
		}
	}
	d := t.Diagnose(document, at, diag.Error, check, message)
	d.Hint = hint
	return d
}

// namesIn lists what stands in a folder, for a hint. A folder that is not there has
// nothing that could have been meant.
func namesIn(fsys fs.FS, folder string) []string {
	entries, _ := fs.ReadDir(fsys, folder)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// file makes a file of a form.
func file(v Variant, named bool, render func(io.Writer) error) publish.File {
	f := publish.File{Path: v.Path, Kind: publish.AssetFile, Render: render}
	if named {
		f.Stamp = publish.Named(v.Path)
	}
	return f
}
