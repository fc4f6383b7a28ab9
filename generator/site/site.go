// Package site links documents into a site: every link resolved, names turned
// into links, who mentions whom, which cause goes with which finding, and the
// checker's rules compiled. It decides what is on a page; render decides how
// it reads.
//
// A Linker lives as long as the program and is told of each change; a Site is
// what it knew at one moment. So that an edit costs in proportion to itself, and
// not to the size of the site, the Linker knows documents by number: a list of
// who mentions a page holds numbers, and stays right when one of them is edited.
// An update has five steps, each of which looks only at what the one before has
// found: compare (what changed), scan (bodies), speak (links and names), collect
// (lists of who says what of whom), check (mistakes). A test holds any chain of
// updates against linking everything at once.
package site

import (
	"time"

	"nosology/generator/content"
	"nosology/generator/markdown"
	"nosology/generator/rules"
)

// Site is a linked content folder. It is a snapshot: nothing in it changes any
// more, whatever a Linker does later, and any goroutine may read it.
type Site struct {
	*content.Tree
	AsOf time.Time // the day of the build; never reaches a page's bytes except through what is scheduled

	Pages    []*Page // published documents, by address
	Articles []*Page // in order of title
	Causes   []*Page // in order of title
	Findings []*Page // in order of title
	Others   []*Page // those about the site, by address

	Flags []*Flag // in order of the file, with the pages that speak for them
	// Rules is the checker's knowledge base; nil without checker.yaml.
	// Finding n is Base.Findings[n]; Question n and Flag n are those of content.Checker, and Cause n is
	// Causes[n]. Option n of a question is the checker's, and the one after the last is its "none of these".
	Rules *rules.Base
	// Vignettes are the stories that the checker is judged by, in order of the file; none without checker.yaml.
	Vignettes []*Vignette

	graph
}

// Page is a document in its site. What the page says itself are fields; what
// it has to do with other pages are methods, worked out when they are asked
// for. Slices that methods return are the caller's to keep.
type Page struct {
	*content.Document
	Scan    *markdown.Body
	Cited   []*content.Source // numbered from 1 in order of first citation, then Meta.Sources
	General bool              // cites general knowledge
	SignOff SignOff

	site *Site
	num  number
	out  *outward
	// order is the page's place in Site.Pages, title that among those of its kind.
	order, title int32
}

// SignOff is the state of a clinician's signature.
type SignOff uint8

const (
	Unsigned SignOff = iota
	Signed           // a clinician signed this very text
	Voided           // the text changed in meaning since it was signed
)

// Target is what a written link leads to. Fragment has no "#"; empty is the page.
type Target struct {
	Page     *Page
	Fragment string
}

// Href is the target's address with its fragment.
func (t Target) Href() string {
	if t.Fragment == "" {
		return t.Page.Address
	}
	return t.Page.Address + "#" + t.Fragment
}

// Auto is a link that the text did not ask for: Span of the body names To.
type Auto struct {
	Span markdown.Span
	To   *Page
	Name string // the name that matched, as the target's page has it
}

// Mention is one page that mentions another.
type Mention struct {
	From     *Page
	Sentence markdown.Span // in From's body
	Written  bool          // a written link; false for an automatic one
}

// Evidence joins a cause and a finding: the page that has it knows one end.
type Evidence struct {
	Page     *Page // the other end
	Strength rules.Strength
}

// Related is a cause that shares findings with another.
type Related struct {
	Page   *Page
	Shared []*Page // findings, strongest first
}

// LookAlike is a related cause and what tells the two apart.
type LookAlike struct {
	Page   *Page
	Shared []*Page // findings that speak for both, strongest first
	Here   []*Page // findings that speak for this page's cause and not, or against, the other
	There  []*Page // findings that speak for the other and not, or against, this one
}

// Flag is a red flag with what stands behind it.
type Flag struct {
	*content.Flag
	Level    rules.Level
	When     [][]*Page // alternatives of findings
	Sources  []*content.Source
	SpokenBy []*Page // pages with a card bullet that names it, by address
}
