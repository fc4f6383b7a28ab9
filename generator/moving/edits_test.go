package moving

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"nosology/generator/content"
)

// matter writes front matter of these lines, with a text below that looks like more of it.
func matter(lines string) string {
	return "---\ntitle: Knees\n" + lines + "---\nalso: [not this]\n"
}

// A text joins a list in whichever of the usual ways that is written, and nothing else of the file changes.
func TestAddToAList(t *testing.T) {
	for _, v := range []struct{ what, lines, want string }{
		{"no such key", "", "also: [\"a\"]\n"},
		{"in brackets", "also: [b]\n", "also: [b, \"a\"]\n"},
		{"in brackets, with nothing in them", "also: []\n", "also: [\"a\"]\n"},
		{"in brackets, with one in a text", "also: [\"b ] c\"]\n", "also: [\"b ] c\", \"a\"]\n"},
		{"a line each", "also:\n- b\n- c\nsite: knee\n", "also:\n- b\n- c\n- \"a\"\nsite: knee\n"},
		{"a line each, indented", "also:\n  - b\nsite: knee\n", "also:\n  - b\n  - \"a\"\nsite: knee\n"},
		{"a line each, at the end", "site: knee\nalso:\n    - b\n", "site: knee\nalso:\n    - b\n    - \"a\"\n"},
		{"with a comment between", "also:\n- b\n# no more\n", "also:\n- b\n# no more\n- \"a\"\n"},
		{"a key that begins alike", "also-known: [b]\n", "also-known: [b]\nalso: [\"a\"]\n"},
		{"a key within another", "map:\n  also: [b]\n", "map:\n  also: [b]\nalso: [\"a\"]\n"},
	} {
		got, err := addTo([]byte(matter(v.lines)), "also", []string{"a"})
		if err != nil || string(got) != matter(v.want) {
			t.Errorf("%s: got\n%s%v\nwant\n%s", v.what, got, err, matter(v.want))
		}
	}
	for _, lines := range []string{"also: [b,\n  c]\n", "also: |\n  b\n", "also: [b] # for now\n", "also: &names [b]\n", "also: b\n"} {
		got, err := addTo([]byte(matter(lines)), "also", []string{"a"})
		var wrong *Problem
		if !errors.As(err, &wrong) || wrong.Hint == "" || got != nil {
			t.Errorf("%s is added to: %s, %v", lines, got, err)
		}
	}
	if got, err := addTo([]byte("no front matter"), "also", nil); err != nil || string(got) != "no front matter" {
		t.Errorf("of nothing to add came %q, %v", got, err)
	}
}

func TestAddToATable(t *testing.T) {
	for _, v := range []struct{ what, lines, want string }{
		{"no such key", "", "findings:\n  hot: typical\n  stiff: common\n"},
		{"in braces", "findings: {fever: common}\n", "findings: {fever: common, hot: typical, stiff: common}\n"},
		{"in braces, with nothing in them", "findings: {}\n", "findings: {hot: typical, stiff: common}\n"},
		{"a line each", "findings:\n    fever: common\ncare: urgent\n", "findings:\n    fever: common\n    hot: typical\n    stiff: common\ncare: urgent\n"},
		{"with a comment behind the key", "findings: # see the guide\n  fever: common\n", "findings: # see the guide\n  fever: common\n  hot: typical\n  stiff: common\n"},
	} {
		got, err := addEntries([]byte(matter(v.lines)), "findings", []string{"hot: typical", "stiff: common"})
		if err != nil || string(got) != matter(v.want) {
			t.Errorf("%s: got\n%s%v\nwant\n%s", v.what, got, err, matter(v.want))
		}
	}
	if _, err := addEntries([]byte(matter("findings: {fever: common,\n  hot: common}\n")), "findings", []string{"stiff: common"}); err == nil {
		t.Error("a table over several lines in braces is added to")
	}
}

