// Package shipped holds the site that comes with the generator against what
// its readers and its editors are promised.
package shipped

import (
	"bytes"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"nosology/generator"
	"nosology/generator/publish"
)

// finished is the shipped site with the bytes of its files.
type finished struct {
	*generator.Site
	files map[string][]byte // by path
	pages []*page           // in the order of the site
}

// page is a finished page.
type page struct {
	*publish.File
	address string
	data    []byte
	root    *html.Node
}

// options are those of all tests but where a test says otherwise.
func options() generator.Options {
	return generator.Options{
		Content: os.DirFS("../../../content"), Name: "content",
		AsOf: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), Host: publish.FindHost("netlify"),
	}
}

// checked checks and renders the site once for all tests.
var checked = sync.OnceValues(func() (*finished, error) {
	site, err := generator.Check(options())
	if err != nil {
		return nil, err
	}
	f := &finished{Site: site, files: map[string][]byte{}}
	for i := range site.Files {
		file := &site.Files[i]
		var b bytes.Buffer
		if err := file.Render(&b); err != nil {
			return nil, err
		}
		f.files[file.Path] = b.Bytes()
		if file.Kind != publish.PageFile {
			continue
		}
		root, err := html.Parse(bytes.NewReader(b.Bytes()))
		if err != nil {
			return nil, err
		}
		f.pages = append(f.pages, &page{file, "/" + strings.TrimSuffix(file.Path, "index.html"), b.Bytes(), root})
	}
	return f, nil
})

func shipped(t *testing.T) *finished {
	t.Helper()
	f, err := checked()
	if err != nil {
		t.Fatal(err)
	}
	if len(f.pages) == 0 {
		t.Fatalf("there are no pages: %v", f.Diagnostics)
	}
	return f
}

// elements returns a page's elements of a name, in their order.
func (p *page) elements(name string) (found []*html.Node) {
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode && n.Data == name {
			found = append(found, n)
		}
	}
	return found
}

// attribute returns an attribute of an element, empty if it has none.
func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
