package content

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nosology/generator/diag"
	"nosology/generator/internal/corpus"
)

// What plainReader reads it must read just as the YAML parser does, places
// included: nobody can tell which of the two read a file.

type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// sameAsParser reads a text in both ways, and reports whether it is plain.
func sameAsParser(t failer, source string) bool {
	t.Helper()
	got, ok := new(plainReader).read([]byte(source), 1)
	if !ok {
		return false
	}
	d := &decoder{file: []byte("---\n" + source), shift: 1}
	want := d.parseAny([]byte(source))
	if d.ds = slices.DeleteFunc(d.ds, func(d diag.Diagnostic) bool { return strings.Contains(d.Message, "comment") }); len(d.ds) == 0 && want == nil {
		return true // of which a comment cuts a value, and it is said
	} else if len(d.ds) > 0 {
		t.Fatalf("%q is read, but the YAML parser says: %s", source, d.ds[0].Message)
	}
	if !reflect.DeepEqual(pruned(got), pruned(want)) {
		t.Fatalf("%q is read as\n%+v, but it means\n%+v", source, got, want)
	}
	return true
}

// pruned is a node in which all that is empty is nil.
func pruned(n *node) node {
	to := *n
	to.items = nil
	for i := range n.items {
		to.items = append(to.items, pruned(&n.items[i]))
	}
	return to
}

// scalars are values, many of which YAML reads in a way of its own.
var scalars = []string{
	"Stiff neck", "a", "2026-11-22", "12", "0", "2 days", "true", "https://example.org/a?b=c#d", "it's", "naïve", "日本", "C#",
	`"a: b"`, `'a, b'`, "[]", "{}", "[a, b]", "{from: days, to: weeks}", "[{a: b}, c]", "[[a], [b, c]]",
	strings.Repeat("[", 200) + strings.Repeat("]", 200), "007", "1e3", "1_000", "0x1F", "3.5", "1-2", "999999999", "9999999999", "99999999999999999999", "2026-1.5", "12:30",
	"false", "null", "~", "True", "no", "inf", ".inf", "nan", "é", "e\u0301", "a #b", "a#b", "a: b", "a:b", "a:", "x  ", "- a", "-a", "-",
	`"a`, `a"`, `"a" b`, `"a\"b"`, `"\n"`, "''", `""`, "'it''s'", "'a' 'b'", "[a, ]", "[a", "a]", "[a: b]", "{a}", "{a:b}", "{a: }", "{a: b: c}", "{a: b, a: c}",
	"&a b", "*a", "!a", "!!str a", "|", ">", "|-\n  a", "%a", "@a", "`a", "? a", "<<", "---", "...", "=", "$", ".", "(a)", "#a", "\ta", "a\tb", "\u00a0a", "a\u0085b", "a\u2028b", "\ufeffa", "\x7f", "\x01", `a\b`,
}

// glue stands between values.
var glue = []string{
	":", ": ", ": ", ": ", ":  ", ":\n", ":\n  ", ":\n    ", ":\n- ", ":\n  - ", "- ", "\n", "\n", "\n", "\n  ", "\n    ", "\n- ", "\n  - ", "\n\n", " \n", "\n \n",
	" ", ",", ", ", "[", "]", "{", "}", `"`, "'", "# why\n", " # why\n", "\n# why\n", "\n  # why\n",
}

func TestPlainIsYAML(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var source strings.Builder
		for range rapid.IntRange(1, 12).Draw(t, "pieces") {
			source.WriteString(rapid.SampledFrom(scalars).Draw(t, "scalar"))
			source.WriteString(rapid.SampledFrom(glue).Draw(t, "glue"))
		}
		sameAsParser(t, source.String())
	})
}

// TestPlainBlocks tries texts that are likely to be plain.
func TestPlainBlocks(t *testing.T) {
	plain := 0
	rapid.Check(t, func(t *rapid.T) {
		if sameAsParser(t, blocks(2).Draw(t, "source")) {
			plain++
		}
	})
	if plain == 0 {
		t.Error("nothing was plain")
	}
}

// blocks makes groups of keys in one of which there may be something odd.
func blocks(depth int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		for range rapid.IntRange(1, 5).Draw(t, "keys") {
			b.WriteString(rapid.SampledFrom([]string{"", "", "", "", "", "\n", "# why\n", "  # why\n"}).Draw(t, "before"))
			b.WriteString(rapid.SampledFrom([]string{"a", "a", "b-c", "b-c", "D_e", "D_e", "x1", "x1", "x1", "true", "1x", "é"}).Draw(t, "key") + ":")
			b.WriteString(blockAfter(depth).Draw(t, "value"))
		}
		return b.String()
	})
}

// blockAfter makes what may stand behind a key.
func blockAfter(depth int) *rapid.Generator[string] {
	likely := rapid.SampledFrom(scalars[:20])
	ways := []*rapid.Generator[string]{
		rapid.Map(likely, func(s string) string { return " " + s + "\n" }),
		rapid.Map(likely, func(s string) string { return "   " + s + "   # why\n" }),
		rapid.Map(rapid.SliceOfN(likely, 0, 4), func(s []string) string { return " [" + strings.Join(s, ", ") + "]\n" }),
		rapid.Map(rapid.SliceOfN(likely, 1, 4), func(s []string) string { return " { a: " + strings.Join(s, ",b: ") + " }\n" }),
		rapid.Map(rapid.SliceOfN(likely, 1, 4), func(s []string) string { return "\n- " + strings.Join(s, "\n- ") + "\n" }),
		rapid.Map(rapid.SampledFrom(scalars), func(s string) string { return " " + s + "\n" }),
	}
	if depth > 0 {
		ways = append(ways,
			rapid.Map(blocks(depth-1), func(s string) string { return "\n" + indented(s, "  ") }),
			rapid.Map(rapid.SliceOfN(blocks(depth-1), 1, 3), func(s []string) string {
				var b strings.Builder
				for _, below := range s {
					b.WriteString("\n  - " + strings.TrimLeft(indented(below, "    "), " "))
				}
				return b.String()
			}))
	}
	return rapid.OneOf(ways...)
}

func indented(text, by string) string {
	return by + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n"+by) + "\n"
}

func FuzzPlain(f *testing.F) {
	for _, doc := range seeds(f) {
		matter, _, _, _ := split(doc)
		f.Add(string(matter))
	}
	f.Add(plainSite)
	f.Fuzz(func(t *testing.T, source string) {
		d := &decoder{}
		sameAsParser(t, string(d.decodeText([]byte(source))))
	})
}

// TestUsualIsPlain: what the quick reader gives up on is right as well, only
// slower, so nothing else would notice.
func TestUsualIsPlain(t *testing.T) {
	for name, text := range corpus.New(50, 1).Files() {
		source := text
		if matter, _, _, ok := split(text); ok {
			source = matter
		}
		if !sameAsParser(t, string(source)) {
			t.Errorf("%s is not plain", name)
		}
	}
}
