package rules_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"nosology/generator/rules"
)

// readCauses reads testdata/causes.txt into a base without questions or flags.
func readCauses(t *testing.T) *rules.Base {
	t.Helper()
	text, err := os.ReadFile("testdata/causes.txt")
	if err != nil {
		t.Fatal(err)
	}
	b := &rules.Base{}
	numbers := map[string]uint16{}
	for line := range strings.Lines(string(text)) {
		head, findings, ok := strings.Cut(line, ": ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		var id, prevalence, strength string
		if _, err := fmt.Sscan(head, &id, &prevalence, &strength); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if n := len(b.Causes); n == 0 || b.Causes[n-1].ID != id {
			p, ok := rules.ParsePrevalence(prevalence)
			if !ok {
				t.Fatalf("%q: unknown prevalence", line)
			}
			b.Causes = append(b.Causes, rules.Cause{ID: id, Prevalence: p})
		}
		s, ok := rules.ParseStrength(strength)
		if !ok {
			t.Fatalf("%q: unknown strength", line)
		}
		c := &b.Causes[len(b.Causes)-1]
		for _, f := range strings.Fields(findings) {
			if _, ok := numbers[f]; !ok {
				numbers[f] = uint16(len(b.Findings))
				b.Findings = append(b.Findings, f)
			}
			c.Evidence = append(c.Evidence, rules.Evidence{Finding: numbers[f], Strength: s})
		}
	}
	return b
}

func TestCausesThatFit(t *testing.T) {
	base := readCauses(t)
	checker, err := rules.NewChecker(base)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, yes string
		rest      rules.Answer
		want      string // the causes from the best on, with their bands, as far as they matter
	}{
		{"a twitch and much coffee", "nose-twitch high-caffeine brief-comes-and-goes", rules.NotAsked,
			"caffeine fits well, benign-fasciculation fits well"},
		{"the same, everything else denied", "nose-twitch high-caffeine brief-comes-and-goes", rules.No,
			"caffeine fits well, benign-fasciculation fits well"},
		{"a brief twitch and nothing else", "nose-twitch brief-comes-and-goes", rules.No,
			"benign-fasciculation fits well"},
		{"only that the nose twitches", "nose-twitch", rules.NotAsked, "benign-fasciculation possible"},
		{"short of sleep", "nose-twitch brief-comes-and-goes tiredness poor-sleep", rules.No,
			"benign-fasciculation fits well, fatigue-and-poor-sleep fits well"},
		{"little drunk on a hot day", "nose-twitch thirst-dark-urine dizziness tiredness", rules.No,
			"dehydration fits well"},
		{"an urge that can be held back", "nose-scrunching urge-before-movement can-hold-back blinking", rules.No,
			"facial-tic-disorder fits well"},
		{"one side, from the eye down", "one-sided-spread eyelid-twitch cheek-twitch more-than-three-months", rules.No,
			"hemifacial-spasm fits well"},
		{"a face that dropped", "facial-droop sudden-onset slurred-speech", rules.NotAsked, "stroke-tia possible"},
	}
	for _, test := range tests {
		answers := checker.Answers()
		for i, id := range base.Findings {
			answers[i] = test.rest
			if strings.Contains(" "+test.yes+" ", " "+id+" ") {
				answers[i] = rules.Yes
			}
		}
		result, err := checker.Judge(answers)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, fit := range result.Causes {
			got = append(got, fit.ID+" "+fit.Band.String())
		}
		if all := strings.Join(got, ", "); !strings.HasPrefix(all+", ", test.want+", ") {
			t.Errorf("%s: got %s, want %s first", test.name, all, test.want)
		}
	}
}

func TestNoCauseIsShownWithoutAFindingForIt(t *testing.T) {
	base := readCauses(t)
	checker, err := rules.NewChecker(base)
	if err != nil {
		t.Fatal(err)
	}
	for _, answer := range []rules.Answer{rules.NotAsked, rules.No, rules.NotSure} {
		answers := checker.Answers()
		for i := range answers {
			answers[i] = answer
		}
		if result, err := checker.Judge(answers); err != nil || len(result.Causes) > 0 {
			t.Errorf("all answers %d: %v, %v", answer, result.Causes, err)
		}
	}
}

// Somebody who says only how old they are and for how long it has lasted feels nothing that points to a cause. Neither
// counts where all that is felt goes with the cause no more than now and then.
func TestBackgroundAloneBringsUpNoCause(t *testing.T) {
	const twitch, spread, long, old = 0, 1, 2, 3
	base := &rules.Base{
		Findings:   []string{"twitch", "spread", "long", "old"},
		Background: []uint16{long, old},
		Causes: []rules.Cause{{ID: "frightening", Evidence: []rules.Evidence{
			{Finding: spread, Strength: rules.Typical}, {Finding: long, Strength: rules.Typical},
			{Finding: old, Strength: rules.Common}, {Finding: twitch, Strength: rules.Occasional},
		}}},
	}
	checker, err := rules.NewChecker(base)
	if err != nil {
		t.Fatal(err)
	}
	const n, y = rules.No, rules.Yes
	for _, test := range []struct {
		answers []rules.Answer
		want    rules.Band
	}{
		{[]rules.Answer{n, n, y, y}, 0},
		{[]rules.Answer{y, n, y, y}, 0},
		{[]rules.Answer{n, y, n, n}, rules.LessLikely},
		{[]rules.Answer{n, y, y, n}, rules.Possible},
		{[]rules.Answer{y, y, y, y}, rules.FitsWell},
	} {
		result, err := checker.Judge(test.answers)
		if err != nil {
			t.Fatal(err)
		}
		var got rules.Band
		if len(result.Causes) > 0 {
			got = result.Causes[0].Band
		}
		if got != test.want {
			t.Errorf("answers %v: %v, want %v", test.answers, got, test.want)
		}
	}
}
