package render

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
	"sync"

	"nosology/generator/content"
	"nosology/generator/downloads"
	"nosology/generator/pictures"
	"nosology/generator/site"
)

// edition is a site being rendered: what its pages share, made once.
type edition struct {
	*Renderer
	site    *site.Site
	view    SiteView
	shows   map[string]*site.Page // what a page shows: "causes", "sources" …
	head    template.HTML
	heads   sync.Map // head by kind of page
	footer  template.HTML
	tools   template.HTML
	headers map[string][2]template.HTML // by address of the menu's entry: on it, and below it
	figure  figure                      // where something shows; empty if the site has none
	sharing sharing

	pictures  *pictures.Set
	downloads *downloads.Set
	checker   Checker // nil if there is none

	// What only some pages show is made when one of them is rendered.
	indexOnce       func() index
	comparisonsOnce func() []comparison
	usedByOnce      func() map[*content.Source][]*site.Page
}

// edition makes what the pages of a site share. The order matters: the view has
// to be there before what is rendered with it.
func (r *Renderer) edition(s *site.Site, given Given) (*edition, error) {
	e := &edition{Renderer: r, site: s, pictures: given.Pictures, downloads: given.Downloads, checker: given.Checker, shows: map[string]*site.Page{}}
	for _, p := range s.Others {
		if p.Page != nil && p.Page.Shows.S != "" {
			e.shows[p.Page.Shows.S] = p
		}
	}
	e.indexOnce = sync.OnceValue(func() index { return makeIndex(s, r.words) })
	e.comparisonsOnce = sync.OnceValue(e.comparisons)
	e.usedByOnce = sync.OnceValue(func() map[*content.Source][]*site.Page { return makeUsedBy(s) })
	e.view = e.siteView()
	e.view.Feed = e.feedDate() != ""
	e.figure = cutFigure(e.inline("figures/where.svg"))
	e.makeSharing()
	return e, e.renderShared()
}

// siteView is what layouts see of the site.
func (e *edition) siteView() SiteView {
	c := e.site.Tree.Site
	v := SiteView{
		Title: c.Title.S, Tagline: c.Tagline.S, Language: cmp.Or(c.Language.S, "en"), Publisher: c.Publisher.S, Licence: c.Licence.S,
		BaseURL:   strings.TrimSuffix(cmp.Or(e.opts.BaseURL, c.BaseURL.S), "/"),
		Direction: e.words.Direction(),
		Menu:      e.menu(c.Menu), Footer: e.menu(c.Footer),
	}
	for _, menu := range [][]MenuItem{v.Menu, v.Footer} {
		v.Nested = v.Nested || slices.ContainsFunc(menu, func(it MenuItem) bool { return len(it.Children) > 0 })
	}
	v.Frames = slices.ContainsFunc(c.Allow, func(a content.Allowed) bool { return a.Allows(content.AllowFrame) })
	v.call(c)
	for _, r := range c.Regions {
		if r.ID.S != c.Region.S {
			v.Elsewhere = append(v.Elsewhere, Region{r.Name.S, numberOf(r.Emergency), numberOf(r.Urgent), numberOf(r.Crisis), r.Lines()})
		}
	}
	v.WarningSigns, v.Symptoms, v.Search, v.Check = e.itemOf("warning-signs"), e.itemOf("symptoms"), e.itemOf("search"), e.itemOf("checker")
	return v
}

// call fills in whom to call in the region that pages are written for.
func (v *SiteView) call(c *content.Config) {
	r := c.HomeRegion()
	v.home = r
	v.Emergency, v.Urgent, v.Crisis = numberOf(r.Emergency), numberOf(r.Urgent), numberOf(r.Crisis)
	v.CrisisLines = r.Lines()
}

// itemOf leads to the page that shows something, nil if there is none.
func (e *edition) itemOf(shows string) *MenuItem {
	p := e.shows[shows]
	if p == nil {
		return nil
	}
	return &MenuItem{Label: p.Title.S, Address: p.Address}
}

