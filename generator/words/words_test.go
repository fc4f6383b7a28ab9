package words

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"nosology/generator/content"
)

var shippedEntries = sync.OnceValues(func() ([]Entry, error) {
	tree, _, err := content.Load(os.DirFS("../../content"), "content")
	if err != nil {
		return nil, err
	}
	return Entries(tree.Docs, content.Finding), nil
})

// shipped returns the index of the shipped site's findings.
func shipped(t testing.TB) *Index {
	t.Helper()
	entries, err := shippedEntries()
	if err != nil || len(entries) < 100 {
		t.Fatalf("%d findings, %v", len(entries), err)
	}
	return New(English(), entries)
}

// phraseOf is what a finding is called.
type phraseOf struct{ id, text string }

func shippedPhrases(t testing.TB) []phraseOf {
	t.Helper()
	shipped(t)
	entries, _ := shippedEntries()
	var phrases []phraseOf
	for _, e := range entries {
		for _, p := range e.Phrases {
			phrases = append(phrases, phraseOf{e.ID, p})
		}
	}
	return phrases
}

// saidLine is a line of testdata/said.txt.
type saidLine struct {
	line       int
	text       string
	there, not []string
}

// sayings reads testdata/said.txt.
func sayings(t testing.TB) []saidLine {
	t.Helper()
	text, err := os.ReadFile("testdata/said.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []saidLine
	for i, line := range strings.Split(string(text), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		said, wanted, ok := strings.Cut(line, " => ")
		if !ok {
			t.Fatalf("line %d has no =>", i+1)
		}
		s := saidLine{line: i + 1, text: said}
		for _, w := range strings.Fields(wanted) {
			if id, not := strings.CutPrefix(w, "-"); not {
				s.not = append(s.not, id)
			} else {
				s.there = append(s.there, w)
			}
		}
		all = append(all, s)
	}
	return all
}

func find(matches []Match, id string) *Match {
	i := slices.IndexFunc(matches, func(m Match) bool { return m.ID == id })
	if i < 0 {
		return nil
	}
	return &matches[i]
}

func TestSaid(t *testing.T) {
	x := shipped(t)
	for _, s := range sayings(t) {
		matches := x.Match(s.text)
		for _, id := range s.there {
			if m := find(matches, id); m == nil || m.Negated {
				t.Errorf("said.txt:%d: %q: no %s in %v", s.line, s.text, id, matches)
			}
		}
		for _, id := range s.not {
			if m := find(matches, id); m != nil && !m.Negated {
				t.Errorf("said.txt:%d: %q: %s in %v", s.line, s.text, id, matches)
			}
		}
	}
}

// Every name of every finding is recognised, whole and by itself.
func TestNames(t *testing.T) {
	x := shipped(t)
	for _, p := range shippedPhrases(t) {
		if m := find(x.Match(p.text), p.id); m == nil || m.Negated {
			t.Errorf("%s is not recognised in %q: %v", p.id, p.text, x.Match(p.text))
		}
	}
}

// denials are ways to say that something is not there. In the first, a statement would be one of its own.
var denials = []string{
	"no cold, %s", "no cold and %s", "no fever, rash or %s",
	"no %s", "I do not have %s", "I don’t have %s", "without %s", "never had %s", "no sign of %s", "%s: no", "%s? No.", "%s - none",
	"neither a cold nor %s", "not any %s at all", "w/o %s",
	"I feel well, but there isn't any %s", "He denies %s", "havent got %s", "free of %s", "%s? Nope",
}

const lists = 3

// A name with a denial around it never comes out as there.
func TestDenied(t *testing.T) {
	x := shipped(t)
	for _, p := range shippedPhrases(t) {
		if !isDeniable(x, p.text) {
			continue
		}
		for i, form := range denials {
			if i < lists && isStatement(x, p.text) {
				continue
			}
			text := fmt.Sprintf(form, strings.ToLower(p.text))
			if m := find(x.Match(text), p.id); m != nil && !m.Negated {
				t.Errorf("%s in %q", p.id, text)
			}
		}
	}
}

// isDeniable reports whether a "no" in front of a phrase denies it all.
func isDeniable(x *Index, text string) bool {
	tokens := cut(text)
	first := x.classOf(tokens[0].word)
	return x.phrasesOf(text)[0].kind == set && !x.neutral[x.stem(tokens[0].word)] && first&(ender|finite|stop) == 0 &&
		!(strings.ContainsAny(text, ",") && isStatement(x, text))
}

// isStatement reports whether a phrase has a subject, a verb, or an article in front.
func isStatement(x *Index, text string) bool {
	for i, t := range cut(text) {
		if c := x.classOf(t.word); c&(subject|finite|ender) != 0 || i == 0 && c&determiner != 0 {
			return true
		}
	}
	return false
}

// misspell makes one typing error in the longest word.
func misspell(r *rand.Rand, text string) string {
	words := strings.Fields(text)
	longest := 0
	for i, w := range words {
		if len(w) > len(words[longest]) {
			longest = i
		}
	}
	w := []rune(words[longest])
	if len(w) < 6 {
		return text
	}
	at := 1 + r.IntN(len(w)-3)
	switch r.IntN(4) {
	case 0:
		w = slices.Delete(w, at, at+1)
	case 1:
		w = slices.Insert(w, at, 'a'+rune(r.IntN(26)))
	case 2:
		w[at] = 'a' + rune(r.IntN(26))
	default:
		w[at], w[at+1] = w[at+1], w[at]
	}
	words[longest] = string(w)
	return strings.Join(words, " ")
}

// Nearly every name is still recognised with a typing error in its longest word.
func TestMisspelt(t *testing.T) {
	x := shipped(t)
	r := rand.New(rand.NewPCG(7, 7))
	tried, missed := 0, 0
	for range 5 {
		for _, p := range shippedPhrases(t) {
			text := misspell(r, p.text)
			if text == p.text {
				continue
			}
			tried++
			if find(x.Match(text), p.id) == nil {
				missed++
			}
		}
	}
	t.Logf("%d of %d missed", missed, tried)
	if missed*20 > tried {
		t.Errorf("%d of %d missed", missed, tried)
	}
}

// The words of a set may stand in any order.
func TestOrder(t *testing.T) {
	x := shipped(t)
	phrases := shippedPhrases(t)
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom(phrases).Draw(t, "phrase")
		compiled := x.phrasesOf(p.text)
		if len(compiled) != 1 || compiled[0].kind != set {
			t.Skip()
		}
		written := strings.Join(rapid.Permutation(compiled[0].words).Draw(t, "words"), " ")
		if m := find(x.Match(written), p.id); m == nil || m.Negated {
			t.Fatalf("%s is not recognised in %q", p.id, written)
		}
	})
}

