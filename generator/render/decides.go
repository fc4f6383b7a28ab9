package render

import (
	"nosology/generator/content"
	"nosology/generator/rules"
	"nosology/generator/site"
)

// decides writes every rule of the checker in words: the flags with what
// raises them, then the questions with what each answer says.
func decides(b *out, v *View) {
	if v.ed.site.Tree.Checker == nil {
		return
	}
	openSection(b, "rules", "rules")
	for l := rules.Emergency; l >= rules.SeeADoctor; l-- {
		if flags := v.ed.flagsAt(l); len(flags) > 0 {
			ruleList(b, v, l, flags)
		}
	}
	b.raw(`</section>`)
	openSection(b, "rules", "questions")
	b.raw(`<dl>`)
	for i := range v.ed.site.Tree.Checker.Questions {
		questionItem(b, v, &v.ed.site.Tree.Checker.Questions[i])
	}
	b.raw(`</dl></section>`)
}

func ruleList(b *out, v *View, l rules.Level, flags []*site.Flag) {
	name := l.String()
	b.raw(`<h3 id="rules-`, name, `" class="level level--`, name, `">`)
	levelIcon(b, v.ed, l)
	b.raw(`<span>`, levelWords[l].needs, `</span></h3><dl>`)
	for _, f := range flags {
		b.raw(`<dt id="`, f.ID.S, `">`)
		b.text(f.Title.S)
		b.raw(`</dt><dd>`)
		ruleText(b, f)
		for _, s := range f.Sources {
			v.cite(b, s)
		}
		b.raw(`</dd>`)
	}
	b.raw(`</dl>`)
}

// ruleText writes what raises a flag.
func ruleText(b *out, f *site.Flag) {
	b.raw(`Counts with `)
	if len(f.When) > 1 {
		b.raw(`any of: `)
	}
	for i, alternative := range f.When {
		if i > 0 {
			b.raw(`; `)
		}
		together(b, alternative)
	}
	b.raw(`.`)
	if f.UnsureFull {
		b.raw(` “Not sure” counts as yes.`)
	}
	if f.Why.S != "" {
		b.raw(` `)
		b.text(f.Why.S)
	}
}

func questionItem(b *out, v *View, q *content.Question) {
	b.raw(`<dt>`)
	b.text(q.Ask.S)
	b.raw(`</dt><dd>`)
	if q.Why.S != "" {
		b.text(q.Why.S)
	}
	b.raw(`<ul>`)
	for _, o := range q.Options {
		b.raw(`<li>`)
		b.text(o.Say.S)
		means(b, v, o.Yes)
		b.raw(`</li>`)
	}
	b.raw(`</ul></dd>`)
}

// means writes the findings that an answer stands for.
func means(b *out, v *View, ids []content.Text) {
	for i, id := range ids {
		p := v.ed.site.Finding(id.S)
		if p == nil {
			continue
		}
		if i == 0 {
			b.raw(`: `)
		} else {
			b.raw(`, `)
		}
		b.link(p.Address, inSentence(p, false))
	}
}

// flagList writes the red flags as a plain list, for readers who have no
// JavaScript or are in a hurry.
func flagList(b *out, v *View) {
	for l := rules.Emergency; l >= rules.SeeADoctor; l-- {
		flags := v.ed.flagsAt(l)
		if len(flags) == 0 {
			continue
		}
		b.openSection("", "flags-"+l.String())
		levelIcon(b, v.ed, l)
		b.expand(&v.ed.view, levelWords[l].action)
		b.raw(`</h2><ul>`)
		for _, f := range flags {
			b.raw(`<li>`)
			b.expand(&v.ed.view, f.Say.S)
			b.raw(`</li>`)
		}
		b.raw(`</ul></section>`)
	}
}
