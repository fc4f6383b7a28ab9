package markdown

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"nosology/generator/diag"
)

// What a text may have at most. The limits are far above what readers would
// follow; within them a body is read in time that grows with its length, which
// without them the parser could make grow by the square. How long a file may
// be is limited in generator/content.
const (
	maxParagraph = 10_000 // bytes of a paragraph, or of any line: about 1,700 words
	maxBrackets  = 500    // of a paragraph, or of any line: [
	maxHeading   = 500    // bytes of a heading
	maxOpen      = 60     // blocks within each other; a list counts twice, for its item
	maxColumns   = 50     // of a table
	maxCells     = 20_000 // of all tables of a text, empty ones at the ends of rows included
	maxPipes     = 500    // of all tables that are escaped: \|
	maxNotes     = 500    // footnotes
	maxLinks     = 5_000  // links, pictures and citations together
	maxCards     = 200    // care cards, and lists of what to do or not to do
	maxCode      = 500    // blocks of code
	maxTold      = 200    // mistakes that are told of one text
)

// unreadable returns what keeps a body from being read at all, or nil: to
// look for it takes one look at each line.
func unreadable(src []byte) *diag.Diagnostic {
	number, notes := 0, 0
	for line := range bytes.Lines(src) {
		number++
		if isNote(line) {
			notes++
		}
		switch {
		case len(line) > maxParagraph:
			return tooMuch(number, line, fmt.Sprintf("the line is longer than %d bytes", maxParagraph), "begin new paragraphs, with an empty line before each")
		case bytes.Count(line, []byte("[")) > maxBrackets:
			return tooMuch(number, line, fmt.Sprintf("the line has more than %d brackets", maxBrackets), "close those that are open, or begin new paragraphs")
		case notes > maxNotes:
			return tooMuch(number, line, fmt.Sprintf("there are more than %d footnotes", maxNotes), "split the text up")
		}
	}
	return nil
}

// isNote reports whether a line may begin a footnote.
func isNote(line []byte) bool {
	line = bytes.TrimLeft(line, "> \t")
	return bytes.HasPrefix(line, []byte("[^")) && bytes.Contains(line, []byte("]:"))
}

func tooMuch(line int, source []byte, message, hint string) *diag.Diagnostic {
	return &diag.Diagnostic{
		Position: diag.Position{Line: line, Column: 1}, Check: "too-much",
		Message: message + ", and no more can be read", Hint: hint, Source: lineAt(source, 0),
	}
}

// surplus returns where a body that was read has more of something than may
// be, and of what, or "". The places of code are not kept; its is the beginning.
func (s *scanner) surplus() (at int32, what string) {
	b := &s.body
	switch marks := len(b.Links) + len(b.Images) + len(b.Citations); {
	case marks > maxLinks:
		for _, span := range []Span{last(b.Links).Span, last(b.Images).Span, last(b.Citations).Span} {
			at = max(at, span.Start)
		}
		return at, fmt.Sprintf("%d links, pictures and citations", maxLinks)
	case len(b.Cards)+len(b.Lists) > maxCards:
		return max(last(b.Cards).Span.Start, last(b.Lists).Span.Start), fmt.Sprintf("%d cards", maxCards)
	case s.codes > maxCode:
		return 0, fmt.Sprintf("%d blocks of code", maxCode)
	}
	return 0, ""
}

// last is the last of a list, or nothing.
func last[T any](all []T) (t T) {
	if len(all) > 0 {
		t = all[len(all)-1]
	}
	return t
}

// excess stands for a block that is more than is read. The parsers put it into the
// tree, and the scanner reports it: only there are places lines and columns.
type excess struct {
	ast.BaseBlock
	message, hint string
}

func (*excess) Kind() ast.NodeKind        { return kindOf.excess }
func (e *excess) Dump(src []byte, lv int) { ast.DumpHelper(e, src, lv, nil, nil) }

func newExcess(at int, message, hint string) *excess {
	e := &excess{message: message, hint: hint}
	e.SetPos(at)
	return e
}

