package markdown

import "testing"

// What stands in front matter is set as the text below it is.
func TestTypeset(t *testing.T) {
	for text, want := range map[string]string{
		"Parkinson's":           "Parkinson’s",
		`("Rabbit" syndrome)`:   "(“Rabbit” syndrome)",
		"'97 and 'quoted'":      "’97 and ‘quoted’",
		"400 mg, 3 months, 5 %": "400\u00a0mg, 3 months, 5\u00a0%",
		"½ mg and 10 mEq":       "½\u00a0mg and 10\u00a0mEq",
		"٥ مغ":                  "٥\u00a0مغ",
		`She said:"no", "yes,"`: "She said:“no”, “yes,”",
		`"Yes,"he said,"now."`:  "“Yes,”he said,“now.”",
		"https://a.example/'x'": "https://a.example/'x'",
		"plain":                 "plain",
	} {
		if got := Typeset(text); got != want {
			t.Errorf("%q is set as %q, not %q", text, got, want)
		}
	}
}
