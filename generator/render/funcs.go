package render

import (
	"html/template"
	"maps"
	"slices"

	"nosology/generator/content"
	"nosology/generator/site"
)

// partFuncs write a part of a page as block elements. A part with nothing in
// it writes nothing. layouts/README.md describes them for editors.
var partFuncs = map[string]func(b *out, v *View){
	"meta":         meta,
	"jsonld":       jsonLD,
	"crumbs":       crumbs,
	"also":         also,
	"heard":        heardAs,
	"help":         help,
	"glance":       glance,
	"findings":     findings,
	"causes":       causesOfFinding,
	"lookalikes":   lookAlikes,
	"related":      related,
	"children":     children,
	"flags":        flagsOfFinding,
	"backlinks":    backlinks,
	"mentions":     allMentions,
	"sources":      sources,
	"codes":        codes,
	"review":       review,
	"trust":        trust,
	"tools":        tools,
	"articles":     articleList,
	"reading":      readingList,
	"common":       commonCauses,
	"start":        waysToHelp,
	"band":         emergencyBand,
	"map":          mapOfPlaces,
	"bykind":       causesByKind,
	"letters":      letters,
	"flaglegend":   flagLegend,
	"atoz":         aToZ,
	"byparts":      byParts,
	"apart":        apart,
	"compare":      compare,
	"warnings":     warningSigns,
	"flaglist":     flagList,
	"bibliography": bibliography,
	"hazards":      hazards,
	"glossary":     glossary,
	"wayson":       waysOn,
	"pager":        pager,
	"figure":       drawing,
	"jump":         jump,
	"facts":        facts,
	"namedby":      namedBy,
	"collection":   collection,
	"others":       others,
}

// otherFuncs are the rest of the functions of layouts.
func (r *Renderer) otherFuncs() template.FuncMap {
	return template.FuncMap{
		"head":           head,
		"header":         func(v *View) template.HTML { return v.ed.header(v) },
		"footer":         func(v *View) template.HTML { return v.ed.footer },
		"body":           body,
		"contents":       contents,
		"illustrated":    illustrated,
		"firstcards":     firstCards,
		"aftercards":     afterCards,
		"kind":           func(v *View) string { return v.ed.kindInWords(v.page) },
		"icon":           func(name string) template.HTML { return template.HTML(r.inline("icons/" + name + ".svg")) },
		"asset":          r.assets.Path,
		"colour":         func(name string) string { return r.light[name] },
		"darkcolour":     func(name string) string { return r.dark[name] },
		"allowed":        allowed,
		"contacts":       contacts,
		"phone":          phone,
		"checker":        checker,
		"opening":        opening,
		"rest":           remainder,
		"act":            whatToDo,
		"text":           func(v *View, text string) template.HTML { return written(func(b *out) { b.expand(&v.ed.view, text) }) },
		"cite":           func(v *View, s *content.Source) template.HTML { return written(func(b *out) { v.cite(b, s) }) },
		"number":         func(v *View, n int) string { return v.ed.words.Number(n) },
		"all":            func(v *View, links []site.Link) template.HTML { return v.ed.joined(links, v.ed.words.Lists.And) },
		"list":           func(v *View, links []site.Link) template.HTML { return v.ed.joined(links, v.ed.words.Lists.Next) },
		"either":         either,
		"field":          field,
		"fact":           fieldInWords,
		"kindsforscript": r.kindsForScript,
	}
}

// funcs are all functions of layouts.
func (r *Renderer) funcs() template.FuncMap {
	m := r.otherFuncs()
	maps.Copy(m, r.sayFuncs())
	for name, write := range partFuncs {
		m[name] = func(v *View) template.HTML {
			return written(func(b *out) { write(b, v) })
		}
	}
	return m
}

func (r *Renderer) functionNames() []string {
	return slices.Sorted(maps.Keys(r.funcs()))
}
