package publish

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"nosology/generator/internal/webserver"
)

// Servers are run as they come from the distribution, on the folder as a build
// writes it, and every file is fetched: what they send is what the model says.
func TestServersSendWhatTheModelSays(t *testing.T) {
	for _, host := range []Host{Nginx, Caddy} {
		t.Run(string(host), func(t *testing.T) {
			s := exampleServing()
			config, err := s.HostFiles(host)
			if err != nil {
				t.Fatal(err)
			}
			dir := filepath.Join(t.TempDir(), "public")
			if _, err := Write(dir, append(s.files, config...), Options{Precompress: true}); err != nil {
				t.Fatal(err)
			}
			client := &http.Client{
				Transport:     webserver.Start(t, string(host), dir, config[0].Path),
				CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
			}
			for i := range s.files {
				f := &s.files[i]
				want, err := os.ReadFile(filepath.Join(dir, f.Path))
				if err != nil {
					t.Fatal(err)
				}
				r := fetch(t, client, address(f.Path), "")
				expectHeaders(t, f.Path, r, http.StatusOK, s.Headers(f))
				if !bytes.Equal(r.body, want) {
					t.Errorf("%s: other bytes came", f.Path)
				}
				expectCompressed(t, client, s, host, f, dir)
			}
			r := fetch(t, client, "/symptoms/nothing/", "")
			expectHeaders(t, "a missing page", r, http.StatusNotFound, s.Headers(s.notFound()))
			r = fetch(t, client, "/assets/nothing.css", "")
			expectHeaders(t, "a missing asset", r, http.StatusNotFound, s.Headers(s.notFound()))
			for from, to := range map[string]string{"/old/": "/about/", "/old": "/about/", "/older/page.html": "/symptoms/thirst/"} {
				if r := fetch(t, client, from, ""); r.StatusCode != http.StatusMovedPermanently || r.Header.Get("Location") != to {
					t.Errorf("%s: got %s to %q, want %s", from, r.Status, r.Header.Get("Location"), to)
				}
			}
			if r := fetch(t, client, "/about", ""); r.StatusCode/100 != 3 || r.Header.Get("Location") != "/about/" {
				t.Errorf("a page without its slash: got %s to %q", r.Status, r.Header.Get("Location"))
			}
			for _, hidden := range []string{"/" + config[0].Path, "/index.html.gz", "/index.html.br"} {
				if r := fetch(t, client, hidden, ""); r.StatusCode != http.StatusNotFound {
					t.Errorf("%s is served", hidden)
				}
			}
		})
	}
}

// expectCompressed expects that a file's compressed form is sent to who can
// read it, with the headers of the file.
func expectCompressed(t *testing.T, client *http.Client, s *Serving, host Host, f *File, dir string) {
	t.Helper()
	coding, suffix := "gzip", ".gz"
	if host == Caddy {
		coding, suffix = "br", ".br"
	}
	want, err := os.ReadFile(filepath.Join(dir, f.Path+suffix))
	if err != nil {
		return // it gains nothing
	}
	r := fetch(t, client, address(f.Path), coding)
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
