package content

import (
	"slices"
	"testing"
)

// Every kind of file in a content folder has a sheet, and every key says what
// it is for.
func TestSheetsAreAllFiles(t *testing.T) {
	var files []string
	for _, s := range Sheets() {
		files = append(files, s.Files)
		saysAll(t, s.Name, s.Value)
	}
	for _, name := range append(slices.Clone(settingsFiles()), wordsFile, saidFile) {
		if !slices.Contains(files, name) {
			t.Errorf("%s has no sheet", name)
		}
	}
}

func saysAll(t *testing.T, where string, v Value) {
	t.Helper()
	for _, k := range v.Keys {
		if k.Says == "" {
			t.Errorf("%s: nothing says what %s is for", where, k.Name)
		}
		saysAll(t, where+", "+k.Name, k.Value)
	}
	if v.Of != nil {
		saysAll(t, where, *v.Of)
	}
}

// What a row of the table of kinds lacks is named here.
func TestRowsOfKindsAreWhole(t *testing.T) {
	kinds := BuiltIn()
	for i, k := range kinds {
		for what, lacks := range map[string]bool{
			"name": k.Name == "", "folder": k.Folder == "", "address": k.Address == "", "layout": k.Layout == "",
			"words for editing programs": k.Says == "", "page that lists it": k.List == "" && !k.Plain,
		} {
			if lacks {
				t.Errorf("row %d, %s, has no %s", i, k.Name, what)
			}
		}
		if k.Plain && (k.List != "" || k.Named || k.InChecker || k.Topical) {
			t.Errorf("%s are about the site, and are listed, linked, judged or told as articles", k.Folder)
		}
		if k.List != "" && !slices.Contains(fixed.pageShows, k.List) {
			t.Errorf("no page can show %s", k.List)
		}
		for _, key := range k.own {
			if slices.ContainsFunc(metaFields, func(f field[Document]) bool { return f.Name == key.Name }) {
				t.Errorf("every document has a key %s already", key.Name)
			}
			if kinds.owners(key.Name) != k.Folder {
				t.Errorf("%s and %s have a key %s", k.Folder, kinds.owners(key.Name), key.Name)
			}
		}
		doc, _ := ParseDocument(k.Folder+"/some-name.md", nil)
		if doc.Kind != k || doc.Address != k.Address+"some-name/" {
			t.Errorf("%s are read as %s, at %s", k.Folder, doc.Kind.Folder, doc.Address)
		}
	}
}
