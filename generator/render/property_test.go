package render_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/tdewolff/minify/v2"
	minhtml "github.com/tdewolff/minify/v2/html"
	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"

	"nosology/generator/internal/corpus"
	"nosology/generator/internal/golden"
	"nosology/generator/publish"
	"nosology/generator/render"
)

// sites are what the properties are tried on: the small site of the golden
// test, which has a page of every kind, and one with many pages.
func sites(t *testing.T) map[string][]publish.File {
	archive, err := txtar.ParseFile("testdata/knees.txtar")
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]publish.File{
		"knees":  files(t, golden.Site(t, golden.FS(archive)), render.Options{}),
		"corpus": files(t, golden.Site(t, corpus.New(200, 1).FS()), render.Options{}),
	}
}

// eachPage tries every HTML page of every site.
func eachPage(t *testing.T, try func(t *testing.T, f publish.File, page string)) {
	for name, all := range sites(t) {
		t.Run(name, func(t *testing.T) {
			for _, f := range all {
				if f.Kind == publish.PageFile {
					try(t, f, text(t, f))
				}
			}
		})
	}
}

// A preview renders one page, a build all of them at once: both must come to
// the same bytes, however often and in whatever order.
func TestSameBytesEachTime(t *testing.T) {
	for name, all := range sites(t) {
		t.Run(name, func(t *testing.T) {
			first := map[string]string{}
			for _, f := range slices.Backward(all) {
				first[f.Path] = text(t, f)
			}
			again := sites(t)[name]
			var all sync.WaitGroup
			for range 3 {
				for _, f := range again {
					all.Go(func() {
						var b bytes.Buffer
						if err := f.Render(&b); err != nil || b.String() != first[f.Path] {
							t.Errorf("%s comes out differently (%v)", f.Path, err)
						}
					})
				}
				all.Wait()
			}
		})
	}
}

// Layouts are minified when they are parsed, and finished pages are not: a
// minifier that knows HTML finds nothing in them but white space to take away.
func TestNothingLeftToMinify(t *testing.T) {
	m := minify.New()
	m.Add("text/html", &minhtml.Minifier{KeepSpecialComments: false})
	eachPage(t, func(t *testing.T, f publish.File, page string) {
		small, err := m.String("text/html", page)
		if err != nil {
			t.Fatalf("%s: %v", f.Path, err)
		}
		if was, is := dom(t, page), dom(t, small); was != is {
			t.Errorf("%s changes when it is minified:\n%s", f.Path, firstDifference(was, is))
		}
	})
}

// dom writes a page's tree but for white space, one node a line.
func dom(t *testing.T, page string) string {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(n *html.Node, depth int)
	walk = func(n *html.Node, depth int) {
		text := n.Data
		if n.Type == html.TextNode && n.Parent.Data != "pre" && n.Parent.Data != "script" {
			if text = strings.Join(strings.Fields(text), " "); text == "" {
				return
			}
		}
		attributes := slices.Clone(n.Attr)
		slices.SortFunc(attributes, func(a, b html.Attribute) int { return strings.Compare(a.Key, b.Key) })
		fmt.Fprintf(&b, "%s%d %q %q\n", strings.Repeat(" ", depth), n.Type, text, attributes)
		for c := range n.ChildNodes() {
			walk(c, depth+1)
		}
	}
	walk(root, 0)
	return b.String()
}

func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return strings.Join(x[max(0, i-3):i], "\n") + "\n- " + x[i] + "\n+ " + y[i]
		}
	}
	return "one ends early"
}

// void elements have no end tag.
var void = strings.Fields("area base br col embed hr img input link meta source track wbr path circle use rect line")

// Every element is closed in its order, ids are unique, and whatever refers to
// an id on the same page finds it.
func TestWellFormed(t *testing.T) {
	eachPage(t, func(t *testing.T, f publish.File, page string) {
		ids, refs := map[string]bool{}, []string{}
		var open []string
		z := html.NewTokenizer(strings.NewReader(page))
		for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
			token := z.Token()
			switch kind {
			case html.StartTagToken:
				if !slices.Contains(void, token.Data) {
					open = append(open, token.Data)
				}
			case html.EndTagToken:
				if len(open) == 0 || open[len(open)-1] != token.Data {
					t.Fatalf("%s: </%s> closes nothing; open are %v", f.Path, token.Data, open)
				}
				open = open[:len(open)-1]
			}
			for _, a := range token.Attr {
				switch {
				case a.Key == "id" && ids[a.Val]:
					t.Errorf("%s: two elements have the id %q", f.Path, a.Val)
				case a.Key == "id":
					ids[a.Val] = true
				case a.Key == "aria-labelledby" || a.Key == "aria-describedby" || a.Key == "for":
					refs = append(refs, strings.Fields(a.Val)...)
				case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
					refs = append(refs, a.Val[1:])
				}
			}
		}
		if len(open) > 0 {
			t.Errorf("%s: never closed: %v", f.Path, open)
		}
		for _, id := range refs {
			if !ids[id] {
				t.Errorf("%s: nothing has the id %q", f.Path, id)
			}
		}
	})
}

