package rules_test

import (
	"slices"
	"testing"

	"nosology/generator/rules"
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
