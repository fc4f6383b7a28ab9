package publish

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nosology/generator/disk"
	"nosology/generator/internal/webserver"
)

// Servers are run as they come from the distribution, on the folder as a build
// writes it, and every file is fetched: what they send is what the model says.
func TestServersSendWhatTheModelSays(t *testing.T) {
	for _, c := range []struct{ host, program, path string }{
		{"nginx", "nginx", ""}, {"caddy", "caddy", ""}, {"apache", "apache2", ""},
		{"nginx", "nginx", "/site"}, {"caddy", "caddy", "/site"}, {"apache", "apache2", "/site"},
	} {
		t.Run(c.host+c.path, func(t *testing.T) {
			s := NewServing(exampleFiles(), exampleRedirects(), Terms{Path: c.path})
			config, err := s.HostFiles(FindHost(c.host))
			if err != nil {
				t.Fatal(err)
			}
			root := publicFolder(t)
			dir := filepath.Join(root, c.path)
			if _, err := Write(dir, append(s.files, config...), Options{Precompress: true}); err != nil {
				t.Fatal(err)
			}
			client := &http.Client{
				Transport:     webserver.Start(t, c.program, root, filepath.Join(c.path, config[0].Path)),
				CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
			}
			for i := range s.files {
				f := &s.files[i]
				want := disk.Read(t, filepath.Join(dir, f.Path))
				r := fetch(t, client, c.path+escapedPath(address(f.Path)), "")
				expectHeaders(t, f.Path, r, http.StatusOK, s.Headers(f))
				if !bytes.Equal(r.body, want) {
					t.Errorf("%s: other bytes came", f.Path)
				}
				expectCompressed(t, client, s, c.host, f, dir)
			}
			r := fetch(t, client, c.path+"/symptoms/nothing/", "")
			expectHeaders(t, "a missing page", r, http.StatusNotFound, s.Headers(s.notFound()))
			r = fetch(t, client, c.path+"/assets/a/nothing.css", "")
			expectHeaders(t, "a missing asset", r, http.StatusNotFound, s.Headers(s.notFound()))
			for from, to := range map[string]string{
				"/old/": "/about/", "/old": "/about/", "/old/?a=b&c=%20d": "/about/?a=b&c=%20d", "/older/page.html": "/symptoms/thirst/",
				"/About/": "/about/", "/About": "/about/", "/caf%C3%A9/": "/about/", "/caf%c3%a9": "/about/", "/two%20words/": "/about/team/",
				"/?p=12": "/search/", "/wiki/index.php?title=Old%20page&x=1": "/about/", "/about": "/about/",
			} {
				if r := fetch(t, client, c.path+from, ""); r.StatusCode != http.StatusMovedPermanently && from != "/about" || location(t, r) != c.path+to {
					t.Errorf("%s: got %s to %q, want %s", from, r.Status, r.Header.Get("Location"), to)
				}
			}
			for _, at := range []string{"/OLD/", "/?p=123", "/?x=1", "/wiki/index.php"} {
				if r := fetch(t, client, c.path+at, ""); r.StatusCode/100 == 3 {
					t.Errorf("%s: got %s to %q", at, r.Status, r.Header.Get("Location"))
				}
			}
			for _, hidden := range []string{"/" + config[0].Path, "/index.html.gz", "/index.html.br"} {
				if r := fetch(t, client, c.path+hidden, ""); r.StatusCode != http.StatusNotFound && r.StatusCode != http.StatusForbidden {
					t.Errorf("%s is served", hidden)
				}
			}
		})
	}
}

// expectCompressed expects that a file's compressed form is sent to who can
// read it, with the headers of the file.
func expectCompressed(t *testing.T, client *http.Client, s *Serving, host string, f *File, dir string) {
	t.Helper()
	coding, suffix := "gzip", ".gz"
	if host != "nginx" {
		coding, suffix = "br", ".br"
	}
	want, err := os.ReadFile(filepath.Join(dir, f.Path+suffix))
	if err != nil || host == "apache" && strings.Contains(f.Path, "#") {
		return // it gains nothing, or Apache would not find it
	}
	r := fetch(t, client, s.path+escapedPath(address(f.Path)), coding)
	expectHeaders(t, f.Path+" compressed", r, http.StatusOK, s.Headers(f))
	if r.Header.Get("Content-Encoding") != coding || !bytes.Equal(r.body, want) {
		t.Errorf("%s: got the encoding %q", f.Path, r.Header.Get("Content-Encoding"))
	}
	if r.Header.Get("Vary") != "Accept-Encoding" {
		t.Errorf("%s: Vary is %q", f.Path, r.Header.Get("Vary"))
	}
}

func expectHeaders(t *testing.T, what string, r response, status int, want []Header) {
	t.Helper()
	if r.StatusCode != status {
		t.Errorf("%s: got %s, want %d", what, r.Status, status)
	}
	for _, h := range want {
		if got := r.Header.Values(h.Name); !slices.Equal(got, []string{h.Value}) {
			t.Errorf("%s: %s is %q, want %q", what, h.Name, got, h.Value)
		}
	}
	if !slices.ContainsFunc(want, func(h Header) bool { return h.Name == "Content-Security-Policy" }) && r.Header.Get("Content-Security-Policy") != "" {
		t.Errorf("%s has a policy, want none", what)
	}
}

