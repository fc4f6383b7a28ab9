//go:build unix

package generator_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"nosology/generator"
	"nosology/generator/diag"
	"nosology/generator/disk"
	"nosology/generator/input"
)

// TestNoSourceHangs puts a pipe, a link out of the folder, a folder and a link
// that leads nowhere in the place of each file that a site is made from. Each
// is told with its place, and nothing waits for it.
func TestNoSourceHangs(t *testing.T) {
	const site = `title: Colds
base-url: https://example.org
language: en-GB
contact: mailto:someone@example.org
publisher: Somebody
reviewed: Nobody has signed this.
region: uk
regions:
  uk: {name: UK, emergency: {say: "999", dial: "999"}, urgent: {say: "111", dial: "111"}, crisis: {say: "116 123", dial: "116123"}}
`
	plain := map[string]string{
		"content/site.yaml":         site,
		"content/articles/tea.md":   "---\ntitle: Tea\nsummary: Warm.\n---\n![Tea](../images/.tea.svg)\n",
		"content/words/en.yaml":     "page: {skip: Down}\n",
		"content/images/.tea.svg":   `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>`,
		"content/pages/index.md":    "---\ntitle: Home\nsummary: All of it.\nshows: home\n---\n",
		"layouts/article.html":      `{{define "main"}}{{body .}}{{end}}`,
		"layouts/partials/foo.html": `{{define "foo"}}{{end}}`,
		"content/static/our.css":    "a{color:red}",
		"static/own.css":            "a{color:red}",
		"static/all.css/one.css":    "a{color:red}",
		"static/root/robots.txt":    "no",
	}
	place := map[string]func(string) error{
		"pipe":    func(p string) error { return syscall.Mkfifo(p, 0o644) },
		"outward": func(p string) error { return os.Symlink("/dev/zero", p) },
		"folder":  func(p string) error { return os.Mkdir(p, 0o755) },
	}
	for _, bad := range []string{
		"content/site.yaml", "content/checker.yaml", "content/sources.yaml", "content/vignettes.yaml", "content/articles/tea.md", "content/words/en.yaml",
		"content/images/.tea.svg", "content/static/our.css", "layouts/article.html", "layouts/partials/foo.html", "static/own.css", "static/all.css/one.css", "static/root/robots.txt",
	} {
		for what, put := range place {
			if what == "folder" && (strings.Contains(bad, "static/") || strings.HasSuffix(bad, ".md")) {
				continue // is one of their folders
			}
			t.Run(what+" "+bad, func(t *testing.T) {
				dir := t.TempDir()
				for name, text := range plain {
					if name != bad {
						disk.Write(t, filepath.Join(dir, name), text)
					}
				}
				if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(bad)), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := put(filepath.Join(dir, bad)); err != nil {
					t.Fatal(err)
				}
				tellsOf(t, dir, bad)
			})
		}
	}
}

func tellsOf(t *testing.T, dir, bad string) {
	t.Helper()
	opt := generator.Options{Name: "content", LayoutsName: "layouts", StaticName: "static", AsOf: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)}
	var err error
	if opt.Content, err = input.Open(filepath.Join(dir, "content")); err != nil {
		t.Fatal(err)
	}
	if opt.Layouts, err = input.Open(filepath.Join(dir, "layouts")); err != nil {
		t.Fatal(err)
	}
	if opt.Static, err = input.Open(filepath.Join(dir, "static")); err != nil {
		t.Fatal(err)
	}
	s, err := generator.Prepare(opt)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range s.Diagnostics {
		if d.Severity == diag.Error && (d.File == bad || strings.Contains(d.Message, "images/.tea.svg") && strings.HasSuffix(bad, ".tea.svg")) {
			return
		}
	}
	t.Errorf("%s is not told of: %v", bad, s.Diagnostics)
}
