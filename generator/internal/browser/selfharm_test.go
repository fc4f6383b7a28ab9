//go:build browser

package browser

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// lines are the ways to call or text somebody that can be seen, within what a selector names.
func (p *tab) lines(within string) []string {
	p.t.Helper()
	return eval[[]string](p, fmt.Sprintf("[...document.querySelectorAll('%s')].flatMap(e => [...e.querySelectorAll('a')]).filter(e => e.checkVisibility()).map(e => e.getAttribute('href')).filter(to => /^(tel|sms):/.test(to))", within))
}

// offersLines fails unless somebody to call, somebody to text and a line for children are in sight, and the number of
// the emergency service.
func (p *tab) offersLines(within string) {
	p.t.Helper()
	got := p.lines(within)
	for _, want := range []string{"tel:999", "tel:116123", "sms:85258", "tel:08001111"} {
		if !slices.Contains(got, want) {
			p.t.Errorf("%s does not lead to %s, only to %q", within, want, got)
		}
	}
}

// box is the selector of the line of the form that makes a finding yes.
func (p *tab) box(say string) string {
	p.t.Helper()
	id := eval[string](p, fmt.Sprintf("[...document.querySelectorAll('.tick')].find(e => e.textContent.includes(%q))?.id ?? ''", say))
	if id == "" {
		p.t.Fatalf("no line says %q", say)
	}
	return "#" + id
}

const thoughts = "thoughts of self-harm"

// The first tick at thoughts of self-harm shows whom to call and text, below the line itself, with scripts off.
func TestSelfHarmWithoutJavaScript(t *testing.T) {
	site := buildSite(t)
	p := open(t, site.serve(t), phone(), noScript())
	line := p.box(thoughts)
	if got := p.lines(line); len(got) > 0 {
		t.Errorf("before it is ticked, %q are shown", got)
	}
	p.click(line + " .choice")
	p.until("document.querySelector('" + line + " .tick__help').checkVisibility()")
	p.offersLines(line)
	p.click(line + " .unsure")
	p.offersLines(line)
	p.offersLines("fieldset:has(.ask__help)")
	p.wide()
	p.shoot("self-harm-plain")
	p.quiet()
}

// With scripts too, and the next question is whether there is danger now.
func TestSelfHarmStepByStep(t *testing.T) {
	site := buildSite(t)
	p := open(t, site.serve(t), phone())
	p.until("document.querySelector('#start_here button')")
	p.click("#start_here button")
	p.heads("Any of these, now or lately")
	line := p.box(thoughts)
	p.click(line + " .choice")
	p.offersLines(line)
	p.click(".ask__go [type=submit]")
	p.heads("danger of self-harm")
	p.offersLines(".is-current")
	p.shoot("self-harm-next")
	p.click(".is-current .choice")
	p.click(".ask__go [type=submit]")
	p.heads("Call")
	p.offersLines("#checker")
	p.quiet()
}

// Who says it in their own words sees the lines on the next screen, and is then asked nothing else first.
func TestSelfHarmInOwnWords(t *testing.T) {
	site := buildSite(t)
	p := open(t, site.serve(t), phone())
	p.until("document.querySelector('#own_words')")
	eval[any](p, "document.querySelector('#own_words').value = 'my nose twitches and I want to hurt myself'; document.querySelector('#start_here button').click()")
	p.until("checker.dataset.screen === 'words'")
	p.offersLines("#checker")
	boxes := eval[[]string](p, "[...document.querySelectorAll('.offer .tick')].map(e => e.textContent)")
	at := slices.IndexFunc(boxes, func(s string) bool { return strings.Contains(s, thoughts) })
	if at < 0 {
		t.Fatalf("not offered: %q", boxes)
	}
	if !eval[bool](p, fmt.Sprintf("document.querySelectorAll('.offer .tick input')[%d].checked", at)) {
		eval[any](p, fmt.Sprintf("document.querySelectorAll('.offer .tick input')[%d].click()", at))
	}
	p.click(".offer [data-do=confirm]")
	p.heads("danger of self-harm")
	p.offersLines(".is-current")
	p.quiet()
}
