package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"nosology/generator/diag"
)

// callout reads a callout, or text that can be folded away, which is running
// text like any other.
func (s *scanner) callout(n *card) {
	switch {
	case n.level == details && n.title == nil:
		s.errorAt(n.word.Start, "bad-card", "it is not said what is folded away here", "write it behind the mark: > [!details] How it was counted")
	case n.FirstChild() == nil || n.FirstChild() == n.LastChild() && n.title != nil:
		s.errorAt(n.word.Start, "bad-card", "the box is empty", "write lines that begin with >")
	}
	if n.level == video {
		s.video(n)
	}
	outer := s.box
	s.box = n.level
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if title, ok := c.(*cardTitle); ok {
			s.head(title)
			continue
		}
		s.block(c)
	}
	s.box = outer
}

// boxedNumber tells of a number to call within a callout, where no rule knows
// of it and readers may not see that it is meant for now.
func (s *scanner) boxedNumber(n *number) {
	switch {
	case s.box == details:
		s.errorAt(n.seg.Start, "bad-card", "a number to call is folded away here", "say it in a care card: > [!emergency] and its title, and > - before each line of it")
	case s.box != "" && n.kind != "crisis-lines":
		s.report(n.seg.Start, diag.Warning, "bad-card", "when to call is said in a care card, which readers know and which is checked against the rules", "write > [!emergency] or > [!urgent], and > - before each line of it")
	}
}

// cardBlock reads a care card or a list of what to do or not to do.
func (s *scanner) cardBlock(n *card) {
	switch {
	case !isCardLevel(n.level):
		s.errorAt(n.word.Start, "bad-card", "unknown card "+quote(n.level), oneOf(n.level, boxes()))
	case n.Parent().Kind() != ast.KindDocument:
		s.errorAt(n.word.Start, "bad-card", "a card stands by itself, not within a list, a quotation or another card", "put an empty line before it and do not indent it")
	}
	found := Card{Level: n.level, Span: Span{int32(n.word.Start), int32(n.word.Stop)}}
	cards := &s.body.Cards
	if isList(n.level) {
		cards = &s.body.Lists
	}
	index := len(*cards)
	if isCardLevel(n.level) {
		found.ID = s.cardID(n.level)
		*cards = append(*cards, found)
	}
	outerCard, outerProse := s.card, s.noProse
	s.card = n.level
	s.noProse = outerProse || !isList(n.level)
	lists := 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *cardTitle:
			found.Title = s.plain(c)
			s.head(c)
			found.Span.End = lineSpan(c).End
		case *ast.List:
			lists++
			s.bullets(c, &found)
		default:
			s.block(c)
			found.Span.End = max(found.Span.End, lineSpan(c).End)
		}
	}
	s.card, s.noProse = outerCard, outerProse
	switch {
	case !isCardLevel(n.level):
		return
	case isList(n.level) && lists == 0:
		s.errorAt(n.word.Start, "bad-card", "a list of what to "+strings.ReplaceAll(n.level, "-", " ")+" has no bullets", "write lines that begin with > -")
	case n.FirstChild() == nil || n.FirstChild() == n.LastChild() && n.title != nil:
		s.errorAt(n.word.Start, "bad-card", "the card is empty", "write lines that begin with > -")
	}
	(*cards)[index] = found
}

// cardID returns the id of the next card of a level.
func (s *scanner) cardID(level string) string {
	id := level
	if !isList(level) {
		id = "care-" + level
	}
	s.cards[level]++
	return numbered(id, s.cards[level])
}

// bullets reads a list of a card.
func (s *scanner) bullets(list *ast.List, to *Card) {
	s.listed(list)
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		b := Bullet{}
		if first := item.FirstChild(); first != nil {
			b.Text = s.plain(first)
			b.Span = lineSpan(first)
		}
		outer := s.bullet
		if !isList(to.Level) {
			s.bullet = &b
		}
		s.blocks(item)
		s.bullet = outer
		to.Bullets = append(to.Bullets, b)
		to.Span.End = max(to.Span.End, b.Span.End)
	}
}
