//go:build browser

package browser

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
)

// fallen fails unless the page says plainly that the questions do not work and
// shows the form, in which the given boxes are ticked.
func (p *tab) fallen(ticked ...string) {
	p.t.Helper()
	p.until("document.activeElement.matches('.broken h2')")
	if !eval[bool](p, "the_form.checkVisibility() && [...the_form.querySelectorAll('fieldset')].filter(e => e.checkVisibility()).length >= 8") {
		p.t.Error("the form is not shown")
	}
	got := eval[[]string](p, "[...the_form.querySelectorAll(':checked')].map(e => '#' + e.closest('[id]').id)")
	if !slices.Equal(got, ticked) {
		p.t.Errorf("ticked are %q and not %q", got, ticked)
	}
	if eval[bool](p, "document.body.classList.contains('is-asking') || !document.querySelector('h1').checkVisibility()") {
		p.t.Error("the rest of the page is hidden")
	}
}

// module assembles a WebAssembly module that has the exports of ours and whose
// judge does nothing but what it is given to do.
func module(judge ...byte) []byte {
	section := func(id byte, body ...byte) []byte { return append([]byte{id, byte(len(body))}, body...) }
	function := func(code ...byte) []byte { return append([]byte{byte(len(code) + 2), 0}, append(code, 0x0b)...) }
	export := func(name string, kind, index byte) []byte {
		return append(append([]byte{byte(len(name))}, name...), kind, index)
	}
	const i32 = 0x7f
	zero := []byte{0x41, 0}
	return slices.Concat(
		[]byte("\x00asm\x01\x00\x00\x00"),
		section(1, 2, 0x60, 0, 1, i32, 0x60, 1, i32, 1, i32),
		section(3, 4, 0, 0, 1, 1),
		section(5, 1, 0, 1),
		section(7, slices.Concat([]byte{5}, export("memory", 2, 0), export("inbuf", 0, 0), export("outbuf", 0, 1), export("load", 0, 2), export("judge", 0, 3))...),
		section(10, slices.Concat([]byte{4}, function(zero...), function(zero...), function(zero...), function(judge...))...),
	)
}

// Whatever is wrong with the module, the page says so before the first question
// and goes on with the form.
func TestModuleFails(t *testing.T) {
	t.Parallel()
	site := buildSite(t)
	wasm := site.render(t, site.find(t, ".wasm"))
	broken := slices.Clone(wasm)
	broken[len(broken)/2] ^= 0x55
	trusting := func(address string, data []byte) []byte { // a page that does not know its module's hash
		return []byte(strings.ReplaceAll(string(data), "-integrity=", "-x="))
	}
	cases := map[string]struct {
		changes []change
		policy  func(string) string
	}{
		"missing":                  {changes: []change{send(".wasm", nil)}},
		"damaged":                  {changes: []change{send(".wasm", broken)}},
		"cut off":                  {changes: []change{trusting, send(".wasm", wasm[:len(wasm)/2])}},
		"not a module":             {changes: []change{trusting, send(".wasm", []byte("<!doctype html>"))}},
		"judges wrongly":           {changes: []change{trusting, send(".wasm", module(0x41, 8))}},
		"judges nothing":           {changes: []change{trusting, send(".wasm", module(0x41, 0x7e))}},
		"traps":                    {changes: []change{trusting, send(".wasm", module(0x00))}},
		"without a knowledge base": {changes: []change{send(".kb", nil)}},
		"knowledge base damaged":   {changes: []change{trusting, send(".kb", []byte("NK\x01"))}},
		"refused by the policy": {policy: func(policy string) string {
			return strings.Replace(policy, "'wasm-unsafe-eval'", "", 1)
		}},
		"no connection allowed": {policy: func(policy string) string {
			return strings.Replace(policy, "connect-src 'self'", "connect-src 'none'", 1)
		}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			h := site.serve(t, c.changes...)
			h.policy = c.policy
			p := open(t, h)
			p.until("document.querySelector('#start_here button')")
			p.click("#start_here button")
			p.fallen()
			p.sent()
			p.click("#q_0 .tick .choice")
			p.warned()
			if sent := p.sent(); len(sent) > 0 {
				t.Errorf("requested after it failed: %q", sent)
			}
		})
	}
}

