package content

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
)

// A number is shown where it can be dialled as a link that dials it, else as words; a word that stands for no number
// stays as it is.
func TestNumbersToCall(t *testing.T) {
	text := func(s string) Text { return Text{S: s} }
	r := Region{
		Emergency: Number{text("999"), text("999")}, Urgent: Number{Say: text("your doctor")}, Crisis: Number{text("Samaritans"), text("116123")},
	}
	if got := r.Plain("Call {{emergency}}, {{urgent}}, {{crisis}} or {{crisis-lines}}; not {{police}}."); got != "Call 999, your doctor, Samaritans or Samaritans; not {{police}}." {
		t.Errorf("in words: %s", got)
	}
	r.CrisisLines = []CrisisLine{{Say: text("call Samaritans"), Dial: text("116123")}, {Say: text("text SHOUT"), Text: text("85258")}, {Say: text("chat"), Web: text("https://chat.example")}, {Say: text("see a friend")}}
	if got := r.Say("crisis-lines"); got != "call Samaritans; text SHOUT; chat; see a friend" {
		t.Errorf("lines in words: %s", got)
	}
	var leads []string
	for _, kind := range []string{"emergency", "urgent", "crisis", "crisis-lines", "police"} {
		for _, c := range r.Contacts(kind) {
			leads = append(leads, c.Dest)
		}
	}
	if want := []string{"tel:999", "", "tel:116123", "tel:116123", "sms:85258", "https://chat.example", ""}; !slices.Equal(leads, want) {
		t.Errorf("they lead to %q, want %q", leads, want)
	}
	c := Config{Region: text("uk"), Regions: []Region{{ID: text("us")}, {ID: text("uk"), Name: text("here")}}}
	if home := c.HomeRegion(); home.Name.S != "here" {
		t.Errorf("at home is %+v", home)
	}
	if c.Region = text("mars"); c.HomeRegion().Name.S != "" {
		t.Error("a region that there is not is at home")
	}
}

// Where an entry of a menu leads decides how it is checked and written.
func TestWhereMenusLead(t *testing.T) {
	for to, want := range map[string]string{
		"pages/about.md":            "pages/about.md",
		"pages/about.md#who":        "pages/about.md #who",
		"./pages/../pages/about.md": "pages/about.md",
		"files/a.pdf":               "files/a.pdf download",
		"https://example.org/#x":    "elsewhere",
		"mailto:a@example.org":      "elsewhere",
		"":                          "",
		"#who":                      "#who",
	} {
		m := MenuItem{To: Text{S: to}}
		got := m.File()
		if f := m.Fragment(); f != "" {
			got = strings.TrimSpace(got + " #" + f)
		}
		if m.Download() {
			got += " download"
		}
		if m.Elsewhere() {
			got += "elsewhere"
		}
		if got != want {
			t.Errorf("%q leads to %q, want %q", to, got, want)
		}
	}
}

func TestWhichLinksAreDownloads(t *testing.T) {
	for _, v := range []struct{ from, dest, name string }{
		{"articles/a.md", "../files/a.pdf", "files/a.pdf"},
		{"articles/deep/a.md", "../../files/a%20b.pdf", "files/a b.pdf"},
		{"articles/a.md", "/files/a.pdf#page=2", "files/a.pdf"},
		{"articles/a.md", "/files/../secret", ""},
		{"articles/a.md", "../files/../../a.pdf", ""},
		{"articles/a.md", "files/a.pdf", ""}, // a folder of the articles
		{"articles/a.md", "https://example.org/files/a.pdf", ""},
		{"articles/a.md", "mailto:files/a", ""},
		{"articles/a.md", "/files", ""},
		{"articles/a.md", "", ""},
	} {
		name, ok := DownloadOf(v.from, v.dest)
		if ok != (v.name != "") || ok && name != v.name {
			t.Errorf("from %s, %s leads to %q, %t", v.from, v.dest, name, ok)
		}
	}
}

// What a file names is found with its place, however it is written; what only looks like a name is not.
func TestWhatAFileNames(t *testing.T) {
	for _, v := range []struct{ path, text, want string }{
		{"causes/gout.md", "---\ntitle: hot\nparent: joints\nwhere: [knee, \"toe\"]\nfindings:\n  hot: typical\n  'stiff': common\nsources: [guide]\n---\nhot [@guide]\n",
			"joints knee toe hot: stiff: guide"},
		{"symptoms/hot.md", "---\nalso: [knee]\nsite: knee\n---\n", "knee"},
		{"articles/a.md", "---\ntitle: é – hot\nsources:\n- guide\n- trial\n---\n", "guide trial"},
		{"checker.yaml", "questions:\n- {id: q, ask: hot?, options: [{say: Yes, yes: [hot, stiff]}]}\nflags:\n- {id: joint, when: [[hot], [stiff, fever]], sources: [guide]}\n", "hot stiff hot stiff fever guide"},
		{"held.yaml", "held:\n- flag: joint\n  when:\n  - [hot]\n", "hot"},
		{"said.yaml", "sentences:\n  hot:\n  - hot again\n  - {say: hot and stiff, also: [stiff]}\n", "hot: stiff"},
		{"site.yaml", "region: uk\nmenu:\n- {label: A, to: pages/a.md#b}\n", "uk pages/a.md#b"},
		{"notes.yaml", "findings: [hot]\n", ""},
		{"articles/a.md", "no front matter", ""},
	} {
		var got []string
		for _, r := range BuiltInVocabulary().References(v.path, []byte(v.text)) {
			if !strings.HasPrefix(v.text[r.At:], r.ID) {
				t.Errorf("%s: %q is not at %d", v.path, r.ID, r.At)
			}
			name := r.ID
			if r.IsKey {
				name += ":"
			}
			got = append(got, name)
		}
		if strings.Join(got, " ") != v.want {
			t.Errorf("%s names %q, want %q", v.path, got, v.want)
		}
	}
}

// Every name in the content that is shipped is found at its place, and a list is told from its neighbour.
func TestReferencesOfTheShippedContent(t *testing.T) {
	folder, vocab, total := os.DirFS("../../content"), BuiltInVocabulary(), 0
	for _, pattern := range []string{"causes/*.md", "symptoms/*.md", "*.yaml"} {
		names, err := fs.Glob(folder, pattern)
		if err != nil || len(names) == 0 {
			t.Fatal(pattern, err)
		}
		for _, name := range names {
			text, err := fs.ReadFile(folder, name)
			if err != nil {
				t.Fatal(err)
			}
			seen := map[string]bool{}
			for _, r := range vocab.References(name, text) {
				if total++; !bytes.HasPrefix(text[r.At:], []byte(r.ID)) {
					t.Errorf("%s: %q is not at %d", name, r.ID, r.At)
				}
				if key := fmt.Sprint(r.List, r.Names, r.ID); r.List > 0 && seen[key] {
					t.Errorf("%s: list %d names %s twice", name, r.List, r.ID)
				} else {
					seen[key] = true
				}
			}
		}
	}
	if total < 1000 {
		t.Errorf("only %d names are found", total)
	}
}
