package corpus

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Folder is a content folder on the disk that is edited at random. What is in
// it hangs together, but for the mistakes that are made on purpose.
type Folder struct {
	Dir   string
	rand  *rand.Rand
	docs  map[string]*document // by path
	saved map[string]string
	next  int
	// Wrong is the path of a document with a mistake in it, or empty.
	Wrong   string
	printed int // how often, in the settings
}

// document is what a file is made from. What edits change of it is here, and text
// writes the whole: so a rename can be carried through to those that name the page.
type document struct {
	// also is a synonym, "" for none. One is enough: that there may be several is for
	// tests of reading, not of linking.
	title, also string
	words       []string // of the text; some are names that pages have or may get
	links       []string
	findings    []string
	part        int // in its heading
	autolink    bool
}

// NewFolder writes a small folder into dir. The same seed gives the same folder
// and the same edits.
func NewFolder(dir string, seed uint64) *Folder {
	f := &Folder{Dir: dir, rand: rand.New(rand.NewPCG(1, seed)), docs: map[string]*document{}, saved: map[string]string{}}
	for _, kind := range []string{"causes", "symptoms", "articles"} {
		for range 8 {
			f.add(kind)
		}
	}
	f.write("sources.yaml", "one:\n  title: \"A source\"\n  publisher: \"A publisher\"\n  kind: review\n  read: true\n")
	f.write("pages/index.md", "---\ntitle: Home\nsummary: The first page.\nshows: home\n---\nWelcome.\n")
	f.write("pages/not-found.md", "---\ntitle: Not here\nsummary: It may have moved.\nshows: not-found\n---\n")
	f.write("pages/symptoms.md", "---\ntitle: Symptoms\nsummary: All of them.\nshows: symptoms\n---\n")
	f.Save()
	return f
}

const folderSettings = `title: A site
tagline: Of tests
base-url: https://example.org
language: en-GB
contact: mailto:mistakes@example.org
publisher: Nobody, %d times
licence: None
reviewed: No clinician has reviewed this page.
region: uk
regions:
  uk: {name: United Kingdom, emergency: {say: "999", dial: "999"}, urgent: {say: "111", dial: "111"}, crisis: {say: "116 123", dial: "116123"}}
menu: []
footer: []
parts: {nose: Nose}
`

// add makes a document with a name of its own and returns its path.
func (f *Folder) add(kind string) string {
	f.next++
	path := fmt.Sprintf("%s/page-%d.md", kind, f.next)
	f.docs[path] = &document{title: f.name(), autolink: true}
	f.fill(f.docs[path])
	return path
}

// name picks a name that no page has at the moment. Texts may hold it already,
// from a page that had it before, or because it is part of a longer one.
func (f *Folder) name() string {
	for {
		name := f.anyName()
		if !slices.Contains(f.names(), name) {
			return name
		}
	}
}

// anyName draws from some 800 names of one to three words, of which many are the
// beginnings of others: what has to be found out is which of them is linked.
func (f *Folder) anyName() string {
	name := fmt.Sprintf("Thing%d", f.rand.IntN(40))
	for range f.rand.IntN(3) {
		name += fmt.Sprintf(" part%d", f.rand.IntN(4))
	}
	return name
}

// fill draws another text: words that mean nothing, names among them, links and
// findings. The links' places in the list say how they are written: see text.
func (f *Folder) fill(d *document) {
	d.words, d.links, d.findings = nil, nil, nil
	if f.rand.IntN(4) == 0 {
		d.part++
	}
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

// Retitle gives a document another title.
func (f *Folder) Retitle(path, title string) { f.docs[path].title = title }

// any picks a page, of one folder if that is named.
func (f *Folder) any(kind string) string {
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

// Edit changes one thing and says what. Save writes it.
func (f *Folder) Edit() string {
	p := f.any("")
	d := f.docs[p]
	if f.Wrong != "" && f.rand.IntN(2) == 0 {
		f.Wrong = ""
		return "mend the mistake"
	}
	switch f.rand.IntN(16) {
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
		f.Wrong = p
		return "a mistake in " + p
	case 9:
		f.printed++
		return "settings"
	case 10, 11:
		d.words = append(d.words, "another", f.anyName())
		return "a sentence more in " + p
	}
	f.fill(d)
	return "text of " + p
}

// replace carries a rename through a list.
func replace(list []string, old, new string) {
	for i := range list {
		if list[i] == old {
			list[i] = new
		}
	}
}

// Save writes what changed and returns its paths.
func (f *Folder) Save() (changed []string) {
	now := map[string]string{"site.yaml": fmt.Sprintf(folderSettings, f.printed)}
	for p, d := range f.docs {
		now[p] = f.text(p, d)
	}
	for _, p := range slices.Sorted(maps.Keys(f.saved)) {
		if _, ok := now[p]; !ok {
			os.Remove(filepath.Join(f.Dir, p))
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

func (f *Folder) write(p, text string) {
	name := filepath.Join(f.Dir, p)
	os.MkdirAll(filepath.Dir(name), 0o755)
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		panic(err)
	}
}

// text writes a document. Every second link leads to a heading, whose number changes
// with part: so an edit of one page can break, or mend, what another says.
func (f *Folder) text(p string, d *document) string {
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
		b.WriteString("type: general\n")
	case "causes":
		b.WriteString("kind: everyday\ncare: self-care\nprevalence: common\nfindings:\n  ")
		b.WriteString(f.evidence(d))
	}
	if f.Wrong == p {
		b.WriteString("colour: blue\n")
	}
	b.WriteString("---\n")
	for i, w := range d.words {
		b.WriteString(w + " ")
		if i%12 == 11 {
			b.WriteString("ends here. ")
		}
	}
	fmt.Fprintf(&b, "[@one]\n\n## Part %d\n\n", d.part)
	for i, l := range d.links {
		if to := f.docs[l]; to != nil && i%2 == 0 {
			fmt.Fprintf(&b, "See [that page](../%s). ", l)
		} else if to != nil {
			fmt.Fprintf(&b, "See [that part](../%s#part-%d) of [@general]. ", l, to.part)
		}
	}
	return b.String() + "\n"
}

// evidence names findings that exist; a cause has at least one.
func (f *Folder) evidence(d *document) string {
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
func (f *Folder) names() (names []string) {
	for _, p := range slices.Sorted(maps.Keys(f.docs)) {
		names = append(names, f.docs[p].title)
		if f.docs[p].also != "" {
			names = append(names, f.docs[p].also)
		}
	}
	return names
}
