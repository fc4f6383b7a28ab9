package render

import (
	"nosology/generator/content"
	"nosology/generator/site"
)

// kindParts are the parts of a page that differ from kind to kind.
type kindParts struct {
	above  func(e *edition, p *site.Page) string // what stands above the title
	glance func(b *out, v *View)
	entity func(v *View) *thing // what the page is about, for machines; nil for nothing
}

// ofKinds has a row for every kind that sites have. A row without one of its parts
// fails a test, and would be called as nil.
var ofKinds = map[*content.Kind]kindParts{
	content.Article: {
		above:  func(e *edition, _ *site.Page) string { return e.words.Page.Article },
		glance: noGlance, entity: noEntity,
	},
	content.Cause: {
		above: func(e *edition, p *site.Page) string {
			return e.causeNames(p.Cause.Kind.S).One
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

// kindPartsOf are the parts of a page's kind; all kinds that a site declares have the same.
func kindPartsOf(p *site.Page) kindParts {
	if p.Kind.Collection != nil {
		return kindParts{
			above:  func(_ *edition, p *site.Page) string { return p.Kind.Collection.LabelOne.S },
			glance: noGlance, entity: noEntity,
		}
	}
	return ofKinds[p.Kind]
}

func noGlance(*out, *View)  {}
func noEntity(*View) *thing { return nil }

// kindInWords is what stands above a page's title.
func (e *edition) kindInWords(p *site.Page) string { return kindPartsOf(p).above(e, p) }
