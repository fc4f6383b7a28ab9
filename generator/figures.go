package generator

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"nosology/generator/content"
	"nosology/generator/diag"
)

// figures says which drawings that site.yaml names are not there, and which
// parts are not in its map.
func (s *Session) figures(made *Site) []diag.Diagnostic {
	c := made.Tree.Site
	found := slices.Concat(s.noFigure(made, c.Figure), s.noFigure(made, c.Map.Figure), s.noParts(made, &c.Map))
	for _, icon := range c.Icons() {
		found = append(found, s.noDrawing(made, iconFolder, icon, icon.S+".svg")...)
	}
	return append(found, s.straySheet()...)
}

// straySheet tells of a style sheet that stands where no page looks for it.
func (s *Session) straySheet() []diag.Diagnostic {
	const stray, sheet = "own.css", "css/own.css"
	if s.assets.Find(stray) == nil || s.assets.Find(sheet) != nil {
		return nil
	}
	at := diag.Position{File: path.Join(s.opt.staticName(stray), stray)}
	return []diag.Diagnostic{{Position: at, Severity: diag.Warning, Check: "unknown-file", Message: "no page has this style sheet", Hint: "move it to " + sheet + ", which every page has"}}
}

const iconFolder = "icons/"

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
	return s.noDrawing(made, figureFolder, named, named.S)
}

// noDrawing says that a drawing that site.yaml names is not in its folder.
func (s *Session) noDrawing(made *Site, folder string, named content.Text, file string) []diag.Diagnostic {
	if named.S == "" || s.assets.Find(folder+file) != nil {
		return nil
	}
	var names []string
	for _, name := range s.assets.Names() {
		if name, ok := strings.CutPrefix(name, folder); ok {
			names = append(names, strings.TrimSuffix(name, strings.TrimPrefix(file, named.S)))
		}
	}
	d := made.Tree.Diagnose(content.SiteFile, named.Pos, diag.Error, "unknown-file", fmt.Sprintf("there is no drawing %q", file))
	if d.Hint = diag.DidYouMean(named.S, names); d.Hint == "" {
		d.Hint = "put " + folder + file + " into the folder static, or take the line out"
	}
	return []diag.Diagnostic{d}
}
