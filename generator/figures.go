package generator

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"nosology/generator/content"
	"nosology/generator/diag"
)

// figures says which drawings that site.yaml names are not there, and which
// parts are not in its map.
func (s *Session) figures(made *Site) []diag.Diagnostic {
	c := made.Tree.Site
	return slices.Concat(s.noFigure(made, c.Figure), s.noFigure(made, c.Map.Figure), s.noParts(made, &c.Map))
}

const figureFolder = "figures/"

// noParts names the regions of a map that its drawing does not have.
func (s *Session) noParts(made *Site, m *content.Map) (ds []diag.Diagnostic) {
	drawing := s.assets.Find(figureFolder + m.Figure.S)
	if drawing == nil {
		return nil
	}
	for _, r := range m.Regions {
		if r.Part.S == "" || bytes.Contains(drawing.Data, []byte(`data-part="`+r.Part.S+`"`)) {
			continue
		}
		d := made.Tree.Diagnose(content.SiteFile, r.Part.Pos, diag.Error, "unknown-part", fmt.Sprintf("the drawing %s has no part %q", m.Figure.S, r.Part.S))
		d.Hint = `give a part of the drawing data-part="` + r.Part.S + `", or leave part out: the region then stands in the list alone`
		ds = append(ds, d)
	}
	return ds
}

func (s *Session) noFigure(made *Site, named content.Text) []diag.Diagnostic {
	const folder = figureFolder
	if named.S == "" || s.assets.Find(folder+named.S) != nil {
		return nil
	}
	var names []string
	for _, name := range s.assets.Names() {
		if name, ok := strings.CutPrefix(name, folder); ok {
			names = append(names, name)
		}
	}
	d := made.Tree.Diagnose(content.SiteFile, named.Pos, diag.Error, "unknown-file", fmt.Sprintf("there is no drawing %q", named.S))
	if d.Hint = diag.DidYouMean(named.S, names); d.Hint == "" {
		d.Hint = "put it into the folder figures of the static files, or take the line out"
	}
	return []diag.Diagnostic{d}
}
