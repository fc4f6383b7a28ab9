package site

import (
	"iter"

	"nosology/generator/content"
	"nosology/generator/markdown"
)

// Lead is an address that stands in a file of the content folder.
type Lead struct {
	Address string
	Path    string // of the file
	Page    *Page  // in whose text it stands; nil for settings and sources

	// NamesFiles is whether the file of a document may stand in its place.
	NamesFiles bool

	pos  content.Pos
	span markdown.Span // in the text of the page
}

// Pos is where an address stands in its file. It is found when it is asked for:
// a site has many links, and few of them have to be told of.
func (l *Lead) Pos() content.Pos {
	if l.Page != nil {
		return l.Page.At(l.span)
	}
	return l.pos
}

// Leads are all addresses that readers may follow and that an editor wrote: in
// texts, in the bibliography and in the settings. A link that a page has and that
// is not among them is none of an editor's.
func (s *Site) Leads() iter.Seq[Lead] {
	return func(yield func(Lead) bool) {
		for _, p := range s.Pages {
			for _, link := range p.Scan.Links {
				if !yield(Lead{Address: link.Dest, Path: p.Path, Page: p, span: link.Span}) {
					return
				}
			}
		}
		for _, source := range s.Tree.Sources {
			if !yield(Lead{Address: source.URL.S, Path: content.SourcesFile, pos: source.URL.Pos}) {
				return
			}
			if source.DOI.S != "" && !yield(Lead{Address: source.DOIAddress(), Path: content.SourcesFile, pos: source.DOI.Pos}) {
				return
			}
		}
		for _, item := range s.Tree.Site.Leads() {
			if !yield(Lead{Address: item.To.S, Path: content.SiteFile, NamesFiles: true, pos: item.To.Pos}) {
				return
			}
		}
		for _, t := range s.Tree.Site.Addresses() {
			if !yield(Lead{Address: t.S, Path: content.SiteFile, pos: t.Pos}) {
				return
			}
		}
	}
}
