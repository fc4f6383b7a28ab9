package preview

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"nosology/generator"
	"nosology/generator/content"
	"nosology/generator/disk"
	"nosology/generator/internal/corpus"
	"nosology/generator/publish"
	"nosology/generator/site"
)

// newPreview is a preview of a small folder, with more files in it.
func newPreview(t *testing.T, opt func(*generator.Options), more map[string]string) (*Server, *corpus.Folder) {
	t.Helper()
	f := corpus.NewFolder(t.TempDir(), 2)
	for name, text := range more {
		disk.Write(t, filepath.Join(f.Dir, name), text)
	}
	options := optionsOf(f)
	if opt != nil {
		opt(&options)
	}
	server, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	return server, f
}

const draft = "---\ntitle: Not ready\nsummary: A page that is being written.\ntype: general\ndraft: true\n---\nSome text [@one].\n\n## A part\n\nMore.\n"

// An address leads where a host would lead it.
func TestAddresses(t *testing.T) {
	server, _ := newPreview(t, nil, map[string]string{"symptoms/unready.md": draft})
	for _, c := range []struct {
		address  string
		status   int
		location string
		says     string
	}{
		{"/", 200, "", "<title>"},
		{"/causes/page-1/", 200, "", "<title>"},
		{"/causes/page-1", http.StatusFound, "/causes/page-1/", ""},
		{"/causes/../causes/page-1", http.StatusFound, "/causes/page-1/", ""},
		{"/causes/page-1/index.html", 200, "", "<title>"},
		{"/symptoms/unready/", 404, "", "draft"},
		{"/symptoms/unready", 404, "", "draft"},
		{"/symptoms/never/", 404, "", "Not here"},
		{"//elsewhere.example/", 404, "", ""},
		{own + "nothing", 404, "", ""},
		{own + "preview.js", 200, "", "EventSource"},
		{own + "preview.css", 200, "", "#preview-overlay"},
	} {
		r := httptest.NewRequest("GET", "http://localhost/", nil)
		r.URL.Path = c.address
		w := httptest.NewRecorder()
		server.ServeHTTP(w, r)
		if w.Code != c.status || w.Header().Get("Location") != c.location || !strings.Contains(w.Body.String(), c.says) {
			t.Errorf("%s: %d to %q, want %d to %q with %q", c.address, w.Code, w.Header().Get("Location"), c.status, c.location, c.says)
		}
		if w.Code == 200 && w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s may be kept: %q", c.address, w.Header().Get("Cache-Control"))
		}
	}
	if server.Waiting() != 1 {
		t.Errorf("%d documents wait, want the draft alone", server.Waiting())
	}
}

// With drafts shown, the page is there and the bar says that it is one.
func TestDraftsAreToldApart(t *testing.T) {
	server, _ := newPreview(t, func(o *generator.Options) { o.Drafts = true }, map[string]string{"symptoms/unready.md": draft})
	if w := get(server, "/symptoms/unready/"); w.Code != 200 {
		t.Fatalf("the draft answers %d", w.Code)
	}
	f, _ := factsOf(t, server, "/symptoms/unready/")
	if !f.Draft || f.Source != "content/symptoms/unready.md" || !slices.Equal(f.Drafts, []string{f.Source}) {
		t.Errorf("of the draft the bar says %+v", f)
	}
	if f.Review != "not reviewed by a clinician, no date for the next review" {
		t.Errorf("the bar says %q", f.Review)
	}
	if f, _ := factsOf(t, server, "/causes/page-1/"); f.Draft || len(f.Drafts) != 1 {
		t.Errorf("of another page the bar says %+v", f)
	}
	if _, status := factsOf(t, server, "/nowhere/"); status != 404 {
		t.Errorf("of a page that is not there the bar hears %d", status)
	}
	if server.Waiting() != 0 {
		t.Error("drafts are shown, and wait")
	}
}

// One preview of a site without mistakes, looked at from several sides.
func TestPreviewOfAGoodSite(t *testing.T) {
	server, _ := newPreview(t, nil, nil)
	t.Run("facts of a page", func(t *testing.T) { checkFacts(t, server) })
	t.Run("headers", func(t *testing.T) { checkHeaders(t, server) })
	t.Run("a page that cannot be made", func(t *testing.T) { checkBroken(t, server) })
}

// The bar names who links to a page, and what is wrong with it.
func checkFacts(t *testing.T, server *Server) {
	linked := 0
	for _, p := range server.latest.Pages {
		f, status := factsOf(t, server, p.Address)
		if status != 200 || f.Source != "content/"+p.Path {
			t.Errorf("%s: %d, %+v", p.Address, status, f)
		}
		for _, l := range f.LinkedFrom {
			linked++
			if l.Address == p.Address || l.Title == "" || get(server, l.Address).Code != 200 {
				t.Errorf("%s is linked from %+v", p.Address, l)
			}
		}
		for _, d := range f.Diagnostics {
			if !strings.Contains(d, ": warning: ") && !strings.Contains(d, ": note: ") {
				t.Errorf("%s is shown, in spite of %s", p.Address, d)
			}
		}
	}
	if linked == 0 {
		t.Error("no page is linked from any other")
	}
}

