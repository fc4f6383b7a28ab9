//go:build browser

package browser

import (
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// After one visit the checker gives a result with no network at all, and the
// warning signs are there. A page that nobody asked to keep is not.
func TestOfflineAfterOneVisit(t *testing.T) {
	site := buildSite(t)
	h := site.serve(t)
	p := open(t, h, phone())
	p.installed()
	p.quiet()
	h.CloseClientConnections()
	h.Close()

	p.do(chromedp.Navigate(h.URL+"/checker/"), chromedp.WaitReady(chromedp.CSS("#checker")))
	p.start()
	base := site.site.Rules
	first := firstOptions(base)
	for range 40 {
		if p.screen() != "question" {
			break
		}
		n := p.question()
		p.answer(boxes(base, first, n, calm(&base.Questions[n])))
		p.until("checker.dataset.screen !== 'question' || Number(document.querySelector('.is-current').id.slice(2)) !== " + strconv.Itoa(n))
	}
	if screen := p.screen(); screen == "question" || screen == "start" || screen == "" {
		t.Fatalf("without a network the checker ends on the screen %q", screen)
	}

	p.do(chromedp.Navigate(h.URL+"/warning-signs/"), chromedp.WaitReady(chromedp.CSS("main")))
	if title := eval[string](p, "document.querySelector('h1').textContent"); title != "Warning signs" {
		t.Errorf("the page of warning signs is %q", title)
	}
	p.do(chromedp.Navigate(h.URL+"/causes/caffeine/"), chromedp.WaitReady(chromedp.CSS("main")))
	if text := eval[string](p, "document.querySelector('main').textContent"); !strings.Contains(text, "no connection") {
		t.Errorf("in place of a page that is not kept stands %.200q", text)
	}
}

// installed waits for the service worker.
func (p *tab) installed() {
	p.t.Helper()
	await[bool](p, "navigator.serviceWorker.ready.then(() => true)")
}

// A reader who asks for it has every page without a network, with what the
// page loads, and can have them removed again.
func TestKeepAndRemoveAllPages(t *testing.T) {
	t.Parallel()
	site := buildSite(t)
	h := site.serve(t)
	p := open(t, h)
	p.installed()
	p.keepAll(h)
	if kept := eval[string](p, "document.getElementById('kept').textContent"); !strings.HasPrefix(kept, strconv.Itoa(len(site.site.Pages)/100)) {
		t.Errorf("of %d pages, it says that %q", len(site.site.Pages), kept)
	}
	p.quiet()
	h.CloseClientConnections()
	h.Close()
	p.do(chromedp.Navigate(h.URL+"/causes/caffeine/"), chromedp.WaitReady(chromedp.CSS("main")))
	if heading := eval[string](p, "document.querySelector('h1').textContent"); !strings.Contains(heading, "caffeine") {
		t.Errorf("a page that was kept is shown as %q", heading)
	}
	p.do(chromedp.Navigate(h.URL+"/symptoms/"), chromedp.WaitReady(chromedp.CSS(".filter.is-ready")))
	p.do(chromedp.SendKeys(chromedp.CSS("#filter"), "eyelid twich"))
	p.until("document.getElementById('filter-count').textContent.includes('entr')")
	p.do(chromedp.Navigate(h.URL+"/nose-twitching/"), chromedp.WaitReady(chromedp.CSS("figure img")))
	eval[any](p, "document.querySelector('figure img').scrollIntoView(); 0")
	p.until("document.querySelector('figure img').naturalWidth > 0")
	p.do(chromedp.Navigate(h.URL + "/offline/"))
	p.until("document.getElementById('drop') && !document.getElementById('drop').hidden")
	p.click("#drop")
	p.until("document.getElementById('drop').hidden")
	p.do(chromedp.Navigate(h.URL+"/causes/caffeine/"), chromedp.WaitReady(chromedp.CSS("main")))
	if text := eval[string](p, "document.querySelector('main').textContent"); !strings.Contains(text, "no connection") {
		t.Error("a page that was removed is still there")
	}
}

// keepAll asks on the page for it that all pages be kept.
func (p *tab) keepAll(h *host) {
	p.t.Helper()
	p.do(chromedp.Navigate(h.URL + "/offline/"))
	p.until("document.getElementById('keep') && !document.getElementById('keep').hidden")
	p.click("#keep")
	p.until("/^[1-9]/.test(document.getElementById('kept').textContent) && !document.getElementById('drop').hidden")
}
