//go:build browser

package browser

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"nosology/generator/publish"
)

// pageTypes is a page of every type, and of those types that look different
// with what stands on them.
func pageTypes() []string {
	return []string{
		"/", "/nose-twitching/",
		// causes of each kind, one that holds others, one that many mention
		"/causes/caffeine/", "/causes/low-magnesium/", "/causes/acute-dystonic-reaction/", "/causes/hemifacial-spasm/", "/causes/provisional-tic-disorder/",
		"/causes/facial-tic-disorder/", "/causes/stroke-tia/mentions/",
		// a symptom, one that is an emergency, a time course, a circumstance
		"/symptoms/nose-twitch/", "/symptoms/facial-droop/", "/symptoms/more-than-two-weeks/", "/symptoms/takes-antidepressant/",
		// lists
		"/symptoms/", "/causes/", "/compare/", "/warning-signs/", "/sources/", "/glossary/",
		// about the site
		"/about/", "/how-the-checker-decides/", "/hazard-log/", "/checker/", "/search/", "/offline/", "/404.html",
	}
}

// look is how a reader sees pages.
type look struct {
	name          string
	width, height int64
	scheme        string
}

func looks() []look {
	return []look{{"phone", 390, 844, "light"}, {"phone", 390, 844, "dark"}, {"desktop", 1280, 900, "light"}, {"desktop", 1280, 900, "dark"}}
}

// addresses are what is audited in a look: in a small light and a large dark
// one every type of page, and in the others, which are made of the same parts,
// a few that have the most.
func (l look) addresses() []string {
	if all := looks(); l == all[0] || l == all[len(all)-1] {
		return pageTypes()
	}
	return []string{"/", "/causes/provisional-tic-disorder/", "/symptoms/facial-droop/", "/how-the-checker-decides/"}
}

func TestPagesAreAccessible(t *testing.T) {
	needAxe(t)
	h := buildSite(t).serve(t)
	t.Run("as they are", func(t *testing.T) {
		t.Parallel()
		p := blank(t)
		for _, address := range pageTypes() {
			p.visit(h, address)
			p.auditIn(looks(), address, "")
		}
	})
	t.Run("as they answer", func(t *testing.T) {
		t.Parallel()
		p, most := blank(t), []look{looks()[0], looks()[3]}
		p.visit(h, "/symptoms/")
		p.click("label:has(#view-part)")
		p.auditIn(most, "/symptoms/", " by part of the body")
		p.do(chromedp.SendKeys(chromedp.CSS("#filter"), "twitch"))
		p.until(`document.getElementById("filter-count").textContent`)
		p.auditIn(most, "/symptoms/", " filtered")
		p.visit(h, "/search/")
		p.ask("eye flicker")
		p.auditIn(most, "/search/", " with results")
		p.ask("qqqqzzz")
		p.auditIn(most, "/search/", " with nothing found")
	})
}

// auditIn audits what a page shows in each look in which that page is audited.
func (p *tab) auditIn(all []look, address, state string) {
	p.t.Helper()
	for _, l := range all {
		if slices.Contains(l.addresses(), address) {
			p.do(chromedp.EmulateViewport(l.width, l.height), media("", l.scheme))
			p.audit(address + state + ", " + l.name + ", " + l.scheme)
			p.shoot(strings.ReplaceAll(address+state, "/", "-") + l.name + "-" + l.scheme)
		}
	}
}

// A type of page that the site has is a type that these tests look at.
func TestEveryTypeOfPageIsLookedAt(t *testing.T) {
	site := buildSite(t)
	body := regexp.MustCompile(`<body class="([^"]*)"`)
	looked := map[string]bool{}
	for _, address := range pageTypes() {
		f := site.files[address]
		if f == nil {
			t.Fatalf("%s is not there", address)
		}
		looked[string(body.Find(site.render(t, f)))] = true
	}
	for address, f := range site.files {
		if f.Kind == publish.PageFile && !looked[string(body.Find(site.render(t, f)))] {
			t.Errorf("%s is of a type that is not looked at", address)
		}
	}
}

