package render

import (
	"strings"
	"text/template/parse"
)

// A layout's text is minified once, when it is parsed, so that finished pages
// need no minifying. White space goes where it cannot show: beside block
// elements and beside functions that write blocks. Where {{if}}, {{end}} and
// the like stand between, it goes only if it holds a line break. Elsewhere a
// run of white space becomes one space. Comments go everywhere.
//
// The text of a template comes in pieces, cut by actions. It is joined with
// marks for what stands between, minified as a whole, and cut again at the
// marks.
const (
	markPiece   = '\x01' // a piece of text begins
	markControl = '\x02' // {{if}}, {{else}}, {{end}} …: writes nothing itself
	markBlock   = '\x03' // an action that writes block elements
	markInline  = '\x04' // an action that writes text
)

func isMark(c byte) bool { return c >= markPiece && c <= markInline }

// minifyTree minifies the text of a parsed template in place. isBlock tells
// which functions write block elements.
func minifyTree(tree *parse.Tree, isBlock func(function string) bool) {
	if tree == nil || tree.Root == nil {
		return
	}
	j := joiner{isBlock: isBlock}
	j.list(tree.Root)
	cut := strings.FieldsFunc(minifyText(j.joined.String())+string(markControl), func(r rune) bool { return r > markPiece && r <= markInline })
	next := 0
	for _, piece := range cut {
		// Every piece begins with its own mark; what is left empty keeps its place.
		for _, text := range strings.Split(piece, string(markPiece))[1:] {
			j.pieces[next].Text = []byte(text)
			next++
		}
	}
}

// joiner strings a template's text together, with marks for what is not text.
type joiner struct {
	isBlock func(string) bool
	joined  strings.Builder
	pieces  []*parse.TextNode
}

func (j *joiner) mark(m byte) { j.joined.WriteByte(m) }

func (j *joiner) list(l *parse.ListNode) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		j.node(n)
	}
}

func (j *joiner) node(n parse.Node) {
	switch n := n.(type) {
	case *parse.TextNode:
		j.pieces = append(j.pieces, n)
		j.mark(markPiece)
		j.joined.Write(n.Text)
	case *parse.IfNode:
		j.branch(&n.BranchNode)
	case *parse.RangeNode:
		j.branch(&n.BranchNode)
	case *parse.WithNode:
		j.branch(&n.BranchNode)
	case *parse.TemplateNode:
		j.mark(markBlock)
	case *parse.ActionNode:
		j.mark(j.actionMark(n))
	default:
		j.mark(markControl)
	}
}

func (j *joiner) branch(b *parse.BranchNode) {
	j.mark(markControl)
	j.list(b.List)
	j.mark(markControl)
	j.list(b.ElseList)
	j.mark(markControl)
}

// actionMark tells what an action writes by the function that it ends in.
func (j *joiner) actionMark(n *parse.ActionNode) byte {
	if len(n.Pipe.Decl) > 0 {
		return markControl
	}
	last := n.Pipe.Cmds[len(n.Pipe.Cmds)-1]
	if id, ok := last.Args[0].(*parse.IdentifierNode); ok && j.isBlock(id.Ident) {
		return markBlock
	}
	return markInline
}

// minifyText minifies HTML in which marks stand for actions. All marks stay,
// in their order.
func minifyText(src string) string {
	m := minifier{src: src, left: besideBlock}
	for m.at < len(m.src) {
		m.step()
	}
	m.settle(besideBlock)
	return m.out.String()
}

// beside is what stands next to white space.
type beside bool

const (
	besideText  beside = false
	besideBlock beside = true
)

type minifier struct {
	src  string
	at   int
	out  strings.Builder
	gap  strings.Builder // white space and transparent marks not written yet
	left beside          // what stands before gap
	svg  int             // depth of <svg>; there, only text shows white space
}

