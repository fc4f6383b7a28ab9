//go:build browser

package browser

import (
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
)

// setFaults are faults of setting that a machine can see, each with the pages
// on which it would show. They are looked for on the narrowest phone, on a
// usual one and on a desk.
var setFaults = []struct {
	name      string
	addresses []string
	script    string // the faults, one in a line
	bends     bool   // the page is no more what it was
}{
	// Of a number that is broken between two lines the half is dialled.
	{"a number stands on two lines", []string{"/causes/facial-tic-disorder/", "/symptoms/self-harm-now/", "/checker/"}, `
		for (const a of document.querySelectorAll("main a[href^='tel:'], main a[href^='sms:']")) if (a.checkVisibility()) for (const m of words(a).matchAll(/\d[\d\s]*\d/g))
			if (new Set(range(a, m.index, m.index + m[0].length).map((r) => Math.round(r.top))).size > 1) faults.push(m[0]);`, false},
	// What sticks to the window would hide the words that pass below it.
	{"the way up covers the text", []string{"/glossary/", "/nose-twitching/", "/hazard-log/", "/warning-signs/"}, `
		const up = document.querySelector(".up a"), main = document.querySelector(".main"), style = getComputedStyle(main);
		const arrow = lines(up)[0], edge = main.getBoundingClientRect().right - parseFloat(style.paddingRight);
		if (arrow.left < edge - 1) faults.push("by " + (edge - arrow.left) + " px");
		if (getComputedStyle(up).backgroundColor !== "rgba(0, 0, 0, 0)") faults.push("by its ground");`, false},
	{"the signs of an emergency are told twice", []string{"/"}, `
		const told = document.querySelectorAll(".band, .care--emergency");
		if (told.length !== 1) faults.push(told.length + " times");`, false},
	// Whoever looks for a sign is frightened, and reads no essay before the list.
	{"prose keeps the reader from the list", []string{"/warning-signs/"}, `
		const top = document.querySelector(".signs").getBoundingClientRect().top;
		if (innerWidth >= 390 && top > innerHeight) faults.push("it begins at " + top + " px");`, false},
	{"of the ways to help some stand together and one alone", []string{"/causes/focal-seizure/", "/warning-signs/"}, `
		for (const width of ["", "447px", "600px", "768px"]) {
			document.body.style.width = width;
			const rows = {};
			for (const chip of document.querySelectorAll(".help .chip")) rows[chip.getBoundingClientRect().top] = (rows[chip.getBoundingClientRect().top] ?? 0) + 1;
			if (new Set(Object.values(rows)).size > 1) faults.push(Object.values(rows).join(" and ") + " " + width);
		}`, true},
	// Two causes are read by going down the page: a box that scrolls by itself gets in the way.
	{"two causes do not fit beside each other", []string{"/compare/"}, `
		if (innerWidth >= 390) for (const set of document.querySelectorAll(".switch")) {
			const boxes = set.querySelectorAll("input"), table = set.nextElementSibling;
			for (const box of [boxes[0], boxes[boxes.length - 1]]) box.click();
			if (table.scrollWidth > table.clientWidth || table.scrollHeight > table.clientHeight + 1) faults.push(table.getAttribute("aria-label"));
		}
		if (document.documentElement.scrollWidth > innerWidth) faults.push("the page is pushed sideways");`, true},
	// A phone shows two columns of a table; the choice of which comes first.
	{"a table stands before anything is chosen", []string{"/compare/"}, `
		if (innerWidth <= 390) for (const table of document.querySelectorAll(".switch + .scroll")) {
			if (table.checkVisibility()) faults.push(table.getAttribute("aria-label"));
			table.previousElementSibling.querySelector("input").click();
			if (!table.checkVisibility()) faults.push(table.getAttribute("aria-label") + ", chosen");
		}`, true},
	{"with text of twice the size the menu takes a line for each link", []string{"/causes/"}, `
		document.documentElement.style.fontSize = "200%";
		if (innerWidth <= 390 && new Set([...document.querySelectorAll(".site__menu a")].map((a) => Math.round(a.getBoundingClientRect().top))).size > 1) faults.push("the menu");
		if (document.documentElement.scrollWidth > innerWidth) faults.push("the page is pushed sideways");`, true},
	// The room for a thumb around a citation must not take that of a number to call.
	{"what is tapped is not what is read", []string{"/", "/causes/focal-seizure/", "/nose-twitching/"}, `
		for (const a of document.querySelectorAll(".prose :is(p, li) > a, .care li > a")) {
			if (!a.checkVisibility()) continue;
			a.scrollIntoView({block: "center"});
			for (const r of a.getClientRects()) for (const x of [r.left + 3, (r.left + r.right) / 2, r.right - 3])
				if (!a.contains(document.elementFromPoint(x, (r.top + r.bottom) / 2))) faults.push(words(a));
		}`, true},
	{"a mark stands on a line of its own", []string{"/symptoms/", "/symptoms/nose-twitch/"}, `
		for (const li of document.querySelectorAll(".index li:has(.flagged), .evidence li:has(.level)")) {
			const mark = li.querySelector("svg").getBoundingClientRect();
			if (li.checkVisibility() && mark.top > [...li.querySelector("a").getClientRects()].at(-1).bottom - 4) faults.push(words(li));
		}`, false},
	{"a heading runs back below its icon", []string{"/causes/"}, `
		for (const h of document.querySelectorAll(".kind h2")) if (new Set(lines(h).map((r) => Math.round(r.left))).size > 1) faults.push(words(h));`, false},
	// A label belongs to what it stands nearer to.
	{"a term stands as near to the text before it as to its own", []string{"/hazard-log/", "/glossary/", "/how-the-checker-decides/"}, `
		for (const dt of document.querySelectorAll("main dd + dt")) if (dt.checkVisibility()) {
			const box = dt.getBoundingClientRect();
			if (box.top - dt.previousElementSibling.getBoundingClientRect().bottom <= dt.nextElementSibling.getBoundingClientRect().top - box.bottom) faults.push(words(dt));
		}`, false},
	{"choices stand in no columns", []string{"/compare/"}, `
		for (const set of document.querySelectorAll(".switch")) {
			const boxes = [...set.querySelectorAll("label")].map((l) => l.getBoundingClientRect());
			const columns = new Set(boxes.filter((b) => Math.abs(b.top - boxes[0].top) < 2).map((b) => Math.round(b.left)));
			if (boxes.some((b) => !columns.has(Math.round(b.left)))) faults.push(words(set.closest("section") ?? set).slice(0, 40));
		}`, false},
	{"the words of the bar stand on two lines of writing", []string{"/causes/", "/nose-twitching/"}, `
		const button = document.querySelector(".site .find button"), box = document.querySelector(".site .find").getBoundingClientRect();
		for (const a of document.querySelectorAll(".site__menu a")) {
			const beside = a.getBoundingClientRect().top < box.bottom - 10, off = lines(a)[0].bottom - lines(button)[0].bottom;
			if (beside && Math.abs(off) > 1.5) faults.push(words(a) + " by " + off + " px");
		}`, false},
	{"a summary runs back below its mark", []string{"/warning-signs/"}, `
		for (const s of document.querySelectorAll(".signs summary")) if (lines(s).length > 1 && s.getBoundingClientRect().left - s.parentElement.getBoundingClientRect().left < 12) faults.push(words(s));`, false},
}

