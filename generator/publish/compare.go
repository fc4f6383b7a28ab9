package publish

import (
	"bytes"
	"maps"
	"os"
)

// Difference is a file that two folders do not hold alike.
type Difference struct {
	Path     string
	Old, New int64 // sizes in bytes; -1 where it is not there
}

// Compare lists what differs between two folders, by path. It reads what it
// must, and writes nothing.
func Compare(old, new string) ([]Difference, error) {
	oldRoot, before, err := openTree(old)
	if err != nil {
		return nil, err
	}
	defer oldRoot.Close()
	newRoot, after, err := openTree(new)
	if err != nil {
		return nil, err
	}
	defer newRoot.Close()
	var all []Difference
	either := maps.Clone(before.files)
	maps.Copy(either, after.files)
	for _, name := range sortedKeys(either) {
		d := Difference{name, -1, -1}
		if info := before.files[name]; info != nil {
			d.Old = info.Size()
		}
		if info := after.files[name]; info != nil {
			d.New = info.Size()
		}
		if d.Old == d.New && before.files[name].Mode().IsRegular() && after.files[name].Mode().IsRegular() {
			same, err := sameBytes(oldRoot, newRoot, at(name))
			if err != nil {
				return nil, err
			}
			if same {
				continue
			}
		}
		all = append(all, d)
	}
	return all, nil
}

// openTree opens a folder and lists it.
func openTree(dir string) (*os.Root, tree, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, tree{}, err
	}
	there, err := readTree(root)
	if err != nil {
		root.Close()
	}
	return root, there, err
}

// sameBytes compares two files of the same size, which are read whole: no file of
// a site is larger than what a build has held in memory.
func sameBytes(a, b *os.Root, name string) (bool, error) {
	one, err := a.ReadFile(name)
	if err != nil {
		return false, err
	}
	other, err := b.ReadFile(name)
	return bytes.Equal(one, other), err
}
