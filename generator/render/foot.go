package render

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"nosology/generator/content"
	"nosology/generator/markdown"
	"nosology/generator/site"
	"nosology/generator/wording"
)

// backlinks writes the pages that mention this one, each with the sentence
// that does.
func backlinks(b *out, v *View) {
	all := v.mentionedIn()
	if len(all) == 0 {
		return
	}
	openSection(b, v, "mentioned", "backlinks")
	mentionList(b, v, all[:min(len(all), mentionsShown)])
	if len(all) > mentionsShown {
		b.raw(`<p class="more">`)
		b.link(v.Address+"mentions/", v.ed.count(&v.ed.words.Mentions.All, len(all)))
		b.raw(`</p>`)
	}
	b.raw(`</section>`)
}

// allMentions writes the whole list, for a page of its own.
func allMentions(b *out, v *View) { mentionList(b, v, v.mentionedIn()) }

// mentionList writes pages with the sentences that mention this one, so that a
// reader sees why before going there. A mention in a heading has none.
func mentionList(b *out, v *View, mentions []site.Mention) {
	b.raw(`<ul class="links">`)
	for _, m := range mentions {
		b.raw(`<li>`)
		b.link(m.From.Address, m.From.Title.S)
		if m.Sentence.End > m.Sentence.Start {
			b.framed(`<span>`, m.From.Scan.Text(m.From.Body, m.Sentence, v.ed.textWords.Number), `</span>`)
		}
		b.raw(`</li>`)
	}
	b.raw(`</ul>`)
}

// sourcesShown is how many sources stand in the open at the foot of a page.
const sourcesShown = 40

// sources writes the numbered sources of a page; a long list is folded, and a
// browser that is led to one of them opens it.
func sources(b *out, v *View) {
	p, all := v.page, v.cited()
	if len(all) == 0 && !p.General {
		return
	}
	openSection(b, v, "sources", "sources")
	if fold := len(all) > sourcesShown; fold {
		b.framed(`<details><summary>`, v.ed.count(&v.ed.words.Foot.AllSources, len(all)), `</summary>`)
		defer b.raw(`</details></section>`)
	} else {
		defer b.raw(`</section>`)
	}
	b.raw(`<ol>`)
	for i, s := range all {
		sourceItem(b, v.ed.words, i+1, s, i >= len(p.Cited) || citedInText(p, s.ID.S))
	}
	if p.General {
		b.raw(`<li id="source-general" class="sources__general">`)
		b.sayWith(v.ed.words.Foot.General)
		b.raw(`</li>`)
	}
	b.raw(`</ol>`)
}

// sourceItem writes a source with the way back to where it is cited. One that the
// front matter names and no sentence cites has none.
func sourceItem(b *out, w *wording.Words, n int, s *content.Source, cited bool) {
	number := strconv.Itoa(n)
	b.raw(`<li id="source-`, number, `"`)
	if !cited {
		b.raw(` class="is-uncited"`)
	}
	b.raw(`>`)
	b.source(w, s, "")
	if cited {
		b.raw("\u00a0", `<a class="back" href="#cite-`, number, `" aria-label="`) // never alone on a line
		b.sayWith(w.Foot.Back, "n", number)
		b.raw(`">^</a>`)
	}
	b.raw(`</li>`)
}

// sourceLabel is what the mark of a source is called: its number and who stands
// behind it.
func (e *edition) sourceLabel(n int, s *content.Source) string {
	who, _, _ := strings.Cut(cmp.Or(s.Publisher.S, s.Title.S), " (")
	return e.words.Text.Source.With("n", strconv.Itoa(n)) + e.words.Lists.Next.Between() + who
}

// marginOf writes a page's sources as they stand beside the text where there is
// room. They are the same as in the list at its foot, which is the one that is
// read out and that the keyboard reaches. Pages about the site have no margin.
func (e *edition) marginOf(p *site.Page) func(n int) string {
	if p.Kind == content.Page {
		return nil
	}
	return func(n int) string {
		return string(written(func(b *out) {
			b.raw(`<span class="aside" aria-hidden="true">`, strconv.Itoa(n), ` `)
			b.source(e.words, p.Cited[n-1], ` tabindex="-1"`)
			b.raw(`</span>`)
		}))
	}
}

// citedInText reports whether the text of a page cites a source, and so has the id
// that the list of sources leads back to.
func citedInText(p *site.Page, id string) bool {
	return slices.ContainsFunc(p.Scan.Citations, func(c markdown.Citation) bool { return c.ID == id })
}

// codes writes a cause's codes in coding systems.
func codes(b *out, v *View) {
	if v.page.Cause == nil || len(v.page.Cause.Codes) == 0 {
		return
	}
	b.raw(`<p class="codes">`)
	for i, c := range v.page.Cause.Codes {
		if i > 0 {
			b.raw(` · `)
		}
		b.text(codeSystem(c.System.S))
		b.framed(` <code>`, c.Value.S, `</code>`)
	}
	b.raw(`</p>`)
}

// codeSystem is how people write the name of a coding system.
func codeSystem(id string) string {
	if name, ok := codeSystems()[id]; ok {
		return name
	}
	return strings.ToUpper(id)
}

