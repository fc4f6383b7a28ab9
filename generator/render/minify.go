package render

import (
	"strings"
	"text/template/parse"
	"unicode"
)

// A layout's text is minified once, when it is parsed, so that finished pages
// need no minifying. White space goes where it cannot show: beside block
// elements and beside functions that write blocks, whichever way a condition
// falls and however often a loop runs. Elsewhere a run of white space becomes
// one space. Comments go everywhere.
//
// The text of a template comes in pieces, cut by actions. It is joined with
// marks for what stands between, minified as a whole, and cut again at the
// marks.
const (
	markPiece   = '\x01' // a piece of text begins
	markControl = '\x02' // an action that writes nothing: an assignment, {{break}}
	markBlock   = '\x03' // an action that writes block elements
	markInline  = '\x04' // an action that writes text
	markIf      = '\x05' // {{if}}, {{with}}
	markRange   = '\x06' // {{range}}
	markElse    = '\x07'
	markEnd     = '\x08'
)

func isMark(c byte) bool { return c >= markPiece && c <= markEnd }

// minifyTree minifies the text of a parsed template in place. isBlock tells
// which functions write block elements.
func minifyTree(tree *parse.Tree, isBlock func(function string) bool) {
	if tree == nil || tree.Root == nil {
		return
	}
	j := joiner{isBlock: isBlock}
	j.list(tree.Root)
	between := strings.FieldsFunc(minifyText(j.joined.String()), func(r rune) bool { return r > markPiece && r <= markEnd })
	next := 0
	for _, texts := range between {
		// Every piece begins with its own mark; one that is left empty keeps its place.
		for _, text := range strings.Split(texts, string(markPiece))[1:] {
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
		j.joined.WriteString(strings.Map(withoutMarks, string(n.Text)))
	case *parse.IfNode:
		j.branch(markIf, &n.BranchNode)
	case *parse.RangeNode:
		j.branch(markRange, &n.BranchNode)
	case *parse.WithNode:
		j.branch(markIf, &n.BranchNode)
	case *parse.TemplateNode:
		j.mark(markBlock)
	case *parse.ActionNode:
		j.mark(j.actionMark(n))
	default:
		j.mark(markControl)
	}
}

// withoutMarks drops characters that we use as marks. HTML does not allow them.
func withoutMarks(r rune) rune {
	if r < 0x80 && isMark(byte(r)) {
		return -1
	}
	return r
}

func (j *joiner) branch(begin byte, b *parse.BranchNode) {
	j.mark(begin)
	j.list(b.List)
	if b.ElseList != nil {
		j.mark(markElse)
		j.list(b.ElseList)
	}
	j.mark(markEnd)
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
	m := minifier{src: src, left: besideBlock, branches: findBranches(src)}
	for m.at < len(m.src) {
		m.step()
	}
	m.settle(besideBlock)
	return m.out.String()
}

// beside is what stands next to white space.
type beside uint8

const (
	besideText  beside = iota // text, inline elements
	besideBlock               // a block element's tag, or the end of the layout
	besideSpace               // white space that was kept
)

// both is what stands beside white space where it is a or b, as a condition falls.
func both(a, b beside) beside {
	switch {
	case a == b:
		return a
	case a == besideText || b == besideText:
		return besideText
	}
	return besideSpace
}

type minifier struct {
	src      string
	at       int
	out      strings.Builder
	gap      strings.Builder // white space and marks of nothing, not written yet
	left     beside          // what stands before gap
	svg      int             // depth of <svg>; there, only text shows white space
	branches map[int]*branch // by the place of each of their marks
}

// branch is a condition or a loop: where its marks stand.
type branch struct {
	begin, other, end int // other is that of {{else}}, 0 if there is none
	loop              bool
	before            beside // what stands before it
	first             beside // what the part before {{else}} ends in
}

func findBranches(src string) map[int]*branch {
	found := map[int]*branch{}
	var open []*branch
	for i := range len(src) {
		switch src[i] {
		case markIf, markRange:
			b := &branch{begin: i, loop: src[i] == markRange}
			open, found[i] = append(open, b), b
		case markElse:
			if n := len(open); n > 0 {
				open[n-1].other, found[i] = i, open[n-1]
			}
		case markEnd:
			if n := len(open); n > 0 {
				open[n-1].end, found[i] = i, open[n-1]
				open = open[:n-1]
			}
		}
	}
	return found
}

func (m *minifier) step() {
	c := m.src[m.at]
	switch {
	case isSpace(c), c == markPiece, c == markControl:
		m.gap.WriteByte(c)
		m.at++
	case c >= markIf && c <= markEnd:
		m.turn()
	case c == markBlock:
		m.solid(m.src[m.at:m.at+1], besideBlock)
	case strings.HasPrefix(m.src[m.at:], "<!--"):
		m.skipComment()
	case m.atTag(m.at):
		m.tag()
	default:
		m.solid(m.src[m.at:m.at+1], besideText)
	}
}

// solid writes what is not white space, after settling the gap before it.
func (m *minifier) solid(s string, is beside) {
	m.settle(is)
	m.out.WriteString(s)
	m.at += len(s)
	m.left = is
}

// turn writes a mark at which the text goes one way or another.
func (m *minifier) turn() {
	m.settle(m.past(m.at, 0))
	b := m.branches[m.at]
	if b != nil && b.end > 0 {
		switch m.at {
		case b.begin:
			m.enter(b)
		case b.other:
			b.first, m.left = m.left, b.before
		case b.end:
			m.left = both(m.left, b.skipped())
		}
	}
	m.out.WriteByte(m.src[m.at])
	m.at++
}

// enter begins a branch. A loop begins after what it ends in, too.
func (m *minifier) enter(b *branch) {
	b.before = m.left
	if b.loop {
		m.left = both(m.left, m.behind(b))
	}
}

// skipped is what stands before the end if the last part was not taken.
func (b *branch) skipped() beside {
	if b.other > 0 {
		return b.first
	}
	return b.before
}

// deepest bounds how many turns are followed to see what comes next.
const deepest = 16

// past is what comes after the mark of a turn, whichever way it goes.
func (m *minifier) past(i, turns int) beside {
	b := m.branches[i]
	if b == nil || b.end == 0 || turns > deepest {
		return besideText
	}
	next := func(i int) beside { return m.ahead(i+1, turns+1) }
	switch {
	case i == b.begin && b.other > 0:
		return both(next(i), next(b.other))
	case i == b.begin:
		return both(next(i), next(b.end))
	case b.loop:
		return both(next(b.begin), next(b.end))
	}
	return next(b.end)
}

// ahead is what comes first from a place on that is not white space.
func (m *minifier) ahead(i, turns int) beside {
	for ; i < len(m.src); i++ {
		c := m.src[i]
		switch {
		case isSpace(c), c == markPiece, c == markControl:
		case c == markBlock:
			return besideBlock
		case c >= markIf && c <= markEnd:
			return m.past(i, turns)
		case m.atTag(i):
			return m.besideTag(tagName(m.src[i+1:]))
		default:
			return besideText
		}
	}
	return besideBlock
}

// behind is what a loop's body ends in, as far as that can be told by looking back.
func (m *minifier) behind(b *branch) beside {
	end := b.end
	if b.other > 0 {
		end = b.other
	}
	whole := m.src[b.begin+1 : end]
	body := strings.TrimRight(whole, " \n\t\r\f"+string(markPiece)+string(markControl))
	if strings.HasSuffix(body, string(markBlock)) {
		return besideBlock
	}
	if open := strings.LastIndexByte(body, '<'); open >= 0 && strings.HasSuffix(body, ">") && m.besideTag(tagName(body[open+1:])) == besideBlock {
		return besideBlock
	}
	if strings.IndexFunc(whole[len(body):], unicode.IsSpace) >= 0 {
		return besideSpace
	}
	return besideText
}

// settle writes the gap, now that both of its sides are known.
func (m *minifier) settle(right beside) {
	gap := m.gap.String()
	m.gap.Reset()
	drop := m.left != besideText || right == besideBlock
	for i := 0; i < len(gap); i++ {
		switch {
		case !isSpace(gap[i]):
			m.out.WriteByte(gap[i])
		case !drop:
			m.out.WriteByte(' ')
			drop, m.left = true, besideSpace
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
		if name == "text" || name == "tspan" {
			return besideText
		}
		return besideBlock
	}
	if blockElements[name] {
		return besideBlock
	}
	return besideText
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

// atTag reports whether a tag begins at a place.
func (m *minifier) atTag(i int) bool {
	if m.src[i] != '<' || i+1 == len(m.src) {
		return false
	}
	c := m.src[i+1]
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
