//go:build browser

package browser

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"nosology/generator"
	"nosology/generator/disk"
	"nosology/generator/publish"
)

// plainHost serves a folder under a path as hosts do that read nothing: with no
// header of ours, and the page of missing pages for what is not there.
func plainHost(t *testing.T, path, dir string) *host {
	t.Helper()
	files := http.StripPrefix(path, http.FileServer(http.Dir(dir)))
	h := &host{}
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		below, isOurs := strings.CutPrefix(r.URL.Path, path+"/")
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(below))); isOurs && err == nil {
			files.ServeHTTP(w, r)
			return
		}
		h.mu.Lock()
		h.asked = append(h.asked, r.URL.Path)
		h.mu.Unlock()
		page, err := os.ReadFile(filepath.Join(dir, "404.html"))
		if err != nil {
			t.Error(err)
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		w.Write(page)
	}))
	h.URL += path
	t.Cleanup(h.Close)
	return h
}

// The whole site works below a path, on a host that sends no header of ours:
// links, checker, search, missing pages, old addresses, and pages without a
// network.
func TestTheSiteUnderAPathOnAPlainHost(t *testing.T) {
	t.Parallel()
	const path = "/some/site"
	content := t.TempDir()
	if err := os.CopyFS(content, os.DirFS("../../../content")); err != nil {
		t.Fatal(err)
	}
	about := filepath.Join(content, "pages", "about.md")
	text := disk.Read(t, about)
	disk.Write(t, about, strings.Replace(string(text), "\nsummary:", "\naliases: [/who%20we are/]\nsummary:", 1))
	dir := filepath.Join(t.TempDir(), "public")
	_, _, err := generator.Build(dir, generator.Options{
		Content: os.DirFS(content), Name: "content", Host: publish.FindHost("static"),
		BaseURL: "https://example.org" + path, AsOf: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC),
	}, publish.Options{})
	if err != nil {
		t.Fatal(err)
	}
	h := plainHost(t, path, dir)

	p := open(t, h, phone())
	p.installed()
	p.start()
	p.finish("16 to 39")
	p.heads("Care for it at home")
	eval[any](p, "navigator.share = async (page) => { window.shared = page.url }; document.querySelector('[data-do=share]').click()")
	if shared := eval[string](p, "window.shared"); shared != h.URL+"/checker/" {
		t.Errorf("what is shared is %q", shared)
	}
	if scope := await[string](p, "navigator.serviceWorker.ready.then((r) => r.scope)"); scope != h.URL+"/" {
		t.Errorf("the worker stands for %s", scope)
	}

	p.do(chromedp.Navigate(h.URL+"/search/"), chromedp.WaitReady(chromedp.CSS("#search")))
	found := p.ask("magnesum")
	if at := indexOf(found, path+"/causes/low-magnesium/"); at < 0 {
		t.Fatalf("the search finds %q", found)
	}
	p.click(`#search-results a[href$="/low-magnesium/"]`)
	p.until("location.pathname === '" + path + "/causes/low-magnesium/' && document.querySelector('h1')")

	p.do(chromedp.Navigate(h.URL+"/who%20we%20are/"), chromedp.WaitReady(chromedp.CSS("#main")))
	if at := eval[string](p, "location.pathname"); at != path+"/about/" {
		t.Errorf("an old address leads to %s", at)
	}
	for _, address := range p.sent() {
		if !strings.HasPrefix(address, h.URL+"/") {
			t.Errorf("asked for outside of the path: %s", address)
		}
	}
	if lost := h.log(); len(lost) > 0 {
		t.Errorf("asked for and not there: %q", lost)
	}

	p.do(chromedp.Navigate(h.URL+"/nothing/here/"), chromedp.WaitReady(chromedp.CSS("#main")))
	if styled := eval[bool](p, "getComputedStyle(document.querySelector('.skip')).position === 'absolute' && document.querySelector('header a').pathname === '"+path+"/'"); !styled {
		t.Error("the page of missing pages has no style, or leads out of the site")
	}

	h.CloseClientConnections()
	h.Close()
	p.do(chromedp.Navigate(h.URL+"/checker/"), chromedp.WaitReady(chromedp.CSS("#checker")))
	p.start()
	p.finish("16 to 39")
	p.heads("Care for it at home")
	p.do(chromedp.Navigate(h.URL+"/warning-signs/"), chromedp.WaitReady(chromedp.CSS("main")))
	if title := eval[string](p, "document.querySelector('h1').textContent"); title != "Warning signs" {
		t.Errorf("without a network the page of warning signs is %q", title)
	}
}
