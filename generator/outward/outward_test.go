package outward

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/internal/golden"
	"nosology/generator/site"
)

// elsewhereServer is a web server with pages of all fates. It notes what it is
// asked for.
type elsewhereServer struct {
	*httptest.Server
	mu      sync.Mutex
	asked   []string
	agents  []string
	at, max int // requests at a time
}

func newElsewhere(t *testing.T) *elsewhereServer {
	s := &elsewhereServer{}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.Close)
	return s
}

func (s *elsewhereServer) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked = append(s.asked, r.Method+" "+r.URL.Path)
	s.agents = append(s.agents, r.UserAgent())
	s.at++
	s.max = max(s.max, s.at)
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.at--
		s.mu.Unlock()
	}()
	switch r.URL.Path {
	case "/good":
		fmt.Fprint(w, "Good.")
	case "/no-heads":
		if r.Method == http.MethodHead {
			http.Error(w, "", http.StatusMethodNotAllowed)
		}
	case "/gone":
		http.Error(w, "", http.StatusGone)
	case "/moved":
		http.Redirect(w, r, "/good", http.StatusMovedPermanently)
	case "/moved-twice":
		http.Redirect(w, r, "/moved", http.StatusPermanentRedirect)
	case "/for-now":
		http.Redirect(w, r, "/good", http.StatusFound)
	case "/round":
		http.Redirect(w, r, "/round", http.StatusFound)
	case "/closed":
		http.Error(w, "", http.StatusForbidden)
	case "/busy":
		http.Error(w, "", http.StatusTooManyRequests)
	case "/broken":
		http.Error(w, "", http.StatusInternalServerError)
	case "/slow":
		time.Sleep(300 * time.Millisecond)
	default:
		http.NotFound(w, r)
	}
}

func options() Options {
	return Options{Agent: "a test", Hosts: 4, Patience: 20 * time.Second}
}

// Every fate of a link is told apart, at the place of the link.
func TestAnswers(t *testing.T) {
	s := newElsewhere(t)
	secret := httptest.NewUnstartedServer(http.NotFoundHandler())
	secret.Config.ErrorLog = log.New(io.Discard, "", 0)
	secret.StartTLS()
	defer secret.Close()
	closed := httptest.NewServer(nil)
	closed.Close()
	for _, c := range []struct {
		url, message, hint string
		severity           diag.Severity
	}{
		{s.URL + "/good", "answers 200", "", diag.Note},
		{s.URL + "/no-heads", "answers 200", "", diag.Note},
		{s.URL + "/gone", "is not there any more (410)", "find where it is now", diag.Warning},
		{s.URL + "/nowhere", "is not there any more (404)", "find where it is now", diag.Warning},
		{s.URL + "/moved", "has moved for good", "write " + s.URL + "/good", diag.Note},
		{s.URL + "/moved-twice", "has moved for good", "write " + s.URL + "/good", diag.Note},
		{s.URL + "/for-now", "answers 200", "", diag.Note},
		{s.URL + "/round", "leads round in a circle", "", diag.Warning},
		{s.URL + "/closed", "lets no program look (403)", "see in a browser", diag.Note},
		{s.URL + "/busy", "lets no program look (429)", "see in a browser", diag.Note},
		{s.URL + "/broken", "does not work (500)", "try again later", diag.Warning},
		{s.URL + "/slow", "gives no answer in time", "try again later", diag.Warning},
		{secret.URL + "/", "cannot be trusted", "readers are warned", diag.Warning},
		{closed.URL + "/", "cannot be reached", "try again later", diag.Warning},
		{"http://no-such-host.invalid/", "no-such-host.invalid", "", diag.Warning},
	} {
		link := Link{c.url, []Place{{"pages/a.md", content.Pos{Line: 7, Column: 3}}}}
		opt := options()
		if strings.HasSuffix(c.url, "/slow") {
			opt.Patience = 100 * time.Millisecond
		}
		answers := Ask(context.Background(), []Link{link}, opt)
		ds := Diagnostics(&site.Site{Tree: &content.Tree{Name: "content"}}, answers)
		if len(ds) != 1 || ds[0].Position.String() != "content/pages/a.md:7:3" || ds[0].Severity != c.severity ||
			!strings.Contains(ds[0].Message, c.url+" ") || !strings.Contains(ds[0].Message, c.message) || !strings.Contains(ds[0].Hint, c.hint) {
			t.Errorf("%s: %v %v, want %v %q %q", c.url, ds[0].Severity, ds, c.severity, c.message, c.hint)
		}
	}
}

