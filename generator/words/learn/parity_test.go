package learn_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"nosology/generator/content"
	"nosology/generator/internal/needs"
	"nosology/generator/words"
	"nosology/generator/words/learn"
)

// TestScript holds the browser's script against the package: over 20,000 texts that are written and made, it hears the
// same, to the last thousandth.
func TestScript(t *testing.T) {
	said := shipped(t)
	language := words.English()
	model := learn.Model(said.labels, learn.Examples(language, said.labels, said.sentences, nil), learn.Default())
	texts := heardTexts(said.sentences)
	var got [][]words.Heard
	asked := map[string]any{"pack": string(words.New(language, nil).Pack()), "model": model.Pack(), "texts": texts}
	needs.Script(t, []string{"text.js", "words.js/*.js"}, script, asked, &got)
	wrong, heard := 0, 0
	for i, text := range texts {
		want := fmt.Sprint(model.Hear(language, text))
		heard += len(got[i])
		if want != fmt.Sprint(got[i]) && wrong < 10 {
			wrong++
			t.Errorf("%q\ngo     %v\nscript %v", text, want, got[i])
		}
	}
	t.Logf("%d texts, in which %d findings are heard", len(texts), heard)
}

type saidOf struct {
	labels    []string
	sentences []content.Sentence
}

// shipped reads the sentences of the shipped site.
func shipped(t *testing.T) (s saidOf) {
	t.Helper()
	tree, _, err := content.Load(os.DirFS("../../../content"), "content")
	if err != nil {
		t.Fatal(err)
	}
	said, ds, ok := tree.Said()
	if !ok || len(ds) > 0 {
		t.Fatalf("said.yaml: %v %v", ok, ds)
	}
	s.labels = []string{""}
	for _, d := range tree.Docs {
		if d.Kind == content.Finding {
			s.labels = append(s.labels, d.ID)
		}
	}
	slices.Sort(s.labels)
	s.sentences = said.Sentences
	return s
}

// heardTexts are the sentences, and heaps of two to five pieces of them with signs and slips thrown in.
func heardTexts(sentences []content.Sentence) []string {
	r := rand.New(rand.NewPCG(3, 4))
	var texts []string
	for _, s := range sentences {
		texts = append(texts, s.Say.S)
	}
	signs := []string{" ", " ", ", ", ". ", "? ", "! ", "; ", " and ", " but ", " – ", "\n", "?) ", "?” ", "'s ", "。", "？"}
	odd := []string{"Ärger", "ﬁne", "İstanbul", "日本語です", "ギシギシいう", "ปวดหัว", "🙂", "don’t", "½", "38.5", "w/o", "e\u0301clair", "x-ray"}
	for len(texts) < 20_000 {
		var b strings.Builder
		for range 1 + r.IntN(4) {
			fields := strings.Fields(sentences[r.IntN(len(sentences))].Say.S)
			from := r.IntN(len(fields))
			b.WriteString(strings.Join(fields[from:from+1+r.IntN(len(fields)-from)], " "))
			if r.IntN(8) == 0 {
				b.WriteString(" " + odd[r.IntN(len(odd))])
			}
			b.WriteString(signs[r.IntN(len(signs))])
		}
		texts = append(texts, b.String())
	}
	return texts
}

// script asks the hearer, and turns places in UTF-16 into places in bytes.
const script = `({ pack, model, texts }) => {
	const hear = hearer(pack, Buffer.from(model, "base64"));
	const bytes = (text, to) => Buffer.byteLength(text.slice(0, to));
	return texts.map((text) => hear(text).map(({ label, chance, start, end }) =>
		({ Label: label, Chance: chance, Span: { Start: bytes(text, start), End: bytes(text, end) } })));
}`
