// Package downloads finds the files that a site offers to its readers: leaflets,
// forms, tables. They are published as they are, at the addresses by which pages
// link to them, and only if something links to them.
package downloads

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/input"
	"nosology/generator/markdown"
	"nosology/generator/publish"
)

const (
	// mostBytes is of the largest file that is taken. All of it is held in memory
	// while it is written.
	mostBytes = 100 << 20
	// largeBytes is from when on a file is told of: on a phone it takes minutes.
	largeBytes = 10 << 20
	// mostRun is how many files there may be that browsers would run: some hosts
	// need a rule for each.
	mostRun = 20
)

// File is a file that is offered.
type File struct {
	Name string // within the content folder: "files/leaflet.pdf"
	Size int64
}

// Address is where it is published.
func (f *File) Address() string {
	return "/" + publish.DownloadFolder + strings.TrimPrefix(f.Name, content.FilesFolder)
}

// Set is the files that something links to.
type Set struct {
	fsys   fs.FS
	byName map[string]*File
}

// Find returns the file that a link in a document leads to, nil if there is none.
func (s *Set) Find(from, dest string) *File {
	if s == nil || len(s.byName) == 0 {
		return nil
	}
	name, _ := content.DownloadOf(from, dest)
	return s.byName[name]
}

// Files returns what is published, in order of path.
func (s *Set) Files() (files []publish.File) {
	for _, name := range slices.Sorted(maps.Keys(s.byName)) {
		f := s.byName[name]
		files = append(files, publish.File{Path: f.Address()[1:], Kind: publish.DownloadFile, Render: func(w io.Writer) error {
			data, err := input.Read(s.fsys, f.Name, mostBytes)
			if err != nil {
				return err
			}
			_, err = w.Write(data)
			return err
		}})
	}
	return files
}

// Digest is a hash of what pages say of files.
// Name and size, since pages say these beside a link. Its bytes are not in it: a leaflet with a
// word changed leaves all pages as they are.
func (s *Set) Digest() [sha256.Size]byte {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(s.byName)) {
		fmt.Fprintf(h, "%q %d\n", name, s.byName[name].Size)
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// Linking is a document that a site publishes, with the links in its text.
type Linking struct {
	*content.Document
	Links []markdown.Link
}

// Read finds the files that documents of a tree and its menus link to, and says
// which are missing, may not be offered, or are linked to by nothing.
func Read(t *content.Tree, published []Linking) (*Set, []diag.Diagnostic) {
	r := &reader{tree: t, published: published, set: &Set{fsys: t.FS, byName: map[string]*File{}}, seen: map[string]error{}}
	for _, d := range published {
		for _, link := range d.Links {
			if name, ok := content.DownloadOf(d.Path, link.Dest); ok {
				r.offer(name, func(message string) diag.Diagnostic {
					return t.Diagnose(d.Path, d.BodyPos(int(link.Span.Start)), diag.Error, "missing-download", message)
				})
			}
		}
	}
	for _, item := range t.Site.Leads() {
		if item.Download() {
			r.offer(item.File(), func(message string) diag.Diagnostic {
				return t.Diagnose(content.SiteFile, item.To.Pos, diag.Error, "missing-download", message)
			})
		}
	}
	r.unused()
	r.runs()
	r.taken()
	return r.set, r.found
}

// reader looks at one file after another.
type reader struct {
	tree      *content.Tree
	published []Linking
	set       *Set
	// nil for one that is offered: each is looked at once, however many links lead to it, but every
	// link to one that cannot be is told.
	seen  map[string]error // files that were asked for
	found []diag.Diagnostic
}

// offer takes a file into the set, or says at the place of the link that it
// cannot be.
func (r *reader) offer(name string, at func(message string) diag.Diagnostic) {
	err, asked := r.seen[name]
	if !asked {
		err = r.take(name)
		r.seen[name] = err
	}
	if err == nil {
		return
	}
	d := at(fmt.Sprintf("%s cannot be offered: %v", name, err))
	var bad *fault
	var unreadable *input.Fault
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrInvalid):
		d.Message = fmt.Sprintf("there is no file %q", name)
		d.Hint = diag.DidYouMean(name, r.names())
		if d.Hint == "" {
			d.Hint = "put it there, or take the link out"
		}
	case errors.As(err, &bad):
		d.Message, d.Hint = name+" "+bad.message, bad.hint
	case errors.As(err, &unreadable):
		d.Message, d.Hint = name+": "+unreadable.Message, unreadable.Hint
	}
	r.found = append(r.found, d)
}

