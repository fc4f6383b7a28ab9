//go:build browser

package browser

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"nosology/generator"
	"nosology/generator/disk"
	"nosology/generator/preview"
)

// desk is a preview of a site that a test edits.
type desk struct {
	t       *testing.T
	dir     string
	address string
}

// openDesk previews the small site of init, with a folder of static files that
// take the place of ours, and watches both as the command does.
func openDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, dir: t.TempDir()}
	if err := os.CopyFS(filepath.Join(d.dir, "content"), os.DirFS("../../../cmd/nosology/starter/content")); err != nil {
		t.Fatal(err)
	}
	d.save("static/css/site.css", d.read("../../../static/css/site.css"))
	d.save("static/favicon.svg", `<svg xmlns="http://www.w3.org/2000/svg"/>`) // or the browser asks in vain
	folders := preview.Folders{Content: filepath.Join(d.dir, "content"), Static: filepath.Join(d.dir, "static")}
	server, err := preview.New(generator.Options{
		Content: os.DirFS(folders.Content), Name: "content", Static: os.DirFS(folders.Static), AsOf: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC),
	})
	if err != nil {
		t.Fatal(err)
	}
	l, err := preview.Listen("127.0.0.1", 0)
	if err != nil {
		t.Fatal(err)
	}
	d.address = "http://" + l.Addr().String()
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 2)
	go func() { ended <- server.Serve(ctx, l) }()
	go func() {
		ended <- preview.Watch(ctx, folders, folders.Look(), 0, func(c generator.Change) {
			if err := server.Update(c); err != nil {
				t.Error(err)
			}
		})
	}()
	t.Cleanup(func() {
		stop()
		for range 2 {
			if err := <-ended; err != nil {
				t.Error(err)
			}
		}
	})
	return d
}

func (d *desk) read(name string) string {
	d.t.Helper()
	return string(disk.Read(d.t, name))
}

// save writes a file as many editors do: beside it, then in its place.
func (d *desk) save(name, text string) {
	d.t.Helper()
	file := filepath.Join(d.dir, name)
	disk.Write(d.t, file+"~", text)
	if err := os.Rename(file+"~", file); err != nil {
		d.t.Fatal(err)
	}
}

// look opens a page of the preview in a tab of its own.
func (d *desk) look(page string) *tab {
	d.t.Helper()
	p := blank(d.t, chromedp.EmulateViewport(800, 400), chromedp.Navigate(d.address+page), chromedp.WaitReady(chromedp.CSS("#preview-bar")))
	time.Sleep(300 * time.Millisecond) // until the stream of news is open, which nothing shows
	return p
}

const (
	deskPage = "content/causes/acid-reflux.md"
	overlaid = "!document.querySelector('#preview-overlay').hidden"
)

// An edit shows without a touch, where the editor was looking; a mistake shows
// over the last good page, in the terminal's words; mending it takes it away.
func TestPreviewFollows(t *testing.T) {
	d := openDesk(t)
	p := d.look("/causes/acid-reflux/")
	good := d.read(filepath.Join(d.dir, deskPage))
	if at := eval[int](p, "scrollTo(0, 250), Math.round(scrollY)"); at != 250 {
		t.Fatalf("the page scrolls to %d", at)
	}
	d.save(deskPage, good+"\nOne more sentence, just now.\n")
	p.until("document.body.textContent.includes('just now')")
	p.until("Math.round(scrollY) === 250")

	d.save(deskPage, strings.Replace(good, "\n", "\ncolour: red\n", 1))
	p.until(overlaid)
	said := eval[string](p, "document.querySelector('#preview-overlay').textContent")
	for _, want := range []string{"content/causes/acid-reflux.md:2:1", `unknown key "colour"`, "colour: red\n^"} {
		if !strings.Contains(said, want) {
			t.Errorf("the overlay lacks %q: %s", want, said)
		}
	}
	if !eval[bool](p, "document.body.textContent.includes('just now')") {
		t.Error("the last good page is gone")
	}
	d.save(deskPage, good)
	p.until("!document.body.textContent.includes('just now') && document.querySelector('#preview-overlay')?.hidden")
	p.until("Math.round(scrollY) === 250")
	p.quiet()
}

// A change of a style sheet shows without the page being loaded anew.
func TestPreviewSwapsStyles(t *testing.T) {
	d := openDesk(t)
	p := d.look("/causes/acid-reflux/")
	eval[bool](p, "window.untouched = true")
	d.save("static/css/site.css", d.read(filepath.Join(d.dir, "static/css/site.css"))+"\nbody { outline: 7px solid rgb(1, 2, 3) }\n")
	p.until("getComputedStyle(document.body).outlineWidth === '7px'")
	if !eval[bool](p, "window.untouched === true") {
		t.Error("the page was loaded anew")
	}
	p.quiet()
}
