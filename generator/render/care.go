package render

import (
	"slices"
	"strconv"
	"strings"

	"nosology/generator/content"
	"nosology/generator/rules"
	"nosology/generator/site"
)

// expand writes a text of site.yaml or checker.yaml with the region's numbers as links.
// Braces that name no number stay as they are; a check has told of them.
func (b *out) expand(v *SiteView, text string) {
	for {
		before, after, ok := strings.Cut(text, "{{")
		kind, rest, closed := strings.Cut(after, "}}")
		contacts := v.home.Contacts(kind)
		if !ok || !closed || len(contacts) == 0 {
			b.text(text)
			return
		}
		b.text(before)
		b.contacts(contacts)
		text = rest
	}
}

// levelIcon writes a level's icon; words follow.
func levelIcon(b *out, e *edition, l rules.Level) { b.raw(e.cardIcon(l.String())) }

// flagsOfFinding writes the red flags that use a finding: what else it takes. The
// most urgent come first; once a finding raises a level alone, lower levels with
// others beside it say nothing more.
func flagsOfFinding(b *out, v *View) {
	flags := v.flags()
	if len(flags) == 0 {
		return
	}
	openSection(b, v, "flags", "flags")
	b.raw(`<ul>`)
	for l := rules.Emergency; l >= rules.SeeADoctor; l-- {
		alone, with := completions(v.page, l, flags)
		if alone || len(with) > 0 {
			flagLine(b, v, l, alone, with)
		}
		if alone {
			break // nothing can make less of it
		}
	}
	b.raw(`</ul>`)
	ruleLinks(b, v, flags)
	b.raw(`</section>`)
}

// flagLine writes one line: a finding raises a level by itself, or together
// with what completes an alternative of a flag.
func flagLine(b *out, v *View, l rules.Level, alone bool, with [][]*site.Page) {
	name := l.String()
	b.raw(`<li class="level level--`, name, `">`)
	levelIcon(b, v.ed, l)
	sentence := v.ed.words.Care.With
	switch {
	case alone:
		sentence = v.ed.words.Care.Alone
	case len(with) > 1:
		sentence = v.ed.words.Care.WithAny
	}
	b.raw(`<span>`)
	b.say(sentence, func(place string) {
		if place == "level" {
			b.framed(`<b>`, v.ed.level(l).Needs, `</b>`)
		} else {
			alternatives(b, v, with)
		}
	})
	b.raw(`</span></li>`)
}

// completions are what a finding needs beside it to raise a level, each once:
// several flags may have the same alternative. alone says that it needs nothing.
func completions(p *site.Page, l rules.Level, flags []*site.Flag) (alone bool, with [][]*site.Page) {
	seen := map[string]bool{}
	for _, f := range flags {
		if f.Level != l {
			continue
		}
		for _, alternative := range f.When {
			rest, uses := without(alternative, p)
			if key := keyOf(rest); !uses || seen[key] {
				continue
			} else {
				seen[key] = true
			}
			if len(rest) == 0 {
				alone = true
			} else {
				with = append(with, rest)
			}
		}
	}
	return alone, with
}

func alternatives(b *out, v *View, with [][]*site.Page) {
	for _, rest := range parted(b, v.ed.words.Lists.Phrases.Between(), with) {
		together(b, v, rest)
	}
}

// together writes findings that count only all together.
func together(b *out, v *View, pages []*site.Page) {
	for _, p := range parted(b, v.ed.words.Lists.And.Between(), pages) {
		b.link(p.Address, inSentence(p, false))
	}
}

// without returns an alternative's other findings, and whether p is in it.
func without(alternative []*site.Page, p *site.Page) (rest []*site.Page, uses bool) {
	for _, f := range alternative {
		if f == p {
			uses = true
			continue
		}
		rest = append(rest, f)
	}
	return rest, uses
}

// keyOf tells sets of findings apart. Sets in another order are others, which
// authors hardly write.
func keyOf(pages []*site.Page) string {
	var key strings.Builder
	for _, p := range pages {
		key.WriteString(p.ID)
		key.WriteByte(' ')
	}
	return key.String()
}

// warningSigns writes every red flag, the most urgent first.
func warningSigns(b *out, v *View) {
	for l := rules.Emergency; l >= rules.SeeADoctor; l-- {
		if flags := v.ed.flagsAt(l); len(flags) > 0 {
			warningsAt(b, v, l, flags)
		}
	}
}

// action writes what to do at a level of care, with the number as a link.
func (b *out) action(e *edition, l rules.Level) {
	b.say(e.level(l).Action, func(string) { b.number(e.view.numberAt(l)) })
}

// flagsAt are the flags of a level, in the order of the file.
func (e *edition) flagsAt(l rules.Level) []*site.Flag {
	var flags []*site.Flag
	for _, f := range e.site.Flags {
		if f.Level == l {
			flags = append(flags, f)
		}
	}
	return flags
}