// An address leaves a list in whichever way that is written.
func TestTakeOutOfAList(t *testing.T) {
	for _, v := range []struct{ lines, want string }{
		{"aliases: [/a/, /b/]\n", "aliases: [/b/]\n"},
		{"aliases: [/b/, /a/]\n", "aliases: [/b/]\n"},
		{"aliases: [\"/b/\", \"/a/\", \"/c/\"]\n", "aliases: [\"/b/\", \"/c/\"]\n"},
		{"aliases: [/a/]\n", "aliases: []\n"},
		{"aliases:\n- /b/\n- /a/\n- /c/\n", "aliases:\n- /b/\n- /c/\n"},
		{"aliases: [/b/]\n", "aliases: [/b/]\n"},
		{"", ""},
	} {
		if got := withoutItem([]byte(matter(v.lines)), "aliases", "/a/"); string(got) != matter(v.want) {
			t.Errorf("%q became\n%s", v.lines, got)
		}
	}
}

// What is added is what is read: the list has its old texts, then the new ones, whatever signs they have.
func TestWhatIsAddedIsRead(t *testing.T) {
	name := rapid.StringMatching(`[a-zA-Z0-9"\\#:,'{}\[\]&*!|>%@ -]{1,12}`).Filter(func(s string) bool {
		return strings.TrimSpace(s) != "" && !strings.Contains(s, "{{") && !strings.ContainsAny(s, `"'&`) // which are set as type
	})
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SampledFrom([]string{"", "also: []\n", "also: [old]\n", "also:\n- old\n", "also:\n  - old\n"}).Draw(t, "lines")
		added := rapid.SliceOfNDistinct(name, 1, 3, func(s string) string { return strings.Join(strings.Fields(s), " ") }).Draw(t, "added")
		text, err := addTo([]byte(matter("summary: S.\n"+lines)), "also", added)
		if err != nil {
			t.Fatal(err)
		}
		doc, found := content.ParseDocument("articles/knees.md", text)
		var got []string
		for _, a := range doc.Also {
			got = append(got, strings.ReplaceAll(a.S, "\u00a0", " "))
		}
		var want []string
		if strings.Contains(lines, "old") {
			want = append(want, "old")
		}
		for _, a := range added {
			want = append(want, strings.TrimSpace(a))
		}
		if !slices.Equal(got, want) {
			t.Fatalf("added %q to\n%s: read is %q, %v", added, text, got, found)
		}
	})
}

// The folder as it would be is one like any other: what is new can be opened, looked at and listed, what is gone cannot.
func TestTheFolderAsItWouldBe(t *testing.T) {
	e := newEdited(fstest.MapFS{"a/old.md": {Data: []byte("old")}, "a/same.md": {Data: []byte("same")}, "b.md": {Data: []byte("b")}},
		map[string][]byte{"a/old.md": nil, "a/new.md": []byte("new"), "b.md": []byte("changed")})
	var names []string
	err := fs.WalkDir(e, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			text, readErr := fs.ReadFile(e, name)
			info, statErr := fs.Stat(e, name)
			if err = errors.Join(readErr, statErr); err == nil && info.Size() != int64(len(text)) {
				t.Errorf("%s has %d bytes of %d", name, len(text), info.Size())
			}
			names = append(names, name+" "+string(text))
		}
		return err
	})
	if want := []string{"a/new.md new", "a/same.md same", "b.md changed"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("there are %q, %v; want %q", names, err, want)
	}
	for _, open := range []func() error{
		func() error { _, err := e.Open("a/old.md"); return err },
		func() error { _, err := e.Stat("a/old.md"); return err },
		func() error { _, err := e.ReadDir("c"); return err },
	} {
		if err := open(); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("what is gone: %v", err)
		}
	}
}

// A name that stands twice among those to add, or stands there already, is added once or not at all.
func TestWhatIsMissing(t *testing.T) {
	texts := func(names ...string) (all []content.Text) {
		for i, name := range names {
			all = append(all, content.Text{S: name, Pos: content.Pos{Line: int32(i)}})
		}
		return all
	}
	if got := missing(texts("a", "b"), texts("c", "b", "d", "c")); !slices.Equal(got, []string{"c", "d"}) {
		t.Errorf("missing are %q", got)
	}
}
