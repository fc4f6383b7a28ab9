package markdown

import (
	"bytes"
	"encoding/binary"
	"slices"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// step says what to write next. An outline is a body's tree in the form that
// Render reads it: steps in the order of the page, each with numbers behind it,
// and in place of text where it stands in the body. A tree takes ten times the
// room of its body, an outline a tenth; it is kept when the tree is thrown
// away, so that no body is parsed twice.
type step byte

const (
	stepEnd step = iota // ends what the steps of the next group begin

	stepParagraph
	stepTextBlock   // a paragraph without a tag of its own
	stepHeading     // level, index into Body.Headings
	stepList        // 0, or 1 and the first number
	stepItem        //
	stepQuote       //
	stepCard        // span of its level
	stepCallout     // span of its word; then as a card
	stepCardTitle   // of the card just begun
	stepTable       //
	stepHeadRow     //
	stepRow         //
	stepCell        // alignment
	stepTerms       // a list of definitions
	stepTerm        //
	stepDefinition  //
	stepNotes       // the list of footnotes
	stepNote        // its number
	stepCode        // a block of code, of stepLine
	stepHighlighted // span of its language; a block of code, of stepLine
	stepRawBlock    // HTML, of stepText
	stepEmphasis    //
	stepStrong      //
	stepDeleted     //
	stepCodeSpan    // of stepText
	stepLink        // index into Body.Links, whether it holds anything
	stepTask        // 1 if it is done, else 0
	stepOther       // an inline element that says nothing itself

	stepText      // span
	stepSoftText  // the same, with the end of a line behind it
	stepBreakText // with a line break behind it
	stepLastText  // with a line break behind which nothing follows
	stepLine      // padding, span
	stepLower     // span
	stepHigher    // span
	stepRule
	stepFigure   // as stepImage, then the caption
	stepImage    // destination, text
	stepAutoLink // index into Body.Links
	stepAddress  // span
	stepCite     // what follows, number of ids, span of each
	stepNumber   // index into NumberKinds, span
	stepFlag
	stepLiteral  // span
	stepWords    // text
	stepNoteLink // number of the note
	stepNoteBack // number of the note, which of its links
)

// What may follow a group of citations, as bits.
const (
	citesGeneral = 1 << iota
	citesBlank
)

// outliner writes an outline. It goes through the tree in the same order as the
// scanner did, and finds headings and links by counting along with it.
type outliner struct {
	to       []byte
	at       int // end of the last span
	src      []byte
	body     *Body
	heading  int // next of body.Headings
	link     int // next of body.Links
	coloured int // bytes of code that is coloured so far
	buf      bytes.Buffer
}

// outline returns the outline of a tree that body was scanned from.
func (o *outliner) outline(tree ast.Node, src []byte, body *Body) []byte {
	*o = outliner{to: o.to[:0], src: src, body: body, buf: o.buf}
	o.blocks(tree)
	o.src, o.body = nil, nil
	return bytes.Clone(o.to)
}

func (o *outliner) step(s step)  { o.to = append(o.to, byte(s)) }
func (o *outliner) number(n int) { o.to = binary.AppendUvarint(o.to, uint64(n)) }

// span notes where text stands, counted from the end of the last.
func (o *outliner) span(start, stop int) {
	o.to = binary.AppendVarint(o.to, int64(start-o.at))
	o.number(stop - start)
	o.at = stop
}

func (o *outliner) words(s []byte) {
	o.number(len(s))
	o.to = append(o.to, s...)
}

// blocks notes a block's children and its end.
func (o *outliner) blocks(parent ast.Node) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		o.block(c)
	}
	o.step(stepEnd)
}