// warningsAt writes the flags of a level as a care card. Before those that are no
// emergency it says once more what to do in one: a reader may come to this list by
// a link and see nothing above it.
func warningsAt(b *out, v *View, l rules.Level, flags []*site.Flag) {
	name := l.String()
	b.raw(`<section class="signs care care--`, name, `" aria-labelledby="signs-`, name, `"><h2 class="care__title" id="signs-`, name, `">`)
	levelIcon(b, v.ed, l)
	b.framed(`<span><span class="visually-hidden">`, v.ed.level(l).Label, ` </span>`)
	b.action(v.ed, l)
	b.raw(`</span></h2>`)
	if l < rules.Emergency && len(v.ed.flagsAt(rules.Emergency)) > 0 {
		b.raw(`<p class="signs__first">`)
		b.say(v.ed.words.Care.EmergenciesFirst, func(string) { b.number(v.ed.view.Emergency) })
		b.raw(`</p>`)
	}
	b.raw(`<ul>`)
	for _, f := range flags {
		warning(b, v, f)
	}
	b.raw(`</ul></section>`)
}

// warning writes one flag: what it is in one line, and folded behind it what it
// looks like, what to do, and what to read.
func warning(b *out, v *View, f *site.Flag) {
	b.raw(`<li id="`, f.ID.S, `"><details><summary>`)
	b.text(f.Title.S)
	b.raw(`</summary><p>`)
	b.expand(&v.ed.view, f.Say.S)
	if f.Do.S != "" {
		b.raw(` <span class="signs__do`)
		if callsFirst(f) {
			b.raw(` signs__call`)
		}
		b.raw(`">`)
		b.expand(&v.ed.view, f.Do.S)
		b.raw(`</span>`)
	}
	if f.Help.S != "" {
		b.raw(` <span class="signs__do signs__call">`)
		b.expand(&v.ed.view, f.Help.S)
		b.raw(`</span>`)
	}
	readMore(b, v, f)
	ruleLink(b, v, f)
	for _, s := range f.Sources {
		v.cite(b, s)
	}
	b.raw(`</p></details></li>`)
}

// callsFirst reports whether a flag that is no emergency asks for a call of the
// emergency number before all else: on paper as well, where there is no room
// for what to do with every sign.
func callsFirst(f *site.Flag) bool {
	emergency, urgent := strings.Index(f.Do.S, "{{emergency}}"), strings.Index(f.Do.S, "{{urgent}}")
	return f.Level < rules.Emergency && emergency >= 0 && (urgent < 0 || emergency < urgent)
}

// readMoreShown is how many findings of a flag are named as worth reading.
const readMoreShown = 4

// readMore links to the findings of a flag.
func readMore(b *out, v *View, f *site.Flag) {
	pages := leading(f)
	if len(pages) == 0 {
		return
	}
	b.raw(` <span class="signs__more">`)
	b.say(v.ed.words.Care.ReadMore, func(string) {
		for _, p := range parted(b, v.ed.words.Lists.Next.Between(), pages[:min(len(pages), readMoreShown)]) {
			b.link(p.Address, inSentence(p, false))
		}
	})
	b.raw(`</span>`)
}

// leading are the findings of a flag, each once, that are worth reading about.
// Circumstances and time courses are not, unless they raise it alone.
func leading(f *site.Flag) []*site.Page {
	var pages []*site.Page
	for _, alternative := range f.When {
		for _, p := range alternative {
			if !slices.Contains(pages, p) && (len(alternative) == 1 || !isApart(p)) {
				pages = append(pages, p)
			}
		}
	}
	return pages
}

// cited are the sources at a page's foot: its own, then those of the flags
// that the page shows.
func (v *View) cited() []*content.Source {
	return v.known.cited.get(func() []*content.Source {
		all := slices.Clip(v.page.Cited)
		if v.Kind == "glossary" {
			return v.ed.withGlossary(all)
		}
		if v.Kind != "warning-signs" && v.Kind != "decides" {
			return all
		}
		for l := rules.Emergency; l >= rules.SeeADoctor; l-- {
			for _, f := range v.ed.flagsAt(l) {
				for _, s := range f.Sources {
					if !slices.Contains(all, s) {
						all = append(all, s)
					}
				}
			}
		}
		return all
	})
}

// cite writes a citation of a source that stands at the page's foot. The first
// one of each source is where the foot leads back to.
func (v *View) cite(b *out, s *content.Source) {
	i := slices.Index(v.cited(), s)
	n := strconv.Itoa(i + 1)
	b.raw(`<sup class="cite"><a href="#source-`, n, `"`)
	if i >= len(v.page.Cited) && !v.known.citedBefore[s] {
		if v.known.citedBefore == nil {
			v.known.citedBefore = map[*content.Source]bool{}
		}
		v.known.citedBefore[s] = true
		b.raw(` id="cite-`, n, `"`)
	}
	b.raw(` aria-label="`)
	b.text(v.ed.sourceLabel(i+1, s))
	b.raw(`">`, n, `</a></sup>`)
}
