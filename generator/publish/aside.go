package publish

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"
)

// moveForeignAside moves aside what is not ours in the folder next, and takes
// it out of the tree. changed are files under our names with bytes that are
// not ours.
func (t *target) moveForeignAside(there *tree, changed map[string]bool) error {
	ours := t.record.folders()
	for name := range t.record.making {
		addFolders(ours, name)
	}
	gone := map[string]bool{}
	var folders []string
	for _, folder := range there.folders {
		switch {
		case gone[path.Dir(folder)]:
			gone[folder] = true
		case ours[folder]:
			folders = append(folders, folder)
		default:
			gone[folder] = true
			if err := t.moveAside("next/" + folder); err != nil {
				return err
			}
		}
	}
	there.folders = folders
	for name, info := range there.files {
		if gone[path.Dir(name)] {
			delete(there.files, name)
			continue
		}
		isOurs := info.Mode().IsRegular() && (t.record.wrote(name) || t.record.making[name] || t.record.making[plainName(name)])
		if isOurs && !changed[name] || isDropping(path.Base(name), info.Mode()) {
			continue
		}
		delete(there.files, name)
		if err := t.moveAside("next/" + name); err != nil {
			return err
		}
	}
	return nil
}

// plainName is the path of what a compressed form is made from.
func plainName(name string) string {
	for _, c := range codings() {
		if plain, ok := strings.CutSuffix(name, c.suffix); ok {
			return plain
		}
	}
	return name
}

// lookForChanges returns the files of the folder next that bear names of ours
// and bytes that no site of ours had there, and the states of those that it
// had to read and are ours. After a build that was broken off nobody can know;
// then all are taken for its.
func (t *target) lookForChanges(root *os.Root, info fs.FileInfo, there tree) (changed map[string]bool, looked contents) {
	if t.record.broken {
		return nil, nil
	}
	known := t.record.of(info)
	changed, looked = map[string]bool{}, contents{}
	var mu sync.Mutex
	var looks errgroup.Group
	looks.SetLimit(runtime.GOMAXPROCS(0))
	for name, info := range there.files {
		if known[name].is(info) || !info.Mode().IsRegular() || !t.record.wrote(name) {
			continue
		}
		looks.Go(func() error {
			s, err := look(root, name, info, state{})
			mu.Lock()
			defer mu.Unlock()
			if err != nil || !t.record.has(name, s) {
				changed[name] = true
			} else {
				s.stamp = known[name].stampOf(s)
				looked[name] = s
			}
			return nil
		})
	}
	_ = looks.Wait() // what cannot be read has been counted as changed
	return changed, looked
}

// stampOf is the stamp of a file that is known, if another state of it has the
// same bytes.
func (s state) stampOf(other state) Stamp {
	if s.sum == other.sum {
		return s.stamp
	}
	return Stamp{}
}

// moveAside moves what is not ours from the sidecar to a folder there that
// holds nothing else, and tells. It is moved as it is: links are not followed,
// and nothing is read.
func (t *target) moveAside(what string) error {
	for n := 1; t.aside == ""; n++ {
		name := "aside-" + strconv.Itoa(n)
		err := t.side.Mkdir(name, 0o755)
		if err == nil {
			t.aside = name
		} else if !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	to := path.Join(t.aside, what)
	if err := t.side.MkdirAll(at(path.Dir(to)), 0o755); err != nil {
		return err
	}
	if err := t.side.Rename(at(what), at(to)); err != nil {
		return err
	}
	if t.opt.MovedAside != nil {
		sidecar := filepath.Join(filepath.Dir(t.dir), t.sidecar)
		t.opt.MovedAside(filepath.Join(t.sidecar, at(what)), filepath.Join(sidecar, at(to)))
	}
	return nil
}
