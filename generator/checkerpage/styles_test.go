package checkerpage

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"nosology/generator/rules"
)

// Whatever is ticked, the selectors that alternatives are grouped into match if
// and only if one of the alternatives holds.
func TestGroupsHoldWhenAlternativesDo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		finding := rapid.Uint16Range(0, 7)
		alternatives := rapid.SliceOfN(rapid.SliceOfNDistinct(finding, 1, 3, rapid.ID[uint16]), 1, 12).Draw(t, "alternatives")
		there := rapid.SliceOfDistinct(finding, rapid.ID[uint16]).Draw(t, "there")
		want := slices.ContainsFunc(alternatives, func(set []uint16) bool { return rules.Within(set, there) })
		groups := group(slices.Clone(alternatives))
		isThere := func(f uint16) bool { return slices.Contains(there, f) }
		got := slices.ContainsFunc(groups, func(g family) bool { return rules.Within(g.common, there) && slices.ContainsFunc(g.last, isThere) })
		if got != want {
			t.Fatalf("with %v there, %v should hold: %t, but its families %v say %t", there, alternatives, want, groups, got)
		}
		if len(groups) > len(alternatives) {
			t.Fatalf("%d groups of %d alternatives", len(groups), len(alternatives))
		}
	})
}
