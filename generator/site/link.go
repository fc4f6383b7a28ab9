package site

import (
	"bytes"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/markdown"
	"nosology/generator/rules"
)

// Link links a tree. asOf decides what is scheduled or overdue. Diagnostics are
// all of the authors' mistakes that need more than one document to be seen;
// with errors among them the Site must not be published.
func Link(t *content.Tree, asOf time.Time) (*Site, []diag.Diagnostic) {
	return NewLinker().Update(t, asOf)
}

// Linker links a content folder again and again, at a cost in proportion to
// what changed. It works on numbers in place of pages, so that what a page says
// of another stays true when that one changes; a Site is a snapshot of them.
type Linker struct {
	// Drafts takes drafts and scheduled documents into the site.
	Drafts bool

	tree    *content.Tree
	asOf    time.Time
	round   int      // calls so far
	docs    []number // of tree.Docs
	numbers map[string]number
	entries []entry // by number
	lexicon *lexicon
	// disputed holds the names that have no one owner.
	disputed map[*node]bool
	in       lists[number]
	causes   lists[evidence] // by finding
	orders   orders
	checker  checker
}

// entry is what a Linker knows of one document.
type entry struct {
	doc       *content.Document // nil: there is no such file
	round     int               // the last call that saw it
	published bool

	// Of published documents only:
	scan     *markdown.Body
	words    signature
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
	return &Linker{numbers: map[string]number{}, lexicon: newLexicon(), disputed: map[*node]bool{}}
}

// Update links a tree as Link does. It looks anew only at documents whose
// pointer is not the one of the last call, and at what depends on them.
// Sites that were returned before stay as they are. One call at a time.
func (l *Linker) Update(t *content.Tree, asOf time.Time) (*Site, []diag.Diagnostic) {
	if l.tree != nil && (t.Site != l.tree.Site || !slices.Equal(t.Sources, l.tree.Sources)) {
		l.forget()
	}
	c := l.compare(t, asOf)
	l.scan(c.rescan)
	l.speak(c.touched())
	l.collect(c)
	l.check(c)
	s := l.snapshot(c)
	ds := l.diagnostics(s)
	return s, ds
}

// forget begins anew. Settings and sources may bear on every page.
func (l *Linker) forget() {
	drafts := l.Drafts
	*l = *NewLinker()
	l.Drafts = drafts
}

// change is what differs from the last call.
type change struct {
	docs   []number // came, went, or were edited
	rescan []number // of those, the ones whose body is to be read
	listed bool     // some file came or went
	linked []number // pages whose text may hold a name that came or went
	before map[number]entry
}

// touched returns the pages whose links must be found anew.
func (c *change) touched() []number { return append(slices.Clone(c.rescan), c.linked...) }

// compare finds what changed, and brings numbers and names up to date. Of
// documents that claim the same id, which is reported elsewhere, the first is
// taken.
func (l *Linker) compare(t *content.Tree, asOf time.Time) *change {
	c := &change{before: map[number]entry{}}
	last, lastNumbers := l.tree, l.docs
	l.tree, l.asOf, l.docs = t, asOf, make([]number, 0, len(t.Docs))
	l.round++
	i := 0
	for _, d := range t.Docs {
		for i < len(lastNumbers) && last.Docs[i].Path < d.Path {
			i++
			c.listed = true
		}
		var n number
		if i < len(lastNumbers) && last.Docs[i].Path == d.Path {
			n = lastNumbers[i]
			i++
		} else {
			n = l.number(d.Path)
			c.listed = true
		}
		l.docs = append(l.docs, n)
		if l.entries[n].round != l.round {
			l.entries[n].round = l.round
			l.replace(c, n, d)
		}
	}
	c.listed = c.listed || i < len(lastNumbers)
	for _, n := range lastNumbers {
		if l.entries[n].round != l.round {
			l.entries[n].round = l.round
			l.replace(c, n, nil)
		}
	}
	l.rename(c)
	return c
}

// number returns the number of a path.
func (l *Linker) number(path string) number {
	short := key([]byte(path))
	n, ok := l.numbers[string(short)]
	if !ok {
		n = number(len(l.entries))
		l.numbers[string(short)] = n
		l.entries = append(l.entries, entry{})
		l.in.grow(len(l.entries))
		l.causes.grow(len(l.entries))
	}
	return n
}

// key leaves out the folders between a kind's folder and a file: a document's
// id is its file name alone.
func key(path []byte) []byte {
	first, last := bytes.IndexByte(path, '/'), bytes.LastIndexByte(path, '/')
	if first == last {
		return path
	}
	return slices.Concat(path[:first], path[last:])
}

