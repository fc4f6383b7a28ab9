package content

import (
	"bytes"
	"slices"
	"unicode/utf8"
)

// Reference is a place in a YAML text of the content folder where something is
// named by its id.
type Reference struct {
	Names Names
	ID    string // "caffeine"; of DocumentNames as it stands: "pages/about.md#who"
	At    int    // offset in the text, behind a quote
	IsKey bool   // it names an entry of a table
	// List tells the lists and tables of a text apart: those with the same number
	// stand in one.
	List int
}

// References finds what a file of the content folder names: the front matter of
// a document, or a YAML file. What it looks for stands in the tables by which
// files are read, so that nothing is named that it does not know.
func (v *Vocabulary) References(p string, text []byte) []Reference {
	// What is found is where it stands in the file as it is.
	plain := plainEnds(text)
	source, value, shift := plain, Value{}, 0
	if kind := v.Of(p); kind != nil {
		matter, _, _, ok := split(plain)
		if !ok {
			return nil
		}
		source, value, shift = matter, v.SheetOf(kind).Value, 1
	} else {
		sheets := v.Sheets()
		i := slices.IndexFunc(sheets, func(s Sheet) bool { return s.Files == p })
		if i < 0 {
			return nil
		}
		value = sheets[i].Value
	}
	f := &finder{text: text, lines: lineStarts(text)}
	d := &decoder{path: p, vocab: v, shift: shift, file: plain}
	d.parse(source, func(root *node) {
		if root != nil {
			f.walk(value, root)
		}
	})
	return f.found
}

// finder walks values along with what they may be.
type finder struct {
	text []byte
	// Where each line begins. A file of sentences names thousands of findings; to count its lines anew
	// for each took twice as long as all else here.
	lines []int
	lists int
	found []Reference
}

func (f *finder) walk(v Value, n *node) {
	switch v.Shape {
	case HoldsGroup:
		f.group(v, n)
	case HoldsTable:
		if n.kind != yamlGroup {
			return
		}
		f.lists++
		list := f.lists
		for i := 0; i+1 < len(n.items); i += 2 {
			f.add(v.Names, &n.items[i], true, list)
			f.walk(*v.Of, &n.items[i+1])
		}
	case HoldsList:
		if n.kind != yamlList {
			f.walk(*v.Of, n)
			return
		}
		f.lists++
		list := f.lists
		for i := range n.items {
			if item := &n.items[i]; v.Of.Shape == HoldsText {
				f.add(v.Of.Names, item, false, list)
			} else {
				f.walk(*v.Of, item)
			}
		}
	default:
		f.leaves(v.Names, n)
	}
}

func (f *finder) group(v Value, n *node) {
	if n.kind != yamlGroup {
		if v.Short && len(v.Keys) > 0 {
			f.walk(v.Keys[0].Value, n)
		}
		return
	}
	for i := 0; i+1 < len(n.items); i += 2 {
		if k := slices.IndexFunc(v.Keys, func(k Key) bool { return k.Name == n.items[i].text }); k >= 0 {
			f.walk(v.Keys[k].Value, &n.items[i+1])
		}
	}
}

// leaves are the texts of a value, lists of lists included.
func (f *finder) leaves(names Names, n *node) {
	if n.kind != yamlList {
		f.add(names, n, false, 0)
		return
	}
	f.lists++
	list := f.lists
	for i := range n.items {
		if n.items[i].kind == yamlList {
			f.leaves(names, &n.items[i])
		} else {
			f.add(names, &n.items[i], false, list)
		}
	}
}

func (f *finder) add(names Names, n *node, isKey bool, list int) {
	if names == NoNames || n.text == "" {
		return
	}
	at := f.offset(n.at)
	if at < len(f.text) && (f.text[at] == '"' || f.text[at] == '\'') {
		at++
	}
	if bytes.HasPrefix(f.text[min(at, len(f.text)):], []byte(n.text)) {
		f.found = append(f.found, Reference{names, n.text, at, isKey, list})
	}
}

// offset is where a place stands in the text, its end for one behind all lines.
// The YAML library does not count tabs.
func (f *finder) offset(p Pos) int {
	if int(p.Line) > len(f.lines) {
		return len(f.text)
	}
	at := f.lines[p.Line-1]
	for left := p.Column - 1; at < len(f.text) && (left > 0 || f.text[at] == '\t'); {
		r, size := utf8.DecodeRune(f.text[at:])
		if r != '\t' {
			left--
		}
		at += size
	}
	return at
}

// lineStarts are the offsets at which the lines of a text begin, the first behind a byte order mark.
func lineStarts(text []byte) []int {
	starts := []int{len(text) - len(bytes.TrimPrefix(text, []byte(byteOrderMark)))}
	for i, c := range text {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}
