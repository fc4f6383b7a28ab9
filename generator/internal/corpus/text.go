package corpus

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// words are all lists, made once.
type words struct {
	courses, origins, organs, troubles, places, sensations, times, articleForms []string
	sentences, links, bullets, alarms, headings, listings                       []string
	slots                                                                       map[string][]string
}

func newWords() words {
	return words{
		courses: courses(), origins: origins(), organs: organs(), troubles: troubles(), places: places(), sensations: sensations(),
		times: times(), articleForms: articleForms(), sentences: sentences(), links: linkSentences(), bullets: bullets(),
		alarms: alarms(), headings: headings(), listings: listings(), slots: slots(),
	}
}

const (
	sources      = 60
	headingOfAll = "When to get help" // links may name it
	fragment     = "#when-to-get-help"
)

// writer writes one page.
type writer struct {
	random
	c    *Corpus
	self page
	used map[string]bool // pages that have a link
	// A page's number of links is drawn first and then worked off, so that the mean
	// holds however long the text becomes.
	left  int // links still to be placed
	words int
	notes []string
	strings.Builder
}

// text writes a page from the seed and its own number alone: pages can be written in
// any order, or one of them by itself, and come out the same.
func (c *Corpus) text(p page) []byte {
	w := &writer{
		random: random{rand.New(rand.NewPCG(c.seed, uint64(p.number)<<8|uint64(p.folder[0])))},
		c:      c, self: p, used: map[string]bool{p.path(): true},
	}
	switch p.folder {
	case "articles":
		w.article()
	case "causes":
		w.cause()
	default:
		w.finding()
	}
	for i, n := range w.notes {
		fmt.Fprintf(w, "[^%d]: %s\n", i+1, n)
	}
	return []byte(w.String())
}

// article goes on until it has its words. Sections are drawn without repeating one
// until all headings are used.
func (w *writer) article() {
	w.frontMatter("")
	target := w.between(900, 1800)
	w.left = w.between(8, 15)
	w.paragraph(3, true)
	order := w.Perm(len(w.c.words.headings))
	for i := 0; w.words < target; i++ {
		w.heading("## ", w.c.words.headings[order[i%len(order)]])
		w.paragraph(w.between(3, 6), true)
		w.paragraph(w.between(3, 6), true)
		w.extra()
		if i == 1 && w.self.number%50 == 7 {
			w.block(w.of(w.c.words.listings))
		}
	}
	w.rest()
}

// cause keeps room for the care card, which comes last and counts as well.
func (w *writer) cause() {
	w.frontMatter(w.causeMatter())
	target := w.between(300, 900)
	w.left = w.between(5, 12)
	w.paragraph(3, true)
	order := w.Perm(len(w.c.words.headings))
	for i := 0; w.words < target-60 && i < len(order); i++ {
		w.heading("## ", w.c.words.headings[order[i]])
		w.paragraph(w.between(3, 5), true)
		w.extra()
	}
	w.heading("## ", headingOfAll)
	w.rest()
	w.card("see-a-doctor", "See a doctor if")
}

// finding is short: most of what its page shows are the causes that name it.
func (w *writer) finding() {
	w.frontMatter(fmt.Sprintf("type: general\nsite: %s\n", w.of([]string{"head", "body", "limbs"})))
	target := w.between(80, 220)
	w.left = w.between(5, 8)
	w.paragraph(2, true)
	w.rest()
	for w.words < target-15 {
		w.paragraph(2, false)
	}
}

func (w *writer) frontMatter(more string) {
	fmt.Fprintf(w, "---\ntitle: %s\nsummary: %s\n", w.self.title, w.fill("{It} in short, {often} {degree}, and over within {spell}."))
	if also := w.synonyms(); len(also) > 0 {
		fmt.Fprintf(w, "also: [%s]\n", strings.Join(also, ", "))
	}
	fmt.Fprintf(w, "sources: [%s]\nreview: {written: 2026-%02d-%02d, due: 2028-01-01}\n%s---\n\n", w.source(), w.between(1, 9), w.between(1, 28), more)
}

