//go:build browser

package browser

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// What stands far below the first screen of a phone is not laid out before it is
// near, which on a slow one is half of the time to the first words. Whoever jumps
// there lands on it, and a page that has room for its margins waits with nothing:
// what hangs in them would be cut off.
func TestWhatIsFarWaits(t *testing.T) {
	h := buildSite(t).serve(t)
	const sources, drawn = `document.querySelector("#sources")`, `.checkVisibility({ contentVisibilityAuto: true })`
	for _, address := range []string{"/nose-twitching/", "/causes/focal-seizure/"} {
		p := blank(t, phone(), noScript())
		p.visit(h, address)
		if !eval[bool](p, `document.querySelector("h1")`+drawn) || eval[bool](p, sources+drawn) {
			t.Errorf("%s: the title is not laid out at once, or the list of sources is", address)
		}
		p.click(".cite a")
		p.until(`(box => box && box.top >= 0 && box.bottom <= innerHeight)(document.querySelector(":target")?.getBoundingClientRect())`)
		p.until(`document.querySelector(":target")` + drawn)
		p.quiet()
	}
	p := blank(t, chromedp.EmulateViewport(1440, 900), noScript())
	p.visit(h, "/nose-twitching/")
	if !eval[bool](p, sources+drawn) {
		t.Error("beside margins something waits")
	}
	p.quiet()
}
