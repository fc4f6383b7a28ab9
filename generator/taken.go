package generator

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"nosology/generator/audit"
	"nosology/generator/diag"
	"nosology/generator/publish"
)

// ownFiles are static files, which may clash by their names.
type ownFiles struct {
	*publish.Assets
	folder func(file string) string // what the static folder of a file is called
}

// taken finds static files of the site's own that cannot be published under
// their names: among files, the site or its host has something there.
func (s *Site) taken(files []publish.File) (found []diag.Diagnostic) {
	clashes := publish.Clashes(files)
	for _, asset := range s.ownFiles.All() {
		d := diag.Diagnostic{Severity: diag.Error, Check: "taken-address"}
		d.File = path.Join(s.ownFiles.folder(asset.Name), asset.Name)
		name := strings.TrimPrefix(asset.Path, "/")
		clash := slices.IndexFunc(clashes, func(c publish.Clash) bool { return c.Path == name || c.Other == name })
		row := s.Taken(asset.Path)
		switch {
		case row != nil && asset.IsRoot():
			d.Message, d.Hint = "the site has "+row.Holds+" at "+asset.Path, row.Cure
		case clash < 0:
			continue
		case slices.ContainsFunc(files, func(f publish.File) bool { return f.Path == name && f.Kind == publish.HostFile }):
			d.Message, d.Hint = "the host reads at "+asset.Path+" how to serve the site", "take it out, or choose another host with --host"
		default:
			d.Message, d.Hint = clashes[clash].Why, "give it another name, or take it out"
		}
		found = append(found, d)
	}
	return found
}

// takenByLayouts finds headings with an id that a layout of the site's own has
// as well, which no table knows.
func (s *Site) takenByLayouts(faults audit.Faults) (found []diag.Diagnostic) {
	for _, fault := range faults {
		p := s.ByAddress("/" + strings.TrimSuffix(fault.Page, "index.html"))
		if p == nil || fault.ID == "" {
			continue
		}
		for _, h := range p.Scan.Headings {
			if h.ID == fault.ID {
				d := p.Diagnose(p.At(h.Span), diag.Error, "taken-id", fmt.Sprintf("the id %q of this heading stands in the layout of its page, too", h.ID))
				d.Hint = "give the heading another, behind its words: {#section-" + h.ID + "}"
				found = append(found, d)
			}
		}
	}
	return found
}
