package render

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"nosology/generator/content"
	"nosology/generator/internal/golden"
	"nosology/generator/rules"
	"nosology/generator/site"
	"nosology/generator/wording"
)

func named(s string) content.Text { return content.Text{S: s} }

func texts(all ...string) (list []content.Text) {
	for _, s := range all {
		list = append(list, named(s))
	}
	return list
}

// Whatever an author writes, the data for machines is JSON that says just that,
// and nothing in it can end the script element.
func TestJSONSaysWhatIsWritten(t *testing.T) {
	for _, s := range []string{
		"plain", `"quoted" \ back`, "</script><script>alert(1)</script>", "<!--", "a & b", "tab\tand\nline\r", "\x00\x1f", "é 頭痛 \u2028", "\xff no text", "{[:,>",
	} {
		var b out
		b.json(page{Name: s, ReviewedBy: &thing{Type: "Thing", Name: s}, Citation: []work{{Author: []string{s, s}}}})
		written := b.String()
		var got struct {
			Name       string
			ReviewedBy map[string]string
			Citation   []struct{ Author []string }
		}
		if err := json.Unmarshal([]byte(written), &got); err != nil {
			t.Fatalf("%q: %v in %s", s, err, written)
		}
		want := strings.ToValidUTF8(s, "\ufffd")
		if got.Name != want || !slices.Equal(got.Citation[0].Author, []string{want, want}) || !maps.Equal(got.ReviewedBy, map[string]string{"@type": "Thing", "name": want}) {
			t.Errorf("%q is read as %+v", s, got)
		}
		if strings.ContainsAny(written, "<>&") || strings.HasSuffix(written, "\n") {
			t.Errorf("%q stands in a page as %s", s, written)
		}
	}
}

func TestTextInHTML(t *testing.T) {
	for s, want := range map[string]string{
		"": "", "a": "a", `<a href="b">&c'`: `&lt;a href=&#34;b&#34;&gt;&amp;c'`, "&amp;": "&amp;amp;", "é<": "é&lt;",
	} {
		if got := escaped(s); got != want {
			t.Errorf("%q is written %s, want %s", s, got, want)
		}
	}
}

// A source reads like a sentence, whatever is known of it.
func TestSourcesInWords(t *testing.T) {
	for _, c := range []struct {
		s    content.Source
		want string
	}{
		{content.Source{Title: named("Knees")}, "Knees."},
		{content.Source{Title: named("Knees?")}, "Knees?"},
		{content.Source{Title: named("هل تؤلم؟")}, "هل تؤلم؟"},
		{content.Source{Title: named("膝の痛み。")}, "膝の痛み。"},
		{content.Source{Title: named("“Knees.”")}, "“Knees.”"},
		{content.Source{Title: named("Knees…")}, "Knees…"},
		{content.Source{Title: named("Knees (a guide)")}, "Knees (a guide)."},
		{content.Source{Title: named("Knees"), Year: 2024}, "Knees. 2024."},
		{content.Source{Title: named("Knees"), Publisher: named("Knee people Ltd."), Year: 2024}, "Knees. Knee people Ltd., 2024."},
		{content.Source{Title: named("Knees"), Publisher: named("Knee people Ltd.")}, "Knees. Knee people Ltd."},
		{content.Source{Title: named("Knees"), In: named("J Knee"), Year: 2024, Pages: named("3–9")}, "Knees. J Knee, 2024, pages 3–9."},
		{content.Source{Title: named("Knees"), Pages: named("3")}, "Knees. page 3."},
		{content.Source{Title: named("Knees"), Authors: texts("A. Alpha", "B Beta")}, "A. Alpha, B Beta. Knees."},
		{content.Source{Title: named("Knees"), Authors: texts("Alpha Inc.")}, "Alpha Inc. Knees."},
		{content.Source{Title: named("Knees"), Authors: texts("A", "B", "C", "D")}, "A, B, C, and others. Knees."},
		{content.Source{Title: named("Knees"), URL: named("https://a.example/?b&c")}, `<a href="https://a.example/?b&amp;c" rel="external">Knees</a>.`},
		{content.Source{Title: named("Knees"), DOI: named("10.1/x")}, `<a href="https://doi.org/10.1/x" rel="external">Knees</a>. <a href="https://doi.org/10.1/x" rel="external">doi:10.1/x</a>.`},
	} {
		var b out
		b.source(wording.English(), &c.s, "")
		if got := b.String(); got != c.want {
			t.Errorf("it reads %s\nwant    %s", got, c.want)
		}
	}
}

