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
		d := diag.Diagnostic{Position: made.Tree.At("site.yaml", r.Part.Pos), Check: "unknown-part", Message: fmt.Sprintf("the drawing %s has no part %q", m.Figure.S, r.Part.S)}
		d.Source = made.Tree.Lines("site.yaml", d.Line)
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
	d := diag.Diagnostic{Position: made.Tree.At("site.yaml", named.Pos), Check: "unknown-file", Message: fmt.Sprintf("there is no drawing %q", named.S)}
	d.Source = made.Tree.Lines("site.yaml", d.Line)
	if d.Hint = diag.DidYouMean(named.S, names); d.Hint == "" {
		d.Hint = "put it into the folder figures of the static files, or take the line out"
	}
	return []diag.Diagnostic{d}
}
