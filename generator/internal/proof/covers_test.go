package proof

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"nosology/generator/rules"
)

// askerOf returns the question that asks for a finding.
func askerOf(t *testing.T, b *rules.Base, finding uint16) *rules.Question {
	t.Helper()
	for i := range b.Questions {
		for _, o := range b.Questions[i].Options {
			if slices.Contains(o.Findings, finding) {
				return &b.Questions[i]
			}
		}
	}
	t.Fatalf("nobody asks for %q", b.Findings[finding])
	return nil
}

// onEveryPath reports whether whoever has a finding is asked for it, whatever else is answered: everybody is asked, or
// a line covers the question that does, and that line is on every path.
func onEveryPath(t *testing.T, b *rules.Base, finding uint16, covered bool) bool {
	q := askerOf(t, b, finding)
	return len(q.When) == 0 || covered && q.Cover > 0 && onEveryPath(t, b, q.Cover-1, true)
}

// behind are signs that are asked behind another, and what that is: an age or a pregnancy, which are asked on every path,
// or a sign without which they are not there, and which calls for help by itself.
func behind() map[string]string {
	return map[string]string{
		"baby-unwell": "age-under-1", "baby-spasms": "age-under-16", "rapid-eye-movements": "age-under-1",
		"preeclampsia-signs": "pregnant-20-weeks-or-after-birth", "self-harm-now": "self-harm-thoughts",
		"droop-over-days-forehead": "facial-droop",
	}
}

// Every sign that is an emergency alone has a line that is asked of everybody, in a question of its own or behind an age
// or a pregnancy; every one that is an emergency together with others is on every path too, or behind a line that
// covers it.
func TestEveryEmergencyIsAskedOnEveryPath(t *testing.T) {
	b := shipped(t)
	alone, together := 0, 0
	for _, f := range b.Flags {
		for _, all := range f.When {
			if f.Level != rules.Emergency {
				continue
			}
			for _, finding := range all {
				id := b.Findings[finding]
				if first := behind()[id]; first != "" {
					n, _ := b.Finding(first)
					if q := askerOf(t, b, finding); !slices.ContainsFunc(q.When, func(set []uint16) bool { return slices.Equal(set, []uint16{n}) }) || !onEveryPath(t, b, n, true) {
						t.Errorf("%s: %s is not asked of whoever has %s", f.ID, id, first)
					}
				} else if id == "sudden-onset" {
					n := all[1-slices.Index(all[:2], finding)&1]
					if q := askerOf(t, b, finding); !slices.ContainsFunc(q.When, func(set []uint16) bool { return len(set) == 1 && slices.Contains(all, set[0]) }) {
						t.Errorf("%s: nobody asks how fast %s came", f.ID, b.Findings[n])
					}
				} else if !onEveryPath(t, b, finding, len(all) > 1 || id == "uneven-pupils") { // whose line says the same, and tells a lid apart that can wait
					t.Errorf("%s: %s is not asked on every path", f.ID, id)
				}
			}
			if together++; len(all) == 1 {
				together, alone = together-1, alone+1
			}
		}
	}
	t.Logf("%d emergencies by one sign, %d by several", alone, together)
}

// walks is a reader of whom some findings are true and no others, and who answers truthfully: to a line that covers
// several, yes where any of them is there.
func walks(t *testing.T, c *rules.Checker, yes, unsure []uint16) (asked []int, end rules.Result) {
	t.Helper()
	b, truth := c.Base(), c.Answers()
	for i := range truth {
		truth[i] = rules.No
	}
	for _, f := range unsure {
		truth[f] = rules.NotSure
	}
	for _, f := range yes {
		truth[f] = rules.Yes
	}
	complete(b, truth)
	b.Cover(truth)
	asked, end, err := c.Walk(func(question int) rules.Reply {
		reply, fits := b.Truthful(truth, question)
		if !fits {
			t.Fatalf("%s: no answer to %q fits", told(b, truth), b.Questions[question].ID)
		}
		return reply
	})
	if err != nil {
		t.Fatal(err)
	}
	return asked, end
}

