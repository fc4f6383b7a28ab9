package content

import (
	"strings"
	"testing"
)

// A signature is put where the review stands, however its author wrote it, and everything else stays to the letter. In
// these texts « and » stand around what is added, and ‹ and › around what it takes the place of.
func TestAnEntryIsSetWhereItStands(t *testing.T) {
	const value = "{name: \"A {locum}\"}"
	for what, text := range map[string]string{
		"on one line":                    "title: T\nreview: {written: 1, due: 2«, clinician: VALUE»}\nkind: k\n",
		"signed before":                  "review: {written: 1, clinician: ‹{name: \"B }{\", role: 'it''s, {x}'}›«VALUE», due: 2}\n",
		"a comment that looks like one":  "# when signed it reads: clinician: {name: A}\nreview: {written: 1, due: 2«, clinician: VALUE»} # clinician: {name: A}\n",
		"over several lines":             "review: {\n  written: 1, # it isn't {long}\n  due: 2«, clinician: VALUE» # or so\n}\nkind: k\n",
		"ending with a comma":            "review: {\n  written: 1,\n  due: 2,« clinician: VALUE»\n}\n",
		"braces on a line of their own":  "review:\n  {written: 1, due: 2«, clinician: VALUE»}\n",
		"an apostrophe":                  "review: {written: the 5 o'clock, due: '}'«, clinician: VALUE»}\n",
		"keys in quotes":                 "\"review\": {\"written\": 1, 'clinician': ‹{name: B}›«VALUE»}\n",
		"on lines of their own":          "review: # see below\n  written: 1\n  due: 2\n«  clinician: VALUE\n»  # no more\n\n# next\nkind: k\n",
		"indented further":               "review:\n\n    # first\n    written: 1 # clinician: {name: A}\n«    clinician: VALUE\n»kind: k\n",
		"signed before, on lines":        "review:\n  written: 1\n  clinician:« VALUE» # on paper\n‹    name: B\n    # who\n    role: |\n      x\n›  # then\n  due: 2\n",
		"signed before, at the end":      "review:\n  written: 1\n  clinician: ‹{name: B}›«VALUE»\n",
		"signed before, over two lines":  "review:\n  clinician: ‹{name: B,\n    role: C}›«VALUE»\n  written: 1\n",
		"a group of the same name":       "own:\n  review: {clinician: 5}\nreview: {written: 1«, clinician: VALUE»}\n",
		"a text that speaks of it":       "summary: |\n  review: {written: 1}\n  clinician: none\nreview: {written: 1«, clinician: VALUE»}\n",
		"letters of more than one byte":  "title: Übelkeit é\nreview: {who: \"Ä 😀\", clinician: ‹{name: ß}›«VALUE», due: 2}\n",
		"all in braces":                  "{title: T, review: {written: 1«, clinician: VALUE»}, kind: k}\n",
		"all indented":                   "  title: T\n  review:\n    written: 1\n«    clinician: VALUE\n»  kind: k\n",
		"a group that has nothing in it": "review: {}\n",
		"a text in place of a group":     "review: 5\n",
		"a text in place of a signature": "review: {clinician: nobody}\n",
		"no review":                      "# review: {written: 1}\ntitle: T\n",
		"an anchor":                      "review: &r {written: 1}\n",
	} {
		text = strings.ReplaceAll(text, "VALUE", value)
		before := strip(text, "«", "»")
		after := strip(text, "‹", "›")
		for _, ends := range []string{"\n", "\r\n"} {
			for _, mark := range []string{"", byteOrderMark} {
				file := func(front string) string {
					return mark + strings.ReplaceAll("---\n"+front+"---\nText: {review: 1}\n", "\n", ends)
				}
				got, ok := SetEntry([]byte(file(before)), "review", "clinician", value)
				if want := file(after); ok != strings.Contains(text, "«") || ok && string(got) != want {
					t.Errorf("%s: %t\n%q\nand not\n%q", what, ok, got, want)
				}
			}
		}
	}
}

// strip takes out of a text what stands between two marks, and all other marks.
func strip(text, open, shut string) string {
	for {
		before, rest, found := strings.Cut(text, open)
		if !found {
			return strings.NewReplacer("«", "", "»", "", "‹", "", "›", "").Replace(text)
		}
		_, behind, _ := strings.Cut(rest, shut)
		text = before + behind
	}
}
