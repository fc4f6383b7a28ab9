package content

import (
	"errors"
	"fmt"
	"math/bits"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"nosology/generator/diag"
)

// decoder reads one YAML text into a struct and gathers everything that is
// wrong with it. Strict decoding into structs would stop at the first mistake
// and would lose the places of values, so the syntax tree is walked once.
type decoder struct {
	path  string
	file  []byte // the whole file, for the lines in diagnostics
	shift int    // lines of the file before the YAML's first
	key   string // the key whose value is being read, for messages
	ds    []diag.Diagnostic
}

// field is one key of a mapping: its name, whether it must be there, and what
// its value becomes.
type field[T any] struct {
	name string
	need bool
	set  func(d *decoder, v ast.Node, to *T)
}

func (d *decoder) report(at Pos, severity diag.Severity, check, hint, format string, args ...any) {
	d.ds = append(d.ds, diag.Diagnostic{
		Position: diag.Position{File: d.path, Line: int(at.Line), Column: int(at.Column)},
		Severity: severity,
		Check:    check,
		Message:  fmt.Sprintf(format, args...),
		Hint:     hint,
		Source:   line(d.file, int(at.Line)),
	})
}

func (d *decoder) errorf(at Pos, check, hint, format string, args ...any) {
	d.report(at, diag.Error, check, hint, format, args...)
}

// parse returns the root of a YAML text, or nil if there is none or if it
// cannot be read, which is then reported.
func (d *decoder) parse(text []byte) (root ast.Node) {
	defer func() {
		// The YAML parser indexes past the end of a few malformed texts.
		if p := recover(); p != nil {
			root = nil
			d.errorf(d.at(1, 1), "yaml-syntax", "look for unclosed quotes and brackets", "this is not YAML that can be read")
		}
	}()
	f, err := parser.ParseBytes(text, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		d.syntax(err)
		return nil
	}
	for i, doc := range f.Docs {
		if doc.Body == nil {
			continue
		}
		if root != nil {
			d.errorf(d.pos(f.Docs[i].Body), "yaml-syntax", "remove the --- before it", "a second YAML document begins here")
			break
		}
		root = doc.Body
	}
	return root
}

// syntax reports what the YAML parser stumbled over, in plainer words where
// the slip is a common one.
func (d *decoder) syntax(err error) {
	at, message := d.at(1, 1), err.Error()
	var se *yaml.SyntaxError
	if errors.As(err, &se) {
		message = se.Message
		if se.Token != nil && se.Token.Position != nil {
			at = d.at(se.Token.Position.Line, se.Token.Position.Column)
		}
	}
	l := line(d.file, int(at.Line))
	hint := ""
	switch {
	case strings.Contains(message, "'\\t'"), strings.Contains(message, "'\t'"):
		message, hint = "a tab cannot indent YAML", "indent with spaces"
	case strings.Contains(message, "reserved character"):
		message, hint = "a value cannot begin with this character", "put the value in double quotes"
	case strings.Contains(message, "double-quoted"), strings.Contains(message, "single-quoted"):
		message, hint = "a quoted value does not end", "close the quote"
	case strings.Contains(message, "']'"):
		message, hint = "a list does not end", "close it with ]"
	case strings.Contains(message, "'}'"):
		message, hint = "a group does not end", "close it with }"
	case strings.Contains(message, "mapping value is not allowed"), strings.Contains(message, "map key-value is pre-defined"):
		message, hint = "this value cannot be read", "check the quotes and the indentation"
		if strings.Count(l, ": ") > 1 {
			message, hint = "a value with a colon in it needs quotes", "put the whole value in double quotes"
		}
	}
	d.errorf(at, "yaml-syntax", hint, "%s", strings.ReplaceAll(message, "\n", " "))
}

// at makes a place in the file of a place in the YAML.
func (d *decoder) at(line, column int) Pos {
	return Pos{Line: int32(max(line, 1) + d.shift), Column: int32(max(column, 1))}
}

