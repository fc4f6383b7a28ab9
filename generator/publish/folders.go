package publish

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// makeRoot opens a folder, making it if need be, readable for a host whatever
// the umask says. A link, or whatever else stands in its place, is refused.
func makeRoot(parent *os.Root, name string) (*os.Root, error) {
	if err := makeIn(parent, name); err != nil {
		return nil, err
	}
	return openRoot(parent, name)
}

// makeIn makes a folder in another that is open, unless something is there.
func makeIn(parent *os.Root, name string) error {
	switch err := parent.Mkdir(at(name), folderMode); {
	case errors.Is(err, fs.ErrExist):
		return nil
	case err != nil:
		return err
	}
	return parent.Chmod(at(name), folderMode)
}

// makeBelow makes a folder and those around it, up to the one that is open.
func makeBelow(root *os.Root, name string) error {
	if name == "." {
		return nil
	}
	err := makeIn(root, name)
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := makeBelow(root, path.Dir(name)); err != nil {
		return err
	}
	return makeIn(root, name)
}

// openRoot opens a folder that is one, and no link to one. Without such a
// folder it returns nil.
func openRoot(parent *os.Root, name string) (*os.Root, error) {
	info, err := lstat(parent, name)
	if info == nil || err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, notAFolder(name, info.Mode())
	}
	root, err := parent.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	opened, err := root.Stat(".")
	if err == nil && !os.SameFile(info, opened) {
		err = notAFolder(name, fs.ModeSymlink)
	}
	if err != nil {
		root.Close()
		return nil, err
	}
	return root, nil
}

// writeNew writes a file that must not be there yet, readable for a host whatever the
// umask says: whatever came under its name meanwhile is somebody else's.
func writeNew(root *os.Root, name string, data []byte) (fs.FileInfo, error) {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if _, err := f.Write(data); err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && info.Mode().Perm() != 0o644 {
		err = f.Chmod(0o644)
	}
	if err != nil {
		return nil, err
	}
	return info, f.Close()
}

// lstat describes what stands somewhere; nil if there is nothing.
func lstat(root *os.Root, name string) (fs.FileInfo, error) {
	info, err := root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return info, err
}

func notAFolder(name string, mode fs.FileMode) error {
	return refuse(name + ", where nosology keeps a folder of its own, is " + whatIs(mode))
}

// whatIs says in words what stands somewhere.
func whatIs(mode fs.FileMode) string {
	switch {
	case mode.IsRegular():
		return "a file"
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeSymlink != 0:
		return "a link"
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	}
	return "a device"
}

// makeFolder makes a folder, and those above it, that a host can read
// whatever the umask says.
func makeFolder(dir string) error {
	err := os.Mkdir(dir, folderMode)
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil
	case errors.Is(err, fs.ErrNotExist):
		parent := filepath.Dir(dir)
		if _, there := os.Stat(parent); there == nil || parent == dir {
			return err // the parent takes no folders
		}
		if err := makeFolder(parent); err != nil {
			return err
		}
		return makeFolder(dir)
	case err != nil:
		return err
	}
	return os.Chmod(dir, folderMode)
}
