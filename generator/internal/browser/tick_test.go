//go:build browser

package browser

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

const (
	// mostTick is what a tick may take of the time in which the whole page is laid out
	// anew, on the same machine at the same moment. A slow phone takes a sixth of a
	// second for that; within a bit more than half of it what follows seems to be done by the finger.
	mostTick = 0.6

	// slowdown makes waiting for a frame a small part of all.
	slowdown = 4
)

// ticks are how long the page takes to answer each of a few ticks, up to the layout that shows the advice, and beside it
// how long the whole page takes to be laid out in letters of another size. Where scripts may run, the frame is waited for
// as well.
const (
	ticksAlone = `((boxes) => {
		const lasts = (work) => {
			const start = performance.now();
			work();
			document.querySelector("main").getBoundingClientRect();
			return performance.now() - start;
		};
		return boxes.map((box, i) => [lasts(() => box.click()), lasts(() => { document.documentElement.style.fontSize = 17 + i % 2 + "px"; })]);
	})([...document.querySelectorAll("#q_0 .yes, #q_3 .yes, #q_5 .yes")].slice(0, 9))`
	ticksWithScripts = `(async (boxes) => {
		const lasts = async (work) => {
			const start = performance.now();
			work();
			await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
			return performance.now() - start;
		};
		const all = [];
		for (const [i, box] of boxes.entries()) all.push([await lasts(() => box.click()), await lasts(() => { document.documentElement.style.fontSize = 17 + i % 2 + "px"; })]);
		return all;
	})([...document.querySelectorAll(".is-current .yes"), ...document.querySelectorAll(".is-current .yes")].slice(0, 9))`
)

// Ticks answer at once, with scripts and without. Medians of nine are compared, and of a few such rounds the best
// counts: in between, a busy machine does something else.
func TestTicksAnswerAtOnce(t *testing.T) {
	h := buildSite(t).serve(t)
	slow := command(emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: slowdown})
	quick := func(t *testing.T, round func() [][2]float64) {
		t.Helper()
		best := math.Inf(1)
		for n := 0; n < 5 && best > mostTick; n++ {
			var ticks, wholes []float64
			for _, times := range round() {
				ticks, wholes = append(ticks, times[0]), append(wholes, times[1])
			}
			if len(ticks) != 9 {
				t.Fatalf("%d ticks", len(ticks))
			}
			slices.Sort(ticks)
			slices.Sort(wholes)
			best = min(best, ticks[4]/wholes[4])
			t.Logf("a tick takes %.0f ms, and the whole page %.0f ms", ticks[4], wholes[4])
		}
		if best > mostTick {
			t.Errorf("a tick takes %.2f of the time for the whole page, and may take %.2f", best, mostTick)
		}
	}
	t.Run("with scripts", func(t *testing.T) {
		p := open(t, h, phone())
		p.until("document.querySelector('#start_here button')")
		p.start()
		p.do(slow)
		quick(t, func() [][2]float64 { return await[[][2]float64](p, ticksWithScripts) })
	})
	t.Run("without", func(t *testing.T) {
		p := open(t, h, phone(), noScript())
		p.do(slow)
		quick(t, func() [][2]float64 { return eval[[][2]float64](p, ticksAlone) })
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