// pos is where a node begins.
func (d *decoder) pos(n ast.Node) Pos {
	switch n := n.(type) {
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return d.pos(n.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return d.pos(n.Key)
	}
	if n == nil {
		return d.at(1, 1)
	}
	return d.tokenPos(n.GetToken())
}

func (d *decoder) tokenPos(t *token.Token) Pos {
	if t == nil || t.Position == nil {
		return d.at(1, 1)
	}
	return d.at(t.Position.Line, t.Position.Column)
}

// decode reads a mapping into a struct by its fields. at is where to report
// keys that are missing.
func decode[T any](d *decoder, n ast.Node, at Pos, fields []field[T], to *T) {
	entries, ok := d.entries(n)
	if !ok {
		return
	}
	var seen uint64
	var first [64]Pos
	for _, e := range entries {
		name, ok := d.name(e)
		if !ok {
			continue
		}
		i := indexField(fields, name.S)
		if i < 0 {
			d.errorf(name.Pos, "unknown-key", hintKey(fields, name.S), "unknown key %q", name.S)
			continue
		}
		if seen&(1<<i) != 0 {
			d.duplicate(name, first[i])
			continue
		}
		seen |= 1 << i
		first[i] = name.Pos
		outer := d.key
		d.key = name.S
		fields[i].set(d, e.Value, to)
		d.key = outer
	}
	for i := range fields {
		if fields[i].need && seen&(1<<i) == 0 {
			d.errorf(at, "missing-key", fmt.Sprintf("add a line %q", fields[i].name+": …"), "%s is missing", fields[i].name)
		}
	}
}

// each calls f for every entry of a mapping whose keys are names of the
// author's own: ids, systems of codes, regions.
func (d *decoder) each(n ast.Node, f func(name Text, v ast.Node)) {
	entries, ok := d.entries(n)
	if !ok {
		return
	}
	seen := make(map[string]Pos, len(entries))
	outer := d.key
	defer func() { d.key = outer }()
	for _, e := range entries {
		name, ok := d.name(e)
		if !ok {
			continue
		}
		if before, again := seen[name.S]; again {
			d.duplicate(name, before)
			continue
		}
		seen[name.S] = name.Pos
		d.key = strconv.Quote(name.S)
		f(name, e.Value)
	}
}

func (d *decoder) duplicate(name Text, first Pos) {
	d.errorf(name.Pos, "duplicate-key", "keep one of the two", "%q is here twice, first in line %d", name.S, first.Line)
}

func indexField[T any](fields []field[T], name string) int {
	for i := range fields {
		if fields[i].name == name {
			return i
		}
	}
	return -1
}

func hintKey[T any](fields []field[T], name string) string {
	if _, ok := any(fields).([]field[Document]); ok && owners[name] != "" {
		return "only " + owners[name] + " have it"
	}
	names := make([]string, len(fields))
	for i := range fields {
		names[i] = fields[i].name
	}
	return diag.OneOf(name, names)
}

// entries returns the entries of a mapping, or false and a report if it is
// something else.
func (d *decoder) entries(n ast.Node) ([]*ast.MappingValueNode, bool) {
	switch n := n.(type) {
	case nil: // an empty file
		return nil, true
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	d.wrongType(n, "a group of keys", "write each key on a line of its own, indented, with a colon")
	return nil, false
}

// name reads the key of an entry.
func (d *decoder) name(e *ast.MappingValueNode) (Text, bool) {
	switch k := e.Key.(type) {
	case *ast.StringNode:
		return Text{S: k.Value, Pos: d.pos(k)}, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.NullNode:
		return Text{S: k.GetToken().Value, Pos: d.pos(k)}, true
	}
	d.errorf(d.tokenPos(e.Key.GetToken()), "wrong-type", "write a plain name", "this cannot be a key")
	return Text{}, false
}

// wrongType reports a value that is not what its key wants.
func (d *decoder) wrongType(n ast.Node, want, hint string) {
	what := d.key
	if what == "" {
		what = "this"
	}
	switch n.(type) {
	case nil, *ast.NullNode:
		d.errorf(d.pos(n), "empty-value", "give it a value or remove the line", "%s has no value", what)
	case *ast.AliasNode, *ast.AnchorNode, *ast.TagNode, *ast.MergeKeyNode:
		d.errorf(d.pos(n), "wrong-type", "write the value out", "anchors, aliases and tags of YAML are not read")
	default:
		d.errorf(d.pos(n), "wrong-type", hint, "%s must be %s, not %s", what, want, kindOf(n))
	}
}

// kindOf names what stands in a file, in an editor's words.
func kindOf(n ast.Node) string {
	switch n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return "a group of keys"
	case *ast.SequenceNode:
		return "a list"
	case *ast.BoolNode:
		return "true or false"
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return "a number"
	}
	return "text"
}

// scalar reads a value as its author wrote it. Numbers count as text: 000 and
// 112 are telephone numbers.
func (d *decoder) scalar(n ast.Node) (Text, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return Text{S: n.Value, Pos: d.pos(n)}, true
	case *ast.LiteralNode:
		return Text{S: strings.TrimRight(n.Value.Value, "\n"), Pos: d.pos(n)}, true
	case *ast.IntegerNode, *ast.FloatNode:
		return Text{S: n.GetToken().Value, Pos: d.pos(n)}, true
	}
	return Text{}, false
}

