package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"

	"nosology/generator/text"
)

// LeadingTitle returns the heading of the first level that a body begins with:
// the page's title, as other programs write it. Scan and Render pass over it.
// What may not be in a heading is told of by Scan. It parses the first lines
// alone, and those only if they may hold a heading: few bodies have one. in is the
// language, as for Scan.
func LeadingTitle(src []byte, in *text.Language) (title string, at Span, ok bool) {
	head := firstLines(src)
	if len(head) > maxParagraph || !bytes.Contains(head, []byte("# ")) && !bytes.Contains(head, []byte("#\t")) && !bytes.Contains(head, []byte("\n=")) {
		return "", Span{}, false
	}
	heading := leadingTitle(parse(head), head)
	if heading == nil {
		return "", Span{}, false
	}
	var w bytes.Buffer
	inlineText(&textWriter{buf: &w, in: in}, head, heading)
	return w.String(), lineSpan(heading), w.Len() > 0
}

// firstLines is a body up to the first empty line behind something.
func firstLines(src []byte) []byte {
	start := len(src) - len(bytes.TrimLeft(src, " \t\n"))
	if end := bytes.Index(src[start:], []byte("\n\n")); end >= 0 {
		return src[:start+end+1]
	}
	return src
}

// leadingTitle returns the title that a body begins with, or nil. Something that
// leaves no block, such as the address of a link, may not stand before it.
func leadingTitle(tree ast.Node, src []byte) *ast.Heading {
	h, ok := tree.FirstChild().(*ast.Heading)
	if !ok || h.Level != 1 || !h.HasChildren() || len(bytes.Trim(src[:lineSpan(h).Start], " \t\n#")) > 0 {
		return nil
	}
	return h
}

// title looks at a title, of which the text alone is read.
func (s *scanner) title(n *ast.Heading) {
	s.unread(n)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c.(type) {
		case *ast.Text, *ast.Emphasis, *ast.CodeSpan, *ownID, *script:
		default:
			s.errorAt(lineStart(n), "heading-level", "the title of a page is plain text", "leave links, citations and pictures out of it")
			return
		}
	}
}

func lineStart(n ast.Node) int { return int(lineSpan(n).Start) }
