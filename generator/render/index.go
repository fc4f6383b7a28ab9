package render

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"nosology/generator/site"
	"nosology/generator/wording"
)

// entry is a line of the index: a finding under its title, or under another
// name that leads to it.
type entry struct {
	name    string
	key     string // name in small letters, without what does not count in its order
	order   string // what it sorts by
	initial rune
	see     bool
	page    *site.Page
}

// index is the index of findings, in order.
type index struct {
	letters []letter
	used    map[rune]bool
	bar     []rune // the letters of the alphabet, and any other that occurs
}

type letter struct {
	initial rune // '#' for what begins with none
	entries []entry
}

// makeIndex lists every name of every finding once. Names that differ in what does
// not count, such as an article or a capital, are one; the title goes before.
func makeIndex(s *site.Site, words *wording.Words) index {
	order := words.NewOrder()
	var entries []entry
	for _, p := range s.Findings {
		entries = append(entries, entriesOf(p, order)...)
	}
	slices.SortFunc(entries, compareEntries)
	entries = slices.CompactFunc(entries, func(a, b entry) bool { return a.key == b.key && a.page == b.page })
	ix := index{used: map[rune]bool{}, bar: []rune(words.Writing.Alphabet)}
	for _, e := range entries {
		if !ix.used[e.initial] {
			ix.letters = append(ix.letters, letter{initial: e.initial})
			ix.used[e.initial] = true
			ix.bar = append(ix.bar, e.initial)
		}
		last := &ix.letters[len(ix.letters)-1]
		last.entries = append(last.entries, e)
	}
	slices.SortFunc(ix.bar, func(a, b rune) int { return strings.Compare(initialOrder(order, a), initialOrder(order, b)) })
	ix.bar = slices.Compact(ix.bar)
	return ix
}

// initialOrder is what a letter sorts by: what begins with none comes first.
func initialOrder(order *wording.Order, initial rune) string {
	if initial == '#' {
		return ""
	}
	return order.SortKey(string(initial)) + string(initial)
}

// entriesOf are a finding's lines. One that is listed apart has only those of
// its other names: nobody looks for a circumstance by the title that we gave it,
// but by what people say.
func entriesOf(p *site.Page, order *wording.Order) []entry {
	entries := make([]entry, 0, 1+len(p.Also)+len(p.HeardAs))
	add := func(name string, see bool) {
		key := order.Key(name)
		initial := order.Initial(key)
		entries = append(entries, entry{
			name: name, key: key, order: initialOrder(order, initial) + "\x00" + order.SortKey(key), initial: initial, see: see, page: p,
		})
	}
	if !isApart(p) {
		add(p.Title.S, false)
	}
	for _, n := range p.Also {
		add(n.S, true)
	}
	for _, n := range p.HeardAs {
		add(n.S, true)
	}
	return entries
}

