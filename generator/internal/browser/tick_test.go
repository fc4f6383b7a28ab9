//go:build browser

package browser

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// What a tick may take, in milliseconds, on a processor that is four times as slow as this one: as long as what follows
// still seems to be done by the finger.
const (
	mostTick = 100
	slowdown = 4
)

// ticks are how long the page takes to answer a few ticks, up to the layout that shows the advice. Where scripts may run,
// the frame is waited for as well.
const (
	ticksAlone = `((boxes) => boxes.map((box) => {
		const start = performance.now();
		box.click();
		document.querySelector("main").getBoundingClientRect();
		return performance.now() - start;
	}))([...document.querySelectorAll("#q_0 .yes, #q_3 .yes, #q_5 .yes")].slice(0, 9))`
	ticksWithScripts = `(async (boxes) => {
		const all = [];
		for (const box of boxes) {
			const start = performance.now();
			box.click();
			await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
			all.push(performance.now() - start);
		}
		return all;
	})([...document.querySelectorAll(".is-current .yes"), ...document.querySelectorAll(".is-current .yes")].slice(0, 9))`
)

// Ticks answer at once on a slow phone, with scripts and without. The median of nine counts, and of several such rounds
// the best: the others are those of a busy machine.
func TestTicksAnswerAtOnce(t *testing.T) {
	h := buildSite(t).serve(t)
	slow := command(emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: slowdown})
	quick := func(t *testing.T, round func() []float64) {
		best := -1.0
		for n := 0; n < 20 && (best < 0 || best > mostTick); n++ {
			times := round()
			if len(times) != 9 {
				t.Fatalf("%d ticks", len(times))
			}
			slices.Sort(times)
			if best < 0 || times[4] < best {
				best = times[4]
			}
		}
		t.Logf("a tick takes %.0f ms", best)
		if best > mostTick {
			t.Errorf("a tick takes %.0f ms", best)
		}
	}
	t.Run("with scripts", func(t *testing.T) {
		p := open(t, h, phone())
		p.until("document.querySelector('#start_here button')")
		p.start()
		p.do(slow)
		quick(t, func() []float64 { return await[[]float64](p, ticksWithScripts) })
	})
	t.Run("without", func(t *testing.T) {
		p := open(t, h, phone(), noScript())
		p.do(slow)
		quick(t, func() []float64 { return eval[[]float64](p, ticksAlone) })
	})
}

// verdictsSeen ticks each line of the form's lists that raises a verdict by itself, where it stands in the middle of the
// window, and tells of each whether that verdict is seen.
const verdictsSeen = `(() => {
	const all = [];
	for (const box of document.querySelectorAll("#the_form .is-many .yes")) {
		if (!box.checkVisibility()) continue;
		box.scrollIntoView({block: "center"});
		box.click();
		const verdict = [...document.querySelectorAll("#the_form .verdict")].find((e) => e.checkVisibility() && e.dataset.level !== "0");
		if (verdict) {
			const {top, bottom, width} = verdict.getBoundingClientRect();
			all.push((width > 0 && top >= 0 && bottom <= innerHeight + 1 ? "seen " : "") + box.parentElement.textContent);
		}
		box.click();
	}
	return all;
})()`

// Without scripts the verdict stays in sight wherever the form is ticked: on a phone, on one that lies on its side, and
// on a desk.
func TestTheVerdictStaysInSight(t *testing.T) {
	h := buildSite(t).serve(t)
	for _, size := range [][2]int64{{360, 740}, {740, 360}, {1440, 900}} {
		p := open(t, h, chromedp.EmulateViewport(size[0], size[1]), noScript())
		seen := eval[[]string](p, verdictsSeen)
		out := slices.DeleteFunc(slices.Clone(seen), func(line string) bool { return strings.HasPrefix(line, "seen ") })
		if len(seen) < 12 || len(out) > 0 {
			t.Errorf("%d × %d: of %d verdicts, out of sight are those of %q", size[0], size[1], len(seen), out)
		}
	}
}
