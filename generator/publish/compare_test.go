package publish

import (
	"fmt"
	"path/filepath"
	"testing"
)

func TestCompareListsWhatDiffers(t *testing.T) {
	old, new := filepath.Join(t.TempDir(), "old"), filepath.Join(t.TempDir(), "new")
	write(t, old, map[string]string{"index.html": "one", "a/index.html": "same", "gone.txt": "gone", "grown.txt": "1"})
	write(t, new, map[string]string{"index.html": "two", "a/index.html": "same", "new/index.html": "", "grown.txt": "12"})
	got, err := Compare(old, new)
	want := "[{gone.txt 4 -1} {grown.txt 1 2} {index.html 3 3} {new/index.html -1 0}]"
	if err != nil || fmt.Sprint(got) != want {
		t.Errorf("got %v, %v; want %s", got, err, want)
	}
	if got, err := Compare(old, old); err != nil || len(got) > 0 {
		t.Errorf("a folder differs from itself: %v, %v", got, err)
	}
}
