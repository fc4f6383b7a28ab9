package markdown

import (
	"bytes"
	"errors"
	"strconv"
	"sync"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
)

// Render writes the body's HTML, compact: no white space that does not show.
// Whatever src holds, nothing but known elements and attributes comes out, and
// every id once.
func Render(w *bytes.Buffer, src []byte, r *Refs) error {
	h := renderers.Get().(*htmlWriter)
	defer renderers.Put(h)
	h.reset(w, src, r)
	h.blocks(parse(src))
	return h.release()
}

var renderers = sync.Pool{New: func() any { return &htmlWriter{} }}

// htmlWriter walks a body's tree and writes it. goldmark's own renderer is left
// out: its output would have to be minified again.
type htmlWriter struct {
	textWriter
	src  []byte
	refs *Refs
	ids  headingIDs
	side bytes.Buffer // for plain text

	auto   int   // next of refs.Auto
	opened int32 // end of the automatic link that is open, or 0
	inLink bool
	cites  []int // how often each source was cited so far, by number
	cards  []string
	tables int
	level  int    // rendered level of the last heading; one above the first if there was none
	topic  string // text of the last heading, for labels of tables
	notes  []int  // how often each note was referred to
	err    error
}

func (h *htmlWriter) reset(w *bytes.Buffer, src []byte, r *Refs) {
	if r == nil {
		r = &Refs{}
	}
	*h = htmlWriter{
		textWriter: textWriter{buf: w, html: true},
		src:        src, refs: r, ids: h.ids, side: h.side,
		cites: h.cites[:0], cards: h.cards[:0], notes: h.notes[:0],
	}
	h.ids.reset()
	h.level = h.first() - 1
}

// release drops what belongs to the caller and returns what went wrong.
func (h *htmlWriter) release() error {
	h.buf, h.src, h.refs, h.topic = nil, nil, nil, ""
	return h.err
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

func (h *htmlWriter) blocks(parent ast.Node) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		h.block(c)
	}
}

func (h *htmlWriter) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		h.paragraph(n)
	case *ast.TextBlock:
		h.line(n)
	case *ast.Heading:
		h.heading(n)
	case *ast.List:
		h.list(n, "")
	case *ast.Blockquote:
		h.wrap("blockquote", n)
	case *card:
		h.card(n)
	case *ast.ThematicBreak:
		h.out("<hr>")
	case *ast.FencedCodeBlock:
		h.err = errors.Join(h.err, h.fenced(n))
	case *ast.CodeBlock:
		h.codeBlock(n)
	case *ast.HTMLBlock:
		h.htmlBlock(n)
	case *xast.Table:
		h.table(n)
	case *xast.DefinitionList:
		h.wrap("dl", n)
	case *xast.DefinitionTerm:
		h.out("<dt>")
		h.line(n)
		h.out("</dt>")
	case *xast.DefinitionDescription:
		h.wrap("dd", n)
	case *xast.FootnoteList:
		h.footnotes(n)
	}
}

func (h *htmlWriter) wrap(tag string, n ast.Node) {
	h.out("<", tag, ">")
	h.blocks(n)
	h.out("</", tag, ">")
}

// line writes a block's inline children.
func (h *htmlWriter) line(n ast.Node) {
	h.begin()
	h.inlines(n)
	h.closeAuto()
	h.space = false
}

// paragraph writes a paragraph, or a figure where a picture with a caption
// stands alone.
func (h *htmlWriter) paragraph(n *ast.Paragraph) {
	if img, ok := n.FirstChild().(*ast.Image); ok && img.NextSibling() == nil && len(img.Title) > 0 {
		h.begin()
		h.out("<figure>")
		h.image(img)
		h.out("<figcaption>")
		h.begin()
		h.write(img.Title)
		h.space = false
		h.out("</figcaption></figure>")
		return
	}
	h.out("<p>")
	h.line(n)
	h.out("</p>")
}

func (h *htmlWriter) heading(n *ast.Heading) {
	h.topic = h.plain(n)
	h.level = min(max(h.first()+n.Level-2, h.first()), 6)
	tag := "h" + strconv.Itoa(h.level)
	h.out("<", tag, ` id="`, h.ids.next([]byte(h.topic)), `">`)
	h.line(n)
	h.out("</", tag, ">")
}

func (h *htmlWriter) plain(n ast.Node) string {
	h.side.Reset()
	w := textWriter{buf: &h.side}
	inlineText(&w, h.src, n)
	return h.side.String()
}

func (h *htmlWriter) list(n *ast.List, class string) {
	tag := "ul"
	if n.IsOrdered() {
		tag = "ol"
	}
	h.out("<", tag)
	if n.IsOrdered() && n.Start != 1 {
		h.out(` start="`, strconv.Itoa(n.Start), `"`)
	}
	if class != "" {
		h.out(` class="`, class, `"`)
	}
	h.out(">")
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		h.wrap("li", item)
	}
	h.out("</", tag, ">")
}

