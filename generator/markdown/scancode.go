package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"nosology/generator/diag"
)

// fenced notes that there is code, and what will not be read of its first
// line.
func (s *scanner) fenced(n *ast.FencedCodeBlock) {
	s.body.Code = true
	if s.codes++; s.codes > maxCode {
		return
	}
	if at, open := unclosed(n, s.src); open {
		s.errorAt(at, "open-code", "this code does not end, and all that follows is taken for code", "end it with a line of its own: "+fenceOf(n, s.src))
	}
	switch {
	case n.Info == nil:
	case hasOptions(n, s.src):
		s.errorAt(n.Info.Segment.Start, "code-options", "options of a block of code are not read", "write the language alone")
	default:
		s.language(n)
	}
}

// language tells of a language that is not coloured.
func (s *scanner) language(n *ast.FencedCodeBlock) {
	name := string(n.Language(s.src))
	switch lexer, known := languages()[strings.ToLower(name)]; {
	case !known:
		s.report(n.Info.Segment.Start, diag.Warning, "code-language", "unknown language "+quote(name), "the code is shown without colours; leave the language out if none fits")
	case lexer == nil:
		s.report(n.Info.Segment.Start, diag.Warning, "code-language", "the language "+quote(name)+" is not coloured", "the code is shown without colours; leave the language out")
	}
}

// fenceOf is the mark that a block of code begins with, which has to end it too.
func fenceOf(n *ast.FencedCodeBlock, src []byte) string {
	before := src
	if n.Info != nil {
		before = src[:n.Info.Segment.Start]
	} else if n.Lines().Len() > 0 {
		before = src[:n.Lines().At(0).Start]
	}
	before = bytes.TrimRight(before, " \t>\n")
	if len(before) == 0 {
		return "```"
	}
	return string(before[len(bytes.TrimRight(before, string(before[len(before)-1]))):])
}

// unclosed reports whether a block of code has no closing line, and where it
// begins.
func unclosed(n *ast.FencedCodeBlock, src []byte) (at int, open bool) {
	end := -1
	if n.Info != nil {
		at = n.Info.Segment.Start
		end = at + max(bytes.IndexByte(src[at:], '\n')+1, 0)
	}
	if lines := n.Lines(); lines.Len() > 0 {
		if n.Info == nil {
			at = lines.At(0).Start
		}
		end = lines.At(lines.Len() - 1).Stop
	}
	if end < 0 {
		return 0, false // empty and without a language: nothing is lost
	}
	line, _, _ := bytes.Cut(src[min(end, len(src)):], []byte("\n"))
	line = bytes.TrimLeft(line, " \t>")
	return at, !bytes.HasPrefix(line, []byte("```")) && !bytes.HasPrefix(line, []byte("~~~"))
}
