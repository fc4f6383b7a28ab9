package site_test

import (
	"fmt"
	"testing"
	"time"

	"nosology/generator/content"
	"nosology/generator/internal/corpus"
	"nosology/generator/site"
)

var today = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

// load loads a made-up folder, which has no mistakes.
func load(tb testing.TB, pages int) *content.Tree {
	tb.Helper()
	tree, ds, err := content.Load(corpus.New(pages, 1).FS(), "content")
	if err != nil {
		tb.Fatal(err)
	}
	for _, d := range ds {
		tb.Error(d)
	}
	return tree
}

// Linking is linear: the time for a page does not grow with the site.
func BenchmarkLink(b *testing.B) {
	for _, pages := range []int{1000, 10000} {
		b.Run(fmt.Sprint(pages), func(b *testing.B) {
			tree := load(b, pages)
			b.ReportAllocs()
			for b.Loop() {
				site.Link(tree, today)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(pages), "µs/page")
		})
	}
}
