package preview

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"nosology/generator"
	"nosology/generator/input"
)

// Folders are what is watched. Layouts and Static may be empty.
type Folders struct{ Content, Layouts, Static string }

// Seen is what stood in the folders at one time.
type Seen struct {
	ways  []way                  // one to each folder
	files map[string]fs.FileInfo // files and folders, by the path under the folder's own name
	dirs  map[string]fs.FileInfo // folders alone, by their real paths
}

func (f Folders) all() []string {
	return slices.DeleteFunc([]string{f.Content, f.Layouts, f.Static}, func(dir string) bool { return dir == "" })
}

// Look sees what stands in the folders: all but what belongs to editors and to
// the system, which is no part of a site. A folder that is gone holds nothing.
func (f Folders) Look() Seen {
	s := Seen{files: map[string]fs.FileInfo{}, dirs: map[string]fs.FileInfo{}}
	for _, root := range f.all() {
		to := wayTo(root)
		s.ways = append(s.ways, to)
		if to.end == "" {
			continue
		}
		filepath.WalkDir(to.end, func(p string, e fs.DirEntry, err error) error {
			if err != nil {
				return nil // it went while we looked
			}
			if p != to.end && input.IsLitter(e.Name()) {
				if e.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if info, err := e.Info(); err == nil {
				s.note(root, to.end, p, info)
			}
			return nil
		})
	}
	return s
}

// note enters what stands at a real path. Files go under the name by which the
// folder was given, so that they compare even where a link has been led elsewhere
// in between; folders go under their real paths, which is what the system watches.
func (s *Seen) note(root, real, p string, info fs.FileInfo) {
	if info.IsDir() {
		s.dirs[p] = info
	}
	if rel, ok := below(real, p); ok {
		s.files[filepath.Join(root, rel)] = info
	}
}

// folders are all folders to be told of, by their real paths: those seen, and
// those in which something on the way may be exchanged for something else.
func (s *Seen) folders() map[string]fs.FileInfo {
	all := maps.Clone(s.dirs)
	for _, w := range s.ways {
		for _, turn := range w.turns {
			if info, err := os.Stat(filepath.Dir(turn)); err == nil {
				all[filepath.Dir(turn)] = info
			}
		}
	}
	return all
}

// concerns reports whether something at a real path may bear on what is seen.
// Beside the folders themselves there are others, such as the one that builds
// are written to.
func (s *Seen) concerns(p string) bool {
	return slices.ContainsFunc(s.ways, func(w way) bool {
		_, in := below(w.end, p)
		return in || slices.Contains(w.turns, p)
	})
}

// change is what is not as it was, sorted by what it bears on.
func (f Folders) change(before, now Seen) (c generator.Change, any bool) {
	var paths []string
	for p, info := range now.files {
		if was := before.files[p]; was == nil || !same(was, info) {
			paths = append(paths, p)
		}
	}
	for p := range before.files {
		if now.files[p] == nil {
			paths = append(paths, p)
		}
	}
	slices.Sort(paths)
	for _, p := range paths {
		if rel, ok := below(f.Content, p); ok {
			c.Content = append(c.Content, filepath.ToSlash(rel))
		}
		if _, ok := below(f.Layouts, p); ok {
			c.Layouts = true
		}
		if _, ok := below(f.Static, p); ok {
			c.Static = true
		}
	}
	return c, len(paths) > 0
}

// same reports whether a file is as it was. Size and time do not tell: another
// file may have both. What a folder holds is seen by itself.
func same(a, b fs.FileInfo) bool {
	if a.IsDir() && b.IsDir() {
		return true
	}
	return a.Mode() == b.Mode() && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime()) && os.SameFile(a, b) && touched(a) == touched(b)
}

func sameFolder(a, b fs.FileInfo) bool { return os.SameFile(a, b) }

// below gives a path as seen from a folder, if it is in there.
func below(dir, p string) (string, bool) {
	if dir == "" {
		return "", false
	}
	rel, err := filepath.Rel(dir, p)
	return rel, err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}
