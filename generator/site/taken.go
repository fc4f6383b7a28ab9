package site

import (
	"fmt"
	"slices"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/taken"
)

// listed is something of a settings file whose id stands in a page as it is.
type listed struct {
	id   content.Text
	file string
}

// listedOn are the entries of a page that shows a list.
func (l *Linker) listedOn(d *content.Document) (all []listed) {
	if d.Page == nil {
		return nil
	}
	switch d.Page.Shows.S {
	case "warning-signs", "decides":
		if l.tree.Checker != nil {
			for _, f := range l.tree.Checker.Flags {
				all = append(all, listed{f.ID, content.CheckerFile})
			}
		}
	case "hazards":
		for _, h := range l.tree.Hazards {
			all = append(all, listed{h.ID, content.HazardsFile})
		}
	case "glossary":
		for _, t := range l.tree.Glossary {
			all = append(all, listed{t.ID, content.GlossaryFile})
		}
	case "sources":
		for _, s := range l.tree.Sources {
			all = append(all, listed{s.ID, content.SourcesFile})
		}
	}
	return all
}

// groupedOn are the ids of the groups that a page puts its list into. Not all
// of them need have an entry, so that nothing may lead to them.
func (l *Linker) groupedOn(d *content.Document) (ids []string) {
	terms := func(before string, terms []content.Term) {
		for _, t := range terms {
			ids = append(ids, before+t.ID.S)
		}
	}
	switch d.Layout() {
	case "causes":
		terms("", l.tree.Vocabulary.CauseKinds)
	case "compare":
		terms("compare-", l.tree.Vocabulary.CauseKinds)
	case "symptoms":
		terms("type-", l.tree.Vocabulary.FindingTypes)
		for _, part := range l.tree.Site.Parts {
			ids = append(ids, "part-"+part.ID.S)
		}
		ids = append(ids, "part-other")
	case "sources":
		for _, s := range l.tree.Sources {
			ids = append(ids, "kind-"+s.Kind.S)
		}
	}
	return ids
}

// needs reports whether the page of a document has an id for something that is
// not in its text. Two places with one id would make links lead to the first.
func (l *Linker) needs(d *content.Document, id string) bool {
	return taken.Anywhere(id) || taken.On(d.Layout(), id) || slices.Contains(l.groupedOn(d), id)
}

// NeedsID reports whether the page has an id for something that is neither in
// its text nor in the list that it shows.
func (p *Page) NeedsID(id string) bool {
	l := &Linker{tree: p.site.Tree}
	return l.needs(p.Document, id)
}

// takenIDs reports what has an id that its page needs for something else:
// headings, and entries of settings.
func (l *Linker) takenIDs() (ds []diag.Diagnostic) {
	for _, n := range l.docs {
		e := &l.entries[n]
		if !e.published || e.doc.Page == nil || e.doc.Page.Shows.S == "" {
			continue
		}
		entries, counts := map[string]bool{}, len(e.cited)+len(e.scan.Cards)+len(e.scan.Lists) > 0
		for _, entry := range l.listedOn(e.doc) {
			id := entry.id.S
			entries[id] = true
			if l.needs(e.doc, id) && (counts || !taken.Counted(id)) {
				d := l.tree.Diagnose(entry.file, entry.id.Pos, diag.Error, "taken-id", fmt.Sprintf("%s needs the id %q for itself", e.doc.Path, id))
				d.Hint = "give this another id, here and wherever it is named"
				ds = append(ds, d)
			}
		}
		for _, h := range e.scan.Headings {
			if l.needs(e.doc, h.ID) || entries[h.ID] {
				d := l.tree.Diagnose(e.doc.Path, at(e.doc, int(h.Span.Start)), diag.Error, "taken-id", fmt.Sprintf("the page needs the id %q for itself", h.ID))
				d.Hint = "give the heading another, behind its words: {#section-" + h.ID + "}"
				ds = append(ds, d)
			}
		}
	}
	diag.Sort(ds)
	return slices.CompactFunc(ds, func(a, b diag.Diagnostic) bool { return a.Position == b.Position })
}

// takenAddresses reports pages and old addresses that stand where the site puts
// something of its own.
func (l *Linker) takenAddresses(s *Site) (ds []diag.Diagnostic) {
	for _, p := range s.Pages {
		if a := s.Taken(p.Address); a != nil {
			d := p.Diagnose(content.Pos{}, diag.Error, "taken-address", fmt.Sprintf("no page can stand at %s: the site has %s there", p.Address, a.Holds))
			d.Hint = "give the file another name"
			ds = append(ds, d)
		}
		for _, alias := range p.Aliases {
			if a := s.Taken(alias.S); a != nil && s.ByAddress(alias.S) == nil {
				d := p.Diagnose(alias.Pos, diag.Error, "alias-taken", fmt.Sprintf("the site has %s at %s", a.Holds, alias.S))
				d.Hint = "an old address can lead on only where nothing stands any more"
				ds = append(ds, d)
			}
		}
	}
	return ds
}

// Taken returns what the site itself puts at an address, or nil.
func (s *Site) Taken(address string) *taken.Address {
	return taken.At(address, func(folder string) (string, bool) {
		p := s.ByAddress(folder)
		if p == nil {
			return "", false
		}
		return p.Layout(), true
	})
}
