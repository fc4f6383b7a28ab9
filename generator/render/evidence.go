package render

import (
	"nosology/generator/rules"
	"nosology/generator/site"
	"nosology/generator/wording"
)

// findings writes the findings of a cause, by strength.
func findings(b *out, v *View) {
	if len(v.findings()) == 0 {
		return
	}
	w := &v.ed.words.Evidence
	openSection(b, v, "evidence", "findings")
	b.framed(`<table><caption class="visually-hidden">`, w.OfCause.With("title", v.Title), `</caption>`)
	evidence(b, v, v.findings(), w.Signs, func(s wording.Strength) string { return s.Signs })
}

// causesOfFinding writes the causes of a finding, by strength. Everybody sees its
// caption: "typical" above a rare illness is soon read as "likely".
func causesOfFinding(b *out, v *View) {
	if len(v.causes()) == 0 {
		return
	}
	w := &v.ed.words.Evidence
	openSection(b, v, "evidence", "causes")
	b.framed(`<table><caption>`, w.OfFinding, `</caption>`)
	evidence(b, v, v.causes(), w.Causes, func(s wording.Strength) string { return s.Causes })
}

// evidence writes the rows of a table, one for each strength that occurs, and ends the section.
func evidence(b *out, v *View, all []site.Evidence, column string, word func(wording.Strength) string) {
	b.raw(`<thead class="visually-hidden"><tr><th scope="col">`)
	b.text(v.ed.words.Evidence.HowOften)
	b.framed(`</th><th scope="col">`, column, `</th></tr></thead><tbody>`)
	for _, s := range strengthOrder() {
		evidenceRow(b, v, s, all, word(v.ed.strength(s)))
	}
	b.raw(`</tbody></table></section>`)
}

// evidenceRow writes the row of a strength, unless nothing has it.
func evidenceRow(b *out, v *View, s rules.Strength, all []site.Evidence, word string) {
	begun := false
	for _, e := range all {
		if e.Strength != s {
			continue
		}
		if !begun {
			openEvidenceRow(b, s, word)
			begun = true
		}
		b.raw(`<li>`)
		b.link(e.Page.Address, e.Page.Title.S)
		urgencyMark(b, v, e.Page)
		overall(b, v, e)
		b.raw(`</li>`)
	}
	if begun {
		b.raw(`</ul></td></tr>`)
	}
}

func openEvidenceRow(b *out, s rules.Strength, word string) {
	b.raw(`<tr`)
	if s == rules.Against {
		b.raw(` class="is-against"`)
	}
	b.raw(`><th scope="row">`)
	b.dot(s)
	b.text(word)
	b.raw(`</th><td><ul>`)
}

// dot writes the mark of a strength; words stand beside it.
func (b *out) dot(s rules.Strength) { b.raw(`<i class="dot dot--`, s.String(), `"></i>`) }

// overall says of a cause how common it is at all, so that who has a sign that is
// typical of a rare one sees that it is rare.
func overall(b *out, v *View, e site.Evidence) {
	if e.Page.Cause == nil || e.Strength == rules.Against {
		return
	}
	if word := v.ed.words.Evidence.Overall[e.Page.Cause.Prevalence.S]; word != "" {
		b.framed(` <small>`, word, `</small>`)
	}
}

// urgencyMark marks a cause that needs help today or now.
func urgencyMark(b *out, v *View, p *site.Page) {
	if p.Cause == nil {
		return
	}
	l, _ := rules.ParseLevel(p.Cause.Care.S)
	if l < rules.Urgent {
		return
	}
	b.raw(` <span class="level level--`, l.String(), `">`, v.ed.cardIcon(l.String()), `<span class="visually-hidden">`)
	b.text(v.ed.level(l).Needs)
	b.raw(`</span></span>`)
}

// lookAlikes writes what tells a cause from those that look like it.
func lookAlikes(b *out, v *View) {
	if len(v.lookAlikes()) == 0 {
		return
	}
	openSection(b, v, "alike", "lookalikes")
	b.raw(`<table><thead><tr>`)
	w := &v.ed.words.Evidence
	for _, h := range []string{w.LookAlike, w.Both, w.MoreHere, w.MoreThere} {
		b.framed(`<th scope="col">`, h, `</th>`)
	}
	b.raw(`</tr></thead><tbody>`)
	for _, l := range v.lookAlikes() {
		b.raw(`<tr><th scope="row">`)
		b.link(l.Page.Address, l.Page.Title.S)
		b.raw(`</th>`)
		alikeCell(b, v, w.Both, telling(l.Shared))
		alikeCell(b, v, w.MoreHere, telling(l.Here))
		alikeCell(b, v, w.MoreThere, telling(l.There))
		b.raw(`</tr>`)
	}
	b.raw(`</tbody></table></section>`)
}

// tellingShown is how many findings of a look-alike are named. They come with
// those that tell most first.
const tellingShown = 4

// telling are the findings to name: true symptoms and signs before
// circumstances, and of each those that come first.
func telling(pages []*site.Page) []*site.Page {
	if len(pages) <= tellingShown {
		return pages
	}
	shown := make([]*site.Page, 0, tellingShown)
	for _, wanted := range []bool{false, true} {
		for _, p := range pages {
			if isApart(p) == wanted && len(shown) < tellingShown {
				shown = append(shown, p)
			}
		}
	}
	return shown
}

// alikeCell writes a cell of the table of look-alikes. On a narrow screen cells
// stand below each other, and say by their label which they are.
func alikeCell(b *out, v *View, label string, pages []*site.Page) {
	b.framed(`<td data-label="`, label, `">`)
	if len(pages) == 0 {
		b.text(v.ed.words.Evidence.Nothing)
	}
	for i, p := range parted(b, v.ed.words.Lists.Next.Between(), pages) {
		b.text(inSentence(p, i == 0))
	}
	b.raw(`</td>`)
}

// related writes causes that share findings.
func related(b *out, v *View) {
	if len(v.related()) == 0 {
		return
	}
	openSection(b, v, "related", "related")
	b.raw(`<ul class="links">`)
	for _, r := range v.related() {
		b.raw(`<li>`)
		b.link(r.Page.Address, r.Page.Title.S)
		if len(r.Shared) > 0 {
			b.raw(`<span>`)
			b.sayWith(v.ed.words.Evidence.Shares, "findings", v.ed.words.List(titlesInSentence(r.Shared, v.ed.words.Lists.AndMore)))
			b.raw(`</span>`)
		}
		b.raw(`</li>`)
	}
	b.raw(`</ul></section>`)
}

// sharedShown is how many shared findings are named.
const sharedShown = 3

// titlesInSentence names the first few pages; more stands for all others.
func titlesInSentence(pages []*site.Page, more string) []string {
	var titles []string
	for i, p := range pages {
		if i == sharedShown {
			return append(titles, more)
		}
		titles = append(titles, inSentence(p, false))
	}
	return titles
}

// children writes the causes under an umbrella.
func children(b *out, v *View) {
	below := v.page.Children()
	if len(below) == 0 {
		return
	}
	openSection(b, v, "related", "children")
	b.links(below)
	b.raw(`</section>`)
}

// links writes a list of pages with their summaries.
func (b *out) links(pages []*site.Page) {
	b.raw(`<ul class="links">`)
	for _, p := range pages {
		b.raw(`<li>`)
		b.link(p.Address, p.Title.S)
		b.framed(`<span>`, p.Summary.S, `</span></li>`)
	}
	b.raw(`</ul>`)
}
