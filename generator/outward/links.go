// Package outward asks whether the links that lead out of a site still lead
// somewhere. It is the one part of the generator that uses a network, and only
// when it is asked to.
//
// A link that does not work is a warning and no more, and so no build depends on
// how other people's servers are today. Answers that a program gets and a browser
// would not (403, 429 and the like) are told apart from pages that are gone: an
// editor who is sent after links that are fine soon looks after none.
package outward

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"nosology/generator/content"
	"nosology/generator/lint"
	"nosology/generator/site"
)

// Link is an address elsewhere and all places that name it.
type Link struct {
	URL    string // without a fragment, which is for the browser alone
	Places []Place
}

// Place is a place in a file of the content folder.
type Place struct {
	Path string
	Pos  content.Pos
}

// Links returns the addresses elsewhere that a site names in its texts, its
// bibliography and its settings, each once, in the order of the addresses. Pages that silence
// the check are left out.
func Links(s *site.Site) []Link {
	places := map[string][]Place{}
	for lead := range s.Leads() {
		address, ok := elsewhere(lead.Address)
		if !ok || lead.Page != nil && silenced(lead.Page) {
			continue
		}
		places[address] = append(places[address], Place{lead.Path, lead.Pos()})
	}
	links := make([]Link, 0, len(places))
	for _, address := range slices.Sorted(maps.Keys(places)) {
		links = append(links, Link{address, places[address]})
	}
	return links
}

// elsewhere cuts the fragment off an address on the web.
func elsewhere(dest string) (string, bool) {
	u, err := url.Parse(dest)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", false
	}
	address, _, _ := strings.Cut(dest, "#")
	return address, true
}

func silenced(p *site.Page) bool {
	return slices.ContainsFunc(p.Silence, func(s content.Silence) bool { return s.Check.S == lint.ExternalLink })
}
