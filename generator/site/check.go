package site

import (
	"fmt"
	"slices"
	"strings"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/held"
	"nosology/generator/signing"

	"nosology/generator/parallel"
)

// check works out what each changed page cites and what is wrong with it, and
// what is now wrong, or no longer, with links to changed pages.
func (l *Linker) check(c *change) {
	sources := make(map[string]*content.Source, len(l.tree.Sources))
	for _, s := range l.tree.Sources {
		sources[s.ID.S] = s
	}
	parallel.Each(len(c.rescan), func() func(int) {
		return func(i int) {
			e := &l.entries[c.rescan[i]]
			l.cite(e, sources)
			e.signOff = signOff(e.doc)
			e.own = append(e.own, l.malformedLinks(e)...)
		}
	})
	pages := l.concerned(c)
	parallel.Each(len(pages), func() func(int) {
		return func(i int) { l.entries[pages[i]].dangling = l.brokenLinks(&l.entries[pages[i]]) }
	})
}

// concerned returns the published pages whose written links may lead elsewhere
// than before: those that changed, those that lead to a page whose headings or
// address changed, and where files came or went those with a dead link.
func (l *Linker) concerned(c *change) []number {
	pages := slices.Clone(c.rescan)
	for _, n := range c.docs {
		if before := c.before[n]; !sameAnchors(&before, &l.entries[n]) {
			pages = append(pages, l.in.of[n]...)
		}
	}
	if c.listed { // hints may name other files
		for _, n := range l.docs {
			if len(l.entries[n].dangling) > 0 {
				pages = append(pages, n)
			}
		}
	}
	slices.Sort(pages)
	return slices.Compact(pages)
}

// sameAnchors reports whether every link to one version of a document leads to
// the same place in the other.
func sameAnchors(a, b *entry) bool {
	return a.doc != nil && b.doc != nil && a.published && b.published &&
		a.doc.Path == b.doc.Path && a.doc.NotFound() == b.doc.NotFound() && a.doc.Title.S == b.doc.Title.S && slices.Equal(anchors(a), anchors(b))
}

// sharedNames reports names that several documents claim, at each place.
func (l *Linker) sharedNames() (ds []diag.Diagnostic) {
	for n := range l.shared {
		ds = append(ds, l.sharedName(n)...)
	}
	return ds
}

// sharedName reports a name that several documents have, once at each of them, since any may be the
// one to reword. Each report names the next claimant, so that all of three are found from one.
func (l *Linker) sharedName(n *node) (ds []diag.Diagnostic) {
	claims := n.rivals()
	slices.SortFunc(claims, func(a, b claim) int {
		return strings.Compare(l.entries[a.by].doc.Path, l.entries[b.by].doc.Path)
	})
	for i, c := range claims {
		other := claims[(i+1)%len(claims)]
		mine, others := l.entries[c.by].doc, l.entries[other.by].doc
		d := l.tree.Diagnose(mine.Path, c.pos, diag.Error, "shared-name", fmt.Sprintf("the name %q also belongs to %s", c.text, others.Path))
		d.Hint = "a name leads to one page: reword it in one of the two, or put it under heard-as"
		ds = append(ds, d)
	}
	return ds
}

// aliases reports old addresses that are in use or will be, or that two documents claim.
func (l *Linker) aliases(s *Site) (ds []diag.Diagnostic) {
	claimed, waiting := map[string][]*Page{}, map[string]*content.Document{}
	for _, n := range l.docs {
		if e := &l.entries[n]; !e.published && e.doc != nil {
			waiting[e.doc.Address] = e.doc
		}
	}
	for _, p := range s.byPath {
		for _, a := range p.Aliases {
			claimed[a.S] = append(claimed[a.S], p)
		}
	}
	for _, p := range s.byPath {
		for _, a := range p.Aliases {
			owner := s.ByAddress(a.S)
			if rivals := claimed[a.S]; owner == nil && len(rivals) > 1 {
				owner = rivals[0]
				if owner == p {
					owner = rivals[1]
				}
			}
			if owner == nil {
				if next := waiting[a.S]; next != nil {
					d := p.Diagnose(a.Pos, diag.Warning, "alias-taken", fmt.Sprintf("%s will stand at %s once it is published", next.Path, a.S))
					d.Hint = "take the alias out now: browsers remember where an address led, and many readers would never see that page"
					ds = append(ds, d)
				}
				continue
			}
			d := p.Diagnose(a.Pos, diag.Error, "alias-taken", fmt.Sprintf("the address %s already leads to %s", a.S, owner.Path))
			d.Hint = "an old address leads to one page: take it out of one of the two"
			if owner.Address == a.S {
				d.Hint = "a page stands there, so nothing else can lead there: take the alias out"
			}
			ds = append(ds, d)
		}
	}
	return ds
}

// unseenInMenus reports menu items that lead to what readers cannot open, or to
// headings that are not there.
func (l *Linker) unseenInMenus(s *Site) (ds []diag.Diagnostic) {
	for _, item := range s.Tree.Site.Leads() {
		n, ok := l.numbers[string(key([]byte(item.File())))]
		if !ok || l.entries[n].doc == nil {
			continue
		}
		d := s.Tree.Diagnose(content.SiteFile, item.To.Pos, diag.Error, "draft-link", fmt.Sprintf("%s is a draft, and readers cannot see it", item.To.S))
		d.Hint = "take it out of the menu until it is published"
		switch e := &l.entries[n]; {
		case e.doc.NotFound():
			d.Check, d.Message = "dead-link", fmt.Sprintf("%s is shown wherever there is no page, and has no address", item.To.S)
			d.Hint = "take it out of the menu"
		case e.published && (item.Fragment() == "" || l.hasFragment(e, item.Fragment())):
			continue
		case e.published:
			d.Check, d.Message = "dead-fragment", fmt.Sprintf("%s has no heading %q", item.File(), "#"+item.Fragment())
			d.Hint = l.nearestFragment(e, item.Fragment())
		}
		ds = append(ds, d)
	}
	return ds
}

// diagnostics gathers all that is wrong, in order. What is judged by the rules is
// left out where the rules themselves could not be read.
func (l *Linker) diagnostics(s *Site) []diag.Diagnostic {
	var ds []diag.Diagnostic
	for _, n := range l.orders.byAddress {
		ds = append(ds, l.entries[n].own...)
		ds = append(ds, l.entries[n].dangling...)
	}
	ds = append(ds, l.sharedNames()...)
	ds = append(ds, l.unseenInMenus(s)...)
	ds = append(ds, l.aliases(s)...)
	ds = append(ds, l.takenIDs()...)
	ds = append(ds, l.repeatedTerms()...)
	ds = append(ds, l.takenAddresses(s)...)
	if !s.Tree.Lacks(content.CheckerFile) {
		ds = append(ds, l.contract(s)...)
	}
	ds = append(ds, held.Check(s.Tree)...)
	ds = append(ds, signing.Check(s.Tree)...)
	ds = append(ds, l.lostControls(s)...)
	if s.Tree.Judgeable() {
		ds = append(ds, l.problems(s)...)
		ds = append(ds, l.misjudged(s)...)
	}
	return diag.Tidy(ds)
}
