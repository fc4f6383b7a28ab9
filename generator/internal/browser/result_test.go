//go:build browser

package browser

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"nosology/generator/rules"
)

// What was confirmed from a reader's own words stands in the summary for a doctor, also where it is an emergency
// before anything was asked.
func TestOwnWordsStandInTheSummary(t *testing.T) {
	p := open(t, buildSite(t).serve(t), phone())
	p.until("document.querySelector('#own_words')")
	eval[any](p, "document.querySelector('#own_words').value = 'one side of his face has dropped'")
	p.start()
	p.click("[data-do=confirm]")
	p.until("checker.dataset.screen === 'result'")
	p.shoot("own-words")
	if text := eval[string](p, "document.querySelector('.for-doctor').textContent"); !strings.Contains(text, "One side of the face has dropped") {
		t.Errorf("the summary does not hold what was confirmed: %q", text)
	}
	p.quiet()
}

// resultOf answers every question that is asked, with the findings given and
// no others, and opens the result.
func resultOf(t *testing.T, findings ...string) *tab {
	t.Helper()
	site := buildSite(t)
	base := site.site.Rules
	p := open(t, site.serve(t), phone())
	p.start()
	first, truth := firstOptions(base), make([]rules.Answer, len(base.Findings))
	for i, id := range base.Findings {
		if truth[i] = rules.No; slices.Contains(findings, id) {
			truth[i] = rules.Yes
		}
	}
	base.Cover(truth)
	for range len(base.Questions) {
		if p.screen() != "question" {
			break
		}
		n := p.question()
		reply, fits := base.Truthful(truth, n)
		if !fits {
			t.Fatalf("no answer to %q fits", base.Questions[n].ID)
		}
		if len(reply.Options) == 0 {
			reply = calm(&base.Questions[n])
		}
		p.answer(boxes(base, first, n, reply))
	}
	return p
}

// A page that came without encryption has no clipboard and no way to share: the result offers neither, and stays. Where
// they are there, what becomes of them is said.
func TestResultWithoutAClipboard(t *testing.T) {
	h := buildSite(t).serve(t)
	const offered = `[...document.querySelectorAll(".for-doctor [data-do]")].map((e) => e.dataset.do).filter((e) => e === "copy" || e === "share").join()`
	for name, want := range map[string]string{"127.0.0.1": "copy,share", plainName: ""} {
		h.URL = strings.Replace(h.URL, "127.0.0.1", name, 1)
		p := open(t, h, phone())
		p.start()
		p.finish("16 to 39")
		p.heads("Care for it at home")
		if got := eval[string](p, offered); got != want {
			t.Errorf("at %s the result offers %q, not %q", name, got, want)
		}
		h.URL = strings.Replace(h.URL, name, "127.0.0.1", 1)
	}
}

// A lid that has flickered for over a year points to no cause, and says so. The summary for a doctor names all that was
// denied.
func TestResultWithoutACause(t *testing.T) {
	p := resultOf(t, "age-under-40", "eyelid-twitch", "more-than-two-weeks", "more-than-several-weeks", "more-than-three-months", "more-than-one-year")
	p.heads("See a doctor")
	p.shoot("no-cause")
	if got, want := p.shown(), "see-a-doctor\nwarning: A twitch for over two weeks\nwarning: A movement that troubles, or has lasted over a year"; got != want {
		t.Errorf("shown are\n%s\nwant\n%s", got, want)
	}
	if text := eval[string](p, "document.querySelector('.bands').textContent"); !strings.Contains(text, "None of the causes") {
		t.Errorf("of the causes it says %q", text)
	}
	if denied := eval[string](p, "document.querySelector('[data-slot=none]').textContent"); !strings.Contains(denied, "Fever, stiff neck") {
		t.Errorf("of what was denied the summary says %q", denied)
	}
	p.quiet()
}

