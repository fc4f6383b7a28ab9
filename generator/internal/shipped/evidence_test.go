package shipped

import (
	"testing"

	"nosology/generator/evidence"
	"nosology/generator/rules"
)

// A safety officer finds no grave gap in the evidence: each emergency has a story, and whatever else is missing is said
// together with what stands in its place, for each by itself.
func TestEvidenceLeavesNoGraveGap(t *testing.T) {
	e, err := evidence.Of(shipped(t).Site.Site)
	if err != nil {
		t.Fatal(err)
	}
	stories, emergencies := 0, 0
	for _, f := range e.Flags {
		if f.Level == rules.Emergency.String() {
			if emergencies++; len(f.Vignettes) == 0 {
				t.Errorf("no story is judged by %s", f.ID)
			}
		}
		stories += len(f.Vignettes)
	}
	reasons := map[string]evidence.Gap{}
	for _, gap := range e.Gaps {
		if gap.Grave || gap.Reason == "" {
			t.Errorf("%s: %s: %s", gap.Flag, gap.What, gap.Reason)
		}
		if other, ok := reasons[gap.Reason]; ok {
			t.Errorf("%s: %s, and %s: %s: both for the reason that %s", gap.Flag, gap.What, other.Flag, other.What, gap.Reason)
		}
		reasons[gap.Reason] = gap
	}
	if e.Hazards < 25 || e.HazardAt == "" || e.Proved == nil {
		t.Errorf("%d hazards at %q, proved: %v", e.Hazards, e.HazardAt, e.Proved)
	}
	t.Logf("%d emergencies of %d flags, %d lines, %d stories by flag, %d gaps, %d hazards", emergencies, len(e.Flags), len(e.Lines), stories, len(e.Gaps), e.Hazards)
}
