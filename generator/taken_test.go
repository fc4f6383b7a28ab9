package generator_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"nosology/generator"
	"nosology/generator/diag"
	"nosology/generator/disk"
	"nosology/generator/publish"
	"nosology/generator/site"
	"nosology/generator/taken"
)

// What the tables say is held against what finished sites have: no id and no
// file that comes of nothing an author wrote is missing, and no row is idle.
func TestWhatASiteTakesForItselfStandsInTheTable(t *testing.T) {
	seenIDs, seenAddresses := map[taken.ID]bool{}, map[string]bool{}
	for _, opt := range []generator.Options{shipped(), starter()} {
		s, err := generator.Prepare(opt)
		if err != nil || diag.HasErrors(s.Diagnostics) {
			t.Fatal(err, s.Diagnostics)
		}
		own := map[string]bool{}
		for _, f := range s.Files {
			at := "/" + strings.TrimSuffix(f.Path, "index.html")
			if p := s.ByAddress(at); p != nil {
				var page bytes.Buffer
				if err := f.Render(&page); err != nil {
					t.Fatal(err)
				}
				takenIDs(t, p, page.Bytes(), seenIDs)
				continue
			}
			if a := s.Taken(at); a != nil {
				seenAddresses[a.Path] = true
			} else {
				own[at] = true
			}
		}
		for at := range own { // what stands in static/root of the content
			if strings.Count(at, "/") > 1 || !strings.HasPrefix(at, "/icon-") && at != "/favicon.ico" && !strings.HasPrefix(at, "/apple-touch-icon") {
				t.Errorf("%s is of no page, and not in the table of addresses", at)
			}
		}
	}
	for _, row := range taken.IDs {
		if !seenIDs[row] && !slices.Contains(seldom, row.Name) {
			t.Errorf("no page has an id like %q on %q", row.Name, row.Layout)
		}
	}
	for _, row := range taken.Addresses {
		if !seenAddresses[row.Path] && !slices.Contains(seldom, row.Path) {
			t.Errorf("nothing stands at %s", row.Path)
		}
	}
}

// seldom is what the sites of the test have no occasion for, and two ids that
// are kept free for sites that have always been told so.
var seldom = []string{"contents", "review", "signs-self-care", "rules-self-care", "note", "note-ref", "do", "/sitemap-*", "page/*", "others"}

func takenIDs(t *testing.T, p *site.Page, page []byte, seen map[taken.ID]bool) {
	publish.EachAttribute(page, func(_, name, value []byte) {
		if string(name) != "id" {
			return
		}
		id, known := string(value), false
		for _, row := range taken.IDs {
			if (row.Layout == "" || row.Layout == p.Layout()) && row.Holds(id) {
				seen[row], known = true, true
			}
		}
		if !known && !p.HasAnchor(id) && !p.NeedsID(id) {
			t.Errorf("%s: the id %q is of nothing in the text, and not in the table", p.Path, id)
		}
	})
}

