//go:build unix

package publish

import (
	"io/fs"
	"path/filepath"
	"syscall"
	"testing"
)

func TestModesAreTheHostsWhateverTheUmask(t *testing.T) {
	for _, mask := range []int{0, 0o022, 0o077, 0o177} {
		dir := filepath.Join(t.TempDir(), "public")
		func() {
			defer syscall.Umask(syscall.Umask(mask))
			write(t, dir, map[string]string{"index.html": "one", "a/b/index.html": "b"})
		}()
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
				t.Errorf("umask %o: %s has the mode %v, want %v", mask, name, info.Mode(), want)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
