package rules_test

import (
	"fmt"
	"slices"
	"testing"

	"nosology/generator/rules"
)

// covered is a base in which the line "a warning sign" of the first question
// stands for the findings of the second, and a line of that one for the third.
func covered() *rules.Base {
	const sign, weak, numb, arm, leg, age, old = 0, 1, 2, 3, 4, 5, 6
	return &rules.Base{
		Findings: []string{"sign", "weak", "numb", "arm", "leg", "age", "old"},
		Questions: []rules.Question{
			{ID: "first", Many: true, NotSure: true, Options: []rules.Option{{Findings: []uint16{sign}}, {}}},
			{ID: "signs", Many: true, NotSure: true, Cover: sign + 1, When: [][]uint16{{sign}}, Options: []rules.Option{{Findings: []uint16{weak}}, {Findings: []uint16{numb}}, {}}},
			{ID: "where", Many: true, NotSure: true, Cover: weak + 1, When: [][]uint16{{weak}}, Options: []rules.Option{{Findings: []uint16{arm, leg}, Any: true}, {}}},
			{ID: "age", NotSure: true, Options: []rules.Option{{Findings: []uint16{age}}, {Findings: []uint16{age, old}}, {}}},
		},
	}
}

// A line that stands for others is there where any of them is.
func TestCover(t *testing.T) {
	const o, n, u, y = rules.NotAsked, rules.No, rules.NotSure, rules.Yes
	for _, c := range []struct{ answers, want []rules.Answer }{
		{[]rules.Answer{o, n, n, n, n, o, o}, []rules.Answer{n, n, n, n, n, o, o}},
		{[]rules.Answer{o, n, y, n, n, o, o}, []rules.Answer{y, n, y, n, n, o, o}},
		{[]rules.Answer{o, n, n, n, y, o, o}, []rules.Answer{y, y, n, n, y, o, o}}, // through the cover between
		{[]rules.Answer{o, n, u, n, n, o, o}, []rules.Answer{u, n, u, n, n, o, o}},
		{[]rules.Answer{y, n, n, n, n, o, o}, []rules.Answer{n, n, n, n, n, o, o}}, // what was said of it before counts for nothing
	} {
		got := slices.Clone(c.answers)
		covered().Cover(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%v are covered as %v, want %v", c.answers, got, c.want)
		}
	}
}

// A reader who tells the truth chooses what is there and nothing else; where a
// list does not offer what is true, that is known.
func TestTruthful(t *testing.T) {
	const o, n, u, y = rules.NotAsked, rules.No, rules.NotSure, rules.Yes
	for _, c := range []struct {
		what     string
		question int
		answers  []rules.Answer
		want     rules.Reply
		fits     bool
	}{
		{"none of a list", 1, []rules.Answer{n, n, n, n, n, n, n}, rules.Reply{Options: []int{2}}, true},
		{"two of a list", 1, []rules.Answer{y, y, y, n, n, n, n}, rules.Reply{Options: []int{0, 1, 2}}, true},
		{"not sure of one, sure of another", 1, []rules.Answer{y, u, y, n, n, n, n}, rules.Reply{Options: []int{1, 2}, NotSure: []uint16{1}}, true},
		{"a line of which one part is there", 2, []rules.Answer{y, y, n, n, y, n, n}, rules.Reply{Options: []int{0, 1}}, true},
		{"a line of which one part may be there", 2, []rules.Answer{y, y, n, u, n, n, n}, rules.Reply{Options: []int{1}, NotSure: []uint16{3, 4}}, true},
		{"the narrower age", 3, []rules.Answer{n, n, n, n, n, y, y}, rules.Reply{Options: []int{1}}, true},
		{"the wider age", 3, []rules.Answer{n, n, n, n, n, y, n}, rules.Reply{Options: []int{0}}, true},
		{"no age", 3, []rules.Answer{n, n, n, n, n, n, n}, rules.Reply{Options: []int{2}}, true},
		{"not sure of an age", 3, []rules.Answer{n, n, n, n, n, u, n}, rules.Reply{NotSure: []uint16{5, 6}}, true},
		{"old without an age", 3, []rules.Answer{n, n, n, n, n, n, y}, rules.Reply{}, false},
	} {
		got, fits := covered().Truthful(c.answers, c.question)
		if fits != c.fits || fits && fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: %+v, %v, want %+v", c.what, got, fits, c.want)
		}
	}
}

