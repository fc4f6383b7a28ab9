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

// What Pack never writes, but a wrong or hostile file may hold.
func TestMalformedBaseIsRefused(t *testing.T) {
	const (
		question = "\x01\x00\x01" // of many, without conditions, with one option
		waiting  = "\x01\x01\x01" // the same with one condition
		none     = "\x00"         // no background
	)
	tests := []struct{ name, head, background, rest string }{
		{"a finding in two questions", "\x02\x00\x02\x00\x00\x00", none, question + "\x01\x00" + question + "\x01\x00"},
		{"a condition on a later question", "\x02\x00\x02\x00\x00\x00", none, waiting + "\x01\x01\x01\x00" + question + "\x01\x01"},
		{"a condition on the question itself", "\x02\x00\x01\x00\x00\x00", none, waiting + "\x01\x00\x01\x00"},
		{"a condition that nobody asks for", "\x02\x00\x01\x00\x00\x00", none, waiting + "\x01\x01\x01\x00"},
		{"a kind that does not exist", "\x01\x00\x01\x00\x00\x00", none, "\x08\x00\x01\x01\x00"},
		{"a finding out of range", "\x01\x00\x00\x01\x00\x00", none, "\x03\x01\x01\x01"},
		{"findings out of order", "\x02\x00\x00\x01\x00\x00", none, "\x03\x01\x02\x01\x00"},
		{"a finding twice", "\x02\x00\x00\x01\x00\x00", none, "\x03\x01\x02\x01\x01"},
		{"a flag for self-care", "\x01\x00\x00\x01\x00\x00", none, "\x00\x01\x01\x00"},
		{"a flag of level 8", "\x01\x00\x00\x01\x00\x00", none, "\x08\x01\x01\x00"},
		{"a prevalence of 4", "\x01\x00\x00\x00\x00\x01", none, "\x04\x01\x00\x00\x00\x00"},
		{"a set that never ends", "\x01\x00\x00\x01\x00\x00", none, "\x03\x01\x0f\x00"},
		{"something left over", "\x01\x00\x00\x00\x00\x00", none, "\x00"},
		{"a background out of range", "\x01\x00\x00\x00\x00\x00", "\x01\x01", ""},
		{"a background out of order", "\x02\x00\x00\x00\x00\x00", "\x02\x01\x00", ""},
		{"too many findings", "\x01\x01\x00\x00\x00\x00", none, ""},
	}
	whole := append([]byte("NK\x02\x02\x00\x02\x01\x00\x01\x01\x00"), question+"\x01\x00"+waiting+"\x01\x00\x01\x01"+"\x03\x01\x02\x00\x01"+"\x03\x01\x00\x00\x00\x00"...)
	var kb judge.KB
	if code := kb.Load(binary.LittleEndian.AppendUint32(whole, judge.Check(whole))); code != 0 {
		t.Fatalf("a base in order is refused: %d", code)
	}
	for _, test := range tests {
		packed := []byte("NK\x02" + test.head + test.background + test.rest)
		if code := kb.Load(binary.LittleEndian.AppendUint32(packed, judge.Check(packed))); code != judge.Malformed {
			t.Errorf("%s: %d, want %d", test.name, code, judge.Malformed)
		}
	}
}
