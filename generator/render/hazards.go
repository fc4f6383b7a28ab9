package render

import (
	"strconv"

	"nosology/generator/content"
	"nosology/generator/wording"
)

// hazards writes the hazard log: each hazard with what it may lead to and what is done against it.
func hazards(b *out, v *View) {
	words := &v.ed.words.Hazards
	for i := range v.ed.site.Tree.Hazards {
		h := &v.ed.site.Tree.Hazards[i]
		b.raw(`<section class="hazard"><h2 id="`, h.ID.S, `">`)
		b.text(strconv.Itoa(i+1) + ". " + h.Hazard.S)
		b.raw(`</h2><dl>`)
		for _, row := range []struct{ label, text string }{
			{words.Cause, h.Cause.S}, {words.Effect, h.Effect.S}, {words.Harm, h.Harm.S}, {words.Evidence, h.Evidence.S},
		} {
			if row.text != "" {
				hazardRow(b, row.label, row.text)
			}
		}
		b.framed(`<dt>`, words.Controls, `</dt><dd><ul>`)
		for k := range h.Controls {
			control(b, v, words, &h.Controls[k])
		}
		b.raw(`</ul></dd>`)
		judged := func(label string, t content.Text) {
			if t.S == "" {
				t.S = words.Unjudged
			}
			hazardRow(b, label, t.S)
		}
		judged(words.Severity, h.Severity)
		judged(words.Likelihood, h.Likelihood)
		judged(words.Residual, h.Residual)
		hazardRow(b, words.Owner, h.Owner.S)
		b.raw(`</dl></section>`)
	}
}

// hazardRow writes a line of a hazard: what it is called and what is known of it.
func hazardRow(b *out, label, text string) {
	b.framed(`<dt>`, label, `</dt><dd>`)
	b.text(text)
	b.raw(`</dd>`)
}

// control writes what is done against a hazard, and by what.
func control(b *out, v *View, words *wording.Hazards, c *content.Control) {
	b.raw(`<li>`)
	b.text(c.Says.S)
	named := func(label string, ids []content.Text, one func(id string)) {
		if len(ids) == 0 {
			return
		}
		b.raw(`<br><small>`)
		b.text(label + " ")
		for _, id := range parted(b, v.ed.words.Lists.Next.Between(), ids) {
			one(id.S)
		}
		b.raw(`</small>`)
	}
	plain := func(id string) {
		b.framed(`<code>`, id, `</code>`)
	}
	rule := func(id string) {
		if p := v.ed.shows["decides"]; p != nil {
			b.link(p.Address+"#"+id, id)
		} else {
			plain(id)
		}
	}
	named(words.Rules, c.Rules, rule)
	named(words.Held, c.Held, rule)
	named(words.Stories, c.Vignettes, plain)
	named(words.Checks, c.Checks, plain)
	named(words.Proofs, c.Proofs, plain)
	b.raw(`</li>`)
}
