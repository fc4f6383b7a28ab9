package lint

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func ExampleReading_Grade() {
	fmt.Printf("%.1f\n", Reading{Words: 100, Sentences: 10, Syllables: 140}.Grade())
	fmt.Printf("%.1f\n", Reading{}.Grade())
	// Output:
	// 4.8
	// 0.0
}

// A phrase is found as whole words alone, at either end of a text and behind a longer word that holds
// it; whatever letters stand beside it.
func TestHasWord(t *testing.T) {
	for _, v := range []struct {
		text, phrase string
		want         bool
	}{
		{"pain", "pain", true}, {"a painting, pain.", "pain", true}, {"painting", "pain", false}, {"spain", "pain", false},
		{"back-pain", "pain", false}, {"pain’s end", "pain", false}, {"(pain)", "pain", true}, {"pain2", "pain", false},
		{"épain", "pain", false}, {"paine\u0301", "pain", false}, {"pain\u0301", "pain", false}, {"„pain“", "pain", true},
		{"prior  to", "prior to", false}, {"prior to it", "prior to", true}, {"", "pain", false}, {"ألم شديد", "ألم", true}, {"الألم", "ألم", false},
	} {
		if got := hasWord(v.text, v.phrase); got != v.want {
			t.Errorf("%q in %q: %t", v.phrase, v.text, got)
		}
	}
}

// Words are cut so that nothing but what parts them is lost, and a text is as many sentences' words
// however they are parted.
func TestEachWordLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("aéß膝ك9-'’ .,\n\t\u0301"))).Draw(t, "text")
		var words []string
		eachWord(text, func(word string) {
			if word == "" || strings.ContainsFunc(word, func(r rune) bool { return !isWordPart(r) }) || !hasWord(text, word) {
				t.Fatalf("%q is a word of %q", word, text)
			}
			words = append(words, word)
		})
		if want := strings.FieldsFunc(text, func(r rune) bool { return !isWordPart(r) }); !slices.Equal(words, want) {
			t.Fatalf("%q has the words %q, want %q", text, words, want)
		}
	})
}

// Hard words are found in the order of the text, each once; those of several words as a whole.
func TestHardWordsInATextsOrder(t *testing.T) {
	list := newWordList([]plainWord{{"prior to", "before"}, {"edema", "swelling"}, {"prior", "earlier"}})
	for text, want := range map[string]string{
		"":                                  "",
		"edema prior to edema":              "edema, prior to, prior",
		lower("Edemas; a prior one. PRIOR"): "prior",
		lower("An Edema’s end"):             "",
		"priority to edema-like":            "",
	} {
		var got []string
		for _, w := range list.in(text) {
			got = append(got, w.word)
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// Every word of the lists can be found at all: they are in small letters, with straight apostrophes,
// and none stands there twice.
func TestListedWordsAreFound(t *testing.T) {
	all := slices.Concat(alarming(), comforting(), emptyTexts())
	for _, w := range jargonWords() {
		all = append(all, w.word)
		if hasWord(lower(w.plain), w.word) {
			t.Errorf("the plainer word for %q holds it", w.word)
		}
	}
	seen := map[string]bool{}
	for _, phrase := range all {
		if !hasWord(lower("It is “"+strings.ToUpper(phrase)+"”."), phrase) || seen[phrase] {
			t.Errorf("%q is not found, or stands there twice", phrase)
		}
		seen[phrase] = true
	}
}

// A grade rises with longer sentences and longer words; a line of signs is no sentence.
func TestGradeRises(t *testing.T) {
	grade := func(sentences ...string) float64 {
		var r Reading
		for _, s := range sentences {
			r.add(s)
		}
		return r.Grade()
	}
	if short, long := grade("The knee hurts.", "It is hot."), grade("The knee hurts it is hot."); short >= long {
		t.Errorf("one long sentence reads at %.1f, two short ones at %.1f", long, short)
	}
	if plain, hard := grade("The knee hurts."), grade("The articulation deteriorates."); plain >= hard {
		t.Errorf("hard words read at %.1f, plain ones at %.1f", hard, plain)
	}
	if with, without := grade("The knee hurts.", "…", "* * *", ""), grade("The knee hurts."); with != without {
		t.Errorf("signs make %.1f of %.1f", with, without)
	}
	if got := plural(1, "day") + ", " + plural(0, "day") + ", " + plural(21, "day"); got != "1 day, 0 days, 21 days" {
		t.Error(got)
	}
}
