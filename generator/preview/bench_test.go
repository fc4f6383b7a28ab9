package preview

import (
	"bytes"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"nosology/generator"
	"nosology/generator/internal/corpus"
)

// BenchmarkEdit measures one edit on a site of 10,000 pages: from the moment
// that the new file stands to the last byte of the new page.
func BenchmarkEdit(b *testing.B) {
	dir := b.TempDir()
	if err := corpus.New(10_000, 1).Write(dir); err != nil {
		b.Fatal(err)
	}
	server, err := New(generator.Options{Content: os.DirFS(dir), Name: "content", AsOf: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		b.Fatal(err)
	}
	causes, err := filepath.Glob(filepath.Join(dir, "causes", "*.md"))
	if err != nil || len(causes) == 0 {
		b.Fatal("no causes", err)
	}
	edits := map[string]func(text []byte, n int) []byte{
		"body": func(text []byte, n int) []byte { return fmt.Appendf(text, "\nOne more sentence, number %d.\n", n) },
		"title": func(text []byte, n int) []byte {
			return regexp.MustCompile(`(?m)^title: .*$`).ReplaceAll(text, fmt.Appendf(nil, "title: Changed title %d", n))
		},
		"finding": func(text []byte, n int) []byte { return swapStrength(text, n) },
	}
	for _, kind := range []string{"body", "title", "finding"} {
		b.Run(kind, func(b *testing.B) {
			for n := range b.N {
				b.StopTimer()
				file := causes[n%len(causes)]
				text, _ := os.ReadFile(file)
				os.WriteFile(file, edits[kind](text, n), 0o644)
				b.StartTimer()
				rel, _ := filepath.Rel(dir, file)
				if err := server.Update(generator.Change{Content: []string{filepath.ToSlash(rel)}}); err != nil {
					b.Fatal(err)
				}
				w := httptest.NewRecorder()
				server.ServeHTTP(w, httptest.NewRequest("GET", "http://localhost/"+rel[:len(rel)-len(".md")]+"/", nil))
				if w.Code != 200 {
					b.Fatal(w.Code, server.Diagnostics())
				}
			}
		})
	}
}

func swapStrength(text []byte, n int) []byte {
	for _, pair := range [][2]string{{": typical", ": common"}, {": common", ": typical"}, {": occasional", ": common"}} {
		if bytes.Contains(text, []byte(pair[0])) {
			return bytes.Replace(text, []byte(pair[0]), []byte(pair[1]), 1)
		}
	}
	return text
}
