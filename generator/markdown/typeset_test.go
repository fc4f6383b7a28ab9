package markdown

import (
	"bytes"
	"strings"
	"testing"

	"nosology/generator/text"
)

// What stands in front matter is set as the text below it is.
func TestTypeset(t *testing.T) {
	for text, want := range map[string]string{
		"Parkinson's":           "Parkinson’s",
		`("Rabbit" syndrome)`:   "(“Rabbit” syndrome)",
		"'97 and 'quoted'":      "’97 and ‘quoted’",
		"'N/A' or 'n-3'":        "‘N/A’ or ‘n-3’",
		"rock 'n' roll, 'til":   "rock ’n’ roll, ’til",
		"the 'cause of death'":  "the ‘cause of death’",
		"just 'cause":           "just ’cause",
		"400 mg, 3 months, 5 %": "400\u00a0mg, 3 months, 5\u00a0%",
		"½ mg and 10 mEq":       "½\u00a0mg and 10\u00a0mEq",
		"٥ مغ":                  "٥\u00a0مغ",
		`She said:"no", "yes,"`: "She said:“no”, “yes,”",
		`"Yes,"he said,"now."`:  "“Yes,”he said,“now.”",
		"https://a.example/'x'": "https://a.example/'x'",
		"plain":                 "plain",
	} {
		if got := Typeset(text, nil); got != want {
			t.Errorf("%q is set as %q, not %q", text, got, want)
		}
	}
}

// Quotes are those of the language, in all that is made of a text; apostrophes are the
// same everywhere.
func TestQuotesOfLanguages(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		{"de", `"Zucken" und 'Zittern'`, "„Zucken“ und ‚Zittern‘"},
		{"de", `Er sagt: "Ich hab's, 'Gicht' heißt es." ("Ja")`, "Er sagt: „Ich hab’s, ‚Gicht‘ heißt es.“ („Ja“)"},
		{"de", `"'Gicht'" von Klaus' Arzt`, "„‚Gicht‘“ von Klaus’ Arzt"},
		{"de", `„"Gicht" '97`, "„„Gicht“ ’97"},
		{"de-CH", `"Zucken" und 'Zittern'`, "«Zucken» und ‹Zittern›"},
		{"fr", `L'"angine", dit 'angor', "serre".`, "L’«\u00a0angine\u00a0», dit “angor”, «\u00a0serre\u00a0»."},
		{"fr", `"'Angor' serre"`, "«\u00a0“Angor” serre\u00a0»"},
		{"es", `("tos")`, "(«tos»)"},
		{"ru", `"Он 'болен'"`, "«Он „болен“»"},
		{"ar", `"ألم" و"دوار 'شديد'"`, "«ألم» و«دوار ‹شديد›»"},
		{"fa", `"درد"`, "«درد»"},
		{"he", `צה"ל, "כאב"`, "צה”ל, ”כאב”"},
		{"ur", `"درد"`, "”درد“"},
		{"ja", `彼は"はい"と、"いいえ"と`, "彼は「はい」と、「いいえ」と"},
		{"hi", `"दर्द"`, "“दर्द”"},
		{"en", `"Yes," it's 'so'`, "“Yes,” it’s ‘so’"},
	} {
		in := text.Of(c.language)
		if got := Typeset(c.text, in); got != c.want {
			t.Errorf("%s: %s is set as %q, not %q", c.language, c.text, got, c.want)
		}
		src := []byte("# " + c.text + "\n\n## " + c.text + "\n\n" + c.text + "\n")
		title, _, _ := LeadingTitle(src, in)
		b, _ := Scan(src, in)
		var page bytes.Buffer
		b.Render(&page, src, nil)
		for what, got := range map[string]string{"title": title, "heading": b.Headings[0].Text, "text": b.Text(src, Span{b.Headings[0].Span.End, int32(len(src))}, nil)} {
			if got != c.want {
				t.Errorf("%s: the %s is %q, not %q", c.language, what, got, c.want)
			}
		}
		if strings.Count(page.String(), ">"+c.want+"<") != 2 {
			t.Errorf("%s: the page is %s, not %s", c.language, &page, c.want)
		}
	}
}
