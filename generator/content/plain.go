package content

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// read reads the YAML that editors write: groups and lists of plain or
// quoted values, each value on one line. It gives up on anything else, and on
// whatever YAML could mean in another way than it seems; what it reads, it
// reads exactly as the YAML parser does, at a small part of the cost.
func (r *plainReader) read(source []byte, shift int) (*node, bool) {
	r.text, r.number, r.gone = string(source), int32(shift), false
	r.open, r.done, r.depth = r.open[:0], r.done[:0], 0
	if r.next(); r.gone || r.indent != 0 {
		return nil, false
	}
	root, ok := r.block()
	if !ok || !r.gone {
		return nil, false
	}
	return &root, true
}

// plainReader stands at a line that is neither empty nor a comment. The nodes
// that it has read are good until it reads again.
type plainReader struct {
	text string // that follows the line

	number int32  // of the line in the file
	line   string // without its end
	indent int    // of its first value
	i      int    // how much of it is read
	gone   bool   // there is no line any more

	depth   int   // of the lists and groups that are being read
	counted int   // how much of the line
	column  int32 // has so many characters

	open []node // items of lists and groups that are being read, the innermost last
	done []node // items of those that are read
}

var plainReaders = sync.Pool{New: func() any { return &plainReader{} }}

// close takes the items that were opened since mark as those of one node.
func (r *plainReader) close(mark int) []node {
	from := len(r.done)
	r.done = append(r.done, r.open[mark:]...)
	r.open = r.open[:mark]
	return r.done[from:len(r.done):len(r.done)]
}

// next goes to the next line that holds something.
func (r *plainReader) next() {
	for len(r.text) > 0 {
		r.line, r.text, _ = strings.Cut(r.text, "\n")
		r.number++
		r.indent = 0
		for r.indent < len(r.line) && r.line[r.indent] == ' ' {
			r.indent++
		}
		if r.line != "" && !strings.HasPrefix(r.line[r.indent:], "#") {
			r.i, r.counted, r.column = r.indent, 0, 0
			return
		}
	}
	r.gone = true
}

// here is the place in the file that has been read up to.
func (r *plainReader) here() Pos {
	for ; r.counted < r.i; r.counted++ {
		if utf8.RuneStart(r.line[r.counted]) {
			r.column++
		}
	}
	return Pos{Line: r.number, Column: r.column + 1}
}

// mostNested bounds how deep this reader goes.
const mostNested = 100

// nested reads a list or a group.
func (r *plainReader) nested(read func(*plainReader) (node, bool)) (n node, ok bool) {
	if r.depth++; r.depth <= mostNested {
		n, ok = read(r)
	}
	r.depth--
	return n, ok
}

// block reads the group or list that begins at the line.
func (r *plainReader) block() (node, bool) {
	if r.isItem() {
		return r.nested((*plainReader).blockList)
	}
	return r.nested((*plainReader).blockGroup)
}

// blockGroup reads keys on lines of their own, one below the other.
func (r *plainReader) blockGroup() (node, bool) {
	n, mark := node{kind: yamlGroup, at: r.here()}, len(r.open)
	for indent := r.indent; !r.gone && r.indent >= indent; {
		if r.indent > indent {
			return n, false
		}
		key, ok := r.key()
		if !ok {
			return n, false
		}
		value, ok := r.blockValue()
		if !ok {
			return n, false
		}
		r.open = append(r.open, key, value)
	}
	n.items = r.close(mark)
	return n, true
}

// blockValue reads what follows a key: a value on the same line, or a block
// below it.
func (r *plainReader) blockValue() (node, bool) {
	indent := r.indent
	if !r.atEnd() {
		return r.lastOfLine()
	}
	r.next()
	if r.gone || r.indent < indent || r.indent == indent && !r.isItem() {
		return node{}, false
	}
	return r.block()
}

// isItem reports whether the line begins with an item of a list.
func (r *plainReader) isItem() bool { return strings.HasPrefix(r.line[r.i:], "- ") }

// blockList reads items on lines of their own.
func (r *plainReader) blockList() (node, bool) {
	n, mark := node{kind: yamlList, at: r.here()}, len(r.open)
	for indent := r.indent; !r.gone && r.indent == indent && r.isItem(); {
		item, ok := r.item()
		if !ok {
			return n, false
		}
		r.open = append(r.open, item)
	}
	n.items = r.close(mark)
	return n, true
}

// item reads an item of a list on lines of its own: a value, or a group whose
// first key stands behind the hyphen.
func (r *plainReader) item() (node, bool) {
	r.i += len("- ")
	before := r.i
	if _, ok := r.key(); !ok {
		r.i = before
		return r.lastOfLine()
	}
	r.i, r.indent, r.counted, r.column = before, before, 0, 0
	return r.nested((*plainReader).blockGroup)
}

// key reads a key and its colon.
func (r *plainReader) key() (node, bool) {
	n := node{kind: yamlText, at: r.here()}
	begin := r.i
	for r.i < len(r.line) && isKeyByte(r.line[r.i]) {
		r.i++
	}
	n.text = r.line[begin:r.i]
	rest := r.line[r.i:]
	if !isWord(n.text) || rest != ":" && !strings.HasPrefix(rest, ": ") {
		return n, false
	}
	r.i++
	return n, true
}

func isKeyByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_'
}

// isWord reports whether a plain value that begins so is nothing but text.
func isWord(s string) bool {
	if s == "" || s[0] < utf8.RuneSelf && s[0]|0x20 < 'a' || s[0] < utf8.RuneSelf && s[0]|0x20 > 'z' {
		return false
	}
	switch s {
	case "null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE":
		return false
	}
	return true
}