// block notes a block. What is not listed has nothing that any reader of the outline would ask for.
func (o *outliner) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		o.paragraph(n)
	case *ast.TextBlock:
		o.line(stepTextBlock, n)
	case *ast.Heading:
		o.headingBlock(n)
	case *ast.List:
		o.list(n)
	case *ast.Blockquote:
		o.wrap(stepQuote, n)
	case *card:
		o.card(n)
	case *ast.ThematicBreak:
		o.step(stepRule)
	case *ast.FencedCodeBlock:
		o.fenced(n)
	case *ast.CodeBlock:
		o.step(stepCode)
		o.lines(n)
	case *ast.HTMLBlock:
		o.rawBlock(n)
	case *xast.Table:
		o.table(n)
	case *xast.DefinitionList:
		o.wrap(stepTerms, n)
	case *xast.DefinitionTerm:
		o.line(stepTerm, n)
	case *xast.DefinitionDescription:
		o.wrap(stepDefinition, n)
	case *xast.FootnoteList:
		o.notes(n)
	}
}

func (o *outliner) wrap(s step, n ast.Node) {
	o.step(s)
	o.blocks(n)
}

// line notes a block of inline elements.
func (o *outliner) line(s step, n ast.Node) {
	o.step(s)
	o.inlines(n)
	o.step(stepEnd)
}

// paragraph notes a paragraph, or a figure where a picture with a caption
// stands alone.
func (o *outliner) paragraph(n *ast.Paragraph) {
	if img, ok := n.FirstChild().(*ast.Image); ok && img.NextSibling() == nil && len(img.Title) > 0 {
		o.image(stepFigure, img)
		o.words(img.Title)
		return
	}
	o.line(stepParagraph, n)
}

// headingBlock notes a heading by its place in Body.Headings, which holds its text and id. A first
// heading of level one is the title once more, and left out.
func (o *outliner) headingBlock(n *ast.Heading) {
	if n.Level == 1 && n == leadingTitle(n.OwnerDocument(), o.src) {
		return
	}
	o.step(stepHeading)
	o.number(n.Level)
	o.number(o.headingIndex(n))
	o.inlines(n)
	o.step(stepEnd)
}

// headingIndex finds a heading among those of the body, which come in the same
// order.
func (o *outliner) headingIndex(n *ast.Heading) int {
	all, at := o.body.Headings, lineSpan(n)
	if o.heading >= len(all) || all[o.heading].Span != at {
		o.heading = slices.IndexFunc(all, func(h Heading) bool { return h.Span == at })
	}
	o.heading++
	return o.heading - 1
}

// list notes a list, and of an ordered one the number that it begins with.
func (o *outliner) list(n *ast.List) {
	o.step(stepList)
	if n.IsOrdered() {
		o.number(1)
		o.number(n.Start)
	} else {
		o.number(0)
	}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		o.wrap(stepItem, item)
	}
	o.step(stepEnd)
}

// card notes a card. A title in which there is nothing to read is left out.
func (o *outliner) card(n *card) {
	if isCallout(n.level) {
		o.step(stepCallout)
	} else {
		o.step(stepCard)
	}
	o.span(n.word.Start, n.word.Stop)
	if n.title != nil && (!isCardLevel(n.level) || len(o.plain(n.title)) > 0) {
		o.line(stepCardTitle, n.title)
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		o.block(c)
	}
	o.step(stepEnd)
}

// plain returns the text of a node, good until the next call.
func (o *outliner) plain(n ast.Node) []byte {
	o.buf.Reset()
	w := textWriter{buf: &o.buf, in: o.body.in}
	inlineText(&w, o.src, n)
	return o.buf.Bytes()
}

// fenced notes a block of code, and its language if it is to be coloured.
func (o *outliner) fenced(n *ast.FencedCodeBlock) {
	size := colourable(n, o.src)
	if size == 0 || o.coloured+size > maxColouredBody {
		o.step(stepCode)
	} else {
		o.coloured += size
		at := n.Info.Segment.Start
		o.step(stepHighlighted)
		o.span(at, at+len(n.Language(o.src)))
	}
	o.lines(n)
}

