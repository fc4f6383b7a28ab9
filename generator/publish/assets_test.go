package publish

import (
	"strings"
	"testing"
	"testing/fstest"
)

func static(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, data := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(data)}
	}
	return fsys
}

func newAssets(t *testing.T, files map[string]string) *Assets {
	t.Helper()
	assets, err := NewAssets(static(files))
	if err != nil {
		t.Fatal(err)
	}
	return assets
}

func TestAssetNamesChangeWithTheirBytes(t *testing.T) {
	one := newAssets(t, map[string]string{"site.css": "a { color: red }"})
	same := newAssets(t, map[string]string{"site.css": "a{color:red}"})
	other := newAssets(t, map[string]string{"site.css": "a { color: blue }"})
	if one.Path("site.css") != same.Path("site.css") {
		t.Errorf("the same bytes after minifying have two names: %s, %s", one.Path("site.css"), same.Path("site.css"))
	}
	if one.Path("site.css") == other.Path("site.css") {
		t.Errorf("different bytes share the name %s", one.Path("site.css"))
	}
	if !strings.HasPrefix(one.Path("site.css"), "/assets/site.") || !strings.HasSuffix(one.Path("site.css"), ".css") {
		t.Errorf("got the address %s", one.Path("site.css"))
	}
	if !strings.HasPrefix(one.Integrity("site.css"), "sha256-") {
		t.Errorf("got the integrity %q", one.Integrity("site.css"))
	}
}

func TestStyleSheetsReferToPublishedNames(t *testing.T) {
	assets := newAssets(t, map[string]string{
		"site.css":      `@import "css/print.css"; a { background: url("icons/leaf.svg#x"); mask: url(data:,x) } b { fill: url(#grad) }`,
		"css/print.css": `b { background: url( ../icons/leaf.svg ) }`,
		"icons/leaf.svg": `<svg xmlns="http://www.w3.org/2000/svg"> <title>Leaf</title>
			<path d="M 0 0 L 10 10"/> </svg>`,
	})
	leaf, sheet := assets.Path("icons/leaf.svg"), string(assets.Find("site.css").Data)
	below := func(address string) string { return strings.TrimPrefix(address, "/assets/") }
	for _, want := range []string{"url(" + below(leaf) + "#x)", `"` + below(assets.Path("css/print.css")) + `"`, "DATA:,x", "url(#grad)"} {
		if !strings.Contains(sheet, want) {
			t.Errorf("site.css lacks %s: %s", want, sheet)
		}
	}
	if print := string(assets.Find("css/print.css").Data); !strings.Contains(print, "url(../"+below(leaf)+")") {
		t.Errorf("print.css lacks %s: %s", leaf, print)
	}
	if !strings.Contains(string(assets.Find("icons/leaf.svg").Data), "<title>Leaf</title>") {
		t.Error("the picture lost its title")
	}
}

func TestAFolderCanBeOneAsset(t *testing.T) {
	assets := newAssets(t, map[string]string{
		"site.css/20-b.css":        "b{x:1}",
		"site.css/10-a.css":        "a{background:url(leaf.svg)}",
		"leaf.svg":                 "<svg/>",
		"root/favicon.ico":         "icon",
		"root/.well-known/sec.txt": "text",
		".DS_Store":                "x",
		"static.go":                "package static",
	})
	sheet := assets.Find("site.css")
	if sheet == nil || !strings.HasPrefix(string(sheet.Data), "a{") || !strings.HasSuffix(string(sheet.Data), "b{x:1}") {
		t.Fatalf("got the style sheet %+v", sheet)
	}
	var paths []string
	for _, f := range assets.Files() {
		paths = append(paths, f.Path)
	}
	want := []string{assets.Path("leaf.svg")[1:], sheet.Path[1:], ".well-known/sec.txt", "favicon.ico"}
	if strings.Join(paths, " ") != strings.Join(want, " ") {
		t.Errorf("got %q, want %q", paths, want)
	}
}

func TestStyleSheetsThatReferToNothingAreRefused(t *testing.T) {
	for name, test := range map[string]struct{ css, want string }{
		"missing":        {"a{background:url(x.svg)}", "there is no static file x.svg"},
		"missing in set": {`a{background:image-set("x.svg" 1x)}`, "there is no static file x.svg"},
		"another origin": {"@import url(https://fonts.example/a.css);", "another origin"},
		"another host":   {"a{background:url(//cdn.example/a.png)}", "another origin"},
		"absolute":       {"a{background:url(/assets/x.svg)}", "relative"},
		"circle":         {"@import 'site.css';", "circle"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := NewAssets(static(map[string]string{"site.css": test.css}))
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "site.css") {
				t.Errorf("got the error %v, want one with %q", err, test.want)
			}
		})
	}
}

// TestJoinedAsTheyStand: each file of a folder that becomes one means what it
// means alone, and what editors leave beside files is not published.
func TestJoinedAsTheyStand(t *testing.T) {
	assets, err := NewAssets(fstest.MapFS{
		"all.js/a.js": {Data: []byte("\ufeffwindow.cup=1")}, "all.js/b.js": {Data: []byte("\ufeff(function(){window.pot=2})()")}, "all.js/b.js~": {Data: []byte("(")},
		"all.css/a.css": {Data: []byte("\ufeffa{color:red}")}, "all.css/b.css": {Data: []byte("\ufeffb{color:red}")}, "all.css/.b.css.swp": {Data: []byte("(")},
		"notes.txt~": {}, "#notes.txt#": {}, "notes.txt.bak": {}, "root/.well-known/security.txt": {}, "root/notes.txt~": {}, "Thumbs.db": {},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := string(assets.Find("all.js").Data); strings.Contains(got, "1(") || strings.Contains(got, "\ufeff") {
		t.Errorf("scripts are joined to %q", got)
	}
	if got := string(assets.Find("all.css").Data); got != "a{color:red}b{color:red}" {
		t.Errorf("style sheets are joined to %q", got)
	}
	if files := assets.Files(); len(files) != 3 {
		t.Errorf("%d files are published, not 3: %v", len(files), files)
	}
}
