package render

import (
	"html/template"
	"net/url"
	"slices"

	"nosology/generator/content"
	"nosology/generator/publish"
	"nosology/generator/site"
)

// allowedOn are those that a document's page may have to do with; none on
// those of content.ClosedPages, whatever the settings allow.
func (e *edition) allowedOn(p *site.Page) (all []*content.Allowed) {
	if p == nil || p.Closed() {
		return nil
	}
	allow := e.site.Tree.Site.Allow
	for i := range allow {
		if allow[i].On(p.Path) {
			all = append(all, &allow[i])
		}
	}
	return all
}

// opens is what the policy of a document's page allows beside its own site.
func (e *edition) opens(p *site.Page) (o publish.Opens) {
	for _, a := range e.allowedOn(p) {
		for use, origins := range map[string]*[]string{
			content.AllowScript: &o.Scripts, content.AllowConnect: &o.Connections, content.AllowForm: &o.Forms,
			content.AllowFrame: &o.Frames, content.AllowImage: &o.Images,
		} {
			if a.Allows(use) && !slices.Contains(*origins, a.Origin.S) {
				*origins = append(*origins, a.Origin.S)
			}
		}
	}
	return o
}

// allowed reports whether a page may have to do with an origin, for layouts.
func allowed(v *View, origin string) bool {
	return slices.ContainsFunc(v.ed.allowedOn(v.page), func(a *content.Allowed) bool { return a.Origin.S == origin })
}

// mayFrame reports whether a page of others may be shown in a document's.
func (e *edition) mayFrame(p *site.Page, address string) bool {
	u, err := url.Parse(address)
	return err == nil && slices.ContainsFunc(e.allowedOn(p), func(a *content.Allowed) bool {
		return a.Origin.S == u.Scheme+"://"+u.Host && a.Allows(content.AllowFrame)
	})
}

// loaded are the scripts of others that a page runs.
func loaded(v *View) template.HTML {
	all := v.ed.allowedOn(v.page)
	if len(all) == 0 {
		return ""
	}
	return written(func(b *out) {
		for _, a := range all {
			if a.Load.S == "" {
				continue
			}
			b.framed(`<script src="`, a.Load.S, `" defer`)
			for _, d := range a.Data {
				b.raw(` data-`, d.Name.S, `="`)
				b.text(d.Value.S)
				b.raw(`"`)
			}
			b.raw(`></script>`)
		}
	})
}

// others writes who else learns of a visit: for the page about privacy.
func others(b *out, v *View) {
	allow, w := v.ed.site.Tree.Site.Allow, &v.ed.words.Privacy
	if len(allow) == 0 {
		return
	}
	b.section("", "others", w.Title)
	for i := range allow {
		a := &allow[i]
		b.framed(`<h3>`, a.Who.S, `</h3><p>`)
		b.sayWith(w.Why, "why", a.Why.S)
		b.raw(`</p><ul>`)
		for _, use := range a.For {
			b.framed(`<li>`, w.Uses[use.S], `</li>`)
		}
		b.raw(`</ul><p>`)
		b.otherPages(v, a)
		if a.Privacy.S != "" {
			b.raw(` `)
			b.external(a.Privacy.S, w.Own.With("who", a.Who.S), "")
		}
		b.raw(`</p>`)
	}
	b.raw(`</section>`)
}

// otherPages says on which pages it is so, and on which never.
func (b *out) otherPages(v *View, a *content.Allowed) {
	var pages []*site.Page
	say := v.ed.words.Privacy.Only
	for _, p := range a.Pages {
		if to := v.ed.site.ByPath(p.S); to != nil {
			pages = append(pages, to)
		}
	}
	if len(a.Pages) == 0 {
		say = v.ed.words.Privacy.Never
		for _, shows := range content.ClosedPages() {
			if p := v.ed.shows[shows]; p != nil && !p.NotFound() {
				pages = append(pages, p)
			}
		}
	}
	if len(pages) == 0 {
		return
	}
	b.say(say, func(string) {
		for _, p := range parted(b, v.ed.words.Lists.Next.Between(), pages) {
			b.link(p.Address, p.Title.S)
		}
	})
}
