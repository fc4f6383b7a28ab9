package text

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func ExampleCutter_Each() {
	c := Cutter{Language: Of("en-GB")}
	c.Each([]byte("Don’t x-ray the Naïve knees"), func(word []byte) {
		fmt.Printf("%s compound=%t stem=%s\n", word, c.Compound, c.Language.Stem(slices.Clone(word)))
	})
	// Output:
	// dont compound=false stem=dont
	// x compound=false stem=x
	// ray compound=false stem=ray
	// xray compound=true stem=xray
	// the compound=false stem=the
	// naive compound=false stem=naiv
	// knees compound=false stem=kne
}

// A page may be written with letters and marks in one character or in two, and
// in capitals; whoever looks for it types it in a third way.
func TestWordsAreTheSameHoweverTheyAreTyped(t *testing.T) {
	for _, e := range examples(t) {
		want := words(e.Language, e.Text)
		for form, text := range map[string]string{"composed": norm.NFC.String(e.Text), "decomposed": norm.NFD.String(e.Text)} {
			if e.Language == "ja" && form == "decomposed" {
				continue // a character is given before its mark is read
			}
			if got := words(e.Language, text); !slices.Equal(got, want) {
				t.Errorf("%s: %q, %s, has the words %q, want %q", e.Language, e.Text, form, got, want)
			}
		}
		if got := words(e.Language, strings.ToLower(e.Text)); e.Language != "tr" && !slices.Equal(got, want) {
			t.Errorf("%s: %q in small letters has the words %q, want %q", e.Language, e.Text, got, want)
		}
	}
}

// No word reaches over a line, and a Cutter keeps nothing of the text before:
// lines give the same words apart, together, and through one Cutter.
func TestWordsOfOneTextAreNotThoseOfTheNext(t *testing.T) {
	for _, a := range examples(t) {
		for _, b := range examples(t) {
			if a.Language != b.Language {
				continue
			}
			apart := append(words(a.Language, a.Text), words(a.Language, b.Text)...)
			if together := words(a.Language, a.Text+"\n"+b.Text); !slices.Equal(apart, together) {
				t.Errorf("%q and %q: %q apart, %q together", a.Text, b.Text, apart, together)
			}
			c, one := Cutter{Language: Of(a.Language)}, []string(nil)
			for _, text := range []string{a.Text, b.Text} {
				c.Each([]byte(text), func(word []byte) { one = append(one, string(c.Language.Stem(word))) })
			}
			if !slices.Equal(apart, one) {
				t.Errorf("%q and %q: %q, and through one Cutter %q", a.Text, b.Text, apart, one)
			}
		}
	}
}

// Words are what a reader looks for in one piece.
func TestWordsAreCutWhereReadersWould(t *testing.T) {
	for _, c := range []struct{ why, language, text, want string }{
		{"nothing", "en", "", ""},
		{"signs alone", "en", " – … ’ - !", ""},
		{"a hyphen at the end joins nothing", "en", "pre- and post-", "pre and post"},
		{"a hyphen and a space join nothing", "en", "x- ray", "x ray"},
		{"two hyphens are a dash", "en", "knee--hip", "kne hip"},
		{"every kind of hyphen joins", "en", "x‐ray x‑ray", "x ray xray x ray xray"},
		{"three parts", "en", "day-to-day", "day to day daytoday"},
		{"two compounds", "en", "a-b c-d", "a b ab c d cd"},
		{"an apostrophe stands in a word", "en", "Bell's bell’s bell`s", "bell bell bell"},
		{"but parts the French article", "fr", "l'os d’os", "l os d os"},
		{"a soft hyphen is not seen", "en", "para\u00adcetamol", "paracetamol"},
		{"a joiner is not seen", "en", "cor\u200dpus", "corpus"},
		{"a space without width parts", "en", "corpus\u200bdelicti", "corpus delict"},
		{"digits and letters", "en", "B12 12B", "b12 12 b 12b"},
		{"a decimal", "en", "38.5", "38 5"},
		{"a mark that stands alone", "en", "\u0301 x", "x"},
		{"pairs end at a space", "ja", "頭 痛", "頭 痛"},
		{"pairs end at a sign", "ja", "頭。痛", "頭 痛"},
		{"pairs end at a word", "ja", "頭CT痛", "頭 ct 痛"},
		{"a compound ends at a script without spaces", "ja", "x-ray頭", "x ray xray 頭"},
		{"what is no text", "en", "a\xffb", "a b"},
	} {
		if got := strings.Join(words(c.language, c.text), " "); got != c.want {
			t.Errorf("%s: %q has the words %q, want %q", c.why, c.text, got, c.want)
		}
	}
}

// A word counts up to Longest characters, whatever a character takes in bytes,
// so that the index and the script cut it at the same place.
func TestLongWordsAreCutBetweenCharacters(t *testing.T) {
	for _, letter := range []string{"a", "я", "ग", "𐐨"} {
		for _, n := range []int{Longest - 1, Longest, Longest + 1, 3 * Longest} {
			got := words("qaa", strings.Repeat(letter, n))
			if len(got) != 1 || utf8.RuneCountInString(got[0]) != min(n, Longest) || strings.Trim(got[0], letter) != "" {
				t.Errorf("%d of %s become %q", n, letter, got)
			}
		}
	}
}

// Only the word that stands for a whole compound is marked as one.
func TestCompoundsAreMarked(t *testing.T) {
	var compounds, others []string
	c := Cutter{Language: Of("en")}
	c.Each([]byte("a well-known long-term-care home - x"), func(word []byte) {
		if c.Compound {
			compounds = append(compounds, string(word))
		} else {
			others = append(others, string(word))
		}
	})
	if got, want := strings.Join(compounds, " "), "wellknown longtermcare"; got != want {
		t.Errorf("compounds are %q, want %q", got, want)
	}
	if got, want := strings.Join(others, " "), "a well known long term care home x"; got != want {
		t.Errorf("parts and words are %q, want %q", got, want)
	}
}

// Folding twice is folding once: what a reader types is folded like a word of
// the index that was folded before.
func TestFoldingIsDoneOnce(t *testing.T) {
	for _, e := range examples(t) {
		once := fold(e.Text)
		if twice := fold(once); twice != once {
			t.Errorf("%q is folded to %q, and that to %q", e.Text, once, twice)
		}
	}
	for text, want := range map[string]string{
		"ÉCOLE": "ecole", "Ørsted": "orsted", "straße": "strasse", "ﬁbre": "fibre", "ΠΌΝΟΣ": "πονοσ", "Ёлка": "елка", "がん": "がん",
		"مدرسة": "مدرسه", "کتابی": "كتابي", "I İ ı": "i i i", "½": "1⁄2",
	} {
		if got := fold(text); got != want {
			t.Errorf("%q is folded to %q, want %q", text, got, want)
		}
	}
}