// review writes when a page was written, when it is read again, who signed it
// off, and how to report a mistake.
func review(b *out, v *View) {
	w := v.ed.words
	b.framed(`<aside class="review" aria-label="`, w.Foot.Review, `">`)
	days(b, v)
	replies(b, v)
	b.raw(`<p>`)
	signOff(b, v)
	b.raw(`</p>`)
	changes(b, w, v.page.Changed)
	b.raw(`</aside>`)
}

// days writes when a page was written and when it is read again.
func days(b *out, v *View) {
	w, r := v.ed.words, &v.page.Review
	if r.Written.IsZero() && r.Due.IsZero() {
		return
	}
	b.raw(`<p>`)
	if !r.Written.IsZero() {
		b.say(w.Foot.Written, func(string) { b.date(w, r.Written) })
	}
	if !r.Due.IsZero() {
		if !r.Written.IsZero() {
			b.raw(` · `)
		}
		b.say(w.Foot.NextReview, func(string) { b.date(w, r.Due) })
	}
	b.raw(`</p>`)
}

// trust writes at the head of a page when it was written and last changed, by whom
// it was reviewed, if by anybody, and how long it takes to read: but not of a page
// that shows more than its own text, whose length says nothing.
func trust(b *out, v *View) {
	b.raw(`<p class="meta">`)
	signOff(b, v)
	b.raw(` `)
	more := v.page.Page != nil && v.page.Page.Shows.S != ""
	b.sayWith(whenWritten(v, more), "date", v.Written, "changed", v.Changed, "time", v.ReadingTime)
	b.raw(`</p>`)
}

// whenWritten is what the head of a page says of its days and its length, nothing
// where neither is known. A page that shows more is not measured.
func whenWritten(v *View, more bool) wording.Sentence {
	page, foot := &v.ed.words.Page, &v.ed.words.Foot
	days, length := foot.Written, page.WrittenToRead
	switch {
	case v.Written == "":
		days, length = wording.Sentence{}, page.ToRead
	case v.Changed != "":
		days, length = foot.WrittenChanged, page.ChangedToRead
	}
	if more {
		return days
	}
	return length
}

// signOff says whether a clinician stands behind the text as it is now.
func signOff(b *out, v *View) {
	p := v.page
	b.raw(`<strong>`)
	switch p.SignOff {
	case site.Signed:
		signature(b, v.ed.words, p.Review.Clinician)
	case site.Voided:
		signature(b, v.ed.words, p.Review.Clinician)
		b.raw(` `)
		b.text(v.ed.words.Foot.ChangedSince)
	default:
		b.text(cmp.Or(v.ed.site.Tree.Site.Reviewed.S, v.ed.words.Foot.NotReviewed))
	}
	b.raw(`</strong>`)
}

// signature says who reviewed the page, and when.
func signature(b *out, w *wording.Words, c *content.Clinician) {
	sentence := w.Foot.Reviewed
	switch dated := !c.Date.IsZero(); {
	case c.Role.S != "" && dated:
		sentence = w.Foot.ReviewedRoleDate
	case c.Role.S != "":
		sentence = w.Foot.ReviewedRole
	case dated:
		sentence = w.Foot.ReviewedDate
	}
	b.say(sentence, func(place string) {
		switch place {
		case "name":
			b.text(c.Name.S)
		case "role":
			b.text(c.Role.S)
		case "date":
			b.date(w, c.Date)
		}
	})
}

// replies writes how to report a mistake on this page, and how to say, by mail and
// in the reader's own words, whether it helped. A page counts nothing.
func replies(b *out, v *View) {
	contact, w := v.ed.site.Tree.Site.Contact.S, &v.ed.words.Foot
	if contact == "" {
		return
	}
	// A line of their own: after the days one of them broke on every phone.
	b.raw(`<p>`)
	if strings.HasPrefix(contact, "mailto:") {
		b.link(mailAbout(v, contact, w.ReportSubject), w.Report)
		b.raw(` · `)
		b.link(mailAbout(v, contact, w.HelpfulSubject), w.Helpful)
	} else {
		b.link(contact, w.Report)
	}
	b.raw(`</p>`)
}

// mailAbout is a letter to the editors about this page. Its address goes with it,
// since titles change.
func mailAbout(v *View, contact string, subject wording.Sentence) string {
	return contact + "?subject=" + url.PathEscape(subject.With("title", v.Title)) + "&body=" + url.PathEscape(v.URL+"\n\n")
}

func changes(b *out, w *wording.Words, all []content.Change) {
	if len(all) == 0 {
		return
	}
	b.raw(`<ul class="changes">`)
	for _, c := range all {
		b.raw(`<li>`)
		b.date(w, c.Date)
		b.framed(` `, c.Note.S, `</li>`)
	}
	b.raw(`</ul>`)
}

// date writes a day in words.
func (b *out) date(w *wording.Words, d content.Date) {
	b.raw(`<time datetime="`, d.Format(dateForMachine), `">`)
	b.text(w.Date(d.Time))
	b.raw(`</time>`)
}
