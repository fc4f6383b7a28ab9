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
