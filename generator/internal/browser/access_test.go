//go:build browser

package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// states leads a tab through every state of the checker's page and looks at
// each of them.
func (p *tab) states(h *host, look func(state string)) {
	p.t.Helper()
	script := func(script string) { p.t.Helper(); eval[any](p, script+"; 0") }
	proceed := func() { p.t.Helper(); script(`document.querySelector(".ask__go [type=submit]").click()`) }
	begin := func(words string) {
		p.t.Helper()
		p.visit(h, "/checker/")
		p.until("document.querySelector('#start_here button') && checker.dataset.screen === 'start'")
		script(fmt.Sprintf("document.querySelector('#own_words').value = %q", words))
	}
	start := func() {
		p.t.Helper()
		script(`document.querySelector("#start_here button").click()`)
		p.until("checker.dataset.screen !== 'start' || document.querySelector('.broken')")
	}
	calmly := func(to string) {
		p.t.Helper()
		for range 40 {
			if eval[bool](p, "Boolean("+to+")") {
				return
			}
			script(`{
				const question = document.querySelector(".is-current");
				(question.querySelector(".none") ?? [...question.querySelectorAll(".yes")].find((box, i, all) => box.dataset.yes === "" || i === all.length - 1)).click();
				if (document.querySelector(".is-current") === question) document.querySelector(".ask__go [type=submit]").click();
			}`)
		}
		p.t.Fatalf("the questions do not lead to %s", to)
	}

	begin("my nose twitches and I am so tired")
	look("start")
	start()
	look("offer")
	script(`document.querySelector("[data-do=confirm]").click()`)
	look("offer, nothing chosen")
	begin("am i dying")
	start()
	look("cry for help")
	begin("one side of his face has dropped")
	start()
	look("danger")
	begin("xyzzy")
	start()
	look("no offer")
	script(`document.querySelector("[data-do=resume]").click()`)
	script(`document.querySelector(".is-current details").open = true`)
	look("list")
	proceed()
	look("list, nothing chosen")
	script(`document.querySelector("[data-do=unsure]").click()`)
	look("list, not sure")
	script(`document.querySelectorAll(".is-current .unsure input")[2].click(), document.querySelector(".is-current .none").click()`)
	look("list, one and none")
	script(`document.querySelectorAll(".is-current .unsure input")[2].click()`)
	calmly("checker.dataset.screen === 'question' && document.querySelector('.is-current [type=radio]')")
	look("single choice")
	proceed()
	look("single choice, nothing chosen")
	calmly("checker.dataset.screen === 'question' && document.querySelector('[data-do=stop]').checkVisibility()")
	script(`document.querySelector("[data-do=stop]").click()`)
	look("result with open questions")
	script(`document.querySelector("[data-do=resume]").click()`)
	script(`document.querySelectorAll(".is-current .unsure input")[3].click()`)
	proceed()
	calmly("checker.dataset.screen === 'result'")
	look("result, not sure")

	begin("")
	start()
	calmly("checker.dataset.screen === 'question' && document.querySelector('.is-current').textContent.includes('Short or broken sleep')")
	script(`for (const box of document.querySelectorAll(".is-current .yes")) if (/sleep|coffee/.test(box.parentElement.textContent)) box.click()`)
	proceed()
	calmly("checker.dataset.screen === 'result'")
	look("result with causes")
	script(`for (const folded of document.querySelectorAll(".outcome details")) folded.open = true`)
	look("result with all answers")

	begin("")
	start()
	script(`document.querySelectorAll(".is-current .yes")[2].click()`)
	proceed()
	look("emergency")
}

func TestCheckerIsAccessible(t *testing.T) {
	t.Parallel()
	needAxe(t)
	p := blank(t)
	p.states(buildSite(t).serve(t), func(state string) {
		p.hears(state)
		for _, l := range []look{looks()[0], looks()[3]} {
			p.do(chromedp.EmulateViewport(l.width, l.height), media("", l.scheme))
			p.audit(state + ", " + l.name)
			p.shoot(strings.Join([]string{"checker", state, l.name, l.scheme}, "-"))
		}
	})
	p.quiet()
}

