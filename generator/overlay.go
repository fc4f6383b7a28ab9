package generator

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
)

// overlay lets the files of one folder take the place of another's, or join
// them. Without a folder on top it is the one below.
func overlay(below, top fs.FS) fs.FS {
	if top == nil {
		return below
	}
	return layered{top, below}
}

// An error of the folder on top other than that a file is not there is returned: a file that cannot
// be read must not silently be that of the program.
type layered struct{ top, below fs.FS }

// Open opens the file on top if there is one.
func (l layered) Open(name string) (fs.File, error) {
	f, err := l.top.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return l.below.Open(name)
	}
	return f, err
}

// Stat looks at the file on top if there is one.
func (l layered) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(l.top, name)
	if errors.Is(err, fs.ErrNotExist) {
		return fs.Stat(l.below, name)
	}
	return info, err
}

// ReadDir lists what either folder holds.
func (l layered) ReadDir(name string) ([]fs.DirEntry, error) {
	top, err := fs.ReadDir(l.top, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	below, errBelow := fs.ReadDir(l.below, name)
	if err != nil {
		return below, errBelow
	}
	if errBelow != nil && !errors.Is(errBelow, fs.ErrNotExist) {
		return nil, errBelow
	}
	both := append(top, below...)
	slices.SortStableFunc(both, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return slices.CompactFunc(both, func(a, b fs.DirEntry) bool { return a.Name() == b.Name() }), nil
}
