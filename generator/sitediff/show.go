package sitediff

import (
	"fmt"
	"html/template"
	"io"
)

// Text writes changes for a terminal.
func Text(w io.Writer, changes []Change) error {
	for i, c := range changes {
		if i == 0 || c.Kind != changes[i-1].Kind {
			if _, err := fmt.Fprintf(w, "%s:\n", c.Kind); err != nil {
				return err
			}
		}
		if _, err := fmt.Fprintf(w, "  %-8s  %s: %s\n", c.What, c.Where, c.Says); err != nil {
			return err
		}
	}
	return nil
}

const page = `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>What changes for readers</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}td,th{text-align:left;vertical-align:top;padding:.2rem .8rem .2rem 0}code{overflow-wrap:anywhere}</style>
<h1>What changes for readers</h1>
<p>From <code>{{.Old}}</code> to <code>{{.New}}</code>. Milder: less is said than before. Narrower: it is said to fewer. Rarer: it is not said any more. Each comes with who is told something else.</p>
{{range .Groups}}<h2>{{.Kind}} ({{len .Changes}})</h2>
<table><tr><th>What<th>Where<th>Change</tr>
{{range .Changes}}<tr><td>{{.What}}<td><code>{{.Where}}</code><td>{{.Says}}</tr>
{{end}}</table>
{{else}}<p>Nothing.</p>
{{end}}</html>
`

// HTML writes changes as a page that stands by itself.
func HTML(w io.Writer, old, now string, changes []Change) error {
	type group struct {
		Kind    Kind
		Changes []Change
	}
	var groups []group
	for _, k := range Kinds() {
		g := group{Kind: k}
		for _, c := range changes {
			if c.Kind == k {
				g.Changes = append(g.Changes, c)
			}
		}
		if len(g.Changes) > 0 {
			groups = append(groups, g)
		}
	}
	return template.Must(template.New("diff").Parse(page)).Execute(w, map[string]any{"Old": old, "New": now, "Groups": groups})
}
