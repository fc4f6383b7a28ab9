package rules_test

import (
	"math/rand/v2"
	"testing"

	"nosology/generator/rules"
	"nosology/generator/rules/judge"
	"nosology/generator/rules/ruletest"
)

// large returns a base of a site's size, with the answers of a reader half way.
func large(t testing.TB) (*rules.Base, *judge.KB, []byte) {
	t.Helper()
	draw := rand.New(rand.NewPCG(9, 0)).IntN
	for {
		base := ruletest.Base(draw, ruletest.Large())
		if len(base.Findings) < 150 || len(base.Questions) < 25 || len(base.Flags) < 70 || len(base.Causes) < 35 {
			continue
		}
		packed, err := base.Pack()
		if err != nil {
			t.Fatal(err)
		}
		kb := new(judge.KB)
		if code := kb.Load(packed); code != 0 {
			t.Fatal(code)
		}
		answers := make([]byte, len(base.Findings))
		for i := range len(answers) / 3 {
			answers[i] = rules.No
		}
		return base, kb, answers
	}
}

func TestJudgingAllocatesNothing(t *testing.T) {
	_, kb, answers := large(t)
	out := make([]byte, judge.MaxOut)
	if n := testing.AllocsPerRun(100, func() { kb.Judge(answers, out) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkJudge(b *testing.B) {
	base, kb, answers := large(b)
	out := make([]byte, judge.MaxOut)
	b.Logf("%d findings, %d questions, %d flags, %d causes", len(base.Findings), len(base.Questions), len(base.Flags), len(base.Causes))
	b.ReportAllocs()
	for b.Loop() {
		kb.Judge(answers, out)
	}
}
