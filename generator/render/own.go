package render

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"
	"time"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/site"
)

// What pages show of the keys and the kinds of documents that site.yaml declares.

// facts writes what a page says with keys that have a label.
func facts(b *out, v *View) {
	begun := false
	for _, o := range v.page.Own {
		if o.Label.S == "" || len(o.Values) == 0 {
			continue
		}
		if !begun {
			b.raw(`<dl class="glance">`)
			begun = true
		}
		b.term(o.Label.S)
		b.raw(`<dd>`)
		v.ownValue(b, o)
		b.raw(`</dd></div>`)
	}
	if begun {
		b.raw(`</dl>`)
	}
}

// ownValue writes what stands behind an own key: links, or words.
func (v *View) ownValue(b *out, o content.OwnValue) {
	if pages := v.page.Names(o.OwnKey); len(pages) > 0 {
		for _, p := range parted(b, v.ed.words.Lists.Next.Between(), pages) {
			b.link(p.Address, p.Title.S)
		}
		return
	}
	words := make([]string, len(o.Values))
	for i, t := range o.Values {
		words[i] = v.ed.ownWord(o.OwnKey, t.S)
	}
	b.text(strings.Join(words, v.ed.words.Lists.Next.Between()))
}

// ownWord is a value of an own key as readers see it.
func (e *edition) ownWord(o *content.OwnKey, value string) string {
	switch {
	case o.Holds.S == "date":
		if day, err := time.Parse(time.DateOnly, value); err == nil {
			return e.words.Date(day)
		}
	case o.Holds.S == "yes-no" && value == "true":
		return e.words.Lists.Yes
	case o.Holds.S == "yes-no":
		return e.words.Lists.No
	}
	return value
}

// field is an own value for a layout, as it stands in the file.
func field(v *View, id string) (string, error) { return v.page.OwnText(id), v.declared(id) }

// declared fails if no document of the site can have a key.
func (v *View) declared(id string) error {
	var names []string
	for _, keys := range v.ed.site.Tree.Own {
		for _, key := range keys {
			if key.ID.S == id {
				return nil
			}
			names = append(names, key.ID.S)
		}
	}
	slices.Sort(names)
	return &undeclared{id, slices.Compact(names)}
}

// undeclared is a key that a layout asks for and site.yaml does not declare.
type undeclared struct {
	id    string
	names []string
}

func (e *undeclared) Error() string { return fmt.Sprintf("site.yaml declares no key %q", e.id) }

func (e *undeclared) hint() string {
	if len(e.names) == 0 {
		return "write it under keys in site.yaml, or take it out of the layout"
	}
	return diag.OneOf(e.id, e.names)
}

// fieldInWords is an own value as facts write it.
func fieldInWords(v *View, id string) (template.HTML, error) {
	return written(func(b *out) {
		for _, o := range v.page.Own {
			if o.ID.S == id {
				v.ownValue(b, o)
			}
		}
	}), v.declared(id)
}

// namedBy writes the pages that name this one with keys of the site's own.
func namedBy(b *out, v *View) {
	for _, n := range v.namedBy() {
		b.openSection("related", namingID(n))
		if n.Kind.Collection != nil && n.Kind.Collection.Icon.S != "" {
			b.raw(v.ed.inline("icons/" + n.Kind.Collection.Icon.S + ".svg"))
		}
		b.text(v.ed.namingTitle(n))
		b.raw(`</h2>`)
		b.links(n.Pages)
		b.raw(`</section>`)
	}
}

func namingID(n site.Naming) string { return "in-" + n.Kind.Folder + "-" + n.Key.ID.S }

func (e *edition) namingTitle(n site.Naming) string {
	label := ""
	if n.Kind.Collection != nil {
		label = n.Kind.Collection.Label.S
	} else if list := e.shows[n.Kind.List]; list != nil {
		label = list.Title.S
	}
	return cmp.Or(n.Key.Back.S, label, n.Kind.Folder)
}

// collection writes the documents of the collection that the page shows.
func collection(b *out, v *View) {
	if pages := part(v.ed.listed(v.Kind), v.number, listPerPage); len(pages) > 0 {
		b.links(pages)
	}
}

// listed are the documents of the kind that has a list.
func (e *edition) listed(list string) []*site.Page {
	for _, k := range e.site.Kinds {
		if k.List == list {
			return e.site.Of(k)
		}
	}
	return nil
}

// kindsForScript names the kinds that site.yaml declares, for the results of
// the search: attributes that its script reads.
func (r *Renderer) kindsForScript() template.HTMLAttr {
	var b out
	for _, k := range r.opts.Kinds {
		if k.Collection != nil {
			b.raw(` data-`, k.Name, `="`)
			b.text(k.Collection.LabelOne.S)
			b.raw(`"`)
		}
	}
	return template.HTMLAttr(b.String())
}
