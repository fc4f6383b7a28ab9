package moving

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing/fstest"
)

// edited is a folder in which some files are others, or gone.
// content.Load reads it as it reads a disk, so the plan is checked by what will read the files
// later.
type edited struct {
	fs.FS
	files map[string][]byte // nil for one that is gone
	now   fstest.MapFS      // what is not gone of them
}

func newEdited(was fs.FS, files map[string][]byte) *edited {
	now := fstest.MapFS{}
	for name, text := range files {
		if text != nil {
			now[name] = &fstest.MapFile{Data: text, Mode: 0o644}
		}
	}
	return &edited{was, files, now}
}

// holding is where a file is, or would be were it not gone.
func (e *edited) holding(name string) fs.FS {
	if _, ours := e.files[name]; ours {
		return e.now
	}
	return e.FS
}

func (e *edited) Open(name string) (fs.File, error)     { return e.holding(name).Open(name) }
func (e *edited) Stat(name string) (fs.FileInfo, error) { return fs.Stat(e.holding(name), name) }

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
	for p := range e.now {
		if info, err := e.now.Stat(p); err == nil && path.Dir(p) == name {
			entries = append(entries, fs.FileInfoToDirEntry(info))
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}
