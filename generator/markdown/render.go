package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"sync"

	xast "github.com/yuin/goldmark/extension/ast"
)

// Render writes the HTML of a body that was scanned from src, compact: no white
// space that does not show. Whatever src holds, nothing but known elements and
// attributes comes out, and every id once. It returns where parts of the page
// begin and end in what it wrote.
func (b *Body) Render(w *bytes.Buffer, src []byte, r *Refs) Parts {
	h := renderers.Get().(*htmlWriter)
	defer renderers.Put(h)
	h.reset(w, src, b, r)
	parts := h.parts()
	h.release()
	return parts
}

// parts writes all blocks and notes where parts begin and end.
func (h *htmlWriter) parts() (parts Parts) {
	from, onlyCards := h.buf.Len(), true
	for s := h.step(); s != stepEnd; s = h.step() {
		at := h.buf.Len() - from
		h.block(s)
		h.begun = true
		if s == stepCard && onlyCards && h.wroteCare {
			parts.Cards = h.buf.Len() - from
			continue
		}
		onlyCards = false
		if s == stepHeading && h.level == h.first() {
			parts.Sections = append(parts.Sections, at)
		}
	}
	return parts
}

var renderers = sync.Pool{New: func() any { return new(htmlWriter) }}

// htmlWriter reads a body's outline and writes it. goldmark's own renderer is
// left out: its output would have to be minified again.
type htmlWriter struct {
	textWriter
	outlineReader
	src  []byte
	body *Body
	refs *Refs

	auto      int    // next of refs.Auto
	opened    int32  // end of the automatic link that is open, or 0
	shown     string // what it shows, if it is a button
	inLink    bool
	cites     []int  // how often each source was cited so far, by number
	last      cited  // the last group of citations in this line
	nextCard  int    // next of body.Cards
	nextList  int    // next of body.Lists
	wroteCare bool   // the last card was a care card
	tables    int    // so far; the number of the next is one more
	level     int    // rendered level of the last heading; one above the first if there was none
	topic     string // text of the last heading, for labels of tables
	notes     []int  // how often each note was referred to so far, by number
	begun     bool   // a block of the page stands already
}

// reset begins another body with the memory of the last one.
func (h *htmlWriter) reset(w *bytes.Buffer, src []byte, b *Body, r *Refs) {
	if r == nil {
		r = &Refs{}
	}
	*h = htmlWriter{
		textWriter: textWriter{buf: w, html: true, in: b.in}, outlineReader: outlineReader{left: b.outline},
		src: src, body: b, refs: r,
		cites: h.cites[:0], notes: h.notes[:0],
	}
	h.level = h.first() - 1
}

// release drops what belongs to the caller.
func (h *htmlWriter) release() {
	h.buf, h.left, h.src, h.body, h.refs, h.topic = nil, nil, nil, nil, nil, ""
}

// first is the level that "##" becomes.
func (h *htmlWriter) first() int {
	if h.refs.FirstHeading == 0 {
		return 2
	}
	return h.refs.FirstHeading
}

func (h *htmlWriter) out(parts ...string) {
	for _, p := range parts {
		h.buf.WriteString(p)
	}
}

// textAt is the text of a span that comes next in the outline.
func (h *htmlWriter) textAt() []byte {
	at := h.span()
	return h.src[at.Start:at.End]
}

// blocks writes blocks up to an end.
func (h *htmlWriter) blocks() {
	for s := h.step(); s != stepEnd; s = h.step() {
		h.block(s)
	}
}

// block writes a block by its step; a step that is not here was noted within a line, and has no
// block of its own.
func (h *htmlWriter) block(s step) {
	switch s {
	case stepParagraph:
		h.paragraph()
	case stepTextBlock:
		h.line()
	case stepHeading:
		h.heading()
	case stepList:
		h.list("")
	case stepQuote:
		h.wrap("blockquote")
	case stepCard:
		h.card()
	case stepCallout:
		h.callout(strings.ToLower(string(h.textAt())))
	case stepRule:
		h.out("<hr>")
	case stepHighlighted:
		h.highlighted()
	case stepCode:
		h.codeBlock()
	case stepRawBlock:
		h.rawBlock()
	case stepTable:
		h.table()
	case stepTerms:
		h.wrap("dl")
	case stepTerm:
		h.out("<dt>")
		h.line()
		h.out("</dt>")
	case stepDefinition:
		h.wrap("dd")
	case stepNotes:
		h.footnotes()
	case stepFigure:
		h.figure()
	}
}