// synonyms are made of the title, so that no two pages share one.
func (w *writer) synonyms() []string {
	if w.self.folder == "articles" {
		return nil
	}
	forms := []string{"Feeling of %s", "Trouble with %s", "%s complaint"}
	var also []string
	for _, f := range forms[:w.IntN(len(forms)+1)] {
		also = append(also, upper(fmt.Sprintf(f, lower(w.self.title))))
	}
	return also
}

func (w *writer) causeMatter() string {
	var b strings.Builder
	fmt.Fprintf(&b, "kind: everyday\ncare: self-care\nprevalence: %s\nduration: {from: hours, to: weeks}\nfindings:\n",
		w.of([]string{"very-common", "common", "uncommon", "rare"}))
	taken := map[string]bool{}
	for range w.between(3, 9) {
		f := w.random.page(w.c.findings)
		if !taken[f.id] {
			taken[f.id] = true
			fmt.Fprintf(&b, "  %s: %s\n", f.id, w.of([]string{"typical", "common", "common", "occasional", "occasional", "against"}))
		}
	}
	return b.String()
}

func (w *writer) source() string { return fmt.Sprintf("source-%d", 1+w.skewed(sources)) }

// put writes text and counts its words.
func (w *writer) put(s string) {
	w.WriteString(s)
	w.words += strings.Count(s, " ") + 1
}

func (w *writer) block(s string) {
	w.put(s)
	w.WriteString("\n\n")
}

func (w *writer) heading(level, s string) { w.block(level + s) }

// paragraph writes sentences and, if links are wanted, one or two of them.
func (w *writer) paragraph(n int, links bool) {
	if links {
		for range min(w.left, w.between(1, 2)) {
			w.put(w.link() + " ")
		}
	}
	for i := range n {
		if i > 0 {
			w.WriteByte(' ')
		}
		w.put(w.styled(w.fill(w.of(w.c.words.sentences))))
	}
	switch {
	case w.one(3):
		w.WriteString(" [@" + w.source() + "]")
	case w.one(12) && w.self.folder == "articles":
		w.notes = append(w.notes, w.fill(w.of(w.c.words.sentences)))
		fmt.Fprintf(w, "[^%d]", len(w.notes))
	}
	w.WriteString("\n\n")
}

// styled sets a word of one sentence in seven in bold or italics.
func (w *writer) styled(s string) string {
	mark := []string{"*", "**"}[w.IntN(2)]
	words := strings.Split(s, " ")
	if len(words) < 6 || !w.one(7) || strings.ContainsAny(words[3], "[](){},.:*") {
		return s
	}
	words[3] = mark + words[3] + mark
	return strings.Join(words, " ")
}

// link writes a sentence with one link or two.
func (w *writer) link() string {
	s := w.of(w.c.words.links)
	w.left -= strings.Count(s, "{link}")
	return w.fill(s)
}

// rest places the links that are left.
func (w *writer) rest() {
	for w.left > 0 {
		w.block(w.link() + " " + w.fill(w.of(w.c.words.sentences)))
	}
}

// extra adds what breaks up running text.
func (w *writer) extra() {
	switch w.IntN(10) {
	case 0, 1:
		w.list("- ")
	case 2:
		w.list("1. ")
	case 3, 4:
		w.table()
	case 5:
		w.block("> " + w.fill(w.of(w.c.words.sentences)) + "\n> " + w.fill(w.of(w.c.words.sentences)))
	case 6:
		w.heading("### ", w.of(w.c.words.headings)+" in brief")
		w.paragraph(2, false)
	}
}

func (w *writer) list(mark string) {
	for range w.between(3, 6) {
		w.put(mark + upper(w.fill(w.of(w.c.words.bullets))) + "\n")
	}
	w.WriteByte('\n')
}

