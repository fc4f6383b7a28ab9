package generator_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"nosology/generator"
	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/disk"
	"nosology/generator/input"
	"nosology/generator/internal/soak"
	"nosology/generator/publish"
)

// inputs are all that a build is made from: folders on the disk, and options.
type inputs struct {
	dir             string // holds the folders content, layouts and static
	layouts, static fs.FS
	opt             generator.Options
	how             publish.Options
}

// A choice is one thing that may be different from one build to the next. Its
// kind and name are "option BaseURL", "site.yaml title", "file picture".
type choice struct {
	name string
	make func(t *testing.T, in *inputs) // does it
	back func(t *testing.T, in *inputs) // and takes it back
	// silent choices change no byte of what is written.
	silent bool
}

// newInputs writes a small site in which everything is used.
func newInputs(t *testing.T) *inputs {
	in := &inputs{dir: t.TempDir()}
	for _, folder := range []string{"layouts", "static"} {
		if err := os.Mkdir(filepath.Join(in.dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.CopyFS(filepath.Join(in.dir, "content"), starter().Content); err != nil {
		t.Fatal(err)
	}
	in.write(t, "content/jargon.yaml", "oesophagus: gullet\n")
	in.write(t, "content/vignettes.yaml", storyOfHiccups)
	in.write(t, "content/images/belly.png", string(drawing(t, 40)))
	in.write(t, "content/passages/shared.md", "Shared by some. [@general]\n")
	in.write(t, "content/files/leaflet.txt", "Drink. Rest.\n")
	in.write(t, "content/articles/draft.md", "---\ntitle: Not yet\nsummary: This page is not done yet.\ndraft: true\n---\nNot done. [@general]\n")
	in.write(t, "content/articles/later.md", "---\ntitle: Later\nsummary: This page comes later.\npublish: 2026-12-24\n---\nLater. [@general]\n")
	in.write(t, "content/pages/privacy.md", "---\ntitle: Privacy\nsummary: Who learns what of your visit.\nshows: privacy\n---\nNobody, as a rule. [@general]\n")
	in.write(t, "content/hazards.yaml", hazardOfSilence)
	in.write(t, "content/pages/hazards.md", "---\ntitle: Hazards\nsummary: What could go wrong.\nshows: hazards\n---\nText. [@general]\n")
	in.write(t, "content/articles/names.md", "---\ntitle: Names\naliases: [/old-names/]\nsummary: Where the names come from.\n---\nA sentence about acid reflux. [@general] See [the leaflet](/files/leaflet.txt).\n\n![A belly](../images/belly.png)\n\n[Shared](../passages/shared.md)\n")
	in.write(t, "static/figures/own.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path data-part="chest" d="M1 1h4v4z"/></svg>`)
	in.write(t, "static/js/own.js", "var one = 1;\n")
	in.write(t, "layouts/partials/own.html", "<p>Of our own</p>{{template \"partials/linked.html\"}}")
	in.write(t, "layouts/inside/elsewhere.html", "<p>From elsewhere</p>")
	if err := os.Symlink("../inside/elsewhere.html", filepath.Join(in.dir, "layouts/partials/linked.html")); err != nil {
		t.Fatal(err)
	}
	in.write(t, "layouts/partials/title.html", `<header class="title"><h1>{{.Title}}</h1>{{if .Summary}}<p class="lead">{{.Summary}}</p>{{end}}{{template "partials/own.html"}}</header>`)
	in.layouts, in.static = in.open(t, "layouts"), in.open(t, "static")
	in.opt = generator.Options{
		Content: in.open(t, "content"), Name: "content", AsOf: today, Host: publish.FindHost("netlify"),
		Layouts: in.layouts, LayoutsName: "layouts", Static: in.static, StaticName: "static",
	}
	return in
}

const storyOfHiccups = `vignettes:
- id: after-lunch
  who: adult
  story: Hiccups after a big lunch.
  yes: [hiccups]
  level: self-care
  why: They stop by themselves.
  sources: [nhs-hiccups]
`

const hazardOfSilence = `hazards:
- id: lost
  hazard: A line is lost.
  cause: A slip.
  effect: Silence.
  harm: Delay.
  owner: the editors
  controls: [{says: A red flag warns., rules: [rf-stroke]}]
`

// signedRelease is a statement about a release.
const signedRelease = `signatures:
- release: "1.2"
  name: Placeholder One
  role: tester
  date: 2026-11-30
  hash: "0123456789abcdef"
`

// drawing is a picture of one shade. All shades give files of the same size.
func drawing(t *testing.T, shade uint8) []byte {
	t.Helper()
	m := image.NewPaletted(image.Rect(0, 0, 60, 40), color.Palette{color.Gray{shade}, color.Gray{shade + 1}})
	var out bytes.Buffer
	if err := png.Encode(&out, m); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// write writes a file. Its time says nothing of when, as with a file that was
// unpacked or checked out: a build must not go by it.
func (in *inputs) write(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join(in.dir, name)
	disk.Write(t, path, text)
	if err := os.Chtimes(path, today, today); err != nil {
		t.Fatal(err)
	}
}

func (in *inputs) open(t *testing.T, folder string) fs.FS {
	t.Helper()
	opened, err := input.Open(filepath.Join(in.dir, folder))
	if err != nil {
		t.Fatal(err)
	}
	return opened
}

func (in *inputs) read(t *testing.T, name string) string {
	t.Helper()
	return string(disk.Read(t, filepath.Join(in.dir, name)))
}

func (in *inputs) remove(t *testing.T, name string) {
	t.Helper()
	if err := os.Remove(filepath.Join(in.dir, name)); err != nil {
		t.Fatal(err)
	}
}

// option is a choice among options.
func option(name string, set func(*inputs), back func(*inputs)) choice {
	return choice{
		name: "option " + name,
		make: func(_ *testing.T, in *inputs) { set(in) },
		back: func(_ *testing.T, in *inputs) { back(in) },
	}
}

// added is a file that may be there or not.
func added(name, path, text string) choice {
	return choice{
		name: name,
		make: func(t *testing.T, in *inputs) { in.write(t, path, text) },
		back: func(t *testing.T, in *inputs) { in.remove(t, path) },
	}
}

// gone is a file that may be taken away.
func gone(name, path string) choice {
	var was string
	return choice{
		name: name,
		make: func(t *testing.T, in *inputs) {
			was = in.read(t, path)
			in.remove(t, path)
		},
		back: func(t *testing.T, in *inputs) { in.write(t, path, was) },
	}
}

// said is a file that may say one thing or another.
func said(name, path, old, new string) choice {
	swap := func(old, new string) func(*testing.T, *inputs) {
		return func(t *testing.T, in *inputs) {
			was := in.read(t, path)
			if !strings.Contains(was, old) {
				t.Fatalf("%s: %s does not say %q", name, path, old)
			}
			in.write(t, path, strings.Replace(was, old, new, 1))
		}
	}
	back := swap(new, old)
	if put, ok := strings.CutSuffix(new, old); ok { // others may have put theirs behind it since
		back = swap(put, "")
	}
	return choice{name: name, make: swap(old, new), back: back}
}

func (c choice) silently() choice { c.silent = true; return c }

// choices are all that may be chosen: every option, every key of site.yaml,
// every kind of file.
func choices() []choice {
	return slices.Concat(optionChoices(), settingChoices(), fileChoices())
}

func optionChoices() []choice {
	day := func(d time.Time) func(*inputs) { return func(in *inputs) { in.opt.AsOf = d } }
	return []choice{
		option("BaseURL", func(in *inputs) { in.opt.BaseURL = "https://preview.example" }, func(in *inputs) { in.opt.BaseURL = "" }),
		option("NoIndex", func(in *inputs) { in.opt.NoIndex = true }, func(in *inputs) { in.opt.NoIndex = false }),
		option("Drafts", func(in *inputs) { in.opt.Drafts = true }, func(in *inputs) { in.opt.Drafts = false }),
		option("AsOf", day(today.AddDate(0, 2, 0)), day(today)),
		option("Host", func(in *inputs) { in.opt.Host = publish.FindHost("nginx") }, func(in *inputs) { in.opt.Host = publish.FindHost("netlify") }),
		option("RedirectPages", func(in *inputs) { in.opt.RedirectPages = true }, func(in *inputs) { in.opt.RedirectPages = false }),
		option("Layouts", func(in *inputs) { in.opt.Layouts = nil }, func(in *inputs) { in.opt.Layouts = in.layouts }),
		option("Static", func(in *inputs) { in.opt.Static = nil }, func(in *inputs) { in.opt.Static = in.static }),
		option("LayoutsName", func(in *inputs) { in.opt.LayoutsName = "mine" }, func(in *inputs) { in.opt.LayoutsName = "layouts" }).silently(),
		option("StaticName", func(in *inputs) { in.opt.StaticName = "mine" }, func(in *inputs) { in.opt.StaticName = "static" }).silently(),
		option("Cache", func(in *inputs) { in.opt.Cache = filepath.Join(in.dir, "cache") }, func(in *inputs) { in.opt.Cache = "" }).silently(),
		option("Precompress", func(in *inputs) { in.how.Precompress = true }, func(in *inputs) { in.how.Precompress = false }),
		option("InPlace", func(in *inputs) { in.how.InPlace = true }, func(in *inputs) { in.how.InPlace = false }).silently(),
		option("Workers", func(in *inputs) { in.how.Workers = 1 }, func(in *inputs) { in.how.Workers = 0 }).silently(),
	}
}

// notChosen are the options that do not say what is built: where it is read
// from, who is told, and what Build itself fills in.
var notChosen = []string{"Content", "Name", "Stage", "Progress", "MaxFileSize", "Inspect", "One", "Ready", "Waiting", "MovedAside"}

func settingChoices() []choice {
	key := func(name, old, new string) choice { return said("site.yaml "+name, "content/site.yaml", old, new) }
	return []choice{
		key("title", "title: Hiccups", "title: All of hiccups"),
		key("tagline", "Why they come", "What they are"),
		key("base-url", "hiccups.example", "www.hiccups.example"),
		key("language", "-GB", "-IE"),
		key("language, with other quotes", "language: en", "language: de"),
		key("contact", "corrections@", "mistakes@"),
		key("publisher", "publisher: Hiccups", "publisher: Nobody"),
		key("licence", "CC BY 4.0", "None"),
		key("reviewed", "No clinician has", "Nobody has"),
		key("region", "region: uk\nregions:\n", "region: ie\nregions:\n  ie:\n    name: Ireland\n    emergency: {say: \"112\", dial: \"112\"}\n    urgent: {say: your GP}\n    crisis: {say: \"116 123\", dial: \"116123\"}\n"),
		key("regions", "say: NHS 111", "say: 111"),
		key("menu", "label: Search, to", "label: Find, to"),
		key("footer", "label: About, to", "label: Who we are, to"),
		key("parts", "gut: Stomach", "gut: The stomach"),
		key("figure", "# Parts of", "figure: own.svg\n# Parts of"),
		key("map", "footer:\n", "map: {title: Where?, figure: own.svg, regions: [{part: chest, label: Chest, to: symptoms/heartburn.md}]}\nfooter:\n"),
		key("condition", "R06.6", "R06.7"),
		key("require-sign-off", "licence: ", "require-sign-off: milder\nlicence: ").silently(),
		key("allow", "menu:\n", "allow:\n- {origin: \"https://count.example\", who: Counting, why: counts, for: [script], load: \"https://count.example/c.js\"}\nmenu:\n"),
		key("offline", "menu:\n", "offline: {days: 7}\nmenu:\n"),
		key("collections", "condition:\n", "collections: {treatments: {label: Treatments, label-one: Treatment}}\ncondition:\n"),
		key("keys", "condition:\n", "keys: {causes: {proof: {label: Proof}}}\ncondition:\n").silently(),
		key("cause-kinds", "condition:\n", "cause-kinds: {other: {label: Another}, medicine: {label: A tablet}, everyday: {label: Everyday}}\ncondition:\n"),
		key("finding-types", "condition:\n", "finding-types: {general: {label: Anything}, movement: {label: A jerk}, neurological: {label: Nerves}, context: {label: Life, circumstance: true}, time-course: {label: Time, circumstance: true}}\ncondition:\n"),
		key("checker-groups", "condition:\n", "checker-groups: {the-symptom: {label: The jerk}, around-it: {label: Around}, warning-signs: {label: Danger}}\ncondition:\n"),
		key("share-pictures", "condition:\n", "share-pictures: none\ncondition:\n"),
	}
}

func fileChoices() []choice {
	return []choice{
		said("file article", "content/articles/names.md", "A sentence", "Another sentence"),
		said("file cause", "content/causes/medicine.md", "prevalence: uncommon", "prevalence: common"),
		said("file symptom", "content/symptoms/heartburn.md", "title: ", "title: Strong "),
		said("file page", "content/pages/index.md", "title: ", "title: All "),
		said("file site", "content/site.yaml", "tagline: ", "tagline: Today, "),
		said("file sources", "content/sources.yaml", "title: Hiccups", "title: On hiccups"),
		said("file checker", "content/checker.yaml", "What goes with them?", "What comes with them?"),
		said("file checker, a rule", "content/checker.yaml", "do: See a doctor.", "do: See a doctor soon."),
		added("file words", "content/words/en.yaml", "page:\n  skip: Down to the text\n"),
		added("file words, of the country", "content/words/en-GB.yaml", "page:\n  skip: Down to the text\n"),
		added("file words, of another language", "content/words/fr.yaml", "page:\n  skip: Aller au texte\n").silently(),
		said("file vignettes", "content/vignettes.yaml", "a big lunch", "a heavy lunch"),
		said("file glossary", "content/glossary.yaml", "make the voice", "give the voice"),
		said("file hazards", "content/hazards.yaml", "A line is lost", "A line was lost"),
		gone("file held", "content/held.yaml").silently(),
		added("file signatures", "content/signatures.yaml", signedRelease).silently(),
		added("file said", "content/said.yaml", "sentences:\n  hiccups:\n  - I cannot stop hiccupping\n").silently(),
		said("file jargon", "content/jargon.yaml", "gullet", "food pipe").silently(),
		added("file another article", "content/articles/more.md", "---\ntitle: More\nsummary: There is more to say.\n---\nMore about [names](names.md). [@general]\n"),
		{
			name: "file picture, of the same size and time",
			make: func(t *testing.T, in *inputs) { in.write(t, "content/images/belly.png", string(drawing(t, 90))) },
			back: func(t *testing.T, in *inputs) { in.write(t, "content/images/belly.png", string(drawing(t, 40))) },
		},
		said("file passage", "content/passages/shared.md", "Shared", "Common"),
		said("file download, of another size", "content/files/leaflet.txt", "Drink.", strings.Repeat("Drink. ", 200)),
		said("file download, of the same size", "content/files/leaflet.txt", "Rest", "Wait"),
		said("file partial of their own", "layouts/partials/own.html", "Of our own", "All our own"),
		said("file partial in place of ours", "layouts/partials/title.html", "<h1>", "<h1 class=big>"),
		added("file partial", "layouts/partials/footer.html", "<footer>Nothing but this</footer>"),
		added("file layout", "layouts/cause.html", `{{define "main"}}<h1>{{.Title}}</h1>{{end}}`),
		said("file behind a link among the layouts", "layouts/inside/elsewhere.html", "From elsewhere", "From nowhere"),
		said("file script", "static/js/own.js", "one = 1", "one = 2"),
		added("file style sheet in place of ours", "static/css/code.css", "pre{color:red}"),
		added("file icon", "static/icons/kind-everyday.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M1 1h4v4z"/></svg>`),
		added("file figure", "static/figures/where.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path data-part="chest" d="M0 0h4v4z"/></svg>`),
		added("file favicon", "static/favicon.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M1 1h4v4z"/></svg>`),
		added("file figure, in the content", "content/static/figures/where.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path data-part="chest" d="M0 0h4v5z"/></svg>`),
		added("file of the root, in the content", "content/static/root/own.txt", "A key"),
		added("file of the root", "static/root/key.txt", "A key"),
	}
}

// What is not in the list of choices would be varied by nobody.
func TestEveryInputIsAChoice(t *testing.T) {
	all := map[string]bool{}
	for _, c := range choices() {
		name, _, _ := strings.Cut(c.name, ",")
		all[name] = true
	}
	for _, options := range []any{generator.Options{}, publish.Options{}} {
		for _, field := range reflect.VisibleFields(reflect.TypeOf(options)) {
			if !all["option "+field.Name] && !slices.Contains(notChosen, field.Name) {
				t.Errorf("nothing varies the option %s", field.Name)
			}
		}
	}
	for _, sheet := range content.Sheets() {
		if !all["file "+sheet.Name] {
			t.Errorf("nothing varies the file %s", sheet.Name)
		}
		for _, key := range sheet.Value.Keys {
			if sheet.Name == "site" && !all["site.yaml "+key.Name] {
				t.Errorf("nothing varies the key %s of site.yaml", key.Name)
			}
		}
	}
}

// Whatever is chosen between two builds, the second one writes what a build
// into an empty folder does.
func TestBuildAfterEveryChoice(t *testing.T) {
	in := newInputs(t)
	out := filepath.Join(in.dir, "out")
	first := fresh(t, in, "first")
	build(t, out, in.opt, in.how)
	for _, c := range choices() {
		c.make(t, in)
		want := fresh(t, in, c.name)
		if c.silent != maps.Equal(want, first) {
			t.Errorf("%s: that it changes nothing should be %v", c.name, c.silent)
		}
		build(t, out, in.opt, in.how)
		sameFiles(t, c.name, disk.Texts(t, out), want)
		c.back(t, in)
		build(t, out, in.opt, in.how)
		sameFiles(t, c.name+", taken back", disk.Texts(t, out), first)
	}
}

// The same for several at a time.
func TestBuildAfterManyChoices(t *testing.T) {
	in := newInputs(t)
	out := filepath.Join(in.dir, "out")
	all := choices()
	if !soak.Asked() {
		all = slices.DeleteFunc(all, func(c choice) bool { return c.name == "option Precompress" }) // takes its time
	}
	made := make([]bool, len(all))
	r := rand.New(rand.NewPCG(6, 9))
	for range soak.Rounds(50, 200) {
		var when []string
		for range 1 + r.IntN(4) {
			i := r.IntN(len(all))
			if made[i] {
				all[i].back(t, in)
			} else {
				all[i].make(t, in)
			}
			made[i] = !made[i]
			when = append(when, all[i].name)
		}
		s, _, err := generator.Build(out, in.opt, in.how)
		if err != nil {
			t.Fatal(err)
		}
		if !diag.HasErrors(s.Diagnostics) { // such as a layout that needs another
			sameFiles(t, strings.Join(when, "; "), disk.Texts(t, out), fresh(t, in, strings.Join(when, "; ")))
		}
	}
}

// fresh is what a build into an empty folder writes.
func fresh(t *testing.T, in *inputs, when string) map[string]string {
	t.Helper()
	dir, err := os.MkdirTemp(in.dir, "fresh")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	defer func() {
		if t.Failed() {
			t.Log(when)
		}
	}()
	out := filepath.Join(dir, "public")
	build(t, out, in.opt, in.how)
	return disk.Texts(t, out)
}

// A page that is left as it stands may lead to what went: it is found, and
// nothing is written.
func TestAFileThatWentIsMissed(t *testing.T) {
	in := newInputs(t)
	in.write(t, "layouts/partials/own.html", `<a href="/key.txt">The key</a>`)
	in.write(t, "static/root/key.txt", "A key")
	out := filepath.Join(in.dir, "out")
	build(t, out, in.opt, in.how)
	before := disk.Texts(t, out)
	in.remove(t, "static/root/key.txt")
	if _, _, err := generator.Build(out, in.opt, in.how); err == nil || !strings.Contains(err.Error(), `"/key.txt" leads nowhere`) {
		t.Errorf("pages lead to what is gone: %v", err)
	}
	if !maps.Equal(before, disk.Texts(t, out)) {
		t.Error("the site is not as it was")
	}
}