// schema is the part of schema.org that pages use: what a property of a type
// may hold. A name with a quote is text; other names are types.
var schema = map[string]map[string]string{
	"WebPage": {
		"@id": "'", "url": "'", "name": "'", "description": "'", "inLanguage": "'", "datePublished": "'date", "dateModified": "'date",
		"lastReviewed": "'date", "reviewedBy": "Person", "isPartOf": "WebSite", "publisher": "Organization", "breadcrumb": "BreadcrumbList",
		"mainEntity": "MedicalCondition MedicalCause MedicalSignOrSymptom", "about": "MedicalCondition", "citation": "'",
	},
	"WebSite":              {"name": "'", "url": "'", "description": "'", "inLanguage": "'"},
	"Organization":         {"name": "'"},
	"Person":               {"name": "'", "jobTitle": "'"},
	"BreadcrumbList":       {"@id": "'", "itemListElement": "ListItem"},
	"ListItem":             {"position": "number", "name": "'", "item": "'"},
	"MedicalCause":         {"name": "'", "alternateName": "'", "causeOf": "MedicalCondition"},
	"MedicalCode":          {"codeValue": "'", "codingSystem": "'"},
	"MedicalSignOrSymptom": {"name": "'", "alternateName": "'", "url": "'"},
	"DDxElement":           {"diagnosis": "MedicalCondition", "distinguishingSign": "MedicalSignOrSymptom"},
	"MedicalCondition": {
		"name": "'", "alternateName": "'", "url": "'", "code": "MedicalCode",
		"signOrSymptom": "MedicalSignOrSymptom", "differentialDiagnosis": "DDxElement",
	},
}

var textForms = map[string]*regexp.Regexp{
	"'": regexp.MustCompile(`^\S`), "'date": regexp.MustCompile(`^\d{4}-\d\d-\d\d$`),
}

var structured = regexp.MustCompile(`<script type="application/ld\+json">(.*?)</script>`)

// Structured data uses only what schema.org defines, and names no reviewer
// where nobody has reviewed.
func TestStructuredData(t *testing.T) {
	eachPage(t, func(t *testing.T, f publish.File, page string) {
		found := structured.FindStringSubmatch(page)
		if f.Path == "404.html" && found == nil {
			return
		}
		if found == nil {
			t.Fatalf("%s has no structured data", f.Path)
		}
		var doc struct {
			Context string           `json:"@context"`
			Graph   []map[string]any `json:"@graph"`
		}
		if err := json.Unmarshal([]byte(found[1]), &doc); err != nil || doc.Context != "https://schema.org" || len(doc.Graph) == 0 {
			t.Fatalf("%s: %v in %s", f.Path, err, found[1])
		}
		for _, node := range doc.Graph {
			checkNode(t, f.Path, node)
		}
	})
}

func checkNode(t *testing.T, at string, node map[string]any) {
	kind, _ := node["@type"].(string)
	properties := schema[kind]
	if kind == "MedicalWebPage" {
		properties = schema["WebPage"]
	}
	if properties == nil {
		t.Errorf("%s: unknown type %q", at, kind)
		return
	}
	for key, value := range node {
		if key == "@type" {
			continue
		}
		wanted, ok := properties[key]
		if !ok {
			t.Errorf("%s: %s has no property %s", at, kind, key)
			continue
		}
		list, ok := value.([]any)
		if !ok {
			list = []any{value}
		}
		for _, v := range list {
			checkValue(t, at+" "+kind+"."+key, wanted, v)
		}
	}
}

func checkValue(t *testing.T, at, wanted string, value any) {
	switch v := value.(type) {
	case string:
		if form := textForms[wanted]; form == nil || !form.MatchString(v) {
			t.Errorf("%s is %q", at, v)
		}
	case float64:
		if wanted != "number" {
			t.Errorf("%s is a number", at)
		}
	case map[string]any:
		if _, isRef := v["@id"]; isRef && len(v) == 1 {
			return
		}
		if kind, _ := v["@type"].(string); !slices.Contains(strings.Fields(wanted), kind) {
			t.Errorf("%s is a %s, not a %s", at, kind, wanted)
		}
		checkNode(t, at, v)
	default:
		t.Errorf("%s is %v", at, value)
	}
}

// A page that many mention lists twelve of them, and leads to all.
func TestManyMentions(t *testing.T) {
	all := sites(t)["corpus"]
	rest := 0
	for _, f := range all {
		page, ok := strings.CutSuffix(f.Path, "mentions/index.html")
		if !ok {
			continue
		}
		rest++
		i := slices.IndexFunc(all, func(f publish.File) bool { return f.Path == page+"index.html" })
		short, _, _ := strings.Cut(text(t, all[i]), `id="sources"`)
		_, short, _ = strings.Cut(short, `<section class="mentioned"`)
		if n := strings.Count(short, "<li>"); n != 12 {
			t.Errorf("%s lists %d mentions", page, n)
		}
		if !strings.Contains(short, `href="/`+page+`mentions/"`) {
			t.Errorf("%s does not lead to the rest", page)
		}
		_, whole, _ := strings.Cut(text(t, f), `<ul class="links">`)
		if n := strings.Count(whole, "<li>"); n < 13 {
			t.Errorf("%s lists %d mentions", f.Path, n)
		}
	}
	if rest == 0 {
		t.Error("no page has many mentions: the corpus is too small to tell")
	}
}

// A list that is too long for one page goes on on others; together they name
// everything once.
func TestLongLists(t *testing.T) {
	folder := corpus.New(1200, 1).FS()
	s := golden.Site(t, folder)
	named := map[string]int{}
	pages := 0
	for _, f := range files(t, s, render.Options{}) {
		if f.Path != "causes/index.html" && !strings.HasPrefix(f.Path, "causes/page/") {
			continue
		}
		pages++
		for _, found := range listed.FindAllStringSubmatch(text(t, f), -1) {
			named[found[1]]++
		}
	}
	if pages < 2 {
		t.Errorf("%d causes stand on %d page", len(s.Causes), pages)
	}
	for _, c := range s.Causes {
		if named[c.Address] != 1 {
			t.Errorf("%s is listed %d times", c.Address, named[c.Address])
		}
	}
}

var listed = regexp.MustCompile(`<li><a href="([^"]+)">[^<]*</a><span>`)
