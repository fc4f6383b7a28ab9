package proof

import (
	"testing"

	"nosology/generator/rules"
)

// Who asks for a baby is asked next how the baby is, and not for a pregnancy.
func TestSignsOfABabyAreAskedFirst(t *testing.T) {
	b := shipped(t)
	answers := make([]rules.Answer, len(b.Findings))
	for _, id := range []string{"age-under-1", "age-under-16", "age-under-40"} {
		n, _ := b.Finding(id)
		answers[n] = rules.Yes
	}
	n, _ := b.Finding("age-over-50")
	answers[n] = rules.No
	if r := newEngine(t, b).judge(t, answers); b.Questions[r.Next].ID != "baby-signs" {
		t.Errorf("next is %q", b.Questions[r.Next].ID)
	}
}

// Who has thoughts of self-harm is asked next whether there is danger now, whatever else was or was not answered.
func TestDangerOfSelfHarmIsAskedAtOnce(t *testing.T) {
	b := shipped(t)
	e := newEngine(t, b)
	thoughts, _ := b.Finding("self-harm-thoughts")
	now, _ := b.Finding("self-harm-now")
	asked := 0
	for f := range b.Findings {
		for _, answer := range []rules.Answer{rules.NotAsked, rules.No, rules.NotSure, rules.Yes} {
			for _, said := range []rules.Answer{rules.NotSure, rules.Yes} {
				answers := make([]rules.Answer, len(b.Findings))
				answers[f], answers[thoughts] = answer, said
				r := e.judge(t, answers)
				if f == int(now) && answer != rules.NotAsked || r.Urgency == rules.Emergency {
					continue
				}
				asked++
				if b.Questions[r.Next].ID != "staying-safe" {
					t.Errorf("with %s %v, next is %q", b.Findings[f], answer, b.Questions[r.Next].ID)
				}
			}
		}
	}
	if asked < 1000 {
		t.Errorf("only %d answers", asked)
	}
}
