package preview

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"nosology/generator"
	"nosology/generator/disk"
	"nosology/generator/input"
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
	return watchAll(t, Folders{Content: dir}, poll)
}

// watchAll watches folders until the test ends. It is ready when it returns.
func watchAll(t *testing.T, f Folders, poll time.Duration) <-chan generator.Change {
	ctx, stop := context.WithCancel(context.Background())
	changes := make(chan generator.Change, 100)
	ended := make(chan error, 1)
	go func() {
		ended <- Watch(ctx, f, f.Look(), poll, func(c generator.Change) { changes <- c })
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	for i := 0; ; i++ { // until a save is noticed, nobody is watching yet
		os.WriteFile(filepath.Join(f.Content, "probe.md"), []byte{byte(i)}, 0o644)
		select {
		case <-changes:
			os.Remove(filepath.Join(f.Content, "probe.md"))
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

// symlink makes a symbolic link, for which Windows asks for a right that few have.
func symlink(t *testing.T, to, at string) {
	t.Helper()
	err := os.Symlink(to, at)
	if err != nil && runtime.GOOS == "windows" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func expect(t *testing.T, way string, changes <-chan generator.Change, want string) {
	t.Helper()
	limit := time.After(5 * time.Second)
	for {
		select {
		case c := <-changes:
			if slices.ContainsFunc(c.Content, func(p string) bool { return input.IsLitter(filepath.Base(p)) }) {
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

// Whatever happens to the folders themselves, what is saved in them afterwards
// is seen: they are renamed, taken away and put back, reached through a link,
// and called by names that look like something else.
func TestWatchFollowsFolders(t *testing.T) {
	write := func(name string) func(string) error {
		return func(dir string) error {
			if err := os.MkdirAll(filepath.Dir(dir+"/"+name), 0o755); err != nil {
				return err
			}
			return os.WriteFile(dir+"/"+name, []byte(time.Now().String()), 0o644)
		}
	}
	rename := func(from, to string) func(string) error {
		return func(dir string) error { return os.Rename(dir+"/"+from, dir+"/"+to) }
	}
	steps := []struct {
		do   func(dir string) error
		want string // "" if nothing is to be seen
	}{
		{write("real/causes/07/a.md"), "causes/07/a.md"},
		{rename("real/causes/07", "away"), "causes/07/a.md"},
		{rename("away", "real/causes/v1.2"), "causes/v1.2/a.md"},
		{write("real/causes/v1.2/a.md"), "causes/v1.2/a.md"},
		{rename("real/causes", "real/articles"), "articles/v1.2/a.md"},
		{write("real/articles/v1.2/b.md"), "articles/v1.2/b.md"},
		{rename("real", "elsewhere"), "articles/v1.2/b.md"},
		{write("elsewhere/articles/v1.2/c.md"), ""},
		{write("real/articles/d.md"), "articles/d.md"},
		{write("real/articles/d.md"), "articles/d.md"},
		{write("real/old~/e.md"), ""},
		{write("real/images/f.png"), "images/f.png"},
		{func(dir string) error { return os.Remove(dir + "/real/images/f.png") }, "images/f.png"},
	}
	for _, poll := range []time.Duration{0, 10 * time.Millisecond} {
		t.Run("poll "+poll.String(), func(t *testing.T) {
			dir := t.TempDir()
			os.Mkdir(dir+"/real", 0o755)
			symlink(t, "real", dir+"/content")
			changes := watch(t, dir+"/content", poll)
			for i, step := range steps {
				if err := step.do(dir); err != nil {
					t.Fatal(err)
				}
				if step.want != "" {
					expect(t, fmt.Sprintf("step %d", i), changes, step.want)
				}
			}
		})
	}
}

// The folders may be called by names that lead to one place in different ways:
// wherever they stand together, each is followed when it goes and comes back. The
// system tells of such a place under one of its names, of which it chooses, so
// each round is another throw.
func TestWatchFollowsFoldersOfManyNames(t *testing.T) {
	for range 8 {
		dir := t.TempDir()
		t.Chdir(dir)
		disk.Write(t, dir+"/site/content/a.md", "1")
		symlink(t, "site", dir+"/link")
		t.Chdir("site")
		changes := watchAll(t, Folders{Content: dir + "/site/content", Layouts: "layouts", Static: dir + "/link/static"}, 0)
		if err := os.Rename("content", "elsewhere"); err != nil {
			t.Fatal(err)
		}
		expect(t, "the folder goes", changes, "a.md")
		disk.Write(t, dir+"/site/content/b.md", "2")
		expect(t, "another folder comes", changes, "b.md")
	}
}

// A link on the way to the folder is followed when it is led elsewhere, though
// nothing happens in either of the folders; and so is a folder whose own folder
// went with it and comes back.
func TestWatchFollowsTheWayToAFolder(t *testing.T) {
	dir := t.TempDir()
	disk.Write(t, dir+"/trees/1/content/a.md", "1")
	disk.Write(t, dir+"/trees/2/content/b.md", "2")
	do := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	symlink(t, "trees/1", dir+"/current")
	symlink(t, "trees/2", dir+"/next")
	changes := watch(t, dir+"/current/content", 0)
	do(os.Rename(dir+"/next", dir+"/current"))
	expect(t, "another tree", changes, "b.md")
	disk.Write(t, dir+"/trees/2/content/b.md", "22")
	expect(t, "a save in it", changes, "b.md")
	do(os.Rename(dir+"/trees", dir+"/away"))
	do(os.RemoveAll(dir + "/away"))
	expect(t, "all trees go", changes, "b.md")
	disk.Write(t, dir+"/trees/2/content/c.md", "3")
	expect(t, "a tree comes back", changes, "c.md")
	disk.Write(t, dir+"/trees/2/content/c.md", "33")
	expect(t, "a save in that", changes, "c.md")
}

// A folder that moves away and is removed at once, as when another branch is checked out, ends
// no watch: the system drops what was watched before it can be taken back.
func TestWatchOutlivesFoldersThatMoveAndGo(t *testing.T) {
	dir := t.TempDir()
	disk.Write(t, dir+"/content/a.md", "1")
	changes := watch(t, dir+"/content", 0)
	for i := range 40 {
		for k := range 20 {
			disk.Write(t, fmt.Sprintf("%s/content/%d/%d/b.md", dir, i, k), "2")
		}
		expect(t, "folders come", changes, fmt.Sprintf("%d/0/b.md", i))
		if err := errors.Join(os.Rename(fmt.Sprintf("%s/content/%d", dir, i), dir+"/away"), os.RemoveAll(dir+"/away")); err != nil {
			t.Fatal(err)
		}
		disk.Write(t, dir+"/content/a.md", fmt.Sprint("save ", i))
		expect(t, "they go, and a file is saved", changes, "a.md")
	}
}

// A file is another one even if its size and its time are the same, and what was
// saved before the watch began is seen.
func TestWatchSeesWhatLooksTheSame(t *testing.T) {
	dir := t.TempDir()
	then := time.Now().Add(-time.Hour)
	save := func(name, text string) {
		disk.Write(t, dir+"/"+name, text)
		if err := os.Chtimes(dir+"/"+name, then, then); err != nil {
			t.Fatal(err)
		}
	}
	save("a.png", "one")
	f := Folders{Content: dir}
	before := f.Look()
	if c, any := f.change(before, f.Look()); any {
		t.Errorf("nothing has changed, but for %v", c.Content)
	}
	save("b.tmp", "two")
	if err := os.Rename(dir+"/b.tmp", dir+"/a.png"); err != nil {
		t.Fatal(err)
	}
	if c, _ := f.change(before, f.Look()); !slices.Equal(c.Content, []string{"a.png"}) {
		t.Errorf("a.png is another file, but what changed is %v", c.Content)
	}
}
