package content

import (
	"slices"
	"strings"
)

// Kind is a row of a site's table of kinds of documents: all that sets one
// kind apart from the others. Whoever needs to know something of a kind asks
// its row.
type Kind struct {
	Name    string // one document, as authors call it: "cause"
	Folder  string // within the content folder: "causes"; what several are called
	Address string // what stands before an id in an address: "/causes/"
	Layout  string // the layout of its pages: "cause"
	Says    string // what such a file is, for editing programs

	// Named documents have names: wherever another page says one, it becomes a
	// link by itself.
	Named bool
	// InChecker documents are what the checker is made of.
	InChecker bool
	// Plain pages are about the site, hold its lists, and belong to none.
	Plain bool
	// Topical documents are about the site's topic as a whole; other sites are
	// told that they are articles, and of which day.
	Topical bool
	// List is what the page shows that lists all documents of the kind.
	List string
	// Sections are the ids of what the site adds below the text.
	Sections []string
	// Names is what a key says that holds the id of such a document.
	Names Names
	// Collection is what site.yaml says of a kind that the site declares; nil for ours.
	Collection *Collection

	begin func(*Document)   // gives a document the part that only this kind has
	own   []field[Document] // keys beside those of every document
	all   []field[Document] // those of every document and own; without any of its own, nil
}

// Ids of the sections that a site adds below a page's own text. They are
// reserved: no heading gets one of them.
const (
	SectionFindings   = "findings"     // causes: what goes with it
	SectionCauses     = "causes"       // findings: what may be behind it
	SectionLookAlikes = "look-alikes"  // causes
	SectionRelated    = "related"      // causes
	SectionFlags      = "flags"        // findings: red flags that use it
	SectionMentions   = "mentioned-in" // all
	SectionSources    = "sources"      // all
	SectionReview     = "review"       // all
)

// The kinds that every site has.
var (
	Article = &Kind{
		Name: "article", Folder: "articles", Address: "/", Layout: "article", Says: "an article",
		Topical: true, List: "articles", Names: ArticleNames,
	}
	Cause = &Kind{
		Name: "cause", Folder: "causes", Address: "/causes/", Layout: "cause", Says: "a cause",
		Named: true, InChecker: true, List: "causes", Names: CauseNames,
		Sections: []string{SectionFindings, SectionLookAlikes, SectionRelated},
		begin:    func(d *Document) { d.Cause = &CauseMeta{} }, own: causeFields, all: withMeta(causeFields),
	}
	Finding = &Kind{
		Name: "symptom", Folder: "symptoms", Address: "/symptoms/", Layout: "finding", Says: "a symptom, a sign, a time course or a circumstance",
		Named: true, InChecker: true, List: "symptoms", Names: FindingNames,
		Sections: []string{SectionCauses, SectionFlags},
		begin:    func(d *Document) { d.Finding = &FindingMeta{} }, own: findingFields, all: withMeta(findingFields),
	}
	Page = &Kind{
		Name: "page", Folder: "pages", Address: "/", Layout: "page", Says: "a page",
		Plain: true,
		begin: func(d *Document) { d.Page = &PageMeta{} }, own: pageFields, all: withMeta(pageFields),
	}
)

// withMeta are the keys of every document, and a kind's own behind them. They are
// joined once: a list for each document would be two megabytes of a thousand.
func withMeta(own []field[Document]) []field[Document] {
	return slices.Clip(slices.Concat(metaFields, own))
}

// fields are the keys of a kind's front matter.
func (k *Kind) fields() []field[Document] {
	if k.all == nil {
		return slices.Clip(metaFields)
	}
	return k.all
}

// Kinds is a site's table of kinds, in the order of lists.
type Kinds []*Kind

// BuiltIn returns the kinds that every site has.
func BuiltIn() Kinds { return Kinds{Article, Cause, Finding, Page} }

// In returns the kind of the documents in a folder, nil if there is none.
func (ks Kinds) In(folder string) *Kind {
	return ks.find(func(k *Kind) bool { return k.Folder == folder })
}

// Of returns the kind of the document at a path, nil where documents do not stand.
func (ks Kinds) Of(path string) *Kind {
	folder, file, _ := strings.Cut(path, "/")
	if !strings.HasSuffix(file, ".md") {
		return nil
	}
	return ks.In(folder)
}

// Named returns the kind of a name, nil if there is none.
func (ks Kinds) Named(name string) *Kind {
	return ks.find(func(k *Kind) bool { return k.Name == name })
}

// find returns the first kind of which something is true, nil if there is none. There are few
// kinds, so a list is searched.
func (ks Kinds) find(is func(*Kind) bool) *Kind {
	if i := slices.IndexFunc(ks, is); i >= 0 {
		return ks[i]
	}
	return nil
}

// Folders names the folders of documents: "articles, causes and pages".
func (ks Kinds) Folders() string {
	names := make([]string, len(ks))
	for i, k := range ks {
		names[i] = k.Folder
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// owners says which documents have a key, "" if all or none do.
func (ks Kinds) owners(key string) string {
	k := ks.find(func(k *Kind) bool { return indexField(k.own, key) >= 0 })
	if k == nil {
		return ""
	}
	return k.Folder
}
