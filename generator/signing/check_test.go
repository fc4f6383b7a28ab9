package signing_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"nosology/generator/content"
	"nosology/generator/signing"
)

// What the command "nosology sign" writes.
func ExampleFormat() {
	day := content.Date{Time: time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC)}
	fmt.Printf("%s", signing.Format([]content.Signed{{
		Flag: text("sudden-droop"), Hash: text("0f3c"),
		Signature: content.Signature{Name: text("N. N."), Role: text("GP: stroke"), Date: day},
	}}))
	// Output:
	// # What named clinicians have read and stand behind, written by "nosology sign". These are statements: the digest ends
	// # them when what was signed changes, and proves nothing of who wrote them.
	//
	// signatures:
	//
	// - flag: sudden-droop
	//   name: "N. N."
	//   role: "GP: stroke"
	//   date: 2026-11-30
	//   hash: "0f3c"
}

// signed is a site with one flag, and what was said of it.
func signed(statements ...content.Signed) *content.Tree {
	tree, f := flag()
	tree.Name, tree.Site = "content", &content.Config{}
	tree.Checker = &content.Checker{Flags: []content.Flag{*f}}
	tree.Signed = statements
	return tree
}

func statement(flag, hash string) content.Signed {
	return content.Signed{Flag: text(flag), Hash: text(hash), Signature: content.Signature{Name: text("N. N.")}}
}

// An editor hears of a signature that ended, once for each flag: what was said
// before the last statement is history.
func TestEndedSignaturesAreTold(t *testing.T) {
	_, f := flag()
	holds := signing.Flag(signed(), f)
	for _, c := range []struct {
		what       string
		statements []content.Signed
		want       string
	}{
		{"nothing was signed", nil, ""},
		{"the flag as it is", []content.Signed{statement("hot", holds)}, ""},
		{"the flag as it was", []content.Signed{statement("hot", "0f3c")}, `warning: the flag "hot" has changed since N. N. signed it`},
		{"nothing that is named", []content.Signed{statement("", holds)}, "error: a signature is of a flag or of a release, and this one is of both or neither"},
		{"a flag and a release", []content.Signed{{Flag: text("hot"), Release: text("1.2"), Hash: text(holds)}}, "error: a signature is of a flag or of a release, and this one is of both or neither"},
		{"a release", []content.Signed{{Release: text("1.2"), Hash: text(holds)}}, ""},
		{"as it was, and then as it is", []content.Signed{statement("hot", "0f3c"), statement("hot", holds)}, ""},
		{"as it is, and then as it was", []content.Signed{statement("hot", holds), statement("hot", "0f3c")}, `warning: the flag "hot" has changed since N. N. signed it`},
		{"a flag that is gone", []content.Signed{statement("cold", "0f3c")}, `warning: the flag "cold" that N. N. signed is gone`},
		{"a release", []content.Signed{{Release: text("1.0"), Hash: text("0f3c")}}, ""},
	} {
		var got []string
		for _, d := range signing.Check(signed(c.statements...)) {
			got = append(got, d.Severity.String()+": "+d.Message)
		}
		if all := strings.Join(got, "\n"); all != c.want {
			t.Errorf("%s: told %q, want %q", c.what, all, c.want)
		}
	}
}

// A rule that warns less stops the build until a clinician has signed that,
// on sites that demand it and on no others.
func TestMilderRulesWaitForASignature(t *testing.T) {
	by := &content.Signature{Name: text("N. N.")}
	for _, c := range []struct {
		demands  string
		signedBy *content.Signature
		stops    bool
	}{{"milder", nil, true}, {"milder", by, false}, {"", nil, false}} {
		tree := signed()
		tree.Site.RequireSignOff = text(c.demands)
		tree.Held = &content.Held{Weakened: []content.Weakening{{Flag: text("hot"), Witness: text("hot alone"), Signed: c.signedBy}}}
		found := signing.Check(tree)
		if stops := len(found) == 1 && found[0].Severity.String() == "error" && strings.Contains(found[0].Message, "hot alone"); stops != c.stops || len(found) > 1 {
			t.Errorf("demanded %q, signed by %v: %v", c.demands, c.signedBy, found)
		}
	}
}

// A release is all that is in the folder, names included, but for what readers
// never get: the signatures themselves and hidden files.
func TestReleaseCoversTheFolder(t *testing.T) {
	release := func(change func(fstest.MapFS)) string {
		files := fstest.MapFS{
			"site.yaml": {Data: []byte("title: A")}, "causes/a.md": {Data: []byte("a")}, "signatures.yaml": {Data: []byte("signatures: []")},
		}
		change(files)
		digest, err := signing.Release(&content.Tree{FS: files}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return digest
	}
	put := func(name, text string) func(fstest.MapFS) {
		return func(files fstest.MapFS) { files[name] = &fstest.MapFile{Data: []byte(text)} }
	}
	first := release(func(fstest.MapFS) {})
	for what, c := range map[string]struct {
		change func(fstest.MapFS)
		ends   bool
	}{
		"a text":          {put("causes/a.md", "b"), true},
		"a file more":     {put("causes/b.md", ""), true},
		"a file less":     {func(files fstest.MapFS) { delete(files, "causes/a.md") }, true},
		"another name":    {func(files fstest.MapFS) { files["causes/b.md"] = files["causes/a.md"]; delete(files, "causes/a.md") }, true},
		"a byte moves on": {func(files fstest.MapFS) { put("causes/a.m", "da")(files); delete(files, "causes/a.md") }, true},
		"a signature":     {put("signatures.yaml", "signatures: [more]"), false},
		"a hidden file":   {put("causes/.a.md.swp", "x"), false},
		"a hidden folder": {put(".git/config", "x"), false},
	} {
		if ended := release(c.change) != first; ended != c.ends {
			t.Errorf("%s: the digest changed: %v, want %v", what, ended, c.ends)
		}
	}
}