// replace sets a number's document, and notes it if that changes anything.
func (l *Linker) replace(c *change, n number, d *content.Document) {
	e := &l.entries[n]
	published := d != nil && l.isPublished(d)
	if e.doc == d && e.published == published {
		return
	}
	c.docs = append(c.docs, n)
	c.before[n] = *e
	*e = entry{doc: d, round: e.round, published: published}
	if published {
		e.names = namesOf(d)
		c.rescan = append(c.rescan, n)
	}
}

func (l *Linker) isPublished(d *content.Document) bool {
	return l.Drafts || !d.Draft && !d.Publish.After(l.asOf)
}

// manyNames is the number of changed names from which it is cheaper to match
// every page anew than to ask each for each name.
const manyNames = 200

// rename brings the lexicon up to date and finds the pages that are concerned.
func (l *Linker) rename(c *change) {
	var changed []*name
	for _, n := range c.docs {
		before, now := c.before[n].names, l.entries[n].names
		for i := range before {
			l.contest(l.lexicon.remove(n, &before[i]))
		}
		for i := range now {
			l.contest(l.lexicon.add(n, &now[i]))
		}
		changed = append(changed, differing(before, now)...)
		changed = append(changed, differing(now, before)...)
	}
	if len(changed) == 0 || len(c.rescan) == len(l.docs) {
		return
	}
	for _, n := range l.docs {
		e := &l.entries[n]
		if _, noted := c.before[n]; noted || e.out == nil { // to be read anyway, or not published
			continue
		}
		if len(changed) > manyNames || slices.ContainsFunc(changed, e.words.hasAll) {
			c.linked = append(c.linked, n)
			c.before[n] = *e
		}
	}
}

// contest notes whether a name has one owner.
func (l *Linker) contest(n *node) {
	if len(n.rivals()) > 0 {
		l.disputed[n] = true
	} else {
		delete(l.disputed, n)
	}
}

// differing returns the names in a that are not in b.
func differing(a, b []name) []*name {
	var only []*name
	for i := range a {
		same := func(n name) bool { return n.text == a[i].text && n.aside == a[i].aside }
		if !slices.ContainsFunc(b, same) {
			only = append(only, &a[i])
		}
	}
	return only
}

// scan reads bodies, in parallel.
func (l *Linker) scan(pages []number) {
	parallel(len(pages), func() func(int) {
		return func(i int) { l.entries[pages[i]].read(l.tree) }
	})
}

func (e *entry) read(t *content.Tree) {
	scan, ds := markdown.Scan(e.doc.Body)
	e.scan = scan
	e.own = inFile(t, e.doc, ds)
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

// parallel calls do for every index below n, on as many goroutines as there
// are processors. Each goroutine has a do of its own.
func parallel(n int, newDo func() func(int)) {
	const few = 4
	if n <= few {
		do := newDo()
		for i := range n {
			do(i)
		}
		return
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			do := newDo()
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				do(int(i))
			}
		})
	}
	wg.Wait()
}

// lists holds a list for every number. Lists that a Site holds are copied
// before they are changed.
type lists[T comparable] struct {
	of   [][]T
	mine map[number]bool // changed since the last snapshot
}

func (l *lists[T]) grow(n int) {
	for len(l.of) < n {
		l.of = append(l.of, nil)
	}
}

// edit returns a list that may be changed in place.
func (l *lists[T]) edit(n number) *[]T {
	if !l.mine[n] {
		if l.mine == nil {
			l.mine = map[number]bool{}
		}
		l.mine[n] = true
		l.of[n] = slices.Clone(l.of[n])
	}
	return &l.of[n]
}

func (l *lists[T]) add(n number, v T) {
	list := l.edit(n)
	*list = append(*list, v)
}

func (l *lists[T]) remove(n number, v T) {
	list := l.edit(n)
	if i := slices.Index(*list, v); i >= 0 {
		(*list)[i] = (*list)[len(*list)-1]
		*list = (*list)[:len(*list)-1]
	}
}

// snapshot returns the lists as they are now.
func (l *lists[T]) snapshot() [][]T {
	l.mine = nil
	return slices.Clone(l.of)
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

func (l *Linker) say(n number, o *outward) {
	for _, m := range o.mentions {
		l.in.add(m.to, n)
	}
	for _, e := range o.findings {
		l.causes.add(e.page, evidence{n, e.strength})
	}
}

func (l *Linker) unsay(n number, o *outward) {
	for _, m := range o.mentions {
		l.in.remove(m.to, n)
	}
	for _, e := range o.findings {
		l.causes.remove(e.page, evidence{n, e.strength})
	}
}

func strengthOf(t content.Text) rules.Strength {
	s, _ := rules.ParseStrength(t.S)
	return s
}
