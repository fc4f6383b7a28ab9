//go:build browser

package browser

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Without JavaScript the page is one form: ticking a sudden droop of the face
// shows what to do at once, and nothing is sent, whatever is pressed.
func TestWithoutJavaScript(t *testing.T) {
	site := buildSite(t)
	p := open(t, site.serve(t), phone(), noScript())
	p.click("#start_here a")
	p.until("location.hash === '#the_form'")
	p.sent()
	if eval[bool](p, "[...document.querySelectorAll('.warning')].some(e => e.checkVisibility())") {
		t.Error("a warning is shown before anything is ticked")
	}
	p.click("#q_0 .tick .choice") // one side of the face has dropped
	p.warned()
	advice := eval[string](p, "[...document.querySelectorAll('.verdict, .warning')].filter(e => e.checkVisibility()).map(e => e.innerText).join(' ')")
	for _, want := range []string{"Call 999 now", "Signs of a stroke"} {
		if !strings.Contains(advice, want) {
			t.Errorf("the advice does not say %q", want)
		}
	}
	if !eval[bool](p, "(box => box.top >= 0 && box.bottom <= innerHeight)(document.querySelector('.verdict--3').getBoundingClientRect())") {
		t.Error("the advice is not on the screen")
	}
	p.shoot("plain")
	p.wide()

	p.press(kb.Enter, 2)
	p.click("#q_0 .tick .choice")
	p.click("#q_0 .unsure")
	p.warned() // a stroke counts in full
	p.click("[type=reset]")
	p.until("[...document.querySelectorAll('#the_form .verdict')].filter(e => e.checkVisibility()).map(e => e.dataset.level) == '0'")
	sent := slices.DeleteFunc(p.sent(), func(address string) bool { return strings.Contains(address, "/favicon.") }) // comes when the browser likes
	if len(sent) > 0 {
		t.Errorf("requested: %q", sent)
	}
	if search := eval[string](p, "location.search"); search != "" {
		t.Errorf("the address tells %q", search)
	}
	if named := eval[[]string](p, "[...the_form.querySelectorAll('[name]')].filter(e => e.type !== 'radio').map(e => e.name)"); len(named) > 0 {
		t.Errorf("boxes have names: %q", named)
	}
	p.quiet()
}

// Without JavaScript nothing is typed into the search of the header. Its button
// stands at the end of the line, or beside the menu, and not alone in the middle.
func TestHeaderWithoutJavaScript(t *testing.T) {
	h := buildSite(t).serve(t)
	for _, width := range []int64{390, 1440} {
		p := blank(t, noScript(), chromedp.EmulateViewport(width, 900))
		p.visit(h, "/causes/hemifacial-spasm/")
		free := eval[float64](p, `(() => {
			const row = document.querySelector(".site__row"), end = (e) => e.getBoundingClientRect().right;
			const menu = row.querySelector(".site__menu").getBoundingClientRect(), button = row.querySelector(".find button").getBoundingClientRect();
			return (menu.top > button.top + 20 ? end(row) : menu.left) - button.right;
		})()`)
		if free > 40 {
			t.Errorf("in %d px the button of the search has %.0f px free behind it", width, free)
		}
	}
}

// Without JavaScript nothing can be searched: the page of the search has no box
// that loses what is typed, but says so, with the way to the A to Z.
func TestSearchWithoutJavaScript(t *testing.T) {
	h := buildSite(t).serve(t)
	p := blank(t, phone(), noScript())
	p.visit(h, "/search/")
	if shown := eval[[]string](p, `[...document.querySelectorAll("main input, main label, #search-hint")].filter(e => e.checkVisibility()).map(e => e.outerHTML)`); len(shown) > 0 {
		t.Errorf("shown, though it does nothing: %q", shown)
	}
	if !eval[bool](p, `[...document.querySelectorAll("main form .button, main noscript")].every(e => e.checkVisibility())`) {
		t.Error("there is no way on")
	}
}

// Without styles as well, the form is a list of what to do when.
func TestWithoutStyles(t *testing.T) {
	site := buildSite(t)
	p := open(t, site.serve(t, send(".css", []byte{})), noScript())
	text := eval[string](p, "document.querySelector('.advice').innerText")
	for _, f := range site.site.Flags {
		if !strings.Contains(text, f.Title.S) {
			t.Errorf("the list lacks %q", f.Title.S)
		}
	}
	if !strings.Contains(text, "Call 999 now if") {
		t.Error("the list does not say when to call")
	}
}