// Sizes are said as devices say them, rounded up to kilobytes and to tenths of
// megabytes, in the language's own marks.
func TestSizesInWords(t *testing.T) {
	for name, sizes := range map[string]map[int64]string{
		"en": {
			0: "0 KB", 1: "1 KB", 1000: "1 KB", 1001: "2 KB", 240_000: "240 KB", 999_000: "999 KB", 999_001: "1 MB", 1_000_000: "1 MB", 1_049_999: "1 MB",
			1_050_000: "1.1 MB", 9_960_000: "10 MB", 2_500_000_000: "2,500 MB",
		},
		"de": {1_500_000: "1,5 MB", 1_234_000_000: "1.234 MB"},
	} {
		e := &edition{Renderer: &Renderer{words: wording.For(name, nil)}}
		for size, want := range sizes {
			if got := e.sizeInWords(size); got != want {
				t.Errorf("%s: %d bytes are %q, want %q", name, size, got, want)
			}
		}
	}
}

// A figure comes out whole but for parts that are hidden, and marks what it is
// asked to; asked for nothing that it has, it is left out.
func TestFiguresAreMarked(t *testing.T) {
	const svg = `<svg class="where"><path data-part="knee" d="M1"/><g data-part="leg"><path d="M2"/></g><path data-part="toe" opacity="0" d="M3"/></svg>`
	f := cutFigure(svg)
	for _, c := range []struct{ marked, want string }{
		{"", ""},
		{"nose", ""},
		{"knee", `<svg class="where"><path class="on" data-part="knee" d="M1"/><g data-part="leg"><path d="M2"/></g></svg>`},
		{"leg nose", `<svg class="where"><path data-part="knee" d="M1"/><g class="on" data-part="leg"><path d="M2"/></g></svg>`},
		{"toe", `<svg class="where"><path data-part="knee" d="M1"/><g data-part="leg"><path d="M2"/></g><path class="on" data-part="toe" opacity="0" d="M3"/></svg>`},
	} {
		var b out
		f.write(&b, texts(strings.Fields(c.marked)...))
		if b.String() != c.want {
			t.Errorf("with %q marked: %s, want %s", c.marked, b.String(), c.want)
		}
	}
	for part, want := range map[string]bool{"knee": true, "toe": true, "nose": false, "": false} {
		if f.shows(part) != want {
			t.Errorf("it shows %q: %v", part, !want)
		}
	}
	for _, odd := range []string{"", "<svg/>", `data-part="x"`, `<path data-part="x"`, `<path data-part="`} {
		var whole strings.Builder
		for _, p := range cutFigure(odd) {
			whole.WriteString(p.text)
		}
		if whole.String() != odd {
			t.Errorf("%q is cut into %q", odd, whole.String())
		}
	}
}

// An SVG that others refer to is a symbol without what belongs to its place.
func TestSymbols(t *testing.T) {
	for svg, want := range map[string]string{
		`<svg class="icon" viewBox="0 0 8 8" aria-hidden="true" width="8"><path d="M1"/></svg>`: `<symbol id="flag" viewBox="0 0 8 8"><path d="M1"/></symbol>`,
		`<svg><path/></svg>`: `<symbol id="flag"><path/></symbol>`,
		"":                   "",
	} {
		if got := asSymbol(svg, "flag"); got != want {
			t.Errorf("%s becomes %s, want %s", svg, got, want)
		}
	}
}

// The entry of the page is marked as the page, those above it as being on the
// way, and nothing else; the menu that is given stays as it was.
func TestMenusAreMarked(t *testing.T) {
	menu := []MenuItem{
		{Label: "A", Address: "/a/"},
		{Label: "B", Children: []MenuItem{{Label: "C", Address: "/c/", Children: []MenuItem{{Label: "D", Address: "/d/"}}}, {Label: "A", Address: "/a/"}}},
	}
	for address, want := range map[string]string{
		"/a/": "A=page B=true C= D= A=page", "/c/": "A= B=true C=page D= A=", "/d/": "A= B=true C=true D=page A=", "/x/": "A= B= C= D= A=", "": "A= B= C= D= A=",
	} {
		got, found := marked(menu, address, "page")
		var all []string
		eachEntry(got, func(it *MenuItem) { all = append(all, it.Label+"="+it.Current) })
		if strings.Join(all, " ") != want || found != strings.Contains(want, "page") {
			t.Errorf("on %q: %q, want %q", address, all, want)
		}
	}
	eachEntry(menu, func(it *MenuItem) {
		if it.Current != "" {
			t.Errorf("%s stays marked", it.Label)
		}
	})
}

