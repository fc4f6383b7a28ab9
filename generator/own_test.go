package generator

import (
	"strings"
	"testing"
	"testing/fstest"

	"nosology/generator/audit"
	"nosology/generator/diag"
)

// A fault of finished pages is an editor's where the address that it is about
// stands in a file of theirs, and no other is.
func TestFaultsThatAnEditorWrote(t *testing.T) {
	content := fstest.MapFS{
		"site.yaml": {Data: []byte(`title: A site
base-url: https://e.org
language: en
contact: https://elsewhere.example/contact
publisher: Nobody
reviewed: Nobody has read it.
region: uk
regions: {uk: {name: UK, emergency: {say: "999"}, urgent: {say: "111"}, crisis: {say: "116 123"}}}
`)},
		"pages/index.md": {Data: []byte("---\ntitle: Home\nshows: home\nsummary: What stands here is enough for a page of a test and no more.\n---\n[Away](https://elsewhere.example/a).\n")},
	}
	s, err := Prepare(Options{Content: content, Name: "content"})
	if err != nil || diag.HasErrors(s.Diagnostics) {
		t.Fatal(err, s.Diagnostics)
	}
	of := func(link string) audit.Faults {
		return audit.Faults{{Page: "index.html", Link: link, Why: link + " is wrong"}}
	}
	for link, at := range map[string]string{
		"https://elsewhere.example/contact": "content/site.yaml:4:10",
		"https://elsewhere.example/a":       "content/pages/index.md:6:2",
	} {
		if err := s.mistake(of(link)); err != nil {
			t.Errorf("%s is a mistake of the program's: %v", link, err)
		}
		told := false
		for _, d := range s.Diagnostics {
			told = told || strings.HasPrefix(d.String(), at+": "+link+" is wrong")
		}
		if !told {
			t.Errorf("%s is not told at %s: %v", link, at, s.Diagnostics)
		}
	}
	if err := s.mistake(of("/assets/none.css")); err == nil {
		t.Error("what a layout has is told as an editor's")
	}
}
