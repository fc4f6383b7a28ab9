package site_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pgregory.net/rapid"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/internal/golden"
	"nosology/generator/site"
)

// A Linker that has seen a folder change again and again must know what one
// knows that sees it for the first time; and what it said before must not
// change any more.
func TestUpdateIsLink(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := newFolder(t)
		linker := site.NewLinker()
		var before *site.Site
		var told string
		t.Repeat(map[string]func(*rapid.T){
			"write":  f.write,
			"remove": f.remove,
			"day":    func(t *rapid.T) { f.day = rapid.IntRange(0, 2).Draw(t, "day") },
			"glossary": func(t *rapid.T) {
				f.tree.Glossary = nil
				for _, word := range unique(t, rapid.SampledFrom(append(names, "there", "here")), 3) {
					f.tree.Glossary = append(f.tree.Glossary, &content.GlossaryTerm{ID: content.Text{S: word}, Term: content.Text{S: word}})
				}
			},
			"flags": func(t *rapid.T) { f.tree.Checker = checkers(t, f.tree)[rapid.IntRange(0, 2).Draw(t, "checker")] },
			"": func(t *rapid.T) {
				if before != nil && describe(before) != told {
					t.Fatalf("an update changed the site before it from\n%s\nto\n%s", told, describe(before))
				}
				tree, asOf := f.snapshot(), golden.Today().AddDate(0, 0, f.day)
				got, gotDiagnostics := linker.Update(tree, asOf)
				want, wantDiagnostics := site.NewLinker().Update(tree, asOf)
				before, told = got, describe(got)
				if told != describe(want) {
					t.Fatalf("update: %s\nlink: %s", told, describe(want))
				}
				if g, w := golden.Diagnostics(gotDiagnostics), golden.Diagnostics(wantDiagnostics); g != w {
					t.Fatalf("update: %s\nlink: %s", g, w)
				}
			},
		})
	})
}

// folder is a content folder that is being written.
type folder struct {
	tree *content.Tree // its settings
	docs map[string]*content.Document
	day  int
}

func newFolder(t *rapid.T) *folder {
	tree, ds, err := content.Load(golden.FS(nil), "content")
	if err != nil || len(ds) > 0 {
		t.Fatal(err, ds)
	}
	return &folder{tree: tree, docs: map[string]*content.Document{}}
}

func (f *folder) snapshot() *content.Tree {
	tree := *f.tree
	tree.Docs = nil
	for _, d := range f.docs {
		tree.Docs = append(tree.Docs, d)
	}
	slices.SortFunc(tree.Docs, func(a, b *content.Document) int { return strings.Compare(a.Path, b.Path) })
	tree.Lines = func(path string, line int) string {
		if d := f.docs[path]; d != nil {
			return d.Line(line)
		}
		return ""
	}
	return &tree
}

var paths = []string{
	"articles/a.md", "articles/b.md", "causes/c.md", "causes/d.md", "causes/e.md", "causes/deep/e.md", "causes/f.md",
	"symptoms/g.md", "symptoms/h.md", "symptoms/i.md", "symptoms/j.md", "pages/index.md",
}

func (f *folder) write(t *rapid.T) {
	path := rapid.SampledFrom(paths).Draw(t, "path")
	text := document(t, path)
	d, ds := content.ParseDocument(path, []byte(text))
	if diag.HasErrors(ds) {
		t.Fatal(text, ds)
	}
	f.docs[path] = d
}

func (f *folder) remove(t *rapid.T) {
	delete(f.docs, rapid.SampledFrom(paths).Draw(t, "path"))
}

var names = []string{
	"Tremor", "Knee tremor", "tremor", "Tic", "Facial tic", "Face", "Droop", "Droop of the face", "Facial tic (face)", "Long facial tic", "Knee",
}

// document makes up a document that has much to do with others.
func document(t *rapid.T, path string) string {
	var b strings.Builder
	name := rapid.SampledFrom(names)
	fmt.Fprintf(&b, "---\ntitle: %s\nsummary: None.\nalso: [%s]\n", name.Draw(t, "title"), strings.Join(unique(t, name, 2), ", "))
	switch rapid.IntRange(0, 6).Draw(t, "state") {
	case 0:
		b.WriteString("draft: true\n")
	case 1:
		fmt.Fprintf(&b, "publish: %s\n", golden.Today().AddDate(0, 0, 1).Format(time.DateOnly))
	case 2:
		b.WriteString("autolink: false\n")
	}
	switch folder, _, _ := strings.Cut(path, "/"); folder {
	case "causes":
		b.WriteString("kind: other\ncare: self-care\nfindings:\n")
		for _, id := range unique(t, rapid.SampledFrom([]string{"g", "h", "i", "j", "z"}), 4) {
			fmt.Fprintf(&b, "  %s: %s\n", id, rapid.SampledFrom([]string{"typical", "common", "occasional", "against"}).Draw(t, "strength"))
		}
		if rapid.Bool().Draw(t, "has parent") {
			fmt.Fprintf(&b, "parent: %s\n", rapid.SampledFrom([]string{"c", "d", "e", "z"}).Draw(t, "parent"))
		}
	case "symptoms":
		b.WriteString("type: general\n")
	case "pages":
		b.WriteString("shows: home\n")
	}
	b.WriteString("---\n")
	for range rapid.IntRange(0, 6).Draw(t, "blocks") {
		b.WriteString(block(t) + "\n\n")
	}
	return b.String()
}

func unique(t *rapid.T, from *rapid.Generator[string], most int) []string {
	return rapid.SliceOfNDistinct(from, 1, most, rapid.ID[string]).Draw(t, "list")
}

func block(t *rapid.T) string {
	name := rapid.SampledFrom(names).Draw(t, "name")
	switch rapid.IntRange(0, 5).Draw(t, "block") {
	case 0:
		return "## " + name
	case 1:
		to := rapid.SampledFrom(append(paths, "causes/nowhere.md")).Draw(t, "to")
		fragment := rapid.SampledFrom([]string{"", "", "#tremor", "#sources"}).Draw(t, "fragment")
		return "This [leads](../" + to + fragment + ") there."
	case 2:
		return "It is said. [@" + rapid.SampledFrom([]string{"knee-guide", "knee-trial", "general", "knee-gide"}).Draw(t, "source") + "]"
	case 3:
		return "> [!urgent] Now if\n> - it hurts {flag=" + rapid.SampledFrom([]string{"one", "two"}).Draw(t, "flag") + "}"
	}
	return "There is a " + strings.ToLower(name) + " here."
}

// checkers are three states of checker.yaml: none, and two that are not the same.
func checkers(t *rapid.T, tree *content.Tree) []*content.Checker {
	const questions = "questions: [{id: q, ask: Which?, kind: many, group: around-it, options: [{say: G, yes: [g]}, {say: H, yes: [h]}]}]\n"
	all := []*content.Checker{nil}
	for _, flag := range []string{"id: one, level: urgent, when: [[g]]", "id: two, level: see-a-doctor, when: [[h], [g, h]]"} {
		files := golden.FS(nil)
		files["checker.yaml"] = &fstest.MapFile{Data: []byte(questions + "flags: [{" + flag + ", title: T, say: S, do: D, sources: [knee-guide]}]\n")}
		loaded, _, err := content.Load(files, "content")
		if err != nil || loaded.Checker == nil {
			t.Fatal(err)
		}
		all = append(all, loaded.Checker)
	}
	return all
}
