package markdown

import (
	"bytes"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// newParser returns a parser of our Markdown. It may be shared by goroutines.
//
// Quotes and dashes are not goldmark's business but the text writer's, and
// bare addresses are found at their colon rather than at every space.
//
// Lower numbers are asked first. Of goldmark's own parsers quotations have 800
// and links 200 (so cards, citations and notes come before them), emphasis has
// 500 and paragraphs 1000.
func newParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithBlockParsers(
			util.Prioritized(depthGuard{}, 50),
			util.Prioritized(extension.NewDefinitionListParser(), 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(cardParser{parser.NewBlockquoteParser()}, 799),
			util.Prioritized(extension.NewFootnoteBlockParser(), 999),
		),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithInlineParsers(
			util.Prioritized(citationParser{}, 98),
			util.Prioritized(braceParser{}, 99),
			util.Prioritized(extension.NewFootnoteParser(), 101),
			util.Prioritized(strayParser{}, 102),
			util.Prioritized(taskParser{}, 97),
			util.Prioritized(timesParser{}, 497),
			util.Prioritized(scriptParser{}, 498),
			util.Prioritized(strikeParser{}, 499),
			util.Prioritized(bareLinkParser{}, 999),
		),
		parser.WithParagraphTransformers(util.Prioritized(sizeGuard{}, 50)),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
		parser.WithParagraphTransformers(util.Prioritized(extension.NewTableParagraphTransformer(), 200)),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(unusedNotes{}, 998),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
		),
	)
}

// card is a care card or a list of what to do or not to do. Its first child is
// its title if one was written.
type card struct {
	ast.BaseBlock
	level string       // as written
	word  text.Segment // where the level stands
	title *cardTitle
}

func (*card) Kind() ast.NodeKind { return kindOf.card }
func (c *card) Dump(src []byte, lv int) {
	ast.DumpHelper(c, src, lv, map[string]string{"Level": c.level}, nil)
}

type cardTitle struct{ ast.BaseBlock }

func (*cardTitle) Kind() ast.NodeKind        { return kindOf.cardTitle }
func (t *cardTitle) Dump(src []byte, lv int) { ast.DumpHelper(t, src, lv, nil, nil) }

// span is an inline node that is nothing but a piece of the source.
type span struct {
	ast.BaseInline
	seg text.Segment
}

// citation is [@id].
type citation struct {
	span
	id []byte
}

func (*citation) Kind() ast.NodeKind        { return kindOf.citation }
func (c *citation) Dump(src []byte, lv int) { ast.DumpHelper(c, src, lv, nil, nil) }

// number is {{emergency}}, {{urgent}}, {{crisis}} or {{crisis-lines}}.
type number struct {
	span
	kind string
}

func (*number) Kind() ast.NodeKind        { return kindOf.number }
func (n *number) Dump(src []byte, lv int) { ast.DumpHelper(n, src, lv, nil, nil) }

// flagMarker is {flag=id} or {flag=id when=a+b,c}.
type flagMarker struct {
	span
	id, when []byte
}

func (*flagMarker) Kind() ast.NodeKind        { return kindOf.flag }
func (f *flagMarker) Dump(src []byte, lv int) { ast.DumpHelper(f, src, lv, nil, nil) }

// ownID is {#id} at the end of a heading.
type ownID struct {
	span
	id []byte
}

func (*ownID) Kind() ast.NodeKind        { return kindOf.ownID }
func (o *ownID) Dump(src []byte, lv int) { ast.DumpHelper(o, src, lv, nil, nil) }

// script is text that stands lower, as in H~2~O, or higher, as in m^2^. Its
// segment is the text between the marks.
type script struct {
	span
	higher bool
}

func (*script) Kind() ast.NodeKind        { return kindOf.script }
func (s *script) Dump(src []byte, lv int) { ast.DumpHelper(s, src, lv, nil, nil) }

// task is the box before a task, [ ] or [x].
type task struct {
	span
	done bool
}

func (*task) Kind() ast.NodeKind        { return kindOf.task }
func (t *task) Dump(src []byte, lv int) { ast.DumpHelper(t, src, lv, nil, nil) }

