package proof

import (
	"slices"
	"sync/atomic"
	"testing"

	"nosology/generator/rules"
)

// combination is one alternative of a flag, or two.
type combination struct {
	flag     int
	findings []uint16
}

func combinations(b *rules.Base) (alternatives, pairs []combination) {
	for i, f := range b.Flags {
		for j, a := range f.When {
			alternatives = append(alternatives, combination{i, a})
			for _, other := range f.When[:j] {
				both := slices.Concat(a, other)
				slices.Sort(both)
				pairs = append(pairs, combination{i, slices.Compact(both)})
			}
		}
	}
	return alternatives, pairs
}

// eachAnswer calls visit with all answers to some findings; the others are rest.
func eachAnswer(b *rules.Base, findings []uint16, rest rules.Answer, visit func([]rules.Answer)) {
	answers := vector(b, rest)
	for n := range 1 << (2 * len(findings)) {
		for i, f := range findings {
			answers[f] = rules.Answer(n >> (2 * i) & 3)
		}
		visit(answers)
	}
}

// Every flag is the highest of its alternatives and the whole the highest of its flags, whatever is answered to the
// findings that an alternative, or two of the same flag, name.
func TestEveryAlternative(t *testing.T) {
	b := shipped(t)
	alternatives, pairs := combinations(b)
	all := slices.Concat(alternatives, pairs)
	whole := newEngine(t, b)
	var tried atomic.Int64
	parallel(t, func(t *testing.T, part, parts int) {
		e := whole.another()
		for i := part; i < len(all); i += parts {
			eachAnswer(b, all[i].findings, rules.Answer(i%2), func(answers []rules.Answer) {
				agree(t, e, answers)
				tried.Add(1)
			})
		}
	})
	note(t, func(f *Figures) {
		f.Flags, f.Alternatives, f.Pairs, f.Exhaustive = len(b.Flags), len(alternatives), len(pairs), int(tried.Load())
	})
	t.Logf("%d flags, %d alternatives, %d pairs: %d answers", len(b.Flags), len(alternatives), len(pairs), tried.Load())
}

// What an alternative says by itself does not depend on those beside it: each flag and the whole are the highest of
// what judgements by single alternatives say.
func TestNothingButTheHighest(t *testing.T) {
	b := shipped(t)
	whole := newEngine(t, b)
	for i := range b.Flags {
		f := b.Flags[i]
		var single []*engine
		for _, a := range f.When {
			alone := f
			alone.When = [][]uint16{a}
			single = append(single, newEngine(t, &rules.Base{Findings: b.Findings, Flags: []rules.Flag{alone}}))
		}
		for _, a := range f.When {
			eachAnswer(b, a, rules.NotAsked, func(answers []rules.Answer) {
				highest := rules.SelfCare
				for _, e := range single {
					highest = max(highest, e.judge(t, answers).Urgency)
				}
				r := whole.judge(t, answers)
				if got := levels(b, r)[i]; got != highest {
					t.Fatalf("%s: %s counts as %s, the highest of its alternatives is %s", told(b, answers), f.ID, got, highest)
				}
				if got := slices.Max(levels(b, r)); got != r.Urgency {
					t.Fatalf("%s: the urgency is %s, the highest flag %s", told(b, answers), r.Urgency, got)
				}
			})
		}
	}
}
