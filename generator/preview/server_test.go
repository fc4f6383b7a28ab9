package preview

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"nosology/generator"
	"nosology/generator/internal/corpus"
)

func TestServerRefuses(t *testing.T) {
	server, err := New(optionsOf(corpus.NewFolder(t.TempDir(), 2)))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		method, host, path string
		want               int
	}{
		{"GET", "localhost:4711", "/", 200},
		{"HEAD", "127.0.0.1:4711", "/", 200},
		{"GET", "[::1]:4711", "/", 200},
		{"GET", "rebound.example", "/", http.StatusMisdirectedRequest},
		{"GET", "rebound.example", "/_preview/news", http.StatusMisdirectedRequest},
		{"POST", "localhost", "/", http.StatusMethodNotAllowed},
		{"GET", "localhost", "/../site.yaml", 404},
		{"GET", "localhost", "/site.yaml", 404},
		{"GET", "localhost", "/_headers", 404},
		{"GET", "localhost", "/_preview/../assets", 404},
		{"GET", "localhost", "/nowhere/", 404},
	} {
		r := httptest.NewRequest(c.method, "http://localhost/", nil)
		r.URL.Path, r.Host = c.path, c.host
		w := httptest.NewRecorder()
		server.ServeHTTP(w, r)
		if w.Code != c.want {
			t.Errorf("%s %s of %s: %d, want %d", c.method, c.path, c.host, w.Code, c.want)
		}
		if c.method == "HEAD" && w.Body.Len() > 0 {
			t.Error("HEAD has a body")
		}
	}
}

func TestListenTakesTheNextPort(t *testing.T) {
	first, err := Listen("127.0.0.1", 0)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	taken := first.Addr().(*net.TCPAddr).Port
	second, err := Listen("127.0.0.1", taken)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if got := second.Addr().(*net.TCPAddr).Port; got <= taken {
		t.Errorf("port %d is taken, and %d was opened", taken, got)
	}
}

// A mistake is told with its place and leaves the last good page; mending it
// clears the mistake.
func TestMistakeAndMending(t *testing.T) {
	f := corpus.NewFolder(t.TempDir(), 2)
	server, err := New(optionsOf(f))
	if err != nil {
		t.Fatal(err)
	}
	l, err := Listen("127.0.0.1", 0)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(ctx, l) }()
	address := "http://" + l.Addr().String()
	news := listen(t, address)

	page := "causes/page-1.md"
	good := read(t, address+"/causes/page-1/")
	f.Wrong = page
	server.Update(generator.Change{Content: f.Save()})
	e := <-news
	if e.Reload || len(e.Errors) != 1 || !strings.HasPrefix(e.Errors[0].Where, "content/"+page+":") || e.Errors[0].Source != "colour: blue" {
		t.Errorf("the mistake is told as %+v", e)
	}
	if read(t, address+"/causes/page-1/") != good {
		t.Error("the last good page is gone")
	}
	f.Wrong = ""
	server.Update(generator.Change{Content: f.Save()})
	if e := <-news; len(e.Errors) > 0 {
		t.Errorf("after mending: %+v", e)
	}
	f.Retitle(page, "Quite another title")
	server.Update(generator.Change{Content: f.Save()})
	if e := <-news; !e.Reload {
		t.Errorf("after an edit: %+v", e)
	}
	if !strings.Contains(read(t, address+"/causes/page-1/"), "Quite another title") {
		t.Error("the edit does not show")
	}
	stop()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(5 * time.Second):
		t.Error("the server does not stop while a browser listens")
	}
}

func read(t *testing.T, url string) string {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// listen returns the events that a browser would get.
func listen(t *testing.T, address string) <-chan event {
	response, err := http.Get(address + own + "news")
	if err != nil {
		t.Fatal(err)
	}
	events := make(chan event, 10)
	go func() {
		defer response.Body.Close()
		lines := bufio.NewScanner(response.Body)
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok && strings.HasPrefix(data, "{") {
				var e event
				json.Unmarshal([]byte(data), &e)
				events <- e
			}
		}
	}()
	return events
}

// Who listens on every address may be called by any number, and by no name: a
// page elsewhere could point a name of its own at this machine.
func TestNoNameButOursIsWelcome(t *testing.T) {
	for listens, test := range map[string]struct{ welcome, refused []string }{
		"0.0.0.0:80":      {[]string{"192.168.1.2", "localhost", "[::1]:80"}, []string{"evil.example", "", "localhost.evil.example", "127.0.0.1.evil.example:80"}},
		"127.0.0.1:80":    {[]string{"127.0.0.1:80", "LOCALHOST"}, []string{"192.168.1.2", "evil.example", "10.0.0.1:80"}},
		"192.168.1.2:80":  {[]string{"192.168.1.2:80"}, []string{"192.168.1.3:80", "evil.example:80"}},
		"[2001:db8::1]:8": {[]string{"[2001:db8::1]:8"}, []string{"[2001:db8::2]:8"}},
	} {
		var h hosts
		address, err := net.ResolveTCPAddr("tcp", listens)
		if err != nil {
			t.Fatal(err)
		}
		h.know(address)
		for _, host := range test.welcome {
			if !h.welcome(host) {
				t.Errorf("%s: %q is refused", listens, host)
			}
		}
		for _, host := range test.refused {
			if h.welcome(host) {
				t.Errorf("%s: %q is welcome", listens, host)
			}
		}
	}
}
