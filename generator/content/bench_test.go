package content

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
)

// BenchmarkParseDocument reads a cause with the usual front matter, most of
// which goes into the YAML parser.
func BenchmarkParseDocument(b *testing.B) {
	raw, err := os.ReadFile(filepath.Join("testdata", "cause.md"))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		ParseDocument("causes/dehydration.md", raw)
	}
}

// BenchmarkCheck looks through a thousand causes.
func BenchmarkCheck(b *testing.B) {
	raw, err := os.ReadFile(filepath.Join("testdata", "cause.md"))
	if err != nil {
		b.Fatal(err)
	}
	files := fstest.MapFS{"site.yaml": {Data: []byte(plainSite)}}
	for i := range 1000 {
		files[fmt.Sprintf("causes/c-%d.md", i)] = &fstest.MapFile{Data: raw}
	}
	doc, _ := ParseDocument("causes/dehydration.md", raw)
	for _, e := range doc.Cause.Findings {
		files["symptoms/"+e.Finding.S+".md"] = &fstest.MapFile{Data: []byte("---\ntitle: x\nsummary: x\ntype: general\n---\n")}
	}
	tree, _, err := Load(files, "content")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		checked(tree)
	}
}
