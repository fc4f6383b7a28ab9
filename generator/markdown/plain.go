package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
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
			w.address(n.Label(src))
		case *ast.RawHTML:
			if isBreak(n, src) {
				w.blank()
			}
		case *task:
		case *script:
			w.script(n.seg.Value(src), n.higher)
		case *citation, *flagMarker, *ownID, *xast.FootnoteLink, *xast.FootnoteBacklink:
			w.space = false
		case *number:
			w.write([]byte(numberWord(n.kind)))
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

// address writes an address that stands in the text as it is.
func (w *textWriter) address(written []byte) { w.literal(address(written)) }

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
