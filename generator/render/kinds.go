package render

import (
	"cmp"

	"nosology/generator/content"
	"nosology/generator/site"
)

// kindParts are the parts of a page that differ from kind to kind.
type kindParts struct {
	above  func(e *edition, p *site.Page) string // what stands above the title
	glance func(b *out, v *View)
	entity func(j jsonWriter, v *View) // what the page is about, for machines
}

// ofKinds has a row for every kind that sites have.
var ofKinds = map[*content.Kind]kindParts{
	content.Article: {
		above:  func(e *edition, _ *site.Page) string { return e.words.Page.Article },
		glance: noGlance, entity: noEntity,
	},
	content.Cause: {
		above: func(e *edition, p *site.Page) string {
			return cmp.Or(e.words.CauseKinds[p.Cause.Kind.S].One, p.Cause.Kind.S)
		},
		glance: causeGlance, entity: causeEntity,
	},
	content.Finding: {
		above:  func(e *edition, p *site.Page) string { return e.findingNames(p.Finding.Type.S).One },
		glance: findingGlance, entity: signEntity,
	},
	content.Page: {
		above:  func(*edition, *site.Page) string { return "" },
		glance: noGlance, entity: noEntity,
	},
}

func kindPartsOf(p *site.Page) kindParts { return ofKinds[p.Kind] }

func noGlance(*out, *View)       {}
func noEntity(jsonWriter, *View) {}

// kindInWords is what stands above a page's title.
func (e *edition) kindInWords(p *site.Page) string { return kindPartsOf(p).above(e, p) }
