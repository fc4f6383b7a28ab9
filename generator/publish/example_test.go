package publish_test

import (
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"

	"nosology/generator/publish"
)

// page is a file that holds a text.
func page(path, text string) publish.File {
	return publish.File{Path: path, Render: func(w io.Writer) error { _, err := io.WriteString(w, text); return err }}
}

// A build names every file of the new site; what the target held beside them
// is gone afterwards, and the report says what a reader will find changed.
func ExampleWrite() {
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	public := filepath.Join(dir, "public")
	for _, files := range [][]publish.File{
		{page("index.html", "Hello"), page("old/index.html", "Old")},
		{page("index.html", "Hello again"), page("new/index.html", "New")},
	} {
		r, err := publish.Write(public, files, publish.Options{})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(r.Pages, "pages; added", r.Added, "changed", r.Changed, "removed", r.Removed)
	}
	// Output:
	// 2 pages; added [index.html old/index.html] changed [] removed []
	// 2 pages; added [new/index.html] changed [index.html] removed [old/index.html]
}

// A page may do what it says that it needs, and nothing else.
func ExampleServing_Policy() {
	search := publish.File{Path: "search/index.html", Needs: publish.Needs{Script: true, Connect: true}}
	fmt.Println(publish.NewServing([]publish.File{search}, nil, publish.Terms{}).Policy(&search))
	// Output:
	// default-src 'none'; base-uri 'none'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; img-src 'self' data:; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'
}

// What a host reads follows from the files and the old addresses.
func ExampleServing_HostFiles() {
	moved, err := publish.ParseAddress("/old")
	if err != nil {
		log.Fatal(err)
	}
	moved.To = "/new/"
	s := publish.NewServing([]publish.File{page("new/index.html", "New")}, []publish.Redirect{moved}, publish.Terms{})
	files, err := s.HostFiles(publish.FindHost("cloudflare"))
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range files {
		if f.Path == "_redirects" {
			if err := f.Render(os.Stdout); err != nil {
				log.Fatal(err)
			}
		}
	}
	// Output:
	// /old/ /new/ 301
	// /old /new/ 301
}
