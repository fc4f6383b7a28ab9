//go:build browser

package browser

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/chromedp/chromedp"
)

// What the whole check may ask of a reader with nothing but a twitch, who is tired and drinks coffee.
const (
	mostScreens = 10 // with the result
	mostTaps    = 16 // with the one that starts
	mostWords   = 900
	mostLines   = 6 // of a screen
)

// seen are the words of the check that can be seen.
func (p *tab) seen() int {
	p.t.Helper()
	const text = `(walker => {
		let text = "";
		while (walker.nextNode()) {
			const e = walker.currentNode.parentElement;
			if (e.checkVisibility() && !e.closest(".visually-hidden")) text += walker.currentNode.data;
			if (!["B", "A", "SPAN"].includes(e.tagName)) text += " ";
		}
		return text;
	})(document.createTreeWalker(checker, NodeFilter.SHOW_TEXT))`
	return len(strings.FieldsFunc(eval[string](p, text), func(r rune) bool { return unicode.IsSpace(r) }))
}

// tapLine taps what says something on the present screen.
func (p *tab) tapLine(say string) {
	p.t.Helper()
	at := eval[[]float64](p, fmt.Sprintf(`(e => {
		e?.scrollIntoView({block: "center"});
		const box = e?.getBoundingClientRect();
		return e ? [box.left + box.width / 3, box.top + box.height / 2] : [];
	})([...document.querySelectorAll("main label, main button")].find(e => e.checkVisibility() && e.innerText.includes(%q)))`, say))
	if len(at) == 0 {
		p.t.Fatalf("nothing on the screen says %q, but %.900q", say, eval[string](p, "document.querySelector('main').innerText"))
	}
	p.do(chromedp.MouseClickXY(at[0], at[1]))
}

// small is the screen of a small phone.
func small() action { return chromedp.EmulateViewport(360, 740) }

// inReach fails unless Continue is on the screen as it comes.
func (p *tab) inReach() {
	p.t.Helper()
	if !eval[bool](p, `(box => box.width > 0 && box.top >= 0 && box.bottom <= innerHeight + 1)(document.querySelector(".ask__foot [type=submit]").getBoundingClientRect())`) {
		p.t.Errorf("Continue is out of reach on %q", eval[string](p, "document.querySelector('.is-current h3').innerText"))
	}
}

// A reader with nothing but a small twitch of nose and eyelid, who is tired and drinks much coffee, goes through few
// screens, taps and words, and Continue is in reach on each.
func TestTheHealthyGoAShortWay(t *testing.T) {
	p := open(t, buildSite(t).serve(t), small())
	p.until("document.querySelector('#start_here button')")
	taps, words, screens, bar := 0, 0, 0, -1.0
	tap := func(say string) {
		taps++
		p.tapLine(say)
	}
	tap("Start the check")
	p.until("checker.dataset.screen === 'question'")
	ticks := map[string][]string{
		"How old": {"16 to 39"}, "What moves": {"at the nose", "in an eyelid", "come and go"}, "past few weeks": {"Tired", "coffee"},
	}
	for p.screen() == "question" && screens < 20 {
		screens++
		n := p.seen()
		words += n
		ask := eval[string](p, "document.querySelector('.is-current h3').innerText")
		p.shoot(fmt.Sprintf("walk-%d", screens))
		p.inReach()
		lines := eval[int](p, "[...document.querySelectorAll('.is-current .yes')].length")
		if lines < 3 || lines > mostLines {
			t.Errorf("%q has %d lines", ask, lines)
		}
		now := eval[float64](p, "document.querySelector('.ask__bar').value")
		if now < bar {
			t.Errorf("on %q the bar shrinks", ask)
		}
		bar = now
		t.Logf("%3d words, %d lines: %s", n, lines, ask)
		before := screens
		for part, says := range ticks {
			if strings.Contains(ask, part) {
				for _, say := range says {
					tap(say)
				}
				tap("Continue")
				before = -1
			}
		}
		if before > 0 {
			tap("None of these")
		}
		p.until(fmt.Sprintf("checker.dataset.screen !== 'question' || document.querySelector('.is-current h3').innerText !== %q", ask))
	}
	if p.screen() != "result" {
		t.Fatalf("the questions lead to the screen %q", p.screen())
	}
	screens++
	n := p.seen()
	words += n
	p.shoot("walk-result")
	t.Logf("%d words on the result\n%d screens, %d taps, %d words", n, screens, taps, words)
	if screens > mostScreens || taps > mostTaps || words > mostWords {
		t.Errorf("%d screens, %d taps and %d words", screens, taps, words)
	}
	p.heads("Care for it at home")
	p.quiet()
}

