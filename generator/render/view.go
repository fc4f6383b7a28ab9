package render

import (
	"strconv"

	"nosology/generator/content"
	"nosology/generator/markdown"
	"nosology/generator/site"
)

// View is what a layout sees of a page: these fields, and the functions of
// funcs.go. layouts/README.md describes them for editors.
type View struct {
	Kind        string // name of the layout: "cause"
	Title       string
	WindowTitle string // title for the browser's tab and for search engines
	Summary     string
	ID          string // name of the Markdown file
	Address     string // "/causes/dehydration/"
	URL         string // the address with the site's own: "https://example.org/causes/dehydration/"
	Written     string // "22 November 2026"
	Changed     string // date of the last change in meaning, empty if there was none since it was written
	Due         string // date of the next review
	HasCode     bool   // the text has a fenced block of code
	ReadingTime string // "6 minutes"
	KindIcon    string // name of a cause's icon: "kind-everyday", or of a collection
	Site        *SiteView

	page   *site.Page
	ed     *edition
	number int   // which page of a long list, from 1
	known  known // a View is for one goroutine, so it needs no lock
}

// known is what a view has worked out for one rendering: several parts of a page
// ask for the same, and a site works it out anew each time.
type known struct {
	findings, causes memo[[]site.Evidence]
	lookAlikes       memo[[]site.LookAlike]
	related          memo[[]site.Related]
	flags            memo[[]*site.Flag]
	mentionedIn      memo[[]site.Mention]
	namedBy          memo[[]site.Naming]
	cited            memo[[]*content.Source]
	citedBefore      map[*content.Source]bool
	text             memo[text]
}

// memo is a value that is worked out when it is first asked for.
type memo[T any] struct {
	value T
	done  bool
}

func (m *memo[T]) get(work func() T) T {
	if !m.done {
		m.value, m.done = work(), true
	}
	return m.value
}

func (v *View) findings() []site.Evidence    { return v.known.findings.get(v.page.Findings) }
func (v *View) causes() []site.Evidence      { return v.known.causes.get(v.page.Causes) }
func (v *View) lookAlikes() []site.LookAlike { return v.known.lookAlikes.get(v.page.LookAlikes) }
func (v *View) related() []site.Related      { return v.known.related.get(v.page.Related) }
func (v *View) flags() []*site.Flag          { return v.known.flags.get(v.page.Flags) }
func (v *View) namedBy() []site.Naming       { return v.known.namedBy.get(v.page.NamedBy) }
func (v *View) mentionedIn() []site.Mention  { return v.known.mentionedIn.get(v.page.MentionedIn) }

// SiteView is what a layout sees of the whole site.
type SiteView struct {
	Title, Tagline, Language, Publisher, Licence string
	BaseURL                                      string // "https://example.org"
	Direction                                    string // "rtl" where the language is written from the right, otherwise empty
	Emergency, Urgent, Crisis                    Number
	CrisisLines                                  []markdown.Contact
	home                                         content.Region // where pages are written for
	Elsewhere                                    []Region       // the numbers of other regions than the one that pages are written for
	Menu, Footer                                 []MenuItem
	WarningSigns, Symptoms, Search, Check        *MenuItem // the pages that show them, nil if there is none
	Nested                                       bool      // an entry of a menu has others below it
	Frames                                       bool      // some page may show those of others
	Find                                         bool      // in the header: the box of the search stands there instead of its link
	Feed                                         bool      // there is a feed
	Home                                         bool      // in the header: this is the home page's
}

// MenuItem is an entry of a menu. Current is what aria-current says of it: "page", "true" or
// nothing; of one with the page's own below it, "true".
type MenuItem struct {
	Label, Address, Current string // Address is empty where an entry only holds others
	External                bool   // it leads out of the site
	Children                []MenuItem
}

// Region is a part of the world with the numbers to call there.
type Region struct {
	Name                      string
	Emergency, Urgent, Crisis Number
	CrisisLines               []markdown.Contact // empty where only Crisis is known
}

// Number is a telephone number; Dial is empty where there is none to dial.
type Number struct{ Say, Dial string }

// viewOf is what a layout sees of a document, for one rendering.
func (e *edition) viewOf(kind string, p *site.Page, number int) *View {
	v := &View{
		Kind: kind, Title: p.Title.S, Summary: p.Summary.S, ID: p.ID, Address: p.Address,
		Written: e.inWords(p.Review.Written), Changed: e.changedSince(p), Due: e.inWords(p.Review.Due),
		HasCode: p.Scan.Code, ReadingTime: e.readingTime(p.Scan.Words), Site: &e.view,
		page: p, ed: e, number: number,
	}
	if p.Cause != nil {
		v.KindIcon = e.causeIcon(p.Cause.Kind.S)
	}
	if c := p.Kind.Collection; c != nil {
		v.KindIcon = c.Icon.S
	}
	if number > 1 {
		v.Address += listAddress(number)
		v.Title = e.words.Page.ListPage.With("title", v.Title, "n", strconv.Itoa(number))
	}
	if kind == "mentions" {
		v.Address += "mentions/"
		v.Title = e.words.Mentions.Title.With("title", p.Title.S)
		v.Summary = e.words.Mentions.Summary.With("title", p.Title.S)
		v.HasCode = false
	}
	v.URL = e.view.BaseURL + v.Address
	v.WindowTitle = v.Title
	if kind != "home" || v.Title != e.view.Title {
		v.WindowTitle = e.words.Page.WindowTitle.With("title", v.Title, "site", e.view.Title)
	}
	return v
}

// wordsAMinute is how fast people read about their health.
const wordsAMinute = 200

// readingTime rounds to minutes, and says of the shortest text that it takes one.
func (e *edition) readingTime(words int) string {
	n := max(1, (words+wordsAMinute/2)/wordsAMinute)
	return e.words.Page.ReadingTime.For(n).With("n", strconv.Itoa(n))
}

// changedSince is the day of a page's last change in meaning, in words; empty if
// it is as it was written, for a change of that day is its publication.
func (e *edition) changedSince(p *site.Page) string {
	if last := lastChange(p); last.After(p.Review.Written.Time) {
		return e.inWords(last)
	}
	return ""
}

// inWords is a day as layouts see it: empty for none, so that {{if}} asks for it.
func (e *edition) inWords(d content.Date) string {
	if d.IsZero() {
		return ""
	}
	return e.words.Date(d.Time)
}
