package generator_test

import (
	"bytes"
	"encoding/json"
	"image"
	"image/color"
	"image/png"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"nosology/generator"
	"nosology/generator/diag"
	"nosology/generator/disk"
	"nosology/generator/publish"
	"nosology/generator/share"
)

// statues is a site about another topic, in another country, with kinds, types,
// groups, a collection, drawings and colours of its own.
func statues() generator.Options {
	return generator.Options{
		Content: os.DirFS("testdata/statues/content"), Name: "content", AsOf: today, Host: publish.FindHost("netlify"),
		Layouts: os.DirFS("testdata/statues/layouts"), LayoutsName: "layouts",
	}
}

// readersText are the files whose words reach readers or other programs.
var readersText = []string{".html", ".xml", ".json", ".txt", ".webmanifest", ".svg"}

// aBritishTopic is what the words and numbers of the site that ships would
// leave behind, and what only Britain says.
var aBritishTopic = regexp.MustCompile(anotherSubject.String() + `|(?i)nasal|\bfac(e|es|ial)\b|cheek|\bNHS\b|\bGPs?\b|\b999\b|\b111\b|brit(ain|ish)|united kingdom|en-GB|samaritan|pharmacist|\bclinician|\bdoctor\b|` +
	`\b\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December) \d{4}|colour|neighbour`)

// inAddresses are ids that readers do not see: of classes and levels.
var inAddresses = regexp.MustCompile(`[\w-]*see-a-doctor[\w-]*|for-doctor|-doctor`)

func TestASecondTopicShowsNothingOfTheFirst(t *testing.T) {
	out := filepath.Join(t.TempDir(), "site")
	build(t, out, statues(), publish.Options{})
	files := disk.Texts(t, out)
	for name, text := range files {
		if !slices.Contains(readersText, path.Ext(name)) || strings.HasPrefix(name, "assets/checker-words.") {
			continue // the second holds words that keepers may use, in every spelling
		}
		for _, where := range []string{name, text} {
			where = inAddresses.ReplaceAllString(where, "")
			if at := aBritishTopic.FindStringIndex(where); at != nil {
				t.Errorf("%s says %q", name, where[max(0, at[0]-60):min(len(where), at[1]+60)])
			}
		}
	}
	t.Run("pictures", func(t *testing.T) { expectOwnPictures(t, files) })
	t.Run("colours", func(t *testing.T) { expectOwnColours(t, files) })
	for name, want := range map[string]string{
		"causes/moss/index.html":                "Written November\u00a028,\u00a02026",
		"symptoms/swinging-arm/index.html":      `tel:5550142">the mason on duty at 555-0142</a> today if`,
		"treatments/kind-word/index.html":       "Treatment, quiet</p>",
		"causes/envy/index.html":                "What keepers try</h2>",
		"causes/index.html":                     "Moods</h2>",
		"symptoms/index.html":                   "For how long</h2>",
		"checker/index.html":                    "What it says",
		"creaking-statues/index.html":           "For statues that are",
		"treatments/index.html":                 "Pins of bronze",
		"feed.xml":                              "<title>The Creaking Statue</title>",
		"how-the-check-decides/index.html":      "stories of statues",
		"search/index.html":                     `data-treatment="Treatment"`,
		"index.html":                            `<a tabindex="-1" href="/symptoms/shoe-squeak/" data-part="arms">`,
		"causes/settling-ground/index.html":     `<path class="on" data-part="plinth"`,
		"treatments/straw-hat/index.html":       "Tried since</dt><dd>November\u00a014,\u00a01998",
		"symptoms/leans-by-the-hour/index.html": "tel:5550100",
	} {
		if !strings.Contains(files[name], want) {
			t.Errorf("%s does not say %s", name, want)
		}
	}
}

