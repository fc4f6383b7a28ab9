package content

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"nosology/generator/diag"
	"nosology/generator/internal/needs"
)

// load reads the content folder in an archive of testdata.
func load(t *testing.T, name string) *Tree {
	t.Helper()
	ar, err := txtar.ParseFile(filepath.Join("testdata", name+".txtar"))
	if err != nil {
		t.Fatal(err)
	}
	tree, _, err := Load(folder(t, ar), "content")
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// TestValues reads every key of front matter once and looks at what came of
// it, and at its place.
func TestValues(t *testing.T) {
	tree := load(t, "good")
	var paths []string
	for _, d := range tree.Docs {
		paths = append(paths, d.Path+" "+d.Address)
	}
	want := []string{
		"articles/noses.md /noses/", "causes/dehydration.md /causes/dehydration/",
		"causes/low-salt.md /causes/low-salt/", "pages/index.md /", "symptoms/thirst.md /symptoms/thirst/",
	}
	if !reflect.DeepEqual(paths, want) {
		t.Errorf("documents: got %v, want %v", paths, want)
	}
	doc := tree.Docs[1]
	for _, v := range []struct {
		what string
		got  any
		want string
	}{
		{"kind and id", []any{doc.Kind == Cause, doc.ID}, "[true dehydration]"},
		{"title", doc.Title, "{Dehydration {2 8}}"},
		{"also", doc.Also, "[{drying out {14 8}}]"},
		{"heard-as", doc.HeardAs, "[{not drinking enough {15 12}}]"},
		{"aliases", doc.Aliases, "[{/dried-out/ {16 11}}]"},
		{"sources", doc.Sources, "[{nhs-dehydration {13 11}}]"},
		{"publish", doc.Publish.Format("2006-01-02"), "2026-01-31"},
		{"autolink and draft", []bool{doc.Autolink, doc.Draft}, "[false false]"},
		{"silence", doc.Silence, "[{{sentence-length {21 11}} {The list is one sentence. {21 36}}}]"},
		{"changed", doc.Changed[0].Note, "{First published. {23 28}}"},
		{"review", []string{doc.Review.Written.Format("2006-01-02"), doc.Review.Due.Format("2006-01-02")}, "[2026-01-31 2027-01-31]"},
		{"clinician", []string{doc.Review.Clinician.Name.S, doc.Review.Clinician.Role.S, doc.Review.Clinician.Hash.S}, "[A. Physician GP 0123abcd]"},
		{"cause", []string{doc.Cause.Kind.S, doc.Cause.Parent.S, doc.Cause.Care.S, doc.Cause.Prevalence.S}, "[everyday low-salt self-care common]"},
		{"duration", []string{doc.Cause.Duration.From.S, doc.Cause.Duration.To.S}, "[hours days]"},
		{"where", doc.Cause.Where, "[{nose {11 9}}]"},
		{"findings", doc.Cause.Findings, "[{{thirst {7 3}} {typical {7 11}}}]"},
		{"codes", doc.Cause.Codes, "[{{icd10 {12 9}} {E86 {12 16}}}"},
		{"body", string(doc.Body), "Text.\n"},
		{"body line", doc.BodyLine, "29"},
		{"finding", *tree.Docs[4].Finding, "{{general {4 7}} {face {5 7}} true"},
		{"page", *tree.Docs[3].Page, "{{home {4 8}}}"},
		{"source", []any{tree.Sources[0].ID.S, tree.Sources[0].Year, tree.Sources[0].Read, tree.Sources[0].Kind.S}, "[nhs-dehydration 2024 true patient-information]"},
		{"region", tree.Site.Regions[0].Urgent.Dial.S, "111"},
		{"part", tree.Site.Parts[1].Name.S, "Eyes"},
	} {
		if got := fmt.Sprint(v.got); len(got) < len(v.want) || got[:len(v.want)] != v.want {
			t.Errorf("%s: got %s, want %s", v.what, got, v.want)
		}
	}
}

// TestPositions follows values back to the file: what stands at the place that
// a value knows is the value.
func TestPositions(t *testing.T) {
	tree := load(t, "good")
	for _, doc := range tree.Docs {
		for _, v := range append([]Text{doc.Title, doc.Summary}, doc.Also...) {
			l := tree.Lines(doc.Path, int(v.Pos.Line))
			if at := []rune(l)[v.Pos.Column-1:]; string(at[:len([]rune(v.S))]) != v.S {
				t.Errorf("%s:%d:%d: %q is not there but %q", doc.Path, v.Pos.Line, v.Pos.Column, v.S, string(at))
			}
		}
		if l := doc.Line(doc.BodyLine); l != "Text." {
			t.Errorf("%s: the body begins with %q", doc.Path, l)
		}
		if p := doc.BodyPos(3); p != (Pos{Line: int32(doc.BodyLine), Column: 4}) {
			t.Errorf("%s: the body's fourth character is at %v", doc.Path, p)
		}
	}
	if l := tree.Lines("site.yaml", 1); l != "title: A site" {
		t.Errorf("site.yaml begins with %q", l)
	}
}

// TestParseDocument: one document can be read again by itself, as the preview
// does, and is what Load made of it.
func TestParseDocument(t *testing.T) {
	tree := load(t, "good")
	for _, want := range tree.Docs {
		raw, err := fs.ReadFile(tree.FS, want.Path)
		if err != nil {
			t.Fatal(err)
		}
		got, ds := ParseDocument(want.Path, raw)
		if len(ds) > 0 || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v %v", want.Path, got, ds)
		}
	}
}

