//go:build browser

package browser

import (
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"nosology/generator"
)

// The checker of a site about another topic, with groups, kinds, words and
// numbers of its own, leads to a verdict and to the number of that site.
func TestTheCheckerOfAnotherTopic(t *testing.T) {
	site, err := prepare(generator.Options{
		Content: os.DirFS("../../testdata/statues/content"), Name: "content", AsOf: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC),
		Layouts: os.DirFS("../../testdata/statues/layouts"), LayoutsName: "layouts",
	})
	if err != nil {
		t.Fatal(err)
	}
	p := open(t, site.serve(t), phone())
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