// Whoever has one of five emergencies, and uses no words of their own, is on the screen with the number after two
// screens of questions at most.
func TestEmergenciesAreSoonAtTheNumber(t *testing.T) {
	t.Parallel()
	h := buildSite(t).serve(t)
	for name, lines := range map[string][]string{
		"stroke":    {"One side of the face has dropped"},
		"fit":       {"A fit, a blackout"},
		"chest":     {"Chest pain"},
		"breathing": {"Breathing is hard"},
		"poisoning": {"None of these", "Poison"},
		"self-harm": {"thoughts of self-harm", "Yes, self-harm"},
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t, h, small())
			p.until("document.querySelector('#start_here button')")
			p.tapLine("Start the check")
			p.until("checker.dataset.screen === 'question'")
			screens := 0
			for _, line := range lines {
				screens++
				p.tapLine(line)
				if line != "None of these" {
					p.tapLine("Continue")
				}
			}
			screens++
			p.heads("Call 999 now")
			if screens > 3 {
				t.Errorf("%d screens to the number", screens)
			}
			if to := eval[string](p, "document.querySelector('.result h1 a').getAttribute('href')"); to != "tel:999" {
				t.Errorf("the number leads to %q", to)
			}
			p.shoot("soon-" + name)
			p.quiet()
		})
	}
}

// Whoever says that none of the signs is there has gone past every one of them:
// the line stands after them, and covers none, on the smallest phone as well.
func TestNoneOfTheseCoversNoSign(t *testing.T) {
	p := open(t, buildSite(t).serve(t), small())
	p.until("document.querySelector('#start_here button')")
	p.tapLine("Start the check")
	p.until("checker.dataset.screen === 'question'")
	covered := eval[[]string](p, `(question => {
		const none = question.querySelector(".none").closest("label").getBoundingClientRect();
		return [...question.querySelectorAll(".tick .choice")].filter(e => e.getBoundingClientRect().bottom > none.top + 1).map(e => e.innerText);
	})(document.querySelector(".is-current"))`)
	if len(covered) > 0 {
		t.Errorf("%q can be answered with none and not be seen", covered)
	}
}

// Whoever clicks twice answers once: the second click would fall on a screen that nobody has read yet.
func TestADoubleClickAnswersOnce(t *testing.T) {
	p := open(t, buildSite(t).serve(t), small())
	p.start()
	const second = `document.elementFromPoint(180, 300).dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true, detail: 2})), document.querySelectorAll(".is-current :checked").length`
	p.tapLine("None of these")
	p.until("!document.getElementById('q_0').classList.contains('is-current')")
	if n := eval[int](p, second); n > 0 {
		t.Error("a line of the next screen is ticked")
	}
	eval[any](p, `document.querySelector(".ask__foot [type=submit]").dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true, detail: 2})), 0`)
	if eval[bool](p, `document.querySelector(".error")`+" !== null") {
		t.Error("the next screen complains of what nobody could have answered")
	}
	p.click(".is-current label") // whoever then clicks once, and twice, is heard
	if n := eval[int](p, second); n == 0 {
		t.Error("a click on a screen that has been there is not heard")
	}
	p.quiet()
}

// With text twice as large the buttons, and what is wrong, do not cover the question.
func TestLargeTextKeepsTheQuestion(t *testing.T) {
	p := open(t, buildSite(t).serve(t), small())
	eval[any](p, `document.documentElement.style.fontSize = "200%", 0`)
	p.start()
	eval[any](p, `document.querySelector(".ask__foot [type=submit]").click(), document.querySelector(".is-current h3").scrollIntoView({block: "center", behavior: "instant"})`)
	if !eval[bool](p, `document.querySelector(".error") && ((h) => h.contains(document.elementFromPoint(h.getBoundingClientRect().left + 9, h.getBoundingClientRect().bottom - 9)))(document.querySelector(".is-current h3"))`) {
		t.Error("the question is covered")
	}
	p.quiet()
}

// Back shows a question from its beginning, and on the first screen leads to the button that starts anew.
func TestBackShowsTheWholeQuestion(t *testing.T) {
	p := open(t, buildSite(t).serve(t), small())
	p.start()
	p.tapLine("None of these")
	p.until("!document.getElementById('q_0').classList.contains('is-current')")
	back := func(until string) {
		eval[any](p, "scrollTo(0, 600), history.back(), 0")
		p.until(until)
		await[any](p, "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))")
	}
	back("document.getElementById('q_0').classList.contains('is-current')")
	if top := eval[float64](p, "document.querySelector('#q_0 h3').getBoundingClientRect().top"); top < 0 || top > 300 {
		t.Errorf("the question stands at %v", top)
	}
	back("checker.dataset.screen === 'start'")
	if at := p.focused(); at != "Start the check" {
		t.Errorf("back at the start the focus is on %.40q", at)
	}
	p.quiet()
}