// atEnd skips spaces and reports whether nothing but a comment follows.
func (r *plainReader) atEnd() bool {
	begin := r.i
	for r.i < len(r.line) && r.line[r.i] == ' ' {
		r.i++
	}
	return r.i == len(r.line) || r.line[r.i] == '#' && (r.i > begin || r.i > 0 && r.line[r.i-1] == ' ')
}

// lastOfLine reads a value behind which its line ends, and goes on to the next
// line. A next line that is indented further would belong to the value.
func (r *plainReader) lastOfLine() (node, bool) {
	indent := r.indent
	n, ok := r.value(false)
	if !ok || !r.atEnd() {
		return n, false
	}
	r.next()
	return n, r.gone || r.indent <= indent
}

// value reads a value on the line; inside tells that it stands in brackets.
func (r *plainReader) value(inside bool) (node, bool) {
	if r.i == len(r.line) {
		return node{}, false
	}
	switch r.line[r.i] {
	case '"':
		return r.quoted(`"`, `\`)
	case '\'':
		return r.quoted(`'`, `''`)
	case '[':
		return r.nested((*plainReader).flowList)
	case '{':
		return r.nested((*plainReader).flowGroup)
	}
	return r.plain(inside)
}

// quoted reads a value in quotes without what stands for another character.
func (r *plainReader) quoted(quote, escape string) (node, bool) {
	n := node{kind: yamlText, at: r.here(), quoted: true}
	rest := r.line[r.i+1:]
	end := strings.Index(rest, quote)
	if end < 0 || strings.Contains(rest[:min(end+2, len(rest))], escape) || hasControl(rest[:end]) {
		return n, false
	}
	n.text = rest[:end]
	r.i += end + 2
	return n, true
}

// plain reads a value without quotes.
func (r *plainReader) plain(inside bool) (node, bool) {
	n := node{at: r.here()}
	n.text = r.line[r.i:plainEnd(r.line, r.i, inside)]
	r.i += len(n.text)
	if r.i == len(r.line) && strings.HasSuffix(n.text, " ") {
		return n, false // the YAML parser misplaces it
	}
	n.text = strings.TrimRight(n.text, " ")
	ok := n.classify() && !hasControl(n.text)
	return n, ok
}

// plainEnd is where a plain value that begins at i ends. Within brackets it
// ends at what parts values there; what might part them but does not is left
// for the reader to stumble over.
func plainEnd(line string, i int, inside bool) int {
	for ; i < len(line); i++ {
		switch c := line[i]; {
		case c == '#' && line[i-1] == ' ':
			return i
		case c == ':' && (inside || i+1 == len(line) || line[i+1] == ' '):
			return i
		case inside && (c == ',' || c == '[' || c == ']' || c == '{' || c == '}'):
			return i
		}
	}
	return i
}

// hasControl reports whether there is a character that YAML has rules for.
func hasControl(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] == 0x7f {
			return true
		}
	}
	return false
}

// classify finds out what a plain value is, if that is plain to see.
func (n *node) classify() bool {
	switch {
	case isWord(n.text):
		n.kind = yamlText
	case n.text == "true":
		n.kind = yamlTrue
	case n.text == "false":
		n.kind = yamlFalse
	default:
		return n.digits()
	}
	return true
}

// digits reads what begins with a digit: a number, a day, or words.
func (n *node) digits() bool {
	const most = 9 // digits that fit any number
	if n.text == "" || n.text[0] < '0' || n.text[0] > '9' {
		return false
	}
	i := 0
	for ; i < len(n.text) && '0' <= n.text[i] && n.text[i] <= '9'; i++ {
		n.number = n.number*10 + int(n.text[i]-'0')
		if i == most {
			return false
		}
	}
	if i == len(n.text) {
		n.kind = yamlInteger
		return n.text[0] != '0' || i == 1
	}
	n.kind, n.number = yamlText, 0
	return n.text[i] == ' ' || n.text[i] == '-' && !strings.Contains(n.text, ".")
}

// flowList reads a list in brackets.
func (r *plainReader) flowList() (node, bool) {
	n, mark := node{kind: yamlList, at: r.here()}, len(r.open)
	for r.more(']', len(r.open)-mark) {
		value, ok := r.value(true)
		if !ok {
			return n, false
		}
		r.open = append(r.open, value)
	}
	n.items, n.end = r.close(mark), r.here()
	return n, r.closed(']')
}

// flowGroup reads a group in braces.
func (r *plainReader) flowGroup() (node, bool) {
	n, mark := node{kind: yamlGroup, at: r.here()}, len(r.open)
	for r.more('}', len(r.open)-mark) {
		key, ok := r.key()
		if !ok || r.atEnd() {
			return n, false
		}
		value, ok := r.value(true)
		if !ok {
			return n, false
		}
		r.open = append(r.open, key, value)
	}
	n.items, n.end = r.close(mark), r.here()
	return n, r.closed('}')
}

// more goes on to the next value in brackets, if there is one: behind the
// opening bracket, or behind a comma.
func (r *plainReader) more(end byte, before int) bool {
	if before > 0 {
		r.spaces()
		if r.i == len(r.line) || r.line[r.i] != ',' {
			return false
		}
	}
	if r.i == len(r.line) {
		return false
	}
	r.i++
	r.spaces()
	return before > 0 || r.i < len(r.line) && r.line[r.i] != end
}

func (r *plainReader) spaces() {
	for r.i < len(r.line) && r.line[r.i] == ' ' {
		r.i++
	}
}

// closed steps over a closing bracket.
func (r *plainReader) closed(end byte) bool {
	if r.i == len(r.line) || r.line[r.i] != end {
		return false
	}
	r.i++
	return true
}
