// Package disk writes and reads folders for tests. Whatever the disk refuses ends
// the test.
package disk

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
)

// Read returns the bytes of a file.
func Read(t testing.TB, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// Write writes a file, and makes the folders that it stands in.
func Write[Text string | []byte](t testing.TB, name string, text Text) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// Texts returns the text of every file below a folder by its path there; folders
// that hold nothing are named with a slash.
func Texts(t testing.TB, dir string) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for name, f := range Memory(t, os.DirFS(dir)) {
		if f.Mode.IsDir() {
			name += "/"
		}
		texts[name] = string(f.Data)
	}
	return texts
}

// Memory copies a folder, to be changed in memory. It has folders of their own only
// where they hold nothing.
func Memory(t testing.TB, folder fs.FS) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		f := &fstest.MapFile{Mode: info.Mode()}
		if entry.IsDir() {
			inside, err := fs.ReadDir(folder, name)
			if len(inside) == 0 {
				files[name] = f
			}
			return err
		}
		files[name] = f
		f.Data, err = fs.ReadFile(folder, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