func TestLabelsOfTables(t *testing.T) {
	w := &wording.English().Text
	for _, c := range []struct {
		n             int
		heading, want string
	}{{1, "", "Table"}, {1, "Doses", "Table: Doses"}, {2, "", "Table 2"}, {3, "Doses", "Table 3: Doses"}} {
		if got := tableLabel(w, c.n, c.heading); got != c.want {
			t.Errorf("table %d under %q is called %q, want %q", c.n, c.heading, got, c.want)
		}
	}
}

// made is a site of causes and findings that speak for and against them. A
// finding is an id, with its type behind a colon if it is not "general".
func made(t *testing.T, findings, causes string) *site.Site {
	t.Helper()
	folder := golden.FS(nil)
	for finding := range strings.FieldsSeq(findings) {
		id, kind, _ := strings.Cut(finding, ":")
		folder["symptoms/"+id+".md"] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: %s\nsummary: S.\ntype: %s\n---\nText.\n", id, cmp.Or(kind, "general"))}
	}
	for cause := range strings.SplitSeq(causes, ";") {
		id, has, _ := strings.Cut(strings.TrimSpace(cause), " ")
		folder["causes/"+id+".md"] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: %s\nsummary: S.\nkind: everyday\ncare: self-care\nprevalence: rare\nfindings: {%s}\n---\nText.\n", id, has)}
	}
	return golden.Site(t, folder)
}

// findingsOf is a site of findings, by their front matter.
func findingsOf(t *testing.T, fronts []string) *site.Site {
	t.Helper()
	folder := golden.FS(nil)
	for i, front := range fronts {
		if !strings.Contains(front, "type:") {
			front += "type: general\n"
		}
		folder[fmt.Sprintf("symptoms/f%d.md", i)] = &fstest.MapFile{Data: []byte("---\n" + front + "summary: S.\n---\nText.\n")}
	}
	return golden.Site(t, folder)
}

// A row of a table of comparison says something of two causes at least; those
// that say most for causes come first, circumstances last.
func TestRowsOfAComparison(t *testing.T) {
	s := made(t, "ache fever rash swelling night:time-course", "a ache: typical, fever: against, rash: common, night: typical; b ache: common, fever: typical, swelling: typical, night: typical; c swelling: typical, ache: typical")
	c := comparison{causes: s.Causes}
	var got []string
	for _, r := range c.rows() {
		cells := ""
		for _, cell := range r.cells {
			switch {
			case cell == 0:
				cells += "-"
			default:
				cells += rules.Strength(cell - 1).String()[:1]
			}
		}
		got = append(got, r.finding.ID+" "+cells)
	}
	if want := "ache tct, swelling -tt, fever at-, night tt-"; strings.Join(got, ", ") != want {
		t.Errorf("the rows are %q, want %q", got, want)
	}
}

// Where no two causes share a sign there is no table, and a page that should
// show some says so.
func TestNothingToCompare(t *testing.T) {
	for causes, want := range map[string]string{
		"cold ache: typical; heat swelling: typical": "<p>" + wording.English().Compare.None + "</p>",
		"cold ache: typical; heat ache: common":      `<p class="legend">`,
	} {
		e := &edition{Renderer: &Renderer{words: wording.English()}, site: made(t, "ache swelling", causes)}
		e.comparisonsOnce = e.comparisons
		got := string(written(func(b *out) { compare(b, &View{ed: e, number: 1}) }))
		if !strings.HasPrefix(got, want) || strings.Contains(got, "<table") == strings.Contains(want, "nothing") {
			t.Errorf("of %q the page says %s", causes, got)
		}
	}
}

// Many causes of a kind are cut into several tables, none too wide, which name
// where they begin and end.
func TestComparisonsAreCut(t *testing.T) {
	for n, want := range map[int]string{
		1:                  "compare-everyday=1",
		compareColumns:     "compare-everyday=24",
		compareColumns + 1: "compare-everyday-1=24, compare-everyday-2=1",
	} {
		var causes []string
		for i := range n {
			causes = append(causes, fmt.Sprintf("c%02d ache: typical", i))
		}
		s := made(t, "ache", strings.Join(causes, ";"))
		e := &edition{Renderer: &Renderer{words: wording.English()}, site: s}
		var got []string
		for _, c := range e.comparisons() {
			got = append(got, fmt.Sprintf("%s=%d", c.id, len(c.causes)))
			if cut := strings.Contains(c.title, c.causes[0].Title.S); cut != (n > compareColumns) {
				t.Errorf("of %d causes a table is called %q", n, c.title)
			}
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%d causes are in %q, want %q", n, got, want)
		}
	}
}

