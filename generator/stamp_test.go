package generator_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"nosology/generator"
	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/disk"
	"nosology/generator/internal/corpus"
	"nosology/generator/internal/soak"
	"nosology/generator/publish"
)

// A build over an earlier one writes what a build into an empty folder does,
// whatever was edited in between.
func TestBuildAfterBuild(t *testing.T) {
	edits := soak.Rounds(80, 200)
	f := corpus.NewFolder(t.TempDir(), 3)
	opt := generator.Options{Content: os.DirFS(f.Dir), Name: "content", AsOf: today, Host: publish.FindHost("netlify")}
	again := filepath.Join(t.TempDir(), "again")
	kept := 0
	for i := range edits {
		what := f.Edit()
		f.Save()
		before := pageFiles(t, again)
		s, _, err := generator.Build(again, opt, publish.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if diag.HasErrors(s.Diagnostics) {
			continue
		}
		fresh := filepath.Join(t.TempDir(), fmt.Sprint(i))
		build(t, fresh, opt, publish.Options{})
		sameFiles(t, fmt.Sprintf("edit %d, %s", i, what), disk.Texts(t, again), disk.Texts(t, fresh))
		for name, after := range pageFiles(t, again) {
			if was := before[name]; was != nil && os.SameFile(was, after) {
				kept++
			}
		}
	}
	t.Logf("%d edits; %d pages were left as they stood", edits, kept)
	if kept < edits {
		t.Errorf("only %d pages were left as they stood", kept)
	}
}

// pageFiles lists the pages in a folder, which may not be there.
func pageFiles(t *testing.T, dir string) map[string]fs.FileInfo {
	t.Helper()
	all := map[string]fs.FileInfo{}
	fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".html") {
			all[name], err = e.Info()
		}
		if os.IsNotExist(err) {
			return nil
		}
		return err
	})
	return all
}

func sameFiles(t *testing.T, when string, got, want map[string]string) {
	t.Helper()
	for name := range want {
		if got[name] != want[name] {
			t.Fatalf("%s: %s is not what it is in an empty folder (%d and %d bytes)", when, name, len(got[name]), len(want[name]))
		}
	}
	if len(got) != len(want) {
		t.Fatalf("%s: %d files and not %d", when, len(got), len(want))
	}
}

// The same on the real content, of which every kind of part is in use.
func TestBuildAfterBuildOfTheShippedSite(t *testing.T) {
	opt := shipped()
	folder := disk.Memory(t, opt.Content)
	opt.Content = folder
	tree, _, err := content.Load(folder, "content")
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(4, 5))
	out := filepath.Join(t.TempDir(), "public")
	build(t, out, opt, publish.Options{})
	built, broken := 0, 0
	for i := range 12 {
		was, edited := maps.Clone(folder), []string{}
		for range 3 {
			d := tree.Docs[r.IntN(len(tree.Docs))]
			folder[d.Path] = &fstest.MapFile{Data: editBody(r, string(folder[d.Path].Data), tree.Docs[r.IntN(len(tree.Docs))])}
			edited = append(edited, d.Path)
		}
		s, _, err := generator.Build(out, opt, publish.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if diag.HasErrors(s.Diagnostics) { // it took out what something else needs
			maps.Copy(folder, was)
			broken++
			continue
		}
		built++
		asRendered(t, fmt.Sprintf("round %d, edits of %s", i, edited), out, s.Files)
	}
	t.Logf("%d rounds of edits, and %d with mistakes", built, broken)
	if built < broken {
		t.Error("too few edits hold together")
	}
}

// editBody takes a paragraph out of a document, doubles one, or adds one that
// names another document.
func editBody(r *rand.Rand, text string, other *content.Document) []byte {
	front, body, _ := strings.Cut(text, "\n---\n")
	parts := strings.Split(body, "\n\n")
	at := r.IntN(len(parts))
	switch r.IntN(3) {
	case 0:
		parts = slices.Delete(parts, at, at+1)
	case 1:
		parts = slices.Insert(parts, at, "A word on "+strings.ToLower(other.Title.S)+" would not hurt here. [@general]")
	case 2:
		parts = slices.Insert(parts, at, "## One heading more", "It stands above this. [@general]")
	}
	return []byte(front + "\n---\n" + strings.Join(parts, "\n\n"))
}

// asRendered fails unless a folder holds what the files render to.
func asRendered(t *testing.T, when, dir string, files []publish.File) {
	t.Helper()
	var page bytes.Buffer
	for i := range files {
		if files[i].Kind == publish.AssetFile {
			continue
		}
		page.Reset()
		if err := files[i].Render(&page); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(filepath.Join(dir, files[i].Path)); err != nil || !bytes.Equal(got, page.Bytes()) {
			t.Fatalf("%s: %s is not as it is rendered (%v)", when, files[i].Path, err)
		}
	}
}

// What one run leaves in the cache for the next changes no byte of a site.
func TestCache(t *testing.T) {
	opt := generator.Options{Name: "content", AsOf: today, Host: publish.FindHost("netlify"), Cache: filepath.Join(t.TempDir(), "bodies")}
	folder := fstest.MapFS{}
	for path, text := range corpus.New(2000, 2).Files() {
		folder[path] = &fstest.MapFile{Data: text}
	}
	opt.Content = folder
	out, fresh := filepath.Join(t.TempDir(), "out"), filepath.Join(t.TempDir(), "fresh")
	for round := range 3 {
		for _, path := range []string{"pages/index.md", slices.Sorted(maps.Keys(folder))[100*round+7]} {
			folder[path].Data = append(bytes.Clone(folder[path].Data), "\nOne paragraph more.\n"...)
		}
		build(t, out, opt, publish.Options{})
		if info, err := os.Stat(opt.Cache); err != nil || info.Size() < 100_000 {
			t.Fatal("there is no cache", err)
		}
	}
	opt.Cache = ""
	build(t, fresh, opt, publish.Options{})
	sameFiles(t, "with a cache", disk.Texts(t, out), disk.Texts(t, fresh))
}