// fault is why a file may not be offered.
type fault struct{ message, hint string }

func (f *fault) Error() string { return f.message }

// take looks at a file, and takes it into the set if it may be offered.
func (r *reader) take(name string) error {
	if !fs.ValidPath(name) {
		return fs.ErrInvalid
	}
	if err := mayBeCalled(name); err != nil {
		return err
	}
	info, err := input.Stat(r.tree.FS, name)
	if err != nil {
		return err
	}
	switch size := info.Size(); {
	case size == 0:
		return &fault{"is empty", "save it anew"}
	case size > mostBytes:
		return &fault{fmt.Sprintf("is larger than %s, and no more can be offered", input.Size(mostBytes)), "make it smaller, or link to where it can be had"}
	case size >= largeBytes:
		r.report(name, "large-download", fmt.Sprintf("the file has %s: on a phone it takes minutes, and may cost money", input.Size(int(size))), "make it smaller: pictures in it seldom need more than 150 dots an inch")
	}
	r.set.byName[name] = &File{name, info.Size()}
	return nil
}

// mayBeCalled says what is wrong with a name.
func mayBeCalled(name string) error {
	base := strings.ToLower(path.Base(name))
	switch {
	case !publish.IsPortable(name):
		return &fault{"has a sign in its name that no file can have everywhere", "rename it: letters, digits and hyphens"}
	case base == "index.html" || input.IsLitter(path.Base(name)):
		return &fault{"has a name that hosts take for something else", "rename it"}
	case slices.Contains([]string{".php", ".phtml", ".cgi", ".asp", ".aspx", ".jsp", ".shtml"}, path.Ext(base)):
		return &fault{"would be run by some hosts", "put it into a .zip"}
	}
	return nil
}

// report warns of a file.
func (r *reader) report(name, check, message, hint string) {
	d := r.tree.Diagnose(name, content.Pos{}, diag.Warning, check, message)
	d.Hint = hint
	r.found = append(r.found, d)
}

// taken tells of a page that stands where the files do: it would be served as
// they are.
func (r *reader) taken() {
	i := slices.IndexFunc(r.published, func(d Linking) bool { return d.Address == "/"+publish.DownloadFolder+"/" })
	if i >= 0 && len(r.set.byName) > 0 {
		p := r.published[i]
		d := r.tree.Diagnose(p.Path, content.Pos{}, diag.Error, "duplicate-address", "the address "+p.Address+" is that of the files for download")
		d.Hint = "rename the page"
		r.found = append(r.found, d)
	}
}

// names lists what stands in the folder.
func (r *reader) names() (names []string) {
	_ = fs.WalkDir(r.tree.FS, content.FilesFolder, func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fs.SkipDir // there is none, or it was told of when the folder was read
		case input.IsLitter(e.Name()):
			if e.IsDir() {
				return fs.SkipDir
			}
		case e.Type().IsRegular():
			names = append(names, name)
		}
		return nil
	})
	return names
}

// unused tells of files to which nothing leads. What only a document leads to
// that is not published yet waits for it.
func (r *reader) unused() {
	for _, name := range r.names() {
		if _, asked := r.seen[name]; asked || r.awaited(path.Base(name)) {
			continue
		}
		r.report(name, "unused-download", "nothing links to this file, so it is not published", "link to it: [what it is](/"+name+"), or remove it")
	}
}

// awaited reports whether a document names a file that is not published yet.
// It looks for the mere name in the text, not for a link: to keep a file too long costs nothing, to
// have somebody delete it would.
func (r *reader) awaited(base string) bool {
	shown := make(map[string]bool, len(r.published))
	for _, p := range r.published {
		shown[p.Path] = true
	}
	return slices.ContainsFunc(r.tree.Docs, func(d *content.Document) bool {
		return !shown[d.Path] && strings.Contains(string(d.Body), base)
	})
}

// runs tells of more files than hosts have rules for.
func (r *reader) runs() {
	n := 0
	for _, name := range slices.Sorted(maps.Keys(r.set.byName)) {
		if !publish.Runs(name) {
			continue
		}
		if n++; n > mostRun {
			d := r.tree.Diagnose(name, content.Pos{}, diag.Error, "bad-download", fmt.Sprintf("this is one of more than %d files that browsers would run", mostRun))
			d.Hint = "put them into a .zip, or save them as PDF"
			r.found = append(r.found, d)
			return
		}
	}
}
