package generator

import (
	"net/url"
	"slices"
	"strings"

	"nosology/generator/audit"
	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/publish"
	"nosology/generator/site"
)

// astray finds what authors would otherwise be told of as a fault of finished
// pages, with no place in their text: addresses of the site itself, written in full,
// at which nothing stands, and a site without a home page, to which every page leads.
func astray(s *site.Site, files []publish.File, bases ...string) (found []diag.Diagnostic) {
	if s.ByAddress("/") == nil {
		found = append(found, diag.Diagnostic{
			Position: s.Tree.At("pages/index.md", content.Pos{}), Check: "no-home", Message: "the site has no home page",
			Hint: "write this file, with \"shows: home\" in its front matter; every page leads to it",
		})
	}
	var stands map[string]bool
	for lead := range s.Leads() {
		address, own := within(lead.Address, bases)
		if !own {
			continue
		}
		if stands == nil {
			stands = addressesOf(files)
		}
		path, fragment := pathAndFragment(address)
		switch to := s.ByAddress(path); {
		case !stands[path]:
			found = append(found, leadsNowhere(s, &lead, path))
		case to != nil && fragment != "" && fragment != "top" && !to.HasAnchor(fragment):
			d := leadsNowhere(s, &lead, path)
			d.Check, d.Message = "dead-fragment", to.Path+" has no heading \"#"+fragment+"\""
			found = append(found, d)
		}
	}
	return found
}

// leadsNowhere tells of an address of the site's own, where it is written.
func leadsNowhere(s *site.Site, lead *site.Lead, path string) diag.Diagnostic {
	d := s.Tree.Diagnose(lead.Path, lead.Pos(), diag.Error, "dead-link", lead.Address+" is an address of this site, at which nothing stands")
	d.Hint = "link to the file: ../articles/name.md; then a mistake is seen at once"
	switch {
	case lead.Page != nil:
	case lead.NamesFiles:
		d.Hint = "name the file: pages/about.md; then a mistake is seen at once"
	default:
		d.Hint = "open the page that is meant, and copy its address from the browser"
	}
	for _, p := range s.Pages {
		if slices.ContainsFunc(p.Aliases, func(alias content.Text) bool { return alias.S == path }) {
			d.Message = lead.Address + " is an old address of " + p.Path
		}
	}
	return d
}

// within returns what follows the site's own address in a link.
// bases are tried in order: what the command line gave, then that of site.yaml.
// A site that is reached through https has nothing else under http.
func within(link string, bases []string) (string, bool) {
	for _, base := range bases {
		if address, own := publish.Within(base, link); own {
			return address, true
		}
		if host, secure := strings.CutPrefix(base, "https:"); secure {
			if address, own := publish.Within("http:"+host, link); own {
				return address, true
			}
		}
	}
	return "", false
}

// pathAndFragment divides an address within the site, as files and headings have it.
func pathAndFragment(address string) (path, fragment string) {
	path, fragment, _ = strings.Cut(address, "#")
	path, _, _ = strings.Cut(path, "?")
	return plain(path), plain(fragment)
}

// plain is a part of an address without its escapes.
func plain(part string) string {
	if plain, err := url.PathUnescape(part); err == nil {
		return plain
	}
	return part
}

// addressesOf are the addresses at which files are found.
func addressesOf(files []publish.File) map[string]bool {
	stands := make(map[string]bool, len(files))
	for _, f := range files {
		at := "/" + f.Path
		if folder, ok := strings.CutSuffix(at, "/index.html"); ok {
			at = folder + "/"
		}
		stands[at] = true
	}
	return stands
}

// written finds the links of finished pages that lead nowhere and that an editor
// wrote, where that was. Whatever no stage before took for a mistake is told as one here, and not as
// the program's.
func (s *Site) written(faults audit.Faults) (found []diag.Diagnostic) {
	why := map[string]string{}
	for _, fault := range faults {
		why[fault.Link] = fault.Why
	}
	for lead := range s.Leads() {
		if message := why[lead.Address]; message != "" && lead.Address != "" {
			d := s.Tree.Diagnose(lead.Path, lead.Pos(), diag.Error, "dead-link", message)
			d.Hint = "open the page that is meant, and copy its address from the browser"
			found = append(found, d)
		}
	}
	return found
}