func (h *htmlWriter) wrap(tag string) {
	h.out("<", tag, ">")
	h.blocks()
	h.out("</", tag, ">")
}

// line writes inline elements up to an end.
func (h *htmlWriter) line() {
	h.last = cited{}
	h.begin()
	h.inlines()
	h.closeAuto()
	h.space = false
}

func (h *htmlWriter) paragraph() {
	h.out("<p>")
	h.line()
	h.out("</p>")
}

// figure writes a picture with its caption.
func (h *htmlWriter) figure() {
	h.begin()
	h.out("<figure>")
	h.image()
	h.out("<figcaption>")
	h.begin()
	h.write(h.words())
	h.space = false
	h.out("</figcaption></figure>")
}

// heading writes a heading. Levels are moved so that the page's title stays the only h1; a level
// that is skipped stays so, and is told of by a check.
func (h *htmlWriter) heading() {
	h.level = min(max(h.first()+h.number()-2, h.first()), 6)
	heading := &h.body.Headings[h.number()]
	h.topic = heading.Text
	tag := "h" + strconv.Itoa(h.level)
	h.out("<", tag, ` id="`, heading.ID, `">`)
	h.line()
	h.out("</", tag, ">")
}

// list writes a list. Only do and don't lists have a class.
func (h *htmlWriter) list(class string) {
	tag, start := "ul", 1
	if ordered := h.number() == 1; ordered {
		tag, start = "ol", h.number()
	}
	h.out("<", tag)
	if start != 1 {
		h.out(` start="`, strconv.Itoa(start), `"`)
	}
	if class != "" {
		h.out(` class="`, class, `"`)
	}
	h.out(">")
	for h.step() == stepItem {
		h.wrap("li")
	}
	h.out("</", tag, ">")
}

// table writes a table in a container that scrolls by itself and can be
// reached from the keyboard.
func (h *htmlWriter) table() {
	h.tables++
	h.out(`<div class="table-scroll" role="region" tabindex="0" aria-label="`)
	if h.refs.Words.Table != nil {
		writeAttribute(h.buf, h.refs.Words.Table(h.tables, h.topic))
	}
	h.out(`"><table>`)
	body := false
	for s := h.step(); s != stepEnd; s = h.step() {
		if s == stepHeadRow {
			h.out("<thead>")
			h.row(true)
			h.out("</thead>")
			continue
		}
		if !body {
			h.out("<tbody>")
			body = true
		}
		h.row(false)
	}
	if body {
		h.out("</tbody>")
	}
	h.out("</table></div>")
}

// row writes a row. An empty cell of the head is a td: a th without words would be read out as the
// name of a column.
func (h *htmlWriter) row(head bool) {
	h.out("<tr>")
	for h.step() == stepCell {
		alignment := xast.Alignment(h.number())
		tag, attributes := "td", ""
		if head && h.peek() != stepEnd {
			tag, attributes = "th", ` scope="col"`
		}
		h.out("<", tag, attributes)
		switch alignment {
		case xast.AlignRight:
			h.out(` class="right"`)
		case xast.AlignCenter:
			h.out(` class="center"`)
		}
		h.out(">")
		h.line()
		h.out("</", tag, ">")
	}
	h.out("</tr>")
}

// codeBlock writes code that nobody could highlight. It can be scrolled by keyboard, hence the
// tabindex.
func (h *htmlWriter) codeBlock() {
	h.out(`<pre tabindex="0"><code>`)
	for h.step() == stepLine {
		at := h.lineSegment()
		h.code(at.Value(h.src))
	}
	h.out("</code></pre>")
}

// highlighted writes a block of code in colours, or without if they fail: then the
// reader goes back to where the lines began.
func (h *htmlWriter) highlighted() {
	language := strings.ToLower(string(h.textAt()))
	lines := h.outlineReader
	var code strings.Builder
	for h.step() == stepLine {
		at := h.lineSegment()
		code.Write(at.Value(h.src))
	}
	if !coloured(h.buf, language, code.String()) {
		h.outlineReader = lines
		h.codeBlock()
	}
}

// code writes text in which white space matters.
func (h *htmlWriter) code(b []byte) {
	for _, r := range string(b) {
		h.rune(visible(r))
	}
}

// rawBlock shows HTML as the text that it is. Scan has reported it.
func (h *htmlWriter) rawBlock() {
	h.out("<p>")
	h.begin()
	for h.step() == stepText {
		h.literal(h.textAt())
	}
	h.space = false
	h.out("</p>")
}
