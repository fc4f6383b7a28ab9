//go:build unix

package publish

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"syscall"
	"testing"
)

func TestModesAreTheHostsWhateverTheUmask(t *testing.T) {
	first := map[string]string{"index.html": "one", "a/b/index.html": "b"}
	next := map[string]string{"index.html": "two", "a/b/index.html": "b", "a/c/index.html": "c", "d/e/f/index.html": "f"}
	for _, inPlace := range []bool{false, true} {
		for _, mask := range []int{0, 0o022, 0o077, 0o177} {
			dir := filepath.Join(t.TempDir(), "public")
			func() {
				defer syscall.Umask(syscall.Umask(mask))
				for _, site := range []map[string]string{first, next} {
					if _, err := Write(dir, pages(site), Options{InPlace: inPlace, Precompress: true}); err != nil {
						t.Fatal(err)
					}
				}
			}()
			expect(t, dir, next)
			expectModes(t, dir, fmt.Sprintf("in place: %v, umask %o", inPlace, mask))
		}
	}
}

// expectModes expects that everybody can read a site.
func expectModes(t *testing.T, dir, how string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		want := fs.FileMode(0o644)
		if entry.IsDir() {
			want = 0o755 | fs.ModeDir
		}
		if err == nil && info.Mode() != want {
			t.Errorf("%s: %s has the mode %v, want %v", how, name, info.Mode(), want)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
