package site

import (
	"slices"

	"nosology/generator/content"
)

// Keys that site.yaml declares may name documents by their ids. They lead both
// ways: from the page that has the key, and back from those that it names.

// ownRef joins two pages by such a key: this is the one at the other end.
type ownRef struct {
	key   *content.OwnKey
	other number
}

// Naming is the pages of one kind that name a page with one key.
type Naming struct {
	Key   *content.OwnKey
	Kind  *content.Kind
	Pages []*Page // by title
}

// named returns whom pages name with keys of the site's own, and by whom they are named.
func (l *Linker) named() (names, by map[number][]ownRef) {
	names, by = map[number][]ownRef{}, map[number][]ownRef{}
	for _, n := range l.docs {
		e := &l.entries[n]
		if !e.published {
			continue
		}
		for _, o := range e.doc.Own {
			for _, to := range l.refsOf(o) {
				if l.entries[to].published {
					names[n] = append(names[n], ownRef{o.OwnKey, to})
					by[to] = append(by[to], ownRef{o.OwnKey, n})
				}
			}
		}
	}
	return names, by
}

// refsOf are the documents that an own key names; none if it holds other values.
func (l *Linker) refsOf(o content.OwnValue) (to []number) {
	k := l.tree.In(o.Holds.S)
	if k == nil || len(o.OneOf) > 0 {
		return nil
	}
	for _, id := range o.Values {
		if n, ok := l.numbers[string(key([]byte(k.Folder+"/"+id.S+".md")))]; ok {
			to = append(to, n)
		}
	}
	return to
}

// NamedBy returns the pages that name this one with keys of the site's own, by
// key and kind, in the order of the site's kinds.
func (p *Page) NamedBy() (all []Naming) {
	for _, k := range p.site.Kinds {
		for _, key := range p.site.Own[k] {
			n := Naming{Key: key, Kind: k}
			for _, ref := range p.site.namedBy[p.num] {
				if from := p.site.byNumber[ref.other]; ref.key == key && from.Kind == k {
					n.Pages = append(n.Pages, from)
				}
			}
			if len(n.Pages) > 0 {
				slices.SortFunc(n.Pages, byTitle)
				all = append(all, n)
			}
		}
	}
	return all
}

// Names returns the published pages that an own key of this page names, in the
// order in which it does.
func (p *Page) Names(key *content.OwnKey) (pages []*Page) {
	for _, ref := range p.site.names[p.num] {
		if ref.key == key {
			pages = append(pages, p.site.byNumber[ref.other])
		}
	}
	return pages
}
