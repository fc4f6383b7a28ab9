package lint

import (
	"strings"
	"unicode/utf8"

	"nosology/generator/content"
	"nosology/generator/markdown"
	"nosology/generator/site"
)

// page is a page with what several checks want to know of it.
type page struct {
	*site.Page
	site  *site.Site
	words wordList
	known func() map[string]bool // findings that are recognised by what was learned from sentences
	// Of Scan.Sentences, made when first asked for:
	texts   []string // as readers see them
	lowered []string // in lower case, with straight apostrophes
}

// meta is the place of a value in the front matter.
func (p *page) meta(t content.Text) place { return place{p.Path, t.Pos} }

// body is the place of a span of the body.
func (p *page) body(s markdown.Span) place { return place{p.Path, p.At(s)} }

// sentences returns the sentences as readers see them, and the same in lower
// case with straight apostrophes.
func (p *page) sentences() (texts, lowered []string) {
	if p.texts == nil {
		p.texts = make([]string, len(p.Scan.Sentences))
		p.lowered = make([]string, len(p.Scan.Sentences))
		p.Scan.EachSentence(p.Document.Body, nil, func(i int, text []byte) {
			p.texts[i] = string(text)
			p.lowered[i] = lower(p.texts[i])
		})
	}
	return p.texts, p.lowered
}

// Links that come about by themselves count: most readers come by those. Plain pages and the menu
// count, too.
func orphan(p *page, report report) {
	if p.Orphan() {
		report(p.meta(p.Title), "link to it from a page that its readers come from", "nothing leads to this page")
	}
}

// The page for where there is no page says nothing that could grow old.
func noReview(p *page, report report) {
	if p.Review.Written.IsZero() && !p.NotFound() {
		report(p.meta(p.Title), "add review: {written: 2026-01-31, due: 2027-01-31}", "it is not said when this page was written, and when it is read again")
	}
}

// A review that is due today is not overdue: there is a day to do it.
func overdue(p *page, report report) {
	due := p.Review.Due
	if due.IsZero() || !due.Before(p.site.AsOf) {
		return
	}
	days := int(p.site.AsOf.Sub(due.Time).Hours() / 24)
	if days > 0 {
		report(place{p.Path, due.Pos}, "read it again with its sources, then set a new date", "the review has been due for %s", plural(days, "day"))
	}
}

// It tells the digest that would hold now, so that a signer who agrees to the change can put it in;
// a hand that copies it without reading is seen in the repository's history.
func voided(p *page, report report) {
	if p.SignOff == site.Voided {
		report(p.meta(p.Review.Clinician.Hash), "ask for a new signature, or take this one out; the hash would now be "+content.Fingerprint(p.Document),
			"the text has changed since %s signed it", p.Review.Clinician.Name.S)
	}
}

const (
	maxTitle   = 60
	maxSummary = 160
)

func titleLength(p *page, report report) { tooLong(p, p.Title, "title", maxTitle, report) }

func summaryLength(p *page, report report) { tooLong(p, p.Summary, "summary", maxSummary, report) }

// Characters are counted as people count them, not bytes.
func tooLong(p *page, t content.Text, what string, most int, report report) {
	if n := utf8.RuneCountInString(t.S); n > most {
		report(p.meta(t), "put what matters first, and leave out the rest", "the %s has %d characters, %d at most are shown", what, n, most)
	}
}

// headingLevel finds headings a level of which is left out before them. What
// stands in footnotes comes last and begins anew.
func headingLevel(p *page, report report) {
	last := 1
	for _, h := range p.Scan.Headings {
		if h.Level > last+1 {
			report(p.body(h.Span), "write "+strings.Repeat("#", last+1), "a level of headings is left out")
		}
		last = h.Level
	}
}

// minPages is the size of a site from which a share of its pages says
// something.
const minPages = 10

// Links that somebody wrote do not count: whoever wrote them meant the page. A title in which a
// word of explanation stands in brackets counts by what stands before them, for that is what makes
// links.
func commonName(p *page, report report) {
	pages := len(p.site.Pages)
	mentions := p.MentionedIn()
	if pages < minPages || len(mentions) <= pages/2 {
		return
	}
	count := map[string]int{}
	for _, m := range mentions {
		if m.Written {
			continue
		}
		for _, a := range m.From.Auto() {
			if a.To == p.Page {
				count[a.Name]++
			}
		}
	}
	for _, t := range append([]content.Text{p.Title}, p.Also...) {
		n := count[t.S]
		if before, _, ok := strings.Cut(t.S, " ("); ok {
			n += count[before]
		}
		if n > pages/2 {
			report(p.meta(t), "take it out of also, or word it more narrowly", "%q is a link on %d of %d pages", t.S, n, pages)
		}
	}
}

// A flag is enough: a sign of danger sends its readers to a doctor, whatever is behind it.
func noCause(p *page, report report) {
	if p.Finding != nil && len(p.Causes()) == 0 && len(p.Flags()) == 0 {
		report(p.meta(p.Title), "name it in the findings of a cause, or in a flag", "no cause and no flag uses this finding")
	}
}

// minApart is how many findings must tell two causes apart.
const minApart = 2

// Of two pages that are alike, the one with the first address is told, once for both.
func tooAlike(p *page, report report) {
	if p.Cause == nil {
		return
	}
	for _, l := range p.LookAlikes() {
		if len(l.Here)+len(l.There) >= minApart || l.Page.Address < p.Address && looksLike(l.Page, p.Page) {
			continue
		}
		report(p.meta(p.Title), "add findings that go with one of them, or against", "hardly anything tells %q and %q apart", p.Title.S, l.Page.Title.S)
	}
}

// looksLike reports whether a page's look-alikes name another, which has then
// been told of there.
func looksLike(p, other *site.Page) bool {
	for _, l := range p.LookAlikes() {
		if l.Page == other {
			return true
		}
	}
	return false
}