// What is wrong in a passage is listed for each page that takes it in, with the
// passage's own file and line.
func TestTheBarListsWhatIsWrongInPassages(t *testing.T) {
	f := corpus.NewFolder(t.TempDir(), 2)
	page := "---\ntitle: The %s page\nsummary: A page that takes in a passage.\nreview: {written: 2026-01-01, due: 2028-01-01}\n---\nSome text.\n\n[The rest](../passages/rest.md)\n"
	for name, text := range map[string]string{
		"passages/rest.md": "Rest.\n\n> [!NOTE]\n> One" + strings.Repeat(" and one", 40) + ".\n",
		"pages/first.md":   fmt.Sprintf(page, "first"), "pages/second.md": fmt.Sprintf(page, "second"),
	} {
		disk.Write(t, filepath.Join(f.Dir, name), text)
	}
	server, err := New(optionsOf(f))
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"/first/", "/second/"} {
		facts, _ := factsOf(t, server, address)
		if !slices.ContainsFunc(facts.Diagnostics, func(said string) bool {
			return strings.HasPrefix(said, "content/passages/rest.md:4:") && strings.Contains(said, "words")
		}) {
			t.Errorf("of %s the bar lists %q", address, facts.Diagnostics)
		}
	}
}

// Without a first good site there is a page that waits for one, at every
// address, with the script that will reload it.
func TestNothingToShowYet(t *testing.T) {
	f := corpus.NewFolder(t.TempDir(), 2)
	settings := filepath.Join(f.Dir, "site.yaml")
	good := disk.Read(t, settings)
	disk.Write(t, settings, "title: [\n")
	server, err := New(optionsOf(f))
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"/", "/causes/page-1/", "/assets/site.css"} {
		w := get(server, address)
		if w.Code != http.StatusServiceUnavailable || !strings.HasSuffix(w.Body.String(), script) {
			t.Errorf("%s: %d, %s", address, w.Code, w.Body)
		}
	}
	if _, status := factsOf(t, server, "/"); status != 404 {
		t.Errorf("of no page the bar hears %d", status)
	}
	if len(server.Diagnostics()) == 0 {
		t.Error("nothing is said to be wrong")
	}
	disk.Write(t, settings, good)
	if err := server.Update(generator.Change{Content: []string{"site.yaml"}}); err != nil {
		t.Fatal(err)
	}
	if w := get(server, "/"); w.Code != 200 {
		t.Errorf("after mending %d, %v", w.Code, server.Diagnostics())
	}
}

// A layout that breaks on one page says so there, as text, and nowhere else.
func checkBroken(t *testing.T, server *Server) {
	server.shown.files["causes/page-1/index.html"].Render = func(w io.Writer) error {
		io.WriteString(w, "<h1>Half a page")
		return errors.New("cause.html:3: <no> value & more")
	}
	w := get(server, "/causes/page-1/")
	if w.Code != http.StatusInternalServerError || !strings.Contains(w.Body.String(), "cause.html:3: &lt;no&gt; value &amp; more") {
		t.Errorf("%d, %s", w.Code, w.Body)
	}
	if strings.Contains(w.Body.String(), "Half a page") {
		t.Error("half a page is shown")
	}
	if w := get(server, "/"); w.Code != 200 {
		t.Errorf("the home page answers %d", w.Code)
	}
}

// A page goes out as a host would send it, but that the preview's script may
// run and listen, and that localhost is not bound to https for years.
func checkHeaders(t *testing.T, server *Server) {
	h := get(server, "/causes/page-1/").Header()
	policy := h.Get("Content-Security-Policy")
	if !strings.Contains(policy, "script-src 'self'") || !strings.Contains(policy, "connect-src 'self'") || !strings.Contains(policy, "default-src 'none'") {
		t.Errorf("the policy is %s", policy)
	}
	if h.Get("Strict-Transport-Security") != "" || h.Get("X-Content-Type-Options") != "nosniff" || !strings.HasPrefix(h.Get("Content-Type"), "text/html") {
		t.Errorf("the headers are %v", h)
	}
	var style string
	for path, f := range server.shown.files {
		if f.Kind == publish.AssetFile && strings.HasSuffix(path, ".css") {
			style = path
		}
	}
	w := get(server, "/"+style)
	if w.Code != 200 || strings.Contains(w.Body.String(), own) || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/css") {
		t.Errorf("the style sheet %q comes as %d, %v", style, w.Code, w.Header())
	}
}

func TestReviewState(t *testing.T) {
	due := content.Date{Time: time.Date(2027, 3, 4, 0, 0, 0, 0, time.UTC)}
	by := &content.Clinician{Name: content.Text{S: "A. Clinician"}}
	for _, c := range []struct {
		sign site.SignOff
		due  content.Date
		want string
	}{
		{site.Unsigned, content.Date{}, "not reviewed by a clinician, no date for the next review"},
		{site.Unsigned, due, "not reviewed by a clinician, due 4 March 2027"},
		{site.Signed, due, "signed by A. Clinician, due 4 March 2027"},
		{site.Voided, due, "changed since A. Clinician signed it, due 4 March 2027"},
		{site.Voided, content.Date{}, "changed since A. Clinician signed it, no date for the next review"},
	} {
		doc := &content.Document{}
		doc.Review = content.Review{Due: c.due, Clinician: by}
		p := &site.Page{Document: doc, SignOff: c.sign}
		if got := reviewState(p); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// The policy in the page itself would forbid the preview's script; the rest of
// the page stays as it is.
func TestWithoutPolicy(t *testing.T) {
	for page, want := range map[string]string{
		`<head><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><title>A</title>`: `<head><title>A</title>`,
		`<head><meta name="robots" content="noindex"><title>A</title>`:                                   `<head><meta name="robots" content="noindex"><title>A</title>`,
		``: ``,
	} {
		if got := string(withoutPolicy([]byte(page))); got != want {
			t.Errorf("%s becomes %s", page, got)
		}
	}
}
