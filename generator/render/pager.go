package render

import (
	"slices"
	"strconv"

	"nosology/generator/content"
	"nosology/generator/site"
)

// A list that grows with the site is cut into pages, so that none grows
// without bound. The bounds are far above what a site on one topic has, and far
// enough that a new title in a list of thousands moves few pages.
const (
	listPerPage    = 500 // articles or causes
	comparePerPage = 8   // tables
)

// listLength is how many pages the list of a kind of page takes, at least 1.
func (e *edition) listLength(kind string) int {
	switch kind {
	case content.Finding.List: // stands on one page whole, to be looked through
		return 1
	case "compare":
		return pagesFor(len(e.comparisonsOnce()), comparePerPage)
	}
	return pagesFor(len(e.listed(kind)), listPerPage)
}

func pagesFor(n, perPage int) int { return max(1, (n+perPage-1)/perPage) }

// part is what stands on one page of a list, nothing behind its end. It is part of
// all, and not a copy.
func part[T any](all []T, number, perPage int) []T {
	from := min(len(all), (number-1)*perPage)
	return all[from:min(len(all), from+perPage)]
}

// listAddress is where a page of a list stands below the first. No document
// has such an address.
func listAddress(number int) string {
	if number == 1 {
		return ""
	}
	return "page/" + strconv.Itoa(number) + "/"
}

// pager writes the way to the other pages of a long list.
func pager(b *out, v *View) {
	last := v.ed.listLength(v.Kind)
	if last == 1 {
		return
	}
	b.framed(`<nav class="pager" aria-label="`, v.ed.words.Page.Pager, `"><ol>`)
	for n := 1; n <= last; n++ {
		b.raw(`<li>`)
		if n == v.number {
			b.raw(`<a href="`, v.page.Address, listAddress(n), `" aria-current="page">`, strconv.Itoa(n), `</a>`)
		} else {
			b.link(v.page.Address+listAddress(n), strconv.Itoa(n))
		}
		b.raw(`</li>`)
	}
	b.raw(`</ol></nav>`)
}

// byKind are the causes by kind, of each in order of title.
func byKind(causes []*site.Page) []*site.Page {
	return slices.SortedStableFunc(slices.Values(causes), func(a, b *site.Page) int { return kindRank(a) - kindRank(b) })
}
