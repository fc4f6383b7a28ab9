package rules_test

import (
	"encoding/binary"
	"math/rand/v2"
	"testing"

	"nosology/generator/rules"
	"nosology/generator/rules/judge"
	"nosology/generator/rules/ruletest"
)

// Whatever bytes there are: they are refused, or judged within the bounds of the result.
func FuzzLoadAndJudge(f *testing.F) {
	draw := rand.New(rand.NewPCG(5, 0)).IntN
	for range 20 {
		base := ruletest.Base(draw, ruletest.Small())
		packed, err := base.Pack()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(packed, ruletest.Answers(draw, base))
	}
	f.Add([]byte("NK"), []byte{})
	f.Fuzz(func(t *testing.T, packed, answers []byte) {
		var kb judge.KB
		out := make([]byte, judge.MaxOut)
		if kb.Load(packed) != 0 && kb.Judge(answers, out) != judge.NotLoaded {
			t.Fatal("judged by a base that was refused")
		}
		// A wrong check stops nearly all: put it right to get at the rest.
		if n := len(packed) - 4; n >= 0 && len(packed) <= judge.MaxPacked {
			packed = append([]byte(nil), packed...)
			binary.LittleEndian.PutUint32(packed[n:], judge.Check(packed[:n]))
		}
		if kb.Load(packed) != 0 {
			return
		}
		findings := int(packed[3]) | int(packed[4])<<8
		all := make([]byte, findings)
		for i := range all {
			if i < len(answers) {
				all[i] = answers[i] % 4
			}
		}
		n := kb.Judge(all, out)
		if n < 8 || out[0] > out[1] || out[1] > 3 || n > judge.MaxOut {
			t.Fatalf("result %d %v", n, out[:8])
		}
		kb.Judge(answers, out)
	})
}

// Decoding takes what a page or a test hands it, and so anything at all.
func FuzzDecode(f *testing.F) {
	base := smallBase()
	checker, err := rules.NewChecker(base)
	if err != nil {
		f.Fatal(err)
	}
	known, err := rules.SelfTest()
	if err != nil {
		f.Fatal(err)
	}
	for _, c := range known.Cases {
		f.Add(c.Want)
	}
	f.Fuzz(func(t *testing.T, out []byte) {
		result, err := checker.Base().Decode(out)
		if err == nil && (result.Next >= len(base.Questions) || result.Urgency > rules.Emergency) {
			t.Fatalf("%+v", result)
		}
	})
}

// A flipped bit in the packed base is noticed: it could change what a reader is told.
func TestDamagedBaseIsRefused(t *testing.T) {
	packed, err := smallBase().Pack()
	if err != nil {
		t.Fatal(err)
	}
	var kb judge.KB
	for i := range len(packed) * 8 {
		packed[i/8] ^= 1 << (i % 8)
		if kb.Load(packed) == 0 {
			t.Errorf("bit %d may be wrong", i)
		}
		packed[i/8] ^= 1 << (i % 8)
	}
	for n := range packed {
		if kb.Load(packed[:n]) == 0 {
			t.Errorf("%d of %d bytes are enough", n, len(packed))
		}
	}
	if code := kb.Load(packed); code != 0 {
		t.Errorf("the whole base: %d", code)
	}
}