// Pages flow into the narrowest phone, and into text of twice the size,
// without anything to push sideways. What is wide, a table, moves in a frame
// of its own. The other sets of fonts are held to the narrowest alone.
func TestPagesReflow(t *testing.T) {
	h := buildSite(t).serve(t)
	inEachFont(t, func(t *testing.T) {
		t.Run("text of 200 %", func(t *testing.T) {
			t.Parallel()
			p := blank(t, textSize(32))
			for _, address := range pageTypes() {
				p.do(chromedp.EmulateViewport(390, 844))
				p.visit(h, address)
				p.flows(address + " on a phone, with text of 200 %")
				if inForce == usualFonts {
					p.do(chromedp.EmulateViewport(1280, 900))
					p.flows(address + " in a window, with text of 200 %")
				}
			}
		})
		if inForce != usualFonts {
			return
		}
		t.Run("narrow and spaced", func(t *testing.T) {
			t.Parallel()
			p := blank(t)
			for _, address := range pageTypes() {
				p.do(chromedp.EmulateViewport(320, 640))
				p.visit(h, address)
				p.flows(address + " in 320 px")
				p.do(chromedp.EmulateViewport(390, 844))
				eval[any](p, spaced+"; 0")
				p.flows(address + " with spaced text")
			}
		})
	})
}

// flows says what on a page is wider than the window, and what text is cut off.
func (p *tab) flows(where string) {
	p.t.Helper()
	if wide := eval[[]string](p, tooWide); len(wide) > 0 {
		p.t.Errorf("%s is too wide: %q", where, wide)
	}
	if cut := eval[[]string](p, cutOff); len(cut) > 0 {
		p.t.Errorf("%s cuts off text: %q", where, cut)
	}
}

// textSize sets the size of text that a reader has chosen in the browser.
func textSize(px int64) action {
	return command(cdppage.SetFontSizes, cdppage.SetFontSizesParams{FontSizes: &cdppage.FontSizes{Standard: px, Fixed: px * 13 / 16}})
}

const (
	// spaced spaces text as some readers with dyslexia do (WCAG 1.4.12).
	spaced = `{
		const sheet = new CSSStyleSheet();
		sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }");
		document.adoptedStyleSheets = [sheet];
	}`

	// tooWide names what makes a page wider than its window.
	tooWide = `document.scrollingElement.scrollWidth <= innerWidth ? [] : [...document.body.querySelectorAll("*")]
		.filter(e => e.getBoundingClientRect().right > innerWidth + 1)
		.slice(0, 5).map(e => e.tagName + "." + e.className + " " + e.textContent.trim().slice(0, 40))`

	// cutOff names text that its box hides.
	cutOff = `[...document.body.querySelectorAll("*")].filter(e => {
		const style = getComputedStyle(e);
		return e.textContent.trim() && !e.closest(".visually-hidden, svg, template") && e.checkVisibility() && e.clientWidth > 1 &&
			(style.overflowX === "hidden" || style.overflowX === "clip") && e.scrollWidth > e.clientWidth + 1;
	}).slice(0, 5).map(e => e.tagName + "." + e.className + " " + e.textContent.trim().slice(0, 40))`
)

// A page asks its own host for what it needs and nobody else for anything,
// keeps nothing of its reader, shows nothing that it hides, and breaks no rule
// that its host gives it.
func TestPagesKeepToTheirHost(t *testing.T) {
	t.Parallel()
	h := buildSite(t).serve(t)
	p := blank(t, chromedp.EmulateViewport(390, 844))
	for _, address := range pageTypes() {
		p.visit(h, address)
		sent := p.sent()
		if len(sent) < 2 {
			t.Errorf("%s asks for nothing but itself: %q", address, sent)
		}
		for _, asked := range sent {
			if !strings.HasPrefix(asked, h.URL+"/") && !strings.HasPrefix(asked, "data:") {
				t.Errorf("%s asks for %s", address, asked)
			}
		}
		if shown := eval[[]string](p, `[...document.querySelectorAll("[hidden]")].filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 80))`); len(shown) > 0 {
			t.Errorf("%s shows what is hidden: %q", address, shown)
		}
		if kept := eval[int](p, "document.cookie.length + localStorage.length + sessionStorage.length"); kept != 0 {
			t.Errorf("%s keeps something of its reader", address)
		}
		p.quiet()
	}
}

// A page is whole without its script. Of the check's questions those are seen that stand behind no line of another.
func TestPagesAreWholeWithoutScripts(t *testing.T) {
	t.Parallel()
	needAxe(t)
	h := buildSite(t).serve(t)
	p := blank(t, chromedp.EmulateViewport(390, 844))
	for address, whole := range map[string]string{
		"/symptoms/": `document.querySelectorAll('main a[href^="/symptoms/"]').length > 180`,
		"/checker/":  `[...document.querySelectorAll("main fieldset")].filter(e => e.checkVisibility()).length > 7`,
		"/compare/":  `document.querySelectorAll("main table td").length > 500`,
		"/search/":   `[...document.querySelectorAll('main a[href="/symptoms/"]')].some(a => a.checkVisibility())`,
	} {
		p.do(scripts(false))
		p.visit(h, address)
		if !eval[bool](p, whole) {
			t.Errorf("%s is not whole without scripts: %s", address, eval[string](p, `[...document.querySelectorAll("main fieldset")].map(e => e.id + (e.checkVisibility() ? "+" : "-")).join(" ")`))
		}
		p.do(scripts(true)) // for the audit; the page's own have missed their time, and the form is shown by its link now
		eval[any](p, `location.hash = document.getElementById("the_form")?.id ?? ""`)
		p.audit(address + " without scripts")
	}
}

