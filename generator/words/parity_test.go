package words

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestScript holds the browser's script against the package, over all phrases of the shipped site, denied and
// misspelt, over what people might write, and over heaps of words, signs and scripts.
func TestScript(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("NOSOLOGY_CI") != "" {
			t.Fatal("node is not installed")
		}
		t.Skip("node is not installed")
	}
	entries, err := shippedEntries()
	if err != nil {
		t.Fatal(err)
	}
	x := New(English(), append(entries, limitedEntries()...))
	texts := append(parityTexts(t, x), numberTexts()...)
	got := runScript(t, node, x, texts)
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

// script imports the matcher, and turns places in UTF-16 into places in bytes.
const script = `
import { readFileSync } from "node:fs";
const { script, pack, texts } = JSON.parse(readFileSync(0, "utf8"));
const { matcher } = await import("data:text/javascript," + encodeURIComponent(script));
const match = matcher(pack);
const bytes = (text, to) => Buffer.byteLength(text.slice(0, to));
const found = texts.map((text) => match(text).map(({ id, start, end, negated, score }) =>
	({ ID: id, Span: { Start: bytes(text, start), End: bytes(text, end) }, Negated: negated, Score: score })));
process.stdout.write(JSON.stringify(found));
`

func runScript(t *testing.T, node string, x *Index, texts []string) [][]Match {
	parts, err := filepath.Glob("../../static/js/words.js/*.js")
	if err != nil || len(parts) == 0 {
		t.Fatalf("no script: %v", err)
	}
	var source bytes.Buffer
	for _, name := range append([]string{"../../static/js/text.js"}, parts...) {
		part, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		source.Write(part)
	}
	in, err := json.Marshal(map[string]any{"script": source.String(), "pack": string(x.Pack()), "texts": texts})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "--input-type=module", "--eval", script)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(in), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var found [][]Match
	if err := json.Unmarshal(out, &found); err != nil {
		t.Fatal(err)
	}
	return found
}

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