// What to do and to say is what was answered: nobody is quoted with a no, or twice, and what to do stands without the name
// of one warning where several call for the same.
func TestWhatToDoAndSay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		findings    []string
		says, never string
	}{
		{[]string{"age-under-16", "age-under-40", "nose-scrunching", "more-than-two-weeks"}, "1 to 15 years", "the child is older"},
		{[]string{"age-under-40", "pregnant-under-20-weeks", "neck-stiffness"}, "Surely under 20 weeks", "weeks; Surely"},
		{[]string{"age-under-1", "age-under-16", "age-under-40", "nose-twitch"}, "Under 1 year", "How old"},
		{[]string{"blue-grey-lips"}, "Call 999 now.", "meningitis"},
	} {
		p := resultOf(t, c.findings...)
		next := eval[string](p, "document.querySelector('.next').innerText")
		if strings.Count(next, c.says) != 1 || strings.Contains(next, c.never) {
			t.Errorf("with %q, what to do is\n%s", c.findings, next)
		}
		p.quiet()
	}
}

// A lid that has flickered for days fits the page of ordinary twitches in part. Where no page fits better, it is not
// called less likely than others.
func TestResultThatFitsInPart(t *testing.T) {
	p := resultOf(t, "age-under-40", "eyelid-twitch", "brief-comes-and-goes")
	p.heads("Care for it at home")
	if got, want := eval[string](p, "[...document.querySelectorAll('.bands h3')].map(e => e.textContent).join('|')"), "None fits well, but these fit in part"; got != want {
		t.Errorf("the causes stand under %q, want %q", got, want)
	}
	if got := p.shown(); !strings.Contains(got, "cause: Ordinary muscle twitch") {
		t.Errorf("shown are\n%s", got)
	}
	if speaks := eval[string](p, "document.querySelector('.bands .links').textContent"); !strings.Contains(speaks, "; short, and comes and goes") && !strings.Contains(speaks, "short, and comes and goes;") {
		t.Errorf("signs with commas run together: %q", speaks)
	}
	p.quiet()
}

// Who cries for help is told to call before anything is asked, whatever else was recognised.
func TestACryForHelpIsAnsweredFirst(t *testing.T) {
	t.Parallel()
	site := buildSite(t)
	for _, words := range []string{"am i dying", "i think i am dying", "999", "heart attack", "i am having a stroke", "call an ambulance"} {
		p := open(t, site.serve(t), phone())
		p.until("document.querySelector('#own_words')")
		eval[any](p, fmt.Sprintf("document.querySelector('#own_words').value = %q", words))
		p.start()
		if first := eval[string](p, "document.querySelector('.offer').firstElementChild.innerText"); !strings.Contains(strings.ToLower(first), "call 999 now") {
			t.Errorf("after %q the screen begins with %q", words, first)
		}
		p.shoot("cry-" + words)
		p.quiet()
	}
}

// Where a cause that fits well needs more than the answers' own warnings call for, the result does not send the reader
// home: its card is of what the cause needs, and it says which cause that is.
func TestAdviceIsNoMilderThanWhatFitsWell(t *testing.T) {
	for cause, findings := range map[string][]string{
		"Alcohol":   {"heavy-alcohol", "nose-twitch"},
		"potassium": {"muscle-cramps-elsewhere", "tiredness", "nose-twitch"},
	} {
		p := resultOf(t, findings...)
		p.heads("See a doctor")
		p.shoot("needs-more")
		if text := eval[string](p, "document.querySelector('[data-slot=needs]').innerText"); !strings.Contains(text, cause) || !strings.Contains(text, "See a doctor") {
			t.Errorf("beside the advice stands %q", text)
		}
		if eval[bool](p, "!!document.querySelector('.outcome .care--self-care')") {
			t.Error("the card of self-care is shown")
		}
		p.quiet()
	}
}

// The card of self-care never stands above a cause that needs more, however little the cause fits.
func TestSelfCareStandsAboveNothingThatNeedsMore(t *testing.T) {
	p := resultOf(t, "tiredness", "poor-sleep", "eyelid-twitch", "brief-comes-and-goes")
	p.heads("Care for it at home")
	below := eval[[]string](p, "[...document.querySelectorAll('#checker [data-slot=causes] .links a')].map(e => e.getAttribute('href'))")
	if len(below) == 0 {
		t.Error("no cause is shown")
	}
	for _, c := range buildSite(t).site.Causes {
		if slices.Contains(below, c.Address) && c.Cause.Care.S != rules.SelfCare.String() {
			t.Errorf("below it stands %s, which needs %s", c.Address, c.Cause.Care.S)
		}
	}
	p.shoot("self-care")
	p.quiet()
}
