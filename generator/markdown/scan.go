package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"

	"nosology/generator/diag"
	"nosology/generator/taken"
	"nosology/generator/text"
)

// Scan reads a body once. in is the language of its words, which says what quotes
// look like; without one they are those of English. Position lines in diagnostics are those of the body,
// counted from 1; the caller adds where the body begins in its file. Raw HTML,
// foreign URL schemes and malformed care syntax are diagnostics. Of a body that
// has more than can be read there is a diagnostic and nothing else. The Body is
// never nil, can be rendered, and does not hold on to src.
func Scan(src []byte, in *text.Language) (*Body, []diag.Diagnostic) {
	if d := unreadable(src); d != nil {
		body, _ := Scan(nil, in)
		return body, []diag.Diagnostic{*d}
	}
	s := scanners.Get().(*scanner)
	defer scanners.Put(s)
	s.reset(src, in)
	tree := parse(src)
	s.blocks(tree)
	if at, what := s.surplus(); what != "" {
		s.errorAt(int(at), "too-much", "the text has more than "+what+", and is not read", "split it up")
		body, _ := Scan(nil, in)
		return body, s.ds
	}
	body, ds := s.result()
	body.outline = s.outliner.outline(tree, src, body)
	return body, ds
}

var scanners = sync.Pool{New: func() any {
	s := &scanner{cards: map[string]int{}}
	s.w.buf = &s.buf
	return s
}}

// scanner walks a body's tree and gathers what Body holds. Its slices are used
// again for the next body; result copies them to size.
type scanner struct {
	src   []byte
	body  Body
	ds    []diag.Diagnostic
	ids   headingIDs
	split splitter
	buf   bytes.Buffer
	w     textWriter

	outliner outliner

	cards   map[string]int // how many there are so far of each level
	box     string         // word of the callout, or ""
	card    string         // level of the card, or ""
	bullet  *Bullet        // bullet of a card that is being read
	run     Span           // run of prose that is being read; empty if Start == End
	noProse bool           // in headings, links, cards
	noLinks bool           // in links
	reading bool           // sentences are being read
	codes   int            // blocks of code
	fresh   int            // index+1 of a link none of whose text was read yet

	at   place // where the last diagnostic stood
	seen Span  // text that is looked through for marks that are not read
}

func (s *scanner) reset(src []byte, in *text.Language) {
	b := &s.body
	*b = Body{
		Headings: b.Headings[:0], Links: b.Links[:0], Images: b.Images[:0], Citations: b.Citations[:0],
		Cards: b.Cards[:0], Lists: b.Lists[:0], Prose: b.Prose[:0], in: in,
	}
	s.src, s.ds = src, nil
	s.ids.reset()
	clear(s.cards)
	s.split = splitter{src: src, out: s.split.out[:0], gap: -1}
	s.w = textWriter{buf: &s.buf, in: in}
	s.box, s.card, s.bullet, s.run, s.noProse, s.noLinks, s.reading, s.codes, s.fresh = "", "", nil, Span{}, false, false, false, 0, 0
	s.at, s.seen = place{}, Span{}
}

// result copies what was found to its size.
func (s *scanner) result() (*Body, []diag.Diagnostic) {
	s.split.flush()
	b := s.body
	for _, sentence := range s.split.out {
		b.Words += int(sentence.Words)
	}
	b.Headings, b.Links, b.Images = slices.Clone(b.Headings), slices.Clone(b.Links), slices.Clone(b.Images)
	b.Citations, b.Cards, b.Lists = slices.Clone(b.Citations), slices.Clone(b.Cards), slices.Clone(b.Lists)
	b.Prose, b.Sentences = slices.Clone(b.Prose), slices.Clone(s.split.out)
	sortSpans(&b)
	clear(s.body.Headings)
	clear(s.body.Links)
	clear(s.body.Cards)
	clear(s.body.Lists)
	s.src, s.split.src, s.at = nil, nil, place{}
	return &b, s.ds
}

