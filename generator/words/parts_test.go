package words

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func ExampleIndex_Match() {
	x := New(English(), []Entry{
		{ID: "nose-twitch", Phrases: []string{"Nose twitching", "nose keeps jumping"}},
		{ID: "headache", Phrases: []string{"Headache"}},
	})
	const text = "My nose has been twiching all week, but no headache."
	for _, m := range x.Match(text) {
		fmt.Printf("%s: %q, denied: %v\n", m.ID, text[m.Span.Start:m.Span.End], m.Negated)
	}
	// Output:
	// nose-twitch: "nose has been twiching", denied: false
	// headache: "headache", denied: true
}

// A text is cut alike in Go and in browsers; these are the cases that decide how.
func TestCut(t *testing.T) {
	for text, want := range map[string]string{
		"I can't stop":                "i cant stop",
		"the nurse's and nurses' ‘x’": "the nurse and nurses x",
		"Café, ÜBER!":                 "cafe|uber",
		"it hurts.2 days now":         "it hurts||2 days now",
		"38.5 °C":                     "38.5 c",
		"1,5 and 2, 3":                "1 5 and 2|3",
		"pain w/o fever w/out rash":   "pain without fever without rash",
		"red - hot, (cold) end-on":    "red|hot|cold|end on",
		"one. two; three\nfour":       "one||two||three||four",
		"カフェイン":                       "かふぇいん",
		"…":                           "",
	} {
		var b strings.Builder
		for i, tok := range cut(text) {
			if i > 0 {
				b.WriteString([]string{" ", "|", "||"}[tok.boundary])
			}
			b.WriteString(tok.word)
			if tok.start >= tok.end || tok.end > len(text) {
				t.Errorf("%q: %q stands from %d to %d", text, tok.word, tok.start, tok.end)
			}
		}
		if got := strings.ReplaceAll(b.String(), "38 5", "38.5"); got != want {
			t.Errorf("%q is cut as %q, want %q", text, got, want)
		}
	}
}

// The arithmetic of a model is on integers, and right to the last digit.
func TestWholeNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 1<<30).Draw(t, "n")
		if r := root(n); r*r > n || (r+1)*(r+1) <= n {
			t.Fatalf("the root of %d is %d", n, r)
		}
		x := -rapid.IntRange(0, 3000).Draw(t, "x")
		if power(x) < power(x-1) || power(x-Octave) > power(x)/2+1 || power(x-Octave) < power(x)/2-1 {
			t.Fatalf("2^(%d/64) is %d, before it %d, an octave below %d", x, power(x), power(x-1), power(x-Octave))
		}
	})
	if power(0) != 1<<16 || power(-1<<20) != 0 {
		t.Errorf("2^0 is %d, and far below %d", power(0), power(-1<<20))
	}
}

// A model is the same however its weights are ordered, and comes back from its
// pack; what it guesses is sorted and shared out.
func TestModelOfWeights(t *testing.T) {
	labels := []string{"", "headache", "rash"}
	features := Features(English(), "a throbbing head and an itchy rash")
	var weights []Weight
	for i, f := range features {
		weights = append(weights, Weight{f, 1 + i%2, 5 + i}, Weight{f, Nothing, -3})
	}
	reversed := slices.Clone(weights)
	slices.Reverse(reversed)
	m, other := NewModel(labels, weights), NewModel(labels, reversed)
	if !slices.Equal(m.Pack(), other.Pack()) {
		t.Error("another order makes another model")
	}
	m.Grave = []bool{false, true, false}
	back, err := UnpackModel(labels, m.Pack())
	if err != nil || !slices.Equal(back.Sums(features), m.Sums(features)) || !slices.Equal(back.Grave, m.Grave) {
		t.Errorf("from its pack come %+v, %v", back, err)
	}
	guesses, sum := m.Guesses(features, 0), 0
	for i, g := range guesses {
		sum += g.Chance
		if i > 0 && g.Chance > guesses[i-1].Chance {
			t.Errorf("the guesses are %v", guesses)
		}
	}
	if len(guesses) != len(labels) || sum > 1000 || sum < 990 {
		t.Errorf("%v add up to %d thousandths", guesses, sum)
	}
	for label, fits := range map[int]bool{len(labels) - 1: true, len(labels): false} {
		if _, err := UnpackModel(labels, NewModel(labels, []Weight{{features[0], label, 1}}).Pack()); (err == nil) != fits {
			t.Errorf("a weight for label %d of %d: %v", label, len(labels), err)
		}
	}
	if _, err := UnpackModel(labels[:2], m.Pack()); err == nil {
		t.Error("a model of other labels is taken")
	}
}