// Where a question offers no "not sure", nobody who is not sure finds an answer.
func TestTruthfulSaysNotSureOnlyWhereItIsOffered(t *testing.T) {
	base := covered()
	for question := range base.Questions {
		q := &base.Questions[question]
		for _, q.NotSure = range []bool{false, true} {
			answers := slices.Repeat([]rules.Answer{rules.No}, len(base.Findings))
			answers[q.Options[0].Findings[0]] = rules.NotSure
			if reply, fits := base.Truthful(answers, question); fits != q.NotSure {
				t.Errorf("question %q, with \"not sure\" %t: %+v, %t", q.ID, q.NotSure, reply, fits)
			}
		}
	}
}

// Who denies a line is not asked what stands behind it, and what was answered
// before stays.
func TestDenyingACoverAnswersWhatItCovers(t *testing.T) {
	const o, n, u, y = rules.NotAsked, rules.No, rules.NotSure, rules.Yes
	checker, err := rules.NewChecker(covered())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what   string
		before []rules.Answer
		reply  rules.Reply
		want   []rules.Answer
	}{
		{"denied", []rules.Answer{o, o, o, o, o, o, o}, rules.Reply{}, []rules.Answer{n, n, n, n, n, o, o}},
		{"chosen", []rules.Answer{o, o, o, o, o, o, o}, rules.Reply{Options: []int{0}}, []rules.Answer{y, o, o, o, o, o, o}},
		{"not sure", []rules.Answer{o, o, o, o, o, o, o}, rules.Reply{NotSure: []uint16{0}}, []rules.Answer{u, o, o, o, o, o, o}},
		{"denied after an answer", []rules.Answer{y, y, o, o, o, y, o}, rules.Reply{}, []rules.Answer{n, y, n, o, o, y, o}},
	} {
		got := slices.Clone(c.before)
		checker.Reply(got, 0, c.reply)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.what, got, c.want)
		}
	}
}

// A result that was cut short, or is of another base, is no result: a page must
// not show half of it.
func TestDecodeRefusesWhatIsNoResult(t *testing.T) {
	base := covered()
	base.Flags = []rules.Flag{{ID: "weak", Level: rules.Urgent, When: [][]uint16{{1}}}}
	base.Causes = []rules.Cause{{ID: "cause", Evidence: []rules.Evidence{{Finding: 1, Strength: rules.Typical}}}}
	whole := []byte{2, 2, 255, 0, 0, 1, 1, 0 /* the flag */, 0, 2, 1, 1 /* the cause */, 0, 2, 1, 0, 1}
	r, err := base.Decode(whole)
	if err != nil || r.Urgency != rules.Urgent || r.Next != -1 || len(r.Flags) != 1 || r.Causes[0].Band != rules.Possible || r.Causes[0].For[0] != "weak" {
		t.Fatalf("the whole result is %+v, %v", r, err)
	}
	for n := range whole {
		if r, err := base.Decode(whole[:n]); err == nil {
			t.Errorf("%d of %d bytes are read as %+v", n, len(whole), r)
		}
	}
	for at, wrong := range map[int]byte{0: 4, 1: 4, 2: 4, 3: 4, 5: 2, 6: 2, 7: 1, 8: 1, 9: 4, 11: 7, 12: 1, 13: 4, 16: 7} {
		changed := slices.Clone(whole)
		changed[at] = wrong
		if r, err := base.Decode(changed); err == nil {
			t.Errorf("with a %d at %d it is read as %+v", wrong, at, r)
		}
	}
	if _, err := base.Decode(append(whole, 0)); err == nil {
		t.Error("a byte more is read")
	}
}
