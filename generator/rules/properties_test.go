package rules_test

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"nosology/generator/rules"
	"nosology/generator/rules/ruletest"
)

// scene is a random base with random answers.
type scene struct {
	*rapid.T
	base    *rules.Base
	checker *rules.Checker
	answers []rules.Answer
	result  rules.Result
}

func scenes(t *testing.T, size ruletest.Size, check func(*scene)) {
	t.Helper()
	rapid.Check(t, func(rt *rapid.T) {
		// One seed makes the scene: single draws by rapid tend to small numbers, and so to bases without flags.
		draw := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 0)).IntN
		s := &scene{T: rt, base: ruletest.Base(draw, size)}
		if size == ruletest.Small() {
			shown, err := json.Marshal(s.base)
			rt.Logf("base: %s, %v", shown, err)
		}
		var err error
		if s.checker, err = rules.NewChecker(s.base); err != nil {
			rt.Fatalf("a base without fatal problems is refused: %v", err)
		}
		s.answers = ruletest.Answers(draw, s.base)
		rt.Logf("answers: %v", s.answers)
		s.result = s.judge(s.answers)
		check(s)
	})
}

func (s *scene) judge(answers []rules.Answer) rules.Result {
	result, err := s.checker.Judge(answers)
	if err != nil {
		s.Fatalf("answers %v: %v", answers, err)
	}
	return result
}

// medium is small enough for quick shrinking and large enough for flags to meet.
func medium() ruletest.Size {
	return ruletest.Size{Findings: 30, Questions: 8, Flags: 12, Alternatives: 5, Causes: 16}
}

func TestUrgencyIsTheHighestFlag(t *testing.T) {
	scenes(t, medium(), func(s *scene) {
		if want := oracleUrgency(s.base, s.answers); s.result.Urgency != want {
			s.Fatalf("urgency %v, want %v", s.result.Urgency, want)
		}
		fired := map[string]rules.Level{}
		last := rules.Emergency
		for _, f := range s.result.Flags {
			fired[f.ID] = f.Level
			if f.Level > last {
				s.Fatalf("flag %s at %v comes after one at %v", f.ID, f.Level, last)
			}
			last = f.Level
		}
		for i := range s.base.Flags {
			f := &s.base.Flags[i]
			if want := oracleFlag(f, s.answers); fired[f.ID] != want {
				s.Fatalf("flag %s at %v, want %v", f.ID, fired[f.ID], want)
			}
		}
	})
}

func TestUrgencyNeverFallsAsAnswersRise(t *testing.T) {
	scenes(t, medium(), func(s *scene) {
		f := rapid.IntRange(0, len(s.answers)-1).Draw(s.T, "finding")
		var levels []rules.Level
		for _, answer := range []rules.Answer{rules.NotAsked, rules.No, rules.NotSure, rules.Yes} {
			s.answers[f] = answer
			levels = append(levels, s.judge(s.answers).Urgency)
		}
		if !slices.IsSorted(levels) || levels[0] != levels[1] {
			s.Fatalf("finding %d from not asked over no and not sure to yes: %v", f, levels)
		}
	})
}

func TestNotSureAboutAnEmergencyIsAtLeastUrgent(t *testing.T) {
	scenes(t, medium(), func(s *scene) {
		for i := range s.base.Flags {
			f := &s.base.Flags[i]
			for _, alternative := range f.When {
				answers := s.checker.Answers()
				for _, finding := range alternative {
					answers[finding] = rules.NotSure
				}
				want := max(f.Level-1, rules.SeeADoctor)
				if f.UnsureFull {
					want = f.Level
				}
				if got := s.judge(answers).Urgency; got < want {
					s.Fatalf("not sure about %v of flag %s (%v): %v, want at least %v", alternative, f.ID, f.Level, got, want)
				}
			}
		}
	})
}

