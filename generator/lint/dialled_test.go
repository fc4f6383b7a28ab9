package lint

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"nosology/generator/markdown"
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

// A text that is passed over unread has no short number in any of its sentences,
// whatever stands between the digits.
func TestMayHaveNumber(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 11))
	parts := []string{
		"9", "1", "12", " ", " ", "\n", "a", "call", "é", "**", "*", "~~", "~", "^", "`", "\\", "\\\n", "&#57;", "&#x31;", "&amp;",
		"[9](x)", "[", "](x)", "<b>", "</b>", "<!-- x -->", "![x](y)", "[@who]", "{{emergency}}", "[^1]", "{.flag}", "- ", "| ", ".", "\u00ad",
	}
	found, passed := 0, 0
	for range 12_000 {
		var text strings.Builder
		for range 2 + r.IntN(8) {
			text.WriteString(parts[r.IntN(len(parts))])
		}
		src := []byte(text.String())
		may := mayHaveNumber(src)
		if !may {
			passed++
		}
		body, _ := markdown.Scan(src, nil)
		body.EachSentence(src, nil, func(_ int, sentence []byte) {
			if hasShortNumber(string(sentence)) {
				if found++; !may {
					t.Errorf("%q is passed over, and says %q", src, sentence)
				}
			}
		})
	}
	if found < 30 || passed < 100 {
		t.Errorf("%d texts have a number, and %d are passed over: too few to tell", found, passed)
	}
}
