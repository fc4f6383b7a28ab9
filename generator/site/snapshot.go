package site

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"nosology/generator/content"
	"nosology/generator/text"
)

// orders holds the published documents in the orders that a Site lists them.
type orders struct {
	byAddress []number
	byTitle   []number // all kinds together
}

// arrange brings the orders up to date. Ties are broken by path, so that the order
// never depends on what changed first.
func (l *Linker) arrange(c *change) {
	l.titles(c.rescan)
	gone := make(map[number]bool, len(c.docs))
	for _, n := range c.docs {
		gone[n] = true
	}
	l.orders.byAddress = reorder(l.orders.byAddress, gone, c.rescan, func(a, b number) int {
		x, y := l.entries[a].doc, l.entries[b].doc
		return cmp.Or(strings.Compare(x.Address, y.Address), strings.Compare(x.Path, y.Path))
	})
	l.orders.byTitle = reorder(l.orders.byTitle, gone, c.rescan, func(a, b number) int {
		x, y := &l.entries[a], &l.entries[b]
		return cmp.Or(strings.Compare(x.titleKey, y.titleKey), strings.Compare(x.doc.Title.S, y.doc.Title.S), strings.Compare(x.doc.Path, y.doc.Path))
	})
}

// titles makes the keys by which titles sort as the site's language does.
func (l *Linker) titles(pages []number) {
	tag, err := language.Parse(l.tree.Site.Language.S)
	if err != nil {
		tag = language.Und
	}
	order := text.NewOrder(tag, "", "")
	for _, n := range pages {
		e := &l.entries[n]
		e.titleKey = order.SortKey(e.doc.Title.S)
	}
}

// reorder takes what is gone out of a sorted list and puts in what is new, in
// one pass.
func reorder(list []number, gone map[number]bool, added []number, compare func(a, b number) int) []number {
	added = slices.SortedFunc(slices.Values(added), compare)
	merged := make([]number, 0, len(list)+len(added))
	for _, n := range list {
		if gone[n] {
			continue
		}
		for len(added) > 0 && compare(added[0], n) < 0 {
			merged = append(merged, added[0])
			added = added[1:]
		}
		merged = append(merged, n)
	}
	return append(merged, added...)
}

// snapshot makes a Site of what the Linker knows now. Pages are made anew each
// time, all in one piece of memory; what they hold is shared with the Linker and
// is never changed in place.
func (l *Linker) snapshot(c *change) *Site {
	l.arrange(c)
	s := &Site{Tree: l.tree, AsOf: l.asOf}
	s.byKind = make(map[*content.Kind][]*Page, len(l.tree.Kinds))
	s.byNumber = make([]*Page, len(l.entries))
	s.in = l.in.snapshot()
	s.causesOf = l.causes.snapshot()
	s.children = l.families()
	s.inMenu = l.menus()
	s.names, s.namedBy = l.named()
	pages := make([]Page, len(l.orders.byAddress))
	s.Pages = make([]*Page, len(pages))
	for i, n := range l.orders.byAddress {
		e := &l.entries[n]
		pages[i] = Page{
			Document: e.doc, Scan: e.scan, Cited: e.cited, General: e.general, SignOff: e.signOff,
			site: s, num: n, out: e.out, order: int32(i),
		}
		s.Pages[i] = &pages[i]
		s.byNumber[n] = &pages[i]
		if e.doc.Kind.Plain {
			s.Others = append(s.Others, &pages[i])
		}
	}
	s.sortTitles(l.orders.byTitle)
	s.sortPaths(l.docs)
	l.compileRules(s)
	s.glossary = l.glossaryNow()
	return s
}

// sortTitles deals pages out to their kinds in the order of titles, and tells each its place there,
// for the letters of the index and for neighbours.
func (s *Site) sortTitles(order []number) {
	for _, n := range order {
		p := s.byNumber[n]
		if p.Kind.Plain {
			continue
		}
		p.title = int32(len(s.byKind[p.Kind]))
		s.byKind[p.Kind] = append(s.byKind[p.Kind], p)
	}
	s.Articles, s.Causes, s.Findings = s.byKind[content.Article], s.byKind[content.Cause], s.byKind[content.Finding]
}

// sortPaths lists pages in the order of their files, by which links between files are resolved with
// a binary search.
func (s *Site) sortPaths(docs []number) {
	s.byPath = make([]*Page, 0, len(s.Pages))
	for i, d := range s.Tree.Docs {
		if p := s.byNumber[docs[i]]; p != nil && p.Document == d {
			s.byPath = append(s.byPath, p)
		}
	}
}

// menus returns the documents that the site's menus and its map lead to.
func (l *Linker) menus() map[number]bool {
	in := map[number]bool{}
	for _, item := range l.tree.Site.Leads() {
		if n, ok := l.numbers[string(key([]byte(item.File())))]; ok {
			in[n] = true
		}
	}
	return in
}
