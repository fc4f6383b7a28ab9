package preview

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"nosology/generator"
	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/disk"
	"nosology/generator/internal/corpus"
	"nosology/generator/publish"
	"nosology/generator/site"
)

// shownSiteOf is a site of the given documents and files, by path.
func shownSiteOf(settings *content.Config, docs []*content.Document, files map[string]publish.Kind) *shownSite {
	s := &shownSite{
		site:  &generator.Site{Site: &site.Site{Tree: &content.Tree{Site: settings, Docs: docs}}},
		files: map[string]*publish.File{},
	}
	for path, kind := range files {
		s.files[path] = &publish.File{Path: path, Kind: kind}
	}
	return s
}

// A page is asked for anew only where what it shows may be another; a style
// sheet alone is swapped in place, so that a reader keeps the place on the page.
func TestHappened(t *testing.T) {
	settings, doc, edited := &content.Config{}, &content.Document{}, &content.Document{}
	docs := []*content.Document{doc}
	styled := func(styles ...string) *shownSite {
		files := map[string]publish.Kind{"index.html": publish.PageFile}
		for _, s := range styles {
			files["assets/"+s] = publish.AssetFile
		}
		return shownSiteOf(settings, docs, files)
	}
	before := styled("site.0123abcd.css", "face.0123abcd.svg")
	wrong := &generator.Site{Diagnostics: []diag.Diagnostic{{Message: "no"}}}
	for _, c := range []struct {
		what          string
		change        generator.Change
		before, after *shownSite
		made          *generator.Site
		want          event
	}{
		{"a mistake", generator.Change{}, before, nil, wrong, event{Errors: []mistake{{Message: "no"}}}},
		{"no site was there before", generator.Change{}, nil, before, nil, event{Reload: true}},
		{"saved as it was", generator.Change{Content: []string{"causes/a.md"}}, before, before, nil, event{}},
		{"a layout", generator.Change{Layouts: true}, before, before, nil, event{Reload: true}},
		{"a picture of the content", generator.Change{Content: []string{"images/a.png"}}, before, before, nil, event{Reload: true}},
		{"another text", generator.Change{Content: []string{"causes/a.md"}}, before,
			shownSiteOf(settings, []*content.Document{edited}, nil), nil, event{Reload: true}},
		{"a page more", generator.Change{}, before, shownSiteOf(settings, append(docs, edited), nil), nil, event{Reload: true}},
		{"other settings", generator.Change{}, before, shownSiteOf(&content.Config{}, docs, nil), nil, event{Reload: true}},
		{"a style sheet", generator.Change{Static: true}, before, styled("site.4567abcd.css", "face.0123abcd.svg"), nil,
			event{Styles: map[string]string{"/assets/site.0123abcd.css": "/assets/site.4567abcd.css"}}},
		{"a style sheet and a picture", generator.Change{Static: true}, before, styled("site.4567abcd.css", "face.4567abcd.svg"), nil, event{Reload: true}},
		{"a style sheet that is gone", generator.Change{Static: true}, before, styled("face.0123abcd.svg"), nil, event{Reload: true}},
		{"a style sheet that is new", generator.Change{Static: true}, before,
			styled("site.0123abcd.css", "face.0123abcd.svg", "more.0123abcd.css"), nil, event{Reload: true}},
		{"a static file saved as it was", generator.Change{Static: true}, before, before, nil, event{}},
	} {
		got := happened(c.change, c.before, c.after, c.made)
		if got.Reload != c.want.Reload || !c.want.Reload && !maps.Equal(got.Styles, c.want.Styles) || fmt.Sprint(got.Errors) != fmt.Sprint(c.want.Errors) {
			t.Errorf("%s: told %+v, want %+v", c.what, got, c.want)
		}
	}
}