// sortSpans brings prose and sentences into the order of the text, which
// footnotes leave.
func sortSpans(b *Body) {
	slices.SortFunc(b.Prose, func(x, y Span) int { return int(x.Start - y.Start) })
	if slices.IsSortedFunc(b.Sentences, func(x, y Sentence) int { return int(x.Span.Start - y.Span.Start) }) {
		return
	}
	order := make([]int32, len(b.Sentences)) // where each sentence was
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int { return int(b.Sentences[x].Span.Start - b.Sentences[y].Span.Start) })
	sorted := make([]Sentence, len(order))
	now := make([]int32, len(order)) // where each sentence is
	for to, from := range order {
		sorted[to] = b.Sentences[from]
		now[from] = int32(to)
	}
	b.Sentences = sorted
	for i := range b.Links {
		if at := b.Links[i].Sentence; at >= 0 {
			b.Links[i].Sentence = now[at]
		}
	}
}

// report notes something to mend at an offset. A body full of mistakes is
// still read once: the place of the last one is where the search begins, unless
// it lies behind this one, as that of a footnote does.
func (s *scanner) report(offset int, severity diag.Severity, check, message, hint string) {
	if len(s.ds) > maxTold {
		return
	}
	offset = min(max(offset, 0), len(s.src))
	at := &s.at
	if offset < at.offset || at.line == 0 {
		*at = place{line: 1, column: 1, source: lineAt(s.src, 0)}
	}
	for {
		i := bytes.IndexByte(s.src[at.offset:offset], '\n')
		if i < 0 {
			break
		}
		at.offset += i + 1
		at.line, at.column = at.line+1, 1
		at.source = ""
	}
	if at.source == "" {
		at.source = lineAt(s.src, at.offset)
	}
	at.column += utf8.RuneCount(s.src[at.offset:offset])
	at.offset = offset
	if len(s.ds) == maxTold {
		severity, check = diag.Error, "too-many"
		message, hint = fmt.Sprintf("there are more than %d mistakes up to here, and more behind", maxTold), "mend those that are shown; the others are shown then"
	}
	s.ds = append(s.ds, diag.Diagnostic{
		Position: diag.Position{Line: at.line, Column: at.column},
		Severity: severity, Check: check, Message: message, Hint: hint, Source: at.source,
	})
}

// place is an offset, the line and column that it has, and the line's text. Lines
// and columns count from 1, columns in characters; the zero place is none.
type place struct {
	offset, line, column int
	source               string
}

// lineAt is the line that begins at an offset.
func lineAt(src []byte, offset int) string {
	line, _, _ := bytes.Cut(src[offset:], []byte("\n"))
	return string(line)
}

func (s *scanner) errorAt(offset int, check, message, hint string) {
	s.report(offset, diag.Error, check, message, hint)
}

func (s *scanner) blocks(parent ast.Node) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		s.block(c)
	}
}

func (s *scanner) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		s.heading(n)
	case *ast.Paragraph, *ast.TextBlock:
		s.paragraph(n)
		s.running(n, false)
	case *ast.ThematicBreak:
		s.frontMatter(n)
	case *ast.Blockquote:
		s.quotation(n)
		s.blocks(n)
	case *ast.List:
		s.listed(n)
		s.blocks(n)
	case *ast.HTMLBlock:
		at := n.Pos()
		if n.Lines().Len() > 0 {
			at = n.Lines().At(0).Start
		}
		s.rawHTML(at, blockSource(s.src, n))
	case *ast.FencedCodeBlock:
		s.fenced(n)
	case *card:
		if isCallout(n.level) {
			s.callout(n)
			return
		}
		s.cardBlock(n)
	case *xast.Table:
		s.rows(n)
		s.blocks(n)
	case *xast.TableCell:
		s.cell(n, n.Parent().Kind() == xast.KindTableHeader)
	case *xast.DefinitionTerm:
		s.cell(n, true)
	case *excess:
		s.errorAt(n.Pos(), "too-much", n.message+", and no more can be read", n.hint)
	case *unusedNote:
		s.errorAt(n.Pos(), "unknown-footnote", "nothing leads to the footnote "+quote(n.ref), "write [^"+n.ref+"] where it belongs, or remove it")
	default:
		if n.Type() == ast.TypeBlock {
			s.blocks(n)
		}
	}
}