// complete adds what goes with a finding: a baby is also under 16, over a year is also over two weeks, and what is asked
// behind a sign comes with that sign.
func complete(b *rules.Base, truth []rules.Answer) {
	goesWith := [][]string{
		{"age-under-1", "age-under-16", "age-under-40"}, {"age-under-16", "age-under-40"},
		{"more-than-one-year", "more-than-three-months", "more-than-several-weeks", "more-than-two-weeks"},
		{"more-than-three-months", "more-than-several-weeks", "more-than-two-weeks"}, {"more-than-several-weeks", "more-than-two-weeks"},
	}
	for sign, first := range behind() {
		goesWith = append(goesWith, []string{sign, first})
	}
	for range 2 { // a baby's sign makes it a baby, and that makes it a child
		for _, ids := range goesWith {
			first, _ := b.Finding(ids[0])
			for _, id := range ids[1:] {
				n, _ := b.Finding(id)
				truth[n] = max(truth[n], truth[first])
			}
		}
	}
	exclude := func(ids ...string) {
		seen := false
		for _, id := range ids {
			if n, _ := b.Finding(id); truth[n] != rules.Yes {
			} else if seen {
				truth[n] = rules.No
			} else {
				seen = true
			}
		}
	}
	exclude("age-under-1", "age-over-50")
	exclude("age-under-16", "age-over-50")
	exclude("age-under-40", "age-over-50")
	exclude("pregnant-20-weeks-or-after-birth", "pregnant-under-20-weeks")
}

// Whoever has what makes a flag count comes to its level through the questions, with nothing else, with any one thing
// beside it that somebody may also have, and with many: no answer hides a question that matters.
func TestNoPathHidesWhatMatters(t *testing.T) {
	b := shipped(t)
	c, err := rules.NewChecker(b)
	if err != nil {
		t.Fatal(err)
	}
	longest := 0
	reaches := func(f *rules.Flag, all []uint16, more ...uint16) {
		asked, end := walks(t, c, slices.Concat(all, more), nil)
		longest = max(longest, len(asked))
		if end.Urgency < f.Level {
			var ids []string
			for _, n := range slices.Concat(all, more) {
				ids = append(ids, b.Findings[n])
			}
			t.Errorf("%s: the questions bring %s to %s only", f.ID, strings.Join(ids, " + "), end.Urgency)
		}
	}
	r := rand.New(rand.NewPCG(13, 13))
	n := 0
	for i := range b.Flags {
		f := &b.Flags[i]
		for _, all := range f.When {
			reaches(f, all)
			for range 4 {
				var more []uint16
				for range 1 + r.IntN(4) {
					if other := uint16(r.IntN(len(b.Findings))); !strings.HasPrefix(b.Findings[other], "any-of-") && !excludes(b, all, other) {
						more = append(more, other)
					}
				}
				reaches(f, all, more...)
				n++
			}
		}
	}
	t.Logf("%d readers with something beside it; the longest way has %d questions", n, longest)
}

// excludes reports whether a finding cannot be there beside others: another age, another time of a pregnancy.
func excludes(b *rules.Base, all []uint16, other uint16) bool {
	kind := func(f uint16) string {
		for _, prefix := range []string{"age-", "pregnant-", "baby-", "preeclampsia"} {
			if strings.HasPrefix(b.Findings[f], prefix) {
				return strings.TrimSuffix(strings.Replace(strings.Replace(prefix, "baby-", "age-", 1), "preeclampsia", "pregnant-", 1), "-")
			}
		}
		return ""
	}
	return kind(other) != "" && slices.ContainsFunc(all, func(f uint16) bool { return kind(f) == kind(other) }) || b.Findings[other] == "rapid-eye-movements" || kind(other) == "age"
}

// A reader with a small twitch of nose and eyelid who is tired and drinks coffee meets few questions, of few lines.
func TestTheWayOfTheHealthyIsShort(t *testing.T) {
	b := shipped(t)
	c, err := rules.NewChecker(b)
	if err != nil {
		t.Fatal(err)
	}
	var has []uint16
	for _, id := range []string{"age-under-40", "nose-twitch", "eyelid-twitch", "brief-comes-and-goes", "tiredness", "high-caffeine"} {
		n, _ := b.Finding(id)
		has = append(has, n)
	}
	asked, end := walks(t, c, has, nil)
	if len(asked) > 8 || end.Urgency != rules.SelfCare {
		t.Errorf("%d questions, and then %s", len(asked), end.Urgency)
	}
	for _, q := range b.Questions {
		lines := 0
		for _, o := range q.Options {
			if len(o.Findings) > 0 || !q.Many {
				lines++
			}
		}
		if lines > 6 {
			t.Errorf("%q has %d lines", q.ID, lines)
		}
	}
}
