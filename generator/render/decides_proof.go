package render

import (
	"strconv"

	"nosology/generator/internal/proof"
	"nosology/generator/rules"
	"nosology/generator/site"
)

// tested writes what is known about the rules: how the checker does on made-up
// stories, what it was put through, and of what bytes that is true.
func tested(b *out, v *View) {
	openSection(b, v, "rules", "tested")
	stories(b, v)
	figures(b, v)
	digests(b, v)
	b.raw(`</section>`)
}

// stories writes how the checker does on the stories: a row for what they
// need, a column for what it says.
func stories(b *out, v *View) {
	all := v.ed.site.Vignettes
	if len(all) == 0 {
		return
	}
	var table [rules.Emergency + 1][rules.Emergency + 1]int
	var early []*site.Vignette
	late := 0
	for _, s := range all {
		table[s.Level][s.Judged]++
		if s.Judged > s.Level {
			early = append(early, s)
		} else if s.Judged < s.Level {
			late++
		}
	}
	w := &v.ed.words.Decides
	b.raw(`<h3 id="stories">`)
	b.text(w.Stories)
	b.raw(`</h3>`)
	b.paragraph(v.ed.count(&w.StoriesAsked, len(all)))
	storyTable(b, v, &table)
	b.raw(`<p>`)
	b.sayWith(w.StoriesResult, "late", strconv.Itoa(late), "early", strconv.Itoa(len(early)))
	b.raw(`</p>`)
	if len(early) > 0 {
		b.raw(`<details><summary>`)
		b.text(w.MoreCareful)
		b.raw(`</summary><ul>`)
		for _, s := range early {
			b.raw(`<li>`)
			b.text(s.Story.S + " " + s.Why.S)
			b.raw(`</li>`)
		}
		b.raw(`</ul></details>`)
	}
	b.paragraph(w.StoriesLimit)
}

// paragraph writes a text as a paragraph.
func (b *out) paragraph(text string) {
	b.raw(`<p>`)
	b.text(text)
	b.raw(`</p>`)
}

func storyTable(b *out, v *View, table *[rules.Emergency + 1][rules.Emergency + 1]int) {
	b.raw(`<div class="scroll" tabindex="0" role="region" aria-labelledby="stories-caption"><table><caption id="stories-caption">`)
	b.text(v.ed.words.Decides.Table)
	b.raw(`</caption><thead><tr><th scope="col">`)
	b.text(v.ed.words.Decides.Needed)
	b.raw(`</th>`)
	for said := rules.Emergency + 1; said > 0; said-- {
		b.raw(`<th scope="col">`)
		b.text(v.ed.level(said - 1).Needs)
		b.raw(`</th>`)
	}
	b.raw(`</tr></thead><tbody>`)
	for l := rules.Emergency + 1; l > 0; l-- {
		b.raw(`<tr><th scope="row">`)
		b.text(v.ed.level(l - 1).Needs)
		b.raw(`</th>`)
		for said := rules.Emergency + 1; said > 0; said-- {
			b.raw(`<td`)
			if said == l {
				b.raw(` class="agrees"`)
			}
			b.raw(`>`, strconv.Itoa(table[l-1][said-1]), `</td>`)
		}
		b.raw(`</tr>`)
	}
	b.raw(`</tbody></table></div>`)
}

// figures writes what the tests of the program put the rules through.
func figures(b *out, v *View) {
	w, number := &v.ed.words.Decides, v.ed.words.Number
	b.raw(`<h3 id="tests">`)
	b.text(w.Tests)
	b.raw(`</h3>`)
	f, ok := proof.Of(v.ed.site.Rules)
	if !ok {
		b.paragraph(w.Untested)
		return
	}
	b.paragraph(w.TestsIntro)
	b.raw(`<ul>`)
	for _, text := range []string{
		w.TestLines.With("lines", number(f.Alternatives), "rules", number(f.Flags), "pairs", number(f.Pairs), "n", number(f.Exhaustive)),
		w.TestRandom.With("n", number(f.Random)),
		w.TestOpen.With("n", number(f.SecondOpen)),
		w.TestMistakes.With("n", number(f.Mutants), "held", number(f.Held), "equal", number(f.Equivalent)),
	} {
		b.raw(`<li>`)
		b.text(text)
		b.raw(`</li>`)
	}
	b.raw(`</ul>`)
}

// digests writes which bytes all this is about.
func digests(b *out, v *View) {
	packed, err := v.ed.site.Rules.Pack()
	checkerPage := v.ed.shows["checker"]
	if err != nil || checkerPage == nil {
		return
	}
	w := &v.ed.words.Decides
	b.raw(`<h3 id="versions">`)
	b.text(w.Versions)
	b.raw(`</h3><p>`)
	b.say(w.VersionsIntro, func(place string) {
		if place == "rules" {
			b.link(checkerPage.Address+openName, w.OpenRulesLink)
		} else {
			b.link(checkerPage.Address+digestName, w.ChecksumLink)
		}
	})
	b.raw(`</p><dl class="digests">`)
	entry := func(name string, data []byte) {
		b.raw(`<dt>`)
		b.sayWith(w.Bytes, "name", name, "n", v.ed.words.Number(len(data)))
		b.raw(`</dt><dd><code>`, digest(data), `</code></dd>`)
	}
	if module := v.ed.assets.Find(checkerModule); module != nil {
		entry(w.Module, module.Data)
	}
	entry(w.Packed, packed)
	entry(w.OpenRules, v.ed.openRules())
	b.raw(`</dl>`)
}