// The form alone is as accessible, with and without advice, with and without
// what a failure says.
func TestFormIsAccessible(t *testing.T) {
	needAxe(t)
	site := buildSite(t)
	for _, l := range []look{looks()[0], looks()[3]} {
		t.Run(l.name+", "+l.scheme, func(t *testing.T) {
			t.Parallel()
			p := blank(t, chromedp.EmulateViewport(l.width, l.height), media("", l.scheme))
			p.visit(site.serve(t, send(".js", nil)), "/checker/")
			p.audit("form")
			for _, box := range []string{"#q_6 .yes", "#q_4 .unsure input", "#q_0 .yes"} {
				eval[any](p, fmt.Sprintf("document.querySelector(%q).click()", box))
				p.audit("form with " + box)
			}
			p.shoot("checker-form-" + l.name + "-" + l.scheme)

			p = open(t, site.serve(t, send(".wasm", nil)), chromedp.EmulateViewport(l.width, l.height), media("", l.scheme))
			p.startInVain()
			p.audit("form after a failure")
			p.shoot("checker-failed-" + l.name + "-" + l.scheme)
		})
	}
}

// startInVain starts the check where it will fail.
func (p *tab) startInVain() {
	p.t.Helper()
	p.until("document.querySelector('#start_here button')")
	eval[any](p, `document.querySelector("#start_here button").click()`)
	p.until("document.querySelector('.broken')")
}

// Every state flows into the narrowest phone, into text of twice the size, and
// into spaced text. Choices are large enough for any thumb.
func TestCheckerReflows(t *testing.T) {
	t.Parallel()
	h := buildSite(t).serve(t)
	p := blank(t)
	p.states(h, func(state string) {
		look := func(how string) {
			p.flows(state + " with " + how)
			if small := eval[[]string](p, tooSmall); len(small) > 0 {
				t.Errorf("%s with %s has small targets: %q", state, how, small)
			}
			p.shoot("checker-" + state + "-" + strings.Fields(how)[0])
		}
		p.do(chromedp.EmulateViewport(320, 640))
		look("320 px")
		p.do(chromedp.EmulateViewport(390, 844), textSize(32))
		look("text of 200 %")
		p.do(textSize(16))
		eval[any](p, spaced+"; 0")
		look("spaced text")
		eval[any](p, "document.adoptedStyleSheets = []; 0")
	})
}

// tooSmall names choices that are lower than 48 pixels, and other targets of
// the checker that are smaller than 24 by 24.
const tooSmall = `[...checker.querySelectorAll("label, button, summary")].filter(e => e.checkVisibility()).filter(e => {
	const {width, height} = e.getBoundingClientRect();
	return e.matches(".choice") ? height < 48 : width < 24 || height < 24;
}).map(e => e.textContent.trim())`

// In forced colours, what is chosen still shows, and so does the advice.
func TestForcedColours(t *testing.T) {
	site := buildSite(t)
	p := open(t, site.serve(t), phone(), noScript(), command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}},
	}))
	p.click("#q_0 .tick .choice")
	for selector, property := range map[string]string{"#q_0 .tick .choice": "outlineStyle", ".verdict--3": "borderTopStyle"} {
		if style := eval[string](p, fmt.Sprintf("getComputedStyle(document.querySelector(%q)).%s", selector, property)); style != "solid" {
			t.Errorf("%s of %s is %s", property, selector, style)
		}
	}
	p.shoot("checker-forced")
}

// Whoever has asked for less motion gets none: each style that moves something
// says that it is for the others.
func TestMotionCanBeRefused(t *testing.T) {
	h := buildSite(t).serve(t)
	p := blank(t)
	moving := 0
	for _, address := range pageTypes() {
		p.visit(h, address)
		for _, rule := range eval[[]string](p, moves) {
			moving++
			if !strings.HasSuffix(rule, "(prefers-reduced-motion: no-preference)") {
				t.Errorf("%s: %s moves for everybody", address, rule)
			}
		}
	}
	if moving == 0 {
		t.Error("nothing moves at all: the test sees no rule")
	}
}

// moves is what styles move, each with the condition around it.
const moves = `(() => {
	const found = [];
	const look = (rules, condition) => {
		for (const rule of rules) {
			const { style } = rule;
			if (style && (parseFloat(style.transitionDuration) > 0 || parseFloat(style.animationDuration) > 0)) found.push(rule.selectorText + " " + condition);
			if (rule.cssRules) look(rule.cssRules, rule.conditionText || condition);
		}
	};
	for (const sheet of document.styleSheets) look(sheet.cssRules, "");
	return found;
})()`
