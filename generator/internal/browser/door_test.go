//go:build browser

package browser

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// The home page is a front door: on a small phone as on a desk, what it is, the
// way to the check, the search and the signs of an emergency are there before
// anybody scrolls.
func TestHomeIsAFrontDoor(t *testing.T) {
	h := buildSite(t).serve(t)
	inEachFont(t, func(t *testing.T) {
		for _, window := range [][2]int64{{360, 740}, {1440, 900}} {
			p := blank(t, chromedp.EmulateViewport(window[0], window[1]))
			p.visit(h, "/")
			for _, part := range []string{".band", ".lead", ".button", ".find"} {
				if bottom := eval[float64](p, `document.querySelector("`+part+`").getBoundingClientRect().bottom`); bottom > float64(window[1]) {
					t.Errorf("%s ends at %.0f px of %d", part, bottom, window[1])
				}
			}
		}
	})
}

// The pages that hold all of something are short as they are first shown, and
// hold it all the same.
func TestLongPagesAreShort(t *testing.T) {
	h := buildSite(t).serve(t)
	inEachFont(t, func(t *testing.T) {
		p := blank(t, chromedp.EmulateViewport(390, 844))
		for address, most := range map[string]float64{"/": 4, "/warning-signs/": 12, "/symptoms/": 12} {
			p.visit(h, address)
			screens := eval[float64](p, `document.documentElement.scrollHeight / innerHeight`)
			t.Logf("%s takes %.2f screens of a phone", address, screens)
			if screens > most {
				t.Errorf("%s takes %.2f screens of a phone, and may take %.0f", address, screens, most)
			}
		}
	})
}

// Whoever opens the page of a cause sees on the first screen of a phone that it
// can be an emergency: its card, or the chip that leads there.
func TestEmergenciesAreInSight(t *testing.T) {
	const most = 700
	site := buildSite(t)
	h := site.serve(t)
	inEachFont(t, func(t *testing.T) {
		p := blank(t, chromedp.EmulateViewport(390, 844))
		for _, cause := range site.site.Causes {
			p.visit(h, cause.Address)
			top := eval[float64](p, `document.querySelector(".care--emergency")
				? Math.min(...[...document.querySelectorAll(".care--emergency, .help .level--emergency, .help .band")].map(e => e.getBoundingClientRect().top)) : 0`)
			if top > most {
				t.Errorf("%s: the emergency begins at %.0f px", cause.Address, top)
			}
		}
	})
}

// The map leads where its list does: by a tap, by the keyboard and by ear.
func TestMapLeadsToPages(t *testing.T) {
	h := buildSite(t).serve(t)
	p := blank(t, chromedp.EmulateViewport(390, 844))
	p.visit(h, "/")
	if unlisted := eval[[]string](p, `[...document.querySelectorAll(".map svg a")].map(a => a.getAttribute("href"))
		.filter(to => !document.querySelector('.map li a[href="' + to + '"]'))`); len(unlisted) > 0 {
		t.Errorf("only the drawing leads to %q", unlisted)
	}
	p.do(chromedp.Click(chromedp.CSS(".map [data-part=nose] path:last-of-type")))
	p.until(`location.pathname === "/symptoms/nose-twitch/"`)
}
