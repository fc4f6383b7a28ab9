package markdown

import (
	"slices"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
)

// inlines notes a node's inline children.
func (o *outliner) inlines(parent ast.Node) {
	for c := parent.FirstChild(); c != nil; {
		switch n := c.(type) {
		case *ast.Text:
			o.text(n)
		case *citation:
			c = o.citations(n)
			continue
		default:
			o.inline(c)
		}
		c = c.NextSibling()
	}
}

// text notes a run of text with how its line ends. A hard break at the end of a block breaks
// nothing, and is a step of its own.
func (o *outliner) text(t *ast.Text) {
	s := stepText
	switch {
	case t.HardLineBreak() && t.NextSibling() != nil:
		s = stepBreakText
	case t.HardLineBreak():
		s = stepLastText
	case t.SoftLineBreak():
		s = stepSoftText
	}
	o.piece(s, t.Segment)
}

// inline notes what stands within a line: first what every Markdown has, then what is ours.
func (o *outliner) inline(c ast.Node) {
	switch n := c.(type) {
	case *ast.Emphasis:
		if n.Level == 2 {
			o.line(stepStrong, n)
		} else {
			o.line(stepEmphasis, n)
		}
	case *xast.Strikethrough:
		o.line(stepDeleted, n)
	case *ast.CodeSpan:
		o.codeSpan(n)
	case *ast.Link:
		o.step(stepLink)
		dest := destination(n.Destination)
		o.number(o.linkIndex(func(l *Link) bool { return l.Dest == dest }))
		o.number(min(n.ChildCount(), 1))
		o.inlines(n)
		o.step(stepEnd)
	case *ast.AutoLink:
		o.autoLink(n)
	case *ast.Image:
		o.image(stepImage, n)
	case *ast.RawHTML:
		if isBreak(n, o.src) {
			o.lineBreak(n)
			return
		}
		for i := range n.Segments.Len() {
			o.piece(stepLiteral, n.Segments.At(i))
		}
	case *xast.FootnoteLink:
		o.step(stepNoteLink)
		o.number(n.Index)
	case *xast.FootnoteBacklink:
		o.noteBack(n)
	case *ast.String:
		o.step(stepWords)
		o.words(n.Value)
	default:
		o.ownInline(c)
	}
}

// autoLink notes an address that stands in the text as it is. Within a link it is
// a part of that link's text: HTML has no links within links.
func (o *outliner) autoLink(n *ast.AutoLink) {
	if isWithinLink(n) { // its address is the link's text, or part of it
		at := autoSpan(n, o.src)
		o.step(stepAddress)
		o.span(int(at.Start), int(at.End))
		return
	}
	o.step(stepAutoLink)
	dest, label := autoDestination(n, o.src), autoLabel(n, o.src)
	o.number(o.linkIndex(func(l *Link) bool { return l.Dest == dest && l.Text == label }))
}

// ownInline notes marks that are ours. A mistake is noted as the text that it stands for: it was
// reported, and a preview shows what was written.
func (o *outliner) ownInline(c ast.Node) {
	switch n := c.(type) {
	case *number:
		o.step(stepNumber)
		o.number(slices.Index(byName.numberKinds, n.kind))
		o.span(n.seg.Start, n.seg.Stop)
	case *flagMarker, *ownID:
		o.step(stepFlag)
	case *task:
		o.step(stepTask)
		o.number(boolean(n.done))
	case *script:
		o.script(n)
	case *mistake:
		o.piece(stepLiteral, n.seg)
	default:
		o.line(stepOther, n)
	}
}

// lineBreak notes a line break of HTML, as one behind an empty text.
func (o *outliner) lineBreak(n *ast.RawHTML) {
	s, at := stepBreakText, n.Segments.At(0).Start
	if n.NextSibling() == nil {
		s = stepLastText
	}
	o.step(s)
	o.span(at, at)
}

func (o *outliner) script(n *script) {
	if n.higher {
		o.piece(stepHigher, n.seg)
	} else {
		o.piece(stepLower, n.seg)
	}
}

func boolean(is bool) int {
	if is {
		return 1
	}
	return 0
}

// codeSpan notes code within a line: a piece for each line that it goes over.
func (o *outliner) codeSpan(n *ast.CodeSpan) {
	o.step(stepCodeSpan)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			o.piece(stepText, t.Segment)
		}
	}
	o.step(stepEnd)
}

// linkIndex finds a link among those of the body, which come in the same order.
// Should the next one be another, all are searched; the caller knows that there
// is one.
func (o *outliner) linkIndex(is func(*Link) bool) int {
	all := o.body.Links
	if o.link >= len(all) || !is(&all[o.link]) {
		o.link = slices.IndexFunc(all, func(l Link) bool { return is(&l) })
	}
	o.link++
	return o.link - 1
}

func (o *outliner) image(s step, n *ast.Image) {
	o.step(s)
	o.words([]byte(destination(n.Destination)))
	o.words(o.plain(n))
}

// citations notes a citation and those that stand beside it, as one group, and
// returns the node behind them. White space between them is passed over; that
// behind the last is noted, since the mark takes up that before it.
func (o *outliner) citations(first *citation) ast.Node {
	var after, count int
	var c ast.Node = first
	for ; c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok && isBlank(t.Segment.Value(o.src)) && !t.HardLineBreak() {
			after |= citesBlank
			continue
		}
		cited, ok := c.(*citation)
		if !ok {
			break
		}
		after &^= citesBlank
		if string(cited.id) == general {
			after |= citesGeneral
		} else {
			count++
		}
	}
	o.step(stepCite)
	o.number(after)
	o.number(count)
	for n := ast.Node(first); n != c; n = n.NextSibling() {
		if cited, ok := n.(*citation); ok && string(cited.id) != general {
			o.span(cited.seg.Start+len("[@"), cited.seg.Stop-len("]"))
		}
	}
	return c
}
