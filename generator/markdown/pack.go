package markdown

import (
	"encoding/binary"
	"errors"
)

// appendBody appends a body in the form that unpack reads. The text itself is
// not in it, but for the texts of headings, links, pictures and bullets. Whoever
// changes the form need not mark it: the store's header names the program.
func appendBody(to []byte, b *Body) []byte {
	p := packer{to: to}
	p.count(len(b.Headings))
	for i := range b.Headings {
		h := &b.Headings[i]
		p.count(h.Level)
		p.texts(h.Text, h.ID)
		p.span(h.Span)
	}
	p.count(len(b.Links))
	for i := range b.Links {
		l := &b.Links[i]
		p.texts(l.Dest, l.Text, l.Card)
		p.count(int(l.Sentence) + 1)
		p.span(l.Span)
	}
	p.count(len(b.Images))
	for i := range b.Images {
		p.texts(b.Images[i].Dest, b.Images[i].Alt)
		p.span(b.Images[i].Span)
	}
	p.count(len(b.Citations))
	for i := range b.Citations {
		c := &b.Citations[i]
		p.texts(c.ID, c.Card)
		p.count(int(c.Section) + 1)
		p.span(c.Span)
	}
	p.cards(b.Cards)
	p.cards(b.Lists)
	p.count(len(b.Prose))
	for _, s := range b.Prose {
		p.span(s)
	}
	p.count(len(b.Sentences))
	for i := range b.Sentences {
		p.span(b.Sentences[i].Span)
		p.count(int(b.Sentences[i].Words))
		p.flag(b.Sentences[i].Cell)
	}
	p.count(b.Words)
	p.flag(b.Code)
	p.texts(string(b.outline))
	return p.to
}

// packer writes numbers as varints, and a span by its distance from the last.
// Most take a byte or two.
type packer struct {
	to []byte
	at int32
}

func (p *packer) count(n int) { p.to = binary.AppendUvarint(p.to, uint64(n)) }

func (p *packer) flag(is bool) {
	if is {
		p.count(1)
	} else {
		p.count(0)
	}
}

func (p *packer) texts(texts ...string) {
	for _, s := range texts {
		p.count(len(s))
		p.to = append(p.to, s...)
	}
}

func (p *packer) span(s Span) {
	p.to = binary.AppendVarint(p.to, int64(s.Start-p.at))
	p.to = binary.AppendVarint(p.to, int64(s.End-s.Start))
	p.at = s.End
}

// cards packs the cards of a body. A bullet's flags and their conditions are parallel, so one count
// serves both.
func (p *packer) cards(cards []Card) {
	p.count(len(cards))
	for i := range cards {
		p.texts(cards[i].Level, cards[i].ID, cards[i].Title)
		p.span(cards[i].Span)
		p.count(len(cards[i].Bullets))
		for _, b := range cards[i].Bullets {
			p.texts(b.Text)
			p.span(b.Span)
			p.count(len(b.Flags))
			p.texts(b.Flags...)
			p.texts(b.When...)
		}
	}
}

// unpack reads what appendBody wrote. The body's strings are parts of data.
func unpack(data string) (*Body, error) {
	u := unpacker{left: data}
	b := &Body{}
	b.Headings = many(&u, func(h *Heading) {
		h.Level, h.Text, h.ID, h.Span = u.count(), u.text(), u.text(), u.span()
	})
	b.Links = many(&u, func(l *Link) {
		l.Dest, l.Text, l.Card, l.Sentence, l.Span = u.text(), u.text(), u.text(), int32(u.count()-1), u.span()
	})
	b.Images = many(&u, func(i *Image) { i.Dest, i.Alt, i.Span = u.text(), u.text(), u.span() })
	b.Citations = many(&u, func(c *Citation) {
		c.ID, c.Card, c.Section, c.Span = u.text(), u.text(), int32(u.count()-1), u.span()
	})
	b.Cards, b.Lists = u.cards(), u.cards()
	b.Prose = many(&u, func(s *Span) { *s = u.span() })
	b.Sentences = many(&u, func(s *Sentence) { s.Span, s.Words, s.Cell = u.span(), int32(u.count()), u.count() == 1 })
	b.Words, b.Code = u.count(), u.count() == 1
	b.outline = []byte(u.text())
	if u.failed || u.left != "" {
		return nil, errors.New("not a packed body")
	}
	return b, nil
}

// unpacker reads what a packer wrote. Once it has failed, all it reads is zero.
type unpacker struct {
	left   string
	at     int32
	failed bool
}

// uvarint is binary.Uvarint for a string.
func (u *unpacker) uvarint() (n uint64) {
	for i := 0; i < len(u.left) && i < binary.MaxVarintLen64; i++ {
		c := u.left[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			u.left = u.left[i+1:]
			return n
		}
	}
	u.left, u.failed = "", true
	return 0
}

func (u *unpacker) count() int { return int(u.uvarint()) }

func (u *unpacker) varint() int32 {
	n := u.uvarint()
	return int32(n>>1) ^ -int32(n&1)
}

// text reads a text, as a piece of the store, without a copy. A length that leads beyond its end
// marks the store as damaged.
func (u *unpacker) text() string {
	n := u.uvarint()
	if n > uint64(len(u.left)) {
		u.left, u.failed = "", true
		return ""
	}
	s := u.left[:n]
	u.left = u.left[n:]
	return s
}

func (u *unpacker) span() Span {
	start := u.at + u.varint()
	u.at = start + u.varint()
	return Span{start, u.at}
}

// many reads a list. Each of its elements takes at least one byte, so a damaged
// length cannot ask for more memory than the file has bytes. None is nil, as Scan
// has it.
func many[T any](u *unpacker, read func(*T)) []T {
	n := u.uvarint()
	if n == 0 {
		return nil
	}
	if n > uint64(len(u.left)) {
		u.left, u.failed = "", true
		return nil
	}
	list := make([]T, n)
	for i := range list {
		read(&list[i])
	}
	return list
}

// cards is the reverse of packer.cards, field by field in the same order.
func (u *unpacker) cards() []Card {
	return many(u, func(c *Card) {
		c.Level, c.ID, c.Title, c.Span = u.text(), u.text(), u.text(), u.span()
		c.Bullets = many(u, func(b *Bullet) {
			b.Text, b.Span = u.text(), u.span()
			b.Flags = many(u, func(f *string) { *f = u.text() })
			if len(b.Flags) > 0 {
				b.When = make([]string, len(b.Flags))
			}
			for i := range b.When {
				b.When[i] = u.text()
			}
		})
	})
}
