package render_test

import (
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"nosology/generator/internal/golden"
	"nosology/generator/publish"
	"nosology/generator/render"
)

// knees is the small site of the golden test with layouts of an editor's own.
func knees(t *testing.T, own fstest.MapFS, opts render.Options) ([]publish.File, error) {
	archive, err := txtar.ParseFile("testdata/knees.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if own != nil {
		opts.Layouts, opts.LayoutsName = own, "my-layouts"
	}
	r, err := render.New(os.DirFS("../../layouts"), assets(t), opts)
	if err != nil {
		return nil, err
	}
	return r.Files(golden.Site(t, golden.FS(archive)), render.Given{})
}

func find(t *testing.T, all []publish.File, path string) publish.File {
	for _, f := range all {
		if f.Path == path {
			return f
		}
	}
	t.Fatalf("there is no file %s", path)
	return publish.File{}
}

// withText is the page of a document of the small site, with another text in
// the document.
func withText(t *testing.T, name, body, page string) string {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/knees.txtar")
	if err != nil {
		t.Fatal(err)
	}
	site := golden.FS(archive)
	front, _, _ := strings.Cut(strings.TrimPrefix(string(site[name].Data), "---\n"), "\n---\n")
	site[name] = &fstest.MapFile{Data: []byte("---\n" + front + "\n---\n" + body + "\n")}
	return text(t, find(t, files(t, golden.Site(t, site), render.Options{}), page))
}

// When to get help, where a text begins with it, stands before everything but
// the title: before what is to be seen at a glance and the list of headings.
func TestHelpComesFirst(t *testing.T) {
	page := withText(t, "causes/sprain.md", `> [!emergency] Call {{emergency}} now if
> - the leg has lost its feeling [@knee-guide] {flag=rf-numb}

> [!see-a-doctor]
> - it will not mend [@knee-guide]

It hurts at once. [@general]

## What helps

Rest. [@general]

> [!urgent]
> - the knee is swollen and you have a fever [@knee-guide] {flag=rf-infected}
`, "causes/sprain/index.html")
	from := strings.Index(page, `class="lead"`)
	for _, next := range []string{"care--emergency", "care--see-a-doctor", `class="glance"`, `class="contents"`, "It hurts at once.", "What helps</h2>", "care--urgent"} {
		at := strings.Index(page, next)
		if at < from || strings.LastIndex(page, next) != at {
			t.Errorf("%s is not where it should be, or twice:\n%s", next, page)
		}
		from = at
	}
}

// The signs of an emergency stand before the checker's button, whether a text
// begins with them or comes to them. What a text says after its first cards
// stands behind the button, and nothing is lost or said twice.
func TestSignsStandBeforeTheStart(t *testing.T) {
	const card = "> [!emergency]\n> - the leg has lost its feeling [@knee-guide] {flag=rf-numb}\n\n"
	for text, order := range map[string][]string{
		card + "It asks.\n\n## What it does\n\nIt tells.": {"<h1>", "care--emergency", "start_here", "It asks.", "It tells."},
		card + "It asks.":                         {"<h1>", "care--emergency", "start_here", "It asks."},
		"Look.\n\n" + card + "## How\n\nIt asks.": {"<h1>", "Look.", "care--emergency", "start_here", "It asks."},
	} {
		page, at := withText(t, "pages/checker.md", text, "checker/index.html"), 0
		page, _, _ = strings.Cut(page, `id="checker"`)
		for _, next := range order {
			found := strings.Index(page, next)
			if found < at || strings.LastIndex(page, next) != found {
				t.Errorf("%s is not where it should be, or twice:\n%s", next, page)
			}
			at = found
		}
	}
}

// An article has its drawing after its first part, which may hold care cards,
// and at its end where there are no parts.
func TestArticlesAreIllustrated(t *testing.T) {
	const card = "> [!see-a-doctor]\n> - it hurts [@knee-guide]\n"
	for text, before := range map[string]string{
		"Knees bend.":                                                      "Knees bend.",
		"## How\n\nKnees bend.\n":                                          "Knees bend.",
		card + "\n## How\n\nKnees bend.\n":                                 "Knees bend.",
		"Look.\n\n## How\n\nKnees bend.\n\n## Why\n\nSo.":                  "Knees bend.",
		"## How\n\n" + card + "\n## Why\n\nSo.\n\n## Whence\n\nFrom fish.": "it hurts",
	} {
		page := withText(t, "articles/knees.md", text, "knees/index.html")
		at, drawing := strings.Index(page, before), strings.Index(page, "<figure")
		if at < 0 || drawing < at || strings.Contains(page[at:drawing], "<h2") || strings.Count(page, "<figure") != 1 {
			t.Errorf("the drawing does not follow %q:\n%s", before, page)
		}
	}
}