// location is where an answer leads, on the same host.
func location(t *testing.T, r response) string {
	t.Helper()
	return strings.TrimPrefix(r.Header.Get("Location"), "http://site.example")
}

// publicFolder is one that servers may read that run as somebody else.
func publicFolder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "public")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "public")
}

type response struct {
	*http.Response
	body []byte
}

func fetch(t *testing.T, client *http.Client, address, coding string) response {
	t.Helper()
	request, err := http.NewRequest("GET", "http://site.example"+address, nil)
	if err != nil {
		t.Fatal(err)
	}
	if coding != "" {
		request.Header.Set("Accept-Encoding", coding)
	}
	r, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response{r, body}
}

// Old addresses lead on as they are written, whatever signs are in them, and those
// that a query tells with a slash before it and without.
func TestServersLeadOnFromOddAddresses(t *testing.T) {
	written := []string{
		`/say-"q"/`, `/say-"q"`, `/it's/`, "/two words/", "/two words.html", "/50%25-off/", "/50%25-off", "/cash-$1/", "/cash-$/", "/a<b>c/",
		"/a[1]/", "/a(1)/", "/a|b/", "/a^b/", "/a`b/", "/a+b/", "/a&b=c/", "/a;b/", "/a,b@c!~/", "/a%3Cb/", "/café/", "/caf%c3%a9.html", "/v1.2/",
		`/page".html`, "/article?id=5", "/articles/?id=5", "/index.php?a[1]=%20&b='c'", `/say-"q"?x=1`, "/two words?x=1", "/cash-$1?to=$2", "/a[1]?id=5", "/café?id=5",
	}
	var redirects []Redirect
	for _, address := range written {
		r, err := ParseAddress(address)
		if err != nil {
			t.Fatal(err)
		}
		if r.To = "/about/"; !slices.Contains(redirects, r) {
			redirects = append(redirects, r)
		}
	}
	for _, c := range []struct{ host, program, path string }{{"nginx", "nginx", ""}, {"caddy", "caddy", "/site"}, {"apache", "apache2", ""}, {"apache", "apache2", "/site"}} {
		t.Run(c.host+c.path, func(t *testing.T) {
			s := NewServing(exampleFiles(), redirects, Terms{Path: c.path})
			config, err := s.HostFiles(FindHost(c.host))
			if err != nil {
				t.Fatal(err)
			}
			root := publicFolder(t)
			if _, err := Write(filepath.Join(root, c.path), append(s.files, config...), Options{}); err != nil {
				t.Fatal(err)
			}
			client := &http.Client{
				Transport:     webserver.Start(t, c.program, root, filepath.Join(c.path, config[0].Path)),
				CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
			}
			for _, address := range append(written, "/article/?id=5", "/articles?id=5", `/say-"q"/?x=1`, "/caf%C3%A9?id=5") {
				if r := fetch(t, client, c.path+address, ""); r.StatusCode != http.StatusMovedPermanently || strings.TrimRight(location(t, r), "?") != c.path+"/about/" {
					t.Errorf("%s: got %s to %q", address, r.Status, r.Header.Get("Location"))
				}
			}
			for _, address := range []string{"/article?id=50", "/article?id=", "/article", "/articleX?id=5", "/", "/about/"} {
				if r := fetch(t, client, c.path+address, ""); strings.HasPrefix(location(t, r), c.path+"/about/") {
					t.Errorf("%s: got %s to %q", address, r.Status, r.Header.Get("Location"))
				}
			}
		})
	}
}

// Old addresses by the ten thousand are loaded as quickly as few.
func TestServersTakeManyOldAddresses(t *testing.T) {
	var many []Redirect
	for i := range 20_000 {
		many = append(many, Redirect{From: fmt.Sprintf("/%x/old-%d/", i*7919%65536, i), To: fmt.Sprintf("/new-%d/", i)})
	}
	s := NewServing([]File{{Path: "index.html", Render: func(io.Writer) error { return nil }}}, many, Terms{})
	for _, c := range []struct{ host, program string }{{"nginx", "nginx"}, {"caddy", "caddy"}} {
		t.Run(c.host, func(t *testing.T) {
			config, err := s.HostFiles(FindHost(c.host))
			if err != nil {
				t.Fatal(err)
			}
			dir := publicFolder(t)
			if _, err := Write(dir, append(s.files[:1:1], config...), Options{}); err != nil {
				t.Fatal(err)
			}
			client := &http.Client{
				Transport:     webserver.Start(t, c.program, dir, config[0].Path),
				CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
			}
			for _, i := range []int{0, 7, 19_999} {
				if r := fetch(t, client, many[i].From, ""); location(t, r) != many[i].To {
					t.Errorf("%s: got %s to %q", many[i].From, r.Status, r.Header.Get("Location"))
				}
			}
		})
	}
}
