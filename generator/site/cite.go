package site

import (
	"fmt"
	"slices"

	"nosology/generator/content"
	"nosology/generator/diag"
)

// general is the citation of what everybody knows.
const general = "general"

// cite numbers a page's sources and reports those that do not exist. Front
// matter is checked when it is read. Where sources.yaml is missing or cannot be
// read, which is told once, no citation is called unknown.
func (l *Linker) cite(e *entry, sources map[string]*content.Source) {
	e.cited, e.general = nil, false
	for _, c := range e.scan.Citations {
		if c.ID == general {
			e.general = true
			continue
		}
		s := sources[c.ID]
		if s == nil && l.tree.Lacks(content.SourcesFile) {
			continue
		}
		if s == nil {
			d := l.tree.Diagnose(e.doc.Path, at(e.doc, int(c.Span.Start)), diag.Error, "unknown-source", fmt.Sprintf("unknown source %q", c.ID))
			d.Hint = l.nearestSource(c.ID)
			e.own = append(e.own, d)
			continue
		}
		e.addSource(s)
	}
	for _, id := range e.doc.Sources {
		if s := sources[id.S]; s != nil {
			e.addSource(s)
		}
	}
}

// addSource puts a source behind those that were cited before, once: its place is
// its number.
func (e *entry) addSource(s *content.Source) {
	if !slices.Contains(e.cited, s) {
		e.cited = append(e.cited, s)
	}
}

// nearestSource is a hint for a citation that leads nowhere.
func (l *Linker) nearestSource(id string) string {
	ids := []string{general}
	for _, s := range l.tree.Sources {
		ids = append(ids, s.ID.S)
	}
	if hint := diag.DidYouMean(id, ids); hint != "" {
		return hint
	}
	return "add it to sources.yaml, or write [@general] for what everybody knows"
}

// signOff compares a clinician's signature with the text as it is now.
func signOff(d *content.Document) SignOff {
	switch c := d.Review.Clinician; {
	case c == nil:
		return Unsigned
	case c.Hash.S == content.Fingerprint(d):
		return Signed
	}
	return Voided
}