func (m *minifier) step() {
	c := m.src[m.at]
	switch {
	case isSpace(c), c == markPiece, c == markControl:
		m.gap.WriteByte(c)
		m.at++
	case c == markBlock:
		m.solid(m.src[m.at:m.at+1], besideBlock, besideBlock)
	case strings.HasPrefix(m.src[m.at:], "<!--"):
		m.skipComment()
	case c == '<' && m.at+1 < len(m.src) && startsTag(m.src[m.at+1]):
		m.tag()
	default:
		m.solid(m.src[m.at:m.at+1], besideText, besideText)
	}
}

// solid writes what is not white space, after settling the gap before it.
func (m *minifier) solid(s string, as, then beside) {
	m.settle(as)
	m.out.WriteString(s)
	m.at += len(s)
	m.left = then
}

// settle writes the gap, now that both of its sides are known.
func (m *minifier) settle(right beside) {
	gap := m.gap.String()
	m.gap.Reset()
	drop := m.left == besideBlock || right == besideBlock
	if strings.IndexByte(gap, markControl) >= 0 && strings.IndexByte(gap, '\n') < 0 {
		drop = false
	}
	for i := 0; i < len(gap); i++ {
		switch {
		case !isSpace(gap[i]):
			m.out.WriteByte(gap[i])
		case !drop:
			m.out.WriteByte(' ')
			drop = true
		}
	}
}

// skipComment drops a comment, but not the marks in it.
func (m *minifier) skipComment() {
	end := strings.Index(m.src[m.at:], "-->")
	if end < 0 {
		end = len(m.src) - m.at
	} else {
		end += len("-->")
	}
	for _, c := range []byte(m.src[m.at : m.at+end]) {
		if isMark(c) {
			m.gap.WriteByte(c)
		}
	}
	m.at += end
}

// tag writes a tag, and after some tags everything up to their end.
func (m *minifier) tag() {
	name := tagName(m.src[m.at+1:])
	kind := m.besideTag(name)
	m.settle(kind)
	m.insideTag()
	m.left = kind
	switch name {
	case "svg":
		m.svg++
	case "/svg":
		m.svg--
	case "pre", "textarea", "script", "style":
		m.verbatim("</" + name)
	}
}

func (m *minifier) besideTag(name string) beside {
	name = strings.TrimPrefix(name, "/")
	if m.svg > 0 && name != "svg" {
		return beside(name != "text" && name != "tspan")
	}
	return beside(blockElements[name])
}

// insideTag copies a tag with single spaces between its attributes.
func (m *minifier) insideTag() {
	var quote byte
	space := false
	for m.at < len(m.src) {
		c := m.src[m.at]
		m.at++
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case isSpace(c):
			space = true
			continue
		case c == '"' || c == '\'':
			quote = c
		}
		if space && c != '>' {
			m.out.WriteByte(' ')
		}
		space = false
		m.out.WriteByte(c)
		if c == '>' && quote == 0 {
			return
		}
	}
}

// verbatim copies everything up to the end tag that begins with end.
func (m *minifier) verbatim(end string) {
	from := m.at
	for m.at < len(m.src) && !beginsWith(m.src[m.at:], end) {
		m.at++
	}
	m.out.WriteString(m.src[from:m.at])
}

// beginsWith compares as tags do, without regard to case.
func beginsWith(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'
}

func startsTag(c byte) bool {
	return c == '/' || c == '!' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// tagName returns a tag's name in lower case, with a leading slash if it is an end tag.
func tagName(s string) string {
	n := 0
	for n < len(s) && !isSpace(s[n]) && s[n] != '>' && !isMark(s[n]) && (n == 0 || s[n] != '/') {
		n++
	}
	return strings.ToLower(s[:n])
}

// blockElements are the elements beside which white space does not show.
var blockElements = set(
	"!doctype", "html", "head", "title", "meta", "link", "script", "style", "base", "body", "noscript", "template",
	"main", "header", "footer", "nav", "section", "article", "aside", "search", "div", "p", "pre", "hr", "br", "address",
	"h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "ul", "ol", "li", "dl", "dt", "dd", "menu",
	"figure", "figcaption", "blockquote", "details", "summary", "dialog",
	"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td",
	"form", "fieldset", "legend", "option", "optgroup", "datalist",
)

func set(names ...string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, n := range names {
		m[n] = true
	}
	return m
}