// running reads a block of running text.
func (s *scanner) running(n ast.Node, cell bool) {
	s.split.block(lineSpan(n), cell)
	s.reading = true
	s.inlines(n)
	s.unread(n)
	s.endRun()
	s.split.flush()
	s.reading = false
}

// cell reads a table's cell or a term. Heads of columns and terms are not
// prose: a name in them is what the row or column is about.
func (s *scanner) cell(n ast.Node, head bool) {
	outer := s.noProse
	s.noProse = outer || head
	s.running(n, true)
	s.noProse = outer
}

func (s *scanner) heading(n *ast.Heading) {
	if n.Level == 1 && n == leadingTitle(n.OwnerDocument(), s.src) {
		s.title(n)
		return
	}
	text := s.plain(n)
	at := lineSpan(n)
	switch {
	case text == "":
		s.errorAt(n.Pos(), "empty-heading", "a heading has no text", "write one, or remove the line")
	case at.End-at.Start > maxHeading:
		s.errorAt(n.Pos(), "too-much", fmt.Sprintf("a heading is longer than %d bytes", maxHeading), "say it in a few words")
	case n.Level == 1:
		s.errorAt(n.Pos(), "heading-level", "a page has one title: in the front matter, or at the beginning of the text", "begin sections with ##")
	}
	if s.card != "" {
		s.errorAt(n.Pos(), "bad-card", "a card cannot hold headings", "its title stands behind [!"+s.card+"]")
	}
	s.body.Headings = append(s.body.Headings, Heading{Level: n.Level, Text: text, ID: s.headingID(n, text), Span: at})
	s.head(n)
}

// headingID is the id that an author gave a heading, or one made of its text.
func (s *scanner) headingID(n *ast.Heading, text string) string {
	own, ok := n.LastChild().(*ownID)
	if !ok {
		return s.ids.next([]byte(text))
	}
	id := string(own.id)
	switch {
	case taken.Anywhere(id):
		s.errorAt(own.seg.Start, "bad-heading", "the page needs the id "+quote(id)+" for itself", "choose another: {#section-"+id+"}")
	case !s.ids.take(id):
		s.errorAt(own.seg.Start, "bad-heading", "another heading has the id "+quote(id), "choose another, or remove it")
	default:
		return id
	}
	return s.ids.next([]byte(text))
}

// head reads the inline nodes of a heading or of a card's title, in which no
// name becomes a link.
func (s *scanner) head(n ast.Node) {
	outer := s.noProse
	s.noProse = true
	s.inlines(n)
	s.unread(n)
	s.endRun()
	s.noProse = outer
}

// plain returns the text of a node.
func (s *scanner) plain(n ast.Node) string {
	s.buf.Reset()
	s.w.begin()
	inlineText(&s.w, s.src, n)
	return s.buf.String()
}

// lineSpan is the piece of the source that a block's lines take.
func lineSpan(n ast.Node) Span {
	if n.Type() != ast.TypeBlock || n.Lines() == nil || n.Lines().Len() == 0 {
		return Span{}
	}
	lines := n.Lines()
	return Span{int32(lines.At(0).Start), int32(lines.At(lines.Len() - 1).Stop)}
}

// blockSource is the source of a block's lines.
func blockSource(src []byte, n ast.Node) []byte {
	at := lineSpan(n)
	return src[at.Start:at.End]
}

func isBlank(b []byte) bool {
	for _, c := range b {
		if c != ' ' && c != '\t' && c != '\n' && c != '\r' {
			return false
		}
	}
	return true
}
