package text

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"nosology/generator/internal/needs"

	"golang.org/x/text/unicode/norm"
)

// example is a line of the table that holds this package and its script.
type example struct{ Language, Text, Words string }

func examples(t *testing.T) (all []example) {
	data, err := os.ReadFile("testdata/examples.json")
	if err == nil {
		err = json.Unmarshal(data, &all)
	}
	if err != nil || len(all) == 0 {
		t.Fatal("no examples", err)
	}
	return all
}

func words(language, text string) (all []string) {
	c := Cutter{Language: Of(language)}
	c.Each([]byte(text), func(word []byte) { all = append(all, string(c.Language.Stem(word))) })
	return all
}

func TestWords(t *testing.T) {
	for _, e := range examples(t) {
		if got := strings.Join(words(e.Language, e.Text), " "); got != e.Words {
			t.Errorf("%s: words of %q: %q, want %q", e.Language, e.Text, got, e.Words)
		}
	}
}

// The script cuts the same words, of the examples and of what they make
// together, in each language.
func TestScript(t *testing.T) {
	var asked []example
	for _, e := range examples(t) {
		for _, language := range []string{"en", "de", "fr", "ar", "qaa", e.Language} {
			for _, text := range []string{e.Text, strings.ToUpper(e.Text), strings.ReplaceAll(e.Text, " ", "-"), "a" + e.Text + "'s x"} {
				asked = append(asked, example{Language: language, Text: text})
			}
		}
	}
	var got [][]string
	needs.Script(t, []string{"text.js", "search.js/0-cut.js"}, `(asked) => asked.map((e) => [...cutters.of(languages.of(e.Language)).words(e.Text), cutters.fold(e.Text)])`, asked, &got)
	if len(got) != len(asked) {
		t.Fatalf("%d answers to %d texts", len(got), len(asked))
	}
	for i, e := range asked {
		if want := append(words(e.Language, e.Text), fold(e.Text)); !slices.Equal(got[i], want) {
			t.Errorf("%s: %q: the script has %q, Go has %q", e.Language, e.Text, got[i], want)
		}
	}
}

func TestCommonWordsAreOfTheirLanguage(t *testing.T) {
	if !Of("en-GB").Common([]byte("the")) || Of("de").Common([]byte("the")) || Of("en").Common([]byte("nose")) {
		t.Error("the common words of English are not those of English alone")
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"Twitches-x ’ é\xff", "がん", "x--y'z", "e\u0301", "ﷺ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, code := range []string{"en", "de", "ar", "qaa"} {
			for _, w := range words(code, text) {
				if w == "" || utf8.ValidString(text) && !utf8.ValidString(w) || utf8.RuneCountInString(w) > Longest || strings.ContainsAny(w, " \n\t,;-") {
					t.Errorf("word %q of %q", w, text)
				}
			}
		}
	})
}

func stem(w string) string { return string(stemEnglish([]byte(w))) }

func TestEnglishStems(t *testing.T) {
	for _, family := range []string{
		"twitch twitches twitched twitching twitchy", "nose noses", "jump jumps jumped jumping jumpy", "eye eyes", "numb numbness",
		"weak weakness", "move moves moved moving", "droop drooping drooped droopy droopiness", "stop stops stopped stopping",
		"sudden suddenly", "confused confusion", "dizzy dizziness", "body bodies", "pass passes passed", "breathe breathing breathes",
		"bleed bleeding bleeds", "tire tired tiredness", "itch itchy itching", "injury injured injuries", "pull pulled pulling",
	} {
		words := strings.Fields(family)
		for _, w := range words[1:] {
			if stem(w) != stem(words[0]) {
				t.Errorf("%s becomes %s, but %s %s", words[0], stem(words[0]), w, stem(w))
			}
		}
	}
	for _, pair := range []string{"thing thin", "mouth month", "face fact", "sleep slip", "king kin", "red read"} {
		if a, b, _ := strings.Cut(pair, " "); stem(a) == stem(b) {
			t.Errorf("%s and %s become %s", a, b, stem(a))
		}
	}
}

func TestIDs(t *testing.T) {
	for title, want := range map[string]string{
		"Low zinc": "low-zinc", "Ağrı": "agri", "Straße, kalt": "strasse-kalt", "Tägebuch": "taegebuch", "Bell's palsy": "bells-palsy", "胸の痛み": "",
	} {
		if got := ID(title); got != want {
			t.Errorf("the id of %q is %q, not %q", title, got, want)
		}
	}
}

func TestSentencesEndInAnyScript(t *testing.T) {
	for _, r := range "؟۔।" {
		if !EndsSentence(r) || EndsWide(r) {
			t.Errorf("%c does not end a sentence before white space", r)
		}
	}
	for _, r := range "。！？" {
		if !EndsWide(r) {
			t.Errorf("%c does not end a sentence by itself", r)
		}
	}
	if always, _ := Abbreviates("dr"); !always {
		t.Error("Dr. ends a sentence")
	}
}

// fold returns a text as words are compared: small letters, without accents,
// compatible forms such as ﬁ and ② resolved. What is no letter stays.
func fold(s string) string {
	var b []byte
	f := folder{}
	for _, r := range s {
		b = f.add(b, r, true)
	}
	return string(norm.NFC.Bytes(b))
}
