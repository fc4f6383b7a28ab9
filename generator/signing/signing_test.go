package signing_test

import (
	"testing"

	"nosology/generator/content"
	"nosology/generator/signing"
)

func text(s string) content.Text { return content.Text{S: s} }

func flag() (*content.Tree, *content.Flag) {
	tree := &content.Tree{Sources: []*content.Source{{ID: text("guide"), Title: text("A guide"), Publisher: text("Us"), URL: text("https://a.example/")}}}
	return tree, &content.Flag{
		ID: text("hot"), Level: text("urgent"), Title: text("Hot"), Say: text("It is hot."), Do: text("Call."), Help: text("Talk."), Why: text("Germs."),
		When: [][]content.Text{{text("hot")}, {text("warm"), text("red")}}, Sources: []content.Text{text("guide")},
	}
}

// A signature ends when the rule, a word that readers see, or a source changes, and at nothing else.
func TestFlagIsSignedAsAWhole(t *testing.T) {
	tree, f := flag()
	signed := signing.Flag(tree, f)
	for what, change := range map[string]func(*content.Tree, *content.Flag){
		"level":             func(_ *content.Tree, f *content.Flag) { f.Level = text("see-a-doctor") },
		"not sure":          func(_ *content.Tree, f *content.Flag) { f.UnsureFull = true },
		"title":             func(_ *content.Tree, f *content.Flag) { f.Title = text("Warm") },
		"say":               func(_ *content.Tree, f *content.Flag) { f.Say = text("It is warm.") },
		"do":                func(_ *content.Tree, f *content.Flag) { f.Do = text("Wait.") },
		"help":              func(_ *content.Tree, f *content.Flag) { f.Help = text("") },
		"why":               func(_ *content.Tree, f *content.Flag) { f.Why = text("") },
		"a line":            func(_ *content.Tree, f *content.Flag) { f.When = f.When[:1] },
		"a sign of a line":  func(_ *content.Tree, f *content.Flag) { f.When[1] = f.When[1][:1] },
		"a source":          func(_ *content.Tree, f *content.Flag) { f.Sources = nil },
		"a source's title":  func(tree *content.Tree, _ *content.Flag) { tree.Sources[0].Title = text("Another") },
		"where a source is": func(tree *content.Tree, _ *content.Flag) { tree.Sources[0].URL = text("https://b.example/") },
	} {
		tree, f := flag()
		if change(tree, f); signing.Flag(tree, f) == signed {
			t.Errorf("%s changes, and the signature stands", what)
		}
	}
	f.When[0], f.When[1] = []content.Text{text("red"), text("warm")}, f.When[0]
	if signing.Flag(tree, f) != signed {
		t.Error("the same lines in another order end the signature")
	}
}

// What was signed holds for as long as it says what was signed, and the last
// statement that does is the one that is told.
func TestAStatementHoldsForWhatItSigned(t *testing.T) {
	tree, f := flag()
	hash := text(signing.Flag(tree, f))
	tree.Signed = []content.Signed{
		{Flag: f.ID, Hash: hash, Signature: content.Signature{Name: text("first")}},
		{Flag: f.ID, Hash: hash, Signature: content.Signature{Name: text("second")}},
		{Flag: text("cold"), Hash: hash, Signature: content.Signature{Name: text("of another flag")}},
	}
	if s := signing.Of(tree, f); s == nil || s.Name.S != "second" {
		t.Errorf("the flag is signed by %v", s)
	}
	f.Say = text("It is warm.")
	if s := signing.Of(tree, f); s != nil {
		t.Errorf("the flag says something else, and is still signed by %s", s.Name.S)
	}
}
