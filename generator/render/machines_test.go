package render_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"nosology/generator/internal/golden"
	"nosology/generator/publish"
	"nosology/generator/render"
)

// dated is an article that was written on a day, with more front matter.
func dated(title, day, more string) *fstest.MapFile {
	return &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: %s\nsummary: About <it> & more.\nreview: {written: %s, due: 2027-01-02}\n%s---\nText.\n", title, day, more)}
}

// A feed is Atom that any reader takes: each entry once under an id of its own
// that stays, the newest first, as late as the feed itself says.
func TestTheFeedIsAtom(t *testing.T) {
	folder := golden.FS(nil)
	folder["articles/knees.md"] = dated("Knees & <hips>", "2026-01-02", "changed:\n  - {date: 2026-03-04, note: Says more of \"rest\" & <ice>.}\n  - {date: 2026-02-02, note: Says less.}\n")
	folder["articles/hips.md"] = dated("Hips", "2026-03-04", "")
	all := files(t, golden.Site(t, folder), render.Options{BaseURL: "https://preview.example"})
	var feed struct {
		XMLName xml.Name
		ID      string `xml:"id"`
		Updated string `xml:"updated"`
		Entries []struct {
			Title     string `xml:"title"`
			ID        string `xml:"id"`
			Updated   string `xml:"updated"`
			Published string `xml:"published"`
			Summary   string `xml:"summary"`
			Link      struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(text(t, find(t, all, "feed.xml"))), &feed); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range feed.Entries {
		if strings.Contains(e.ID, "/knees/") || strings.Contains(e.ID, "/hips/") {
			got = append(got, fmt.Sprintf("%s %s: %s (%s, of %s)", strings.TrimPrefix(e.ID, "https://preview.example"), e.Title, e.Summary, e.Updated[:10], e.Published[:10]))
			find(t, all, strings.TrimPrefix(e.Link.Href, "https://preview.example/")+"index.html")
		}
	}
	want := []string{
		"/hips/ Hips: About <it> & more. (2026-03-04, of 2026-03-04)",
		"/knees/#change-2 Knees & <hips>: Says more of “rest” & <ice>. (2026-03-04, of 2026-01-02)",
		"/knees/#change-1 Knees & <hips>: Says less. (2026-02-02, of 2026-01-02)",
		"/knees/ Knees & <hips>: About <it> & more. (2026-01-02, of 2026-01-02)",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the feed is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if feed.XMLName.Space != "http://www.w3.org/2005/Atom" || feed.ID != "https://preview.example/" || feed.Updated != feed.Entries[0].Updated {
		t.Errorf("the feed is in %q, has the id %q, and was updated %s", feed.XMLName.Space, feed.ID, feed.Updated)
	}
}

// A site none of whose pages has a date has no feed, and says so nowhere.
func TestNoDatesNoFeed(t *testing.T) {
	folder := golden.FS(nil)
	for name, f := range folder {
		if strings.HasSuffix(name, ".md") {
			folder[name] = &fstest.MapFile{Data: regexp.MustCompile(`(?m)^review:.*\n`).ReplaceAll(f.Data, nil)}
		}
	}
	folder["articles/knees.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Knees\nsummary: S.\n---\nText.\n")}
	all := files(t, golden.Site(t, folder), render.Options{})
	if slices.ContainsFunc(all, func(f publish.File) bool { return f.Path == "feed.xml" }) {
		t.Error("there is a feed")
	}
	if page := text(t, find(t, all, "knees/index.html")); strings.Contains(page, "feed.xml") {
		t.Errorf("a page leads to it:\n%s", page)
	}
	if strings.Contains(text(t, find(t, all, "sitemap.xml")), "lastmod") {
		t.Error("the site map has days")
	}
}

// The site map names each page of a document once, with the day of its last
// change, and nothing that has no address.
func TestTheSiteMapNamesPages(t *testing.T) {
	all, err := knees(t, nil, render.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var siteMap struct {
		Pages []struct {
			Address string `xml:"loc"`
			Day     string `xml:"lastmod"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal([]byte(text(t, find(t, all, "sitemap.xml"))), &siteMap); err != nil {
		t.Fatal(err)
	}
	named := map[string]string{}
	for _, p := range siteMap.Pages {
		path := strings.TrimPrefix(p.Address, "https://knees.example/") + "index.html"
		if _, twice := named[path]; twice || p.Address == "" {
			t.Errorf("%q is named twice", p.Address)
		}
		named[path] = p.Day
		find(t, all, path)
	}
	for _, f := range all {
		if _, ok := named[f.Path]; f.Kind == publish.PageFile && ok != (f.Path != "404.html") {
			t.Errorf("%s is named: %t", f.Path, ok)
		}
	}
	if named["knees/index.html"] != "2026-03-04" || named["causes/sprain/index.html"] != "2026-01-02" {
		t.Errorf("days are %v", named)
	}
}

// Breadcrumbs say the same to readers and to machines, and end at the page.
func TestBreadcrumbs(t *testing.T) {
	all, err := knees(t, nil, render.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"index.html": "", "knees/index.html": "Home", "causes/sprain/index.html": "Home > Causes", "symptoms/fever/index.html": "Home > Symptoms A to Z",
		"404.html": "Home",
	} {
		page := text(t, find(t, all, path))
		var shown []string
		if _, rest, ok := strings.Cut(page, `<nav class="crumbs"`); ok {
			nav, _, _ := strings.Cut(rest, "</nav>")
			for _, m := range regexp.MustCompile(`<a href="[^"]+">([^<]+)</a>`).FindAllStringSubmatch(nav, -1) {
				shown = append(shown, m[1])
			}
		}
		if strings.Join(shown, " > ") != want {
			t.Errorf("%s has the way %q, want %q", path, strings.Join(shown, " > "), want)
		}
		var told []string
		var data struct {
			Graph []struct {
				Items []struct {
					Position   int
					Name, Item string
				} `json:"itemListElement"`
			} `json:"@graph"`
		}
		if m := structured.FindStringSubmatch(page); m != nil {
			if err := json.Unmarshal([]byte(m[1]), &data); err != nil {
				t.Fatal(err)
			}
		}
		for _, node := range data.Graph {
			for i, it := range node.Items {
				told = append(told, it.Name)
				if it.Position != i+1 || !strings.HasPrefix(it.Item, "https://knees.example/") {
					t.Errorf("%s: step %d is %+v", path, i+1, it)
				}
			}
		}
		if len(told) > 0 && !slices.Equal(told[:len(told)-1], shown) || len(told) == 0 && path != "index.html" && path != "404.html" {
			t.Errorf("%s tells machines %q, and readers %q", path, told, shown)
		}
	}
}

