package render

import (
	"slices"
	"strconv"

	"nosology/generator/internal/proof"
	"nosology/generator/rules"
	"nosology/generator/site"
)

// tested writes what is known about the rules: how the checker does on made-up
// stories, what it was put through, and of what bytes that is true.
func tested(b *out, v *View) {
	openSection(b, "rules", "tested")
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
	b.raw(`<h3 id="stories">Made-up stories</h3><p>Each time this site is built, the checker is asked `, strconv.Itoa(len(all)),
		` stories of adults and children. They were made up from the sources, with the help that each needs. If one were sent to help too late, the site could not be built.</p>`)
	storyTable(b, &table)
	b.raw(`<p>Sent to help too late: `, strconv.Itoa(late), `. Sent to more help than needed: `, strconv.Itoa(len(early)), `.`)
	b.raw(`</p>`)
	if len(early) > 0 {
		b.raw(`<details><summary>Where it says more than the story needs</summary><ul>`)
		for _, s := range early {
			b.raw(`<li>`)
			b.text(s.Story.S + " " + s.Why.S)
			b.raw(`</li>`)
		}
		b.raw(`</ul></details>`)
	}
	b.raw(`<p>The stories were written by the people who wrote the rules, so they show mistakes but do not measure how often real people are judged rightly.</p>`)
}

func storyTable(b *out, table *[rules.Emergency + 1][rules.Emergency + 1]int) {
	b.raw(`<div class="scroll" tabindex="0" role="region" aria-labelledby="stories-caption"><table><caption id="stories-caption">Stories, by the help that they need and what the checker says</caption><thead><tr><th scope="col">Needed</th>`)
	for said := rules.Emergency + 1; said > 0; said-- {
		b.raw(`<th scope="col">`, levelWords[said-1].needs, `</th>`)
	}
	b.raw(`</tr></thead><tbody>`)
	for l := rules.Emergency + 1; l > 0; l-- {
		b.raw(`<tr><th scope="row">`, levelWords[l-1].needs, `</th>`)
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
	b.raw(`<h3 id="tests">Tests</h3>`)
	f, ok := proof.Of(v.ed.site.Rules)
	if !ok {
		b.raw(`<p>The tests of the program have not been run on these rules as they stand now, so there are no figures to show.</p>`)
		return
	}
	b.raw(`<p>A computer put these rules to the test. A single failure would have stopped the change.</p><ul>`)
	item := func(parts ...string) {
		b.raw(`<li>`)
		b.raw(parts...)
		b.raw(`</li>`)
	}
	item(`Each of the `, thousands(f.Alternatives), ` lines of the `, thousands(f.Flags), ` rules, and each of the `, thousands(f.Pairs),
		` pairs of lines of a rule, was tried with every answer: `, thousands(f.Exhaustive), ` in all. A rule counted as its highest line, and the advice was that of the highest rule.`)
	item(thousands(f.Random), ` sets of answers were drawn at random. A second, simpler program came to the same advice. An answer that became more worrying never made the advice less urgent. Each reason given was a true one, with no answer in it that was not needed.`)
	item(thousands(f.SecondOpen), ` sets of answers were judged by nothing but the open rules below, with the same advice.`)
	item(`On purpose `, thousands(f.Mutants), ` mistakes were put into the rules, such as a line left out. `, thousands(f.Held), ` judgements that are kept showed all of them but `,
		thousands(f.Equivalent), `, which change nothing: for example, a “not sure” cannot make “see a doctor” any lower.`)
	b.raw(`</ul>`)
}

// thousands writes a number with commas.
func thousands(n int) string {
	digits := []byte(strconv.Itoa(n))
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = slices.Insert(digits, at, ',')
	}
	return string(digits)
}

// digests writes which bytes all this is about.
func digests(b *out, v *View) {
	packed, err := v.ed.site.Rules.Pack()
	checkerPage := v.ed.shows["checker"]
	if err != nil || checkerPage == nil {
		return
	}
	b.raw(`<h3 id="versions">Versions</h3><p>With a program of your own you can read `)
	b.link(checkerPage.Address+openName, "the open rules")
	b.raw(` and see whether you come to the same (`)
	b.link(checkerPage.Address+digestName, "their checksum")
	b.raw(`). These are the SHA-256 checksums of what is in use:</p><dl class="digests">`)
	entry := func(name string, data []byte) {
		b.raw(`<dt>`, name, `, `, thousands(len(data)), ` bytes</dt><dd><code>`, digest(data), `</code></dd>`)
	}
	if module := v.ed.assets.Find(checkerModule); module != nil {
		entry("The program that judges in your browser", module.Data)
	}
	entry("The rules as that program reads them", packed)
	entry("The open rules", v.ed.openRules())
	b.raw(`</dl>`)
}
