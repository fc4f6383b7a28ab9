package publish

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"

	"nosology/generator/parallel"
)

// stage is the folder in which the next site is made out of the one before
// the last.
type stage struct {
	*target
	root  *os.Root
	known contents // what is recorded of root
	there tree
	// The site that stands in the target, as it was written.
	// A file of it that is wanted again is shared with the next site, not rendered.
	standing     contents
	standingRoot *os.Root
	mu           sync.Mutex
	folders      map[string]bool // that stand in root; under mu
	exact        map[string]bool // by folder: whether those made in it have the right mode; under mu
}

// placed is a file of the next site that stands on the disk.
type placed struct {
	path string
	state
}

// bringUpToDate makes the folder next hold exactly the given files, writing
// only what it has not got, and returns what it then holds.
func (t *target) bringUpToDate(was *survey, files []File) (contents, error) {
	if err := t.announce(files); err != nil {
		return nil, err
	}
	root, err := makeRoot(t.side, "next")
	if err != nil {
		return nil, err
	}
	defer root.Close()
	info, err := root.Stat(".")
	if err != nil {
		return nil, err
	}
	if err := t.side.Chmod("next", 0o755); err != nil { // it may have been somebody's empty folder
		return nil, err
	}
	s := &stage{
		target: t, root: root, known: t.record.of(info), there: was.next, folders: map[string]bool{}, exact: map[string]bool{},
		standing: t.record.of(was.info), standingRoot: was.root,
	}
	if s.known == nil {
		s.known = contents{}
	}
	maps.Copy(s.known, was.looked)
	// Room is made before anything is written, or a page "a/index.html" could not
	// come where a file "a" was.
	if err := s.clear(files); err != nil {
		return nil, err
	}
	fresh := make(contents, len(files))
	if err := s.putInto(fresh, files, func(f *File) bool { return f.Summary == nil }); err != nil {
		return nil, err
	}
	last := contents{} // apart, for those that are rendered look into fresh
	if err := s.putInto(last, summaries(files, fresh), func(*File) bool { return true }); err != nil {
		return nil, err
	}
	maps.Copy(fresh, last)
	return fresh, s.clearForms(fresh)
}

