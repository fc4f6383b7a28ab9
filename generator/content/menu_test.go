package content

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"nosology/generator/diag"
)

const aSite = `title: Knees
base-url: https://knees.example
language: en-GB
contact: mailto:mend@knees.example
publisher: Knees
reviewed: Nobody.
region: uk
regions:
  uk: {name: UK, emergency: {say: "999", dial: "999"}, urgent: {say: a}, crisis: {say: b}}
`

// wrong is what is told of site.yaml, each with its place and cure.
func wrong(t *testing.T, more string) []string {
	t.Helper()
	_, ds, err := Load(fstest.MapFS{
		"site.yaml": {Data: []byte(aSite + more)}, "pages/index.md": {Data: []byte("---\ntitle: A\nsummary: B\nshows: home\n---\n")},
	}, "content")
	if err != nil {
		t.Fatal(err)
	}
	all := []string{}
	diag.Sort(ds)
	for _, d := range ds {
		if d.File == "content/site.yaml" && d.Severity == diag.Error {
			all = append(all, strings.TrimPrefix(d.String(), "content/site.yaml:"))
		}
	}
	return all
}

// What a menu cannot lead to is told of with its place, and with what can be written instead.
func TestWhatMenusLeadTo(t *testing.T) {
	for to, want := range map[string]string{
		"pages/index.md": "", "pages/index.md#who": "", "https://example.org/give": "", "mailto:a@example.org": "", "files/a.pdf": "",
		"http://example.org":        `a menu cannot lead to "http://example.org" (write an address from https:// or mailto:, or a file: pages/about.md)`,
		"javascript:alert(1)":       `a menu cannot lead to "javascript:alert(1)" (write an address from https:// or mailto:, or a file: pages/about.md)`,
		"https:///give":             `"https:///give" is no address (copy it from a browser: https://example.org/give)`,
		"mailto:nobody":             `"mailto:nobody" is no address (copy it from a browser: https://example.org/give)`,
		"https://example.org/a b":   `"https://example.org/a b" is no address (copy it from a browser: https://example.org/give)`,
		"pages/indx.md":             `unknown document "pages/indx.md" (did you mean "pages/index.md"?)`,
		"pages/completely-other.md": `unknown document "pages/completely-other.md" (name a file within the content folder: pages/about.md)`,
	} {
		if want != "" {
			want = "11:21: " + want
		}
		if got := strings.Join(wrong(t, "menu:\n- {label: Über, to: \""+to+"\"}\n"), "; "); got != want {
			t.Errorf("%s: got %q, want %q", to, got, want)
		}
	}
}

// Entries may stand below one that leads nowhere itself, but not below each other, and not too many.
func TestMenusBelowMenus(t *testing.T) {
	entry := "- {label: A, to: pages/index.md}\n"
	for _, v := range []struct{ what, menu, want string }{
		{"leads nowhere", "- label: A\n", `11:10: the entry "A" leads nowhere (write to: and the file or the address)`},
		{"has some below it", "- label: A\n  children:\n  - {label: B, to: pages/index.md}\n", ""},
		{"two below each other", "- label: A\n  children:\n  - label: B\n    children:\n    - {label: C, to: pages/index.md}\n",
			"14:5: an entry below another has none below it (write these entries beside the one that they stand below)"},
		{"as many as may be", strings.Repeat(entry, mostInMenu), ""},
		{"one more", strings.Repeat(entry, mostInMenu+1),
			"71:11: a menu has 60 entries at most, for every page shows them all (lead to a page that lists the rest)"},
	} {
		if got := strings.Join(wrong(t, "menu:\n"+v.menu), "; "); got != v.want {
			t.Errorf("%s: got %q, want %q", v.what, got, v.want)
		}
	}
	if got := strings.Join(wrong(t, "map:\n  title: Where?\n  figure: map.svg\n  regions:\n  - {label: A, to: https://example.org/}\n"), "; "); !strings.HasPrefix(got, "14:20: this leads to a page of the site, and \"https://example.org/\" is none (name a file") {
		t.Errorf("a map that leads elsewhere: %q", got)
	}
}

