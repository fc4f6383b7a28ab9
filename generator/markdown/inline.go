package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// strikeParser reads ~~text that was struck out~~. One tilde strikes nothing
// out: "5~10 mg, or 20~30 mg" are two ranges.
type strikeParser struct{}

func (strikeParser) Trigger() []byte { return []byte{'~'} }

// Parse takes exactly two tildes, as on GitHub; one is the mark of a lower script.
func (p strikeParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, seg := block.PeekLine()
	node := parser.ScanDelimiter(line, before, 2, p)
	if node == nil || node.OriginalLength != 2 || before == '~' {
		return nil
	}
	node.Segment = seg.WithStop(seg.Start + node.OriginalLength)
	block.Advance(node.OriginalLength)
	pc.PushDelimiter(node)
	return node
}

func (strikeParser) IsDelimiter(b byte) bool { return b == '~' }

func (strikeParser) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char && opener.OriginalLength == closer.OriginalLength
}

func (strikeParser) OnMatch(int) ast.Node { return xast.NewStrikethrough() }

// timesParser leaves asterisks between numbers to the text: "4*500 mg, at most 8*500 mg" are
// two doses. As marks of emphasis they would be lost, and readers would take 4500 mg.
type timesParser struct{}

func (timesParser) Trigger() []byte { return []byte{'*'} }

// Parse adds the run to the text before it, so that what reads words and sentences sees one piece.
func (timesParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	before, ok := parent.LastChild().(*ast.Text)
	n := len(line) - len(bytes.TrimLeft(line, "*"))
	if !ok || before.Segment.Stop != seg.Start || !isBetweenNumbers(block.PrecendingCharacter(), line[n:]) {
		return nil
	}
	before.Segment = before.Segment.WithStop(seg.Start + n)
	block.Advance(n)
	return before
}

// isBetweenNumbers reports whether a mark stands between two numbers.
func isBetweenNumbers(before rune, behind []byte) bool {
	after, _ := utf8.DecodeRune(behind)
	return unicode.IsNumber(before) && unicode.IsNumber(after)
}

// scriptParser reads H~2~O and m^2^, as Pandoc and others do: one word of
// letters and digits between the marks, directly behind what it belongs to.
// Below the line, that is a letter or a bracket, never a digit, since a tilde
// between digits is a range: 5~10.
type scriptParser struct{}

// maxScript is how long a raised or lowered word may be.
const maxScript = 12

func (scriptParser) Trigger() []byte { return []byte{'~', '^'} }

// Parse takes ~2~ and ^2^ of a few letters and digits. Anything longer, or with spaces, is far more
// often a tilde that means about.
func (scriptParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	mark, before := line[0], block.PrecendingCharacter()
	if unicode.IsSpace(before) || mark == '~' && !unicode.IsLetter(before) && before != ')' && before != ']' {
		return nil
	}
	n := 1
	for n < len(line) && n <= maxScript && (util.IsAlphaNumeric(line[n]) || line[n] == '+' || line[n] == '-') {
		n++
	}
	if n == 1 || n == len(line) || line[n] != mark || n+1 < len(line) && line[n+1] == mark {
		return nil
	}
	block.Advance(n + 1)
	return &script{span: span{seg: text.NewSegment(seg.Start+1, seg.Start+n)}, higher: mark == '^'}
}

// taskParser reads the box of a task at the beginning of an item of a list:
// "- [ ] to do" and "- [x] done".
type taskParser struct{}

func (taskParser) Trigger() []byte { return []byte{'['} }

// Parse takes [ ] and [x] at the beginning of an item, where text follows.
func (taskParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	item := parent.Parent()
	if item == nil || item.Kind() != ast.KindListItem || item.FirstChild() != parent || parent.HasChildren() {
		return nil
	}
	line, seg := block.PeekLine()
	if len(line) < 5 || line[2] != ']' || line[3] != ' ' && line[3] != '\t' || isBlank(line[4:]) {
		return nil
	}
	switch line[1] {
	case ' ', 'x', 'X':
		block.Advance(4)
		return &task{span: span{seg: text.NewSegment(seg.Start, seg.Start+3)}, done: line[1] != ' '}
	}
	return nil
}

