package rules_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nosology/generator/rules"
	"nosology/generator/rules/ruletest"
)

// Each change breaks the small base in one way.
func TestValidate(t *testing.T) {
	tests := []struct {
		name   string
		change func(*rules.Base)
		want   string // kind: message of the only problem, or of those that belong together
	}{
		{"nothing wrong", func(*rules.Base) {}, ""},
		{"two flags of one name", func(b *rules.Base) { b.Flags[2].ID = "stroke" }, `bad-id! two flags are called "stroke"`},
		{"a question without a name", func(b *rules.Base) { b.Questions[0].ID = "" }, `bad-id! question 1 has no id`},
		{"too many findings together", func(b *rules.Base) {
			for i := range 20 {
				b.Findings = append(b.Findings, fmt.Sprint("more-", i))
				b.Flags[0].When[0] = append(b.Flags[0].When[0], uint16(6+i))
			}
		}, `too-many! 21 findings together, at most 16 are allowed`},
		{"a number that is no finding", func(b *rules.Base) { b.Flags[0].When[0][0] = 6 }, `unknown-finding! there is no finding 6`},
		{"a finding twice in an alternative", func(b *rules.Base) { b.Flags[1].When[0][1] = 3 }, `repeated-finding! "fever" is named twice`},
		{"a finding twice in a cause", func(b *rules.Base) { b.Causes[0].Evidence[1].Finding = 5 }, `repeated-finding! "coffee" is named twice`},
		{"an alternative that always holds", func(b *rules.Base) { b.Flags[0].When[0] = nil },
			`empty-alternative! an alternative without findings would always hold`},
		{"a flag for self-care", func(b *rules.Base) { b.Flags[2].Level = rules.SelfCare },
			`bad-value! flag "check" must be see-a-doctor, urgent or emergency`},
		{"no such prevalence", func(b *rules.Base) { b.Causes[0].Prevalence = 4 }, `bad-value! cause "caffeine" has no known prevalence`},
		{"no such strength", func(b *rules.Base) { b.Causes[0].Evidence[0].Strength = 4 },
			`bad-value! cause "caffeine" has evidence of unknown strength`},
		{"a finding in two questions", func(b *rules.Base) { b.Questions[3].Options[0].Findings[0] = 3 },
			`asked-twice! questions "signs" and "habits" both ask for "fever"`},
		{"a condition on a later answer", func(b *rules.Base) { b.Questions[2].When[0][0] = 5 },
			`asked-too-late! question "more" depends on "coffee", which no earlier question asks for`},
		{"a cover that is no finding", func(b *rules.Base) { b.Questions[2].Cover = 99 }, `unknown-finding! there is no finding 98`},
		{"a cover that is asked for too late", func(b *rules.Base) { b.Questions[2].Cover = 5 + 1 },
			`asked-too-late! question "more" is covered by "coffee", which no earlier question asks for`},
		{"a question that covers itself", func(b *rules.Base) { b.Questions[2].Cover = 4 + 1 },
			`asked-too-late! question "more" is covered by "stiff", which no earlier question asks for`},
		{"a condition on a cover of later", func(b *rules.Base) { b.Questions[2].When[0][0], b.Questions[2].Cover = 5, 5+1 },
			`asked-too-late! question "more" depends on "coffee", which no earlier question asks for`},
		{"a cover of two questions", func(b *rules.Base) { b.Questions[2].Cover, b.Questions[3].Cover = 3+1, 3+1 },
			`asked-twice! questions "more" and "habits" are both covered by "fever"`},
		{"a question that asks for nothing", func(b *rules.Base) { b.Questions[3].Options = []rules.Option{{}} },
			`no-options! question "habits" asks for nothing`},
		{"a flag without a rule", func(b *rules.Base) { b.Flags[2].When = nil },
			`no-alternatives: flag "check" never fires; pointless-finding: "old" is asked for, but no flag, cause or condition depends on it`},
		{"an alternative that adds nothing", func(b *rules.Base) { b.Flags[0].When = [][]uint16{{2}, {2, 3}} },
			`subsumed-alternative: flag "stroke" fires on droop alone, so droop and fever adds nothing`},
		{"a flag that never matters", func(b *rules.Base) {
			b.Flags = append(b.Flags, rules.Flag{ID: "paralysis", Level: rules.Urgent, When: [][]uint16{{2}, {2, 3}}})
			b.Flags[3].When = b.Flags[3].When[:1]
		}, `subsumed-flag: whenever flag "paralysis" fires, flag "stroke" fires at least as high`},
		{"ages that exclude one another", func(b *rules.Base) { b.Flags[2].When = [][]uint16{{1}, {0, 1}}; b.Flags[2].When[0][0] = 5 },
			`contradiction: flag "check": no way of answering makes young and old true together`},
		{"a flag that no question reaches", func(b *rules.Base) { b.Questions = b.Questions[:3]; b.Flags[2].When[0][0] = 5 },
			`unasked-finding: no question asks for "coffee"; unreachable-flag: no way of answering makes flag "check" count; ` +
				`unreachable-cause: no way of answering brings cause "caffeine" up; pointless-finding: "old"`},
		{"a cause with nothing for it", func(b *rules.Base) { b.Causes[0].Evidence[0].Strength = rules.Against },
			`unreachable-cause: no way of answering brings cause "caffeine" up`},
		{"a cause with nothing but background for it", func(b *rules.Base) { b.Background = []uint16{5} },
			`unreachable-cause: no way of answering brings cause "caffeine" up`},
		{"a finding for nothing", func(b *rules.Base) { b.Findings = append(b.Findings, "yawning") },
			`unused-finding: "yawning" is nowhere asked and nowhere used`},
		{"a question for nothing", func(b *rules.Base) { b.Causes = nil },
			`pointless-finding: "coffee" is asked for; pointless-question: question "habits" is never asked`},
		{"options that mean the same", func(b *rules.Base) {
			b.Questions[0].Options = append(b.Questions[0].Options, rules.Option{Findings: []uint16{0}})
		}, `same-option: options 1 and 4 of question "age" mean the same`},
		{"two signs of one finding in a list", func(b *rules.Base) {
			b.Questions[1].Options = append(b.Questions[1].Options, rules.Option{Findings: []uint16{2}})
		}, ""},
		{"ages that overlap", func(b *rules.Base) {
			b.Findings = append(b.Findings, "grown")
			b.Questions[0].Options[0].Findings = []uint16{0, 6}
			b.Questions[0].Options[1].Findings = []uint16{1, 6}
			b.Flags[2].When = append(b.Flags[2].When, []uint16{6})
		}, `crossed-options: options 1 and 2 of question "age" share grown, but neither holds the other`},
		{"no answer for some", func(b *rules.Base) {
			b.Questions[0].NotSure = false
			b.Questions[0].Options = b.Questions[0].Options[:2]
		},
			`no-way-out: question "age" leaves a reader to whom no option applies without an answer`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := smallBase()
			test.change(b)
			var got []string
			fatal := false
			for _, p := range b.Validate() {
				mark := ":"
				if p.Fatal {
					mark, fatal = "!", true
				}
				got = append(got, p.Kind+mark+" "+p.Message)
				if p.Hint == "" {
					t.Errorf("%s without a hint", p.Kind)
				}
			}
			for _, want := range strings.Split(test.want, "; ") {
				if !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, want) }) && test.want != "" {
					t.Errorf("got %s\nwant %s", strings.Join(got, "\n    "), want)
				}
			}
			if n := strings.Count(test.want, "; ") + 1; test.want == "" && len(got) > 0 || len(got) > n {
				t.Errorf("got %d problems: %s", len(got), strings.Join(got, "\n    "))
			}
			if _, err := b.Pack(); (err != nil) != fatal {
				t.Errorf("fatal is %v, but packing says %v", fatal, err)
			}
		})
	}
}

