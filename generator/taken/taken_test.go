package taken_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"nosology/generator/taken"
)

// An id is ours as a whole, with a number behind it where the row says so, or where a pattern stands for it. What only
// resembles one is free: authors would be puzzled by more.
func TestIDsOfPages(t *testing.T) {
	for _, v := range []struct {
		layout, id string
		taken      bool
	}{
		{"", "main", true},
		{"", "mains", false},
		{"", "main-2", false}, // its row is not numbered
		{"", "cite", true},
		{"", "cite-3", true},
		{"", "cite-3-2", true},
		{"", "cite-", false},
		{"", "cite-3-", false},
		{"", "cite-three", false},
		{"", "cite3", false},
		{"", "cited", false},
		{"", "do", true},
		{"", "do-not", true},
		{"", "do-not-4", true},
		{"", "do-not-panic", false},
		{"", "", false},
		{"symptoms", "letter-a", true},
		{"symptoms", "letter-é", true}, // one sign of two bytes
		{"symptoms", "letter-", false},
		{"symptoms", "letter-ab", false},
		{"home", "letter-a", false}, // another layout's
		{"", "letter-a", false},
		{"checker", "q_sleep", true},
		{"checker", "q_", true},
		{"checker", "start_here", true},
		{"checker", "main", false}, // any page's, so not the layout's own
		{"article", "tested", false},
		{"no-such-layout", "tested", false},
	} {
		if got := taken.On(v.layout, v.id); got != v.taken {
			t.Errorf("on pages of %q, %q is taken: %t", v.layout, v.id, got)
		}
		if v.layout == "" && taken.Anywhere(v.id) != v.taken {
			t.Errorf("%q is taken on any page: %t", v.id, !v.taken)
		}
	}
}

// What is counted stands only where there is something to count, so a heading of a page without it may be called so.
func TestIDsThatAreCounted(t *testing.T) {
	for id, counted := range map[string]bool{
		"cite": true, "cite-1": true, "care-urgent": true, "care-urgent-2": true, "note-ref-1": true,
		"main": false, "sources": false, "source-general": false, "letter-a": false, "cite-x": false,
	} {
		if got := taken.Counted(id); got != counted {
			t.Errorf("%q is counted: %t", id, got)
		}
	}
}

// Headings are written in small letters, digits and hyphens, in whatever script. Ids of the checker that authors never
// see have an underscore, so that no heading can ever have them; a new row must be one or the other.
func TestNoPatternTakesHeadingsByAccident(t *testing.T) {
	seen := map[string]bool{}
	for _, id := range taken.IDs {
		if key := id.Layout + " " + id.Name; seen[key] {
			t.Errorf("%q stands twice for pages of %q", id.Name, id.Layout)
		} else {
			seen[key] = true
		}
		if before, star := strings.CutSuffix(id.Name, "*"); star && !strings.HasSuffix(before, "_") {
			t.Errorf("%q takes headings that an author may write", id.Name)
		}
		if id.Numbered && strings.ContainsAny(id.Name, "*?") {
			t.Errorf("%q is a pattern, and cannot be numbered", id.Name)
		}
	}
}

// layouts tells of three pages: the checker, a leaf, and one whose address has the checker's within it.
func layouts(address string) (string, bool) {
	layout, ok := map[string]string{"/check/": "checker", "/noses/": "article", "/noses/check/": "article"}[address]
	return layout, ok
}

func TestAddresses(t *testing.T) {
	for _, v := range []struct{ address, row string }{
		{"/sw.js", "/sw.js"},
		{"/SW.js", "/sw.js"}, // to many systems the same file
		{"/sw.js.map", ""},
		{"/app/sw.js", ""},
		{"/assets/", "/assets/"},
		{"/assets/a/b.css", "/assets/"},
		{"/Assets/a.css", "/assets/"},
		{"/assets", ""}, // a file, not the folder
		{"/my/assets/a.css", ""},
		{"/sitemap.xml", "/sitemap.xml"},
		{"/sitemap-2.xml", "/sitemap-*"},
		{"/sitemap-", ""}, // nothing stands in place of the star
		{"/search/data/en.bin", "/search/data/"},
		{"/search/data.html", ""},
		{"/check/rules.json", "rules.json"},
		{"/check/Rules.json", "rules.json"},
		{"/check/more/rules.json", ""},
		{"/noses/check/rules.json", ""}, // no checker
		{"/rules.json", ""},
		{"/noses/mentions/", "mentions/"},
		{"/noses/mentions/index.html", "mentions/"},
		{"/check/mentions/", "mentions/"},
		{"/nowhere/mentions/", ""}, // no page above it
		{"/noses/page/2/", "page/*"},
		{"/noses/page/", ""},
		{"/noses/", ""},
		{"", ""},
	} {
		row := ""
		if a := taken.At(v.address, layouts); a != nil {
			row = a.Path
		}
		if row != v.row {
			t.Errorf("at %q stands %q, want %q", v.address, row, v.row)
		}
	}
}

// A message is made of a row: "at /sw.js stands …; …". So each has both halves, and begins and ends as half a sentence.
func TestEveryAddressSaysWhatToDo(t *testing.T) {
	for _, a := range taken.Addresses {
		for what, says := range map[string]string{"what stands there": a.Holds, "a cure": a.Cure} {
			if says == "" || strings.HasSuffix(says, ".") || says[0] < 'a' {
				t.Errorf("%s has %q for %s", a.Path, says, what)
			}
		}
		if below := a.Every || a.Layout != ""; below == strings.HasPrefix(a.Path, "/") {
			t.Errorf("%s stands below pages: %t", a.Path, below)
		}
	}
	if !slices.ContainsFunc(taken.Addresses, func(a taken.Address) bool { return a.Path == "/404.html" }) {
		t.Error("nothing keeps the page that is shown where there is no page")
	}
}

func ExampleAt() {
	pages := map[string]string{"/check/": "checker"}
	row := taken.At("/check/rules.json", func(address string) (layout string, isPage bool) {
		layout, isPage = pages[address]
		return layout, isPage
	})
	fmt.Printf("here stands %s; %s\n", row.Holds, row.Cure)
	// Output: here stands the checker's open rules; give it another name
}