// setting are the words of an element, and the boxes of its lines.
const setting = `(() => {
	const faults = [];
	const words = (e) => e.textContent;
	const range = (e, from, to) => {
		const boxes = [], walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
		for (let at = 0, n; n = walker.nextNode(); at += n.length) {
			const r = document.createRange(), start = Math.max(from - at, 0), end = Math.min(to - at, n.length);
			if (start >= end || !n.data.slice(start, end).trim()) continue;
			r.setStart(n, start);
			r.setEnd(n, end);
			boxes.push(...r.getClientRects());
		}
		return boxes.filter((b) => b.width > 0);
	};
	const lines = (e) => range(e, 0, e.textContent.length);
`

// Pages are set with care: what belongs together stands together, what stands
// in a row stands on one line, and nothing covers what is read. Fonts that are
// not the usual ones are tried on a phone.
func TestPagesAreSetWithCare(t *testing.T) {
	h := buildSite(t).serve(t)
	inEachFont(t, func(t *testing.T) {
		widths := []int64{390}
		if inForce == usualFonts {
			widths = []int64{320, 390, 1440}
		}
		for _, width := range widths {
			t.Run(fmt.Sprint(width, " px"), func(t *testing.T) {
				t.Parallel()
				p := blank(t, chromedp.EmulateViewport(width, 900))
				for _, address := range setAddresses() {
					p.setWithCare(h, address)
				}
			})
		}
	})
}

// setAddresses are the pages that any of setFaults names.
func setAddresses() (all []string) {
	for _, fault := range setFaults {
		all = append(all, fault.addresses...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// setWithCare looks on a page for every fault that would show there. What bends the
// page to find one has the page for itself.
func (p *tab) setWithCare(h *host, address string) {
	p.t.Helper()
	fresh := false
	for _, fault := range setFaults {
		if !slices.Contains(fault.addresses, address) {
			continue
		}
		if !fresh || fault.bends {
			p.visit(h, address)
		}
		fresh = !fault.bends
		for _, what := range eval[[]string](p, setting+fault.script+"\nreturn faults; })()") {
			p.t.Errorf("%s: %s: %q", address, fault.name, what)
		}
	}
}

// On paper nothing can be unfolded.
func TestIndexIsPrintedWhole(t *testing.T) {
	p := blank(t, media("print", "light"))
	p.visit(buildSite(t).serve(t), "/symptoms/")
	folded := eval[[]string](p, `[...document.querySelectorAll("#apart li")].filter((e) => !e.checkVisibility()).map((e) => e.innerText)`)
	if len(folded) > 0 {
		t.Errorf("%d entries are not printed, such as %q", len(folded), folded[0])
	}
	if entries := eval[int](p, `document.querySelectorAll("#apart details li").length`); entries == 0 {
		t.Error("nothing is folded on the screen either")
	}
}
