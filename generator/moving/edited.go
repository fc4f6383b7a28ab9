package moving

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// edited is a folder in which some files are others, or gone.
// content.Load reads it as it reads a disk, so the plan is checked by what will read the files
// later.
type edited struct {
	fs.FS
	files map[string][]byte // nil for one that is gone
}

func (e *edited) Open(name string) (fs.File, error) {
	text, ours := e.files[name]
	switch {
	case !ours:
		return e.FS.Open(name)
	case text == nil:
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &memoryFile{info{name: path.Base(name), size: int64(len(text))}, bytes.NewReader(text)}, nil
}

func (e *edited) Stat(name string) (fs.FileInfo, error) {
	if text, ours := e.files[name]; ours && text != nil {
		return info{name: path.Base(name), size: int64(len(text))}, nil
	} else if ours {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
	}
	return fs.Stat(e.FS, name)
}

// A folder that would be new is not listed; documents never move into one.
func (e *edited) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(e.FS, name)
	if err != nil {
		return nil, err
	}
	entries = slices.DeleteFunc(slices.Clone(entries), func(d fs.DirEntry) bool {
		_, ours := e.files[path.Join(name, d.Name())]
		return ours
	})
	for p, text := range e.files {
		if path.Dir(p) == name && text != nil {
			entries = append(entries, fs.FileInfoToDirEntry(info{name: path.Base(p), size: int64(len(text))}))
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

// memoryFile is a file that is not yet written.
type memoryFile struct {
	info
	io.Reader
}

func (f *memoryFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *memoryFile) Close() error               { return nil }

type info struct {
	name string
	size int64
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return i.size }
func (i info) Mode() fs.FileMode  { return 0o644 }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return false }
func (i info) Sys() any           { return nil }
