package render

import (
	"cmp"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"nosology/generator/content"
	"nosology/generator/publish"
	"nosology/generator/site"
)

// feedFiles are the files for machines: site map, feed, robots.txt.
func (e *edition) feedFiles() []publish.File {
	files := []publish.File{feedFile("robots.txt", e.robots)}
	if e.feedDate() != "" {
		files = append(files, feedFile("feed.xml", e.atom))
	}
	return append(files, e.siteMaps()...)
}

func feedFile(path string, write func(b *out)) publish.File {
	return publish.File{Path: path, Kind: publish.FeedFile, Render: func(w io.Writer) error {
		b := newOut()
		defer b.free()
		write(b)
		_, err := w.Write(b.Bytes())
		return err
	}}
}

func (e *edition) robots(b *out) {
	if e.opts.NoIndex {
		b.raw("User-agent: *\nDisallow: /\n")
		return
	}
	b.raw("User-agent: *\nAllow: /\nSitemap: ", e.view.BaseURL, "/sitemap.xml\n")
}

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8"?>`
	siteMap = `http://www.sitemaps.org/schemas/sitemap/0.9`
	// siteMapLimit is the most addresses that the format allows in one file.
	siteMapLimit = 50_000
)

// siteMaps is one file, or as many as the number of pages asks for and a list of them.
// sitemap.xml is the one or the list, so that robots.txt need not know. Pages that go on
// with a list, and those of mentions, are left out: they hold nothing of their own.
func (e *edition) siteMaps() []publish.File {
	pages := slices.DeleteFunc(slices.Clone(e.site.Pages), func(p *site.Page) bool { return p.NotFound() })
	if len(pages) <= siteMapLimit {
		return []publish.File{feedFile("sitemap.xml", func(b *out) { e.addresses(b, pages) })}
	}
	var files []publish.File
	for chunk := range slices.Chunk(pages, siteMapLimit) {
		files = append(files, feedFile("sitemap-"+strconv.Itoa(len(files)+1)+".xml", func(b *out) { e.addresses(b, chunk) }))
	}
	return append(files, feedFile("sitemap.xml", func(b *out) { e.siteMapIndex(b, files) }))
}

// addresses writes a site map. A page without a date has no lastmod: the day of the
// build would say that everything has changed.
func (e *edition) addresses(b *out, pages []*site.Page) {
	b.raw(xmlHead, `<urlset xmlns="`, siteMap, `">`)
	for _, p := range pages {
		b.framed(`<url><loc>`, e.view.BaseURL+p.Address, `</loc>`)
		if d := lastChange(p); !d.IsZero() {
			b.raw(`<lastmod>`, day(d), `</lastmod>`)
		}
		b.raw(`</url>`)
	}
	b.raw("</urlset>\n")
}

func (e *edition) siteMapIndex(b *out, files []publish.File) {
	b.raw(xmlHead, `<sitemapindex xmlns="`, siteMap, `">`)
	for _, f := range files {
		b.framed(`<sitemap><loc>`, e.view.BaseURL+"/"+f.Path, `</loc></sitemap>`)
	}
	b.raw("</sitemapindex>\n")
}

// feedLength is how many entries the feed holds.
const feedLength = 50

// news is an entry of the feed: a page that was written, or changed in meaning.
type news struct {
	page *site.Page
	date content.Date
	note string // empty for a page that was written
	n    int    // which change of its page, from 1
}

// news lists what is new, the newest first, and of one day by address. Changes
// stand newest first in a file, so they are counted from its end: the number of
// a change, and with it its id in the feed, stays when others are added.
func (e *edition) news() []news {
	var all []news
	for _, p := range e.site.Pages {
		if p.NotFound() {
			continue
		}
		if !p.Review.Written.IsZero() {
			all = append(all, news{page: p, date: p.Review.Written})
		}
		for i, c := range p.Changed {
			all = append(all, news{page: p, date: c.Date, note: c.Note.S, n: len(p.Changed) - i})
		}
	}
	slices.SortFunc(all, func(a, b news) int {
		return cmp.Or(b.date.Compare(a.date.Time), strings.Compare(a.page.Address, b.page.Address), b.n-a.n)
	})
	return all[:min(len(all), feedLength)]
}

// feedDate is the date of the newest entry, empty if there is none.
func (e *edition) feedDate() string {
	var newest content.Date
	for _, p := range e.site.Pages {
		if d := lastChange(p); d.After(newest.Time) {
			newest = d
		}
	}
	return instant(newest)
}

// instant is a day as Atom wants it: its beginning in UTC, as nobody knows the
// hour.
func instant(d content.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Format(time.DateOnly) + "T00:00:00Z"
}

func (e *edition) atom(b *out) {
	base := e.view.BaseURL
	b.raw(xmlHead, `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="`, e.view.Language, `">`)
	b.element("title", e.view.Title)
	b.element("subtitle", e.view.Tagline)
	b.element("id", base+"/")
	b.element("updated", e.feedDate())
	b.framed(`<link href="`, base+"/", `"/><link rel="self" href="`)
	b.text(base + "/feed.xml")
	b.raw(`"/><author>`)
	b.element("name", cmp.Or(e.view.Publisher, e.view.Title))
	b.raw(`</author>`)
	b.element("rights", e.view.Licence)
	for _, n := range e.news() {
		e.newsEntry(b, n)
	}
	b.raw("</feed>\n")
}

func (e *edition) newsEntry(b *out, n news) {
	address := e.view.BaseURL + n.page.Address
	id := address
	if n.note != "" {
		id += "#change-" + strconv.Itoa(n.n)
	}
	b.raw(`<entry>`)
	b.element("title", n.page.Title.S)
	b.element("id", id)
	b.framed(`<link href="`, address, `"/>`)
	if w := n.page.Review.Written; !w.IsZero() {
		b.element("published", instant(w))
	}
	b.element("updated", instant(n.date))
	b.element("summary", cmp.Or(n.note, n.page.Summary.S))
	b.raw(`</entry>`)
}

// element writes an XML element, unless there is nothing in it.
func (b *out) element(name, text string) {
	if text == "" {
		return
	}
	b.raw(`<`, name, `>`)
	b.text(text)
	b.raw(`</`, name, `>`)
}