// A host is asked once for each of its pages, one after the other, by somebody
// who says who that is.
func TestManners(t *testing.T) {
	s := newElsewhere(t)
	var links []Link
	for _, path := range []string{"/good", "/no-heads", "/nowhere", "/good?a", "/good?b"} {
		links = append(links, Link{URL: s.URL + path})
	}
	var told []int
	var mu sync.Mutex
	opt := options()
	opt.Progress = func(done, of int) {
		mu.Lock()
		defer mu.Unlock()
		told = append(told, done)
	}
	Ask(context.Background(), links, opt)
	want := []string{"HEAD /good", "HEAD /no-heads", "GET /no-heads", "HEAD /nowhere", "GET /nowhere", "HEAD /good", "HEAD /good"}
	if !slices.Equal(s.asked, want) {
		t.Errorf("asked for %q, want %q", s.asked, want)
	}
	if s.max != 1 {
		t.Errorf("the host was asked %d things at a time", s.max)
	}
	if slices.ContainsFunc(s.agents, func(a string) bool { return a != "a test" }) {
		t.Errorf("it was asked by %q", s.agents)
	}
	if !slices.Equal(told, []int{1, 2, 3, 4, 5}) {
		t.Errorf("progress was %v", told)
	}
}

// A host that cannot be reached is not tried again for each of its pages, and
// hosts are asked side by side, but not all at once.
func TestHosts(t *testing.T) {
	closed := httptest.NewServer(nil)
	closed.Close()
	answers := Ask(context.Background(), []Link{{URL: closed.URL + "/a"}, {URL: closed.URL + "/b"}}, options())
	if answers[0].Err == nil || answers[1].Err != answers[0].Err {
		t.Errorf("got %v and %v", answers[0].Err, answers[1].Err)
	}
	if !Unreachable(answers) || Unreachable(answers[:1]) {
		t.Error("two links that cannot be reached do not look like a missing network, or one does")
	}

	var mu sync.Mutex
	at, most := 0, 0
	slow := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		at++
		most = max(most, at)
		mu.Unlock()
		time.Sleep(20 * time.Millisecond)
		mu.Lock()
		at--
		mu.Unlock()
	})
	var links []Link
	for range 12 {
		host := httptest.NewServer(slow)
		defer host.Close()
		links = append(links, Link{URL: host.URL + "/"})
	}
	for _, a := range Ask(context.Background(), links, options()) {
		if a.Err != nil {
			t.Error(a.Err)
		}
	}
	if most < 2 || most > 4 {
		t.Errorf("%d hosts were asked at a time", most)
	}
}

// Whoever has waited long enough gets what there is.
func TestCancelled(t *testing.T) {
	s := newElsewhere(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, a := range Ask(ctx, []Link{{URL: s.URL + "/good"}, {URL: s.URL + "/slow"}}, options()) {
		if !errors.Is(a.Err, context.Canceled) {
			t.Errorf("%s: %v", a.URL, a.Err)
		}
	}
	if len(s.asked) > 0 {
		t.Errorf("asked for %q", s.asked)
	}
}

// Links are found in texts, in the bibliography and in the settings, each once,
// but not in pages that silence the check.
func TestLinks(t *testing.T) {
	front := func(title, more string) string {
		return "---\ntitle: " + title + "\nsummary: A page.\n" + more + "---\n"
	}
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"site.yaml": `title: A site
base-url: https://example.org
language: en
contact: https://example.org/mistakes
publisher: P
reviewed: No.
region: uk
regions: {uk: {name: UK, emergency: {say: a}, urgent: {say: b}, crisis: {say: c}}}
`,
		"sources.yaml":     "one:\n  title: One\n  kind: review\n  url: https://two.example/b#part\n",
		"articles/a.md":    front("A", "") + "See [one](https://one.example/a), [two](https://two.example/b#c) and [b](../articles/b.md).\nWrite to [us](mailto:a@example.org).\n",
		"articles/b.md":    front("B", "") + "See [one](https://one.example/a \"with a title\").\n",
		"articles/mute.md": front("C", "silence: [{check: external-link, reason: It asks for a name.}]\n") + "See [it](https://closed.example/).\n",
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	var got []string
	for _, l := range Links(golden.Site(t, files)) {
		line := l.URL
		for _, p := range l.Places {
			line += fmt.Sprintf(" %s:%d:%d", p.Path, p.Pos.Line, p.Pos.Column)
		}
		got = append(got, line)
	}
	want := []string{
		"https://example.org/mistakes site.yaml:4:10",
		"https://one.example/a articles/a.md:5:6 articles/b.md:5:6",
		"https://two.example/b articles/a.md:5:36 sources.yaml:4:8",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
