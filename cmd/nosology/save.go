package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// Files of an author are never written where they stand: a disk that is full, or a power cut, would
// leave half of one. They are written beside it, and take its place whole.

// change writes files of the folder, by their paths in it; those whose text is nil it removes.
// All are first written beside those whose place they take, so that what can fail fails before
// anything has changed; if something fails after that, what was changed is put back.
func (f folder) change(files map[string][]byte) (err error) {
	at := func(name string) string { return filepath.Join(f.path, filepath.FromSlash(name)) }
	ready := map[string]waiting{}
	before := map[string]stood{} // without an entry if nothing stood there
	var done []string
	defer func() {
		for _, w := range ready {
			_ = os.Remove(w.path) // gone already, if all went well
		}
		if err == nil {
			return
		}
		for _, name := range done {
			err = errors.Join(err, before[name].putBack(at(name)))
		}
	}()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		switch old, readErr := os.ReadFile(at(name)); {
		case readErr == nil:
			before[name] = stood{true, old, modeOf(at(name), 0o644)}
		case !errors.Is(readErr, fs.ErrNotExist):
			return readErr // what cannot be read could not be put back
		}
		if text := files[name]; text != nil {
			w, err := writeBeside(at(name), text, 0o644)
			if err != nil {
				return err
			}
			ready[name] = w
		}
	}
	for _, name := range goneLast(files) {
		if files[name] == nil {
			err = os.Remove(at(name))
		} else {
			err = ready[name].takePlace()
		}
		if err != nil {
			return err
		}
		done = append(done, name)
	}
	return nil
}

// goneLast lists the paths of files, those that go behind all others.
// If the computer stops half way, a document is there twice rather than not at all.
func goneLast(files map[string][]byte) []string {
	var stay, leave []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if files[name] == nil {
			leave = append(leave, name)
		} else {
			stay = append(stay, name)
		}
	}
	return append(stay, leave...)
}

// stood is a file as it was before a change; the zero value is none.
type stood struct {
	there bool
	text  []byte
	mode  fs.FileMode
}

// putBack makes a file what it was.
func (s stood) putBack(name string) error {
	if !s.there {
		return os.Remove(name)
	}
	return replaceFile(name, s.text, s.mode)
}

// replaceFile writes a file, whole or not at all. mode is for one that was not there.
func replaceFile(name string, text []byte, mode fs.FileMode) error {
	w, err := writeBeside(name, text, mode)
	if err != nil {
		return err
	}
	if err := w.takePlace(); err != nil {
		return errors.Join(err, os.Remove(w.path))
	}
	return nil
}

// waiting is a file that is to take the place of another.
type waiting struct{ path, place string }

func (w waiting) takePlace() error { return os.Rename(w.path, w.place) }

// writeBeside writes what is to take the place of a file, with the mode of the one that is there.
func writeBeside(name string, text []byte, mode fs.FileMode) (waiting, error) {
	place, there, err := writable(name)
	if err != nil {
		return waiting{}, err
	}
	mode = modeOf(place, mode)
	w := waiting{waitingName(place), place}
	f, err := os.OpenFile(w.path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, mode)
	if err != nil {
		return waiting{}, err
	}
	_, err = f.Write(text)
	if there {
		err = errors.Join(err, f.Chmod(mode)) // whatever the umask
	}
	// Without it, a power cut could leave the name on the disk and not yet the text.
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(w.path)
	}
	return w, err
}

// writable finds the file that a name stands for: of a link, the one that it leads to, so that a
// link stays one. there is false if there is none yet.
// A file that may not be written is refused: to take its place would need no more than the right
// to its folder, and whoever locked it would not be asked.
func writable(name string) (place string, there bool, err error) {
	if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
		return name, false, nil
	}
	if place, err = filepath.EvalSymlinks(name); err != nil {
		return "", false, err
	}
	// A pipe would wait for who reads it.
	if info, err := os.Stat(place); err != nil || !info.Mode().IsRegular() {
		return "", false, errors.Join(err, fmt.Errorf("%s is not a plain file", name))
	}
	f, err := os.OpenFile(place, os.O_WRONLY, 0)
	if err != nil {
		return "", false, err
	}
	return place, true, f.Close()
}

// waitingName is where a file waits to take the place of another.
// Whatever reads a content folder passes over that ending. No two commands share one.
func waitingName(name string) string { return fmt.Sprintf("%s.%d.tmp", name, os.Getpid()) }

// modeOf is who may read and write a file; otherwise if it is not there yet.
func modeOf(name string, otherwise fs.FileMode) fs.FileMode {
	if info, err := os.Stat(name); err == nil {
		return info.Mode().Perm()
	}
	return otherwise
}

// writeNew writes a file unless there is one, and says whether it did.
// O_EXCL leaves it to the system to see whether there is one: between a look and a write somebody
// could have made it. Half of one is taken away again, or the next try would find it there.
func writeNew(name string, text []byte) (bool, error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Close()); err != nil {
		return false, errors.Join(err, os.Remove(name))
	}
	return true, nil
}
