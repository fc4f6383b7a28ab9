package render

import (
	"slices"
	"strings"

	"nosology/generator/content"
	"nosology/generator/markdown"
	"nosology/generator/site"
)

// explaining is a word of the glossary in a text: a button, and what it shows,
// which browsers open, place and close by themselves. One that cannot shows it
// in the text.
func (e *edition) explaining(w site.Explained) markdown.AutoLink {
	id := "g_" + w.Term.ID.S
	return markdown.AutoLink{Span: w.Span, Shows: id, Behind: string(written(func(b *out) {
		b.raw(`<span popover id="`, id, `">`)
		b.text(w.Term.Says.S)
		if p := e.site.GlossaryPage(); p != nil {
			b.raw(` `)
			b.link(p.Address+"#"+w.Term.ID.S, p.Title.S)
		}
		b.raw(`</span>`)
	}))}
}

// glossary writes all words of the glossary in the order of the alphabet.
func glossary(b *out, v *View) {
	order := v.ed.words.NewOrder()
	terms := slices.Clone(v.ed.site.Tree.Glossary)
	slices.SortStableFunc(terms, func(x, y *content.GlossaryTerm) int {
		return strings.Compare(order.SortKey(x.Term.S), order.SortKey(y.Term.S))
	})
	b.raw(`<dl class="glossary">`)
	for _, t := range terms {
		b.raw(`<dt id="`, t.ID.S, `">`)
		b.text(t.Term.S)
		b.raw(`</dt><dd>`)
		b.text(t.Says.S)
		for _, s := range v.ed.sourcesOf(t) {
			v.cite(b, s)
		}
		b.raw(`</dd>`)
	}
	b.raw(`</dl>`)
}

// sourcesOf are the sources of a word; none where it is general knowledge.
func (e *edition) sourcesOf(t *content.GlossaryTerm) (all []*content.Source) {
	for _, s := range e.site.Tree.Sources {
		if slices.ContainsFunc(t.Sources, func(id content.Text) bool { return id.S == s.ID.S }) {
			all = append(all, s)
		}
	}
	return all
}

// withGlossary adds what the glossary cites to a list of sources.
func (e *edition) withGlossary(all []*content.Source) []*content.Source {
	for _, t := range e.site.Tree.Glossary {
		for _, s := range e.sourcesOf(t) {
			if !slices.Contains(all, s) {
				all = append(all, s)
			}
		}
	}
	return all
}
