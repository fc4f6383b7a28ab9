package sitediff

import (
	"testing"

	"nosology/generator/content"
	"nosology/generator/rules"
)

// A line that says something else on a milder card is no rewording, though it
// speaks for the same flag: readers lose the one and get the other.
func TestAnotherLevelIsNoRewording(t *testing.T) {
	was := []line{{level: rules.Emergency, text: "the face drops", flags: []string{"stroke"}}}
	for level, left := range map[rules.Level]int{rules.Emergency: 0, rules.Urgent: 1} {
		c := &comparison{}
		is := []line{{level: level, text: "the mouth hangs", flags: []string{"stroke"}}}
		gone, fresh := c.reworded(&content.Document{Path: "articles/a.md"}, []line{was[0]}, is)
		if len(gone) != left || len(fresh) != left {
			t.Errorf("as %v: %d lines are gone and %d are new, want %d of each", level, len(gone), len(fresh), left)
		}
	}
}
