package checkerpage

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Whatever is ticked, the selectors that alternatives are grouped into match if
// and only if one of the alternatives holds.
func TestGroupsHoldWhenAlternativesDo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		finding := rapid.Uint16Range(0, 7)
		alternatives := rapid.SliceOfN(rapid.SliceOfNDistinct(finding, 1, 3, rapid.ID[uint16]), 1, 12).Draw(t, "alternatives")
		there := rapid.SliceOfDistinct(finding, rapid.ID[uint16]).Draw(t, "there")
		want := slices.ContainsFunc(alternatives, func(set []uint16) bool { return holds(there, set) })
		groups := new(form).group(slices.Clone(alternatives), func(findings []uint16) string {
			return fmt.Sprint(slices.ContainsFunc(findings, func(f uint16) bool { return slices.Contains(there, f) }), " ")
		})
		if got := slices.ContainsFunc(groups, func(group string) bool { return !strings.Contains(group, "false") }); got != want {
			t.Fatalf("with %v there, %v should hold: %t, but its groups %q say %t", there, alternatives, want, groups, got)
		}
		if len(groups) > len(alternatives) {
			t.Fatalf("%d groups of %d alternatives", len(groups), len(alternatives))
		}
	})
}
