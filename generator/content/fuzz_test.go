package content

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"
)

// FuzzParseDocument: whatever bytes a file has, there is a document, every
// diagnostic has a place that exists, and nothing panics.
func FuzzParseDocument(f *testing.F) {
	for _, doc := range seeds(f) {
		f.Add("causes/dehydration.md", doc)
		f.Add("pages/index.md", doc)
	}
	f.Add("symptoms/thirst.md", []byte(signed))
	f.Add("articles/noses.md", []byte("\xed\u0091"))
	f.Fuzz(func(t *testing.T, path string, raw []byte) {
		doc, ds := ParseDocument(path, raw)
		if doc == nil {
			t.Fatal("no document")
		}
		if !utf8.Valid(doc.Body) || strings.ContainsAny(string(doc.Body), "\r\x00") {
			t.Errorf("the body is not normalised: %q", doc.Body)
		}
		for _, d := range ds {
			if d.Message == "" || d.Check == "" || strings.Contains(d.Message, "\n") {
				t.Errorf("bad diagnostic %+v", d)
			}
			if d.Source != doc.Line(d.Line) && doc.Line(d.Line) != "" {
				t.Errorf("%+v: the line is %q", d, doc.Line(d.Line))
			}
			if d.Column > utf8.RuneCountInString(d.Source)+2 {
				t.Errorf("%+v is beyond its line", d)
			}
		}
	})
}

// FuzzSettings: the same for the YAML files.
func FuzzSettings(f *testing.F) {
	f.Add([]byte(plainSite))
	for _, name := range []string{"bad-checker", "bad-site", "bad-sources"} {
		ar, err := txtar.ParseFile(filepath.Join("testdata", name+".txtar"))
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range ar.Files {
			f.Add(file.Data)
		}
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, p := range settingsFiles() {
			d := &decoder{path: p, vocab: BuiltInVocabulary()}
			d.decodeText(raw)
			tree := &Tree{Name: "content", Site: &Config{}, Vocabulary: d.vocab}
			tree.settings(d, p)
			checked(tree)
		}
	})
}

// seeds are the documents of all archives.
func seeds(f *testing.F) (all [][]byte) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, p := range paths {
		raw, err := os.ReadFile(p)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range txtar.Parse(raw).Files {
			if strings.Contains(file.Name, ".md") {
				all = append(all, file.Data)
			}
		}
	}
	return all
}