// parseOwnID reads {#id} at the end of a heading.
func parseOwnID(line []byte, seg text.Segment, block text.Reader) ast.Node {
	end := bytes.IndexByte(line, '}')
	if end < 0 || !isOwnID(line[2:end]) || !isBlank(line[end+1:]) {
		return nil
	}
	block.Advance(end + 1)
	return &ownID{span: span{seg: text.NewSegment(seg.Start, seg.Start+end+1)}, id: line[2:end]}
}

// isOwnID reports whether an author may give a heading an id: letters of any
// script, digits, and between them hyphens, underscores and full stops.
func isOwnID(id []byte) bool {
	for i, r := range string(id) {
		inside := i > 0 && i < len(id)-1
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && !(inside && (r == '-' || r == '_' || r == '.')) {
			return false
		}
	}
	return len(id) > 0
}

// bareLinkParser makes links of bare addresses, https only. It wakes at the
// colon and takes back the letters before it.
type bareLinkParser struct{}

func (bareLinkParser) Trigger() []byte { return []byte{':'} }

const scheme = "https"

// Parse looks back over "https", which by then is text already, and cuts it off there. Waking at
// the h would mean to stop at every h of a text.
func (bareLinkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	before, ok := parent.LastChild().(*ast.Text)
	if !ok || !bytes.HasPrefix(line, []byte("://")) || seg.Padding != 0 {
		return nil
	}
	src := block.Source()
	start := seg.Start - len(scheme)
	if before.Segment.Stop != seg.Start || before.Segment.Start > start || string(src[start:seg.Start]) != scheme {
		return nil
	}
	if start > before.Segment.Start && util.IsAlphaNumeric(src[start-1]) {
		return nil
	}
	n := bareLength(line)
	if n == 0 {
		return nil
	}
	before.Segment = before.Segment.WithStop(start)
	block.Advance(n)
	link := ast.NewAutoLink(ast.AutoLinkURL, ast.NewTextSegment(text.NewSegment(start, seg.Start+n)))
	link.SetPos(start)
	return link
}

// bareLength is how much of a line after "https" belongs to an address: what
// addresses are written with, letters and digits of any script included.
// Punctuation at its end belongs to the sentence, as does a reference to a
// character such as &lt;.
func bareLength(line []byte) int {
	n := len("://")
	for n < len(line) {
		r, size := utf8.DecodeRune(line[n:])
		if !inAddress(r) || r == '&' && leavesAddress(line[n:]) {
			break
		}
		n += size
	}
	for n > len("://") {
		c := line[n-1]
		unbalanced := c == ')' && bytes.Count(line[:n], []byte(")")) > bytes.Count(line[:n], []byte("("))
		if !unbalanced && !bytes.ContainsRune([]byte("?!.,:;*_~'"), rune(c)) {
			break
		}
		n -= max(1, lastReference(line[:n]))
	}
	if n == len("://") {
		return 0
	}
	return n
}

// leavesAddress reports whether a text begins with a reference to a character that no bare address has.
func leavesAddress(src []byte) bool {
	named, size := reference(src)
	first, _ := utf8.DecodeRuneInString(named)
	return size > 0 && !inAddress(first)
}

// lastReference is the length of the reference that a text ends in, or 0. None is longer than 40 bytes.
func lastReference(src []byte) int {
	end := src[max(0, len(src)-40):]
	from := bytes.LastIndexByte(end, '&')
	if from < 0 {
		return 0
	}
	if _, size := reference(end[from:]); size == len(end)-from {
		return size
	}
	return 0
}

// inAddress reports whether a bare address may have a character.
func inAddress(r rune) bool {
	if r < utf8.RuneSelf {
		return r > ' ' && r < 0x7f && !strings.ContainsRune("<>\"`[]{}|\\^", r)
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}
