package offline

import (
	"encoding/json"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/publish"
	"nosology/generator/site"
)

const settings = `title: A site
tagline: Of tests
base-url: https://example.org
language: en-GB
contact: mailto:mistakes@example.org
publisher: Nobody
licence: None
reviewed: No clinician has reviewed this page.
region: uk
regions:
  uk: {name: United Kingdom, emergency: {say: "999", dial: "999"}, urgent: {say: "111", dial: "111"}, crisis: {say: "116 123", dial: "116123"}}
menu: []
footer: []
parts: {nose: Nose}
`

func link(t *testing.T, pages ...string) *site.Site {
	t.Helper()
	folder := fstest.MapFS{"site.yaml": {Data: []byte(settings)}, "checker.yaml": {Data: []byte("flags: []\nquestions: []\n")}}
	for _, shows := range pages {
		name := map[string]string{"home": "index"}[shows]
		if name == "" {
			name = shows
		}
		folder["pages/"+name+".md"] = &fstest.MapFile{Data: []byte("---\ntitle: " + shows + "\nsummary: The page of " + shows + ".\nshows: " + shows + "\n---\n")}
	}
	tree, found, err := content.Load(folder, "content")
	if err != nil || diag.HasErrors(found) {
		t.Fatal(err, found)
	}
	s, found := site.Link(tree, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	if diag.HasErrors(found) {
		t.Fatal(found)
	}
	return s
}

func file(path string, kind publish.Kind, text *string) publish.File {
	return publish.File{Path: path, Kind: kind, Render: func(w io.Writer) error { _, err := io.WriteString(w, *text); return err }}
}

// rendered returns the files made, by path.
func rendered(t *testing.T, s *site.Site, files []publish.File) map[string]string {
	t.Helper()
	made := map[string]string{}
	for _, f := range Files(s, files) {
		var b strings.Builder
		if err := f.Render(&b); err != nil {
			t.Fatal(err)
		}
		made[f.Path] = b.String()
	}
	return made
}

// The worker keeps the pages that must work without a network and what they
// ask for, and nothing else. It is another worker when one of them changes,
// and the same when any other page does.
func TestWorkerKeepsWhatMustWork(t *testing.T) {
	s := link(t, "home", "warning-signs", "offline", "symptoms")
	home, signs, off, other, style, unused := `<link href="/assets/a.12345678.css">`, "signs", "off", "other", "css", "js"
	files := []publish.File{
		file("index.html", publish.PageFile, &home), file("warning-signs/index.html", publish.PageFile, &signs),
		file("offline/index.html", publish.PageFile, &off), file("symptoms/index.html", publish.PageFile, &other),
		file("assets/a.12345678.css", publish.AssetFile, &style), file("assets/b.12345678.js", publish.AssetFile, &unused),
	}
	first := rendered(t, s, files)["sw.js"]
	list := regexp.MustCompile(`^const pages = (\{.*?\}), fallback = "/offline/"`).FindStringSubmatch(first)
	if list == nil {
		t.Fatalf("the worker begins %.100q", first)
	}
	var kept map[string]string
	if err := json.Unmarshal([]byte(list[1]), &kept); err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"/", "/warning-signs/", "/offline/", "/assets/a.12345678.css"} {
		if _, ok := kept[address]; !ok {
			t.Errorf("%s is not kept", address)
		}
	}
	if len(kept) != 4 {
		t.Errorf("%d files are kept: %v", len(kept), kept)
	}
	other = "another text"
	if rendered(t, s, files)["sw.js"] != first {
		t.Error("a page that is not kept makes another worker")
	}
	signs = "other signs"
	if rendered(t, s, files)["sw.js"] == first {
		t.Error("a page that is kept changed, and the worker is the same")
	}
}

func TestNoWorkerWithoutAPageToFallBackTo(t *testing.T) {
	if made := rendered(t, link(t, "home", "warning-signs"), nil); made["sw.js"] != "" {
		t.Error("there is a worker that has nothing to show")
	}
}

func TestManifest(t *testing.T) {
	text := "x"
	made := rendered(t, link(t, "home"), []publish.File{
		file("icon-192.png", publish.PageFile, &text), file("assets/favicon.12345678.svg", publish.AssetFile, &text), file("icons/other.png", publish.PageFile, &text),
	})
	var manifest struct {
		Name  string
		Icons []struct{ Src, Sizes string }
	}
	if err := json.Unmarshal([]byte(made["site.webmanifest"]), &manifest); err != nil {
		t.Fatal(err)
	}
	if manifest.Name != "A site" || len(manifest.Icons) != 2 || manifest.Icons[0].Sizes != "192x192" || manifest.Icons[1].Sizes != "any" {
		t.Errorf("the manifest is %+v", manifest)
	}
}

// The list that the script on the page keeps pages in is the one that the
// worker does not throw away.
func TestScriptAndWorkerAgree(t *testing.T) {
	script, err := os.ReadFile("../../static/js/offline.js")
	if err != nil {
		t.Fatal(err)
	}
	name := regexp.MustCompile(`const name = ("[^"]+")`).FindSubmatch(script)
	if name == nil || !strings.Contains(string(worker), "asked = "+string(name[1])) {
		t.Errorf("the script keeps pages in %s, which the worker does not know", name)
	}
}
