package publish

import (
	"bytes"
	"os"
	"path/filepath"
)

// Difference is a file that two folders do not hold alike.
type Difference struct {
	Path     string
	Old, New int64 // sizes in bytes; -1 where it is not there
}

// Compare lists what differs between two folders, by path. It reads what it
// must, and writes nothing.
func Compare(old, new string) ([]Difference, error) {
	before, err := readTree(old)
	if err != nil {
		return nil, err
	}
	after, err := readTree(new)
	if err != nil {
		return nil, err
	}
	var all []Difference
	for _, name := range sortedKeys(union(before.files, after.files)) {
		d := Difference{name, -1, -1}
		if info := before.files[name]; info != nil {
			d.Old = info.Size()
		}
		if info := after.files[name]; info != nil {
			d.New = info.Size()
		}
		if d.Old == d.New {
			same, err := sameBytes(filepath.Join(old, name), filepath.Join(new, name))
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

func union[V any](a, b map[string]V) map[string]bool {
	names := make(map[string]bool, len(a))
	for name := range a {
		names[name] = true
	}
	for name := range b {
		names[name] = true
	}
	return names
}

func sameBytes(a, b string) (bool, error) {
	one, err := os.ReadFile(a)
	if err != nil {
		return false, err
	}
	other, err := os.ReadFile(b)
	return bytes.Equal(one, other), err
}
