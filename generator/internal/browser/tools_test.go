//go:build browser

package browser

import (
	"slices"
	"strings"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// pretending gives a page a way to share, and a voice of its own device or of
// somebody else's, which write down what they are given.
func pretending(voice string) action {
	return command(cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: `
		window.shared = []; window.spoken = []; window.silenced = 0;
		Object.defineProperty(navigator, "share", { value: async (what) => { shared.push(what); } });
		Object.defineProperty(window, "speechSynthesis", { value: {
			getVoices: () => ` + voice + `,
			speak: (said) => { spoken.push(said.text); setTimeout(() => said.onend?.()); },
			cancel: () => { silenced++; },
		} });
		window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };`})
}

// Nothing but the title and the address of a page is shared, whatever its
// address says beside it.
func TestSharingTellsNothing(t *testing.T) {
	h := buildSite(t).serve(t)
	p := blank(t, phone(), pretending("[]"))
	p.visit(h, "/causes/caffeine/?twitching=yes#findings")
	p.click(`.tools [data-does="share"]`)
	p.until("shared.length")
	if got, want := eval[string](p, "JSON.stringify(shared)"), `[{"title":"Too much caffeine · Nose twitching","url":"`+h.URL+`/causes/caffeine/"}]`; got != want {
		t.Errorf("shared %s, not %s", got, want)
	}
	p.quiet()
}

// A page is read by a voice of the device, from its title to its end, without
// its citations; where the only voice is somebody else's it is not offered.
func TestReadingAloud(t *testing.T) {
	h := buildSite(t).serve(t)
	for voice, offered := range map[string]bool{
		`[{lang: "en_GB", localService: true}]`:  true,
		`[{lang: "en-GB", localService: false}]`: false,
		`[{lang: "de-DE", localService: true}]`:  false,
	} {
		p := blank(t, phone(), pretending(voice))
		p.visit(h, "/causes/caffeine/")
		if got := eval[bool](p, `document.querySelector('[data-does="listen"]').checkVisibility()`); got != offered {
			t.Errorf("with the voices %s reading aloud is offered: %v", voice, got)
		}
		if !offered {
			continue
		}
		p.click(`.tools [data-does="listen"]`)
		p.until(`silenced === 1`) // it is done
		spoken := eval[[]string](p, "spoken")
		if len(spoken) < 20 || !slices.Contains(spoken[:2], "Too much caffeine") {
			t.Errorf("read: %q", spoken)
		}
		for _, text := range spoken {
			if strings.HasPrefix(text, "source ") || strings.Contains(text, "(general knowledge)") || strings.Contains(text, "accessed") {
				t.Errorf("a citation is read: %q", text)
			}
		}
		p.quiet()
	}
}

// A link to a sign that is folded opens it.
func TestLinksOpenWhatIsFolded(t *testing.T) {
	h := buildSite(t).serve(t)
	p := blank(t, phone())
	p.visit(h, "/warning-signs/#rf-seizure")
	p.until(`document.querySelector("#rf-seizure details").open`)
	eval[any](p, `location.hash = "#rf-new-droop", 0`)
	p.until(`document.querySelector("#rf-new-droop details").open`)
	if between := eval[string](p, `getComputedStyle(document.querySelector("#rf-new-droop .signs__more + .signs__more"), "::before").content`); !strings.Contains(between, "·") {
		t.Errorf("between what to read and the rule stands %s", between)
	}
	p.quiet()
}

// Two causes fit on a phone, so that the table of a small group is there at once.
func TestASmallComparisonIsThereAtOnce(t *testing.T) {
	p := blank(t, chromedp.EmulateViewport(320, 640))
	p.visit(statues(t).serve(t), "/compare/")
	const faults = `[...document.querySelectorAll(".switch + .scroll")].filter((e) => e.checkVisibility() !== (e.querySelectorAll("thead th").length < 4) || e.scrollWidth > e.clientWidth).map((e) => e.getAttribute("aria-label"))`
	if wrong := eval[[]string](p, faults); len(wrong) > 0 {
		t.Errorf("hidden though it fits, shown though it does not, or too wide: %q", wrong)
	}
	if n := eval[int](p, `[...document.querySelectorAll(".switch + .scroll")].filter((e) => e.checkVisibility()).length`); n == 0 {
		t.Error("no group has two causes")
	}
}

// On the page of tables a reader chooses two causes and sees them side by side.
// Until then a desk shows all of them and a phone none. Their heads stay in sight.
func TestTwoCausesSideBySide(t *testing.T) {
	h := buildSite(t).serve(t)
	const heads = `[...document.querySelectorAll(".compare")].map((c) => [...c.querySelectorAll("thead th")].filter((e) => e.checkVisibility()).length)[0]`
	desk := blank(t, chromedp.EmulateViewport(1440, 900))
	desk.visit(h, "/compare/")
	if n := eval[int](desk, heads); n < 6 {
		t.Errorf("%d heads on a desk", n)
	}
	p := blank(t, phone())
	p.visit(h, "/compare/")
	if n := eval[int](p, heads); n > 0 {
		t.Errorf("%d heads on a phone before anything is chosen", n)
	}
	p.click(".compare label:nth-of-type(2)")
	p.click(".compare label:nth-of-type(4)")
	if n := eval[int](p, heads); n != 3 {
		t.Errorf("%d heads with two chosen", n)
	}
	if empty := eval[int](p, `[...document.querySelector(".compare tbody").rows].filter((r) => r.checkVisibility() && ![...r.querySelectorAll("td")].some((c) => c.checkVisibility() && c.textContent)).length`); empty > 0 {
		t.Errorf("%d rows say nothing of the two", empty)
	}
	p.wide()
	p.shoot("-compare-two")
	eval[any](p, `document.querySelector(".compare .scroll").scrollTo(0, 200), 0`)
	if top := eval[float64](p, `document.querySelector(".compare thead th").getBoundingClientRect().top - document.querySelector(".compare .scroll").getBoundingClientRect().top`); top < -1 || top > 2 {
		t.Errorf("the heads have moved by %v", top)
	}
	p.quiet()
}
