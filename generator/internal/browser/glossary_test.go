//go:build browser

package browser

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// A word of the glossary explains itself without scripts: at a press of a key it
// opens on the screen, what it says is read next, and Escape closes it. A finger
// does the same. It leads to the glossary.
func TestWordsExplainThemselves(t *testing.T) {
	h := buildSite(t).serve(t)
	p := blank(t, phone(), noScript())
	p.visit(h, "/causes/hemifacial-spasm/")
	const word, says = `document.querySelector("[popovertarget]")`, `document.querySelector("[popover]")`
	if eval[bool](p, says+".checkVisibility()") {
		t.Error("what a word means is shown before anybody asks")
	}
	if !eval[bool](p, word+".nextElementSibling === "+says+" && "+word+".getAttribute('popovertarget') === "+says+".id") {
		t.Error("what a word means is not read right behind it")
	}
	eval[bool](p, word+".focus() ?? true")
	p.press(kb.Enter, 1)
	p.until(says + ".checkVisibility()")
	if !eval[bool](p, "(box => box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight)("+says+".getBoundingClientRect())") {
		t.Error("what a word means is not on the screen")
	}
	p.shoot("glossary")
	p.wide()
	p.press(kb.Escape, 1)
	p.until("!" + says + ".checkVisibility()")
	p.click("[popovertarget]")
	p.until(says + ".checkVisibility()")
	p.click("[popover] a")
	p.until("location.pathname === '/glossary/' && document.querySelector(location.hash).checkVisibility()")
	p.quiet()
}
