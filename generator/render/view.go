package render

import (
	"cmp"
	"strconv"

	"nosology/generator/content"
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
	Due         string // date of the next review
	HasCode     bool   // the text has a fenced block of code
	ReadingTime string // "6 minutes"
	KindIcon    string // name of a cause's icon: "kind-everyday"
	Site        *SiteView

	page   *site.Page
	ed     *edition
	number int // page of a long list, from 0
	known  known
}

// known is what a view has worked out for one rendering.
type known struct {
	findings, causes memo[[]site.Evidence]
	lookAlikes       memo[[]site.LookAlike]
	related          memo[[]site.Related]
	flags            memo[[]*site.Flag]
	mentionedIn      memo[[]site.Mention]
	cited            memo[[]*content.Source]
	citedBefore      map[*content.Source]bool
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
func (v *View) mentionedIn() []site.Mention  { return v.known.mentionedIn.get(v.page.MentionedIn) }

// SiteView is what a layout sees of the whole site.
type SiteView struct {
	Title, Tagline, Language, Publisher, Licence string
	BaseURL                                      string // "https://example.org"
	Emergency, Urgent, Crisis                    Number
	Menu, Footer                                 []MenuItem
	WarningSigns                                 *MenuItem // the page that shows them, nil if there is none
	Feed                                         bool      // there is a feed
	Home                                         bool      // in the header: this is the home page's
}

// MenuItem is an entry of a menu. Current is what aria-current says of it: "page", "true" or nothing.
type MenuItem struct{ Label, Address, Current string }

// Number is a telephone number; Dial is empty where there is none to dial.
type Number struct{ Say, Dial string }

// wordsAMinute is how fast people read about their health.
const wordsAMinute = 200

// fill sets the fields that come from the page.
func (v *View) fill() {
	p, e := v.page, v.ed
	v.Title, v.Summary, v.ID = p.Title.S, p.Summary.S, p.ID
	v.Address = p.Address
	v.Written, v.Due = inWords(p.Review.Written), inWords(p.Review.Due)
	v.HasCode = p.Scan.Code
	v.ReadingTime = readingTime(p.Scan.Words)
	if p.Cause != nil {
		v.KindIcon = "kind-" + p.Cause.Kind.S
	}
	v.Site = &e.view
	if v.Kind == "mentions" {
		v.Address += "mentions/"
		v.Title = "Pages that mention " + p.Title.S
		v.Summary = "Every page that mentions " + p.Title.S + ", with the sentence that does."
		v.HasCode = false
	}
	v.URL = e.view.BaseURL + v.Address
	v.WindowTitle = v.Title + " · " + e.view.Title
	if v.Kind == "home" {
		v.WindowTitle = cmp.Or(joinTitle(v.Title, e.view.Title), v.Title)
	}
}

func readingTime(words int) string {
	if n := (words + wordsAMinute/2) / wordsAMinute; n > 1 {
		return strconv.Itoa(n) + " minutes"
	}
	return "1 minute"
}

// joinTitle is the window title of the home page, which may be called as the site is.
func joinTitle(page, site string) string {
	if page == site {
		return page
	}
	return page + " · " + site
}

func inWords(d content.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Format(dateInWords)
}
