// Package site links documents into a site: every link resolved, names turned
// into links, who mentions whom, which cause goes with which finding, and the
// checker's rules compiled. It decides what is on a page; render decides how
// it reads.
package site

import (
	"time"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/markdown"
	"nosology/generator/rules"
)

// Site is a linked content folder. It is read-only once Link has returned and
// may be read from any goroutine.
type Site struct {
	*content.Tree
	AsOf time.Time // the day of the build; never reaches a page's bytes except through what is scheduled

	Pages    []*Page // published documents, by address
	Articles []*Page // in order of title
	Causes   []*Page // in order of title
	Findings []*Page // in order of title
	Others   []*Page // kind Page, by address

	Flags []*Flag // in order of the file, with the pages that speak for them
	// Rules is the checker's knowledge base; nil without checker.yaml.
	// Finding n is Base.Findings[n]; Question n and Flag n are those of content.Checker.
	Rules *rules.Base
}

// Page is a document in its site.
type Page struct {
	*content.Document
	Scan *markdown.Body

	Refs    map[string]Target // written destinations that lead somewhere: "caffeine.md#dose"
	Auto    []Auto            // automatic links, ordered by span
	Cited   []*content.Source // numbered from 1 in order of first citation, then Meta.Sources
	General bool              // cites general knowledge

	MentionedIn []Mention   // pages that link here or name it, at most one a page, by address
	Related     []Related   // causes only: by shared findings, nearest first, at most 6
	LookAlikes  []LookAlike // causes only: what tells them apart, at most 4
	Findings    []Evidence  // causes only: in order of strength, against last
	Causes      []Evidence  // findings only: in order of strength, against last
	Children    []*Page     // causes whose parent this is
	ParentPage  *Page       // causes only
	Flags       []*Flag     // findings: flags that use it; other pages: flags that its cards name
	SignOff     SignOff
}

// SignOff is the state of a clinician's signature.
type SignOff uint8

const (
	Unsigned SignOff = iota
	Signed           // a clinician signed this very text
	Voided           // the text changed in meaning since it was signed
)

// Target is what a written link leads to.
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
	Sentence markdown.Span // in From's body; zero for a mention in front matter alone
	Written  bool          // a written link; false for an automatic one
}

// Evidence joins a cause and a finding.
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
	Shared []*Page // findings both have
	Here   []*Page // findings that speak for this page's cause and not, or against, the other
	There  []*Page // findings that speak for the other and not, or against, this one
}

// Flag is a red flag with what stands behind it.
type Flag struct {
	*content.Flag
	Level    rules.Level
	When     [][]*Page // alternatives of findings
	Sources  []*content.Source
	SpokenBy []*Page // pages with a card bullet that names it
}

// Link links a tree. asOf decides what is scheduled or overdue. Diagnostics are
// all of the authors' mistakes that need more than one document to be seen;
// with errors among them the Site must not be published.
func Link(t *content.Tree, asOf time.Time) (*Site, []diag.Diagnostic) { panic("being written") }
