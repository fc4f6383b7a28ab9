package site_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"testing"
	"time"

	"nosology/generator/content"
	"nosology/generator/internal/corpus"
	"nosology/generator/internal/golden"
	"nosology/generator/site"
)

var today = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

// load loads a made-up folder, which has no mistakes.
func load(tb testing.TB, pages int) *content.Tree {
	tb.Helper()
	return golden.Load(tb, corpus.New(pages, 1).FS())
}

// Linking is linear: the time for a page does not grow with the site.
func BenchmarkLink(b *testing.B) {
	for _, pages := range []int{1000, 10000} {
		b.Run(fmt.Sprint(pages), func(b *testing.B) {
			tree := load(b, pages)
			b.ReportAllocs()
			for b.Loop() {
				site.NewLinker().Update(tree, today)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(pages), "µs/page")
		})
	}
}

// An edit costs what changed, not what is there.
func BenchmarkUpdate(b *testing.B) {
	tree := load(b, 10000)
	linker := site.NewLinker()
	linker.Update(tree, today)
	edits := map[string]func(text []byte, i int) []byte{
		"body":    func(text []byte, i int) []byte { return fmt.Appendf(text, "\nEdit %d.\n", i) },
		"title":   replace("title: ", "title: Edit %d of "),
		"synonym": replace("\nsummary: ", "\nalso: [Edited feeling %d]\nsummary: "),
		"finding": replace("\nfindings:\n", "\nfindings:\n  dull-headache: common # %d\n"),
	}
	for _, name := range []string{"body", "title", "synonym", "finding"} {
		b.Run(name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				b.StopTimer()
				at := (i*7919 + 2500) % len(tree.Docs) // somewhere else each time
				for !isPlain(tree.Docs[at]) {
					at = (at + 1) % len(tree.Docs)
				}
				edited := edit(b, tree, at, func(text []byte) []byte { return edits[name](text, i) })
				b.StartTimer()
				linker.Update(edited, today)
				b.StopTimer()
				linker.Update(tree, today)
				b.StartTimer()
			}
		})
	}
}

// isPlain reports whether a document is a cause that all of the edits can be
// made to.
func isPlain(d *content.Document) bool {
	return d.Kind == content.Cause && len(d.Also) == 0 && !bytes.Contains(d.Front(), []byte("dull-headache:"))
}

func replace(old, with string) func([]byte, int) []byte {
	return func(text []byte, i int) []byte {
		return bytes.Replace(text, []byte(old), fmt.Appendf(nil, with, i), 1)
	}
}

// edit returns the tree with one document written anew.
func edit(b *testing.B, tree *content.Tree, at int, change func([]byte) []byte) *content.Tree {
	edited := *tree
	edited.Docs = slices.Clone(tree.Docs)
	path := tree.Docs[at].Path
	text, err := fs.ReadFile(tree.FS, path)
	if err != nil {
		b.Fatal(err)
	}
	d, ds := content.ParseDocument(path, change(text))
	if len(ds) > 0 {
		b.Fatal(ds)
	}
	edited.Docs[at] = d
	return &edited
}
