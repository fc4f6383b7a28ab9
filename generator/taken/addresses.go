package taken

import "strings"

// Address is an address that a site needs for itself, or many of a kind.
type Address struct {
	Path string // "/sw.js"; "/assets/": all that is in the folder; "/sitemap-*": all that begin so
	// Layout is that of the pages below which the path stands, for "" at the
	// top of the site. With Every it is below every page.
	Layout string
	Every  bool
	Holds  string // what stands there, in words
	Cure   string // for who wants to put a file of their own there
}

// Addresses is the table of addresses. Those of documents are not in it, nor
// are the files by which this or that host knows how to serve a site.
var Addresses = []Address{
	{Path: "/404.html", Holds: "the page that is shown where there is no page", Cure: "write it as a page of the content folder, with \"shows: not-found\""},
	{Path: "/sw.js", Holds: "the program that keeps pages for readers without a network", Cure: "take it out: a site has one such program"},
	{Path: "/site.webmanifest", Holds: "what devices read that put the site among their programs", Cure: "say name and colours in site.yaml, and put icons into static/root"},
	{Path: "/robots.txt", Holds: "what search engines are told", Cure: "take it out; --noindex asks them to stay away"},
	{Path: "/sitemap.xml", Holds: "the list of all pages for search engines", Cure: "take it out: every page is in the list that is made"},
	{Path: "/sitemap-*", Holds: "the list of all pages for search engines", Cure: "take it out: every page is in the list that is made"},
	{Path: "/feed.xml", Holds: "the feed of what is new", Cure: "take it out; the feed is made of the pages' dates"},
	{Path: "/assets/", Holds: "what browsers may keep for ever, under names that change with their bytes", Cure: "put it right into the folder static: from there it is published below /assets/"},
	{Path: "/search/data/", Holds: "what the search reads", Cure: "give its folder another name"},
	{Path: "/offline/data/", Holds: "the list of what readers can keep", Cure: "give its folder another name"},
	{Path: "rules.json", Layout: "checker", Holds: "the checker's open rules", Cure: "give it another name"},
	{Path: "rules.sha256", Layout: "checker", Holds: "the digest of the checker's open rules", Cure: "give it another name"},
	{Path: "mentions/", Every: true, Holds: "the list of all pages that mention another", Cure: "give its folder another name"},
	{Path: "page/*", Every: true, Holds: "how long lists go on", Cure: "give its folder another name"},
}

// At returns the row of what stands at an address, or nil. layoutAt is asked
// for the layout of the page at an address, and whether there is one.
func At(address string, layoutAt func(address string) (layout string, isPage bool)) *Address {
	for i := range Addresses {
		if a := &Addresses[i]; a.holds(address, layoutAt) {
			return a
		}
	}
	return nil
}

func (a *Address) holds(address string, layoutAt func(string) (string, bool)) bool {
	if !a.Every && a.Layout == "" {
		return below(a.Path, address)
	}
	// Every folder of the address might be a page, below which the path stands.
	for i := range len(address) {
		if address[i] != '/' || !below(a.Path, address[i+1:]) {
			continue
		}
		if layout, isPage := layoutAt(address[:i+1]); isPage && (a.Every || layout == a.Layout) {
			return true
		}
	}
	return false
}

// below reports whether a path is a pattern's: the path itself, what begins as
// it does before a star, or, of a folder, the folder with all that is in it.
// Capitals make no difference: many systems see none.
func below(pattern, path string) bool {
	begin, star := strings.CutSuffix(pattern, "*")
	switch {
	case star:
		return len(path) > len(begin) && strings.EqualFold(path[:len(begin)], begin)
	case strings.HasSuffix(pattern, "/"):
		return len(path) >= len(pattern) && strings.EqualFold(path[:len(pattern)], pattern)
	}
	return strings.EqualFold(path, pattern)
}
