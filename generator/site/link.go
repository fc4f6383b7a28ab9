package site

import (
	"slices"
	"time"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/markdown"
	"nosology/generator/parallel"
	"nosology/generator/text"
)

// Linker links a content folder, again and again if need be, at a cost in
// proportion to what changed. It works on numbers in place of pages, so that what a page says
// of another stays true when that one changes; a Site is a snapshot of them.
// Diagnostics are all of the authors' mistakes that need more than one document
// to be seen; with errors among them the Site must not be published.
type Linker struct {
	// Drafts takes drafts and scheduled documents into the site.
	Drafts bool
	// Scan reads bodies; markdown.Scan if it is nil.
	Scan func(src []byte, in *text.Language) (*markdown.Body, []diag.Diagnostic)

	tree    *content.Tree
	asOf    time.Time
	round   int               // calls so far
	docs    []number          // of tree.Docs, by the same index
	numbers map[string]number // by path without the folders in between: see key
	entries []entry           // by number
	lexicon *lexicon
	// disputed holds the names that have no one owner.
	shared  map[*node]bool
	in      lists[number]   // by page: who mentions it
	causes  lists[evidence] // by finding
	orders  orders
	checker checker
	// glossary is that of the last call, nil if names have changed since.
	glossary *glossary
}

// entry is what a Linker knows of one document.
type entry struct {
	doc       *content.Document // nil: there is no such file
	round     int               // the last call that saw it
	published bool

	// Of published documents only:
	scan     *markdown.Body
	words    bloomFilter
	names    []name
	out      *outward
	cited    []*content.Source
	general  bool
	signOff  SignOff
	titleKey string
	own      []diag.Diagnostic // what is wrong with the document by itself
	dangling []diag.Diagnostic // what is wrong with where its links lead
}

// NewLinker returns a Linker that has seen nothing.
func NewLinker() *Linker {
	return &Linker{numbers: map[string]number{}, lexicon: newLexicon(), shared: map[*node]bool{}}
}

// Update links a tree as Link does. It looks anew only at documents whose
// pointer is not the one of the last call, and at what depends on them; at
// all of them if the pointers of the settings or sources are others. Sites that
// were returned before stay as they are. One call at a time.
func (l *Linker) Update(t *content.Tree, asOf time.Time) (*Site, []diag.Diagnostic) {
	if l.tree != nil && (t.Site != l.tree.Site || !slices.Equal(t.Sources, l.tree.Sources) || t.Lacks(content.SourcesFile) != l.tree.Lacks(content.SourcesFile)) {
		l.forget()
	}
	c := l.compare(t, asOf)
	l.scan(c.rescan)
	l.readLinks(c.touched())
	l.collect(c)
	l.check(c)
	s := l.snapshot(c)
	return s, l.diagnostics(s)
}

// forget begins anew. Settings and sources may bear on every page.
func (l *Linker) forget() {
	drafts, scan := l.Drafts, l.Scan
	*l = *NewLinker()
	l.Drafts, l.Scan = drafts, scan
}

// scan reads bodies, in parallel.
func (l *Linker) scan(pages []number) {
	scan := l.Scan
	if scan == nil {
		scan = markdown.Scan
	}
	in := text.Of(l.tree.Site.Language.S)
	parallel.Each(len(pages), func() func(int) {
		return func(i int) {
			e := &l.entries[pages[i]]
			body, ds := scan(e.doc.Body, in)
			e.scan, e.own = body, inFile(l.tree, e.doc, ds)
		}
	})
}

// inFile turns positions in a body into positions in its file.
func inFile(t *content.Tree, d *content.Document, ds []diag.Diagnostic) []diag.Diagnostic {
	for i := range ds {
		pos := content.Pos{Line: int32(ds[i].Line + d.BodyLine - 1), Column: int32(ds[i].Column)}
		ds[i].Position = t.At(d.Path, pos)
		if ds[i].Source == "" && t.Lines != nil {
			ds[i].Source = t.Lines(d.Path, int(pos.Line))
		}
	}
	return ds
}

// collect turns what changed pages say around: who is mentioned by whom, which
// findings have which causes.
func (l *Linker) collect(c *change) {
	for _, n := range c.docs {
		if was := c.before[n].out; was != nil {
			l.unsay(n, was)
		}
		if now := l.entries[n].out; now != nil {
			l.say(n, now)
		}
	}
	for _, n := range c.linked {
		l.unsay(n, c.before[n].out)
		l.say(n, l.entries[n].out)
	}
}

// say enters what a page says of others into their lists. It is taken back by unsay with the same
// values when the page changes, which is why lists hold numbers and no pages.
func (l *Linker) say(n number, o *outward) {
	for _, m := range o.mentions {
		l.in.add(m.to, n)
	}
	for _, e := range o.findings {
		l.causes.add(e.page, evidence{n, e.strength})
	}
}

// unsay takes back what a page said of others.
func (l *Linker) unsay(n number, o *outward) {
	for _, m := range o.mentions {
		l.in.remove(m.to, n)
	}
	for _, e := range o.findings {
		l.causes.remove(e.page, evidence{n, e.strength})
	}
}
