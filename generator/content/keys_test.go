package content

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

// What editing programs are told, and what new documents begin with, are the
// keys that the decoder takes: all of them and no others.
func TestKeysAreWhatTheDecoderTakes(t *testing.T) {
	same(t, "articles", documentFields[Article], SheetOf(Article).Value.Keys)
	same(t, "causes", documentFields[Cause], SheetOf(Cause).Value.Keys)
	same(t, "symptoms", documentFields[Finding], SheetOf(Finding).Value.Keys)
	same(t, "pages", documentFields[Page], SheetOf(Page).Value.Keys)
	same(t, "review", reviewFields, reviewKeys)
	same(t, "clinician", clinicianFields, clinicianKeys)
	same(t, "changed", changeFields, changeKeys)
	same(t, "silence", silenceFields, silenceKeys)
	same(t, "duration", durationFields, durationKeys)
	same(t, "site.yaml", configFields, configKeys)
	same(t, "regions", regionFields, regionKeys)
	same(t, "numbers", numberFields, numberKeys)
	same(t, "crisis lines", crisisLineFields, crisisLineKeys)
	same(t, "menus", menuFields, menuKeys)
	same(t, "condition", conditionFields, conditionKeys)
	same(t, "offline", offlineFields, offlineKeys)
	same(t, "sources.yaml", sourceFields, sourceKeys)
	same(t, "checker.yaml", checkerFields, checkerKeys)
	same(t, "questions", questionFields, questionKeys)
	same(t, "options", optionFields, optionKeys)
	same(t, "flags", flagFields, flagKeys)
	same(t, "vignettes.yaml", vignettesFields, vignettesKeys)
	same(t, "vignettes", vignetteFields, vignetteKeys)
	same(t, "held.yaml", heldFields, heldKeys)
	same(t, "held rules", heldRuleFields, heldRuleKeys)
	same(t, "weakenings", weakeningFields, weakeningKeys)
	same(t, "signatures", signatureFields, signatureKeys)
	same(t, "signatures.yaml", signaturesFields, signaturesKeys)
	same(t, "signed", signedFields, signedKeys)
	same(t, "hazards.yaml", hazardsFields, hazardsKeys)
	same(t, "hazards", hazardFields, hazardKeys)
	same(t, "controls", controlFields, controlKeys)
	same(t, "said.yaml", saidFileFields, saidFileKeys)
	same(t, "sentences", saidFields, saidKeys)
	allAreCompared(t)
}

// allAreCompared finds the decoder's tables in the package's source, so that
// none of them is forgotten here.
func allAreCompared(t *testing.T) {
	names := regexp.MustCompile(`(?m)^var (\w+) = \[\]field\[`)
	test, err := os.ReadFile("keys_test.go")
	if err != nil {
		t.Fatal(err)
	}
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	parts := []string{"metaFields", "causeFields", "findingFields", "pageFields"} // of documentFields
	found := 0
	for _, source := range sources {
		text, err := os.ReadFile(source)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names.FindAllSubmatch(text, -1) {
			found++
			if !bytes.Contains(test, append([]byte(", "), append(name[1], ',')...)) && !slices.Contains(parts, string(name[1])) {
				t.Errorf("%s of %s is not compared with what authors are told", name[1], source)
			}
		}
	}
	if found < 15 {
		t.Errorf("only %d tables were found", found)
	}
}

func same[T any](t *testing.T, what string, fields []field[T], keys []Key) {
	t.Helper()
	type known struct {
		name string
		need bool
	}
	var taken, told []known
	for _, f := range fields {
		taken = append(taken, known{f.name, f.need})
	}
	for _, k := range keys {
		told = append(told, known{k.Name, k.Need})
		if k.Says == "" {
			t.Errorf("%s: nothing says what %s is for", what, k.Name)
		}
	}
	if !slices.Equal(taken, told) {
		t.Errorf("%s: the decoder takes %v, and the table has %v", what, taken, told)
	}
}

// Every kind of file in a content folder has a sheet.
func TestSheetsAreAllFiles(t *testing.T) {
	var files []string
	for _, s := range Sheets() {
		files = append(files, s.Files)
	}
	for folder, kind := range folders {
		if SheetOf(kind).Files != folder+"/*.md" {
			t.Errorf("the sheet of %s is for %s", folder, SheetOf(kind).Files)
		}
	}
	for _, name := range append(slices.Clone(settingsFiles), wordsFile) {
		if !slices.Contains(files, name) {
			t.Errorf("%s has no sheet", name)
		}
	}
}
