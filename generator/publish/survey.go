package publish

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"syscall"

	"golang.org/x/sync/errgroup"
)

// survey is what stands in a target and its sidecar before a build.
type survey struct {
	target contents
	next   tree
}

// tree is a folder as it stands on the disk. Paths are slash-separated and
// relative to it; the folder itself is not among them.
type tree struct {
	files   map[string]fs.FileInfo // anything that is no folder
	folders []string               // outer before inner
}

// survey looks at both sites and refuses a target with anything in it that is
// not ours.
func (t *target) survey() (*survey, error) {
	var s survey
	var looks errgroup.Group
	looks.Go(func() (err error) {
		s.next, err = readTree(t.next())
		return err
	})
	looks.Go(func() error {
		there, err := readTree(t.dir)
		if err != nil {
			return err
		}
		s.target, err = t.own(there)
		return err
	})
	return &s, looks.Wait()
}

// own returns what a target holds if all of it is ours. A file that somebody
// has changed since it was written is still ours.
func (t *target) own(there tree) (contents, error) {
	ours := t.record.folders()
	for _, folder := range there.folders {
		if !ours[folder] {
			return nil, refusal("it holds the folder " + folder + ", which nosology did not make")
		}
	}
	held := make(contents, len(there.files))
	known := t.record.of(t.dir)
	for name, info := range there.files {
		if isDropping(path.Base(name)) {
			continue
		}
		if !t.record.has(name) {
			return nil, refusal("it holds " + name + ", which nosology did not write")
		}
		s, err := look(filepath.Join(t.dir, name), info, known[name])
		if err != nil {
			return nil, err
		}
		held[name] = s
	}
	return held, nil
}

// look returns the state of a file, reading it only if it is not as recorded.
func look(name string, info fs.FileInfo, known state) (state, error) {
	if known.is(info) {
		return known, nil
	}
	s := state{size: info.Size(), time: info.ModTime().UnixNano()}
	if !info.Mode().IsRegular() {
		return s, nil
	}
	data, err := os.ReadFile(name)
	if s.sum = sha256.Sum256(data); s.sum == known.sum {
		s.stamp = known.stamp
	}
	return s, err
}

// readTree lists a folder. One that is not there is empty.
func readTree(root string) (tree, error) {
	t := tree{files: map[string]fs.FileInfo{}}
	err := t.read(root, "")
	if errors.Is(err, fs.ErrNotExist) && !exists(root) {
		return t, nil
	}
	if errors.Is(err, syscall.ENOTDIR) {
		return t, refusal("it is a file, not a folder")
	}
	return t, err
}

func (t *tree) read(root, folder string) error {
	f, err := os.Open(filepath.Join(root, filepath.FromSlash(folder)))
	if err != nil {
		return err
	}
	entries, err := f.ReadDir(-1)
	f.Close()
	if err != nil {
		return err
	}
	for _, entry := range entries {
		name := path.Join(folder, entry.Name())
		if entry.IsDir() {
			t.folders = append(t.folders, name)
			if err := t.read(root, name); err != nil {
				return err
			}
			continue
		}
		if t.files[name], err = entry.Info(); err != nil {
			return err
		}
	}
	return nil
}
