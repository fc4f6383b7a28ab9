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
			for _, part := range []string{".care--emergency", ".lead", ".button", ".find"} {
				if bottom := eval[float64](p, `document.querySelector("`+part+`").getBoundingClientRect().bottom`); bottom > float64(window[1]) {
					t.Errorf("%s ends at %.0f px of %d", part, bottom, window[1])
				}
			}
		}
	})
}

// gate is what of the checker's first screen is not in sight before anybody scrolls, or not in its order: the signs of
// an emergency, every one, then the way in. It says how many signs there are.
const gate = `(() => {
	const faults = [], box = (e) => e.getBoundingClientRect();
	const start = document.querySelector("#start_here > :first-child"), signs = [...document.querySelectorAll(".gate > .care--emergency li")];
	for (const e of [...document.querySelectorAll(".gate > .care--emergency .care__title a[href^='tel:']"), ...signs, start]) {
		const { top, bottom, left, right } = box(e), size = parseFloat(getComputedStyle(e).fontSize);
		const where = Math.round(top) + " to " + Math.round(bottom) + " px: " + e.textContent;
		if (!e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || top < 0 || left < 0 || right > innerWidth || bottom > innerHeight) faults.push("not in sight, " + where);
		if (e !== start && bottom > box(start).top) faults.push("not above the start, " + where);
		if (size < 15) faults.push("set in " + size + " px, " + where);
	}
	return { faults, signs: signs.length };
})()`

// The checker's page begins with what is an emergency, in full, and with the
// button: on a small phone as on a desk both are there before anybody scrolls.
// Without scripts the way in is a link to the form.
func TestCheckerStartsInSight(t *testing.T) {
	site := buildSite(t)
	h := site.serve(t)
	signs := len(site.site.ByAddress("/checker/").Scan.Cards[0].Bullets)
	inEachFont(t, func(t *testing.T) {
		for way, more := range map[string][]action{"button": nil, "a[href='#the_form']": {noScript()}} {
			p := open(t, h, more...)
			p.until(`document.querySelector("#start_here > ` + way + `")`)
			for _, window := range [][2]int64{{360, 740}, {1440, 900}} {
				p.do(chromedp.EmulateViewport(window[0], window[1]))
				seen := eval[struct {
					Faults []string
					Signs  int
				}](p, gate)
				for _, fault := range seen.Faults {
					t.Errorf("%d × %d, %s: %s", window[0], window[1], way, fault)
				}
				if seen.Signs != signs {
					t.Errorf("%d signs of an emergency stand before the start, of %d", seen.Signs, signs)
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
// can be an emergency: its card, or the chip that leads there. The fonts differ in
// height by a tenth and in width by a sixth, so other fonts than the usual ones
// cannot bring down below it what these leave in its upper half.
func TestEmergenciesAreInSight(t *testing.T) {
	const most = 700
	site := buildSite(t)
	h := site.serve(t)
	at := map[string]float64{}
	inEachFont(t, func(t *testing.T) {
		p := blank(t, chromedp.EmulateViewport(390, 844))
		for _, cause := range site.site.Causes {
			if top, known := at[cause.Address]; known && top < most/2 {
				continue
			}
			p.visit(h, cause.Address)
			top := eval[float64](p, `document.querySelector(".care--emergency")
				? Math.min(...[...document.querySelectorAll(".care--emergency, .help .level--emergency, .help .band")].map(e => e.getBoundingClientRect().top)) : 0`)
			if top > most {
				t.Errorf("%s: the emergency begins at %.0f px", cause.Address, top)
			}
			at[cause.Address] = top
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