func (w *writer) card(level, title string) {
	w.put(fmt.Sprintf("> [!%s] %s\n", level, title))
	for range w.between(2, 4) {
		w.put(fmt.Sprintf("> - %s [@%s]\n", w.fill(w.of(w.c.words.alarms)), w.source()))
	}
	w.WriteByte('\n')
}

func (w *writer) table() {
	k := w.IntN(len(columns()))
	w.put("| " + strings.Join(columns()[k][:], " | ") + " |\n| --- | :---: | --- |\n")
	for range w.between(3, 6) {
		for _, cell := range cells()[k] {
			w.put("| " + w.fill(cell) + " ")
		}
		w.WriteString("|\n")
	}
	w.WriteByte('\n')
}

// fill puts words in the place of slots.
func (w *writer) fill(s string) string {
	var b strings.Builder
	for {
		before, after, ok := strings.Cut(s, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		slot, rest, _ := strings.Cut(after, "}")
		b.WriteString(w.slot(slot))
		s = rest
	}
}

// slot is what stands for a slot; one in capitals begins a sentence.
func (w *writer) slot(name string) string {
	if first := name[:1]; first != strings.ToLower(first) {
		return upper(w.slot(lower(name)))
	}
	switch name {
	case "it":
		return lower(w.self.title)
	case "name":
		return lower(w.another().title)
	case "link":
		return w.reference()
	}
	return w.of(w.c.words.slots[name])
}

// another draws a page: a quarter articles, two fifths causes.
func (w *writer) another() page {
	switch n := w.IntN(100); {
	case n < 25:
		return w.random.page(w.c.articles)
	case n < 65:
		return w.random.page(w.c.causes)
	}
	return w.random.page(w.c.findings)
}

// reference links to a page that has no link yet, if one is found in 50 draws: a
// small site has too few pages for every link to be the first.
func (w *writer) reference() string {
	to := w.another()
	for range 50 {
		if !w.used[to.path()] {
			break
		}
		to = w.another()
	}
	w.used[to.path()] = true
	path := "../" + to.path()
	if to.folder == w.self.folder && w.one(2) {
		path = to.id + ".md"
	}
	if to.folder == "causes" && w.one(8) {
		path += fragment
	}
	return "[" + lower(to.title) + "](" + path + ")"
}

// settings are the files that every site has.
func settings() map[string]string {
	var bibliography strings.Builder
	for i := range sources {
		fmt.Fprintf(&bibliography, "source-%d:\n  title: Report %d\n  publisher: Library of Measures\n  url: https://library.example/%d\n  year: %d\n  kind: review\n  read: true\n",
			i+1, i+1, i+1, 1990+i%35)
	}
	files := map[string]string{"sources.yaml": bibliography.String(), "site.yaml": siteSettings}
	for id, shows := range map[string]string{
		"index": "home", "articles": "articles", "causes": "causes", "symptoms": "symptoms", "sources": "sources", "not-found": "not-found",
	} {
		files["pages/"+id+".md"] = fmt.Sprintf("---\ntitle: %s\nsummary: All that is here.\nshows: %s\nreview: {written: 2026-01-01, due: 2028-01-01}\n---\n\nWhat is here is made up.\n", upper(id), shows)
	}
	return files
}

const siteSettings = `title: A measured site
tagline: Made up to be measured
base-url: https://measured.example
language: en-GB
contact: mailto:nobody@measured.example
publisher: Nobody
reviewed: Made up by a program.
region: here
regions:
  here:
    name: Here
    emergency: {say: "112", dial: "112"}
    urgent: {say: your doctor}
    crisis: {say: a friend}
menu:
  - {label: Articles, to: pages/articles.md}
  - {label: Causes, to: pages/causes.md}
  - {label: Symptoms, to: pages/symptoms.md}
footer:
  - {label: Sources, to: pages/sources.md}
parts:
  head: Head
  body: Body
  limbs: Arms and legs
`
