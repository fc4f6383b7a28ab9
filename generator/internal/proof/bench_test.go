package proof

import (
	"testing"

	"nosology/generator/rules"
)

// BenchmarkJudge judges the answers of readers by the shipped rules, as the browser does: at the first question, half
// way without a warning sign, and in an emergency.
func BenchmarkJudge(b *testing.B) {
	base := shipped(b)
	half := vector(base, rules.NotAsked)
	for f := range len(half) / 2 {
		half[f] = rules.No
	}
	emergency := vector(base, rules.No, answer{uint16(indexOf(base.Findings, "facial-droop")), rules.Yes})
	for _, c := range []struct {
		name    string
		answers []rules.Answer
	}{{"first", vector(base, rules.NotAsked)}, {"half", half}, {"emergency", emergency}} {
		b.Run(c.name, func(b *testing.B) {
			e := newEngine(b, base)
			b.ReportAllocs()
			for b.Loop() {
				e.kb.Judge(c.answers, e.out)
			}
		})
	}
}
