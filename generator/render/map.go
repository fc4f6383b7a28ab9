package render

import (
	"strings"

	"nosology/generator/content"
)

// mapOfPlaces writes the map of site.yaml: a drawing whose parts lead to pages,
// and the same links as a list, for the keyboard, the ear, and what cannot be
// drawn.
func mapOfPlaces(b *out, v *View) {
	m := &v.ed.site.Tree.Site.Map
	if len(m.Regions) == 0 {
		return
	}
	b.section("map", "map", m.Title.S)
	v.ed.drawMap(b, m)
	b.raw(`<ul>`)
	for _, r := range m.Regions {
		if to := v.ed.leadsTo(&r.MenuItem); to != "" {
			b.raw(`<li>`)
			b.link(to, r.Label.S)
			b.raw(`</li>`)
		}
	}
	b.raw(`</ul></section>`)
}

// drawMap writes the drawing. Its parts are links (<a data-part="nose">) that
// get an address here; they are left out of the order of the keyboard and, with
// the whole drawing, of what is read out.
func (e *edition) drawMap(b *out, m *content.Map) {
	pieces := strings.Split(e.inline("figures/"+m.Figure.S), partAttribute)
	b.raw(pieces[0])
	for _, piece := range pieces[1:] {
		part, _, _ := strings.Cut(piece, `"`)
		if to := e.partOfMap(m, part); to != "" {
			b.framed(`tabindex="-1" href="`, to, `" `)
		}
		b.raw(partAttribute, piece)
	}
}

// partOfMap is the address that a part of the drawing leads to.
func (e *edition) partOfMap(m *content.Map, part string) string {
	for _, r := range m.Regions {
		if r.Part.S == part {
			return e.leadsTo(&r.MenuItem)
		}
	}
	return ""
}