// text reads words that must not be empty.
func (d *decoder) text(n ast.Node) Text {
	t, ok := d.scalar(n)
	if !ok {
		d.wrongType(n, "text", "put the text in double quotes")
		return Text{}
	}
	if t.S = strings.TrimSpace(t.S); t.S == "" {
		d.errorf(t.Pos, "empty-value", "give it a value or remove the line", "%s is empty", d.key)
	}
	return t
}

// word reads one of a few words.
func (d *decoder) word(n ast.Node, words []string) Text {
	t := d.text(n)
	if t.S != "" && !contains(words, t.S) {
		d.errorf(t.Pos, "unknown-word", diag.OneOf(t.S, words), "%s cannot be %q", d.key, t.S)
		return Text{Pos: t.Pos}
	}
	return t
}

func contains(words []string, w string) bool {
	for _, known := range words {
		if known == w {
			return true
		}
	}
	return false
}

// items returns the values of a list.
func (d *decoder) items(n ast.Node) []ast.Node {
	s, ok := n.(*ast.SequenceNode)
	if !ok {
		hint := "write it in square brackets"
		if t, ok := d.scalar(n); ok {
			hint = fmt.Sprintf("write %s: [%s]", d.key, t.S)
		}
		d.wrongType(n, "a list", hint)
		return nil
	}
	return s.Values
}

// texts reads a list of words and reports those that are there twice.
func (d *decoder) texts(n ast.Node) []Text {
	items := d.items(n)
	if len(items) == 0 {
		return nil
	}
	list := make([]Text, 0, len(items))
	for _, v := range items {
		t := d.text(v)
		if t.S == "" {
			continue
		}
		if indexText(list, t.S) >= 0 {
			d.report(t.Pos, diag.Warning, "duplicate-value", "keep one of the two", "%q is in %s twice", t.S, d.key)
			continue
		}
		list = append(list, t)
	}
	return list
}

func indexText(list []Text, s string) int {
	for i := range list {
		if list[i].S == s {
			return i
		}
	}
	return -1
}

// sets reads alternatives of findings: a list of lists, or one list for a
// single alternative.
func (d *decoder) sets(n ast.Node) [][]Text {
	items := d.items(n)
	if len(items) == 0 {
		return nil
	}
	if _, nested := items[0].(*ast.SequenceNode); !nested {
		return [][]Text{d.texts(n)}
	}
	sets := make([][]Text, 0, len(items))
	for _, v := range items {
		if set := d.texts(v); len(set) > 0 {
			sets = append(sets, set)
		}
	}
	return sets
}

func (d *decoder) bool(n ast.Node) bool {
	b, ok := n.(*ast.BoolNode)
	if !ok {
		d.wrongType(n, "true or false", "write true or false, without quotes")
		return false
	}
	return b.Value
}

func (d *decoder) date(n ast.Node) Date {
	t := d.text(n)
	if t.S == "" {
		return Date{Pos: t.Pos}
	}
	day, err := time.Parse(time.DateOnly, t.S)
	if err != nil {
		d.errorf(t.Pos, "bad-date", dateHint(t.S), "%q is not a date", t.S)
		return Date{Pos: t.Pos}
	}
	return Date{Time: day, Pos: t.Pos}
}

// dateHint shows how a date that was written in another way is written here.
func dateHint(s string) string {
	for _, layout := range []string{"2006-1-2", "2006/01/02", "2006/1/2", "2.1.2006", "2 January 2006", "2 Jan 2006", "January 2, 2006", time.RFC3339} {
		if day, err := time.Parse(layout, s); err == nil {
			return "write " + day.Format(time.DateOnly)
		}
	}
	return "write year, month and day: 2026-11-22"
}

func (d *decoder) number(n ast.Node) int {
	i, ok := n.(*ast.IntegerNode)
	if !ok {
		d.wrongType(n, "a number", "write digits, without quotes")
		return 0
	}
	switch v := i.Value.(type) {
	case int64:
		return int(v)
	case uint64:
		if bits.Len64(v) < 32 {
			return int(v)
		}
	}
	d.errorf(d.pos(n), "wrong-type", "", "%s is out of range", d.key)
	return 0
}

// codes reads entries in coding systems; a system has one code or a list.
func (d *decoder) codes(n ast.Node) (codes []Code) {
	d.each(n, func(system Text, v ast.Node) {
		if !contains(codeSystems, system.S) {
			d.errorf(system.Pos, "unknown-key", diag.OneOf(system.S, codeSystems), "unknown coding system %q", system.S)
			return
		}
		if _, many := v.(*ast.SequenceNode); many {
			for _, c := range d.texts(v) {
				codes = append(codes, Code{System: system, Value: c})
			}
			return
		}
		if c := d.text(v); c.S != "" {
			codes = append(codes, Code{System: system, Value: c})
		}
	})
	return codes
}