// A sentence is judged in statements, so that a denial says nothing of the rest.
func TestStatements(t *testing.T) {
	english := English()
	for text, want := range map[string]string{
		"my arm is numb. my head hurts":           "my arm is numb / my head hurts",
		"my arm has gone numb, no headache":       "my arm has gone numb / no headache",
		"my arm has gone numb but my face is ok":  "my arm has gone numb / but my face is ok",
		"no headache but my arm has gone numb":    "no headache but my arm has gone numb",
		"numb arm, no headache":                   "numb arm no headache", // too short to be judged by itself
		"i cannot lift my arm and no other signs": "i cannot lift my arm and no other signs",
	} {
		var got []string
		for _, s := range statements(english, cut(text)) {
			var words []string
			for _, tok := range s {
				words = append(words, tok.word)
			}
			got = append(got, strings.Join(words, " "))
		}
		if all := strings.Join(got, " / "); all != want {
			t.Errorf("%q is judged as %q, want %q", text, all, want)
		}
	}
}

// What stands behind a denial is judged by itself, too; not what is denied, and not behind a word that is only an adverb.
func TestBehindDenials(t *testing.T) {
	english := English()
	for text, want := range map[string]string{
		"no fever but my face droops":           "my face droops",
		"no fever, but my face droops":          "my face droops",
		"I have no fever, my face droops":       "my face droops",
		"I don't have a fever, my face droops":  "my face droops",
		"no fits, can't breathe":                "can't breathe",
		"no headache although I have a fever":   "I have a fever",
		"no fever, cough, headache":             "",
		"no fever but no headache":              "",
		"no fever but not a headache":           "",
		"can't speak, it just hit him":          "",
		"my kidneys don't filter, it is a diet": "",
		"my face droops but I have no fever":    "",
	} {
		got := ""
		for _, s := range statements(english, cut(text)) {
			for _, at := range behindDenials(english, s) {
				got += text[s[at].start:]
			}
		}
		if got != want {
			t.Errorf("behind what %q denies stands %q, want %q", text, got, want)
		}
	}
}

func TestShortened(t *testing.T) {
	for text, want := range map[string]string{
		"I can not see": "i cant see", "I cannot see": "i cant see", "he couldn't": "he cant", "it will not move": "it wont move",
		"she is not breathing": "she is gasping", "can": "", "I can't see": "", "it is not numb": "",
	} {
		short, is := shortened(English(), cut(text))
		var words []string
		for _, tok := range short {
			words = append(words, tok.word)
		}
		if is != (want != "") || is && strings.Join(words, " ") != want {
			t.Errorf("%q is shortened (%v) to %q, want %q", text, is, words, want)
		}
	}
}

func TestAsked(t *testing.T) {
	for text, want := range map[string]bool{
		"is it bad?": true, "is it bad ?": true, "“is it bad”?": true, "هل هو سيئ؟": true, "it is bad.": false, "it is bad": false, "it is bad. why?": false,
	} {
		tokens := statements(English(), cut(text))[0]
		if got := asked(text, tokens); got != want {
			t.Errorf("%q asks: %v", text, got)
		}
	}
}

// A fever in Fahrenheit is the same fever, and an age in months is not one in years.
func TestQuantities(t *testing.T) {
	english := English()
	for text, want := range map[string]string{
		"a temp of 38.5":                      "temperature 385",
		"temperature is 101.3":                "temperature 385",
		"i am 67":                             "age 587", // thousands of hours
		"a 6 month old boy":                   "age 4",
		"i am 20 weeks pregnant":              "pregnancy 3",
		"going on for two weeks":              "duration 0",
		"five cups of coffee":                 "cups 5",
		"i am twenty one, started a year ago": "age 184 duration 8",
		"room 101":                            "",
	} {
		var got []string
		for _, q := range english.quantities(text, cut(text)) {
			amount := q.amount
			if q.of != temperature && q.of != "cups" {
				amount = q.amount / 1000
			}
			got = append(got, fmt.Sprint(q.of, " ", amount))
		}
		if all := strings.Join(got, " "); all != want {
			t.Errorf("%q says %q, want %q", text, all, want)
		}
	}
}