// The overlay shows errors alone, those that hide others first, and of many
// alike a few.
func TestMistakes(t *testing.T) {
	many := []diag.Diagnostic{{Position: diag.Position{File: "content/a.md", Line: 2}, Severity: diag.Warning, Message: "a warning"}}
	for i := range 9 {
		many = append(many, diag.Diagnostic{Position: diag.Position{File: "content/a.md", Line: i + 3, Column: 2}, Check: "dead-link", Message: "dead", Hint: "mend it", Source: "text"})
	}
	many = append(many, diag.Diagnostic{Position: diag.Position{File: "content/z.yaml"}, Check: "yaml-syntax", Message: "unreadable"})
	got := mistakes(many)
	want := []mistake{
		{Where: "content/z.yaml", Message: "unreadable"},
		{"content/a.md:3:2", "dead", "mend it", "text", 2},
		{"content/a.md:4:2", "dead", "mend it", "text", 2},
		{"content/a.md:5:2", "dead", "mend it; and 6 more like it, all in this file", "text", 2},
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("told\n%+v\nwant\n%+v", got, want)
	}
	for i := range many {
		many[i].Hint = ""
	}
	if hint := mistakes(many)[3].Hint; hint != "and 6 more like it, all in this file" {
		t.Errorf("without a hint of its own the last says %q", hint)
	}
}

// newsOf begins to listen to a server, and gives the first lines that come.
func newsOf(t *testing.T, server *httptest.Server, lines int) []string {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+own+"news", nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := server.Client().Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if got := response.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Errorf("the news are %s", got)
	}
	var got []string
	for in := bufio.NewScanner(response.Body); len(got) < lines && in.Scan(); {
		got = append(got, in.Text())
	}
	return got
}

// A tab that lost its connection asks which version is shown, and reloads if
// that is another than its own: after any update, and after a new start.
func TestVersionTellsAReloadedPage(t *testing.T) {
	f := corpus.NewFolder(t.TempDir(), 2)
	preview, err := New(optionsOf(f))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(preview)
	defer server.Close()
	first := newsOf(t, server, 3)
	if first[0] != "retry: 500" || first[1] != "event: version" || !strings.HasPrefix(first[2], "data: ") {
		t.Fatalf("the news begin with %q", first)
	}
	if again := newsOf(t, server, 3); again[2] != first[2] {
		t.Errorf("nothing was saved, and %s is another version than %s", again[2], first[2])
	}
	f.Wrong = "causes/page-1.md"
	if err := preview.Update(generator.Change{Content: f.Save()}); err != nil {
		t.Fatal(err)
	}
	later := newsOf(t, server, 5)
	if later[2] == first[2] {
		t.Error("after an update the version is the same")
	}
	if !strings.Contains(later[4], `"where":"content/causes/page-1.md:`) {
		t.Errorf("who comes while a mistake stands hears %q", later)
	}
	other, err := New(optionsOf(f))
	if err != nil {
		t.Fatal(err)
	}
	if a, b := preview.news.version(), other.news.version(); a == b {
		t.Errorf("after a new start the version is still %s", a)
	}
}

// When the preview ends nobody listens on, and who comes then is not kept.
func TestNewsEnd(t *testing.T) {
	n := newNews()
	_, early, done := n.listen()
	_, gone, leave := n.listen()
	leave()
	n.send(event{Reload: true})
	if len(gone) != 0 {
		t.Error("who has left is told on")
	}
	<-early
	n.close()
	if _, open := <-early; open {
		t.Error("a listener hears on after the end")
	}
	done() // what a request does as it ends, whatever came before
	_, late, _ := n.listen()
	if _, open := <-late; open {
		t.Error("who comes after the end is kept waiting")
	}
	n.send(event{}) // must not write to what is closed
}

// Mended content clears what is told to those who come later.
func TestLateReadersHearOnlyStandingErrors(t *testing.T) {
	n := newNews()
	n.send(event{Errors: []mistake{{Message: "wrong"}}})
	n.send(event{Reload: true})
	if _, c, _ := n.listen(); len(c) != 0 {
		t.Errorf("told %s, and nothing stands", <-c)
	}
}

