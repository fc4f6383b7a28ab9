//go:build browser

package browser

import "testing"

// In each engine, on a phone as on a desk, nothing lies on anything else and
// nothing pushes a page sideways: least of all in the margins, where the list
// of headings, what is to be seen at a glance and the sources stand.
func TestNothingOverlaps(t *testing.T) {
	h := buildSite(t).serve(t)
	inEachEngine(t, func(t *testing.T, r visitor) {
		for _, window := range [][2]int64{{390, 844}, {1440, 900}} {
			r.resize(t, window[0], window[1])
			for _, address := range pageTypes() {
				r.visit(t, h.URL+address)
				if faults := r.say(t, overlaps); faults != "" {
					t.Errorf("%s, %d px wide: %s", address, window[0], faults)
				}
			}
		}
	})
}

// overlaps says which boxes of text lie on each other, and what is wider than
// the window.
const overlaps = `(() => {
	const faults = [];
	if (document.scrollingElement.scrollWidth > innerWidth) faults.push("wider than the window by " + (document.scrollingElement.scrollWidth - innerWidth));
	const seen = (e) => e.checkVisibility({visibilityProperty: true}) && !e.closest(".visually-hidden, .scroll, .table-scroll, svg");
	const named = (e) => e.tagName + "." + e.className + " " + e.textContent.trim().slice(0, 30);
	const boxes = [...document.querySelectorAll(".aside, .glance, .contents details, .title > *, .prose > *, main > section > *, main > .help, figure, .foot p, .site__row > *")]
		.filter(seen).map((e) => ({e, box: e.getBoundingClientRect()})).filter(({box}) => box.width > 1 && box.height > 1)
		.sort((a, b) => a.box.top - b.box.top);
	for (let i = 0; i < boxes.length; i++) {
		const a = boxes[i];
		for (let j = i + 1; j < boxes.length && boxes[j].box.top < a.box.bottom - 2; j++) {
			const b = boxes[j];
			if (a.e.contains(b.e) || b.e.contains(a.e)) continue;
			if (Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 2) faults.push(named(a.e) + " lies on " + named(b.e));
		}
	}
	return faults.slice(0, 4).join("; ");
})()`
