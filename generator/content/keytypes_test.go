package content

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"nosology/generator/diag"
)

// keyPlace is a key of some sheet, with what has to stand around it.
type keyPlace struct {
	sheet Sheet
	path  string // "regions, uk, name"
	key   Key
	// around is the text of a file in which this line is the key's.
	around func(line string) string
}

// keyPlaces are all keys of all sheets, those within groups of lists and tables too.
func keyPlaces() (all []keyPlace) {
	for _, s := range Sheets() {
		around := func(line string) string { return line + "\n" }
		if strings.HasSuffix(s.Files, ".md") {
			around = func(line string) string { return "---\n" + line + "\n---\n" }
		}
		all = append(all, placesWithin(s, s.Name, s.Value, around)...)
	}
	return all
}

func placesWithin(s Sheet, path string, v Value, around func(string) string) (all []keyPlace) {
	switch {
	case v.Shape == HoldsTable && v.Of.Shape == HoldsGroup:
		return placesWithin(s, path+", a name", *v.Of, func(line string) string { return around("name: {" + line + "}") })
	case v.Shape != HoldsGroup:
		return nil
	}
	for _, k := range v.Keys {
		at := path + ", " + k.Name
		all = append(all, keyPlace{s, at, k, around})
		switch inside := k.Value; {
		case inside.Shape == HoldsList && inside.Of.Shape == HoldsGroup:
			all = append(all, placesWithin(s, at, *inside.Of, func(line string) string { return around(k.Name + ": [{" + line + "}]") })...)
		case inside.Shape == HoldsTable && inside.Of.Shape == HoldsGroup:
			all = append(all, placesWithin(s, at, inside, func(line string) string { return around(k.Name + ": {" + line + "}") })...)
		case inside.Shape == HoldsGroup:
			all = append(all, placesWithin(s, at, inside, func(line string) string { return around(k.Name + ": {" + line + "}") })...)
		}
	}
	return all
}

// read reads a file of a sheet, and says what is wrong with it by itself.
func (p *keyPlace) read(text string) []diag.Diagnostic {
	vocab := BuiltInVocabulary()
	if strings.HasSuffix(p.sheet.Files, ".md") {
		_, ds := vocab.ParseDocument(strings.Replace(p.sheet.Files, "*", "some-name", 1), []byte(text))
		return ds
	}
	t := &Tree{Name: "content", Site: &Config{}, Vocabulary: vocab, FS: fstest.MapFS{p.sheet.Files: {Data: []byte(text)}}}
	switch p.sheet.Files {
	case saidFile:
		_, ds, _ := t.Said()
		return ds
	case wordsFile:
		_, ds, _ := t.Jargon()
		return ds
	}
	d := &decoder{path: p.sheet.Files, vocab: vocab, file: []byte(text)}
	t.settings(d, p.sheet.Files)
	return d.ds
}

// wrongFor is a value of another kind than a key wants.
func wrongFor(v Value) string {
	switch v.Shape {
	case HoldsGroup, HoldsTable:
		return "[a, b]"
	case HoldsNumber:
		return "many"
	}
	return "{a: b}"
}

// Whatever key an author gives a value of another kind, or none, is told so in its line: nothing is passed over in
// silence, and nothing is read as if it were nothing.
func TestEveryKeyRefusesAnotherKindOfValue(t *testing.T) {
	places := keyPlaces()
	if len(places) < 150 {
		t.Fatalf("only %d keys are tried", len(places))
	}
	for _, p := range places {
		for _, v := range []struct{ value, check string }{{wrongFor(p.key.Value), "wrong-type"}, {"null", "empty-value"}} {
			text := p.around(p.key.Name + ": " + v.value)
			told := slices.ContainsFunc(p.read(text), func(d diag.Diagnostic) bool {
				return d.Check == v.check && d.Severity == diag.Error && d.Line > 0 && d.Hint != ""
			})
			if !told {
				t.Errorf("%s: %s passes, or is told otherwise: %v", p.path, v.value, p.read(text))
			}
		}
	}
}

// A key that is misspelt is told with the key that was meant, wherever it stands.
func TestEveryMisspeltKeyIsUnderstood(t *testing.T) {
	for _, p := range keyPlaces() {
		if len(p.key.Name) < 4 {
			continue // is near to too much
		}
		slip := p.key.Name[:1] + p.key.Name[2:]
		want := fmt.Sprintf("did you mean %q?", p.key.Name)
		if ds := p.read(p.around(slip + ": x")); !slices.ContainsFunc(ds, func(d diag.Diagnostic) bool { return d.Check == "unknown-key" && d.Hint == want }) {
			t.Errorf("%s: of %q is told %v", p.path, slip, ds)
		}
	}
}

// Each word that a key may hold is taken, and another is refused with the words that there are.
func TestEveryWordOfAKeyIsTaken(t *testing.T) {
	for _, p := range keyPlaces() {
		if p.key.Value.Shape != HoldsWord {
			continue
		}
		refused := func(word string) bool {
			return slices.ContainsFunc(p.read(p.around(p.key.Name+": "+word)), func(d diag.Diagnostic) bool { return d.Check == "unknown-word" && d.Hint != "" })
		}
		for _, word := range p.key.Value.Words {
			if refused(word) {
				t.Errorf("%s cannot be %q", p.path, word)
			}
		}
		if !refused("no-such-word") {
			t.Errorf("%s can be any word", p.path)
		}
	}
}
