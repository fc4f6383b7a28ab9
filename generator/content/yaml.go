package content

import (
	"errors"
	"math/bits"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// node is a value of a YAML text with its place in the file.
type node struct {
	kind   nodeKind
	quoted bool   // a scalar in quotes
	text   string // of a scalar, as its author wrote it
	number int    // of an integer
	at     Pos
	end    Pos    // of a list or a group in brackets: where they close
	items  []node // of a list its values; of a group its keys and values in turn
}

type nodeKind uint8

const (
	yamlNull     nodeKind = iota // null
	yamlText                     // words; numbers count as words where words are wanted
	yamlInteger                  // a whole number
	yamlHuge                     // one that does not fit an int
	yamlDecimal                  // any other number
	yamlSymbol                   // a number that has no digits: infinity and the like
	yamlTrue                     // true
	yamlFalse                    // false
	yamlList                     // a list
	yamlGroup                    // keys and values
	yamlReserved                 // an anchor, an alias, a tag: YAML that is not read
	yamlOdd                      // what else YAML may have
)

// parse hands on the root of a YAML text, which is nil if there is none or if
// it cannot be read, which is then reported. What editors usually write is
// read by a plainReader, all else by a parser that knows the whole of YAML.
func (d *decoder) parse(source []byte, use func(root *node)) {
	r := plainReaders.Get().(*plainReader)
	defer plainReaders.Put(r)
	if root, ok := r.read(source, d.shift); ok {
		if cutsValue(source) && d.reportSlips(certain(d.slips(source))) {
			root = nil
		}
		use(root)
		return
	}
	if !d.tooMuch(source, r.number) {
		use(d.parseAny(source))
	}
}

// parseAny returns the root of any YAML.
func (d *decoder) parseAny(source []byte) (root *node) {
	defer func() {
		// The YAML parser indexes past the end of a few malformed texts.
		if p := recover(); p != nil {
			root = nil
			if !d.reportSlips(d.slips(source)) {
				d.errorf(d.at(1, 1), "yaml-syntax", "look for unclosed quotes and brackets", "this is not YAML that can be read")
			}
		}
	}()
	f, err := parser.ParseBytes(source, 0, parser.AllowDuplicateMapKey())
	slips := d.slips(source)
	if err != nil {
		if !d.reportSlips(slips) {
			d.syntax(err)
		}
		return nil
	}
	if d.reportSlips(certain(slips)) {
		return nil
	}
	for _, doc := range f.Docs {
		if doc.Body == nil {
			continue
		}
		if root != nil {
			d.errorf(d.convert(doc.Body).at, "yaml-syntax", "remove the --- or ... before it", "a second YAML document begins here")
			return nil // half of a file would be told of as if keys were missing
		}
		n := d.convert(doc.Body)
		root = &n
	}
	if root != nil && root.kind == yamlText && d.reportSlips(slips) {
		return nil
	}
	return root
}

// syntax reports what the YAML parser stumbled over. Its own words are for
// those who know how it works, and are not shown.
func (d *decoder) syntax(err error) {
	at, theirs := d.at(1, 1), err.Error()
	var se *yaml.SyntaxError
	if errors.As(err, &se) {
		theirs = se.Message
		if se.Token != nil && se.Token.Position != nil {
			at = d.at(se.Token.Position.Line, se.Token.Position.Column)
		}
	}
	for _, s := range syntaxErrors() {
		if strings.Contains(theirs, s.theirs) {
			d.errorf(at, "yaml-syntax", s.hint, "%s", s.message)
			return
		}
	}
	d.errorf(at, "yaml-syntax", "look at this line and the one above: each key is indented as its neighbours are, a list's items alike, and a text with signs in it stands in double quotes",
		"this does not fit what stands above it")
}

// syntaxErrors say in plain words what the YAML parser says of slips that lines
// by themselves do not show.
func syntaxErrors() []struct{ theirs, message, hint string } {
	return []struct{ theirs, message, hint string }{
		{"'\\t'", "a tab cannot indent YAML", "indent with spaces"},
		{"'\t'", "a tab cannot indent YAML", "indent with spaces"},
		{"reserved character", "a value without quotes cannot begin with this character", quoteIt},
		{"double-quoted", "a quoted value does not end", "close the quote"},
		{"single-quoted", "a quoted value does not end", "close the quote"},
		{"']'", "a list does not end", "close it with ]"},
		{"'}'", "a group does not end", "close it with }"},
	}
}

// at makes a place in the file of a place in the YAML.
func (d *decoder) at(line, column int) Pos {
	return Pos{Line: int32(max(line, 1) + d.shift), Column: int32(max(column, 1))}
}

// tokenPos is the place of a token of the YAML library, which leaves it out where a file ends too
// early.
func (d *decoder) tokenPos(t *token.Token) Pos {
	if t == nil || t.Position == nil {
		return d.at(1, 1)
	}
	return d.at(t.Position.Line, t.Position.Column)
}

// convert makes a node of what the YAML parser read.
func (d *decoder) convert(n ast.Node) node {
	if n == nil {
		return node{at: d.at(1, 1)}
	}
	to := node{kind: yamlOdd, at: d.tokenPos(n.GetToken())}
	switch n := n.(type) {
	case *ast.StringNode:
		to.kind, to.text = yamlText, n.Value
		to.quoted = n.Token.Type == token.DoubleQuoteType || n.Token.Type == token.SingleQuoteType
	case *ast.LiteralNode:
		to.kind, to.text = yamlText, strings.TrimRight(n.Value.Value, "\n")
	case *ast.IntegerNode:
		to.kind, to.number = whole(n.Value)
		to.text = n.GetToken().Value
	case *ast.FloatNode:
		to.kind, to.text = yamlDecimal, n.GetToken().Value
	case *ast.InfinityNode, *ast.NanNode:
		to.kind = yamlSymbol
	case *ast.BoolNode:
		if to.kind, to.text = yamlFalse, n.GetToken().Value; n.Value {
			to.kind = yamlTrue
		}
	case *ast.NullNode:
		to.kind, to.text = yamlNull, n.GetToken().Value
	case *ast.SequenceNode:
		if to.kind = yamlList; n.IsFlowStyle {
			to.end = d.tokenPos(n.End)
		}
		for _, v := range n.Values {
			to.items = append(to.items, d.convert(v))
		}
	case *ast.MappingValueNode:
		to = d.group(nil, n)
		to.at = to.items[0].at
	case *ast.MappingNode:
		at := to.at
		if to = d.group(to.items, n.Values...); n.IsFlowStyle || len(n.Values) == 0 {
			to.at, to.end = at, d.tokenPos(n.End)
		} else {
			to.at = to.items[0].at
		}
	case *ast.AliasNode, *ast.AnchorNode, *ast.TagNode, *ast.MergeKeyNode:
		to.kind = yamlReserved
	}
	return to
}

// group makes a node of entries.
func (d *decoder) group(items []node, entries ...*ast.MappingValueNode) node {
	for _, e := range entries {
		items = append(items, d.convert(e.Key), d.convert(e.Value))
	}
	return node{kind: yamlGroup, items: items}
}

// whole reads an integer as the YAML parser has it.
func whole(value any) (nodeKind, int) {
	switch v := value.(type) {
	case int64:
		return yamlInteger, int(v)
	case uint64:
		if bits.Len64(v) < 32 {
			return yamlInteger, int(v)
		}
	}
	return yamlHuge, 0
}

// Quote writes a text as YAML that cannot be taken for anything else, on one line. It is written as
// it will be read, composed, resolved and without space around it, so that a digest of what is
// written is also one of what is read.
func Quote(s string) string {
	s = strings.TrimSpace(resolve(string(normalise([]byte(s)))))
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ").Replace(s) + `"`
}
