package generator_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"nosology/generator"
	"nosology/generator/diag"
	"nosology/generator/internal/corpus"
	"nosology/generator/publish"
)

// BenchmarkBuild builds sites of several sizes: into an empty folder, and once
// more when nothing has changed. Link checks, automatic links and feeds are
// part of it.
func BenchmarkBuild(b *testing.B) {
	for _, pages := range []int{1000, 10_000} {
		content := filepath.Join(b.TempDir(), "content")
		if err := corpus.New(pages, 1).Write(content); err != nil {
			b.Fatal(err)
		}
		opt := starter()
		opt.Content = os.DirFS(content)
		for _, name := range []string{"first", "again"} {
			b.Run(fmt.Sprintf("%d/%s", pages, name), func(b *testing.B) {
				out := filepath.Join(b.TempDir(), "public")
				if name == "again" {
					benchBuild(b, out, opt)
					benchBuild(b, out, opt)
				}
				i := 0
				for b.Loop() {
					to := out
					if name == "first" {
						to = fmt.Sprint(out, i)
						i++
					}
					benchBuild(b, to, opt)
				}
				b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*pages), "µs/page")
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				b.ReportMetric(float64(m.Sys>>20), "MiB")
			})
		}
	}
}

func benchBuild(b *testing.B, out string, opt generator.Options) {
	b.Helper()
	s, _, err := generator.Build(out, opt, publish.Options{})
	if err != nil {
		b.Fatal(err)
	}
	if errors, _ := diag.Count(s.Diagnostics); errors > 0 {
		b.Fatal(s.Diagnostics[0])
	}
}
