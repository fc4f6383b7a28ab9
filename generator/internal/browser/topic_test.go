//go:build browser

package browser

import (
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"nosology/generator"
)

// statues is a site about another topic.
func statues(t *testing.T) *published {
	t.Helper()
	s, err := prepare(generator.Options{
		Content: os.DirFS("../../testdata/statues/content"), Name: "content", AsOf: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC),
		Layouts: os.DirFS("../../testdata/statues/layouts"), LayoutsName: "layouts",
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The checker of a site about another topic, with groups, kinds, words and
// numbers of its own, leads to a verdict and to the number of that site.
func TestTheCheckerOfAnotherTopic(t *testing.T) {
	p := open(t, statues(t).serve(t), phone())
	p.shoot("statues-start")
	p.start()
	p.sent()
	p.tapLine("An arm swings")
	p.tapLine("Continue")
	p.finish("A thin squeak")
	p.heads("Get help today")
	if wide := eval[int](p, "document.documentElement.scrollWidth"); wide > 390 {
		t.Errorf("a number in many words makes the page %d px wide", wide)
	}
	p.shoot("statues-verdict")
	if to := eval[string](p, "document.querySelector('.result h1 a').getAttribute('href')"); to != "tel:5550142" {
		t.Errorf("the number leads to %q", to)
	}
	p.until("[...document.querySelectorAll('main a')].some(a => a.pathname === '/causes/loose-dowel/')")
	p.private()

	p.do(chromedp.Navigate(p.origin()+"/causes/loose-dowel/"), chromedp.WaitReady(chromedp.CSS("main")))
	p.shoot("statues-cause")
	p.quiet()
}

// Entries of a menu that stand below another open and close by the keyboard, with
// scripts and without; their links are next, and none is reached while they are
// folded away. Escape, and going on, does no harm.
func TestMenusOpenByTheKeyboard(t *testing.T) {
	h := statues(t).serve(t)
	const below, second, after = `document.querySelector(".below")`, `document.querySelector(".below li:nth-child(2) a")`, `document.querySelector("li:has(> .below) + li a")`
	for _, first := range [][]action{{phone()}, {phone(), noScript()}, {chromedp.EmulateViewport(1280, 800)}, {chromedp.EmulateViewport(700, 800), noScript()}} {
		p := blank(t, first...)
		p.visit(h, "/causes/moss/")
		p.tabTo(".below summary")
		p.press(kb.Tab, 1)
		if eval[bool](p, below+".contains(document.activeElement)") {
			t.Error("a link that is folded away has the focus")
		}
		for _, key := range []string{kb.Enter, " "} {
			eval[bool](p, below+".firstChild.focus() ?? true")
			p.press(key, 1)
			p.until(below + ".open && " + second + ".checkVisibility()")
			if !eval[bool](p, "(box => box.left >= 0 && box.right <= innerWidth)("+below+".lastChild.getBoundingClientRect())") {
				t.Error("what opens is not on the screen")
			}
			p.wide()
			p.press(kb.Escape, 1)
			p.press(kb.Tab, 2)
			if !eval[bool](p, "document.activeElement === "+second) {
				t.Errorf("the second link is not where Tab leads, but %q", p.focused())
			}
			p.press(kb.Tab, 1+eval[int](p, below+".querySelectorAll('a').length")-2)
			if !eval[bool](p, "document.activeElement === "+after) {
				t.Errorf("behind the last link, %q has the focus", p.focused())
			}
			eval[bool](p, below+".firstChild.focus() ?? true")
			p.press(key, 1)
			p.until("!" + below + ".open")
		}
		p.press(kb.Enter, 1)
		p.press(kb.Tab, 2)
		p.enter()
		p.until("location.pathname === '/creaking-statues/' && location.hash === '#listen'")
		p.quiet()
	}
}

// finish goes through the questions that are left: it ticks the lines that
// begin as is said, and otherwise what is the first choice of one, and none of a
// list.
func (p *tab) finish(ticks ...string) {
	p.t.Helper()
	for range 40 {
		if p.screen() != "question" {
			return
		}
		at := p.question()
		eval[any](p, fmt.Sprintf(`{
			const question = document.querySelector(".is-current"), ticks = %s;
			const lines = [...question.querySelectorAll("label")].filter(l => ticks.some(t => l.innerText.trim().startsWith(t)));
			for (const line of lines) line.click();
			if (!lines.length) (question.querySelector(".none") ?? question.querySelector("[type=radio]")).click();
			if (document.querySelector(".is-current") === question) document.querySelector(".ask__go [type=submit]").click();
		}`, jsList(ticks)))
		p.until(fmt.Sprintf("checker.dataset.screen !== 'question' || Number(document.querySelector('.is-current').id.slice(2)) !== %d", at))
	}
	p.t.Fatal("the questions have no end")
}

func (p *tab) origin() string { return eval[string](p, "location.origin") }