// lines notes the lines of code. What goldmark would pad them with is noted as a number, since the
// outline leads into the source and holds no text of its own.
func (o *outliner) lines(n ast.Node) {
	for i := range n.Lines().Len() {
		at := n.Lines().At(i)
		o.step(stepLine)
		padding := at.Padding * 2
		if at.ForceNewline {
			padding++
		}
		o.number(padding)
		o.span(at.Start, at.Stop)
	}
	o.step(stepEnd)
}

// rawBlock notes a block of HTML, which readers get to see as text: HTML in content is a mistake,
// and told of as such.
func (o *outliner) rawBlock(n *ast.HTMLBlock) {
	o.step(stepRawBlock)
	for i := range n.Lines().Len() {
		o.piece(stepText, n.Lines().At(i))
	}
	if n.HasClosure() {
		o.piece(stepText, n.ClosureLine)
	}
	o.step(stepEnd)
}

// piece notes a step and where its text stands.
func (o *outliner) piece(s step, at text.Segment) {
	o.step(s)
	o.span(at.Start, at.Stop)
}

// table notes a table row by row; the alignment stands with each cell, so that a writer needs no
// look back at the head.
func (o *outliner) table(n *xast.Table) {
	o.step(stepTable)
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if row.Kind() == xast.KindTableHeader {
			o.step(stepHeadRow)
		} else {
			o.step(stepRow)
		}
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			o.step(stepCell)
			o.number(int(c.(*xast.TableCell).Alignment))
			o.inlines(c)
			o.step(stepEnd)
		}
		o.step(stepEnd)
	}
	o.step(stepEnd)
}

// notes notes the footnotes. The ways back to the text come last in each.
func (o *outliner) notes(n *xast.FootnoteList) {
	o.step(stepNotes)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		o.step(stepNote)
		o.number(c.(*xast.Footnote).Index)
		for b := c.FirstChild(); b != nil; b = b.NextSibling() {
			o.block(b)
		}
		for b := c.FirstChild(); b != nil; b = b.NextSibling() {
			if back, ok := b.(*xast.FootnoteBacklink); ok {
				o.noteBack(back)
			}
		}
		o.step(stepEnd)
	}
	o.step(stepEnd)
}

func (o *outliner) noteBack(n *xast.FootnoteBacklink) {
	o.step(stepNoteBack)
	o.number(n.Index)
	o.number(n.RefIndex)
}

// outlineReader reads an outline from its beginning to its end. A copy of it is a
// place to come back to. It trusts what it reads: an outline comes from Scan, or
// from a Store that has checked its sum.
type outlineReader struct {
	left []byte
	at   int // end of the last span
}

func (o *outlineReader) step() step {
	s := step(o.left[0])
	o.left = o.left[1:]
	return s
}

// peek returns the next step without reading it.
func (o *outlineReader) peek() step { return step(o.left[0]) }

// next reads the next step if it is s.
func (o *outlineReader) next(s step) bool {
	if o.peek() != s {
		return false
	}
	o.left = o.left[1:]
	return true
}

func (o *outlineReader) number() int {
	n, size := binary.Uvarint(o.left)
	o.left = o.left[size:]
	return int(n)
}

// span reads a piece of the source. Spans are noted by their distance from the one before, which
// mostly fits into a byte.
func (o *outlineReader) span() Span {
	skip, size := binary.Varint(o.left)
	o.left = o.left[size:]
	start := o.at + int(skip)
	o.at = start + o.number()
	return Span{int32(start), int32(o.at)}
}

func (o *outlineReader) words() []byte {
	n := o.number()
	s := o.left[:n]
	o.left = o.left[n:]
	return s
}

// lineSegment reads a line of code as goldmark has it.
func (o *outlineReader) lineSegment() text.Segment {
	padding, at := o.number(), o.span()
	line := text.NewSegmentPadding(int(at.Start), int(at.End), padding/2)
	line.ForceNewline = padding%2 == 1
	return line
}
