package site

import (
	"slices"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/markdown"
)

// anchors lists the ids in a page that links may lead to: those of headings, of
// cards, and of the sections that the site adds.
func anchors(e *entry) []string {
	ids := make([]string, 0, len(e.scan.Headings)+len(e.scan.Cards)+8)
	for _, h := range e.scan.Headings {
		ids = append(ids, h.ID)
	}
	for _, cards := range [][]markdown.Card{e.scan.Cards, e.scan.Lists} {
		for _, c := range cards {
			ids = append(ids, c.ID)
		}
	}
	return append(ids, sections(e.doc)...)
}

// sections lists the ids of what the site adds to a document.
func sections(d *content.Document) []string {
	return append([]string{content.SectionMentions, content.SectionSources, content.SectionReview}, d.Kind.Sections...)
}

// listed lists the ids of the entries in a page that shows a list.
func (l *Linker) listed(d *content.Document) (ids []string) {
	for _, entry := range l.listedOn(d) {
		ids = append(ids, entry.id.S)
	}
	if d.Layout() == "symptoms" {
		ids = append(ids, "az", "parts", "apart")
	}
	return ids
}

// HasAnchor reports whether links may lead to a place in the page by an id: a
// heading, a card, a part that the site adds, an entry of the list it shows.
func (p *Page) HasAnchor(id string) bool {
	l := &Linker{tree: p.site.Tree}
	return l.hasFragment(&entry{doc: p.Document, scan: p.Scan}, id)
}

func (l *Linker) hasFragment(to *entry, fragment string) bool {
	return slices.Contains(anchors(to), fragment) || slices.Contains(l.listed(to.doc), fragment)
}

// nearestFragment is a hint for a fragment that a page does not have, from its headings and from
// the lists that we add to it.
func (l *Linker) nearestFragment(to *entry, fragment string) string {
	ids := append(anchors(to), l.listed(to.doc)...)
	if hint := diag.DidYouMean(fragment, ids); hint != "" {
		return hint
	}
	return "link to the page without a fragment, or to one of its headings"
}
