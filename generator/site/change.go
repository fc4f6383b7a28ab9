package site

import (
	"bytes"
	"slices"
	"time"

	"nosology/generator/content"
)

// change is what differs from the last call. No page is in both rescan and linked.
type change struct {
	docs   []number         // came, went, or were edited
	rescan []number         // of those, the ones whose body is to be read
	listed bool             // some file came or went
	linked []number         // pages whose text may hold a name that came or went
	before map[number]entry // what the Linker knew of docs and linked
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

// replace sets a number's document, nil if the file is gone, and notes it if that
// changes anything. A document whose day of publication has come is such a change.
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
	return d.Built(l.Drafts, l.asOf)
}

// manyNames is the number of changed names from which it is cheaper to match
// every page anew than to ask each for each name.
const manyNames = 200

// rename brings the lexicon up to date and finds the pages that are concerned: all
// whose text may hold a name that came or went. A page's Bloom filter says so without
// reading it, rightly if it says no.
func (l *Linker) rename(c *change) {
	var changed []*name
	for _, n := range c.docs {
		before, now := c.before[n].names, l.entries[n].names
		for i := range before {
			l.noteShared(l.lexicon.remove(n, &before[i]))
		}
		for i := range now {
			l.noteShared(l.lexicon.add(n, &now[i]))
		}
		changed = append(changed, differing(before, now)...)
		changed = append(changed, differing(now, before)...)
	}
	if len(changed) > 0 {
		l.glossary = nil
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

// noteShared notes whether a name belongs to several documents.
func (l *Linker) noteShared(n *node) {
	if len(n.rivals()) > 0 {
		l.shared[n] = true
	} else {
		delete(l.shared, n)
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