// All that the settings lead to is found, whatever stands below what, in the order of the file.
func TestLeads(t *testing.T) {
	item := func(to string, below ...MenuItem) MenuItem { return MenuItem{To: Text{S: to}, Children: below} }
	c := &Config{Menu: []MenuItem{item("a", item("b"), item("c")), item("d")}, Footer: []MenuItem{item("e")}}
	c.Map.Regions = []MapRegion{{MenuItem: item("f")}, {MenuItem: item("g")}}
	var got string
	for _, m := range c.Leads() {
		got += m.To.S
	}
	if got != "abcdefg" || len((&Config{}).Leads()) > 0 {
		t.Errorf("the settings lead to %q", got)
	}
}

// Whoever shows or says a number asks the region, and gets the same; one line stands for a list of them.
func TestNumbersOfARegion(t *testing.T) {
	r := Region{ID: Text{S: "uk"}, Emergency: Number{Text{S: "999"}, Text{S: "999"}}, Urgent: Number{Say: Text{S: "your doctor"}}, Crisis: Number{Text{S: "116 123"}, Text{S: "116123"}}}
	const text = "Call {{emergency}}, {{urgent}} or {{crisis-lines}}; {{crisis}}, {{other}}."
	if got := r.Plain(text); got != "Call 999, your doctor or 116 123; 116 123, {{other}}." {
		t.Error(got)
	}
	r.CrisisLines = []CrisisLine{{Say: Text{S: "a"}, Dial: Text{S: "1"}}, {Say: Text{S: "b"}, Text: Text{S: "2"}}, {Say: Text{S: "c"}, Web: Text{S: "https://c.example/"}}, {Say: Text{S: "d"}}}
	var got []string
	for _, kind := range []string{"emergency", "urgent", "crisis", "crisis-lines", "other"} {
		for _, c := range r.Contacts(kind) {
			got = append(got, c.Say+"="+c.Dest)
		}
	}
	if want := "[999=tel:999 your doctor= 116 123=tel:116123 a=tel:1 b=sms:2 c=https://c.example/ d=]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
	c := &Config{Regions: []Region{{ID: Text{S: "us"}}, r}, Region: Text{S: "uk"}}
	if home := c.HomeRegion(); home.ID.S != "uk" {
		t.Errorf("the home region is %q", home.ID.S)
	}
	if home := (&Config{Region: Text{S: "uk"}}).HomeRegion(); home.ID.S != "" || home.Say("other") != "" {
		t.Error("a region that is not there has numbers")
	}
}

// Amounts are read in each of their units, and what is none is told of with the units that there are.
func TestAmountsOfSentences(t *testing.T) {
	const cure = " (write a whole number, a space, and hours, days, weeks, months, years, °C or cups)"
	for amount, want := range map[string]string{
		"50 years": "438300", "1 hour": "1", "2 weeks": "336", "38 °C": "380", "5 cups": "5", "0 days": "0",
		"5cups": `3:21: "5cups" is no amount` + cure, "five cups": `3:21: "five cups" is no amount` + cure, "-1 days": `3:21: "-1 days" is no amount` + cure,
	} {
		tree := &Tree{Name: "content", FS: fstest.MapFS{"said.yaml": {Data: []byte("numbers:\n  hot:\n    {of: age, from: \"" + amount + "\"}\n")}}}
		tree.Docs = []*Document{{ID: "hot", Finding: &FindingMeta{}}}
		said, ds, _ := tree.Said()
		got := ""
		for _, d := range ds {
			got += strings.TrimPrefix(d.String(), "content/said.yaml:")
		}
		if got == "" && len(said.Numbers) == 1 {
			got = fmt.Sprint(said.Numbers[0].From)
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", amount, got, want)
		}
	}
}

// What a file names is at the same place of what is read, however the file is saved and whatever
// stands before it in the line: a page that moves leaves no dead name behind in files of Windows.
func TestReferencesWhateverTheLineEnds(t *testing.T) {
	const text = "---\ntitle: é\nfindings: {\"hot\": typical, 'stiff': common} # 鼻\nsources: [\"guide\",\ttrial, one]\n---\nBody.\n"
	for what, text := range map[string]string{"LF": text, "CRLF": strings.ReplaceAll(text, "\n", "\r\n"), "BOM": "\ufeff" + text} {
		var got []string
		for _, r := range BuiltInVocabulary().References("causes/a.md", []byte(text)) {
			if !strings.HasPrefix(text[r.At:], r.ID) {
				t.Errorf("%s: %q is not at %d", what, r.ID, r.At)
			}
			got = append(got, r.ID)
		}
		if strings.Join(got, " ") != "hot stiff guide trial one" {
			t.Errorf("%s: named are %q", what, got)
		}
	}
}
