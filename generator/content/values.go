package content

import (
	"fmt"
	"html"
	"nosology/generator/diag"
	"nosology/generator/markdown"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// How single values are read: each function takes what stands behind a key, reports what is wrong with it, and returns
// the zero value then, so that one mistake is not told of twice.

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
	d.marks(t)
	return t
}

// advice reads text in which care numbers are filled in: {{emergency}}.
func (d *decoder) advice(n *node) Text {
	t := d.written(n)
	d.marks(t)
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
		t.S = markdown.Typeset(t.S, d.in())
	}
	return t
}

// marks warns of marks of Markdown in a text for readers, who would see them: they are read in the
// text of a page alone.
func (d *decoder) marks(t Text) {
	if d.typed {
		return
	}
	if mark := markdown.MarkIn(t.S); mark != "" {
		d.report(t.Pos, diag.Warning, "unread-mark", "say it in plain words; what needs marks belongs in the text of a page", "readers see %s as it stands: Markdown is not read in %s", mark, d.subject())
	}
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

// resolve puts characters in the place of references to them, as Markdown
// does in the text below: "&eacute;", "&#233;".
func resolve(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	return pattern.reference.ReplaceAllStringFunc(s, func(name string) string {
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

// contains is slices.Contains for lists of a few words, which is called for every word of front
// matter; it shows in builds of 10,000 documents.
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

// bool reads true or false. What YAML once took for them, such as yes and no, is refused: a draft
// must not hang on that.
func (d *decoder) bool(n *node) bool {
	if n.kind != yamlTrue && n.kind != yamlFalse {
		d.wrongType(n, "true or false", "write true or false, without quotes")
	}
	return n.kind == yamlTrue
}

// date reads a day. One that cannot be read is zero, but keeps its place for what is said of it
// later.
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
	if day.Year() < 1000 { // a slip, and the first of them would count as no date at all
		d.errorf(t.Pos, "bad-date", "look at the year; it has four digits", "%q is a day in the year %d", t.S, day.Year())
		return Date{Pos: t.Pos}
	}
	return Date{Time: day, Pos: t.Pos}
}

// dateHint shows how a date that was written in another way is written here.
func dateHint(s string) string {
	s = strings.Trim(s, "“”„‘’")
	for _, layout := range []string{time.DateOnly, "2006-1-2", "2006/01/02", "2006/1/2", "2.1.2006", "2 January 2006", "2 Jan 2006", "January 2, 2006",
		time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateTime, "2006-01-02 15:04"} {
		if day, err := time.Parse(layout, s); err == nil {
			return "write " + day.Format(time.DateOnly)
		}
	}
	if month, day := s[:max(len(s)-3, 0)], s[max(len(s)-2, 0):]; len(day) == 2 && day > "28" && day < "40" {
		if first, err := time.Parse("2006-01", month); err == nil {
			return "the last day of that month is " + first.AddDate(0, 1, -1).Format(time.DateOnly)
		}
	}
	return "write year, month and day: 2026-11-22"
}

// number reads a whole number; 0 stands for one that cannot be read, and has been told of.
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
		if !contains(fixed.codeSystems, system.S) {
			d.errorf(system.Pos, "unknown-key", diag.OneOf(system.S, fixed.codeSystems), "unknown coding system %q", system.S)
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