// depthGuard stands before the parsers of all blocks that hold others. Where
// too many are open it takes the line itself.
type depthGuard struct{}

func (depthGuard) Trigger() []byte { return []byte(">-+*:0123456789") }

// Open puts a mistake in the place of a block that stands too deep, before goldmark opens it: its
// time grows with the square of the depth.
func (depthGuard) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if len(pc.OpenedBlocks()) < maxOpen || !holdsBlocks(parent) {
		return nil, parser.NoChildren
	}
	_, seg := reader.PeekLine()
	reader.AdvanceToEOL()
	return newExcess(seg.Start, fmt.Sprintf("lists and quotations stand more than %d deep in each other here", maxOpen/2), "say it in fewer levels"), parser.NoChildren
}

// holdsBlocks reports whether a block holds others of any kind, not only its
// own items.
func holdsBlocks(n ast.Node) bool {
	return n.Kind() != ast.KindList && n.Kind() != xast.KindDefinitionList
}

func (depthGuard) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }
func (depthGuard) Close(ast.Node, text.Reader, parser.Context)                 {}
func (depthGuard) CanInterruptParagraph() bool                                 { return true }
func (depthGuard) CanAcceptIndentedLine() bool                                 { return false }

// sizeGuard looks at paragraphs before they become anything else, as tables
// do, and takes the place of those that are too large.
type sizeGuard struct{}

// tables counts what the tables of a body have had so far.
type tables struct{ cells, pipes int }

var tablesKey = parser.NewContextKey()

// Transform puts a mistake in the place of a paragraph that would take too long to read, before its
// inline marks are looked for.
func (sizeGuard) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	message, hint := "", ""
	at, text := delimiterRow(p, reader.Source()), blockSource(reader.Source(), p)
	switch {
	case at > 0:
		message, hint = tableExcess(p, at, reader.Source(), pc)
	case len(text) > maxParagraph:
		message, hint = fmt.Sprintf("the paragraph is longer than %d bytes", maxParagraph), "begin new paragraphs, with an empty line before each"
	case bytes.Count(text, []byte("[")) > maxBrackets:
		message, hint = fmt.Sprintf("the paragraph has more than %d brackets", maxBrackets), "close those that are open, or begin new paragraphs"
	}
	if message != "" {
		p.Parent().ReplaceChild(p.Parent(), p, newExcess(p.Lines().At(0).Start, message, hint))
	}
}

// delimiterRow is the index of the line that makes a table of a paragraph, or
// 0 if there is none.
func delimiterRow(p *ast.Paragraph, src []byte) int {
	for i := 1; i < p.Lines().Len(); i++ {
		line := p.Lines().At(i)
		if row := line.Value(src); bytes.IndexByte(row, '-') >= 0 && len(bytes.Trim(row, " \t\n|:-")) == 0 {
			return i
		}
	}
	return 0
}

// tableExcess counts a table, of which every row is filled up with empty cells
// to the number of its columns.
func tableExcess(p *ast.Paragraph, delimiter int, src []byte, pc parser.Context) (message, hint string) {
	so := pc.ComputeIfAbsent(tablesKey, func() any { return &tables{} }).(*tables)
	row := p.Lines().At(delimiter)
	columns := bytes.Count(bytes.Trim(row.Value(src), "| \t\n"), []byte("|")) + 1
	so.cells += columns * (p.Lines().Len() - delimiter)
	for i := range p.Lines().Len() {
		line := p.Lines().At(i)
		so.pipes += bytes.Count(line.Value(src), []byte(`\|`))
	}
	const splitUp = "split it up"
	switch {
	case columns > maxColumns:
		return fmt.Sprintf("the table has more than %d columns", maxColumns), splitUp
	case so.cells > maxCells:
		return fmt.Sprintf("tables have more than %d cells by here", maxCells), splitUp
	case so.pipes > maxPipes:
		return fmt.Sprintf(`tables have more than %d times \| by here`, maxPipes), splitUp
	}
	return "", ""
}
