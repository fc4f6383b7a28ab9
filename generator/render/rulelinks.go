package render

import (
	"html/template"
	"strconv"

	"nosology/generator/rules"
	"nosology/generator/site"
	"nosology/generator/wording"
)

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
		for _, f := range parted(b, v.ed.words.Lists.Next.Between(), flags[:min(len(flags), rulesShown)]) {
			b.link(v.ed.ruleAddress(f), f.Title.S)
		}
	})
	b.raw(`</p>`)
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

// joined writes links with what stands between two of a list. One that leads
// nowhere is words.
func (e *edition) joined(links []site.Link, list wording.Sentence) template.HTML {
	return written(func(b *out) {
		for _, l := range parted(b, list.Between(), links) {
			if l.Address == "" {
				b.text(l.Title)
			} else {
				b.link(l.Address, l.Title)
			}
		}
	})
}

// either writes alternatives, each of links that are meant together.
func either(v *View, alternatives [][]site.Link) template.HTML {
	return written(func(b *out) {
		for _, links := range parted(b, v.ed.words.Lists.Phrases.Between(), alternatives) {
			b.raw(string(v.ed.joined(links, v.ed.words.Lists.And)))
		}
	})
}
