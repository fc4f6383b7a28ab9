package site

import (
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"slices"
	"sync"

	"nosology/generator/parallel"
)

// Digest is a hash of what something is made from.
type Digest [sha256.Size]byte

// Common returns a digest of all that the page of any document may show beside
// that document's own text and the sentences in which others mention it: the
// settings, every document's front matter, the places that links may lead to,
// who speaks for which flag, and all of the plain pages, which hold the lists.
func (s *Site) Common() Digest {
	d := newDigester()
	defer d.free()
	for _, name := range slices.Sorted(maps.Keys(s.Tree.Settings)) {
		d.text(name)
		d.bytes(s.Tree.Settings[name])
	}
	fronts := make([]Digest, len(s.byPath))
	parallel.Each(len(fronts), func() func(int) {
		return func(i int) { fronts[i] = s.byPath[i].front() }
	})
	for _, front := range fronts {
		d.buf = append(d.buf, front[:]...)
	}
	for _, f := range s.Flags {
		d.text(f.ID.S)
		for _, p := range f.SpokenBy {
			d.text(p.Path)
		}
	}
	return d.sum()
}

// front is a digest of what pages may show of another.
func (p *Page) front() Digest {
	d := newDigester()
	defer d.free()
	d.text(p.Path)
	d.bytes(p.Front())
	for _, h := range p.Scan.Headings {
		d.text(h.ID)
	}
	for _, c := range p.Scan.Cards {
		d.text(c.Level)
	}
	if d.text(""); p.Kind.Plain {
		d.bytes(p.Body)
	}
	return d.sum()
}

// Digest returns a digest of all that the page shows beside what Common covers. The
// two decide whether a page is made anew: what a page shows has to be in one.
func (p *Page) Digest() Digest {
	d := newDigester()
	defer d.free()
	d.text(p.Path)
	body := sha256.Sum256(p.Body)
	d.buf = append(d.buf, body[:]...)
	for n := range p.in() {
		from := p.site.byNumber[n]
		if i, ok := slices.BinarySearchFunc(from.out.mentions, p.num, byTarget); ok {
			m := from.out.mentions[i]
			d.text(from.Path)
			d.bytes(from.Body[m.sentence.Start:m.sentence.End])
			d.bool(m.written)
		}
	}
	return d.sum()
}

// digester gathers what a digest is of, so that no two different lists come
// out the same: everything is preceded by its length.
type digester struct{ buf []byte }

var digesters = sync.Pool{New: func() any { return new(digester) }}

func newDigester() *digester {
	d := digesters.Get().(*digester)
	d.buf = d.buf[:0]
	return d
}

func (d *digester) free() { digesters.Put(d) }

func (d *digester) bytes(b []byte) {
	d.buf = append(binary.AppendUvarint(d.buf, uint64(len(b))), b...)
}

func (d *digester) text(s string) {
	d.buf = append(binary.AppendUvarint(d.buf, uint64(len(s))), s...)
}

// bool feeds yes or no as words, so that it cannot run into what stands beside it.
func (d *digester) bool(b bool) {
	if b {
		d.text("yes")
	} else {
		d.text("no")
	}
}

func (d *digester) sum() Digest { return sha256.Sum256(d.buf) }
