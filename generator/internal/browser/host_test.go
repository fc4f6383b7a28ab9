//go:build browser

// Package browser tests the published checker where readers meet it: in
// Chromium, from a server that sends the headers of the real site.
package browser

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"strings"
	"sync"
	"testing"
	"time"

	"nosology/generator"
	"nosology/generator/diag"
	"nosology/generator/publish"
)

// published are the files of the site that ships, as a host would serve them.
type published struct {
	site    *generator.Site
	files   map[string]*publish.File // by address
	serving *publish.Serving
}

// build makes the site from the content folder, once for all tests.
var build = sync.OnceValues(func() (*published, error) {
	return prepare(generator.Options{
		Content: os.DirFS("../../../content"), Name: "content", AsOf: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC),
	})
})

func prepare(opt generator.Options) (*published, error) {
	site, err := generator.Prepare(opt)
	if err != nil {
		return nil, err
	}
	p := &published{site, map[string]*publish.File{}, publish.NewServing(site.Files, nil, publish.Terms{})}
	for i := range site.Files {
		f := &site.Files[i]
		p.files["/"+strings.TrimSuffix(f.Path, "index.html")] = f
	}
	return p, nil
}

func buildSite(t *testing.T) *published {
	t.Helper()
	p, err := build()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range p.site.Diagnostics {
		if d.Severity == diag.Error {
			t.Fatalf("the content has errors: %v", d)
		}
	}
	return p
}

func (p *published) render(t *testing.T, f *publish.File) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.Render(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// find returns the file of the site whose name ends so.
func (p *published) find(t *testing.T, suffix string) *publish.File {
	t.Helper()
	for _, f := range p.files {
		if strings.HasSuffix(f.Path, suffix) {
			return f
		}
	}
	t.Fatalf("no file ends in %s", suffix)
	return nil
}

// host serves a published site and remembers what it was asked for.
type host struct {
	*httptest.Server
	policy func(string) string // what the host makes of a Content-Security-Policy; may be nil
	mu     sync.Mutex
	asked  []string
}

// change is what a test does to a file on its way: it returns the bytes to
// send, nil for "not found".
type change func(address string, data []byte) []byte

// serve starts a host.
func (p *published) serve(t *testing.T, changes ...change) *host {
	t.Helper()
	h := &host{}
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.mu.Lock()
		h.asked = append(h.asked, r.URL.Path)
		h.mu.Unlock()
		f := p.files[r.URL.Path]
		if f == nil {
			http.NotFound(w, r)
			return
		}
		data := p.render(t, f)
		for _, change := range changes {
			if data = change(r.URL.Path, data); data == nil {
				http.NotFound(w, r)
				return
			}
		}
		for _, header := range p.serving.Headers(f) {
			if h.policy != nil && header.Name == "Content-Security-Policy" {
				header.Value = h.policy(header.Value)
			}
			w.Header().Set(header.Name, header.Value)
		}
		w.Write(data)
	}))
	t.Cleanup(h.Close)
	return h
}

// log returns what was asked for since it was last called.
func (h *host) log() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	asked := h.asked
	h.asked = nil
	return asked
}

// send makes a change of the files with some extension: they hold something
// else, or are missing if that is nil.
func send(extension string, data []byte) change {
	return func(address string, was []byte) []byte {
		if path.Ext(address) == extension {
			return data
		}
		return was
	}
}
