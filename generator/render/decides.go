package render

import (
	"strconv"

	"nosology/generator/content"
	"nosology/generator/rules"
	"nosology/generator/site"
	"nosology/generator/wording"
)

// decides writes what has been tested about the checker, then every rule: the
// flags in words and as they stand in the file, and the questions with what
// each answer says.
func decides(b *out, v *View) {
	if !hasChecker(v) {
		return
	}
	tested(b, v)
	openSection(b, v, "rules", "rules")
	for l := rules.Emergency; l >= rules.SeeADoctor; l-- {
		if flags := v.ed.flagsAt(l); len(flags) > 0 {
			ruleList(b, v, l, flags)
		}
	}
	b.raw(`</section>`)
	openSection(b, v, "rules", "questions")
	for i := range v.ed.site.Tree.Checker.Questions {
		questionItem(b, v, &v.ed.site.Tree.Checker.Questions[i])
	}
	b.raw(`</section>`)
}

func ruleList(b *out, v *View, l rules.Level, flags []*site.Flag) {
	name := l.String()
	b.raw(`<h3 id="rules-`, name, `" class="level level--`, name, `">`)
	levelIcon(b, v.ed, l)
	b.raw(`<span>`)
	b.text(v.ed.level(l).Needs)
	b.raw(`</span></h3><dl>`)
	for _, f := range flags {
		rule(b, v, f)
	}
	b.raw(`</dl>`)
}

// rule writes a flag: what is noticed and why it matters, and folded up what
// raises it, in words and as an editor wrote it.
func rule(b *out, v *View, f *site.Flag) {
	b.raw(`<dt id="`, f.ID.S, `">`)
	b.text(f.Title.S)
	b.raw(`</dt><dd>`)
	b.expand(&v.ed.view, f.Say.S)
	if f.Why.S != "" {
		b.raw(` `)
		b.expand(&v.ed.view, f.Why.S)
	}
	for _, s := range f.Sources {
		v.cite(b, s)
	}
	b.raw(`<details><summary>`)
	b.sayWith(v.ed.words.Decides.Rule, "title", f.Title.S)
	b.raw(`</summary>`)
	ruleText(b, v, f)
	yamlCode(b, v.ed.writtenRule(f))
	spokenBy(b, v, f)
	b.raw(`</details></dd>`)
}

// ruleText writes what raises a flag.
func ruleText(b *out, v *View, f *site.Flag) {
	w := &v.ed.words.Decides
	if len(f.When) == 1 {
		b.raw(`<p>`)
		b.say(w.CountsWith, func(string) { together(b, v, f.When[0]) })
		b.raw(`</p>`)
	} else {
		b.raw(`<p>`)
		b.text(w.CountsWithAny)
		b.raw(`</p><ul>`)
		for _, alternative := range f.When {
			b.raw(`<li>`)
			together(b, v, alternative)
			b.raw(`</li>`)
		}
		b.raw(`</ul>`)
	}
	switch {
	case f.UnsureFull:
		b.raw(`<p>`)
		b.text(w.UnsureFull)
		b.raw(`</p>`)
	case f.Level > rules.SeeADoctor:
		b.raw(`<p>`)
		b.sayWith(w.UnsureLower, "level", v.ed.level(f.Level-1).Within)
		b.raw(`</p>`)
	}
}

// spokenShown is how many pages are named that say what a flag says.
const spokenShown = 5

// spokenBy links to where readers are told what a flag says.
func spokenBy(b *out, v *View, f *site.Flag) {
	shown := min(len(f.SpokenBy), spokenShown)
	b.raw(`<p>`)
	b.sayMore(v.ed.words.Decides.ToldOn, &v.ed.words.Decides.ToldOnMore, len(f.SpokenBy)-shown, func() {
		if p := v.ed.shows["warning-signs"]; p != nil {
			b.link(p.Address+"#"+f.ID.S, p.Title.S)
		} else {
			b.text(v.ed.words.Decides.ThesePages)
		}
		for _, p := range f.SpokenBy[:shown] {
			b.text(v.ed.words.Lists.Next.Between())
			b.link(p.Address, p.Title.S)
		}
	})
	b.raw(`</p>`)
}