var idIn = regexp.MustCompile(` id="([^"]+)"`)

// A list of contents stands on pages with three parts and more, and leads to
// parts that are there, in the order of the page.
func TestContents(t *testing.T) {
	for _, c := range []struct {
		text, want string
	}{
		{"Text.", ""},
		{"## One\n\n## Two\n\nText.", ""},
		{"## One\n\n### Within\n\n## Two\n\n### Within too\n\nText.", ""},
		{"## One\n\n## Two\n\n## Three\n\nText.", "one two three"},
		{"## One\n\nText. [@knee-guide]\n\n## Two\n\nText.", "one two sources"},
		{"## A & b\n\n## Two\n\n## Three {#third}\n\nText.", "a-b two third"},
	} {
		page := withText(t, "articles/knees.md", c.text, "knees/index.html")
		var got []string
		if _, rest, ok := strings.Cut(page, `<nav class="contents"`); ok {
			nav, after, _ := strings.Cut(rest, "</nav>")
			ids, from := idIn.FindAllStringSubmatch(after, -1), 0
			for _, m := range regexp.MustCompile(`href="#([^"]+)"`).FindAllStringSubmatch(nav, -1) {
				got = append(got, m[1])
				at := slices.IndexFunc(ids[from:], func(id []string) bool { return id[1] == m[1] })
				if at < 0 {
					t.Errorf("%q: nothing below has the id %s, or not in that order", c.text, m[1])
					continue
				}
				from += at
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q: the contents are %q, want %q", c.text, got, c.want)
		}
	}
}

// Where the host cannot send the policy of pages, each states it before it loads
// anything; the page of missing pages does in any case.
func TestPagesStateTheirPolicy(t *testing.T) {
	const policy = `http-equiv="Content-Security-Policy"`
	for _, states := range []bool{false, true} {
		all, err := knees(t, nil, render.Options{MetaPolicy: states})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range all {
			if f.Kind != publish.PageFile {
				continue
			}
			page := text(t, f)
			at, loads := strings.Index(page, policy), strings.Index(page, "<link rel=stylesheet")
			if loads < 0 {
				loads = strings.Index(page, `rel="stylesheet"`)
			}
			if at >= 0 != (states || f.Path == "404.html") || at > loads {
				t.Errorf("%s states its policy at %d, and loads a style sheet at %d", f.Path, at, loads)
			}
		}
	}
}

// The words of a layout of an editor's stand in its pages as the language has
// them, with what fills their places escaped.
func TestWordsInLayouts(t *testing.T) {
	for layout, want := range map[string]string{
		`{{say "page.skip"}}`: "Skip to the text",
		`{{say "phones.call" "phone" (phone .Site.Emergency)}}`:        `In an emergency call <a href="tel:999">999</a>.`,
		`{{say "page.picture-site" "title" .Title "site" "<b>x</b>"}}`: "Fever, a page of <b>x</b>",
		`{{saycount "page.reading-time" 1}}`:                           "1 minute",
		`{{saycount "page.reading-time" 7}}`:                           "7 minutes",
		`{{forscript "page.reading-time"}}`:                            `{&#34;one&#34;:&#34;{n} minute&#34;,&#34;other&#34;:&#34;{n} minutes&#34;}`,
		`{{forscript "phones.call"}}`:                                  "In an emergency call {phone}.",
		`{{number . 12345}}`:                                           "12,345",
		`{{text . "Call {{emergency}} & go."}}`:                        `Call <a href="tel:999">999</a> &amp; go.`,
		`{{kind .}}`:                                                   "Symptom",
		`{{if allowed . "https://a.example"}}yes{{else}}no{{end}}`:     "no",
	} {
		all, err := knees(t, fstest.MapFS{"finding.html": {Data: []byte(`{{define "main"}}<samp>` + layout + `</samp>{{end}}`)}}, render.Options{})
		if err != nil {
			t.Errorf("%s: %v", layout, err)
			continue
		}
		_, rest, _ := strings.Cut(text(t, find(t, all, "symptoms/fever/index.html")), "<samp>")
		if got, _, _ := strings.Cut(rest, "</samp>"); got != want {
			t.Errorf("%s says %q, want %q", layout, got, want)
		}
	}
}

// A slip in what a layout asks for is told of with what was meant.
func TestWordsThatLayoutsMiss(t *testing.T) {
	for layout, want := range map[string]string{
		`{{say "page.skipp"}}`:                                `there are no words under "page.skipp" (did you mean "page.skip"?)`,
		`{{say "phones.call"}}`:                               `the text has a place {phone} that nothing is given for (give it a value: "phone" …)`,
		`{{say "page.skip" "phone" (phone .Site.Emergency)}}`: `the text has no place "phone" (its text is: Skip to the text)`,
		`{{field . "dose"}}`:                                  `site.yaml declares no key "dose" (write it under keys in site.yaml, or take it out of the layout)`,
	} {
		all, err := knees(t, fstest.MapFS{"finding.html": {Data: []byte("{{define \"main\"}}\n" + layout + "{{end}}")}}, render.Options{})
		if err == nil {
			var b strings.Builder
			err = find(t, all, "symptoms/fever/index.html").Render(&b)
		}
		var mistake *render.LayoutError
		if !errors.As(err, &mistake) || mistake.File != "my-layouts/finding.html" || mistake.Line != 2 || mistake.Message+" ("+mistake.Hint+")" != want {
			t.Errorf("%s: %v, want line 2 and %s", layout, err, want)
		}
	}
}

// A layout that no page is made with has a slip in its name.
func TestUnusedLayouts(t *testing.T) {
	layouts := fstest.MapFS{"causes.html": {}, "cuase.html": {}, "base.htm": {}, "new.html": {}, "partials/extra.html": {}, "readme.txt": {}}
	layouts["causes.html"] = &fstest.MapFile{Data: []byte(`{{define "main"}}x{{end}}`)}
	r, err := render.New(os.DirFS("../../layouts"), assets(t), render.Options{Layouts: layouts, LayoutsName: "mine"})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range r.Unused() {
		got = append(got, d.File+": "+d.Hint)
	}
	want := []string{
		`mine/base.htm: did you mean "base.html"?`, `mine/cuase.html: did you mean "cause.html"?`,
		"mine/new.html: name it after a kind of page, such as cause.html; what several layouts share stands in partials",
	}
	if !slices.Equal(got, want) {
		t.Errorf("unused are %q, want %q", got, want)
	}
}
