//go:build browser

package browser

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"nosology/generator/publish"
)

// engines are Chromium, Firefox and WebKit, as a reader has them who prefers
// light pages, or dark ones.
var engines = []struct {
	name string
	open func(t *testing.T, scheme string) visitor
}{
	{"Chromium", func(t *testing.T, scheme string) visitor { return openChromium(t, scheme) }},
	{"Firefox", func(t *testing.T, scheme string) visitor { return openFirefox(t, scheme) }},
	{"WebKit", func(t *testing.T, scheme string) visitor { return openWebKit(t, scheme) }},
}

var windows = [][2]int64{{390, 844}, {1440, 900}}

// In each engine, on a phone as on a desk, light and dark, nothing lies on
// anything else, nothing pushes a page sideways and nothing complains. The
// margins are where that is hardest: the list of headings stands there, what
// is to be seen at a glance, and the sources.
//
// NOSOLOGY_MATRIX takes all pages of the site instead of one of each type.
func TestPagesInEachEngine(t *testing.T) {
	site := buildSite(t)
	h := framed(t, site.serve(t, listening))
	addresses := pageTypes()
	if os.Getenv("NOSOLOGY_MATRIX") != "" {
		addresses = site.pages()
	}
	for _, engine := range engines {
		for _, scheme := range []string{"light", "dark"} {
			t.Run(engine.name+", "+scheme, func(t *testing.T) {
				t.Parallel() // half of the time they wait
				looksAt(t, engine.open(t, scheme), h.URL, addresses, scheme)
			})
		}
	}
}

// The same with the other sets of fonts, in one engine.
func TestPagesInEachFont(t *testing.T) {
	h := framed(t, buildSite(t).serve(t, listening))
	inEachFont(t, func(t *testing.T) {
		if inForce != usualFonts {
			looksAt(t, chromiumReader{blank(t, phone(), media("", "light"))}, h.URL, pageTypes(), "light")
		}
	})
}

// looksAt looks at pages in windows of both sizes.
func looksAt(t *testing.T, r visitor, host string, addresses []string, scheme string) {
	r.resize(t, windows[0][0], windows[0][1])
	for _, address := range addresses {
		r.visit(t, host+address)
		for _, window := range windows {
			r.resize(t, window[0], window[1])
			if faults := r.say(t, overlaps); faults != "" {
				t.Errorf("%s, %d px wide: %s", address, window[0], faults)
			}
		}
		if faults := r.say(t, fmt.Sprintf(complaints, scheme)); faults != "" {
			t.Errorf("%s: %s", address, faults)
		}
	}
}

// An article can be read at any width and with text of any size: WebKit has ended
// at some of them, and the page was gone.
func TestTextOfAnySizeInEachEngine(t *testing.T) {
	h := framed(t, buildSite(t).serve(t, listening))
	for _, engine := range engines {
		t.Run(engine.name, func(t *testing.T) {
			t.Parallel()
			r := engine.open(t, "light")
			r.visit(t, h.URL+"/nose-twitching/")
			for _, size := range []int{16, 20, 24, 28, 32} {
				if faults := r.say(t, fmt.Sprintf(anyWidth, size)); faults != "" {
					t.Errorf("with text of %d px: %s", size, faults)
				}
			}
			// its words are the longest, some of them explained by a button
			r.resize(t, 360, 800)
			r.visit(t, h.URL+"/causes/medication-side-effect/")
			if wide := r.say(t, twiceAsLarge); wide != "" {
				t.Errorf("with text of twice the size, on a phone of 360 px: %s", wide)
			}
		})
	}
}

// pages are the addresses of all pages.
func (p *published) pages() (all []string) {
	for address, f := range p.files {
		if f.Kind == publish.PageFile {
			all = append(all, address)
		}
	}
	slices.Sort(all)
	return all
}

