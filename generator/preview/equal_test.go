package preview

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"nosology/generator"
	"nosology/generator/diag"
)

// What the preview shows after any sequence of edits is what a build of the
// same folder writes.
func TestServeEqualsBuild(t *testing.T) {
	const edits = 500
	f := newFolder(t)
	server, err := New(f.options())
	if err != nil {
		t.Fatal(err)
	}
	broken := 0
	for i := range edits {
		what := f.edit()
		if err := server.Update(generator.Change{Content: f.save()}); err != nil {
			t.Fatal(err)
		}
		built, err := generator.Prepare(f.options())
		if err != nil {
			t.Fatal(err)
		}
		if got, want := server.Diagnostics(), built.Diagnostics; !slices.Equal(got, want) {
			t.Fatalf("edit %d, %s: the preview says\n%v\na build says\n%v", i, what, got, want)
		}
		if diag.HasErrors(built.Diagnostics) {
			broken++
			continue
		}
		compare(t, fmt.Sprintf("edit %d, %s", i, what), server, built)
	}
	t.Logf("%d edits, %d of them mistakes, no difference", edits, broken)
	if broken == 0 || broken > edits/2 {
		t.Errorf("%d of %d edits were mistakes; that tries too little", broken, edits)
	}
}

func compare(t *testing.T, when string, server *Server, built *generator.Site) {
	t.Helper()
	var want bytes.Buffer
	for _, f := range built.Files {
		want.Reset()
		if err := f.Render(&want); err != nil {
			t.Fatal(err)
		}
		address := "/" + strings.TrimSuffix(f.Path, "index.html")
		got := get(server, address)
		body := strings.TrimSuffix(got.Body.String(), script)
		if f.Path != "404.html" && got.Code != http.StatusOK {
			t.Fatalf("%s: %s answers %d", when, address, got.Code)
		}
		page := want.String()
		if f.Path == "404.html" {
			page = string(withoutPolicy(want.Bytes()))
		}
		if body != page {
			t.Fatalf("%s: %s differs from a build:\n%s", when, address, firstDifference(body, page))
		}
	}
	if shown := len(server.shown.files); shown != len(built.Files) {
		t.Fatalf("%s: the preview has %d files, a build %d", when, shown, len(built.Files))
	}
}

func get(server http.Handler, address string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", "http://localhost"+address, nil)
	w := httptest.NewRecorder()
	server.ServeHTTP(w, r)
	return w
}

func firstDifference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	around := func(s string) string { return s[max(0, i-80):min(len(s), i+80)] }
	return "preview: …" + around(a) + "…\nbuild:   …" + around(b) + "…"
}

// folder is a content folder that is edited at random. What is in it hangs
// together, but for the mistakes that are made on purpose.
type folder struct {
	dir   string
	rand  *rand.Rand
	docs  map[string]*document // by path
	saved map[string]string
	next  int
	wrong string // path of a document with a mistake in it, or empty
}

type document struct {
	title, also string
	words       []string // of the text; some are names that pages have or may get
	links       []string
	findings    []string
	autolink    bool
}

func newFolder(t *testing.T) *folder {
	f := &folder{dir: t.TempDir(), rand: rand.New(rand.NewPCG(1, 2)), docs: map[string]*document{}, saved: map[string]string{}}
	for _, kind := range []string{"causes", "symptoms", "articles"} {
		for range 8 {
			f.add(kind)
		}
	}
	f.write("site.yaml", settings)
	f.write("sources.yaml", "one:\n  title: \"A source\"\n  publisher: \"A publisher\"\n  kind: review\n  read: true\n")
	f.write("pages/index.md", "---\ntitle: Home\nsummary: The first page.\nshows: home\n---\nWelcome.\n")
	f.write("pages/not-found.md", "---\ntitle: Not here\nsummary: It may have moved.\nshows: not-found\n---\n")
	f.write("pages/symptoms.md", "---\ntitle: Symptoms\nsummary: All of them.\nshows: symptoms\n---\n")
	f.save()
	return f
}

const settings = `title: A site
tagline: Of tests
base-url: https://example.org
language: en-GB
contact: mailto:mistakes@example.org
publisher: Nobody
licence: None
reviewed: No clinician has reviewed this page.
region: uk
regions:
  uk: {name: United Kingdom, emergency: {say: "999", dial: "999"}, urgent: {say: "111", dial: "111"}, crisis: {say: "116 123", dial: "116123"}}
menu: []
footer: []
parts: {nose: Nose}
`