// mistake is a piece of text that was meant to be one of our marks and is
// not. It is shown as it stands, and Scan reports it.
type mistake struct {
	span
	check, message, hint string
}

func (*mistake) Kind() ast.NodeKind        { return kindOf.mistake }
func (m *mistake) Dump(src []byte, lv int) { ast.DumpHelper(m, src, lv, nil, nil) }

// cardParser opens a card at a quotation that begins with [!level]. All else
// about it is a quotation's. A word that is no level opens a card, too, which
// the scanner tells of: left as a quotation, its mark would be shown to readers.
type cardParser struct{ parser.BlockParser }

func (p cardParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := reader.PeekLine()
	m := pattern.cardHead.FindSubmatchIndex(line)
	if m == nil || seg.Padding != 0 {
		return nil, parser.NoChildren
	}
	c := &card{level: boxWord(line[m[2]:m[3]]), word: text.NewSegment(seg.Start+m[2], seg.Start+m[3])}
	title := text.NewSegment(seg.Start+m[1], seg.Stop)
	if title = title.TrimRightSpace(reader.Source()); title.Start < title.Stop {
		c.title = &cardTitle{}
		c.title.Lines().Append(title)
		c.title.SetPos(title.Start)
		c.AppendChild(c, c.title)
	}
	reader.AdvanceToEOL()
	return c, parser.HasChildren
}

// boxWord is the word that opens a card or a callout. Those that other programs
// know are known as they write them: [!NOTE].
func boxWord(written []byte) string {
	if word := strings.ToLower(string(written)); isCallout(word) {
		return word
	}
	return string(written)
}

// citationParser reads [@id]. A link whose text begins with @ is left alone. What
// is written otherwise, such as Pandoc's [@a; @b], is a mistake.
type citationParser struct{}

func (citationParser) Trigger() []byte { return []byte{'['} }

func (citationParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	if len(line) < 4 || line[1] != '@' {
		return nil
	}
	end := bytes.IndexByte(line, ']')
	if end < 0 || end+1 < len(line) && line[end+1] == '(' {
		return nil
	}
	s := span{seg: text.NewSegment(seg.Start, seg.Start+end+1)}
	block.Advance(end + 1)
	if id := line[2:end]; isID(id) {
		return &citation{span: s, id: id}
	}
	return &mistake{span: s, check: "bad-citation", message: "this is not a citation",
		hint: "write one id of sources.yaml in each pair of brackets: [@some-source]"}
}

