package rules_test

import (
	"slices"
	"testing"

	"nosology/generator/rules"
	"nosology/generator/rules/judge"
)

// What is equal comes in the order of the file, which is its author's.
func TestTiesGoInTheOrderOfTheFile(t *testing.T) {
	ask := func(id string, finding uint16) rules.Question {
		return rules.Question{ID: id, Many: true, Options: []rules.Option{{Findings: []uint16{finding}}, {}}}
	}
	base := &rules.Base{
		Findings:  []string{"itch", "burn", "sting", "ache", "open"},
		Questions: []rules.Question{ask("a", 0), ask("b", 1), ask("c", 2), ask("d", 3), ask("e", 4)},
		Flags: []rules.Flag{
			{ID: "pair", Level: rules.Urgent, When: [][]uint16{{0, 1}, {2, 3}}},
			{ID: "least", Level: rules.Urgent, When: [][]uint16{{0, 1, 2}, {1, 3}, {3}}},
		},
	}
	for _, id := range []string{"first", "second", "third"} {
		base.Causes = append(base.Causes, rules.Cause{ID: id, Evidence: []rules.Evidence{{Finding: 0, Strength: rules.Typical}}})
	}
	checker, err := rules.NewChecker(base)
	if err != nil {
		t.Fatal(err)
	}
	answers := checker.Answers()
	for i := range 4 {
		answers[i] = rules.Yes
	}
	result, err := checker.Judge(answers)
	if err != nil {
		t.Fatal(err)
	}
	var causes []string
	for _, c := range result.Causes {
		causes = append(causes, c.ID)
	}
	if !slices.Equal(causes, []string{"first", "second", "third"}) {
		t.Errorf("causes that fit alike: %v", causes)
	}
	witness := map[string][]string{}
	for _, f := range result.Flags {
		witness[f.ID] = f.Witness
	}
	if !slices.Equal(witness["pair"], []string{"itch", "burn"}) || !slices.Equal(witness["least"], []string{"ache"}) {
		t.Errorf("of alternatives that count alike the first is told, of others that of fewest findings: %v", witness)
	}
}

// Questions shall tell the leading causes apart, and no others: a question that
// only the next one hangs on is worth nothing.
func TestOnlyTheLeadersAreToldApart(t *testing.T) {
	ask := func(id string, finding uint16) rules.Question {
		return rules.Question{ID: id, Many: true, Options: []rules.Option{{Findings: []uint16{finding}}, {}}}
	}
	base := &rules.Base{Findings: []string{"itch", "habit"}, Questions: []rules.Question{ask("a", 0), ask("b", 1)}}
	for i := range judge.Leaders + 1 {
		c := rules.Cause{ID: string(rune('a' + i)), Evidence: []rules.Evidence{{Finding: 0, Strength: rules.Typical}}}
		if i == judge.Leaders { // the fifth, of those that fit alike
			c.Evidence = append(c.Evidence, rules.Evidence{Finding: 1, Strength: rules.Common})
		}
		base.Causes = append(base.Causes, c)
	}
	for leads, causes := range map[bool][]rules.Cause{false: base.Causes, true: base.Causes[1:]} {
		b := *base
		b.Causes = causes
		checker, err := rules.NewChecker(&b)
		if err != nil {
			t.Fatal(err)
		}
		answers := checker.Answers()
		answers[0] = rules.Yes
		if result, err := checker.Judge(answers); err != nil || (result.Next == 1) != leads {
			t.Errorf("with %d causes the next question is %d, %v", len(causes), result.Next, err)
		}
	}
}