// sayMore writes a sentence with a list that names all of something, or the one
// with the number of those that it does not name.
func (b *out) sayMore(all wording.Sentence, most *wording.Plural, more int, list func()) {
	if more > 0 {
		all = most.For(more)
	}
	b.say(all, func(place string) {
		if place == "n" {
			b.raw(strconv.Itoa(more))
		} else {
			list()
		}
	})
}

// ruleAddress is where a flag's rule stands, or "" if no page shows the rules.
func (e *edition) ruleAddress(f *site.Flag) string {
	p := e.shows["decides"]
	if p == nil {
		return ""
	}
	return p.Address + "#" + f.ID.S
}

// ruleLink leads from a flag to its rule.
func ruleLink(b *out, v *View, f *site.Flag) {
	address := v.ed.ruleAddress(f)
	if address == "" {
		return
	}
	b.raw(` <span class="signs__more"><a href="`, address, `">`)
	b.sayWith(v.ed.words.Decides.Rule, "title", f.Title.S)
	b.raw(`</a></span>`)
}

// rulesShown is how many rules of a finding are named.
const rulesShown = 6

// ruleLinks leads from a finding to the rules that use it.
func ruleLinks(b *out, v *View, flags []*site.Flag) {
	if v.ed.shows["decides"] == nil {
		return
	}
	b.raw(`<p>`)
	b.sayMore(v.ed.words.Decides.RulesOf, &v.ed.words.Decides.RulesOfMore, len(flags)-rulesShown, func() {
		for i, f := range flags[:min(len(flags), rulesShown)] {
			if i > 0 {
				b.text(v.ed.words.Lists.Next.Between())
			}
			b.link(v.ed.ruleAddress(f), f.Title.S)
		}
	})
	b.raw(`</p>`)
}

func questionItem(b *out, v *View, q *content.Question) {
	b.raw(`<details class="asks"><summary>`)
	b.text(q.Ask.S)
	b.raw(`</summary>`)
	if q.Why.S != "" {
		b.raw(`<p>`)
		b.text(q.Why.S)
		b.raw(`</p>`)
	}
	if len(q.When) > 0 {
		b.raw(`<p>`)
		b.say(v.ed.words.Decides.AskedAfter, func(string) {
			for i, set := range q.When {
				if i > 0 {
					b.text(v.ed.words.Lists.Phrases.Between())
				}
				findingsTogether(b, v, set)
			}
		})
		b.raw(`</p>`)
	}
	b.raw(`<ul>`)
	for _, o := range q.Options {
		b.raw(`<li>`)
		answer(b, v, &o)
		b.raw(`</li>`)
	}
	b.raw(`</ul></details>`)
}

// findingsTogether writes findings that are wanted together.
func findingsTogether(b *out, v *View, ids []content.Text) {
	var pages []*site.Page
	for _, id := range ids {
		if p := v.ed.site.Finding(id.S); p != nil {
			pages = append(pages, p)
		}
	}
	together(b, v, pages)
}

// answer writes an answer and the findings that it stands for.
func answer(b *out, v *View, o *content.Option) {
	if len(o.Yes) == 0 {
		b.text(o.Say.S)
		return
	}
	b.say(v.ed.words.Decides.AnswerMeans, func(place string) {
		if place == "answer" {
			b.text(o.Say.S)
			return
		}
		for i, id := range o.Yes {
			if i > 0 {
				b.text(v.ed.words.Lists.Next.Between())
			}
			if p := v.ed.site.Finding(id.S); p != nil {
				b.link(p.Address, inSentence(p, false))
			}
		}
	})
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
		b.action(v.ed, l)
		b.raw(`</h2><ul>`)
		for _, f := range flags {
			b.raw(`<li>`)
			b.expand(&v.ed.view, f.Say.S)
			b.raw(`</li>`)
		}
		b.raw(`</ul></section>`)
	}
}