// isID reports whether b may be an id: lower case letters, digits, hyphens.
func isID(b []byte) bool {
	for _, c := range b {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return len(b) > 0
}

// braceParser reads {{emergency}}, {flag=id}, {flag=id when=a+b} and, in
// headings, {#id}. Other braces are text; unreadBrace looks at them.
type braceParser struct{}

func (braceParser) Trigger() []byte { return []byte{'{'} }

const flagPrefix = "{flag="

func (braceParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	switch {
	case bytes.HasPrefix(line, []byte("{{")):
		return parseNumber(line, seg, block)
	case bytes.HasPrefix(line, []byte("{flag")):
		return parseFlag(line, seg, block)
	case bytes.HasPrefix(line, []byte("{#")) && parent.Kind() == ast.KindHeading:
		return parseOwnID(line, seg, block)
	}
	return nil
}

func parseNumber(line []byte, seg text.Segment, block text.Reader) ast.Node {
	end := bytes.Index(line, []byte("}}"))
	if end < 0 {
		block.Advance(2)
		return &mistake{span: span{seg: text.NewSegment(seg.Start, seg.Start+2)}, check: "bad-number",
			message: "a care number does not end", hint: "close it with }}: {{emergency}}"}
	}
	s := span{seg: text.NewSegment(seg.Start, seg.Start+end+2)}
	block.Advance(end + 2)
	word := string(bytes.TrimSpace(line[2:end]))
	if isNumberKind(word) {
		return &number{span: s, kind: word}
	}
	if bytes.ContainsFunc([]byte(word), func(r rune) bool { return r != '-' && !unicode.IsLetter(r) }) {
		return &mistake{span: s, check: "bad-number", message: "this was meant for another program, and readers would see its marks",
			hint: `say it in Markdown, or write \{ for the sign itself; between double braces stand care numbers alone: {{emergency}}, {{urgent}}, {{crisis}}`}
	}
	return &mistake{span: s, check: "bad-number", message: "unknown care number " + quote(word), hint: oneOf(word, byName.numberKinds)}
}

func parseFlag(line []byte, seg text.Segment, block text.Reader) ast.Node {
	end := bytes.IndexByte(line, '}')
	if end < 0 {
		end = len("{flag") - 1
	}
	s := span{seg: text.NewSegment(seg.Start, seg.Start+end+1)}
	block.Advance(end + 1)
	if bytes.HasPrefix(line, []byte(flagPrefix)) && end > len(flagPrefix) {
		id, when, explicit := bytes.Cut(line[len(flagPrefix):end], []byte(" when="))
		if isID(id) && (!explicit || areSets(when)) {
			return &flagMarker{span: s, id: id, when: when}
		}
	}
	return &mistake{span: s, check: "bad-flag", message: "this is not a flag marker", hint: "write {flag=id} at the end of the bullet, or {flag=id when=fever+confusion,fever+rash}"}
}

// areSets reports whether a text lists sets of ids: "a+b,c".
func areSets(when []byte) bool {
	for set := range bytes.SplitSeq(when, []byte(",")) {
		for id := range bytes.SplitSeq(set, []byte("+")) {
			if !isID(id) {
				return false
			}
		}
	}
	return true
}

// strayParser finds marks that would be shown to readers as they stand: a
// footnote without a text, a card's head outside a quotation.
type strayParser struct{}

func (strayParser) Trigger() []byte { return []byte{'['} }

func (strayParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	end := bytes.IndexByte(line, ']')
	if end < 3 || line[1] != '^' && !(line[1] == '!' && isID(line[2:end])) {
		return nil
	}
	m := &mistake{span: span{seg: text.NewSegment(seg.Start, seg.Start+end+1)}}
	switch {
	case end+1 < len(line) && line[end+1] == '(':
		return nil
	case line[1] == '^':
		m.check, m.message = "unknown-footnote", "no footnote "+quote(string(line[2:end]))
		m.hint = "write its text on a line of its own: " + string(line[:end+1]) + ": …"
	default:
		m.check, m.message = "bad-card", "a card does not begin here"
		m.hint = "begin the line with >, and leave an empty line before it"
	}
	block.Advance(end + 1)
	return m
}

// unusedNotes keeps the places of footnotes that nothing leads to, since
// goldmark drops them.
type unusedNotes struct{}

func (unusedNotes) Transform(doc *ast.Document, reader text.Reader, pc parser.Context) {
	if !bytes.Contains(reader.Source(), []byte("[^")) {
		return
	}
	var unused []ast.Node
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		note, ok := n.(*xast.Footnote)
		if ok && entering && note.Index < 0 {
			stray := &unusedNote{ref: string(note.Ref)}
			stray.SetPos(note.Pos())
			unused = append(unused, stray)
		}
		if n.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	for _, n := range unused {
		doc.AppendChild(doc, n)
	}
}

// unusedNote stands for a footnote that nothing leads to.
type unusedNote struct {
	ast.BaseBlock
	ref string
}

func (*unusedNote) Kind() ast.NodeKind        { return kindOf.unusedNote }
func (n *unusedNote) Dump(src []byte, lv int) { ast.DumpHelper(n, src, lv, nil, nil) }

// kindOf holds the kinds of our own nodes, beside those of goldmark.
var kindOf = struct {
	card, cardTitle, citation, number, flag, script, task, ownID, mistake, unusedNote, excess ast.NodeKind
}{
	card:       ast.NewNodeKind("CareCard"),
	cardTitle:  ast.NewNodeKind("CareCardTitle"),
	citation:   ast.NewNodeKind("Citation"),
	number:     ast.NewNodeKind("CareNumber"),
	flag:       ast.NewNodeKind("FlagMarker"),
	script:     ast.NewNodeKind("Script"),
	task:       ast.NewNodeKind("Task"),
	ownID:      ast.NewNodeKind("OwnID"),
	mistake:    ast.NewNodeKind("Mistake"),
	unusedNote: ast.NewNodeKind("UnusedNote"),
	excess:     ast.NewNodeKind("Excess"),
}
