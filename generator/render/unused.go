package render

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"nosology/generator/diag"
)

// Unused reports layouts of the editor's that no page is made with: a name with
// a slip in it would otherwise leave ours in place without a word.
func (r *Renderer) Unused() (ds []diag.Diagnostic) {
	if r.opts.Layouts == nil {
		return nil
	}
	names, _ := fs.Glob(r.opts.Layouts, "*.htm*") // the pattern is a good one
	known := slices.Sorted(maps.Keys(r.called))
	for _, name := range names {
		if _, used := r.called[name]; used || strings.HasPrefix(name, ".") {
			continue
		}
		d := diag.Diagnostic{
			Position: diag.Position{File: path.Join(r.opts.LayoutsName, name)}, Severity: diag.Warning, Check: "unused-layout",
			Message: "no page is made with this layout",
		}
		if d.Hint = diag.DidYouMean(name, known); d.Hint == "" {
			d.Hint = "name it after a kind of page, such as cause.html; what several layouts share stands in partials"
		}
		ds = append(ds, d)
	}
	return ds
}
