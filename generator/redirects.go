package generator

import (
	"slices"
	"strings"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/publish"
	"nosology/generator/site"
)

// redirects lead from the old addresses of pages to those they have now. Link
// has seen to it that no two pages share one; what is left to find are files
// that are no pages, and addresses that differ in the slash at their end alone.
func redirects(s *site.Site, files []publish.File) ([]publish.Redirect, []diag.Diagnostic) {
	if !slices.ContainsFunc(s.Pages, func(p *site.Page) bool { return len(p.Aliases) > 0 }) {
		return nil, nil
	}
	taken := make(map[string]bool, 2*len(files))
	for _, f := range files {
		taken["/"+f.Path] = true
		taken["/"+strings.TrimSuffix(f.Path, "index.html")] = true
	}
	var all []publish.Redirect
	var found []diag.Diagnostic
	owner := map[string]*site.Page{}
	for _, p := range s.Pages {
		for _, alias := range p.Aliases {
			report := func(message, hint string) {
				d := p.Diagnose(alias.Pos, diag.Error, "alias-taken", message)
				d.Hint = hint
				found = append(found, d)
			}
			from := folderAddress(alias)
			switch other := owner[from]; {
			case from == p.Address:
				report("this is the address that the page has now", "take it out")
			case taken[from] || taken[strings.TrimSuffix(from, "/")]:
				report("something else stands at "+alias.S, "an old address can lead on only where nothing stands any more")
			case other != nil:
				report(alias.S+" is also an old address of "+other.Path, "leave it to the page that took over most of the old one")
			default:
				owner[from] = p
				all = append(all, publish.Redirect{From: from, To: p.Address})
			}
		}
	}
	return all, found
}

// folderAddress is an old address in the form that ours have, so that "/old"
// and "/old/" are known to be the same.
func folderAddress(alias content.Text) string {
	last := alias.S[strings.LastIndexByte(alias.S, '/')+1:]
	if last == "" || strings.Contains(last, ".") {
		return alias.S
	}
	return alias.S + "/"
}
