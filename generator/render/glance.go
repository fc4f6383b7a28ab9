package render

import (
	"slices"
	"strconv"
	"strings"

	"nosology/generator/content"
	"nosology/generator/rules"
)

// glance writes what is to be seen of a document at a glance. Pictures stand
// beside words that say the same.
func glance(b *out, v *View) { kindPartsOf(v.page).glance(b, v) }

// causeGlance writes how common a cause is, how long it lasts, where it shows
// and what it usually needs.
func causeGlance(b *out, v *View) {
	b.raw(`<dl class="glance">`)
	howCommon(b, v)
	howLong(b, v)
	where(b, v, v.page.Cause.Where)
	needs(b, v)
	b.raw(`</dl>`)
}

// findingGlance writes where a finding shows.
func findingGlance(b *out, v *View) {
	if site := v.page.Finding.Site; v.ed.figure.shows(site.S) {
		b.raw(`<dl class="glance">`)
		where(b, v, []content.Text{site})
		b.raw(`</dl>`)
	}
}

// howCommon writes four dots of which as many are full as the cause is common. It
// writes nothing of a cause of which that is not known.
func howCommon(b *out, v *View) {
	c := v.page.Cause
	rank, ok := rules.ParsePrevalence(c.Prevalence.S)
	if !ok {
		return
	}
	b.term(v.ed.words.Glance.HowCommon)
	b.raw(`<dd><svg class="pips" viewBox="0 0 52 10" width="52" height="10" aria-hidden="true">`)
	for i := range 4 {
		b.raw(`<circle`)
		if i <= int(rank) {
			b.raw(` class="on"`)
		}
		b.raw(` cx="`, strconv.Itoa(5+14*i), `" cy="5" r="4"/>`)
	}
	b.framed(`</svg>`, v.ed.words.Glance.Prevalence[c.Prevalence.S], `</dd></div>`)
}

// term begins an entry of the list with its name.
func (b *out) term(name string) {
	b.framed(`<div><dt>`, name, `</dt>`)
}

// howLong writes a short time line, one tick for each unit of time: twenty units
// of the drawing lie between two. What takes one unit alone is a short dash
// around its tick.
func howLong(b *out, v *View) {
	c := v.page.Cause
	from, to := slices.Index(durations(), c.Duration.From.S), slices.Index(durations(), c.Duration.To.S)
	if from < 0 || to < 0 {
		return
	}
	left, right := 2+20*from, 2+20*to
	units := v.ed.words.Glance.Units
	words := v.ed.words.Glance.FromTo.With("from", units[durations()[from]], "to", units[durations()[to]])
	if left == right {
		left, right = left-4, right+4
		words = units[durations()[from]]
	}
	b.term(v.ed.words.Glance.HowLong)
	b.raw(`<dd><svg class="span" viewBox="-2 0 128 12" width="128" height="12" aria-hidden="true"><path d="M2 6h120M2 3v6m20-6v6m20-6v6m20-6v6m20-6v6m20-6v6m20-6v6"/><path class="on" d="M`,
		strconv.Itoa(left), ` 6H`, strconv.Itoa(right), `"/></svg>`)
	b.text(v.ed.words.FirstUpper(words))
	b.raw(`</dd></div>`)
}

// where writes the figure with parts marked, and their names. The first name
// begins the sentence; the others are written as within one.
func where(b *out, v *View, parts []content.Text) {
	if len(parts) == 0 {
		return
	}
	b.term(v.ed.words.Glance.Where)
	b.raw(`<dd>`)
	v.ed.figure.write(b, parts)
	words := make([]string, len(parts))
	for i, p := range parts {
		words[i] = v.ed.partName(p.S)
		if i > 0 {
			words[i] = v.ed.words.Small(words[i])
		}
	}
	b.text(v.ed.words.FirstUpper(v.ed.words.List(words)))
	b.raw(`</dd></div>`)
}

// needs writes the level of care that a cause usually takes, with its picture.
func needs(b *out, v *View) {
	l, ok := rules.ParseLevel(v.page.Cause.Care.S)
	if !ok {
		return
	}
	b.term(v.ed.words.Glance.UsualCare)
	b.raw(`<dd class="level level--`, l.String(), `">`, v.ed.cardIcon(l.String()))
	b.text(v.ed.level(l).Needs)
	b.raw(`</dd></div>`)
}

// partName is what site.yaml calls a part of the body.
func (e *edition) partName(id string) string {
	for _, p := range e.site.Tree.Site.Parts {
		if p.ID.S == id {
			return p.Name.S
		}
	}
	return strings.ReplaceAll(id, "-", " ")
}

// figure is a drawing whose parts can be marked, cut into its elements so that
// marking needs no search.
type figure []piece

// piece is an element that draws a part, or what stands between such.
type piece struct {
	text   string
	part   string
	at     int  // where in an element its mark belongs
	hidden bool // is seen only when it is marked
}

const partAttribute = `data-part="`

// cutFigure cuts a drawing at the elements that draw a part. All pieces together
// are the drawing as it was. An element that holds others is cut at its own tag
// alone: its mark is seen on all of them.
func cutFigure(svg string) (f figure) {
	for {
		at := strings.Index(svg, partAttribute)
		if at < 0 {
			return append(f, piece{text: svg})
		}
		start, end := strings.LastIndex(svg[:at], "<"), at+strings.Index(svg[at:], ">")+1
		if start < 0 || end <= at { // no drawing that a browser shows
			return append(f, piece{text: svg})
		}
		part, _, _ := strings.Cut(svg[at+len(partAttribute):], `"`)
		element := svg[start:end]
		f = append(f, piece{text: svg[:start]}, piece{
			text: element, part: part, at: at - start,
			hidden: strings.HasSuffix(element, "/>") && strings.Contains(element, ` opacity="0"`),
		})
		svg = svg[end:]
	}
}

// shows reports whether the figure has a part.
func (f figure) shows(part string) bool {
	return part != "" && slices.ContainsFunc(f, func(p piece) bool { return p.part == part })
}

// write writes the figure with some of its parts marked, if it has any of them.
// What would not be seen is left out.
func (f figure) write(b *out, marked []content.Text) {
	if !slices.ContainsFunc(marked, func(t content.Text) bool { return f.shows(t.S) }) {
		return
	}
	for _, p := range f {
		switch isMarked := slices.ContainsFunc(marked, func(t content.Text) bool { return t.S == p.part }); {
		case p.part != "" && isMarked:
			b.raw(p.text[:p.at], `class="on" `, p.text[p.at:])
		case !p.hidden:
			b.raw(p.text)
		}
	}
}