func (f *folder) options() generator.Options {
	return generator.Options{Content: os.DirFS(f.dir), Name: "content", AsOf: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
}

func (f *folder) add(kind string) string {
	f.next++
	path := fmt.Sprintf("%s/page-%d.md", kind, f.next)
	f.docs[path] = &document{title: f.name(), autolink: true}
	f.fill(f.docs[path])
	return path
}

// name picks a name that no page has at the moment. Texts may hold it already,
// from a page that had it before, or because it is part of a longer one.
func (f *folder) name() string {
	for {
		name := f.anyName()
		if !slices.Contains(f.names(), name) {
			return name
		}
	}
}

func (f *folder) anyName() string {
	name := fmt.Sprintf("Thing%d", f.rand.IntN(40))
	for range f.rand.IntN(3) {
		name += fmt.Sprintf(" part%d", f.rand.IntN(4))
	}
	return name
}

func (f *folder) fill(d *document) {
	d.words, d.links, d.findings = nil, nil, nil
	for range 10 + f.rand.IntN(60) {
		word := fmt.Sprintf("word%d", f.rand.IntN(20))
		if f.rand.IntN(4) == 0 {
			word = f.anyName()
		}
		d.words = append(d.words, word)
	}
	for range f.rand.IntN(4) {
		d.links = append(d.links, f.any(""))
	}
	for range f.rand.IntN(5) {
		if p := f.any("symptoms"); p != "" && !slices.Contains(d.findings, p) {
			d.findings = append(d.findings, p)
		}
	}
}

// any picks a page, of one folder if that is named.
func (f *folder) any(kind string) string {
	var of []string
	for _, p := range slices.Sorted(maps.Keys(f.docs)) {
		if strings.HasPrefix(p, kind) {
			of = append(of, p)
		}
	}
	if len(of) == 0 {
		return ""
	}
	return of[f.rand.IntN(len(of))]
}

// edit changes one thing and says what.
func (f *folder) edit() string {
	p := f.any("")
	d := f.docs[p]
	if f.wrong != "" && f.rand.IntN(2) == 0 {
		f.wrong = ""
		return "mend the mistake"
	}
	switch f.rand.IntN(10) {
	case 0:
		d.title = f.name()
		return "title of " + p
	case 1:
		d.also = f.name()
		return "synonym of " + p
	case 2:
		d.also = ""
		return "no synonym for " + p
	case 3:
		d.findings = nil
		f.fill(d)
		return "findings of " + p
	case 4:
		return "add " + f.add([]string{"causes", "symptoms", "articles"}[f.rand.IntN(3)])
	case 5:
		if len(f.docs) > 12 {
			delete(f.docs, p)
			return "delete " + p
		}
		return "nothing"
	case 6:
		f.next++
		moved := filepath.Dir(p) + fmt.Sprintf("/moved-%d.md", f.next)
		f.docs[moved] = d
		delete(f.docs, p)
		for _, other := range f.docs {
			replace(other.links, p, moved)
			replace(other.findings, p, moved)
		}
		return "rename " + p
	case 7:
		d.autolink = !d.autolink
		return "automatic links of " + p
	case 8:
		f.wrong = p
		return "a mistake in " + p
	}
	f.fill(d)
	return "text of " + p
}

func replace(list []string, old, new string) {
	for i := range list {
		if list[i] == old {
			list[i] = new
		}
	}
}

// save writes what changed and returns its paths.
func (f *folder) save() (changed []string) {
	now := map[string]string{}
	for p, d := range f.docs {
		now[p] = f.text(p, d)
	}
	for _, p := range slices.Sorted(maps.Keys(f.saved)) {
		if _, ok := now[p]; !ok {
			os.Remove(filepath.Join(f.dir, p))
			changed = append(changed, p)
		}
	}
	for _, p := range slices.Sorted(maps.Keys(now)) {
		if now[p] != f.saved[p] {
			f.write(p, now[p])
			changed = append(changed, p)
		}
	}
	f.saved = now
	return changed
}

func (f *folder) write(p, text string) {
	name := filepath.Join(f.dir, p)
	os.MkdirAll(filepath.Dir(name), 0o755)
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		panic(err)
	}
}

func (f *folder) text(p string, d *document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %s\nsummary: What %s is.\n", d.title, d.title)
	if d.also != "" {
		fmt.Fprintf(&b, "also: [%s]\n", d.also)
	}
	if !d.autolink {
		b.WriteString("autolink: false\n")
	}
	switch kind, _, _ := strings.Cut(p, "/"); kind {
	case "symptoms":
		b.WriteString("type: movement\n")
	case "causes":
		b.WriteString("kind: everyday\ncare: self-care\nprevalence: common\nfindings:\n  ")
		b.WriteString(f.evidence(d))
	}
	if f.wrong == p {
		b.WriteString("colour: blue\n")
	}
	b.WriteString("---\n")
	for i, w := range d.words {
		b.WriteString(w + " ")
		if i%12 == 11 {
			b.WriteString("ends here. ")
		}
	}
	b.WriteString("\n\n## A part\n\n")
	for _, l := range d.links {
		if f.docs[l] != nil {
			fmt.Fprintf(&b, "See [that page](../%s). ", l)
		}
	}
	return b.String() + "\n"
}

// evidence names findings that exist; a cause has at least one.
func (f *folder) evidence(d *document) string {
	var lines []string
	for i, p := range d.findings {
		if f.docs[p] != nil {
			lines = append(lines, strings.TrimSuffix(filepath.Base(p), ".md")+": "+[]string{"typical", "common", "against"}[i%3])
		}
	}
	if len(lines) == 0 {
		for _, p := range slices.Sorted(maps.Keys(f.docs)) {
			if strings.HasPrefix(p, "symptoms/") {
				lines = append(lines, strings.TrimSuffix(filepath.Base(p), ".md")+": common")
				break
			}
		}
	}
	return strings.Join(lines, "\n  ") + "\n"
}

// names are the names that pages have, in a fixed order.
func (f *folder) names() (names []string) {
	for _, p := range slices.Sorted(maps.Keys(f.docs)) {
		names = append(names, f.docs[p].title)
		if f.docs[p].also != "" {
			names = append(names, f.docs[p].also)
		}
	}
	return names
}
