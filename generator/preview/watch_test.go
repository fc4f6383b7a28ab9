package preview

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"nosology/generator"
)

// Whatever way an editor saves, what changed is named; what it writes beside
// the document is not.
func TestWatch(t *testing.T) {
	ways := []struct {
		name string
		save func(dir string) error
		want string
	}{
		{"write in place", func(dir string) error { return os.WriteFile(dir+"/causes/a.md", []byte("2"), 0o644) }, "causes/a.md"},
		{"write beside and rename", func(dir string) error {
			if err := os.WriteFile(dir+"/causes/.a.md.swp", []byte("3"), 0o644); err != nil {
				return err
			}
			return os.Rename(dir+"/causes/.a.md.swp", dir+"/causes/a.md")
		}, "causes/a.md"},
		{"keep a backup", func(dir string) error {
			if err := os.Rename(dir+"/causes/a.md", dir+"/causes/a.md~"); err != nil {
				return err
			}
			return os.WriteFile(dir+"/causes/a.md", []byte("4"), 0o644)
		}, "causes/a.md"},
		{"delete", func(dir string) error { return os.Remove(dir + "/causes/a.md") }, "causes/a.md"},
		{"a new folder", func(dir string) error { return os.Mkdir(dir+"/articles", 0o755) }, "articles"},
		{"a file in the new folder", func(dir string) error { return os.WriteFile(dir+"/articles/b.md", []byte("5"), 0o644) }, "articles/b.md"},
	}
	for _, poll := range []time.Duration{0, 10 * time.Millisecond} {
		t.Run("poll "+poll.String(), func(t *testing.T) {
			dir := t.TempDir()
			os.Mkdir(filepath.Join(dir, "causes"), 0o755)
			os.WriteFile(dir+"/causes/a.md", []byte("1"), 0o644)
			changes := watch(t, dir, poll)
			for _, way := range ways {
				if poll > 0 && way.want == "articles" {
					way.save(dir) // an empty folder is nothing to a poll
					continue
				}
				if err := way.save(dir); err != nil {
					t.Fatal(err)
				}
				expect(t, way.name, changes, way.want)
			}
		})
	}
}

// watch watches a folder until the test ends. It is ready when it returns.
func watch(t *testing.T, dir string, poll time.Duration) <-chan generator.Change {
	ctx, stop := context.WithCancel(context.Background())
	changes := make(chan generator.Change, 100)
	ended := make(chan error, 1)
	go func() {
		ended <- Watch(ctx, Folders{Content: dir}, poll, func(c generator.Change) { changes <- c })
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	for i := 0; ; i++ { // until a save is noticed, nobody is watching yet
		os.WriteFile(filepath.Join(dir, "probe.md"), []byte{byte(i)}, 0o644)
		select {
		case <-changes:
			os.Remove(filepath.Join(dir, "probe.md"))
			for {
				select {
				case <-changes:
				case <-time.After(50 * time.Millisecond):
					return changes
				}
			}
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func expect(t *testing.T, way string, changes <-chan generator.Change, want string) {
	t.Helper()
	limit := time.After(5 * time.Second)
	for {
		select {
		case c := <-changes:
			if slices.ContainsFunc(c.Content, isScratch) {
				t.Errorf("%s: an editor's own file is among %v", way, c.Content)
			}
			if slices.Contains(c.Content, want) {
				return
			}
		case <-limit:
			t.Fatalf("%s: %s was not noticed", way, want)
		}
	}
}

func TestChangeSortsPaths(t *testing.T) {
	f := Folders{Content: "/c", Layouts: "/l", Static: "/s"}
	c, any := f.change([]string{"/c/causes/a.md", "/c/causes/a.md", "/l/page.html", "/c/causes/.a.md.swp", "/c/causes/4913"})
	if !any || !slices.Equal(c.Content, []string{"causes/a.md"}) || !c.Layouts || c.Static {
		t.Errorf("got %+v", c)
	}
	if _, any := f.change([]string{"/c/#a.md#", "/elsewhere/a.md"}); any {
		t.Error("what bears on nothing counts as a change")
	}
}