// compareEntries orders by letter, then name; a title stands before a "see" entry.
func compareEntries(a, b entry) int {
	return cmp.Or(
		strings.Compare(a.order, b.order), strings.Compare(a.key, b.key),
		strings.Compare(a.page.Address, b.page.Address), compareBool(a.see, b.see), strings.Compare(a.name, b.name),
	)
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// id is the id of a letter's heading, and label what it says.
func (l letter) id() string {
	if l.initial == '#' {
		return "letter-0"
	}
	return "letter-" + string(unicode.ToLower(l.initial))
}

func (l letter) label(w *wording.Words) string {
	if l.initial == '#' {
		return w.Index.Digits
	}
	return string(l.initial)
}

// letters writes the bar of letters.
func letters(b *out, v *View) {
	ix := v.ed.index()
	b.framed(`<nav class="letters" aria-label="`, v.ed.words.Index.Letters, `"><ul>`)
	for _, initial := range ix.bar {
		if ix.used[initial] {
			l := letter{initial: initial}
			b.raw(`<li><a href="#`, l.id(), `">`, l.label(v.ed.words), `</a></li>`)
		} else {
			b.raw(`<li><span aria-hidden="true">`, string(initial), `</span></li>`)
		}
	}
	b.raw(`</ul></nav>`)
}

// aToZ writes the index by letters.
func aToZ(b *out, v *View) {
	b.raw(`<div class="index" id="az">`)
	for _, l := range v.ed.index().letters {
		b.raw(`<div class="letter"><h2 id="`, l.id(), `">`, l.label(v.ed.words), `</h2><ul>`)
		for _, e := range l.entries {
			indexEntry(b, v.ed.words, e)
		}
		b.raw(`</ul></div>`)
	}
	b.raw(`</div>`)
}

func indexEntry(b *out, w *wording.Words, e entry) {
	if e.see {
		b.raw(`<li class="see">`)
		b.say(w.Index.See, func(place string) {
			if place == "name" {
				b.text(e.name)
			} else {
				b.link(e.page.Address, e.page.Title.S)
			}
		})
		b.raw(`</li>`)
		return
	}
	findingEntry(b, w, e.page)
}

// findingEntry writes a finding with its mark if a red flag names it.
func findingEntry(b *out, w *wording.Words, p *site.Page) {
	b.raw(`<li>`)
	b.link(p.Address, p.Title.S)
	if p.Finding.Flag {
		flagMark(b, w)
	}
	b.raw(`</li>`)
}

// flagMark writes the mark of a warning sign. The drawing stands in the legend
// once; a long index only refers to it. The space before it is among the hidden
// words, where no line can break.
func flagMark(b *out, w *wording.Words) {
	b.raw(`<span class="flagged"><svg class="icon" aria-hidden="true"><use href="#flag"/></svg><span class="visually-hidden"> `)
	b.text(w.Index.WarningSign)
	b.raw(`</span></span>`)
}

// flagLegend says what the mark of a warning sign means, and holds its drawing.
func flagLegend(b *out, v *View) {
	b.raw(`<p class="legend"><span class="flagged"><svg class="icon" aria-hidden="true">`,
		asSymbol(v.ed.inline("icons/flag.svg"), "flag"), `<use href="#flag"/></svg></span> `)
	b.text(v.ed.words.Index.Legend)
	b.raw(`</p>`)
}

// asSymbol turns an SVG into a drawing that others refer to by its id, without
// the attributes that belong to the place where it stood.
func asSymbol(svg, id string) string {
	open, rest, ok := strings.Cut(svg, ">")
	if !ok {
		return ""
	}
	ofPlace := regexp.MustCompile(` (?:class|aria-hidden|width|height)="[^"]*"`)
	open = strings.Replace(ofPlace.ReplaceAllString(open, ""), "<svg", `<symbol id="`+id+`"`, 1)
	return open + ">" + strings.TrimSuffix(rest, "</svg>") + "</symbol>"
}

// byParts writes the findings by part of the body.
func byParts(b *out, v *View) {
	of := grouped(v.ed.site.Findings, false, func(p *site.Page) string { return p.Finding.Site.S })
	b.raw(`<div class="index index--part" id="parts">`)
	for _, part := range v.ed.site.Tree.Site.Parts {
		group(b, v.ed.words, "part-"+part.ID.S, part.Name.S, of[part.ID.S])
		delete(of, part.ID.S)
	}
	group(b, v.ed.words, "part-other", v.ed.words.Index.Elsewhere, rest(of))
	b.raw(`</div>`)
}

// apart writes the findings that are no symptoms: circumstances, time courses.
func apart(b *out, v *View) {
	of := grouped(v.ed.site.Findings, true, func(p *site.Page) string { return p.Finding.Type.S })
	if len(of) == 0 {
		return
	}
	b.raw(`<div class="index index--part" id="apart">`)
	for _, t := range v.ed.site.FindingTypes {
		folded(b, v.ed.words, "type-"+t.ID.S, v.ed.findingNames(t.ID.S).Many, of[t.ID.S])
	}
	b.raw(`</div>`)
}

// grouped are the findings that are listed apart, or those that are not, by a key.
func grouped(findings []*site.Page, apart bool, key func(*site.Page) string) map[string][]*site.Page {
	of := map[string][]*site.Page{}
	for _, p := range findings {
		if isApart(p) == apart {
			of[key(p)] = append(of[key(p)], p)
		}
	}
	return of
}

// rest are the findings whose part of the body is not in site.yaml, or who have none.
func rest(of map[string][]*site.Page) []*site.Page {
	var pages []*site.Page
	for _, group := range of {
		pages = append(pages, group...)
	}
	slices.SortFunc(pages, func(a, b *site.Page) int { return strings.Compare(a.Title.S, b.Title.S) })
	return pages
}

// group writes findings under a heading.
func group(b *out, w *wording.Words, id, title string, pages []*site.Page) {
	if len(pages) == 0 {
		return
	}
	b.raw(`<div><h2 id="`, id, `">`)
	b.text(title)
	b.raw(`</h2>`)
	findingList(b, w, pages)
	b.raw(`</div>`)
}

// folded writes findings behind their heading.
func folded(b *out, w *wording.Words, id, title string, pages []*site.Page) {
	if len(pages) == 0 {
		return
	}
	b.raw(`<details><summary><h2 id="`, id, `">`)
	b.text(title)
	b.raw(`</h2></summary>`)
	findingList(b, w, pages)
	b.raw(`</details>`)
}

func findingList(b *out, w *wording.Words, pages []*site.Page) {
	b.raw(`<ul>`)
	for _, p := range pages {
		findingEntry(b, w, p)
	}
	b.raw(`</ul>`)
}
