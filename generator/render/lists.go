package render

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"nosology/generator/content"
	"nosology/generator/rules"
	"nosology/generator/site"
	"nosology/generator/wording"
)

// articleList writes all articles.
func articleList(b *out, v *View) {
	if articles := part(v.ed.site.Articles, v.number, listPerPage); len(articles) > 0 {
		b.links(articles)
	}
}

// commonShown is how many causes the home page names: four rows of two.
const commonShown = 8

// commonCauses writes the commonest causes and the way to all of them.
func commonCauses(b *out, v *View) {
	causes := v.ed.commonest()
	if len(causes) == 0 {
		return
	}
	b.section("", "common", v.ed.words.Home.Common)
	b.tiles(v.ed, causes)
	if all := v.ed.shows["causes"]; all != nil {
		b.raw(`<p class="more">`)
		b.link(all.Address, v.ed.count(&v.ed.words.Home.AllCauses, len(v.ed.site.Causes)))
		b.raw(`</p>`)
	}
	b.raw(`</section>`)
}

// tiles writes causes as links, each with the drawing of its kind.
func (b *out) tiles(e *edition, causes []*site.Page) {
	b.raw(`<ul class="links tiles">`)
	for _, p := range causes {
		b.raw(`<li>`, e.inline("icons/"+e.causeIcon(p.Cause.Kind.S)+".svg"))
		b.link(p.Address, p.Title.S)
		b.framed(`<span>`, p.Summary.S, `</span></li>`)
	}
	b.raw(`</ul>`)
}

// commonest are the causes that are met most often: the very common first, and
// of each those of the first kinds. Rare ones are not among them, however few
// causes a site has: it would be wrong to call them common.
func (e *edition) commonest() []*site.Page {
	var common []*site.Page
	for _, p := range e.site.Causes {
		if prevalence(p) >= 2 {
			common = append(common, p)
		}
	}
	slices.SortStableFunc(common, func(a, b *site.Page) int {
		return cmp.Or(cmp.Compare(prevalence(b), prevalence(a)), kindRank(a)-kindRank(b))
	})
	return common[:min(len(common), commonShown)]
}

// kindRank is the place of a cause's kind in the site's vocabulary.
func kindRank(p *site.Page) int {
	return content.Rank(p.Vocabulary().CauseKinds, p.Cause.Kind.S)
}

func prevalence(p *site.Page) uint8 {
	rank, _ := rules.ParsePrevalence(p.Cause.Prevalence.S)
	return rank
}

// readingShown is how many articles the home page names.
const readingShown = 6

// readingList writes the newest articles under a heading of their own.
func readingList(b *out, v *View) {
	articles := v.ed.site.Articles
	if len(articles) == 0 {
		return
	}
	b.section("", "read", v.ed.words.Home.ToRead)
	b.links(newest(articles, readingShown))
	if all := v.ed.shows["articles"]; all != nil && len(articles) > readingShown {
		b.raw(`<p class="more">`)
		b.link(all.Address, v.ed.count(&v.ed.words.Home.AllArticles, len(articles)))
		b.raw(`</p>`)
	}
	b.raw(`</section>`)
}

// newest are the pages that were written last.
func newest(pages []*site.Page, n int) []*site.Page {
	pages = slices.SortedStableFunc(slices.Values(pages), func(a, b *site.Page) int {
		return b.Review.Written.Compare(a.Review.Written.Time)
	})
	return pages[:min(len(pages), n)]
}

// waysToHelp writes the button to the checker and the link to the warning signs.
func waysToHelp(b *out, v *View) {
	checker, signs := v.ed.shows["checker"], v.ed.shows["warning-signs"]
	if checker == nil && signs == nil {
		return
	}
	b.raw(`<p class="go">`)
	if checker != nil {
		b.raw(`<a class="button" href="`, checker.Address, `">`)
		b.text(v.ed.words.Home.Check)
		b.raw(`</a> `)
	}
	if signs != nil {
		b.link(signs.Address, v.ed.words.Home.Signs)
	}
	b.raw(`</p>`)
}

// waysOn writes where to go from a page that does not exist.
func waysOn(b *out, v *View) {
	var pages []*site.Page
	for _, shows := range []string{"home", "warning-signs", "checker", "symptoms", "causes"} {
		if p := v.ed.shows[shows]; p != nil {
			pages = append(pages, p)
		}
	}
	b.links(pages)
}