// What a site can have beside its texts stands in this one, where it is meant to.
func TestTheSecondTopicUsesEverything(t *testing.T) {
	out := filepath.Join(t.TempDir(), "site")
	build(t, out, statues(), publish.Options{})
	files := disk.Texts(t, out)
	for _, want := range []struct{ name, says string }{
		// Downloads, as they are.
		{"files/creak-diary.pdf", "%PDF-1.4"},
		{"listening/index.html", `<a href="/files/squares.csv">two squares (table, 1 KB)</a>`},
		{"_headers", "/files/*\n"},
		// Entries below another, to a page, a heading, a file and elsewhere.
		{"causes/moss/index.html", `<details class="below" name="menu"><summary>Looking after it</summary><ul><li><a href="/treatments/">Treatments</a></li>` +
			`<li><a href="/creaking-statues/#listen">What to do first</a></li><li><a href="/files/creak-diary.pdf">A diary to print (PDF, 1 KB)</a></li>` +
			`<li><a href="https://statue-keepers.example/ask" rel="external">Ask the guild</a></li></ul></details>`},
		// One passage in two pages, with a callout in it.
		{"listening/index.html", `<a href="/files/creak-diary.pdf">A creak diary (PDF, 1 KB)</a> has room for the weather`},
		{"moving-a-statue/index.html", `<a href="/files/creak-diary.pdf">A creak diary (PDF, 1 KB)</a> has room for the weather`},
		{"moving-a-statue/index.html", `<div class="callout callout--tip" role="note"><p class="callout__kind">Tip</p><p>A pencil writes in the rain.</p>`},
		// Callouts and what is folded away.
		{"moving-a-statue/index.html", `<div class="callout callout--warning" role="note"><p class="callout__kind">Warning</p>`},
		{"creaking-statues/index.html", `<div class="callout callout--note" role="note">`},
		{"listening/index.html", `<details class="more"><summary>How pigeons are counted</summary>`},
		// A film, of which nothing comes before its card is opened.
		{"listening/index.html", `<details class="more video"><summary>Video: How to sit with a statue</summary><iframe src="https://films.statue-keepers.example/sit" title="How to sit with a statue" loading="lazy"`},
		{"listening/index.html", "frame-src https://films.statue-keepers.example"},
		{"about/index.html", "form-action 'self' https://letters.statue-keepers.example"},
		// The page about privacy lists whom pages have to do with, by itself.
		{"privacy/index.html", `<h3>Guild of Statue Keepers</h3><p>What for: shows its films.</p>`},
		{"privacy/index.html", `<h3>Letters to Statues</h3><p>What for: takes what you write to a statue.</p>`},
		{"privacy/index.html", `<p>Only on: <a href="/about/">About this site</a>.</p>`},
		// A collection, and keys of the site's own.
		{"treatments/kind-word/index.html", "Tried since</dt><dd>June\u00a021,\u00a01987"},
	} {
		if !strings.Contains(files[want.name], want.says) {
			t.Errorf("%s does not say %s", want.name, want.says)
		}
	}
	for _, closed := range []string{"checker/index.html", "search/index.html", "warning-signs/index.html", "offline/index.html", "404.html"} {
		if strings.Contains(files[closed], "statue-keepers.example ") || strings.Contains(files[closed], "frame-src") || strings.Contains(files[closed], "letters.") {
			t.Errorf("%s has to do with others", closed)
		}
	}
}

// expectOwnPictures looks for drawings of the site that ships, as bytes, as
// strokes and as they are drawn into share pictures.
func expectOwnPictures(t *testing.T, files map[string]string) {
	var strokes []string
	for _, name := range []string{"figures/face.svg", "figures/where.svg", "figures/map.svg", "favicon.svg"} {
		for _, m := range regexp.MustCompile(`\bd="([^"]{20})`).FindAllStringSubmatch(ours(t, name), -1) {
			strokes = append(strokes, m[1])
		}
	}
	for name, data := range files {
		for _, stroke := range strokes {
			if strings.Contains(data, stroke) {
				t.Errorf("%s is drawn with %s", name, stroke)
			}
		}
		if strings.HasPrefix(name, "icon-") && data == ours(t, "root/"+name) {
			t.Errorf("%s is that of another site", name)
		}
	}
	theirs := disk.Read(t, "testdata/statues/content/static/figures/where.svg")
	published := files[one(t, files, "assets/share/causes/moss.*.png")]
	card := share.Card{Title: "Moss", Kind: "Weather", Figure: true, Marked: []string{"arms", "trunk"}}
	if !samePicture(t, published, card, string(theirs)) {
		t.Error("the share picture of moss is not drawn with the site's figure and colours")
	}
	if samePicture(t, published, card, ours(t, "figures/where.svg")) {
		t.Error("the share picture of moss shows another site's figure")
	}
}