func numberOf(n content.Number) Number { return Number{n.Say.S, n.Dial.S} }

// renderShared renders the parts that are the same on many pages. The header is
// rendered for each entry of the menu twice, since only the mark of the entry
// differs from page to page: a menu has a dozen entries, a site thousands of
// pages.
func (e *edition) renderShared() (err error) {
	if e.head, err = e.partial("partials/head.html", e.view); err != nil {
		return err
	}
	if e.footer, err = e.partial("partials/footer.html", e.view); err != nil {
		return err
	}
	if e.tools, err = e.partial("partials/tools.html", e.view); err != nil {
		return err
	}
	e.headers = map[string][2]template.HTML{}
	at := []string{"", "/"}
	eachEntry(e.view.Menu, func(it *MenuItem) {
		if e.site.ByAddress(it.Address) != nil {
			at = append(at, it.Address)
		}
	})
	for _, kind := range unboxed() {
		if p := e.shows[kind]; p != nil {
			at = append(at, p.Address)
		}
	}
	for _, address := range at {
		var both [2]template.HTML
		for i, current := range []string{"page", "true"} {
			view := e.view.at(address, current)
			if e.boxed(address) {
				view.takeBox()
			}
			if both[i], err = e.partial("partials/header.html", view); err != nil {
				return err
			}
		}
		e.headers[address] = both
	}
	return nil
}

// unboxed are the pages whose header has a link to the search and no box: those
// that have a box of their own, and the checker, from which no form leads away.
func unboxed() []string {
	return []string{"home", "search", "checker"}
}

// boxed reports whether the header of a page has the box of the search.
func (e *edition) boxed(address string) bool {
	return e.finds() && !slices.ContainsFunc(unboxed(), func(kind string) bool {
		return e.shows[kind] != nil && e.shows[kind].Address == address
	})
}

// finds reports whether boxes can hand over to the search.
func (e *edition) finds() bool { return e.view.Search != nil && e.assets.Path("js/find.js") != "" }

func (e *edition) partial(name string, view SiteView) (template.HTML, error) {
	b := newOut()
	defer b.free()
	if err := e.partials.ExecuteTemplate(b, name, &view); err != nil {
		return "", e.explain(err, "")
	}
	return template.HTML(b.String()), nil
}

// header is the header for a page: with its own entry marked, or that of the
// list it belongs to.
func (e *edition) header(v *View) template.HTML {
	if h, ok := e.headers[v.Address]; ok {
		return h[0]
	}
	for _, up := range e.ancestors(v) {
		if h, ok := e.headers[up.Address]; ok && up.Address != "/" {
			return h[1]
		}
	}
	return e.headers[""][0]
}

// ancestors are the pages above a page, from the home page down: the list of its
// kind, and of a cause its umbrella. The page itself is above that of its
// mentions alone.
func (e *edition) ancestors(v *View) []*site.Page {
	if v.Kind == "home" {
		return nil
	}
	var up []*site.Page
	add := func(p *site.Page) {
		if p != nil && p != v.page {
			up = append(up, p)
		}
	}
	add(e.shows["home"])
	add(e.shows[v.page.Kind.List])
	add(v.page.ParentPage())
	if v.Kind == "mentions" {
		up = append(up, v.page)
	}
	return up
}

// index is the index of findings, made when a page first needs it.
func (e *edition) index() index { return e.indexOnce() }

// usedBy tells which pages cite a source, made when a page first needs it.
func (e *edition) usedBy() map[*content.Source][]*site.Page { return e.usedByOnce() }

// makeUsedBy goes through all pages in order of address, so that those of a
// source are in that order as well.
func makeUsedBy(s *site.Site) map[*content.Source][]*site.Page {
	used := map[*content.Source][]*site.Page{}
	for _, p := range s.Pages {
		for _, source := range p.Cited {
			used[source] = append(used[source], p)
		}
	}
	return used
}
