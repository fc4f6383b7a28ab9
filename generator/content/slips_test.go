package content

import (
	"strings"
	"testing"
)

// TestReferences: what stands for a character in the text of a page does so in
// its title too.
func TestReferences(t *testing.T) {
	for written, want := range map[string]string{
		"Caf&eacute; &#038; tea":    "Café & tea",
		"5&#0176; &#x2013; 7":       "5° – 7",
		"Q&A; R&D and AT&T":         "Q&A; R&D and AT&T",
		"&#60;40 kg":                "<40\u00a0kg",
		"&nothing; &#; &semi;&copy": "&nothing; &#; ;&copy",
	} {
		doc, ds := ParseDocument("articles/a.md", []byte("---\ntitle: Is "+written+"\nsummary: x\n---\n"))
		if doc.Title.S != "Is "+want || len(ds) > 0 {
			t.Errorf("%s is %q, %v; want %q", written, doc.Title.S, ds, want)
		}
	}
	if _, ds := ParseDocument("articles/a.md", []byte("---\ntitle: a&#x202e;b\nsummary: x\n---\n")); len(ds) != 1 {
		t.Errorf("a mark that turns the direction of writing: %v", ds)
	}
}

// TestMistakesAreBounded: of a file full of slips no more are told than
// anybody would read.
func TestMistakesAreBounded(t *testing.T) {
	for name, line := range map[string]string{
		"comments": "a: b #c\n", "blocks": "a: |\n  # c\n", "no keys": "title x\n", "lists": "- - - - a\n b\n", "deep": "- ",
		"quotes": "a: 'b' c\n", "curly": "- “a”\n", "references": "a: &amp;\n", "anchors": "a: &a [*a, *a]\n", "brackets": "a: [[[[[[[[[[\n",
		"continued": "a: b\n  c #d\n",
	} {
		text := []byte("---\n" + strings.Repeat(line, (maxMatter-100)/len(line)) + "\n---\n")
		if _, ds := ParseDocument("articles/a.md", text); len(ds) == 0 || len(ds) > maxMistakes+1 {
			t.Errorf("%s: %d mistakes are told", name, len(ds))
		}
	}
}

// TestManyKeys: the YAML parser takes time by the square of a group's keys, so
// that one with very many must be plain, of which the first line that is not
// is told.
func TestManyKeys(t *testing.T) {
	text := "a: b\nodd: |\n  c\n" + strings.Repeat("a: b\n", maxKeys)
	d := &decoder{}
	d.parse(d.decodeText([]byte(text)), func(root *node) {
		if root != nil {
			t.Error("it is read")
		}
	})
	if len(d.ds) != 1 || d.ds[0].Line != 2 {
		t.Errorf("told %v", d.ds)
	}
}