// Whatever numbers a base holds: what is wrong with them is reported, and a base without a fatal problem can be walked
// through by anybody.
func TestAnyNumbersAreReported(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		draw := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 0)).IntN
		base := ruletest.Base(draw, ruletest.Small())
		base.Background = append(base.Background, 0) // a number at least that can be another
		numbers := numbersIn(reflect.ValueOf(base).Elem())
		n := uint64(len(base.Findings))
		for range draw(4) {
			wild := []uint64{0, 1, n - 1, n, n + 1, math.MaxUint8, math.MaxUint16, uint64(draw(int(n) + 1))}
			number := numbers[draw(len(numbers))]
			number.SetUint(wild[draw(len(wild))] & (1<<number.Type().Bits() - 1))
		}
		shown, err := json.Marshal(base.Questions)
		rt.Logf("questions: %s, %v; flags: %v; causes: %v", shown, err, base.Flags, base.Causes)
		fatal := slices.ContainsFunc(base.Validate(), func(p rules.Problem) bool { return p.Fatal })
		checker, err := rules.NewChecker(base)
		if (err != nil) != fatal {
			rt.Fatalf("fatal is %v, but the checker says %v", fatal, err)
		}
		if fatal {
			return
		}
		answers := ruletest.Answers(draw, base)
		base.Cover(answers)
		if _, _, err := checker.Walk(func(q int) rules.Reply { reply, _ := base.Truthful(answers, q); return reply }); err != nil {
			rt.Fatal(err)
		}
	})
}