func TestUnpack(t *testing.T) {
	x := shipped(t)
	y, err := unpack(x.Pack())
	if err != nil {
		t.Fatal(err)
	}
	if string(y.Pack()) != string(x.Pack()) {
		t.Error("what is unpacked packs differently")
	}
	for _, s := range sayings(t) {
		if a, b := fmt.Sprint(x.Match(s.text)), fmt.Sprint(y.Match(s.text)); a != b {
			t.Errorf("%q: %s became %s", s.text, a, b)
		}
	}
	if _, err := unpack([]byte("words 2 en\n")); err == nil {
		t.Error("another version was taken")
	}
}

func FuzzMatch(f *testing.F) {
	x := shipped(f)
	for _, s := range sayings(f) {
		f.Add(s.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		matches := x.Match(text)
		seen := map[string]bool{}
		last := 0
		for _, m := range matches {
			if m.Span.Start < last || m.Span.End <= m.Span.Start || m.Span.End > len(text) || seen[m.ID] || m.Score <= 0 {
				t.Fatalf("%v in %q", matches, text)
			}
			last, seen[m.ID] = m.Span.Start, true
		}
	})
}

func FuzzUnpack(f *testing.F) {
	f.Add(shipped(f).Pack())
	f.Add([]byte("words 1 en\n\n\n\n\n\n\n\n\n\n\n\n\n\n\na:b c,=d,~ e"))
	f.Fuzz(func(t *testing.T, pack []byte) {
		x, err := unpack(pack)
		if err != nil {
			return
		}
		x.Match("no b, c or d and not e, but a b c")
		if _, err := unpack(x.Pack()); err != nil {
			t.Fatalf("what was packed again is refused: %v", err)
		}
	})
}

func BenchmarkMatch(b *testing.B) {
	x := shipped(b)
	b.ReportAllocs()
	for b.Loop() {
		x.Match("my nose keeps jumping and my eye too, no headache, it has been going on for 3 weeks and I am not sleepign well")
	}
}
