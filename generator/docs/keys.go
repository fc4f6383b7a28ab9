package docs

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"nosology/generator/content"
)

// keysOf writes the keys of a kind of file: what each is for, and what may stand
// behind it. Keys within keys come after them, under headings of their own.
// It returns an error for a mark in the prose that names no kind of file; a test reads all of them.
func keysOf(name string) (string, error) {
	for _, sheet := range content.Sheets() {
		if sheet.Name == name {
			w := keyWriter{name: name}
			w.value("", sheet.Value)
			return w.out.String(), nil
		}
	}
	return "", fmt.Errorf("there is no kind of file %q", name)
}

// keyWriter writes groups of keys.
type keyWriter struct {
	out   strings.Builder
	name  string
	heads int
}

// value writes what is within a value that stands at a path of keys.
func (w *keyWriter) value(at string, v content.Value) {
	switch {
	case v.Shape == content.HoldsGroup:
		w.group(at, v.Keys)
	case v.Shape == content.HoldsTable && v.Of.Shape == content.HoldsGroup && at == "":
		fmt.Fprintf(&w.out, "Each entry has a name of your own, and behind it these keys.\n\n")
		w.value("", *v.Of)
	case v.Of != nil:
		w.value(at, *v.Of)
	}
}

func (w *keyWriter) group(at string, keys []content.Key) {
	if at != "" {
		w.heads++
		fmt.Fprintf(&w.out, "### In %s {#%s-in-%d}\n\n", at, w.name, w.heads)
	}
	for _, k := range keys {
		is := upper(shape(k.Value))
		if k.Need {
			is = "Needed: " + shape(k.Value)
		}
		fmt.Fprintf(&w.out, "`%s`\n: %s. %s\n\n", k.Name, is, plain(k.Says))
	}
	for i, k := range keys {
		if inner := groupIn(k.Value); inner == nil || i > 0 && sameGroup(keys[i-1], k) {
			continue
		}
		names := "`" + k.Name + "`"
		for _, next := range keys[i+1:] {
			if !sameGroup(k, next) {
				break
			}
			names += ", `" + next.Name + "`"
		}
		if at != "" {
			names = at + ", " + names
		}
		w.value(names, k.Value)
	}
}

// groupIn is the group of keys that a value holds, if it holds one.
func groupIn(v content.Value) *content.Value {
	for v.Of != nil {
		v = *v.Of
	}
	if v.Shape == content.HoldsGroup {
		return &v
	}
	return nil
}

// sameGroup reports whether two keys hold the same keys, which are said once.
func sameGroup(a, b content.Key) bool {
	x, y := groupIn(a.Value), groupIn(b.Value)
	return x != nil && y != nil && reflect.DeepEqual(x.Keys, y.Keys)
}

// shape says what may stand behind a key.
func shape(v content.Value) string {
	switch v.Shape {
	case content.HoldsWord:
		return "one of " + inCode(v.Words)
	case content.HoldsBool:
		return "`true` or `false`"
	case content.HoldsDate:
		return "a day, as `2026-11-22`"
	case content.HoldsNumber:
		if v.Most > 0 {
			return fmt.Sprintf("a whole number from 1 to %d", v.Most)
		}
		return "a whole number"
	case content.HoldsTexts:
		return "a text, or a list of texts"
	case content.HoldsSets:
		return "sets of ids: `[[a, b], [c]]` is a and b, or c"
	case content.HoldsGroup:
		if v.Short {
			return "a text, or the keys below"
		}
		return "the keys below"
	case content.HoldsList:
		return "a list; each item is " + shape(*v.Of)
	case content.HoldsTable:
		if len(v.Words) > 0 {
			return "for any of " + inCode(v.Words) + ": " + shape(*v.Of)
		}
		return "names, each with " + shape(*v.Of)
	}
	return "a text"
}

func inCode(words []string) string { return "`" + strings.Join(words, "`, `") + "`" }

func upper(s string) string {
	if s[0] == '`' {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// plain writes a sentence of the program so that Markdown reads nothing into it:
// places of numbers, which would be filled in, flags, and a word that a key may
// hold.
func plain(says string) string {
	says = strings.NewReplacer("{{emergency}}", "`{{emergency}}`", "{{urgent}}", "`{{urgent}}`", "{{crisis}}", "`{{crisis}}`", "{{crisis-lines}}", "`{{crisis-lines}}`",
		"{flag=…}", "`{flag=…}`", "[]", "`[]`", "mailto:", "`mailto:`", "https://.", "`https://`.", "https://example.org", "`https://example.org`", "/old-name/", "`/old-name/`", "#", "`#`").Replace(says)
	return regexp.MustCompile(`^(true|false|full|one|many|milder)( |:)`).ReplaceAllString(flags(says), "`$1`$2")
}

// flags writes flags of commands as code.
func flags(text string) string { return regexp.MustCompile(`--[a-z-]+`).ReplaceAllString(text, "`$0`") }
