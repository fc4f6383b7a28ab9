package content

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// TestJargon: the list of hard words is read as any other file, with the
// places of what is wrong in it.
func TestJargon(t *testing.T) {
	for name, test := range map[string]struct{ text, words, wrong string }{
		"plain":    {"haematoma: bruise\n\"prior to\": before\n", "haematoma=bruise prior to=before", ""},
		"empty":    {"", "", ""},
		"a list":   {"- haematoma\n", "", "content/jargon.yaml:1:1: this must be a group of keys, not a list"},
		"a group":  {"haematoma: [bruise, mark]\noedema: swelling\n", "oedema=swelling", `content/jargon.yaml:1:12: "haematoma" must be text, not a list`},
		"twice":    {"oedema: swelling\noedema: lump\n", "oedema=swelling", `content/jargon.yaml:2:1: "oedema" is here twice, first in line 1`},
		"unclosed": {"oedema: \"swelling\nx: y\n", "", "content/jargon.yaml:1:9: "},
		"brackets": {strings.Repeat("[", 9_000), "", "content/jargon.yaml:1:1: lists and groups stand more than 50 deep"},
	} {
		tree := &Tree{Name: "content", FS: fstest.MapFS{"jargon.yaml": {Data: []byte(test.text)}}}
		words, ds, ok := tree.Jargon()
		var got []string
		for _, w := range words {
			got = append(got, w.Word.S+"="+w.Plainer.S)
		}
		if !ok || strings.Join(got, " ") != test.words {
			t.Errorf("%s: got %q, %v", name, got, ok)
		}
		if wrong := strings.Trim(fmt.Sprint(ds), "[]"); !strings.HasPrefix(wrong, test.wrong) || test.wrong == "" && wrong != "" {
			t.Errorf("%s: told %.300s", name, wrong)
		}
	}
	if _, _, ok := (&Tree{FS: fstest.MapFS{}}).Jargon(); ok {
		t.Error("a list that is not there is read")
	}
}
