package generator

import (
	"strings"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/publish"
	"nosology/generator/site"
)

// astray finds what authors would otherwise be told of as a fault of finished
// pages, with no place in their text: links to the site's own address that lead
// nowhere, and a site without a home page, to which every page leads.
func astray(s *site.Site, files []publish.File, bases ...string) (found []diag.Diagnostic) {
	if s.ByAddress("/") == nil {
		found = append(found, diag.Diagnostic{
			Position: s.Tree.At("pages/index.md", content.Pos{}), Check: "no-home", Message: "the site has no home page",
			Hint: "write this file, with \"shows: home\" in its front matter; every page leads to it",
		})
	}
	var stands map[string]bool
	for _, p := range s.Pages {
		for _, link := range p.Scan.Links {
			address, own := within(link.Dest, bases)
			if !own {
				continue
			}
			if stands == nil {
				stands = addressesOf(files)
			}
			d := p.Diagnose(p.At(link.Span), diag.Error, "dead-link", link.Dest+" is an address of this site, at which nothing stands")
			d.Hint = "link to the file: ../articles/name.md; then a mistake is seen at once"
			path, fragment, _ := strings.Cut(address, "#")
			path, _, _ = strings.Cut(path, "?")
			switch to := s.ByAddress(path); {
			case !stands[path]:
				found = append(found, d)
			case to != nil && fragment != "" && fragment != "top" && !to.HasAnchor(fragment):
				d.Check, d.Message = "dead-fragment", to.Path+" has no heading \"#"+fragment+"\""
				found = append(found, d)
			}
		}
	}
	return found
}

// within returns what follows the site's own address in a link.
// bases are tried in order: what the command line gave, then that of site.yaml.
func within(link string, bases []string) (string, bool) {
	for _, base := range bases {
		base = strings.TrimSuffix(base, "/")
		rest, ok := strings.CutPrefix(link, base)
		switch {
		case !ok || base == "":
		case rest == "", rest[0] == '#', rest[0] == '?':
			return "/" + rest, true
		case rest[0] == '/':
			return rest, true
		}
	}
	return "", false
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
