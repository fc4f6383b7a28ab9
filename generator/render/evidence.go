package render

import (
	"nosology/generator/content"
	"nosology/generator/rules"
	"nosology/generator/site"
)

// findings writes the findings of a cause, by strength.
func findings(b *out, v *View) {
	if len(v.findings()) == 0 {
		return
	}
	openSection(b, "evidence", "findings")
	evidence(b, v, v.findings(), "How often each sign goes with "+v.Title, "Signs", &strengthWords)
}

// causesOfFinding writes the causes of a finding, by strength.
func causesOfFinding(b *out, v *View) {
	if len(v.causes()) == 0 {
		return
	}
	openSection(b, "evidence", "causes")
	evidence(b, v, v.causes(), "How often "+v.Title+" goes with each cause", "Causes", &causesWords)
}

// evidence writes a table with a row for each strength that occurs, and ends the section.
func evidence(b *out, v *View, all []site.Evidence, caption, column string, words *[4]string) {
	b.raw(`<table><caption class="visually-hidden">`)
	b.text(caption)
	b.raw(`</caption><thead class="visually-hidden"><tr><th scope="col">How often</th><th scope="col">`, column, `</th></tr></thead><tbody>`)
	for _, s := range strengthOrder {
		evidenceRow(b, v, s, all, words[s])
	}
	b.raw(`</tbody></table></section>`)
}

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
	b.raw(word, `</th><td><ul>`)
}

// dot writes the mark of a strength; words stand beside it.
func (b *out) dot(s rules.Strength) { b.raw(`<i class="dot dot--`, s.String(), `"></i>`) }

// urgencyMark marks a cause that needs help today or now.
func urgencyMark(b *out, v *View, p *site.Page) {
	if p.Kind != content.Cause {
		return
	}
	l, _ := rules.ParseLevel(p.Cause.Care.S)
	if l < rules.Urgent {
		return
	}
	b.raw(` <span class="level level--`, l.String(), `">`, v.ed.cardIcon(l.String()), `<span class="visually-hidden">`, levelWords[l].needs, `</span></span>`)
}

// lookAlikes writes what tells a cause from those that look like it.
func lookAlikes(b *out, v *View) {
	if len(v.lookAlikes()) == 0 {
		return
	}
	openSection(b, "alike", "lookalikes")
	b.raw(`<table><thead><tr>`)
	for _, h := range []string{"Look-alike", "Both", "More like this", "More like the other"} {
		b.raw(`<th scope="col">`, h, `</th>`)
	}
	b.raw(`</tr></thead><tbody>`)
	for _, l := range v.lookAlikes() {
		b.raw(`<tr><th scope="row">`)
		b.link(l.Page.Address, l.Page.Title.S)
		b.raw(`</th>`)
		alikeCell(b, "Both", telling(l.Shared))
		alikeCell(b, "More like this", telling(l.Here))
		alikeCell(b, "More like the other", telling(l.There))
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

func alikeCell(b *out, label string, pages []*site.Page) {
	b.raw(`<td data-label="`, label, `">`)
	if len(pages) == 0 {
		b.raw(wordEmptyCell)
	}
	for i, p := range pages {
		if i > 0 {
			b.raw(`, `)
		}
		b.text(inSentence(p, i == 0))
	}
	b.raw(`</td>`)
}

// related writes causes that share findings.
func related(b *out, v *View) {
	if len(v.related()) == 0 {
		return
	}
	openSection(b, "related", "related")
	b.raw(`<ul class="links">`)
	for _, r := range v.related() {
		b.raw(`<li>`)
		b.link(r.Page.Address, r.Page.Title.S)
		if len(r.Shared) > 0 {
			b.raw(`<span>shares `)
			b.text(listWords(titlesInSentence(r.Shared)))
			b.raw(`</span>`)
		}
		b.raw(`</li>`)
	}
	b.raw(`</ul></section>`)
}

// sharedShown is how many shared findings are named.
const sharedShown = 3

func titlesInSentence(pages []*site.Page) []string {
	var titles []string
	for i, p := range pages {
		if i == sharedShown {
			return append(titles, "more")
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
	openSection(b, "related", "children")
	b.links(below)
	b.raw(`</section>`)
}

// links writes a list of pages with their summaries.
func (b *out) links(pages []*site.Page) {
	b.raw(`<ul class="links">`)
	for _, p := range pages {
		b.raw(`<li>`)
		b.link(p.Address, p.Title.S)
		b.raw(`<span>`)
		b.text(p.Summary.S)
		b.raw(`</span></li>`)
	}
	b.raw(`</ul>`)
}