// Whoever takes what the site needs for itself is told where, and what to do.
func TestWhatIsTakenHasAPlace(t *testing.T) {
	page := func(front, body string) string { return "---\n" + front + "\n---\n\n" + body + "\n" }
	for name, c := range map[string]struct{ file, text, want string }{
		"heading of a layout's":      {"pages/search.md", page("title: Search\nsummary: Find a page.\nshows: search", "## Search hint"), `content/pages/search.md:7:4: the page needs the id "search-hint" for itself`},
		"id of a layout's":           {"pages/search.md", page("title: Search\nsummary: Find a page.\nshows: search", "## Words {#search-results}"), `content/pages/search.md:7:4: the page needs the id "search-results" for itself`},
		"heading like a letter":      {"pages/symptoms.md", page("title: Symptoms\nsummary: All of them.\nshows: symptoms", "## Letter B"), `content/pages/symptoms.md:7:4: the page needs the id "letter-b" for itself`},
		"heading like a source":      {"pages/sources.md", page("title: Sources\nsummary: All of them.\nshows: sources", "## Kind patient information"), `content/pages/sources.md:7:4: the page needs the id "kind-patient-information" for itself`},
		"heading like a kind":        {"pages/causes.md", page("title: Causes\nsummary: All of them.\nshows: causes", "## Everyday"), `content/pages/causes.md:7:4: the page needs the id "everyday" for itself`},
		"heading like a part":        {"pages/symptoms.md", page("title: Symptoms\nsummary: All of them.\nshows: symptoms", "## Part other"), `content/pages/symptoms.md:7:4: the page needs the id "part-other" for itself`},
		"heading like a rule":        {"pages/how-the-checker-decides.md", page("title: Rules\nsummary: All of them.\nshows: decides", "## Rules: emergency"), `content/pages/how-the-checker-decides.md:7:4: the page needs the id "rules-emergency" for itself`},
		"heading of the general":     {"pages/about.md", page("title: About\nsummary: About it.", "## Source general {#source-general}"), `content/pages/about.md:6:19: the page needs the id "source-general" for itself`},
		"page in a folder of ours":   {"pages/assets.md", page("title: Assets\nsummary: About it.", "Words."), `content/pages/assets.md: no page can stand at /assets/`},
		"page of all mentions":       {"articles/mentions.md", page("title: Mentions\nsummary: About it.", "Words."), `content/articles/mentions.md: no page can stand at /mentions/`},
		"alias of the worker":        {"pages/other.md", page("title: Other\nsummary: About it.\naliases: [/sw.js]", "Words."), `content/pages/other.md:4:11: the site has the program`},
		"alias in a folder":          {"pages/other.md", page("title: Other\nsummary: About it.\naliases: [/offline/data/x/]", "Words."), `content/pages/other.md:4:11: the site has the list of what readers can keep`},
		"static file of ours":        {"static/root/feed.xml", "x", `content/static/root/feed.xml: the site has the feed of what is new at /feed.xml`},
		"static file in capitals":    {"static/root/Robots.TXT", "x", `content/static/root/Robots.TXT: the site has what search engines are told`},
		"static file of the checker": {"static/root/checker/rules.json", "x", `content/static/root/checker/rules.json: the site has the checker's open rules`},
		"static file of a page":      {"static/root/about/index.html", "x", `content/static/root/about/index.html: two files want the path about/index.html`},
		"static file like a page":    {"static/root/ABOUT/index.html", "x", `content/static/root/ABOUT/index.html: about/index.html and ABOUT/index.html differ in capitals alone`},
		"static file for a folder":   {"static/root/about", "x", `content/static/root/about: about is wanted as a file and as the folder of about/index.html`},
		"static file of the host":    {"static/root/_headers", "x", `content/static/root/_headers: the host reads at /_headers`},
		"style sheet like another":   {"static/css/OWN.css", "a{}", `content/static/css/OWN.css: assets/css/OWN.`},
		"style sheet of nothing":     {"static/css/own.css", "a{background:url(none.png)}", `content/static/css/own.css:1:14: url(none.png): there is no static file css/none.png`},
		"script that is not read":    {"static/js/own.js", "let a = (", `content/static/js/own.js:1:10: unexpected EOF`},
		"static file of no name":     {"static/root/a:b.txt", "x", `content/static/root/a:b.txt: "a:b.txt" is no path that a site can have`},
	} {
		opt := starter()
		folder := disk.Memory(t, opt.Content)
		folder["static/css/own.css"] = &fstest.MapFile{Data: []byte("a{}")}
		folder[c.file] = &fstest.MapFile{Data: []byte(c.text)}
		opt.Content = folder
		s, _, err := generator.Build(t.TempDir()+"/public", opt, publish.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		told := slices.ContainsFunc(s.Diagnostics, func(d diag.Diagnostic) bool {
			return strings.HasPrefix(d.String(), c.want) && d.Severity == diag.Error && d.Hint != ""
		})
		if !told {
			t.Errorf("%s: want %s, got %v", name, c.want, s.Diagnostics)
		}
	}
}

// A layout of the site's own may have an id that no table knows: what is to be
// changed then is the heading, which has a place.
func TestAHeadingLikeAnIDOfAnOwnLayoutIsNamed(t *testing.T) {
	opt := starter()
	opt.Layouts = fstest.MapFS{"page.html": {Data: []byte(`{{define "main"}}<h1 id="who-we-are">{{.Title}}</h1>{{body .}}{{end}}`)}}
	opt.Content = edited(t, opt.Content, "pages/about.md", "\n---\n", "\n---\n\n## Who we are\n")
	s, _, err := generator.Build(t.TempDir()+"/public", opt, publish.Options{})
	if err != nil || len(s.Diagnostics) == 0 || !strings.Contains(s.Diagnostics[0].String(), `the id "who-we-are" of this heading`) || s.Diagnostics[0].Line == 0 {
		t.Error(err, s.Diagnostics)
	}
}

// What settings name stands on pages under its own id, too.
func TestAnEntryOfSettingsCannotHaveATakenID(t *testing.T) {
	for _, id := range []string{"kind-patient-information", "main", "source-general"} {
		opt := starter()
		folder := disk.Memory(t, opt.Content)
		for _, f := range folder {
			f.Data = bytes.ReplaceAll(f.Data, []byte("nhs-stroke"), []byte(id))
		}
		opt.Content = folder
		s, err := generator.Prepare(opt)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(s.Diagnostics, func(d diag.Diagnostic) bool {
			return d.Check == "taken-id" && d.File == "content/sources.yaml" && d.Line > 0 && strings.Contains(d.Message, id)
		}) {
			t.Errorf("%s: %v", id, s.Diagnostics)
		}
	}
}