// In each engine the module of the checker is compiled and judges, and the form
// judges without it.
func TestCheckerInEachEngine(t *testing.T) {
	site := buildSite(t)
	with, without := framed(t, site.serve(t, listening)), framed(t, site.serve(t, unscripted))
	for _, engine := range engines {
		t.Run(engine.name, func(t *testing.T) {
			t.Parallel()
			r := engine.open(t, "light")
			r.visit(t, with.URL+"/checker/")
			if said := r.say(t, judges); said != "" {
				t.Error(said)
			}
			if faults := r.say(t, fmt.Sprintf(complaints, "light")); faults != "" {
				t.Error(faults)
			}
			r.visit(t, without.URL+"/checker/")
			if said := r.say(t, formJudges); said != "Call 999 now" {
				t.Errorf("without scripts the form says %q", said)
			}
		})
	}
}

// listener stands first in each page and collects what goes wrong: WebKit has
// no log that a test could read.
const listener = `window.faults = [];
addEventListener("error", (e) => faults.push(e.message || "cannot load " + (e.target.src || e.target.href)), true);
addEventListener("unhandledrejection", (e) => faults.push("unhandled: " + e.reason));
addEventListener("securitypolicyviolation", (e) => faults.push("against the policy: " + e.violatedDirective + " " + e.blockedURI));
for (const kind of ["error", "warn"]) {
	const say = console[kind];
	console[kind] = (...args) => { faults.push(args.join(" ")); say.apply(console, args); };
}
`

func listening(address string, data []byte) []byte {
	return bytes.Replace(data, []byte("<head>"), []byte(`<head><script src="/listener.js"></script>`), 1)
}

var script = regexp.MustCompile(`(?s)<script\b.*?</script>`)

// unscripted takes all scripts from a page.
func unscripted(address string, data []byte) []byte {
	if bytes.HasPrefix(data, []byte("<!doctype")) {
		return script.ReplaceAll(data, nil)
	}
	return data
}

// framed is a host that serves the listener, and frames to see pages in.
func framed(t *testing.T, h *host) *host {
	pages := h.Config.Handler
	h.policy = func(policy string) string {
		return strings.Replace(policy, "frame-ancestors 'none'", "frame-ancestors 'self'", 1)
	}
	outer := &host{Server: httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/listener.js":
			w.Header().Set("Content-Type", "text/javascript")
			fmt.Fprint(w, listener)
		case "/frame.html":
			w.Header().Set("Content-Type", "text/html")
			q := r.URL.Query()
			fmt.Fprintf(w, `<!doctype html><meta charset="utf-8"><title>A frame</title><iframe src="%s" style="border: 0; width: %spx; height: %spx"></iframe>`, q.Get("page"), q.Get("width"), q.Get("height"))
		default:
			pages.ServeHTTP(w, r)
		}
	}))}
	t.Cleanup(outer.Close)
	return outer
}

// frameOf is the address of a frame around a page.
func frameOf(page string, width, height int64) string {
	at, err := url.Parse(page)
	if err != nil {
		return page
	}
	shown := *at
	at.Path, at.RawQuery = "/frame.html", fmt.Sprintf("page=%s&width=%d&height=%d", url.QueryEscape(shown.RequestURI()), width, height)
	return at.String()
}

