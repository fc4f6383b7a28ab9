package lint_test

import (
	"testing"

	"nosology/generator/content"
	"nosology/generator/internal/corpus"
	"nosology/generator/internal/golden"
	"nosology/generator/lint"
	"nosology/generator/site"
)

func BenchmarkCheck(b *testing.B) {
	const pages = 1000
	tree, _, err := content.Load(corpus.New(pages, 1).FS(), "content")
	if err != nil {
		b.Fatal(err)
	}
	s, _ := site.NewLinker().Update(tree, golden.Today())
	for b.Loop() {
		lint.Check(s)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/pages, "µs/page")
}
