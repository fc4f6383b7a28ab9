package moving_test

import (
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/disk"
	"nosology/generator/held"
	"nosology/generator/internal/golden"
	"nosology/generator/moving"
	"nosology/generator/site"
)

var today = time.Date(2026, 11, 29, 0, 0, 0, 0, time.UTC)

// shipped is the texts of the content folder, in memory.
func shipped(t *testing.T) fstest.MapFS {
	t.Helper()
	files := disk.Memory(t, os.DirFS("../../content"))
	maps.DeleteFunc(files, func(name string, _ *fstest.MapFile) bool { return path.Ext(name) != ".md" && path.Ext(name) != ".yaml" })
	return files
}

// A sign of a stroke stands in everything that can name a finding. Under another
// name the site is the same: all that named it names it, its rule is held, and
// its old address leads on.
func TestRenameOfTheShippedSite(t *testing.T) {
	folder := shipped(t)
	before := golden.Load(t, folder)
	plan, err := moving.Rename(before, "symptoms/facial-droop.md", "drooping-face", today)
	if err != nil {
		t.Fatal(err)
	}
	if diag.HasErrors(plan.Mistakes) {
		t.Fatal(plan.Mistakes)
	}
	for name, text := range plan.Files {
		if delete(folder, name); text != nil {
			folder[name] = &fstest.MapFile{Data: text}
		}
	}
	left := regexp.MustCompile(`\bfacial-droop\b`)
	for _, name := range slices.Sorted(maps.Keys(folder)) {
		for line := range strings.Lines(string(folder[name].Data)) {
			if left.MatchString(line) && name != plan.To && !strings.Contains(line, "witness") {
				t.Errorf("%s still says: %s", name, line)
			}
		}
	}
	after := golden.Load(t, folder)
	if after.Held.Seal.S != held.Seal(after.Held) || len(after.Held.Rules) != len(before.Held.Rules) {
		t.Error("what is held is not what it was")
	}
	s, _ := site.NewLinker().Update(after, today)
	if p := s.Finding("drooping-face"); p == nil || !slices.ContainsFunc(p.Aliases, func(a content.Text) bool { return a.S == "/symptoms/facial-droop/" }) {
		t.Error("the old address leads nowhere")
	}
	old, _ := site.NewLinker().Update(before, today)
	was, is := old.Finding("facial-droop"), s.Finding("drooping-face")
	if was.MentionedBy() != is.MentionedBy() || len(was.Causes()) != len(is.Causes()) || len(was.Flags()) != len(is.Flags()) {
		t.Errorf("%d pages, %d causes and %d flags name it, and %d, %d and %d did", is.MentionedBy(), len(is.Causes()), len(is.Flags()), was.MentionedBy(), len(was.Causes()), len(was.Flags()))
	}
}

// A rename there and back gives the content as it was, but for what leads on.
func TestRenameThereAndBack(t *testing.T) {
	folder := shipped(t)
	before := maps.Clone(folder)
	for _, to := range []string{"coffee", "caffeine"} {
		from := map[string]string{"coffee": "causes/caffeine.md", "caffeine": "causes/coffee.md"}[to]
		plan, err := moving.Rename(golden.Load(t, folder), from, to, today)
		if err != nil || diag.HasErrors(plan.Mistakes) {
			t.Fatal(err, plan.Mistakes)
		}
		for name, text := range plan.Files {
			if delete(folder, name); text != nil {
				folder[name] = &fstest.MapFile{Data: text}
			}
		}
	}
	for name, file := range folder {
		if name != "causes/caffeine.md" && string(before[name].Data) != string(file.Data) {
			t.Errorf("%s is another", name)
		}
	}
	if text := string(folder["causes/caffeine.md"].Data); !strings.Contains(text, "/causes/coffee/") {
		t.Error("the address in between leads nowhere")
	}
}

// The old address leads on however the list of addresses is written; where it cannot be put into it, nothing is renamed, and
// it is said what to do.
func TestTheOldAddressIsNeverLost(t *testing.T) {
	for what, v := range map[string]struct{ head, list, says string }{
		"no list":                         {"---\n", "", ""},
		"in brackets":                     {"---\n", "aliases: [/was/]\n", ""},
		"a key in quotes":                 {"---\n", "\"aliases\": [/was/]\n", ""},
		"a space before the colon":        {"---\n", "aliases : [/was/]\n", ""},
		"a byte order mark":               {"\ufeff---\n", "", ""},
		"a comment with a list behind it": {"---\n", "aliases: [/was/] # not [/this/]\n", "aliases is written in a way"},
		"a comment behind it":             {"---\n", "aliases: [/was/] # long ago\n", "aliases is written in a way"},
	} {
		loaded := golden.Load(t, golden.Files(map[string]string{
			"articles/knees.md": v.head + "title: Knees\nsummary: Knees.\n" + v.list + "---\nKnees.\n\n---\n\nA line above.\n",
		}))
		plan, err := moving.Rename(loaded, "articles/knees.md", "joints", today)
		if v.says != "" {
			if err == nil || !strings.Contains(err.Error(), v.says) {
				t.Errorf("%s: %v", what, err)
			}
			continue
		}
		if err != nil || diag.HasErrors(plan.Mistakes) {
			t.Errorf("%s: %v, %v", what, err, plan)
			continue
		}
		doc, _ := content.ParseDocument("articles/joints.md", plan.Files["articles/joints.md"])
		if n := len(doc.Aliases); n == 0 || doc.Aliases[n-1].S != "/knees/" || (n == 2) != (v.list != "") {
			t.Errorf("%s: it has the addresses %v", what, doc.Aliases)
		}
	}
}