// What is saved is sorted by what it bears on, in order.
func TestChangeNamesWhatItBearsOn(t *testing.T) {
	dir := t.TempDir()
	f := Folders{Content: dir + "/content", Layouts: dir + "/layouts", Static: dir + "/static"}
	for _, folder := range f.all() {
		if err := os.Mkdir(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		files string
		want  generator.Change
	}{
		{"content/b.md content/a.md", generator.Change{Content: []string{"a.md", "b.md"}}},
		{"layouts/page.html", generator.Change{Layouts: true}},
		{"static/site.css", generator.Change{Static: true}},
		{"content/c.md static/d.js layouts/e.html", generator.Change{Content: []string{"c.md"}, Layouts: true, Static: true}},
		{"elsewhere.md content/.hidden.swp", generator.Change{}},
	} {
		before := f.Look()
		for _, name := range strings.Fields(c.files) {
			disk.Write(t, filepath.Join(dir, name), "")
		}
		got, any := f.change(before, f.Look())
		if fmt.Sprint(got) != fmt.Sprint(c.want) || any != (fmt.Sprint(c.want) != fmt.Sprint(generator.Change{})) {
			t.Errorf("%s: %+v, %v", c.files, got, any)
		}
	}
	if none := (Folders{Content: dir + "/nowhere"}).Look(); len(none.files) != 0 {
		t.Error("a folder that is not there holds something")
	}
}

func TestBelow(t *testing.T) {
	for _, c := range []struct {
		dir, path, want string
		in              bool
	}{
		{"/site", "/site", ".", true},
		{"/site", "/site/a/b", "a/b", true},
		{"/site", "/site/..hidden", "..hidden", true},
		{"/site", "/sites", "", false},
		{"/site", "/", "", false},
		{"", "/site", "", false},
		{"/", "/site", "site", true},
		{"relative", "/absolute", "", false},
	} {
		rel, in := below(filepath.FromSlash(c.dir), filepath.FromSlash(c.path))
		if in != c.in || in && filepath.ToSlash(rel) != c.want {
			t.Errorf("%s from %q: %q, %v", c.path, c.dir, rel, in)
		}
	}
}

// An editor who gives an address or a port that cannot be is told what to write.
func TestListenRefuses(t *testing.T) {
	for _, c := range []struct {
		address string
		port    int
		want    string
	}{
		{"my-laptop", 80, `"my-laptop" is no address to listen on`},
		{"", 80, "is no address to listen on"},
		{"127.0.0.1", 65536, "there is no port 65536"},
		{"192.0.2.1", 4711, "192.0.2.1 is not an address of this computer"}, // of those that nobody has
		{"127.0.0.1", 1, ""}, // for root it is free, for others forbidden
	} {
		l, err := Listen(c.address, c.port)
		if err == nil {
			l.Close()
		}
		if c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s, port %d: %v", c.address, c.port, err)
		}
	}
}

func TestWatchErrorSaysWhatToDo(t *testing.T) {
	for _, err := range []error{syscall.ENOSPC, syscall.EMFILE} {
		if got := watchError(fmt.Errorf("add: %w", err)); !errors.Is(got, err) || !strings.Contains(got.Error(), "max_user_watches") {
			t.Errorf("%v becomes %v", err, got)
		}
	}
	if got := watchError(io.ErrUnexpectedEOF); !errors.Is(got, io.ErrUnexpectedEOF) || !strings.Contains(got.Error(), "--poll") || strings.Contains(got.Error(), "limit") {
		t.Errorf("another error becomes %v", got)
	}
}

// factsOf asks what the editors' bar says of a page.
func factsOf(t *testing.T, server http.Handler, address string) (f facts, status int) {
	t.Helper()
	w := get(server, own+"page?address="+address)
	if w.Code == http.StatusOK {
		if err := json.Unmarshal(w.Body.Bytes(), &f); err != nil {
			t.Fatal(err)
		}
	}
	return f, w.Code
}