func TestOrderDoesNotMatter(t *testing.T) {
	scenes(t, medium(), func(s *scene) {
		// The same questions and flags, with flags and alternatives in another order.
		other := &rules.Base{Findings: s.base.Findings, Questions: s.base.Questions}
		shuffle := rand.New(rand.NewPCG(rapid.Uint64().Draw(s.T, "order"), 0))
		for _, i := range shuffle.Perm(len(s.base.Flags)) {
			f := s.base.Flags[i]
			f.When = slices.Clone(f.When)
			shuffle.Shuffle(len(f.When), func(i, j int) { f.When[i], f.When[j] = f.When[j], f.When[i] })
			other.Flags = append(other.Flags, f)
		}
		checker, err := rules.NewChecker(other)
		if err != nil {
			s.Fatal(err)
		}
		got, err := checker.Judge(s.answers)
		if err != nil {
			s.Fatal(err)
		}
		want := s.result
		// Beyond what can raise the urgency, the next question is for the causes, which the other base has not.
		sameNext := got.Next == want.Next || want.CouldBe == want.Urgency
		if got.Urgency != want.Urgency || got.CouldBe != want.CouldBe || !sameNext {
			s.Fatalf("in another order: %+v, want %+v", got, want)
		}
	})
}

func TestACauseIsJudgedByItsOwnEvidence(t *testing.T) {
	scenes(t, medium(), func(s *scene) {
		for i := range s.base.Causes {
			alone := &rules.Base{
				Findings: s.base.Findings, Background: s.base.Background,
				Questions: s.base.Questions, Causes: s.base.Causes[i : i+1],
			}
			checker, err := rules.NewChecker(alone)
			if err != nil {
				s.Fatal(err)
			}
			got, err := checker.Judge(s.answers)
			if err != nil {
				s.Fatal(err)
			}
			points, supported := oracleCause(s.base, &s.base.Causes[i], s.answers)
			want := oracleBand(points)
			if !supported {
				want = 0
			}
			switch {
			case want == 0 && len(got.Causes) > 0:
				s.Fatalf("cause %d is shown as %v with %d points, supported %v", i, got.Causes[0].Band, points, supported)
			case want > 0 && (len(got.Causes) == 0 || got.Causes[0].Band != want):
				s.Fatalf("cause %d with %d points: %+v, want %v", i, points, got.Causes, want)
			}
		}
	})
}

func TestCausesAreOrderedAndExplained(t *testing.T) {
	scenes(t, medium(), func(s *scene) {
		last := 1 << 20
		for _, fit := range s.result.Causes {
			c := &s.base.Causes[fit.Cause]
			points, _ := oracleCause(s.base, c, s.answers)
			if points > last {
				s.Fatalf("cause %s with %d points comes after one with %d", fit.ID, points, last)
			}
			last = points
			var supporting, opposing []string
			for _, e := range c.Evidence {
				there, id := s.answers[e.Finding] == rules.Yes, s.base.Findings[e.Finding]
				switch {
				case there && e.Strength == rules.Against, s.answers[e.Finding] == rules.No && e.Strength == rules.Typical:
					opposing = append(opposing, id)
				case there:
					supporting = append(supporting, id)
				}
			}
			if !sameSet(fit.For, supporting) || !sameSet(fit.Against, opposing) {
				s.Fatalf("cause %s: for %v against %v, want %v and %v", fit.ID, fit.For, fit.Against, supporting, opposing)
			}
		}
	})
}

