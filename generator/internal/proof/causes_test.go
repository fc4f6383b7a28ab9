package proof

import (
	"slices"
	"testing"

	"nosology/generator/rules"
)

// calm answers every question with none of its findings, but for those that are given, with all that goes with them:
// over a year is also over two weeks.
func calm(t *testing.T, b *rules.Base, yes ...string) []rules.Answer {
	t.Helper()
	answers := make([]rules.Answer, len(b.Findings))
	for i := range answers {
		answers[i] = rules.No
	}
	for _, id := range yes {
		n, ok := b.Finding(id)
		if !ok {
			t.Fatalf("the rules have no finding %q", id)
		}
		answers[n] = rules.Yes
	}
	return answers
}

// backgrounds are the choices that say nothing but who somebody is and how long it has lasted.
func backgrounds() [][]string {
	ages := [][]string{{}, {"age-under-1", "age-under-16", "age-under-40"}, {"age-under-16", "age-under-40"}, {"age-under-40"}, {"age-over-50"}}
	spans := [][]string{{}, {"more-than-two-weeks"}}
	for _, longer := range []string{"more-than-several-weeks", "more-than-three-months", "more-than-one-year"} {
		spans = append(spans, append(slices.Clone(spans[len(spans)-1]), longer))
	}
	var all [][]string
	for _, age := range ages {
		for _, span := range spans {
			for _, rest := range [][]string{{}, {"pregnant-20-weeks-or-after-birth"}, {"sudden-onset"}} {
				all = append(all, slices.Concat(age, span, rest))
			}
		}
	}
	return all
}

// An age, a pregnancy or a duration alone is no reason to read about any cause.
func TestBackgroundShowsNoCause(t *testing.T) {
	b := shipped(t)
	e := newEngine(t, b)
	for _, yes := range backgrounds() {
		if r := e.judge(t, calm(t, b, yes...)); len(r.Causes) > 0 {
			t.Errorf("%v alone shows %s", yes, r.Causes[0].ID)
		}
	}
}

// One small movement and nothing else leads to no page about something that needs help today, however long it has
// lasted and whoever has it.
func TestOneSmallMovementShowsNothingFrightening(t *testing.T) {
	b := shipped(t)
	e := newEngine(t, b)
	for _, movement := range []string{"nose-twitch", "nose-scrunching", "eyelid-twitch", "blinking", "cheek-twitch", "mouth-twitch", "grimacing"} {
		for _, yes := range backgrounds() {
			for _, c := range e.judge(t, calm(t, b, append(yes, movement)...)).Causes {
				if c.Care > rules.SeeADoctor {
					t.Errorf("%v with %s shows %s, %v", yes, movement, c.ID, c.Band)
				}
			}
		}
	}
}

// Tics begin at about five years, so for a baby no page about them stands out, also where somebody ticks a time that is
// longer than its life.
func TestTicsDoNotStandOutForBabies(t *testing.T) {
	b := shipped(t)
	e := newEngine(t, b)
	baby := []string{"age-under-1", "age-under-16", "age-under-40"}
	for _, span := range [][]string{{}, {"more-than-two-weeks", "more-than-several-weeks", "more-than-three-months", "more-than-one-year"}} {
		for _, c := range e.judge(t, calm(t, b, slices.Concat(baby, span, []string{"nose-scrunching", "blinking"})...)).Causes {
			switch c.ID {
			case "tourette-syndrome", "chronic-tic-disorder", "provisional-tic-disorder", "facial-tic-disorder":
				if c.Band > rules.LessLikely {
					t.Errorf("%v shows %s, %v", span, c.ID, c.Band)
				}
			}
		}
	}
}
