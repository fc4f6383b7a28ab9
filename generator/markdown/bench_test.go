package markdown

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// thousandWords is a body of about a thousand words in the shape of the real
// articles.
func thousandWords(tb testing.TB) []byte {
	raw, err := os.ReadFile(filepath.Join("testdata", "thousand-words.md"))
	if err != nil {
		tb.Fatal(err)
	}
	return raw
}

var benchRefs = &Refs{
	Link:   func(dest string) (string, bool) { return "/causes/caffeine/", false },
	Cite:   func(id string) int { return len(id) },
	Number: func(kind string) []Contact { return []Contact{{"999", "tel:999"}} },
	Title:  func(level string) string { return level },
	Icon:   func(level string) string { return "" },
}

func BenchmarkScan(b *testing.B) {
	src := thousandWords(b)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		Scan(src, nil)
	}
}

func BenchmarkRender(b *testing.B) {
	src := thousandWords(b)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	var buf bytes.Buffer
	body, _ := Scan(src, nil)
	for b.Loop() {
		buf.Reset()
		body.Render(&buf, src, benchRefs)
	}
}

// BenchmarkGoldmark is what goldmark itself takes for the same body.
func BenchmarkGoldmark(b *testing.B) {
	src := thousandWords(b)
	md := goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Footnote, extension.DefinitionList, extension.Typographer),
		goldmark.WithParserOptions(parser.WithAutoHeadingID()),
	)
	b.Run("parse", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			md.Parser().Parse(text.NewReader(src))
		}
	})
	b.Run("convert", func(b *testing.B) {
		b.ReportAllocs()
		var buf bytes.Buffer
		for b.Loop() {
			buf.Reset()
			if err := md.Convert(src, &buf); err != nil {
				b.Fatal(err)
			}
		}
	})
}