// TestNeverNil: whatever is wrong with a file, what its name tells is known,
// so that links to it are not called broken as well.
func TestNeverNil(t *testing.T) {
	for _, raw := range []string{"", "---\n", "---\n: [\n---\nx", "text", "\xff\xfe"} {
		doc, ds := ParseDocument("causes/dehydration.md", []byte(raw))
		if doc == nil || doc.Cause == nil || doc.ID != "dehydration" || doc.Title.S != "dehydration" || doc.Address != "/causes/dehydration/" {
			t.Errorf("%q: got %+v", raw, doc)
		}
		if !diag.HasErrors(ds) || ds[0].File != "causes/dehydration.md" {
			t.Errorf("%q: got %v", raw, ds)
		}
	}
}

// TestTooLong: a file that no one wrote by hand is not read.
func TestTooLong(t *testing.T) {
	for _, raw := range []string{strings.Repeat("x", maxDocument+1), "---\n" + strings.Repeat("[", maxMatter) + "\n---\n"} {
		_, ds := ParseDocument("articles/noses.md", []byte(raw))
		if len(ds) != 1 || ds[0].Check != "too-long" {
			t.Errorf("got %v", ds)
		}
	}
}

// TestSymlinkOnDisk: a real link to a real file outside is refused.
func TestSymlinkOnDisk(t *testing.T) {
	dir := t.TempDir()
	secret := filepath.Join(t.TempDir(), "secret.md")
	write := func(name, text string) {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(secret, "---\ntitle: Secret\nsummary: Secret.\n---\n")
	write(filepath.Join(dir, "site.yaml"), plainSite)
	write(filepath.Join(dir, "articles", "noses.md"), "---\ntitle: Noses\nsummary: About noses.\n---\n")
	needs.None(t, os.Symlink(secret, filepath.Join(dir, "articles", "secret.md")))
	tree, ds, err := Load(os.DirFS(dir), "content")
	if err != nil {
		t.Fatal(err)
	}
	if len(tree.Docs) != 1 || len(ds) != 1 || ds[0].Check != "symlink" {
		t.Errorf("got %d documents and %v", len(tree.Docs), ds)
	}
}

// TestMissingFolder: that there is no folder is no mistake in its content.
func TestMissingFolder(t *testing.T) {
	if _, _, err := Load(os.DirFS(filepath.Join(t.TempDir(), "nowhere")), "content"); err == nil {
		t.Error("no error")
	}
}

// TestSameResult: which file is read first makes no difference.
func TestSameResult(t *testing.T) {
	files := fstest.MapFS{"site.yaml": {Data: []byte(plainSite)}}
	for i := range 200 {
		files[fmt.Sprintf("articles/a-%d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: A %d\nsumary: x\n---\n", i)}
	}
	first, firstDs, err := Load(files, "content")
	if err != nil || len(firstDs) != 400 {
		t.Fatal(err, len(firstDs))
	}
	again, againDs, _ := Load(files, "content")
	first.Lines, again.Lines = nil, nil
	if !reflect.DeepEqual(first, again) || !reflect.DeepEqual(firstDs, againDs) {
		t.Error("two runs differ")
	}
}

// TestRealContent: the content that is shipped has no mistakes.
func TestRealContent(t *testing.T) {
	tree, ds, err := Load(os.DirFS("../../content"), "content")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range ds {
		t.Errorf("%s", d)
	}
	if len(tree.Docs) < 235 {
		t.Errorf("only %d documents", len(tree.Docs))
	}
}

// TestDraftsWait: a draft that has the id of a built document comes into the
// tree as soon as that one is gone or a draft itself.
func TestDraftsWait(t *testing.T) {
	doc := func(more string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("---\ntitle: Noses\nsummary: About noses.\n" + more + "---\n")}
	}
	files := fstest.MapFS{"site.yaml": {Data: []byte(plainSite)}, "articles/noses.md": doc(""), "articles/b/noses.md": doc("draft: true\n"), "articles/c.md": doc("")}
	r := NewReader(files, "content")
	r.Built = func(d *Document) bool { return !d.Draft }
	read := func(changed ...string) string {
		tree, ds, err := r.ReadChanged(changed)
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, d := range tree.Docs {
			all = append(all, d.Path)
		}
		for _, d := range ds {
			all = append(all, d.Severity.String())
		}
		return strings.Join(all, " ")
	}
	for _, step := range []struct {
		file string
		now  *fstest.MapFile
		want string
	}{
		{"articles/c.md", doc(""), "articles/c.md articles/noses.md warning"},
		{"articles/c.md", doc("draft: true\n"), "articles/c.md articles/noses.md warning"},
		{"articles/noses.md", doc("draft: true\n"), "articles/b/noses.md articles/c.md warning"},
		{"articles/b/noses.md", doc(""), "articles/b/noses.md articles/c.md warning"},
		{"articles/noses.md", doc(""), "articles/b/noses.md articles/c.md articles/noses.md error"},
		{"articles/b/noses.md", doc("draft: true\n"), "articles/c.md articles/noses.md warning"},
	} {
		files[step.file] = step.now
		if got := read(step.file); got != step.want {
			t.Errorf("after %s: got %s, want %s", step.file, got, step.want)
		}
	}
}

