package site

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"nosology/generator/content"
	"nosology/generator/markdown"
)

// The lexicon finds what a reader with all the time in the world would find:
// at each word, from the left, the longest name that stands there.
func TestMatchesAreLongestNames(t *testing.T) {
	word := rapid.SampledFrom([]string{"knee", "Knee", "KNEE", "sore", "sore-knee", "knee’s", "knee's", "Ärger", "ärger", "straße", "Σίγμα", "σίγμα", "B12", "."})
	gap := rapid.SampledFrom([]string{" ", "  ", "\n", ", ", "-", ". ", " *", "’", "'"})
	rapid.Check(t, func(t *rapid.T) {
		var names []string
		for range rapid.IntRange(1, 6).Draw(t, "names") {
			names = append(names, strings.Join(rapid.SliceOfN(word, 1, 3).Draw(t, "name"), " "))
		}
		var text strings.Builder
		for range rapid.IntRange(0, 12).Draw(t, "words") {
			text.WriteString(word.Draw(t, "word") + gap.Draw(t, "gap"))
		}
		l := newLexicon()
		for i, n := range names {
			for _, n := range namesOf(&content.Document{Kind: content.Finding, Meta: content.Meta{Title: content.Text{S: n}}}) {
				l.add(number(i), &n)
			}
		}
		if got, want := matches(l, text.String()), search(names, text.String()); !slices.Equal(got, want) {
			t.Fatalf("%q in %q: %q, want %q", names, text.String(), got, want)
		}
	})
}

func matches(l *lexicon, text string) (found []string) {
	toks := tokens(nil, []byte(text), 0, int32(len(text)))
	for i := 0; i < len(toks); i++ {
		if _, length := l.match([]byte(text), toks[i:]); length > 0 {
			found = append(found, text[toks[i].start:toks[i+length-1].end])
			i += length - 1
		}
	}
	return found
}

// search is matches, done slowly over letters instead of words.
func search(names []string, text string) (found []string) {
	for at := 0; at < len(text); {
		best := ""
		for _, n := range names {
			if m := prefix(text, at, n); len(m) > len(best) && longEnough(n) {
				best = m
			}
		}
		if best == "" {
			_, size := utf8.DecodeRuneInString(text[at:])
			at += size
			continue
		}
		found = append(found, best)
		at += len(best)
	}
	return found
}

func longEnough(name string) bool {
	return strings.Contains(strings.TrimSpace(name), " ") || utf8.RuneCountInString(name) >= minLetters
}

// prefix returns what of text[at:] is the name, as whole words.
func prefix(text string, at int, name string) string {
	if inWord(text, at) {
		return ""
	}
	i := at
	for _, r := range name {
		if r == ' ' {
			j := i
			for j < len(text) && (text[j] == ' ' || text[j] == '\n') {
				j++
			}
			// Signs stand by themselves; white space beside them is as good as none.
			if j == i && !(i > at && !isWordRune(lastRune(text[:i]))) && !(i < len(text) && !isWordRune(firstRune(text[i:]))) {
				return ""
			}
			i = j
			continue
		}
		c, size := utf8.DecodeRuneInString(text[i:])
		if size == 0 || fold(c) != fold(r) {
			return ""
		}
		i += size
	}
	if inWord(text, i) {
		return ""
	}
	return text[at:i]
}

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }
func lastRune(s string) rune  { r, _ := utf8.DecodeLastRuneInString(s); return r }

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// inWord reports whether a place lies within a word.
func inWord(text string, at int) bool {
	if at == 0 || at == len(text) {
		return false
	}
	before, after := lastRune(text[:at]), firstRune(text[at:])
	switch {
	case isWordRune(before) && isWordRune(after):
		return true
	case isWordRune(before) && joins(after):
		_, size := utf8.DecodeRuneInString(text[at:])
		return isWordRune(firstRune(text[at+size:]))
	case joins(before) && isWordRune(after):
		return isWordRune(lastRune(strings.TrimSuffix(text[:at], string(before))))
	}
	return false
}

// Tokens lie in order within the text, whatever the text is.
func FuzzTokens(f *testing.F) {
	f.Add([]byte("The knee’s  mini-stroke\n(B12) – Ärger"))
	f.Add([]byte("-'’\xff\xc3"))
	f.Fuzz(func(t *testing.T, text []byte) {
		end := int32(0)
		for _, tok := range tokens(nil, text, 0, int32(len(text))) {
			if tok.start < end || tok.end <= tok.start || int(tok.end) > len(text) {
				t.Fatalf("token %v of %q after %d", tok, text, end)
			}
			end = tok.end
		}
	})
}

// A Bloom filter never denies a word that is there.
func TestSignatureHasItsWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		hashes := rapid.SliceOf(rapid.Uint64()).Draw(t, "hashes")
		s := newBloomFilter(len(hashes))
		for _, h := range hashes {
			s.add(h)
		}
		if !s.hasAll(&name{tokens: hashes}) {
			t.Fatal("a word is denied")
		}
	})
}

// A place in a body is told as an editor sees it: lines of the file, columns in
// characters.
func TestAt(t *testing.T) {
	d := &content.Document{Body: []byte("one\n\nä knee"), BodyLine: 7}
	p := &Page{Document: d}
	for offset, want := range map[int32]content.Pos{0: {Line: 7, Column: 1}, 2: {Line: 7, Column: 3}, 5: {Line: 9, Column: 1}, 8: {Line: 9, Column: 3}} {
		if got := p.At(markdown.Span{Start: offset, End: offset}); got != want {
			t.Errorf("offset %d is at %v, want %v", offset, got, want)
		}
	}
}

// Two words may have one hash. What is linked is the word itself.
func TestAHashAloneIsNoName(t *testing.T) {
	l := newLexicon()
	names := addName(nil, "knee pain", content.Pos{}, false)
	l.add(1, &names[0])
	text := []byte("knee pain")
	toks := tokens(nil, text, 0, int32(len(text)))
	if at, length := l.match(text, toks); at == nil || length != 2 {
		t.Fatal("the name itself is not found")
	}
	copy(text, "hips ache")
	if at, _ := l.match(text, toks); at != nil {
		t.Error("other words with the same hashes are taken for it")
	}
}
