package publish

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"
)

// survey is what stands in a target and its sidecar before a build.
type survey struct {
	root   *os.Root    // the target, unless it is not there
	info   fs.FileInfo // of it
	target contents
	times  map[string]time.Time // when its folders last changed
	next   tree
	looked contents // files of next that are ours, but not as recorded
}

func (s *survey) isThere() bool { return s.root != nil }

func (s *survey) close() {
	if s.root != nil {
		s.root.Close()
	}
}

// tree is a folder as it stands on the disk. Paths are slash-separated and
// relative to it; the folder itself is not among them.
type tree struct {
	files   map[string]fs.FileInfo // anything that is no folder
	folders []string               // outer before inner
	times   map[string]time.Time   // of the folders, and of the tree itself as "."
}

// survey looks at both sites and refuses a target with anything in it that is
// not ours.
func (t *target) survey() (*survey, error) {
	s := &survey{}
	var looks errgroup.Group
	looks.Go(func() (err error) {
		s.next, s.looked, err = t.surveyNext()
		return err
	})
	looks.Go(func() (err error) {
		if s.root, err = openRoot(t.parent, t.name); s.root == nil || err != nil {
			return err
		}
		if s.info, err = s.root.Stat("."); err != nil {
			return err
		}
		there, err := readTree(s.root)
		if err != nil {
			return err
		}
		s.times = there.times
		s.target, err = t.own(s, there)
		return err
	})
	if err := looks.Wait(); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// surveyNext looks at the folder in which the next site is to be made, and
// moves aside what is not ours.
func (t *target) surveyNext() (there tree, looked contents, err error) {
	info, err := lstat(t.side, "next")
	if err != nil || info == nil {
		return there, nil, err
	}
	if !info.IsDir() {
		return there, nil, t.moveAside("next")
	}
	root, err := openRoot(t.side, "next")
	if err != nil {
		return there, nil, err
	}
	defer root.Close()
	if there, err = readTree(root); err != nil {
		return there, nil, err
	}
	changed, looked := t.lookForChanges(root, info, there)
	return there, looked, t.moveForeignAside(&there, changed)
}

// own returns what a target holds if all of it is ours. A file that somebody
// has changed since it was written is still ours.
func (t *target) own(s *survey, there tree) (contents, error) {
	ours := t.record.folders()
	for _, folder := range there.folders {
		if !ours[folder] {
			return nil, refuse("it holds the folder " + folder + ", which nosology did not make")
		}
	}
	held := make(contents, len(there.files))
	known := t.record.of(s.info)
	for name, info := range there.files {
		if isDropping(path.Base(name), info.Mode()) || name == arrival {
			continue
		}
		if !t.record.wrote(name) || !info.Mode().IsRegular() {
			return nil, refuse("it holds " + name + ", which nosology did not write")
		}
		s, err := look(s.root, name, info, known[name])
		if err != nil {
			return nil, err
		}
		held[name] = s
	}
	return held, nil
}

// lookAgain refuses a target into which somebody has put something since it
// was surveyed. A folder to which nothing has come bears the same time.
func (t *target) lookAgain(s *survey) error {
	now, err := lstat(t.parent, t.name)
	if now == nil || err != nil {
		return err
	}
	if !s.isThere() {
		return refuse("somebody has made it while the site was made")
	}
	for folder, then := range s.times {
		info, err := os.Lstat(filepath.Join(t.dir, filepath.FromSlash(folder)))
		if err == nil && info.ModTime().Equal(then) {
			continue
		}
		there, err := readTree(s.root)
		if err != nil {
			return err
		}
		_, err = t.own(s, there)
		return err
	}
	return nil
}

// look returns the state of a file, reading it only if it is not as recorded.
func look(root *os.Root, name string, info fs.FileInfo, known state) (state, error) {
	if known.is(info) {
		return known, nil
	}
	s := state{size: info.Size(), time: info.ModTime().UnixNano()}
	data, err := root.ReadFile(filepath.FromSlash(name))
	if s.sum = sha256.Sum256(data); s.sum == known.sum {
		s.stamp = known.stamp
	}
	return s, err
}

// readTree lists a folder. Links in it are not followed.
func readTree(root *os.Root) (tree, error) {
	t := tree{files: map[string]fs.FileInfo{}, times: map[string]time.Time{}}
	err := t.read(root, ".")
	if errors.Is(err, syscall.ENOTDIR) {
		return t, refuse("it is a file, not a folder")
	}
	return t, err
}

// read lists a folder and then those in it. Its time is taken before its entries:
// what comes in between changes the time again, and lookAgain sees it.
func (t *tree) read(root *os.Root, folder string) error {
	f, err := root.Open(filepath.FromSlash(folder))
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return err
	}
	t.times[folder] = info.ModTime()
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
