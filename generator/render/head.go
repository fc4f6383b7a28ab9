package render

import (
	"html/template"

	"nosology/generator/content"
	"nosology/generator/markdown"
	"nosology/generator/publish"
	"nosology/generator/site"
)

// meta writes what search engines and other sites read of a page: description,
// canonical address, Open Graph.
func meta(b *out, v *View) {
	property(b, "name", "description", v.Summary)
	if v.Kind == "not-found" {
		b.raw(`<meta name="robots" content="noindex">`)
		return
	}
	switch {
	case v.ed.opts.NoIndex:
		b.raw(`<meta name="robots" content="noindex,nofollow">`)
	case v.Kind == "mentions":
		b.raw(`<meta name="robots" content="noindex">`)
	}
	b.framed(`<link rel="canonical" href="`, v.URL, `">`)
	property(b, "property", "og:title", v.Title)
	property(b, "property", "og:description", v.Summary)
	property(b, "property", "og:url", v.URL)
	property(b, "property", "og:site_name", v.ed.view.Title)
	property(b, "property", "og:type", openGraphType(v))
	if v.page.Kind.Topical {
		property(b, "property", "article:published_time", day(v.page.Review.Written))
		property(b, "property", "article:modified_time", day(lastChange(v.page)))
	}
	metaPicture(b, v)
}

// head is what all pages load, behind the policy and before what the site has let
// this page load from others. It is one text for all pages of a kind, but for those
// with anything of others.
func head(v *View) template.HTML {
	whole := func() template.HTML { return statedPolicy(v) + v.ed.head + loaded(v) }
	if len(v.ed.allowedOn(v.page)) > 0 {
		return whole()
	}
	h, ok := v.ed.heads.Load(v.Kind)
	if !ok {
		h, _ = v.ed.heads.LoadOrStore(v.Kind, whole())
	}
	return h.(template.HTML)
}

// statedPolicy is the policy of a page in the page itself, before anything that
// it loads: where the host has no way to send it, and in the page of missing
// pages, which hosts send from any address.
func statedPolicy(v *View) template.HTML {
	if v.Kind != "not-found" && !v.ed.opts.MetaPolicy {
		return ""
	}
	var b out
	property(&b, "http-equiv", "Content-Security-Policy", publish.MetaPolicy(v.ed.needs(v.Kind, v.page)))
	return template.HTML(b.String())
}

func openGraphType(v *View) string {
	if v.page.Kind.Topical {
		return "article"
	}
	return "website"
}

// property writes one meta element, unless there is nothing to say.
func property(b *out, attribute, name, value string) {
	if value == "" {
		return
	}
	b.raw(`<meta `, attribute, `="`, name, `" content="`)
	b.text(value)
	b.raw(`">`)
}

// day is a date for machines, empty for none.
func day(d content.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Format(dateForMachine)
}

// lastChange is the day on which a page was last changed in meaning, or written;
// the zero day if neither is known. When its file was saved says nothing.
func lastChange(p *site.Page) content.Date {
	last := p.Review.Written
	for _, c := range p.Changed {
		if c.Date.After(last.Time) {
			last = c.Date
		}
	}
	return last
}

// crumbs writes the way from the home page to the page, without the page itself,
// whose title follows.
func crumbs(b *out, v *View) {
	up := v.ed.ancestors(v)
	if len(up) == 0 {
		return
	}
	b.framed(`<nav class="crumbs" aria-label="`, v.ed.words.Page.Breadcrumbs, `"><ol>`)
	for _, p := range up {
		b.raw(`<li>`)
		b.link(p.Address, v.ed.crumbTitle(p))
		b.raw(`</li>`)
	}
	b.raw(`</ol></nav>`)
}

// tools writes the buttons that share, print and read a page. A page that stands
// in for another has none.
func tools(b *out, v *View) {
	if v.Kind != "not-found" && v.Kind != "offline" {
		b.raw(string(v.ed.tools))
	}
}

// crumbTitle is a page's name in breadcrumbs: the menu's, which is short.
func (e *edition) crumbTitle(p *site.Page) string {
	if p.Address == "/" {
		return e.words.Page.Home
	}
	title := p.Title.S
	eachEntry(e.view.Menu, func(it *MenuItem) {
		if it.Address == p.Address {
			title = it.Label
		}
	})
	return title
}

// also writes a page's true synonyms.
func also(b *out, v *View) {
	names := v.page.Also
	if len(names) == 0 {
		return
	}
	b.raw(`<p class="also">`)
	b.say(v.ed.words.Page.AlsoCalled, func(string) {
		for _, n := range parted(b, v.ed.words.Lists.Next.Between(), names) {
			b.framed(`<b>`, n.S, `</b>`)
		}
	})
	b.raw(`</p>`)
}

// heardShown is how many things that people say stand on a page. All are searched.
const heardShown = 6

// heardAs writes what people say.
func heardAs(b *out, v *View) {
	names := v.page.HeardAs[:min(len(v.page.HeardAs), heardShown)]
	if len(names) == 0 {
		return
	}
	b.raw(`<p class="also">`)
	b.say(v.ed.words.Page.PeopleSay, func(string) {
		for _, n := range parted(b, v.ed.words.Lists.Next.Between(), names) {
			b.sayWith(v.ed.words.Lists.Quote, "text", n.S)
		}
	})
	b.raw(`</p>`)
}

// phone writes a number as words that dial.
func phone(n Number) template.HTML {
	return written(func(b *out) { b.number(n) })
}

func (b *out) number(n Number) { b.contacts([]markdown.Contact{n.contact()}) }

// contact is a number with where a tap on it leads, if it can be dialled.
func (n Number) contact() markdown.Contact {
	if n.Dial == "" {
		return markdown.Contact{Say: n.Say}
	}
	return markdown.Contact{Say: n.Say, Dest: "tel:" + n.Dial}
}

// contacts writes ways to reach help, one after the other.
func (b *out) contacts(all []markdown.Contact) {
	for _, c := range parted(b, markdown.BetweenContacts, all) {
		if c.Dest == "" {
			b.text(c.Shown())
			continue
		}
		b.link(c.Dest, c.Shown())
	}
}

// contacts writes ways to reach help for a layout.
func contacts(all []markdown.Contact) template.HTML {
	return written(func(b *out) { b.contacts(all) })
}
