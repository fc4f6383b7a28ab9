package words

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"nosology/generator/internal/needs"
)

// TestScript holds the browser's script against the package, over all phrases of the shipped site, denied and
// misspelt, over what people might write, and over heaps of words, signs and scripts.
func TestScript(t *testing.T) {
	entries, err := shippedEntries()
	if err != nil {
		t.Fatal(err)
	}
	x := New(English(), append(entries, limitedEntries()...))
	texts := append(parityTexts(t, x), numberTexts()...)
	var got [][]Match
	needs.Script(t, []string{"text.js", "words.js/*.js"}, script, map[string]any{"pack": string(x.Pack()), "texts": texts}, &got)
	wrong := 0
	for i, text := range texts {
		if want := fmt.Sprint(x.Match(text)); want != fmt.Sprint(got[i]) && wrong < 10 {
			wrong++
			t.Errorf("%q\ngo     %v\nscript %v", text, want, got[i])
		}
	}
	t.Logf("%d texts, with %d matches", len(texts), count(got))
}

func count(all [][]Match) (n int) {
	for _, matches := range all {
		n += len(matches)
	}
	return n
}

// script asks the matcher, and turns places in UTF-16 into places in bytes.
const script = `({ pack, texts }) => {
	const match = matcher(pack);
	const bytes = (text, to) => Buffer.byteLength(text.slice(0, to));
	return texts.map((text) => match(text).map(({ id, start, end, negated, score }) =>
		({ ID: id, Span: { Start: bytes(text, start), End: bytes(text, end) }, Negated: negated, Score: score })));
}`

func parityTexts(t *testing.T, x *Index) []string {
	var texts []string
	for _, s := range sayings(t) {
		texts = append(texts, s.text)
	}
	phrases := shippedPhrases(t)
	r := rand.New(rand.NewPCG(1, 2))
	for i, p := range phrases {
		texts = append(texts, p.text, fmt.Sprintf(denials[i%len(denials)], p.text), misspell(r, p.text))
	}
	for range 800 {
		texts = append(texts, heap(r, phrases))
	}
	return texts
}

// heap joins phrases and words that have a part in denying, with signs between and accents thrown in.
func heap(r *rand.Rand, phrases []phraseOf) string {
	parts := slices.Concat(English().Negators, English().Neutral, English().Enders, English().Joiners, English().Or,
		English().Subjects, English().Finite, []string{"w/o", "w/out", "x-ray", "38.5", "Ärger", "ﬁne", "İstanbul", "ΣΑΣ", "½ cup", "日本", "🙂", "don’t", "it´s", "e\u0301clair", "a...b", "\u2026"})
	signs := []string{" ", " ", " ", ", ", ". ", "; ", "? ", " - ", "-", "\u2014", "\n", "/", " (", ") ", "'", ": ", "5…5"}
	var b strings.Builder
	for range 1 + r.IntN(9) {
		part := parts[r.IntN(len(parts))]
		if r.IntN(2) == 0 {
			part = phrases[r.IntN(len(phrases))].text
		}
		if r.IntN(6) == 0 {
			part = misspell(r, part)
		}
		b.WriteString(part + signs[r.IntN(len(signs))])
	}
	return b.String()
}
