package render_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"nosology/generator/internal/corpus"
	"nosology/generator/internal/golden"
	"nosology/generator/publish"
	"nosology/generator/render"
)

// BenchmarkPage renders pages of one kind after another, of a site with a
// thousand.
func BenchmarkPage(b *testing.B) {
	all := files(b, golden.Site(b, corpus.New(1000, 1).FS()), render.Options{})
	kinds := map[string][]publish.File{}
	for _, f := range all {
		if kind := kindOf(f); kind != "" {
			kinds[kind] = append(kinds[kind], f)
		}
	}
	for _, kind := range []string{"article", "cause", "finding", "mentions", "home", "causes", "symptoms", "compare", "sources", "warning-signs", "feed"} {
		of := kinds[kind]
		if len(of) == 0 {
			continue
		}
		b.Run(kind, func(b *testing.B) {
			b.ReportAllocs()
			var page bytes.Buffer
			size, n := 0, 0
			for b.Loop() {
				page.Reset()
				if err := of[n%len(of)].Render(&page); err != nil {
					b.Fatal(err)
				}
				size += page.Len()
				n++
			}
			b.ReportMetric(float64(size)/float64(n), "bytes/page")
		})
	}
}

// kindOf tells a page's kind by what it says of itself.
func kindOf(f publish.File) string {
	if f.Path == "feed.xml" {
		return "feed"
	}
	var page bytes.Buffer
	if f.Kind != publish.PageFile || f.Render(&page) != nil {
		return ""
	}
	_, after, _ := strings.Cut(page.String(), `<body class="is-`)
	kind, _, _ := strings.Cut(after, `"`)
	return kind
}

// BenchmarkFiles makes the files of a site with a thousand pages, without
// rendering them: what a preview does after every edit.
func BenchmarkFiles(b *testing.B) {
	s := golden.Site(b, corpus.New(1000, 1).FS())
	r, err := render.New(os.DirFS("../../layouts"), assets(b), render.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.Files(s, render.Given{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkNew parses and minifies the layouts.
func BenchmarkNew(b *testing.B) {
	a := assets(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := render.New(os.DirFS("../../layouts"), a, render.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
