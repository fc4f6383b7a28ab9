package content

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"nosology/generator/diag"
	"nosology/generator/markdown"
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

// field is one key of a mapping: what authors are told of it, and what its
// value becomes.
type field[T any] struct {
	Key
	set func(d *decoder, v *node, to *T)
}

func (d *decoder) report(at Pos, severity diag.Severity, check, hint, format string, args ...any) {
	if !d.told() {
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
	entries, ok := d.entries(n)
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
	entries, ok := d.entries(n)
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
// report if it is something else.
func (d *decoder) entries(n *node) ([]node, bool) {
	switch {
	case n == nil: // an empty file
		return nil, true
	case n.kind == yamlGroup:
		return n.items, true
	}
	d.wrongType(n, "a group of keys", "write each key on a line of its own, indented, with a colon")
	return nil, false
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

// scalar reads a value as its author wrote it. Numbers count as text: 000 and
// 112 are telephone numbers.
func (d *decoder) scalar(n *node) (Text, bool) {
	switch n.kind {
	case yamlText, yamlInteger, yamlHuge, yamlDecimal:
		return Text{S: n.text, Pos: n.at}, true
	}
	return Text{}, false
}

// text reads words that must not be empty.
func (d *decoder) text(n *node) Text {
	t := d.written(n)
	if strings.Contains(t.S, "{{") {
		d.errorf(t.Pos, "bad-number", "name a number in the text of a page, or in say or do of a flag", "care numbers are not filled in here")
	}
	return t
}

// advice reads text in which care numbers are filled in: {{emergency}}.
func (d *decoder) advice(n *node) Text {
	t := d.written(n)
	rest := t.S
	for strings.Contains(rest, "{") {
		_, after, _ := strings.Cut(rest, "{")
		inside, next, ended := strings.Cut(after, "}}")
		name, doubled := strings.CutPrefix(inside, "{")
		if name = strings.TrimSpace(name); !doubled || !ended || !contains(markdown.NumberKinds(), name) {
			d.errorf(t.Pos, "bad-number", diag.OneOf(name, markdown.NumberKinds()), "%s names a care number that there is not; they are written like {{emergency}}", d.subject())
			return t
		}
		rest = next
	}
	return t
}

// written reads text that is not empty.
func (d *decoder) written(n *node) Text {
	t, ok := d.scalar(n)
	if !ok {
		d.wrongType(n, "text", "put the text in double quotes")
		return Text{}
	}
	if t.S = strings.TrimSpace(t.S); t.S == "" {
		d.errorf(t.Pos, "empty-value", "give it a value or remove the line", "%s is empty", d.subject())
	}
	t.S = resolve(t.S)
	d.unseenIn(t)
	if !n.quoted {
		d.curlyQuotes(t)
	}
	if !d.typed {
		t.S = markdown.Typeset(t.S)
	}
	return t
}

// curlyQuotes warns of quotes around a plain value that a word processor has bent:
// they are not those of YAML, and readers see them.
func (d *decoder) curlyQuotes(t Text) {
	first, size := utf8.DecodeRuneInString(t.S)
	last, lastSize := utf8.DecodeLastRuneInString(t.S)
	if !strings.ContainsRune("“”„‘’‚", first) || !strings.ContainsRune("“”‘’", last) || len(t.S) < size+lastSize {
		return
	}
	if inner := t.S[size : len(t.S)-lastSize]; !strings.ContainsAny(inner, "“”„") {
		d.report(t.Pos, diag.Warning, "curly-quotes", `type straight quotes ("); if readers are to see the curly ones, put straight ones around them`, "readers see the curly quotes of %s", d.subject())
	}
}

// reference matches what stands for a character in HTML and in Markdown.
var reference = regexp.MustCompile(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]*);`)

// resolve puts characters in the place of references to them, as Markdown
// does in the text below: "&eacute;", "&#233;".
func resolve(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	return reference.ReplaceAllStringFunc(s, func(name string) string {
		if r := html.UnescapeString(name); r == ";" || !strings.HasSuffix(r, ";") {
			return r
		}
		return name // of which only the beginning is known: "&nothing;"
	})
}

// word reads one of a few words.
func (d *decoder) word(n *node, words []string) Text {
	t := d.text(n)
	if t.S != "" && !contains(words, t.S) {
		d.errorf(t.Pos, "unknown-word", diag.OneOf(t.S, words), "%s cannot be %q", d.subject(), t.S)
		return Text{Pos: t.Pos}
	}
	return t
}

// choice reads one of the words of the site.
func (d *decoder) choice(n *node, of Choice) Text { return d.word(n, d.vocab.Words(of)) }

func contains(words []string, w string) bool {
	for _, known := range words {
		if known == w {
			return true
		}
	}
	return false
}

// items returns the values of a list.
func (d *decoder) items(n *node) []node {
	if n.kind != yamlList {
		hint := "write it in square brackets"
		if t, ok := d.scalar(n); ok {
			hint = fmt.Sprintf("write %s: [%s]", d.subject(), t.S)
			if strings.HasPrefix(t.S, "-") {
				hint = "put a space behind the hyphen of each item"
			}
		}
		d.wrongType(n, "a list", hint)
		return nil
	}
	return n.items
}

// texts reads a list of words and reports those that are there twice.
func (d *decoder) texts(n *node) []Text {
	items := d.items(n)
	if len(items) == 0 {
		return nil
	}
	all := make([]Text, 0, len(items))
	isNew := once(len(items))
	for i := range items {
		t := d.text(&items[i])
		if t.S == "" {
			continue
		}
		if !isNew(all, t.S) {
			d.report(t.Pos, diag.Warning, "duplicate-value", "keep one of the two", "%q is in %s twice", t.S, d.subject())
			continue
		}
		all = append(all, t)
	}
	return all
}

// once returns what tells whether a text is not yet among those before it. A
// short list, as nearly all are, is looked through; a long one is indexed.
func once(n int) func(before []Text, s string) bool {
	const short = 32
	if n <= short {
		return func(before []Text, s string) bool {
			return !slices.ContainsFunc(before, func(t Text) bool { return t.S == s })
		}
	}
	seen := make(map[string]bool, n)
	return func(_ []Text, s string) bool {
		again := seen[s]
		seen[s] = true
		return !again
	}
}

// sets reads alternatives of findings: a list of lists, or one list for a
// single alternative.
func (d *decoder) sets(n *node) [][]Text {
	items := d.items(n)
	if len(items) == 0 {
		return nil
	}
	if items[0].kind != yamlList {
		set := d.texts(n)
		if len(set) > 1 {
			d.errorf(set[0].Pos, "unclear-set", "write [[a], [b]] where either is enough, [[a, b]] where both are needed", "%s does not say whether one of these is enough", d.subject())
		}
		return [][]Text{set}
	}
	sets := make([][]Text, 0, len(items))
	for i := range items {
		if set := d.texts(&items[i]); len(set) > 0 {
			sets = append(sets, set)
		}
	}
	return sets
}

func (d *decoder) bool(n *node) bool {
	if n.kind != yamlTrue && n.kind != yamlFalse {
		d.wrongType(n, "true or false", "write true or false, without quotes")
	}
	return n.kind == yamlTrue
}

func (d *decoder) date(n *node) Date {
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
	s = strings.Trim(s, "“”„‘’")
	for _, layout := range []string{time.DateOnly, "2006-1-2", "2006/01/02", "2006/1/2", "2.1.2006", "2 January 2006", "2 Jan 2006", "January 2, 2006", time.RFC3339} {
		if day, err := time.Parse(layout, s); err == nil {
			return "write " + day.Format(time.DateOnly)
		}
	}
	return "write year, month and day: 2026-11-22"
}

func (d *decoder) number(n *node) int {
	switch n.kind {
	case yamlInteger:
		return n.number
	case yamlHuge:
		d.errorf(n.at, "wrong-type", "", "%s is out of range", d.subject())
	default:
		d.wrongType(n, "a number", "write digits, without quotes")
	}
	return 0
}

// codes reads entries in coding systems; a system has one code or a list.
func (d *decoder) codes(n *node) (codes []Code) {
	d.each(n, func(system Text, v *node) {
		if !contains(codeSystems, system.S) {
			d.errorf(system.Pos, "unknown-key", diag.OneOf(system.S, codeSystems), "unknown coding system %q", system.S)
			return
		}
		if v.kind == yamlList {
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