// card writes a care card or a list of what to do or not to do. An unknown one
// is a plain quotation.
func (h *htmlWriter) card(n *card) {
	if !isCardLevel(n.level) {
		h.out("<blockquote>")
		if n.title != nil {
			h.out("<p>")
			h.line(n.title)
			h.out("</p>")
		}
		h.cardBody(n, "")
		h.out("</blockquote>")
		return
	}
	id, class, title, list := "care-"+n.level, "care care--"+n.level, "care__title", ""
	if isList(n.level) {
		id, class, title, list = n.level, n.level, n.level+"__title", n.level+"__list"
	}
	h.cards = append(h.cards, id)
	uses := 0
	for _, c := range h.cards {
		if c == id {
			uses++
		}
	}
	id = numbered(id, uses)
	tag := "h" + strconv.Itoa(min(h.level+1, 6))
	h.out(`<section class="`, class, `" aria-labelledby="`, id, `"><`, tag, ` class="`, title, `" id="`, id, `">`)
	h.cardTitle(n)
	h.out("</", tag, ">")
	h.cardBody(n, list)
	h.out("</section>")
}

// cardTitle writes icon, level in words and title.
func (h *htmlWriter) cardTitle(n *card) {
	if h.refs.Icon != nil {
		h.out(h.refs.Icon(n.level))
	}
	words := cardWords[n.level]
	if !isList(n.level) {
		h.out(`<span class="visually-hidden">`, words, `: </span>`)
	}
	if n.title != nil && h.plain(n.title) != "" {
		h.line(n.title)
		return
	}
	if h.refs.Title != nil {
		if t := h.refs.Title(n.level); t != "" {
			words = t
		}
	}
	h.begin()
	h.literal([]byte(words))
}

func (h *htmlWriter) cardBody(n *card, listClass string) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *cardTitle:
		case *ast.List:
			h.list(c, listClass)
		default:
			h.block(c)
		}
	}
}

// table writes a table in a container that scrolls by itself and can be
// reached from the keyboard.
func (h *htmlWriter) table(n *xast.Table) {
	h.tables++
	h.out(`<div class="table-scroll" role="region" tabindex="0" aria-label="Table`)
	if h.tables > 1 {
		h.out(" ", strconv.Itoa(h.tables))
	}
	if h.topic != "" {
		h.out(": ")
		writeAttribute(h.buf, h.topic)
	}
	h.out(`"><table>`)
	body := false
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if row.Kind() == xast.KindTableHeader {
			h.out("<thead>")
			h.row(row, true)
			h.out("</thead>")
			continue
		}
		if !body {
			h.out("<tbody>")
			body = true
		}
		h.row(row, false)
	}
	if body {
		h.out("</tbody>")
	}
	h.out("</table></div>")
}

func (h *htmlWriter) row(row ast.Node, head bool) {
	h.out("<tr>")
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		cell := c.(*xast.TableCell)
		tag, attributes := "td", ""
		if head && cell.FirstChild() != nil {
			tag, attributes = "th", ` scope="col"`
		}
		switch cell.Alignment {
		case xast.AlignRight:
			attributes += ` class="right"`
		case xast.AlignCenter:
			attributes += ` class="center"`
		}
		h.out("<", tag, attributes, ">")
		h.line(cell)
		h.out("</", tag, ">")
	}
	h.out("</tr>")
}

func (h *htmlWriter) codeBlock(n ast.Node) {
	h.out(`<pre tabindex="0"><code>`)
	h.codeLines(n)
	h.out("</code></pre>")
}

func (h *htmlWriter) codeLines(n ast.Node) {
	for i := range n.Lines().Len() {
		at := n.Lines().At(i)
		h.code(at.Value(h.src))
	}
}

// code writes text in which white space matters.
func (h *htmlWriter) code(b []byte) {
	for _, r := range string(b) {
		h.rune(visible(r))
	}
}

// htmlBlock shows HTML as the text that it is. Scan has reported it.
func (h *htmlWriter) htmlBlock(n *ast.HTMLBlock) {
	h.out("<p>")
	h.begin()
	for i := range n.Lines().Len() {
		at := n.Lines().At(i)
		h.literal(at.Value(h.src))
	}
	if n.HasClosure() {
		h.literal(n.ClosureLine.Value(h.src))
	}
	h.space = false
	h.out("</p>")
}

// text writes a piece of text and the automatic links in it.
// autoText writes text from start up to the end of the last automatic link
// that begins before end, and returns where it stopped.
// closeAuto closes an automatic link.
// link writes a written link, or its text alone if it leads nowhere.
// escapeURL percent-encodes what an address may not have.
// image writes a picture with its size, so that nothing moves when it arrives.
// number writes a care number, to be dialled where there is one to dial.