// The A to Z finds a symptom by any word for it, in both of its views, says
// how many there are, and is whole again once the field is empty.
func TestIndexFilters(t *testing.T) {
	h := buildSite(t).serve(t)
	p := blank(t, chromedp.EmulateViewport(390, 844))
	p.visit(h, "/symptoms/")
	if !eval[bool](p, `document.getElementById("filter").checkVisibility({visibilityProperty: true})`) {
		t.Fatal("the field to filter by is not shown")
	}
	const shown = `[...document.querySelectorAll(".index li")].filter(e => e.checkVisibility()).map(e => e.textContent)`
	all := len(eval[[]string](p, shown))
	for _, c := range []struct{ words, want string }{
		{"flicker", "flicker"}, {"EYELID twitch", "Eyelid twitch"}, {"shock", "electric shock"},
		{"elektric shok", "electric shock"}, {"drooping fcae", "face"}, {"eyeldi twich", "Eyelid twitch"}, // slips
	} {
		words, want := c.words, c.want
		eval[any](p, `document.getElementById("filter").value = ""; 0`)
		p.do(chromedp.SendKeys(chromedp.CSS("#filter"), words))
		found := eval[[]string](p, shown)
		if len(found) == 0 || len(found) > 40 || !slices.ContainsFunc(found, func(entry string) bool { return strings.Contains(entry, want) }) {
			t.Errorf("%q finds %q", words, found)
		}
		if far := eval[float64](p, `[...document.querySelectorAll(".index li")].find(e => e.checkVisibility()).getBoundingClientRect().top - document.getElementById("filter").getBoundingClientRect().bottom`); far > 200 {
			t.Errorf("what %q finds stands %v pixels below the field, under a phone's keyboard", words, far)
		}
		p.until(`/^\d+ entr/.test(document.getElementById("filter-count").textContent)`)
	}
	p.click("label:has(#view-part)")
	if found := eval[[]string](p, shown); len(found) == 0 || len(found) > 40 {
		t.Errorf("with the parts of the body chosen it finds %q", found)
	}
	p.do(chromedp.SendKeys(chromedp.CSS("#filter"), " gibberish"))
	p.until(`document.getElementById("filter-count").textContent.startsWith("Nothing")`)
	p.do(chromedp.KeyEvent("\x1b"))
	p.click("label:has(#view-az)")
	if n := len(eval[[]string](p, shown)); n != all {
		t.Errorf("%d of %d entries are back", n, all)
	}
	p.quiet()
}

// From the keyboard the first thing is the way to the text, and whatever has
// the focus shows it.
func TestFocusIsSeen(t *testing.T) {
	h := buildSite(t).serve(t)
	p := blank(t, chromedp.EmulateViewport(1280, 900))
	for _, address := range []string{"/", "/causes/caffeine/", "/symptoms/", "/compare/"} {
		p.visit(h, address)
		var stops []string
		for range 25 {
			p.do(chromedp.KeyEvent("\t"))
			at := eval[string](p, "document.activeElement.tagName + ' ' + document.activeElement.textContent.trim().slice(0, 40)")
			if strings.HasPrefix(at, "BODY") {
				break
			}
			if !eval[bool](p, focusShows) {
				t.Errorf("%s: %q does not show that it has the focus", address, at)
			}
			stops = append(stops, at)
		}
		if len(stops) < 10 || !strings.HasPrefix(stops[0], "A Skip to") {
			t.Errorf("%s has the stops %q", address, stops)
		}
	}
}

// focusShows is whether the focused element, or what is drawn for it, has an
// outline and is on the screen.
const focusShows = `(() => {
	const e = document.activeElement, box = e.getBoundingClientRect();
	const outlined = (x) => { const s = getComputedStyle(x); return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== "none" };
	return [e, e.closest("label"), e.nextElementSibling].filter(Boolean).some(outlined) && box.bottom > 0 && box.top < innerHeight;
})()`