// causesByKind writes all causes, by kind.
func causesByKind(b *out, v *View) {
	causes := part(byKind(v.ed.site.Causes), v.number, listPerPage)
	for _, t := range v.ed.site.CauseKinds {
		k := t.ID.S
		of := ofKind(causes, k)
		if len(of) == 0 {
			continue
		}
		b.openSection("kind", k)
		b.framed(v.ed.inline("icons/"+v.ed.causeIcon(k)+".svg"), v.ed.causeNames(k).Many, `</h2>`)
		b.links(of)
		b.raw(`</section>`)
	}
}

func ofKind(causes []*site.Page, kind string) []*site.Page {
	var of []*site.Page
	for _, p := range causes {
		if p.Cause.Kind.S == kind {
			of = append(of, p)
		}
	}
	return of
}

// bibliography writes all sources by kind, with the pages that use them.
func bibliography(b *out, v *View) {
	used := v.ed.usedBy()
	for _, k := range sourceKinds(v.ed.site.Tree.Sources) {
		title := v.ed.words.FirstUpper(strings.ReplaceAll(k, "-", " "))
		b.section("", "kind-"+k, cmp.Or(v.ed.words.SourceKinds[k], title))
		b.raw(`<ul class="biblio">`)
		for _, s := range v.ed.site.Tree.Sources {
			if s.Kind.S == k {
				biblioItem(b, v.ed.words, s, used[s])
			}
		}
		b.raw(`</ul></section>`)
	}
}

// sourceKinds are the kinds that occur, in the order of first occurrence.
func sourceKinds(sources []*content.Source) []string {
	var kinds []string
	for _, s := range sources {
		if !slices.Contains(kinds, s.Kind.S) {
			kinds = append(kinds, s.Kind.S)
		}
	}
	return kinds
}

// biblioItem writes a source under its own id, to which citations of other sites
// may lead: numbers are for single pages, and change.
func biblioItem(b *out, w *wording.Words, s *content.Source, used []*site.Page) {
	b.raw(`<li id="`, s.ID.S, `">`)
	b.source(w, s, "")
	howRead(b, w, s)
	usedIn(b, w, used)
	b.raw(`</li>`)
}

// usedShown is how many pages that cite a source stand in the open, usedNamed
// how many are named at all.
const (
	usedShown = 5
	usedNamed = 100
)

// usedIn writes the pages that cite a source; a long list is folded.
func usedIn(b *out, w *wording.Words, used []*site.Page) {
	switch {
	case len(used) == 0:
	case len(used) <= usedShown:
		b.raw(` <span class="biblio__use">`)
		b.say(w.Sources.UsedIn, func(string) { usedList(b, w, used) })
		b.raw(`</span>`)
	default:
		b.raw(`<details class="biblio__use"><summary>`)
		b.sayWith(w.Sources.UsedInMany.For(len(used)), "n", strconv.Itoa(len(used)))
		b.raw(`</summary>`)
		usedList(b, w, used)
		b.raw(`</details>`)
	}
}

func usedList(b *out, w *wording.Words, used []*site.Page) {
	for _, p := range parted(b, w.Lists.Next.Between(), used[:min(len(used), usedNamed)]) {
		b.link(p.Address, p.Title.S)
	}
	if len(used) > usedNamed {
		b.text(w.Lists.Others.After())
	}
}

// howRead says what the editors have seen of a source: nothing is said of one that
// was read as a whole, which is the rule.
func howRead(b *out, w *wording.Words, s *content.Source) {
	switch {
	case !s.Read && s.Via.S == "":
		b.raw(` `)
		b.text(w.Sources.Known)
		b.stop(w.Sources.Known)
	case !s.Read:
		b.raw(` `)
		b.sayWith(w.Sources.KnownVia, "via", s.Via.S)
		b.stop(s.Via.S)
	case s.Via.S != "":
		b.raw(` `)
		b.sayWith(w.Sources.ReadAs, "via", s.Via.S)
		b.stop(s.Via.S)
	}
	if !s.Accessed.IsZero() {
		b.raw(` `)
		b.say(w.Sources.Seen, func(string) { b.date(w, s.Accessed) })
	}
}
