package corpus_test

import (
	"maps"
	"os"
	"slices"
	"testing"
	"time"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/disk"
	"nosology/generator/internal/corpus"
	"nosology/generator/site"
)

// What is measured must not be how fast mistakes are told.
func TestNoPageHasAMistake(t *testing.T) {
	tree, found, err := content.Load(corpus.New(60, 3).FS(), "content")
	if err != nil {
		t.Fatal(err)
	}
	_, more := site.NewLinker().Update(tree, time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC))
	for _, d := range append(found, more...) {
		if d.Severity != diag.Note {
			t.Errorf("%s: %s", d.Severity, d)
		}
	}
}

// A folder hangs together after any edits, but for the mistakes that are made on
// purpose; Save names what differs on the disk, and nothing else.
func TestFolderHangsTogether(t *testing.T) {
	f := corpus.NewFolder(t.TempDir(), 5)
	if changed := f.Save(); len(changed) > 0 {
		t.Errorf("nothing was edited, and %v are saved", changed)
	}
	for i := range 20 {
		before := disk.Texts(t, f.Dir)
		what := f.Edit()
		changed := f.Save()
		after := disk.Texts(t, f.Dir)
		var differ []string
		all := maps.Clone(before)
		maps.Copy(all, after)
		for name := range all {
			if before[name] != after[name] {
				differ = append(differ, name)
			}
		}
		slices.Sort(differ)
		slices.Sort(changed)
		if !slices.Equal(differ, changed) {
			t.Fatalf("edit %d, %s: saved %v, but %v differ", i, what, changed, differ)
		}
		_, found, err := content.Load(os.DirFS(f.Dir), "content")
		if err != nil {
			t.Fatal(err)
		}
		if diag.HasErrors(found) != (f.Wrong != "") {
			t.Fatalf("edit %d, %s: the mistake is in %q, and found are %v", i, what, f.Wrong, found)
		}
	}
}

// The same seed makes the same edits, so that a failure can be looked at again.
func TestSameSeedSameEdits(t *testing.T) {
	one, other := corpus.NewFolder(t.TempDir(), 9), corpus.NewFolder(t.TempDir(), 9)
	for i := range 30 {
		if a, b := one.Edit(), other.Edit(); a != b {
			t.Fatalf("edit %d is %q, and then %q", i, a, b)
		}
	}
	one.Save()
	other.Save()
	if !maps.Equal(disk.Texts(t, one.Dir), disk.Texts(t, other.Dir)) {
		t.Error("the folders differ")
	}
}
