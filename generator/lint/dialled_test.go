package lint

import (
	"slices"
	"testing"
)

// The quick look for a number passes over nothing that the pattern finds.
func TestNumbersToDial(t *testing.T) {
	for text, want := range map[string][]string{
		"call 911 now, or dial 112.":    {"911", "112"},
		"é: text on 999":                {"999"},
		"it is 12 or call 1 12 and 911": nil,
		"call  911":                     nil,
		"call 1 0911, 12a 999x":         nil,
		"recall 911":                    nil,
		"ring 123? phone 456":           {"123", "456"},
		"call 9112":                     nil,
		"call 91":                       nil,
	} {
		got := numbersToDial(text)
		var all []string
		for _, m := range dialled.FindAllStringSubmatch(text, -1) {
			all = append(all, m[1])
		}
		if !slices.Equal(got, want) || !slices.Equal(got, all) {
			t.Errorf("%q: %v, want %v; the pattern alone finds %v", text, got, want, all)
		}
	}
}