// closed is a folder of which a file may not be read.
type closed struct {
	fstest.MapFS
	file string
}

func (c closed) Open(name string) (fs.File, error) {
	if name == c.file {
		return nil, &fs.PathError{Op: "openat", Path: name, Err: fs.ErrPermission}
	}
	return c.MapFS.Open(name)
}

// TestNoPermission: the file that may not be read is named from where the
// command runs.
func TestNoPermission(t *testing.T) {
	files := fstest.MapFS{"site.yaml": {Data: []byte(plainSite)}, "articles/noses.md": {Data: []byte("---\ntitle: A\nsummary: B.\n---\n")}}
	for _, file := range []string{"site.yaml", "articles/noses.md"} {
		_, ds, err := Load(closed{files, file}, "../content")
		if err != nil || len(ds) != 1 || ds[0].File != "../content/"+file || ds[0].Message != "you have no permission to read this file" {
			t.Errorf("got %v, %v", ds, err)
		}
	}
}

// checked reports what is wrong between the files of a tree: ids that do not
// exist, ids and addresses that two documents share. It takes time in
// proportion to what it reads, and hints are looked for only where something
// is wrong.
func checked(t *Tree) []diag.Diagnostic {
	c := newChecks(t, nil)
	c.all()
	return c.ds
}