// numbersIn are all numbers within a value that can be set.
func numbersIn(v reflect.Value) (numbers []reflect.Value) {
	switch {
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			numbers = append(numbers, numbersIn(v.Index(i))...)
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			numbers = append(numbers, numbersIn(v.Field(i))...)
		}
	case v.CanUint():
		numbers = append(numbers, v)
	}
	return numbers
}

// Conditions upon conditions, each of many alternatives, would make looking ahead slow.
func TestTangledConditionsAreRefused(t *testing.T) {
	b := &rules.Base{}
	for i := range 40 {
		for k := range 4 {
			b.Findings = append(b.Findings, fmt.Sprint("finding-", i, "-", k))
		}
		n := uint16(4 * i)
		q := rules.Question{ID: fmt.Sprint("question-", i), Many: true,
			Options: []rules.Option{{Findings: []uint16{n}}, {Findings: []uint16{n + 1}}, {Findings: []uint16{n + 2, n + 3}}}}
		if i > 0 {
			q.When = [][]uint16{{n - 4}, {n - 3}, {n - 2}, {n - 1}}
		}
		b.Questions = append(b.Questions, q)
	}
	b.Flags = []rules.Flag{{ID: "last", Level: rules.Urgent, When: [][]uint16{{159}}}}
	if got := b.Validate(); len(got) != 1 || got[0].Kind != rules.Tangled || !got[0].Fatal {
		t.Errorf("got %+v", got)
	}
}

func TestLongWayIsReported(t *testing.T) {
	b := &rules.Base{}
	for i := range 20 {
		b.Findings = append(b.Findings, fmt.Sprint("sign-", i))
		b.Questions = append(b.Questions, rules.Question{ID: fmt.Sprint("question-", i), Many: true,
			Options: []rules.Option{{Findings: []uint16{uint16(i)}}, {}}})
		b.Flags = append(b.Flags, rules.Flag{ID: fmt.Sprint("flag-", i), Level: rules.Urgent, When: [][]uint16{{uint16(i)}}})
	}
	got := b.Validate()
	if len(got) != 1 || got[0].Kind != rules.LongWay || got[0].Question != 15 {
		t.Errorf("got %+v", got)
	}
}
