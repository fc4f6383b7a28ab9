package site

import (
	"bytes"
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/markdown"
	"nosology/generator/rules"
)

// number stands for a document's path, for as long as its Linker lives. A path
// has a number as soon as anything names it, whether or not a file is there: so
// a link to a page that is written later leads there without being read again.
type number int32

// graph is how the pages of a snapshot hang together, all by number: pages may
// come and go between two snapshots without touching what names them.
type graph struct {
	byNumber []*Page                   // nil for what is not published
	byPath   []*Page                   // in order of path
	byKind   map[*content.Kind][]*Page // in order of title
	in       [][]number                // who mentions it, in no order
	causesOf [][]evidence              // findings: the causes that list it, in no order
	children map[number][]number
	flagsOf  map[number][]*Flag
	inMenu   map[number]bool
	names    map[number][]ownRef // by who names
	namedBy  map[number][]ownRef // by who is named
	leading  leading
	scales   sync.Pool
	glossary *glossary // what Explained looks for
}

// outward is what a page says of others. It is replaced, never changed.
type outward struct {
	refs     []ref      // one for each of Scan.Links
	odd      bool       // some link is written wrongly
	autos    []auto     // by span
	mentions []mention  // by number of whom it mentions, each once
	findings []evidence // causes only, in the order of the file
	parent   number     // causes only; none if there is none
}

const none number = -1

// ref is where a written link leads. to is none for a link to elsewhere, and
// for one that is written wrongly.
type ref struct {
	to       number
	file     string // as the link has it; the document may since stand elsewhere
	fragment string
}

type auto struct {
	span markdown.Span
	to   number
	name string
}

type mention struct {
	to       number
	sentence markdown.Span
	written  bool
}

type evidence struct {
	page     number
	strength rules.Strength
}

// byOrder and byTitle compare two pages of one site by places that were worked
// out once: addresses and titles are long.
func byOrder(a, b *Page) int { return cmp.Compare(a.order, b.order) }
func byTitle(a, b *Page) int { return cmp.Compare(a.title, b.title) }

// ByPath returns the page of a published file: "causes/caffeine.md". It
// returns nil if there is none.
func (s *Site) ByPath(path string) *Page {
	return find(s.byPath, path, func(p *Page) string { return p.Path })
}

// ByAddress returns the page at an address: "/causes/caffeine/". It returns
// nil if there is none.
func (s *Site) ByAddress(address string) *Page {
	return find(s.Pages, address, func(p *Page) string { return p.Address })
}

// Of returns the published documents of a kind, in order of title.
func (s *Site) Of(k *content.Kind) []*Page { return s.byKind[k] }

// Cause returns the published cause with an id, or nil.
func (s *Site) Cause(id string) *Page { return s.ByPath(causePath(id)) }

// Finding returns the published finding with an id, or nil.
func (s *Site) Finding(id string) *Page { return s.ByPath(findingPath(id)) }

func causePath(id string) string   { return "causes/" + id + ".md" }
func findingPath(id string) string { return "symptoms/" + id + ".md" }

// find searches a list that is sorted by a key.
func find(in []*Page, key string, keyOf func(*Page) string) *Page {
	i, ok := slices.BinarySearchFunc(in, key, func(p *Page, key string) int {
		return strings.Compare(keyOf(p), key)
	})
	if !ok {
		return nil
	}
	return in[i]
}

// Ref returns what a link of the page's body leads to, by its destination as
// written. It reports false for links to elsewhere and for links that lead
// nowhere, such as those to a page that is not yet published: they are shown
// as plain text.
func (p *Page) Ref(dest string) (Target, bool) {
	i := slices.IndexFunc(p.Scan.Links, func(l markdown.Link) bool { return l.Dest == dest })
	if i < 0 || p.out.refs[i].to == none {
		return Target{}, false
	}
	r := p.out.refs[i]
	to := p.site.byNumber[r.to]
	return Target{Page: to, Fragment: r.fragment}, to != nil
}

// Auto returns the automatic links of the body, by span.
func (p *Page) Auto() []Auto {
	autos := make([]Auto, 0, len(p.out.autos))
	for _, a := range p.out.autos {
		autos = append(autos, Auto{Span: a.span, To: p.site.byNumber[a.to], Name: a.name})
	}
	return autos
}

