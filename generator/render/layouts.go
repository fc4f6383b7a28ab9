package render

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"

	"nosology/generator/input"
)

// baseLayout is the frame of every page; a kind's layout defines "main" for it.
const baseLayout = "base.html"

// kinds are the layouts that there must be, one for each kind of page.
func kinds() []string {
	return []string{
		"home", "article", "cause", "finding", "page", "articles", "causes", "symptoms", "compare",
		"warning-signs", "sources", "checker", "decides", "hazards", "glossary", "mentions", "search", "offline", "not-found", "privacy",
		documentLayout, collectionLayout,
	}
}

// mostLayout is how many bytes a layout may have: a file of another kind that was
// given the name of one by mistake is not parsed.
const mostLayout = 1 << 20

// layoutFS reads a layout from the editor's folder if it is there, otherwise from ours.
type layoutFS struct {
	ours, theirs fs.FS
	theirName    string
}

// read returns a layout and what to call it in messages.
func (l layoutFS) read(name string) (text, called string, err error) {
	if l.theirs != nil {
		b, err := input.Read(l.theirs, name, mostLayout)
		if err == nil {
			return string(b), path.Join(l.theirName, name), nil
		}
		var fault *input.Fault
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case errors.As(err, &fault):
			return "", "", &LayoutError{File: fault.Diagnostic(l.theirName).File, Message: fault.Message, Hint: fault.Hint}
		default:
			return "", "", err
		}
	}
	b, err := fs.ReadFile(l.ours, name)
	return string(b), path.Join("layouts", name), err
}

// partials lists the files of the folder of partials, theirs and ours.
func (l layoutFS) partials() []string {
	var names []string
	for _, f := range []fs.FS{l.ours, l.theirs} {
		if f != nil {
			found, _ := fs.Glob(f, "partials/*.html")
			names = append(names, found...)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// parse reads all layouts: what they share once, then a set for each kind.
func (r *Renderer) parse(files layoutFS) error {
	r.called, r.read, r.own, r.rows = map[string]string{}, sha256.New(), nil, nil
	r.functions = r.funcs()
	shared := template.New("").Funcs(r.functions).Option("missingkey=error")
	for _, name := range append(files.partials(), baseLayout) {
		if err := r.parseFile(shared, files, name); err != nil {
			return err
		}
	}
	r.layouts = map[string]*template.Template{}
	for _, kind := range kinds() {
		if err := r.parseKind(shared, files, kind); err != nil {
			return err
		}
	}
	if err := r.parseCollections(shared, files); err != nil {
		return err
	}
	r.finish(shared)
	r.partials = shared
	return nil
}

// parseKind parses the layout of a kind of page, in a set of its own: each defines
// "main", and may define a partial anew for its pages alone. Of what is shared the
// set has what such a page calls: with all of it, the twenty sets took a megabyte
// more as long as pages are rendered.
func (r *Renderer) parseKind(shared *template.Template, files layoutFS, kind string) error {
	set := template.New("").Funcs(r.functions).Option("missingkey=error")
	if err := take(set, shared, baseLayout); err != nil {
		return err
	}
	if err := r.parseFile(set, files, kind+".html"); err != nil {
		return err
	}
	for _, t := range set.Templates() {
		if err := takeCalled(set, shared, t.Tree); err != nil {
			return err
		}
	}
	if set.Lookup("main") == nil {
		return &LayoutError{File: r.called[kind+".html"], Message: `nothing is defined as "main"`, Hint: `put {{define "main"}} before the page's HTML and {{end}} after it`}
	}
	r.finish(set)
	r.layouts[kind] = set
	return nil
}

// Layouts of collections that have none of their own.
const (
	documentLayout   = "document"
	collectionLayout = "collection"
)

// parseCollections gives the collections of a site their layouts: the editor's
// own where there are such, otherwise those for all of them.
func (r *Renderer) parseCollections(shared *template.Template, files layoutFS) error {
	for _, k := range r.opts.Kinds {
		if k.Collection == nil {
			continue
		}
		for layout, otherwise := range map[string]string{k.Layout: documentLayout, k.List: collectionLayout} {
			r.layouts[layout] = r.layouts[otherwise]
			r.called[layout+".html"] = r.called[otherwise+".html"]
			if files.hasOwn(layout + ".html") {
				if err := r.parseKind(shared, files, layout); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// hasOwn reports whether the editor has a layout of a name.
func (l layoutFS) hasOwn(name string) bool {
	if l.theirs == nil {
		return false
	}
	_, err := fs.Stat(l.theirs, name)
	return err == nil
}

// parseFile adds one file to a set, puts words into what it defines, minifies it and
// joins parts that stand together.
func (r *Renderer) parseFile(set *template.Template, files layoutFS, name string) error {
	text, called, err := files.read(name)
	if err != nil {
		return fmt.Errorf("read layout: %w", err)
	}
	r.called[name] = called
	if files.isOwn(called, name) {
		r.own = append(r.own, ownLayout{called, text})
	}
	fmt.Fprintf(r.read, "%q %d\n%s", name, len(text), text)
	if _, err := set.New(name).Parse(text); err != nil {
		return r.explain(err, "")
	}
	for _, t := range set.Templates() {
		if t.Tree != nil && t.Tree.ParseName == name {
			if err := r.sayIn(t.Tree); err != nil {
				return err
			}
			minifyList(t.Tree.Root, false)
			r.joinParts(t.Tree.Root)
		}
	}
	return nil
}