// A layout of an editor's takes the place of ours; the others stay.
func TestOwnLayout(t *testing.T) {
	own := fstest.MapFS{
		"finding.html":       {Data: []byte(`{{define "main"}}<h1>{{.Title}} of {{.Site.Title}}</h1>{{body .}}{{end}}`)},
		"partials/more.html": {Data: []byte(`<p>more</p>`)},
		"page.html":          {Data: []byte(`{{define "main"}}{{template "partials/more.html" .}}{{end}}`)},
	}
	all, err := knees(t, own, render.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if page := text(t, find(t, all, "symptoms/fever/index.html")); !strings.Contains(page, "<h1>Fever of Knees</h1><p>Take your temperature.") {
		t.Errorf("the editor's layout was not used:\n%s", page)
	}
	if page := text(t, find(t, all, "causes/sprain/index.html")); !strings.Contains(page, `id="look-alikes"`) {
		t.Errorf("our layout was not used:\n%s", page)
	}
}

// A mistake in a layout names the file and the line, and what to do next.
func TestLayoutMistakes(t *testing.T) {
	for _, test := range []struct{ why, name, layout, want string }{
		{
			"unknown function", "cause.html", "{{define \"main\"}}\n<p>{{bodi .}}</p>{{end}}",
			`my-layouts/cause.html:2: there is no function "bodi" (did you mean "body"?)`,
		},
		{
			"unknown field", "cause.html", "{{define \"main\"}}\n\n<h1>{{.Titel}}</h1>{{end}}",
			`my-layouts/cause.html:3:7: a page has no field .Titel (did you mean "Title"?)`,
		},
		{
			"unknown field in a loop", "cause.html", "{{define \"main\"}}\n{{range .Site.Menu}}{{.Title}}{{end}}{{end}}",
			`my-layouts/cause.html:2:23: there is no field .Title here (inside {{range}} and {{with}} the dot is something else; the page is $ there)`,
		},
		{
			"unknown partial", "cause.html", "{{define \"main\"}}\n{{template \"top\" .}}{{end}}",
			`my-layouts/cause.html:2: there is no partial "top" (partials are the files in layouts/partials and what they define)`,
		},
		{
			"no end", "cause.html", "{{define \"main\"}}\n{{if .ID}}",
			`my-layouts/cause.html:2: the layout ends in the middle (an {{if}}, {{range}}, {{with}} or {{define}} has no {{end}})`,
		},
		{
			"an end too many", "cause.html", "{{define \"main\"}}{{end}}\n{{end}}",
			`my-layouts/cause.html:2: there is one {{end}} too many (every {{end}} closes an {{if}}, {{range}}, {{with}} or {{define}})`,
		},
		{
			"no page", "cause.html", "{{define \"main\"}}\n{{body}}{{end}}",
			`my-layouts/cause.html:2:3: "body" is called without its page or with too much (most functions are called with a dot: {{body .}})`,
		},
		{
			"the site instead of the page", "cause.html", "{{define \"main\"}}\n{{body .Site}}{{end}}",
			`my-layouts/cause.html:2:8: wrong type for value; expected *render.View; got *render.SiteView`,
		},
		{
			"nothing for the frame", "cause.html", "<p>{{body .}}</p>",
			`my-layouts/cause.html: nothing is defined as "main" (put {{define "main"}} before the page's HTML and {{end}} after it)`,
		},
		{
			"open tag", "cause.html", "{{define \"main\"}}\n<a href=\"{{.Address}}{{end}}",
			`my-layouts/cause.html: the HTML is not finished (look for a tag or a quote that is not closed)`,
		},
		{
			"in a partial that is rendered once", "partials/footer.html", "\n{{.Titel}}",
			`my-layouts/partials/footer.html:2:3: the site has no field .Titel (did you mean "Title"?)`,
		},
	} {
		t.Run(test.why, func(t *testing.T) {
			all, err := knees(t, fstest.MapFS{test.name: {Data: []byte(test.layout)}}, render.Options{})
			if err == nil {
				err = find(t, all, "causes/sprain/index.html").Render(io.Discard)
			}
			var mistake *render.LayoutError
			if !errors.As(err, &mistake) {
				t.Fatalf("wanted a mistake in a layout, got %v", err)
			}
			if mistake.Error() != test.want {
				t.Errorf("got    %s\nwanted %s", mistake, test.want)
			}
			if d := mistake.Diagnostic(); d.File != mistake.File || d.Message != mistake.Message {
				t.Errorf("the diagnostic says something else: %v", d)
			}
		})
	}
}

// A preview says that it is one, and stands at an address of its own.
func TestPreviewOptions(t *testing.T) {
	all, err := knees(t, nil, render.Options{NoIndex: true, BaseURL: "https://preview.example"})
	if err != nil {
		t.Fatal(err)
	}
	page := text(t, find(t, all, "causes/sprain/index.html"))
	for _, want := range []string{`<meta name="robots" content="noindex,nofollow">`, `href="https://preview.example/causes/sprain/"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(page, "knees.example/") {
		t.Error("the page names the address that it does not have")
	}
	if robots := text(t, find(t, all, "robots.txt")); robots != "User-agent: *\nDisallow: /\n" {
		t.Errorf("robots.txt is %q", robots)
	}
}

// Only the page that filters needs a script.
func TestNeeds(t *testing.T) {
	all, err := knees(t, nil, render.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		if want := f.Path == "symptoms/index.html"; f.Needs.Script != want {
			t.Errorf("%s needs a script: %v", f.Path, f.Needs.Script)
		}
		if page := text(t, f); f.Kind == publish.PageFile && strings.Contains(page, "<script src") != f.Needs.Script {
			t.Errorf("%s has a script that it does not declare, or the other way round", f.Path)
		}
	}
}

// The guide for editors names every function and every field.
func TestGuide(t *testing.T) {
	guide, err := os.ReadFile("../../layouts/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range render.Vocabulary() {
		if !strings.Contains(string(guide), "`"+name) {
			t.Errorf("layouts/README.md does not name %s", name)
		}
	}
}
