package content

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"nosology/generator/diag"
	"nosology/generator/text"
)

// decoder reads one YAML text into a struct and gathers everything that is
// wrong with it. Strict decoding into structs would stop at the first mistake
// and would lose the places of values, so the syntax tree is walked once.
type decoder struct {
	path  string
	file  []byte // the whole file, for the lines in diagnostics
	shift int    // lines of the file before the YAML's first
	key   string // the key whose value is being read
	own   bool   // it is a name of the author's own
	typed bool   // texts are to stay as people type them
	ds    []diag.Diagnostic
	vocab *Vocabulary // of the site; that of a site without one if nil
}

// in is the language of texts, nil if none is said.
func (d *decoder) in() *text.Language {
	if d.vocab == nil {
		return nil
	}
	return d.vocab.Language
}

// field is one key of a mapping: what authors are told of it, and what its
// value becomes.
type field[T any] struct {
	Key
	set func(d *decoder, v *node, to *T)
}

func (d *decoder) report(at Pos, severity diag.Severity, check, hint, format string, args ...any) {
	if !d.mayReport() {
		return
	}
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

// decode reads a mapping into a struct by its fields. at is where to report
// keys that are missing.
func decode[T any](d *decoder, n *node, at Pos, fields []field[T], to *T) {
	entries, ok := d.entries(n, func() string { return example(fields) })
	if !ok {
		return
	}
	var seen uint64
	var first [64]Pos
	for ; len(entries) > 0; entries = entries[2:] {
		name, ok := d.name(&entries[0])
		if !ok {
			continue
		}
		i := indexField(fields, name.S)
		if i < 0 {
			d.errorf(name.Pos, "unknown-key", hintKey(d.vocab, fields, name.S), "unknown key %q", name.S)
			continue
		}
		if seen&(1<<i) != 0 {
			d.duplicate(name, first[i])
			continue
		}
		seen |= 1 << i
		first[i] = name.Pos
		outer, own := d.key, d.own
		d.key, d.own = name.S, false
		fields[i].set(d, &entries[1], to)
		d.key, d.own = outer, own
	}
	for i := range fields {
		if fields[i].Need && seen&(1<<i) == 0 {
			d.errorf(at, "missing-key", fmt.Sprintf("add a line %q", fields[i].Name+": …"), "%s is missing", fields[i].Name)
		}
	}
}

// each calls f for every entry of a mapping whose keys are names of the
// author's own: ids, systems of codes, regions.
func (d *decoder) each(n *node, f func(name Text, v *node)) {
	entries, ok := d.entries(n, noExample)
	if !ok {
		return
	}
	seen := make(map[string]Pos, len(entries)/2)
	outer, own := d.key, d.own
	defer func() { d.key, d.own = outer, own }()
	for ; len(entries) > 0; entries = entries[2:] {
		name, ok := d.name(&entries[0])
		if !ok {
			continue
		}
		if before, again := seen[name.S]; again {
			d.duplicate(name, before)
			continue
		}
		seen[name.S] = name.Pos
		d.key, d.own = name.S, true
		f(name, &entries[1])
	}
}

func (d *decoder) duplicate(name Text, first Pos) {
	d.errorf(name.Pos, "duplicate-key", "keep one of the two", "%q is here twice, first in line %d", name.S, first.Line)
}

func indexField[T any](fields []field[T], name string) int {
	for i := range fields {
		if fields[i].Name == name {
			return i
		}
	}
	return -1
}

func hintKey[T any](vocab *Vocabulary, fields []field[T], name string) string {
	if _, matter := any(fields).([]field[Document]); matter && vocab != nil {
		if owners := vocab.owners(name); owners != "" {
			return "only " + owners + " have it"
		}
	}
	names := make([]string, len(fields))
	for i := range fields {
		names[i] = fields[i].Name
	}
	return diag.OneOf(name, names)
}

// entries returns the keys and values of a group, in turn, or false and a
// report if it is something else, with an example of such a group.
func (d *decoder) entries(n *node, example func() string) ([]node, bool) {
	switch {
	case n == nil: // an empty file
		return nil, true
	case n.kind == yamlGroup:
		return n.items, true
	}
	hint := "write each key on a line of its own, indented, with a colon"
	if such := example(); such != "" && d.key != "" {
		hint = "write " + such + ", or each key on a line of its own, indented, with a colon"
	}
	d.wrongType(n, "a group of keys", hint)
	return nil, false
}

func noExample() string { return "" }

// example is a group as an author writes it: {written: 2026-11-30, due: 2027-11-30}.
// It is empty for a group that needs fewer than two keys.
func example[T any](fields []field[T]) string {
	var parts []string
	day := time.Date(2026, time.November, 30, 0, 0, 0, 0, time.UTC)
	for _, f := range fields {
		switch {
		case !f.Need:
		case f.Value.Shape == HoldsDate:
			parts = append(parts, f.Name+": "+day.Format(time.DateOnly))
			day = day.AddDate(1, 0, 0) // days stand in their order
		default:
			parts = append(parts, f.Name+": …")
		}
	}
	if len(parts) < 2 {
		return ""
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// name reads the key of an entry. Numbers and the like count as names.
func (d *decoder) name(key *node) (Text, bool) {
	switch key.kind {
	case yamlText, yamlInteger, yamlHuge, yamlDecimal, yamlTrue, yamlFalse, yamlNull:
		t := Text{S: key.text, Pos: key.at}
		d.unseenIn(t)
		return t, true
	}
	d.errorf(key.at, "wrong-type", "write a plain name", "this cannot be a key")
	return Text{}, false
}

// wrongType reports a value that is not what its key wants.
func (d *decoder) wrongType(n *node, want, hint string) {
	switch n.kind {
	case yamlNull:
		d.errorf(n.at, "empty-value", "give it a value or remove the line", "%s has no value", d.subject())
	case yamlReserved:
		d.errorf(n.at, "wrong-type", quoteIt+", or write out what it stands for", "a value without quotes cannot begin with %c", d.runeAt(n.at))
	default:
		d.errorf(n.at, "wrong-type", hint, "%s must be %s, not %s", d.subject(), want, n.kind.inWords())
	}
}

// runeAt is the character at a place in the file, 0 if there is none.
func (d *decoder) runeAt(at Pos) rune {
	column := int(at.Column)
	for _, r := range line(d.file, int(at.Line)) {
		if column--; column == 0 {
			return r
		}
	}
	return 0
}

// subject is the key whose value is being read, as messages name it.
func (d *decoder) subject() string {
	switch {
	case d.own:
		return strconv.Quote(d.key)
	case d.key == "":
		return "this"
	}
	return d.key
}

// inWords names what stands in a file, in an editor's words.
func (k nodeKind) inWords() string {
	switch k {
	case yamlGroup:
		return "a group of keys"
	case yamlList:
		return "a list"
	case yamlTrue, yamlFalse:
		return "true or false"
	case yamlInteger, yamlHuge, yamlDecimal, yamlSymbol:
		return "a number"
	}
	return "text"
}
