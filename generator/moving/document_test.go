package moving

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nosology/generator/content"
)

// An address leaves a list as a whole: one that only ends with it stays, and so does what stands in
// another list.
func TestOnlyTheWholeAddressLeaves(t *testing.T) {
	for _, v := range []struct{ lines, want string }{
		{"aliases: [/old/a/, /a/]\n", "aliases: [/old/a/]\n"},
		{"aliases: [\"/old/a/\", \"/a/\"]\n", "aliases: [\"/old/a/\"]\n"},
		{"aliases: [/a/b/, /a/]\n", "aliases: [/a/b/]\n"},
		{"aliases:\n- /old/a/\n- /a/\n", "aliases:\n- /old/a/\n"},
		{"aliases:\r\n- /a/\r\n- /b/\r\n", "aliases:\r\n- /b/\r\n"},
		{"aliases: [/b/]\nalso: [/a/]\n", "aliases: [/b/]\nalso: [/a/]\n"},
	} {
		if got := withoutItem([]byte(matter(v.lines)), "aliases", "/a/"); string(got) != matter(v.want) {
			t.Errorf("%q became\n%s", v.lines, got)
		}
	}
}

// What is added to a list and taken out again leaves it as it was.
func TestThereAndOutAgain(t *testing.T) {
	address := rapid.StringMatching(`/(old/)?[ab]{1,2}/`)
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfNDistinct(address, 1, 4, func(s string) string { return s }).Draw(t, "list")
		one := rapid.StringMatching(`/[ab]{1,2}/`).Filter(func(s string) bool {
			for _, l := range list {
				if l == s {
					return false
				}
			}
			return true
		}).Draw(t, "one")
		text := matter("aliases: [" + strings.Join(list, ", ") + "]\n")
		if rapid.Bool().Draw(t, "a line each") {
			text = matter("aliases:\n- " + strings.Join(list, "\n- ") + "\n")
		}
		with, err := addTo([]byte(text), "aliases", []string{one})
		if err != nil {
			t.Fatal(err)
		}
		if got := withoutItem(with, "aliases", one); string(got) != text {
			t.Fatalf("%s out of\n%s leaves\n%s", one, with, got)
		}
	})
}

// The text of a document is what stands below its front matter, without a title of its own, however it is saved.
func TestBodyOf(t *testing.T) {
	for text, want := range map[string]string{
		"---\ntitle: A\n---\n# A\n\nOne.\n\nTwo.\n":              "One.\n\nTwo.",
		"---\r\ntitle: A\r\n---\r\n\r\n# A\r\n\r\nOne.\r\n":      "One.",
		"---\ntitle: A\n---\n## B\n\nOne.\n":                     "## B\n\nOne.",
		"---\ntitle: A\n---\n":                                   "",
		"---\ntitle: A\n---\n\n\n":                               "",
		"---\ntitle: الركبة\n---\nنص.\n\n---\n\nA line above.\n": "نص.\n\n---\n\nA line above.",
	} {
		if got := bodyOf([]byte(text)); got != want {
			t.Errorf("%q has the text %q, want %q", text, got, want)
		}
	}
}

// The front matter of a document that is joined stays, in comments: the other is read as it was before.
func TestCommentedIsNotRead(t *testing.T) {
	from, _ := content.ParseDocument("articles/hips.md", []byte("---\r\ntitle: Hips # \"of\"\r\n\r\nalso: [a]\r\nsummary: >\r\n  two\r\n  lines\r\n---\r\nText.\r\n"))
	text := []byte(matter("summary: S.\nalso: [b]\n"))
	before, _ := content.ParseDocument("articles/knees.md", text)
	got := commented(text, from)
	after, ds := content.ParseDocument("articles/knees.md", got)
	if len(ds) > 0 || after.Title.S != before.Title.S || len(after.Also) != 1 || string(after.Body) != string(before.Body) {
		t.Errorf("what is read changed: %v\n%s", ds, got)
	}
	want := "also: [b]\n# From articles/hips.md, which became a part of this. Take over what is still true, and remove the rest:\n" +
		"#   title: Hips # \"of\"\n#   also: [a]\n#   summary: >\n#     two\n#     lines\n---\n"
	if !strings.Contains(string(got), want) {
		t.Errorf("got\n%s", got)
	}
	if got := insert([]byte("no front matter"), "x\n"); string(got) != "no front matter" {
		t.Errorf("lines are put into %q", got)
	}
}