// Until its script has come the page is laid out without the form, and if it never comes the link of the start shows it.
// A browser without WebAssembly has the form as it stands.
func TestScriptFails(t *testing.T) {
	t.Parallel()
	site := buildSite(t)
	script := func(data []byte) change {
		return func(address string, was []byte) []byte {
			if strings.Contains(address, "/js/checker.") {
				return data
			}
			return was
		}
	}
	old := command(page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: "delete window.WebAssembly"})
	for name, c := range map[string]struct {
		changes []change
		first   []action
		shown   bool
	}{
		"never comes":         {changes: []change{script(nil)}},
		"is damaged":          {changes: []change{script([]byte("const"))}},
		"without WebAssembly": {first: []action{old}, shown: true},
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t, site.serve(t, c.changes...), append(c.first, phone())...)
			p.until("document.readyState === 'complete'")
			if shown := eval[bool](p, "the_form.checkVisibility()"); shown != c.shown {
				t.Errorf("before anything is pressed the form is shown: %v", shown)
			}
			p.click("#start_here a")
			p.until("the_form.checkVisibility() && Math.abs(the_form.getBoundingClientRect().top) < innerHeight / 2")
			p.click("#q_0 .tick .choice")
			p.warned()
		})
	}
}

// warned fails unless the form shows the advice of an emergency, and no other.
func (p *tab) warned() {
	p.t.Helper()
	p.until("[...document.querySelectorAll('#the_form .verdict')].filter(e => e.checkVisibility()).map(e => e.dataset.level) == '3'")
}

// keepModule makes the module's instance known to the test.
const keepModule = `(() => {
	const instantiate = WebAssembly.instantiate;
	WebAssembly.instantiate = async (...given) => {
		const made = await instantiate(...given);
		window.keptModule = made.instance;
		return made;
	};
})()`

// spoilModule overwrites the module's memory of the knowledge base, so that it
// goes astray and traps.
const spoilModule = `(async () => {
	const base = new Uint8Array(await (await fetch(checker.dataset.base, {cache: "force-cache"})).arrayBuffer());
	const memory = new Uint8Array(keptModule.exports.memory.buffer);
	let spoiled = 0;
	for (let at = 0; at + base.length <= memory.length; at++) {
		if (base[300] === memory[at + 300] && base.subarray(300).every((byte, i) => byte === memory[at + 300 + i])) {
			memory.fill(255, at, at + 16384);
			spoiled++;
		}
	}
	return spoiled;
})()`

// A module that traps at any moment leaves the reader with the form, and with
// all that has been answered by then.
func TestModuleTraps(t *testing.T) {
	t.Parallel()
	site := buildSite(t)
	base := site.site.Rules
	first := firstOptions(base)
	h := site.serve(t)
	for _, after := range []int{0, 1, 4, 100} {
		p := open(t, h, command(page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: keepModule}))
		await[bool](p, "navigator.serviceWorker.ready.then(() => true)") // what the worker keeps has come by then
		p.start()
		var ticked []string
		for range after {
			if p.screen() != "question" {
				break
			}
			q := p.question()
			answer := boxes(base, first, q, calm(&base.Questions[q]))
			ticked = append(ticked, eval[string](p, "'#' + document.querySelector('"+answer[0]+"').closest('[id]').id"))
			p.answer(answer)
		}
		if n := await[int](p, spoilModule); n == 0 {
			t.Fatal("the module's memory was not found")
		}
		p.sent()
		h.log()
		if p.screen() == "result" {
			eval[any](p, `document.querySelector(".answers button").click()`)
		} else {
			eval[any](p, `document.querySelector(".is-current .none, .is-current .yes").click(); document.querySelector(".ask__go [type=submit]")?.click()`)
			ticked = append(ticked, eval[string](p, "'#' + [...the_form.querySelectorAll(':checked')].at(-1).closest('[id]').id"))
		}
		slices.SortStableFunc(ticked, func(a, b string) int {
			return eval[int](p, "document.querySelector('"+a+"').compareDocumentPosition(document.querySelector('"+b+"')) & 4 ? -1 : 1")
		})
		p.fallen(ticked...)
		eval[any](p, "document.querySelector('#q_0 .yes:not(:checked)').click()")
		p.warned()
		if sent := append(p.sent(), h.log()...); len(sent) > 0 {
			t.Errorf("requested after it trapped: %q", sent)
		}
	}
}