func sameSet(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

func TestJudgingIsDeterministic(t *testing.T) {
	scenes(t, ruletest.Full(), func(s *scene) {
		before := slices.Clone(s.answers)
		if again := s.judge(s.answers); !reflect.DeepEqual(again, s.result) {
			s.Fatalf("judged again: %+v, before: %+v", again, s.result)
		}
		if !slices.Equal(before, s.answers) {
			s.Fatal("judging changes the answers")
		}
		fresh, err := rules.NewChecker(s.base)
		if err != nil {
			s.Fatal(err)
		}
		if other, err := fresh.Judge(s.answers); err != nil || !reflect.DeepEqual(other, s.result) {
			s.Fatalf("judged by another checker: %+v, %v, before: %+v", other, err, s.result)
		}
	})
}

// Of the highest urgency that is still possible: some completion reaches it, and none exceeds it. Many scenes, since
// ages that exclude one another and questions that wait for others must meet in one flag to make a difference.
func TestCouldBeIsExact(t *testing.T) {
	draw := rand.New(rand.NewPCG(3, 0)).IntN
	open := 0
	for range 4000 {
		base := ruletest.Base(draw, ruletest.Small())
		checker, err := rules.NewChecker(base)
		if err != nil {
			t.Fatal(err)
		}
		answers := ruletest.Answers(draw, base)
		got, err := checker.Judge(answers)
		if err != nil {
			t.Fatal(err)
		}
		highest := rules.SelfCare
		oracleCompletions(base, answers, func(answers []rules.Answer) {
			highest = max(highest, oracleUrgency(base, answers))
		})
		if got.CouldBe != highest {
			shown, _ := json.Marshal(base)
			t.Fatalf("could be %v, but the completions reach %v\nbase %s\nanswers %v", got.CouldBe, highest, shown, answers)
		}
		if highest > got.Urgency {
			open++
		}
	}
	t.Logf("exact in 4000 scenes, %d of them open", open)
}

func TestWitnessIsMinimal(t *testing.T) {
	scenes(t, medium(), func(s *scene) {
		for _, f := range s.result.Flags {
			flag := &s.base.Flags[f.Flag]
			alone := s.checker.Answers()
			for _, id := range f.Witness {
				n := slices.Index(s.base.Findings, id)
				alone[n] = s.answers[n]
			}
			if got := oracleFlag(flag, alone); got != f.Level {
				s.Fatalf("flag %s is %v, but by its witness %v alone %v", f.ID, f.Level, f.Witness, got)
			}
			for _, id := range f.Witness {
				n := slices.Index(s.base.Findings, id)
				kept := alone[n]
				alone[n] = rules.NotAsked
				if got := oracleFlag(flag, alone); got >= f.Level {
					s.Fatalf("flag %s stays %v without %s of its witness %v", f.ID, got, id, f.Witness)
				}
				alone[n] = kept
			}
		}
	})
}

func TestNextQuestionCanRaiseTheUrgency(t *testing.T) {
	scenes(t, medium(), func(s *scene) {
		r := s.result
		if r.CouldBe > r.Urgency && (r.Next < 0 || r.NextRaises != r.CouldBe) {
			s.Fatalf("could be %v, but next is %d for %v", r.CouldBe, r.Next, r.NextRaises)
		}
		if (r.Next < 0) != (r.Worth == 0) || r.Urgency == rules.Emergency && r.Next >= 0 {
			s.Fatalf("next %d of %d at %v", r.Next, r.Worth, r.Urgency)
		}
		if r.NextRaises > rules.SelfCare && r.NextRaises <= r.Urgency {
			s.Fatalf("next is said to raise %v to %v", r.Urgency, r.NextRaises)
		}
		var askable []int
		for i := range s.base.Questions {
			q := &s.base.Questions[i]
			open := slices.ContainsFunc(asks(q), func(f uint16) bool { return s.answers[f] == rules.NotAsked })
			if open && oracleAsked(q, s.answers) {
				askable = append(askable, i)
			}
		}
		if r.Worth > len(askable) || r.Next >= 0 && !slices.Contains(askable, r.Next) {
			s.Fatalf("next is question %d of %d, but only %v can be asked", r.Next, r.Worth, askable)
		}
	})
}

// Whatever a reader answers, the way ends, no question comes twice, and at its end nothing can raise the urgency.
func TestEveryWayEnds(t *testing.T) {
	scenes(t, medium(), func(s *scene) {
		asked, end, err := s.checker.Walk(func(question int) rules.Reply {
			q := &s.base.Questions[question]
			choice := rapid.IntRange(-1, len(q.Options)-1).Draw(s.T, "option")
			if choice >= 0 {
				return rules.Reply{Options: []int{choice}}
			}
			if q.NotSure {
				return rules.Reply{NotSure: asks(q)}
			}
			return rules.Reply{}
		})
		if err != nil {
			s.Fatal(err)
		}
		if len(asked) != len(slices.Compact(slices.Sorted(slices.Values(asked)))) {
			s.Fatalf("a question comes twice: %v", asked)
		}
		if end.CouldBe != end.Urgency {
			s.Fatalf("the way ends at %v, but could still be %v", end.Urgency, end.CouldBe)
		}
	})
}
