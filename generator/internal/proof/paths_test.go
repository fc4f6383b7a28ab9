package proof

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"nosology/generator/rules"
)

// Whatever readers answer: no question is asked twice; who they are is asked before any advice but to call; and what is
// dangerous by itself comes before everything else.
func TestWhatIsAskedWhen(t *testing.T) {
	b := shipped(t)
	c, err := rules.NewChecker(b)
	if err != nil {
		t.Fatal(err)
	}
	question := func(id string) int {
		return slices.IndexFunc(b.Questions, func(q rules.Question) bool { return q.ID == id })
	}
	age, pregnant := question("age"), question("about-the-person")
	r := rand.New(rand.NewPCG(3, 13))
	ends := map[rules.Level]int{}
	for range 800 {
		yes, unsure := someOf(r, b), someOf(r, b)
		asked, end := walks(t, c, yes, unsure)
		ends[end.Urgency]++
		if again := twice(asked); again >= 0 {
			t.Errorf("%q is asked twice", b.Questions[again].ID)
		}
		if end.Urgency < rules.Emergency && (!slices.Contains(asked, age) || !slices.Contains(asked, pregnant)) {
			t.Errorf("advice, %s, before age and pregnancy are known", end.Urgency)
		}
		for place, q := range asked {
			if dangerAlone(b, q) && slices.ContainsFunc(asked[:place], func(before int) bool { return len(b.Questions[before].When) == 0 && !dangerAlone(b, before) }) {
				t.Errorf("%q is asked after what can wait", b.Questions[q].ID)
			}
		}
	}
	t.Logf("readers by advice: %v", ends)
	for level := rules.SelfCare; level <= rules.Emergency; level++ {
		if ends[level] == 0 {
			t.Errorf("nobody came to %s", level)
		}
	}
}

// someOf are a few findings that are no cover of others, mostly none or one.
func someOf(r *rand.Rand, b *rules.Base) (some []uint16) {
	for range r.IntN(3) * r.IntN(3) {
		if f := uint16(r.IntN(len(b.Findings))); !strings.HasPrefix(b.Findings[f], "any-of-") {
			some = append(some, f)
		}
	}
	return some
}

func twice(asked []int) int {
	for i, q := range asked {
		if slices.Contains(asked[:i], q) {
			return q
		}
	}
	return -1
}

// dangerAlone reports whether a question is asked of everybody, and for what is an emergency by itself.
func dangerAlone(b *rules.Base, question int) bool {
	q := &b.Questions[question]
	return len(q.When) == 0 && slices.ContainsFunc(b.Flags, func(f rules.Flag) bool {
		return f.Level == rules.Emergency && slices.ContainsFunc(f.When, func(all []uint16) bool {
			return len(all) == 1 && slices.ContainsFunc(q.Options, func(o rules.Option) bool { return slices.Contains(o.Findings, all[0]) })
		})
	})
}