// clear removes what the next site does not have, so that a file may take the
// place of a folder and the other way round. It leaves compressed forms of
// files that stay: they may still be right.
func (s *stage) clear(files []File) error {
	wanted := make(map[string]bool, len(files))
	folders := map[string]bool{".": true}
	for _, f := range files {
		wanted[f.Path] = true
		for _, c := range codings() {
			wanted[f.Path+c.suffix] = true
		}
		for dir := path.Dir(f.Path); !folders[dir]; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	for name := range s.there.files {
		if !wanted[name] {
			if err := s.root.Remove(at(name)); err != nil {
				return err
			}
		}
	}
	for _, folder := range slices.Backward(s.there.folders) {
		if folders[folder] {
			s.folders[folder] = true
		} else if err := s.root.Remove(at(folder)); err != nil {
			return err
		}
	}
	return nil
}

// clearForms removes compressed forms that the next site does without.
func (s *stage) clearForms(fresh contents) error {
	for name := range s.there.files {
		if _, ok := fresh[name]; ok || !isCompressed(name, fresh) {
			continue
		}
		if err := s.root.Remove(at(name)); err != nil {
			return err
		}
	}
	return nil
}

// putInto renders and places the wanted of some files, several at a time, and adds
// what then stands there. Each worker holds one file in memory, so memory does not
// grow with the site.
func (s *stage) putInto(fresh contents, files []File, wanted func(*File) bool) error {
	var mu sync.Mutex // of fresh
	return parallel.Try(s.opt.Workers, len(files), func() func(int) error {
		var buf bytes.Buffer
		return func(i int) error {
			f := &files[i]
			if !wanted(f) {
				return nil
			}
			forms, err := s.put(f, &buf)
			mu.Lock()
			defer mu.Unlock()
			for _, p := range forms {
				fresh[p.path] = p.state
			}
			if err == nil && s.opt.One != nil {
				s.opt.One()
			}
			return err
		}
	})
}

// put renders one file and places it, with its compressed forms.
func (s *stage) put(f *File, buf *bytes.Buffer) ([]placed, error) {
	compressed := s.opt.Precompress && f.Kind != HostFile && gains(f.Path, math.MaxInt)
	// A file with a stamp is neither rendered nor inspected where it stands already,
	// which is what makes a second build quick.
	if f.Stamp != (Stamp{}) {
		if forms, ok, err := s.putFormsAgain(f, compressed); err != nil || ok {
			return forms, err
		}
	}
	buf.Reset()
	if err := f.Render(buf); err != nil {
		return nil, fmt.Errorf("render %s: %w", f.Path, err)
	}
	if err := s.checkSize(f.Path, int64(buf.Len())); err != nil {
		return nil, err
	}
	if s.opt.Inspect != nil {
		s.opt.Inspect(f, buf.Bytes())
	}
	plain, err := s.place(f.Path, buf.Bytes())
	if err != nil {
		return nil, err
	}
	plain.stamp = f.Stamp
	forms := []placed{plain}
	if compressed {
		return s.placeForms(forms, buf.Bytes())
	}
	return forms, nil
}

// checkSize refuses a file that the host would refuse, before the old site is gone.
func (s *stage) checkSize(name string, size int64) error {
	if most := s.opt.MaxFileSize; most > 0 && size > most {
		return fmt.Errorf("%s has %d bytes, and the host takes no more than %d in one file", name, size, most)
	}
	return nil
}

// place makes a file hold data, unless it does so already.
func (s *stage) place(name string, data []byte) (placed, error) {
	sum := sha256.Sum256(data)
	if kept, ok, err := s.keep(name); err != nil || ok && kept.sum == sum {
		return kept, err
	}
	info, err := s.write(name, data)
	if err != nil {
		return placed{}, err
	}
	return placed{name, state{size: info.Size(), time: info.ModTime().UnixNano(), sum: sum}}, nil
}

// keep returns a file that stands there, if it is ours and a host can read it.
func (s *stage) keep(name string) (placed, bool, error) {
	info := s.there.files[name]
	if info == nil || !info.Mode().IsRegular() {
		return placed{}, false, nil
	}
	known := s.known[name]
	if info.Mode().Perm() != 0o644 {
		if !known.is(info) { // the file may be somebody's, under another name as well
			return placed{}, false, nil
		}
		if err := s.root.Chmod(at(name), 0o644); err != nil {
			return placed{}, false, err
		}
	}
	state, err := look(s.root, name, info, known)
	if errors.Is(err, fs.ErrNotExist) { // it made room for one that could not be shared
		return placed{}, false, nil
	}
	return placed{name, state}, err == nil, err
}

// makeRoom sees to it that a file can be made: its folder is there, and no
// other file of its name.
func (s *stage) makeRoom(name string) error {
	if err := s.folder(path.Dir(name)); err != nil || s.there.files[name] == nil {
		return err
	}
	if err := s.root.Remove(at(name)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// write writes a file anew rather than over the old one, which a server may
// just be sending.
func (s *stage) write(name string, data []byte) (fs.FileInfo, error) {
	if err := s.makeRoom(name); err != nil {
		return nil, err
	}
	return writeNew(s.root, at(name), data)
}

// folder makes a folder of the next site if it is not there.
func (s *stage) folder(name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.makeFolder(name)
}

// makeFolder makes a folder and those around it. The caller holds mu: two workers
// may want one folder at the same time.
func (s *stage) makeFolder(name string) error {
	if name == "." || s.folders[name] {
		return nil
	}
	if err := s.makeFolder(path.Dir(name)); err != nil {
		return err
	}
	if err := s.root.Mkdir(at(name), folderMode); err != nil {
		return err
	}
	s.folders[name] = true
	exact, known := s.exact[path.Dir(name)]
	if !known {
		info, err := s.root.Lstat(at(name))
		if err != nil {
			return err
		}
		exact = info.Mode() == fs.ModeDir|folderMode
		s.exact[path.Dir(name)] = exact
	}
	if exact {
		return nil
	}
	return s.root.Chmod(at(name), folderMode)
}

// folderMode is the mode of all folders, whatever the umask and the folder around
// them say. Both say the same to all that are made in one folder, so the first of
// them tells whether the others need to be told: there is one for each page.
const folderMode = 0o755

// at is a path of the site as the system has it.
func at(name string) string { return filepath.FromSlash(name) }