const (
	// complaints is what the listener has heard, and whether the page is light or
	// dark as its reader likes it.
	complaints = `[...faults, ...matchMedia("(prefers-color-scheme: %s)").matches ? [] : ["the page has the other colours"]].join("; ")`

	// judges starts the check, says that the face droops, and returns what is
	// wrong with the answer.
	judges = `(async () => {
	const until = async (what, is) => {
		for (const end = Date.now() + 20000; !is();) {
			if (Date.now() > end) throw what + " in vain";
			await new Promise((wait) => setTimeout(wait, 20));
		}
	};
	try {
		await until("waited for the start", () => document.querySelector("#start_here button"));
		document.querySelector("#start_here button").click();
		await until("waited for a question", () => checker.dataset.screen === "question");
		const module = await WebAssembly.compileStreaming(fetch(checker.dataset.module));
		if (!WebAssembly.Module.exports(module).some((e) => e.name === "judge")) return "the module judges nothing";
		document.querySelector(".is-current .tick .choice").click();
		await until("waited for the emergency", () => /999/.test(checker.innerText));
		return "";
	} catch (fault) {
		return String(fault);
	}
})()`

	// formJudges goes to the form as its reader does, ticks the same there and returns what it says to do.
	formJudges = `(async () => {
	document.querySelector("#start_here a").click();
	for (const end = Date.now() + 20000; !the_form.checkVisibility(); await new Promise((wait) => setTimeout(wait, 20))) {
		if (Date.now() > end) return "the link does not show the form";
	}
	const shown = () => [...document.querySelectorAll(".verdict--3, .warning")].filter((e) => e.checkVisibility()).map((e) => e.innerText).join(" ");
	if (/999/.test(shown())) return "the warning before anything is ticked";
	document.querySelector("#q_0 .tick .choice").click();
	return (shown().match(/Call 999 now/) ?? ["nothing"])[0];
})()`

	// anyWidth sets the text to a size, lays the page out in many widths, and says in
	// which it has no height. A page that has ended says nothing, which is an error.
	anyWidth = `(() => {
	const page = document.documentElement, faults = [];
	page.style.fontSize = "%dpx";
	for (let width = 280; width < 800; width += 40) {
		page.style.width = width + "px";
		if (!document.body.getBoundingClientRect().height) faults.push("nothing in " + width + " px");
	}
	return faults.join("; ");
})()`

	// twiceAsLarge doubles the text and says what is wider than the window then.
	twiceAsLarge = `(() => {
	document.documentElement.style.fontSize = "32px";
	const page = document.scrollingElement;
	return page.scrollWidth > innerWidth ? page.scrollWidth + " px wide" : "";
})()`

	// overlaps says which boxes of text lie on each other, where a page has a hole,
	// and what is wider than the window. It waits for a frame to be painted: WebKit
	// has laid out right at first and wrong after that.
	overlaps = `(async () => {
	const faults = [];
	for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
	if (document.scrollingElement.scrollWidth > innerWidth) faults.push("wider than the window by " + (document.scrollingElement.scrollWidth - innerWidth));
	const seen = (e) => e.checkVisibility({visibilityProperty: true}) && !e.closest(".visually-hidden, .scroll, .table-scroll, svg");
	const named = (e) => e.tagName + "." + e.className + " " + e.textContent.trim().slice(0, 30);
	const boxes = [...document.querySelectorAll(".aside, .glance, .contents details, .title > *, .prose > *, main > section > *, main > .help, figure, .foot p, .site__row > *")]
		.filter(seen).flatMap((e) => [...e.getClientRects()].map((box) => ({e, box}))).filter(({box}) => box.width > 1 && box.height > 1)
		.sort((a, b) => a.box.top - b.box.top);
	for (let i = 0; i < boxes.length; i++) {
		const a = boxes[i];
		for (let j = i + 1; j < boxes.length && boxes[j].box.top < a.box.bottom - 2; j++) {
			const b = boxes[j];
			if (a.e.contains(b.e) || b.e.contains(a.e)) continue;
			if (Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 2) faults.push(named(a.e) + " lies on " + named(b.e));
		}
	}
	const flows = (e) => e.getClientRects().length && e.checkVisibility() && getComputedStyle(e).float === "none" && !/absolute|fixed/.test(getComputedStyle(e).position);
	for (const box of document.querySelectorAll("main, main :is(fieldset, section, article, form, div, ul, ol, dl, details)")) {
		const parts = box.closest(".scroll") ? [] : [...box.children].filter(flows);
		for (let i = 1; i < parts.length; i++) {
			const hole = parts[i].getBoundingClientRect().top - parts[i - 1].getBoundingClientRect().bottom;
			if (hole > 100) faults.push("a hole of " + Math.round(hole) + " before " + named(parts[i]));
		}
	}
	return faults.slice(0, 4).join("; ");
})()`
)
