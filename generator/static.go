package generator

import (
	"io/fs"
	"path"
	"strings"

	"nosology/generator/content"
	"nosology/static"
)

// static are the files that come with the program, with those of the content
// on top of them, and with those beside it on top of all.
// Three layers: what is nearest to the editor wins.
func (s *Session) static() fs.FS {
	return overlay(overlay(static.Files, inside{s.opt.Content, content.StaticFolder}), s.opt.Static)
}

// staticName is what the folder of a static file of the site is called. It is of
// the options and not of a session: a site keeps it, and a session keeps far more
// than what a finished site is rendered from.
func (o Options) staticName(file string) string {
	if o.Static != nil {
		// Of a link that leads nowhere, only its folder knows.
		if entries, _ := fs.ReadDir(o.Static, path.Dir(file)); holds(entries, path.Base(file)) {
			return o.StaticName
		}
	}
	return path.Join(o.Name, content.StaticFolder)
}

func holds(entries []fs.DirEntry, name string) bool {
	for _, e := range entries {
		if e.Name() == name {
			return true
		}
	}
	return false
}

// isStatic reports whether a path of the content folder is one of a static file.
func isStatic(name string) bool {
	return name == content.StaticFolder || strings.HasPrefix(name, content.StaticFolder+"/")
}

// inside is a folder within another. Unlike that of fs.Sub, its Stat opens no
// file, which might be a pipe.
type inside struct {
	of   fs.FS
	name string
}

func (i inside) Open(name string) (fs.File, error)     { return i.of.Open(path.Join(i.name, name)) }
func (i inside) Stat(name string) (fs.FileInfo, error) { return fs.Stat(i.of, path.Join(i.name, name)) }
func (i inside) ReadDir(name string) ([]fs.DirEntry, error) {
	return fs.ReadDir(i.of, path.Join(i.name, name))
}
