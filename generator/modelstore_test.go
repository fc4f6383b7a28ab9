package generator

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"nosology/generator/disk"
)

// TestModelStore: what was learned is remembered for the same lesson, and a file that is of another, cut short, or
// damaged anywhere is as good as none.
func TestModelStore(t *testing.T) {
	store := &modelStore{filepath.Join(t.TempDir(), "folder", "cache.said")}
	learned := 0
	ask := func(key string, want string) {
		t.Helper()
		got := store.model(key, func() []byte { learned++; return []byte(want) })
		if string(got) != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
	ask("0123456789abcdef", "one")
	ask("0123456789abcdef", "one")
	if learned != 1 {
		t.Errorf("learned %d times, want once", learned)
	}
	ask("fedcba9876543210", "two")
	whole := disk.Read(t, store.file)
	for i := range whole {
		for _, damaged := range [][]byte{whole[:i], append(append(bytes.Clone(whole[:i]), whole[i]^1), whole[i+1:]...)} {
			disk.Write(t, store.file, damaged)
			if _, ok := store.read("fedcba9876543210"); ok {
				t.Errorf("believed although byte %d is wrong", i)
			}
		}
	}
	if entries, err := os.ReadDir(filepath.Dir(store.file)); err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v %v", entries, err)
	}
}