// ours is a static file of the site that ships.
func ours(t *testing.T, name string) string {
	data := disk.Read(t, "../content/static/"+name)
	return string(data)
}

// one is the file that a pattern names.
func one(t *testing.T, files map[string]string, pattern string) string {
	t.Helper()
	for name := range files {
		if ok, _ := path.Match(pattern, name); ok {
			return name
		}
	}
	t.Fatalf("there is no %s", pattern)
	return ""
}

// samePicture compares a share picture with a card drawn anew, pixel by pixel.
func samePicture(t *testing.T, published string, card share.Card, figure string) bool {
	t.Helper()
	inks := share.Inks{Paper: [3]uint8{0xf7, 0xf3, 0xea}, Text: [3]uint8{0x2a, 0x21, 0x18}, Rule: [3]uint8{0xd9, 0xd3, 0xc5}, Accent: [3]uint8{0x7a, 0x3b, 0x12}}
	var anew bytes.Buffer
	if err := share.New("The Creaking Statue", "What statues say, and when to call the wardens", figure, inks).Write(&anew, card); err != nil {
		t.Fatal(err)
	}
	a, b := decoded(t, published), decoded(t, anew.String())
	return bytes.Equal(a.Pix, b.Pix) && slices.EqualFunc(a.Palette, b.Palette, func(x, y color.Color) bool { return x == y })
}

func decoded(t *testing.T, data string) *image.Paletted {
	t.Helper()
	picture, err := png.Decode(strings.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return picture.(*image.Paletted)
}

// expectOwnColours expects the site's colours where style sheets do not reach.
func expectOwnColours(t *testing.T, files map[string]string) {
	var manifest struct {
		Name       string `json:"name"`
		Lang       string `json:"lang"`
		Theme      string `json:"theme_color"`
		Background string `json:"background_color"`
	}
	if err := json.Unmarshal([]byte(files["site.webmanifest"]), &manifest); err != nil {
		t.Fatal(err)
	}
	if manifest.Name != "The Creaking Statue" || manifest.Lang != "en-US" || manifest.Theme != "#f7f3ea" || manifest.Background != "#f7f3ea" {
		t.Errorf("the manifest says %+v", manifest)
	}
	for _, want := range []string{`content="#f7f3ea" media="(prefers-color-scheme:light)"`, `content="#1a1510" media="(prefers-color-scheme:dark)"`} {
		if !strings.Contains(files["index.html"], want) {
			t.Errorf("the home page does not say %s", want)
		}
	}
	for name, text := range files {
		if strings.HasSuffix(name, ".html") && strings.Contains(text, "#fbf9f4") {
			t.Errorf("%s has the paper of another site", name)
		}
	}
}

// The second topic is as whole as the first: there is nothing to mend, and its
// stories are judged by its rules.
func TestTheSecondTopicIsWhole(t *testing.T) {
	s, err := generator.Check(statues())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range s.Diagnostics {
		if d.Severity != diag.Note {
			t.Error(d)
		}
	}
	if len(s.Articles) < 2 || len(s.Causes) < 12 || len(s.Findings) < 40 || len(s.Tree.Vignettes) < 8 || len(s.Tree.Site.Collections) == 0 {
		t.Errorf("%d articles, %d causes, %d symptoms, %d stories", len(s.Articles), len(s.Causes), len(s.Findings), len(s.Tree.Vignettes))
	}
	opt := statues()
	opt.Content = edited(t, opt.Content, "checker.yaml", "- [leans, people-below]", "- [leans, people-below, first-frost]")
	s, err = generator.Prepare(opt)
	if err != nil {
		t.Fatal(err)
	}
	if found := diagnosed(s, "vignettes.yaml"); !strings.Contains(found, "ice-cream-line") {
		t.Errorf("a narrower rule is told as %q", found)
	}
}

// diagnosed is what is said of a file.
func diagnosed(s *generator.Site, file string) string {
	var said strings.Builder
	for _, d := range s.Diagnostics {
		if strings.HasSuffix(d.File, file) {
			said.WriteString(d.Message + "\n")
		}
	}
	return said.String()
}
