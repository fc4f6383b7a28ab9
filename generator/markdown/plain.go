package markdown

import (
	"bytes"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// inlineText writes the text of a node's inline children without any marks.
func inlineText(w *textWriter, src []byte, parent ast.Node) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		switch n := c.(type) {
		case *ast.Text:
			w.write(n.Segment.Value(src))
			if n.SoftLineBreak() || n.HardLineBreak() {
				w.blank()
			}
		case *ast.CodeSpan:
			codeText(w, src, n)
		case *ast.AutoLink:
			w.literal(n.Label(src))
		case *ast.RawHTML:
		case *task:
		case *script:
			w.script(n.seg.Value(src), n.higher)
		case *citation, *flagMarker, *ownID, *xast.FootnoteLink, *xast.FootnoteBacklink:
			w.space = false
		case *number:
			w.write([]byte(numberWords[n.kind]))
		case *mistake:
			w.literal(n.seg.Value(src))
		default:
			inlineText(w, src, n)
		}
	}
}

// codeText writes the text of a code span, white space folded as browsers do.
func codeText(w *textWriter, src []byte, n *ast.CodeSpan) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			w.literal(t.Segment.Value(src))
		}
	}
}

// script writes text that stands lower or higher. Digits that stand higher are
// written so, since 10² is not 102; those of H2O are read as they stand.
func (w *textWriter) script(text []byte, higher bool) {
	w.gap()
	for _, r := range string(text) {
		if raised := strings.IndexRune("0123456789+-", r); higher && raised >= 0 {
			r = [...]rune{'⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁺', '⁻'}[raised]
		}
		w.rune(r)
	}
}

// literal writes text in which nothing has a meaning.
func (w *textWriter) literal(b []byte) {
	for _, r := range string(b) {
		switch r {
		case ' ', '\t', '\n', '\r', '\f':
			w.blank()
		default:
			w.gap()
			w.rune(visible(r))
		}
	}
}

// PlainText returns the text of a span as a reader sees it: without Markdown's
// marks, citations and flag markers, white space folded, quotes and dashes
// typographic. Care numbers are said in words ("the emergency number"), since
// a body knows no region.
func PlainText(src []byte, s Span) string {
	buf := plainTexts.Get().(*bytes.Buffer)
	defer plainTexts.Put(buf)
	buf.Reset()
	w := &textWriter{buf: buf}
	stripMarks(w, src[s.Start:s.End])
	return buf.String()
}

var plainTexts = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// stripMarks writes a piece of a block's source. The piece may begin or end
// within marks, so it is not parsed; marks are told from text by what stands
// beside them.
func stripMarks(w *textWriter, src []byte) {
	from := 0
	for i := 0; i < len(src); {
		if !marks[src[i]] {
			i++
			continue
		}
		if bytes.HasPrefix(src[i:], []byte("://")) {
			i += max(bareLength(src[i:]), 1)
			continue
		}
		n, text := mark(src, i)
		if n == 0 {
			i++
			continue
		}
		w.write(src[from:i])
		number := numberAt(src[i:])
		switch {
		case number != "":
			w.write([]byte(number))
		case text != nil:
			stripMarks(w, text)
		case src[i] == '[' || src[i] == '{':
			w.space = false
		}
		i += n
		from = i
	}
	w.write(src[from:])
}

// marks are the bytes that marks begin with, and the colon of an address.
var marks = func() (t [256]bool) {
	for _, c := range []byte("\\*_~`![{<\n:") {
		t[c] = true
	}
	return t
}()

// mark returns the length of the mark at i, or 0 if the character there is
// text, and the text within the mark that is shown.
func mark(src []byte, i int) (n int, text []byte) {
	rest := src[i:]
	switch rest[0] {
	case '\\':
		if len(rest) > 1 && rest[1] == '\n' {
			return 1, nil
		}
	case '*', '_', '~', '`':
		return markRun(src, i), nil
	case '!':
		if len(rest) > 1 && rest[1] == '[' {
			n, _ = bracket(rest[1:])
			if n > 0 {
				return n + 1, nil
			}
		}
	case '[':
		return bracket(rest)
	case '{':
		return brace(rest), nil
	case '<':
		if end := bytes.IndexByte(rest, '>'); end > 0 && !bytes.ContainsAny(rest[:end], " \t\n") {
			return end + 1, rest[1:end]
		}
	case '\n':
		return 1 + quotePrefix(rest[1:]), []byte(" ")
	}
	return 0, nil
}

// markRun is the length of a run of marks of emphasis or code, unless it
// stands between two spaces or, as underscores may, within a word.
func markRun(src []byte, i int) int {
	j := i
	for j < len(src) && src[j] == src[i] {
		j++
	}
	before, after := byte(' '), byte(' ')
	if i > 0 {
		before = src[i-1]
	}
	if j < len(src) {
		after = src[j]
	}
	if i > 0 && before == '\\' || isBlank([]byte{before, after}) && i > 0 && j < len(src) {
		return 0
	}
	if src[i] == '_' && util.IsAlphaNumeric(before) && util.IsAlphaNumeric(after) {
		return 0
	}
	if src[i] == '~' && j-i > 2 {
		return 0
	}
	return j - i
}

// bracket reads a link, a citation or a footnote's number.
func bracket(src []byte) (n int, text []byte) {
	depth, end := 0, -1
	for i, c := range src {
		if i > 0 && src[i-1] == '\\' {
			continue
		}
		if c == '[' {
			depth++
		} else if c == ']' {
			if depth--; depth == 0 {
				end = i
				break
			}
		}
	}
	if end < 0 {
		return 0, nil
	}
	text = src[1:end]
	if len(text) > 1 && text[0] == '^' {
		return end + 1, nil
	}
	if end+1 < len(src) && (src[end+1] == '(' || src[end+1] == '[') {
		closing := byte(')')
		if src[end+1] == '[' {
			closing = ']'
		}
		if length := bytes.IndexByte(src[end+1:], closing); length > 0 && (closing == ')' || !bytes.HasPrefix(src[end+1:], []byte("[@"))) {
			return end + 2 + length, text
		}
	}
	if len(text) > 1 && text[0] == '@' {
		return end + 1, nil
	}
	return 0, nil
}

// brace is the length of a care number or a flag marker.
func brace(src []byte) int {
	if numberAt(src) != "" {
		return bytes.Index(src, []byte("}}")) + 2
	}
	if bytes.HasPrefix(src, flagPrefix) {
		return bytes.IndexByte(src, '}') + 1
	}
	return 0
}

// numberAt returns the words for the care number at the beginning of src.
func numberAt(src []byte) string {
	if !bytes.HasPrefix(src, []byte("{{")) {
		return ""
	}
	end := bytes.Index(src, []byte("}}"))
	if end < 0 {
		return ""
	}
	return numberWords[string(bytes.TrimSpace(src[2:end]))]
}

// quotePrefix is the length of the marks of quotations at a line's beginning.
func quotePrefix(line []byte) int {
	n := 0
	for n < len(line) && (line[n] == ' ' || line[n] == '>') {
		n++
	}
	if bytes.IndexByte(line[:n], '>') < 0 {
		return 0
	}
	return n
}
