package offline

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"nosology/generator/internal/golden"
	"nosology/generator/publish"
	"nosology/generator/site"
	"nosology/generator/wording"
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
	return golden.Site(t, folder)
}

func file(path string, kind publish.Kind, text *string) publish.File {
	return publish.File{Path: path, Kind: kind, Render: func(w io.Writer) error { _, err := io.WriteString(w, *text); return err }}
}

// rendered returns the files made, by path.
func rendered(t *testing.T, s *site.Site, files []publish.File) map[string]string {
	t.Helper()
	made := map[string]string{}
	for _, f := range Files(s, wording.English(), "#fbf9f4", files) {
		var b strings.Builder
		if err := f.Render(&b); err != nil {
			t.Fatal(err)
		}
		made[f.Path] = b.String()
	}
	return made
}

// The lists hold every page, and the index those that must work by themselves
// with what they ask for. Whatever page changes, worker and index do as well.
func TestListsHoldWhatIsThere(t *testing.T) {
	s := link(t, "home", "warning-signs", "offline", "symptoms")
	home, signs, off, other, style, unused := `<link href="/assets/a.12345678.css">`, "signs", "off", "other", "css", "js"
	files := []publish.File{
		file("index.html", publish.PageFile, &home), file("warning-signs/index.html", publish.PageFile, &signs),
		file("offline/index.html", publish.PageFile, &off), file("symptoms/index.html", publish.PageFile, &other),
		file("404.html", publish.PageFile, &other),
		file("assets/a.12345678.css", publish.AssetFile, &style), file("assets/b.12345678.js", publish.AssetFile, &unused),
	}
	first := rendered(t, s, files)
	var x index
	decode(t, first["offline/data/index.json"], &x)
	if got := slices.Sorted(maps.Keys(x.Core)); !slices.Equal(got, []string{"", "assets/a.12345678.css", "offline/", "warning-signs/"}) {
		t.Errorf("by themselves are kept %q", got)
	}
	if x.Days != keptDays {
		t.Errorf("kept pages are shown for %d days", x.Days)
	}
	var part map[string]string
	decode(t, first["offline/data/0.json"], &part)
	if got := slices.Sorted(maps.Keys(part)); len(x.Parts) != 1 || !slices.Equal(got, []string{"", "offline/", "symptoms/", "warning-signs/"}) {
		t.Errorf("%d lists, the first with %q", len(x.Parts), got)
	}
	if part["symptoms/"] != short(sha256.Sum256([]byte(other))) {
		t.Errorf("the digest of a page is %s", part["symptoms/"])
	}
	for _, page := range []*string{&other, &signs} {
		before := rendered(t, s, files)
		*page = "another text"
		after := rendered(t, s, files)
		for _, name := range []string{"sw.js", "offline/data/index.json", "offline/data/0.json"} {
			if before[name] == after[name] {
				t.Errorf("a page changed, and %s did not", name)
			}
		}
	}
	unused = "another script"
	if again := rendered(t, s, files); again["sw.js"] != rendered(t, s, files)["sw.js"] {
		t.Error("the worker differs from build to build")
	}
}

func decode(t *testing.T, text string, to any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), to); err != nil {
		t.Fatalf("%v in %.100q", err, text)
	}
}

// A visit to a site of 10,000 pages asks for little, and a new page changes
// three of its files: the worker, the index and one list.
func TestListsOfALargeSiteAreShort(t *testing.T) {
	text := "text"
	files := make([]publish.File, 0, 10_001)
	for n := range cap(files) {
		files = append(files, file(fmt.Sprintf("articles/about-the-subject-%d/index.html", n), publish.PageFile, &text))
	}
	s := link(t, "offline")
	before, after := rendered(t, s, files[:10_000]), rendered(t, s, files)
	changed := 0
	for name, text := range after {
		if before[name] != text {
			changed++
		}
		if strings.HasPrefix(name, "offline/data/") && len(text) > 9000 {
			t.Errorf("%s has %d bytes", name, len(text))
		}
	}
	if size := len(after["offline/data/index.json"]); size > 2500 {
		t.Errorf("the index has %d bytes", size)
	}
	if changed != 3 || len(before) != len(after) {
		t.Errorf("a new page changes %d of %d files", changed, len(after))
	}
}

// What Write makes from the digests that it knows is what Render makes.
func TestSummariesAreWhatIsRendered(t *testing.T) {
	s := link(t, "home", "offline")
	home, off := "home", "off"
	files := []publish.File{file("index.html", publish.PageFile, &home), file("offline/index.html", publish.PageFile, &off)}
	want := rendered(t, s, files)
	dir := filepath.Join(t.TempDir(), "public")
	if _, err := publish.Write(dir, append(files, Files(s, wording.English(), "#fbf9f4", files)...), publish.Options{}); err != nil {
		t.Fatal(err)
	}
	for name, text := range want {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(got) != text {
			t.Errorf("%s is written as %.200q, want %.200q (%v)", name, got, text, err)
		}
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