// Mentions returns the pages that this page leads to in its body, each once,
// by address. Those that are not published are left out.
func (p *Page) Mentions() []*Page {
	var pages []*Page
	for _, m := range p.out.mentions {
		if to := p.site.byNumber[m.to]; to != nil {
			pages = append(pages, to)
		}
	}
	slices.SortFunc(pages, byOrder)
	return pages
}

// MentionedIn returns the pages that link here or name this page in their
// bodies, at most one mention a page, by address.
func (p *Page) MentionedIn() []Mention {
	mentions := make([]Mention, 0, len(p.site.in[p.num]))
	for n := range p.in() {
		from := p.site.byNumber[n]
		i, ok := slices.BinarySearchFunc(from.out.mentions, p.num, func(m mention, to number) int { return cmp.Compare(m.to, to) })
		if ok {
			m := from.out.mentions[i]
			mentions = append(mentions, Mention{From: from, Sentence: m.sentence, Written: m.written})
		}
	}
	slices.SortFunc(mentions, func(a, b Mention) int { return byOrder(a.From, b.From) })
	return mentions
}

// MentionedBy counts what MentionedIn lists.
func (p *Page) MentionedBy() (n int) {
	for range p.in() {
		n++
	}
	return n
}

// in yields the pages that name this one and can be led to.
func (p *Page) in() iter.Seq[number] {
	return func(yield func(number) bool) {
		for _, n := range p.site.in[p.num] {
			if !p.site.byNumber[n].NotFound() && !yield(n) {
				return
			}
		}
	}
}

// Orphan reports whether nothing leads to the page but lists of everything:
// no link, menu, evidence table, parent or child, and no flag that uses it.
func (p *Page) Orphan() bool {
	s := p.site
	return p.Address != "/" && !p.NotFound() &&
		p.MentionedBy() == 0 && !s.inMenu[p.num] && (p.Finding == nil || len(s.flagsOf[p.num]) == 0) &&
		len(s.causesOf[p.num]) == 0 && len(s.namedBy[p.num]) == 0 && len(s.names[p.num]) == 0 && p.ParentPage() == nil && len(s.children[p.num]) == 0 &&
		!slices.ContainsFunc(p.out.findings, func(e evidence) bool { return s.byNumber[e.page] != nil })
}

// Vocabulary is that of the page's site.
func (p *Page) Vocabulary() *content.Vocabulary { return p.site.Tree.Vocabulary }

// Flags returns, in the order of the file, for a finding the flags that use
// it, and for other pages the flags that their cards name.
func (p *Page) Flags() []*Flag { return slices.Clone(p.site.flagsOf[p.num]) }

// At turns a place in the body into one in the page's file. It counts the lines
// before it, so it is for mistakes and not for every page.
func (p *Page) At(span markdown.Span) content.Pos { return at(p.Document, int(span.Start)) }

// Line names the line of a place in the body as its author's editor counts them:
// "7", or "3 of content/passages/calling.md" in what the page takes in.
func (p *Page) Line(span markdown.Span) string {
	own := p.site.Tree.At(p.Path, p.Title.Pos).File
	place := p.site.Tree.At(p.Path, p.At(span))
	if place.File == own {
		return strconv.Itoa(place.Line)
	}
	return fmt.Sprintf("%d of %s", place.Line, place.File)
}

// at is the place in a document's file of an offset into its body.
func at(d *content.Document, offset int) content.Pos {
	before := d.Body[:min(offset, len(d.Body))]
	line := before[bytes.LastIndexByte(before, '\n')+1:]
	return content.Pos{
		Line:   int32(d.BodyLine + bytes.Count(before, []byte("\n"))),
		Column: int32(utf8.RuneCount(line) + 1),
	}
}

// Link is a page, or a place in one, as it is named. Without an address it is words alone.
type Link struct{ Title, Address string }

// Diagnose makes a diagnostic at a place in the page's file, with the line as
// it stands there. The caller sets what else is to be said.
func (p *Page) Diagnose(pos content.Pos, severity diag.Severity, check, message string) diag.Diagnostic {
	return p.site.Tree.Diagnose(p.Path, pos, severity, check, message)
}
