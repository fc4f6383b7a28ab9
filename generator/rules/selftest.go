package rules

import "nosology/generator/rules/judge"

// KnownAnswers is a tiny knowledge base with answers and the results they must have. A page judges them by the
// module it has fetched before it trusts it with a reader's answers.
type KnownAnswers struct {
	Packed []byte // what the module is to load
	Cases  []KnownAnswer
}

// KnownAnswer is one case: the answers, and the bytes that the module must write for them.
type KnownAnswer struct{ Answers, Want []byte }

// SelfTest returns known answers that together need every part of the judgement. They are always the same.
func SelfTest() (KnownAnswers, error) {
	base := selfTestBase()
	packed, err := base.Pack()
	if err != nil {
		return KnownAnswers{}, err
	}
	var kb judge.KB
	if code := kb.Load(packed); code != 0 {
		return KnownAnswers{}, codeError(code)
	}
	known := KnownAnswers{Packed: packed}
	for _, answers := range selfTestAnswers() {
		out := make([]byte, judge.MaxOut)
		n := kb.Judge(answers, out)
		if n < 0 {
			return KnownAnswers{}, codeError(n)
		}
		known.Cases = append(known.Cases, KnownAnswer{answers, out[:n:n]})
	}
	return known, nil
}

// selfTestBase uses findings for what they test: two ages, of which one includes the other, a sign in a question
// that depends on an age, signs that count together or alone, and habits. Ages are background.
func selfTestBase() *Base {
	const (
		baby, child, old, sleepy, droop, weak, fever, stiff, coffee, tired = 0, 1, 2, 3, 4, 5, 6, 7, 8, 9
	)
	return &Base{
		Findings:   []string{"baby", "child", "old", "sleepy", "droop", "weak", "fever", "stiff", "coffee", "tired"},
		Background: []uint16{child, old},
		Questions: []Question{
			{ID: "age", NotSure: true, Options: []Option{{Findings: []uint16{baby, child}}, {Findings: []uint16{child}}, {}, {Findings: []uint16{old}}}},
			{ID: "baby", Many: true, NotSure: true, When: [][]uint16{{baby}}, Options: []Option{{Findings: []uint16{sleepy}}, {}}},
			{ID: "signs", Many: true, NotSure: true, Options: []Option{{Findings: []uint16{droop}}, {Findings: []uint16{weak}}, {}}},
			{ID: "ill", Many: true, NotSure: true, Options: []Option{{Findings: []uint16{fever}}, {Findings: []uint16{stiff}}, {}}},
			{ID: "habits", Many: true, Options: []Option{{Findings: []uint16{coffee}}, {Findings: []uint16{tired}}, {}}},
		},
		Flags: []Flag{
			{ID: "stroke", Level: Emergency, UnsureFull: true, When: [][]uint16{{droop}, {weak}}},
			{ID: "infection", Level: Emergency, When: [][]uint16{{fever, stiff}, {fever, sleepy}}},
			{ID: "young", Level: Urgent, When: [][]uint16{{baby}}},
			{ID: "impossible", Level: Emergency, When: [][]uint16{{child, old}}},
			{ID: "fever", Level: SeeADoctor, When: [][]uint16{{fever}}},
		},
		Causes: []Cause{
			{ID: "coffee", Prevalence: 2, Evidence: []Evidence{{coffee, Typical}, {tired, Common}, {old, Common}, {droop, Against}}},
			{ID: "rest", Prevalence: 3, Evidence: []Evidence{{tired, Typical}, {child, Typical}, {coffee, Occasional}, {fever, Against}}},
			{ID: "illness", Evidence: []Evidence{{fever, Typical}, {stiff, Typical}, {tired, Common}}},
		},
	}
}

// selfTestAnswers are chosen so that a module which lacks any part of the judgement gives a wrong byte for one of them.
func selfTestAnswers() [][]Answer {
	const o, n, u, y = NotAsked, No, NotSure, Yes
	return [][]Answer{
		{o, o, o, o, o, o, o, o, o, o}, // nothing asked
		{n, n, y, n, n, n, n, n, y, y}, // nothing wrong
		{y, y, n, o, n, n, u, n, o, o}, // a baby, perhaps with fever: more to ask
		{n, y, n, o, u, n, n, n, y, n}, // perhaps a droop
		{u, u, u, o, n, n, y, u, n, y}, // unsure of much
	}
}
