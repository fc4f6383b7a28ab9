package rules_test

import (
	"encoding/json"
	"fmt"
	"log"
	"os"

	"nosology/generator/rules"
)

// A reader with a fever is asked about the neck next, since that could make it
// an emergency.
func ExampleChecker_Judge() {
	base := &rules.Base{
		Findings: []string{"fever", "stiff-neck"},
		Questions: []rules.Question{
			{ID: "ill", Many: true, Options: []rules.Option{{Findings: []uint16{0}}, {}}},
			{ID: "neck", Many: true, When: [][]uint16{{0}}, Options: []rules.Option{{Findings: []uint16{1}}, {}}},
		},
		Flags: []rules.Flag{
			{ID: "infection", Level: rules.Emergency, When: [][]uint16{{0, 1}}},
			{ID: "fever", Level: rules.SeeADoctor, When: [][]uint16{{0}}},
		},
	}
	checker, err := rules.NewChecker(base)
	if err != nil {
		log.Fatal(err)
	}
	answers := checker.Answers()
	for _, reply := range []rules.Reply{{Options: []int{0}}, {}} { // a fever, and no stiff neck
		r, err := checker.Judge(answers)
		if err != nil {
			log.Fatal(err)
		}
		question := base.Questions[r.Next].ID
		fmt.Printf("now %v, could be %v: ask %s\n", r.Urgency, r.CouldBe, question)
		checker.Reply(answers, r.Next, reply)
	}
	end, err := checker.Judge(answers)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%v, for %v: nothing more to ask (%d)\n", end.Urgency, end.Flags[0].Witness, end.Next)
	// Output:
	// now self-care, could be emergency: ask ill
	// now see-a-doctor, could be emergency: ask neck
	// see-a-doctor, for [fever]: nothing more to ask (-1)
}

// An editor is told of a flag that can never be reached.
func ExampleBase_Validate() {
	base := &rules.Base{
		Findings:  []string{"droop", "baby"},
		Questions: []rules.Question{{ID: "signs", Many: true, Options: []rules.Option{{Findings: []uint16{0}}, {}}}},
		Flags:     []rules.Flag{{ID: "droop-of-a-baby", Level: rules.Emergency, When: [][]uint16{{0, 1}}}},
	}
	for _, p := range base.Validate() {
		fmt.Printf("%s (fatal: %v): %s; %s\n", p.Kind, p.Fatal, p.Message, p.Hint)
	}
	// Output:
	// unasked-finding (fatal: false): no question asks for "baby"; add it to a question
	// unreachable-flag (fatal: false): no way of answering makes flag "droop-of-a-baby" count; ask for what it needs
}

// Exports hold words, never numbers that somebody would have to look up.
func ExampleLevel_MarshalText() {
	if err := json.NewEncoder(os.Stdout).Encode(map[string]any{"level": rules.Urgent, "strength": rules.Against, "band": rules.FitsWell}); err != nil {
		log.Fatal(err)
	}
	// Output:
	// {"band":"fits well","level":"urgent","strength":"against"}
}
