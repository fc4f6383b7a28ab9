package publish

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"testing"
)

// BenchmarkWrite writes a site of 2,000 pages: over another of which every
// page differs, and over the same.
func BenchmarkWrite(b *testing.B) {
	const n = 2000
	body := bytes.Repeat([]byte("a nose that twitches "), 500)
	site := func(edition int) []File {
		files := make([]File, n)
		for i := range files {
			files[i] = File{Path: fmt.Sprintf("causes/page-%d/index.html", i), Render: func(w io.Writer) error {
				fmt.Fprintln(w, edition)
				_, err := w.Write(body)
				return err
			}}
		}
		return files
	}
	for name, step := range map[string]int{"changed": 1, "same": 0} {
		b.Run(name, func(b *testing.B) {
			dir := filepath.Join(b.TempDir(), "public")
			edition := 0
			for b.Loop() {
				edition += step
				if _, err := Write(dir, site(edition), Options{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/n, "µs/page")
		})
	}
}
