package content

import (
	"strings"
	"testing"
	"testing/fstest"

	"nosology/generator/diag"
)

// A site is not built in a language without words for levels of care and
// numbers to call; what else is missing is listed, and said in English.
func TestLanguageWithoutWords(t *testing.T) {
	const levels = "levels:\n  emergency:\n    label: \"Krizo:\"\n    needs: Krizo\n    within: krizo\n    title: Voku {phone} se\n    link: Kiam voki {phone}\n    action: Voku {phone}\n"
	site := fstest.MapFS{
		"site.yaml":     {Data: []byte(strings.Replace(plainSite, "en-GB", "eo", 1))},
		"words/eo.yaml": {Data: []byte(levels)},
	}
	tree, found, err := Load(site, "content")
	if err != nil {
		t.Fatal(err)
	}
	var care, others string
	for _, d := range found {
		if d.Check == "missing-words" && d.Severity == diag.Error {
			care = d.Message
		} else if d.Check == "missing-words" {
			others = d.Message
		}
		if d.File != "content/site.yaml" || d.Line != 3 {
			t.Errorf("%s:%d: %s", d.File, d.Line, d.Message)
		}
	}
	if !strings.Contains(care, "levels.urgent.label") || !strings.Contains(care, "phones.call") || strings.Contains(care, "levels.emergency") {
		t.Errorf("what is missing for care is: %s", care)
	}
	if !strings.Contains(others, "checker (") || strings.Contains(others, "levels") {
		t.Errorf("what else is missing is: %s", others)
	}
	if got := tree.Words.Levels.Emergency.Label; got != "Krizo:" {
		t.Errorf("the label of an emergency is %q", got)
	}
}