// The index has every name once, under the letters of the site's language, and
// a bar of all letters in their order.
func TestTheIndexOfALanguage(t *testing.T) {
	for _, c := range []struct{ language, titles, want, bar string }{
		{"en", "Ache|The cramp|Éclat|12 weeks|zoster", "#:12 weeks A:Ache C:The cramp E:Éclat Z:zoster", "#ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
		{"de", "Übelkeit|Der Husten|Ödem|Ohr", "H:Der Husten O:Ödem,Ohr U:Übelkeit", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
		{"ar", "الألم|صداع", "ا:الألم ص:صداع", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"},
		{"en", "Ache|Боль", "A:Ache Б:Боль", "ABCDEFGHIJKLMNOPQRSTUVWXYZБ"},
	} {
		var fronts []string
		for title := range strings.SplitSeq(c.titles, "|") {
			fronts = append(fronts, "title: "+title+"\n")
		}
		ix := makeIndex(findingsOf(t, fronts), wording.For(c.language, nil))
		var got []string
		for _, l := range ix.letters {
			var names []string
			for _, e := range l.entries {
				names = append(names, e.name)
			}
			got = append(got, string(l.initial)+":"+strings.Join(names, ","))
		}
		if strings.Join(got, " ") != c.want || string(ix.bar) != c.bar {
			t.Errorf("%s: %q under the bar %s\nwant %q under %s", c.language, got, string(ix.bar), c.want, c.bar)
		}
	}
}

// A name that is written in two ways leads to its page once, and a title stands
// before a name that leads to another page.
func TestNamesInTheIndex(t *testing.T) {
	s := findingsOf(t, []string{
		"title: Cramp\nalso: [cramp, The cramp, spasm]\n", "title: Tic\nheard-as: [Spasm, my leg jumps]\n", "title: At night\ntype: time-course\nalso: [nightly]\n",
	})
	var got []string
	for _, l := range makeIndex(s, wording.English()).letters {
		for _, e := range l.entries {
			see := ""
			if e.see {
				see = " → " + e.page.Title.S
			}
			got = append(got, e.name+see)
		}
	}
	const want = "Cramp, my leg jumps → Tic, nightly → At night, spasm → Cramp, Spasm → Tic, Tic"
	if strings.Join(got, ", ") != want {
		t.Errorf("the index is %q, want %q", strings.Join(got, ", "), want)
	}
}

// What the policy of pages forbids is told of where it stands in a layout.
func TestForbiddenElements(t *testing.T) {
	allow := []content.Allowed{{Origin: named("https://films.example"), For: texts("frame")}}
	for _, c := range []struct{ layout, want string }{
		{`<p>fine</p><script src="{{asset "js/own.js"}}" defer></script>`, ""},
		{`<script type="application/ld+json">{}</script>`, ""},
		{"<p>\n <script>run()</script>", "2:2 browsers do not run a script that stands in a page"},
		{`<p onclick="x()">`, "1:1 browsers do not run what stands in an attribute"},
		{`<script src="https://a.example/x.js"></script>`, "1:1 the policy of pages forbids this script of a.example"},
		{`<img src="//a.example/x.png">`, "1:1 the policy of pages forbids this img of a.example"},
		{`é <form action="https://a.example/">`, "1:3 the policy of pages forbids this form of a.example"},
		{`<iframe src="https://films.example/1"></iframe>`, ""},
		{`<iframe src="https://FILMS.example/1"></iframe>`, ""},
		{`<img src="https://films.example/1.png">`, "1:1 the policy of pages forbids this img of films.example"},
		{`<video src="https://films.example/1.mp4">`, "1:1 pages load nothing of this kind from films.example"},
		{`<link rel="stylesheet" href="https://a.example/x.css">`, "1:1 pages load nothing of this kind from a.example"},
		{`<link rel="me" href="https://a.example/">`, ""},
		{`<a href="https://a.example/">out</a>`, ""},
	} {
		r := &Renderer{own: []ownLayout{{"my/page.html", c.layout}}}
		var got []string
		for _, d := range r.Forbidden(allow) {
			got = append(got, fmt.Sprintf("%d:%d %s", d.Line, d.Column, d.Message))
			if d.File != "my/page.html" || d.Hint == "" || d.Source == "" {
				t.Errorf("%s: it says %v", c.layout, d)
			}
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %q, want %q", c.layout, got, c.want)
		}
	}
}
