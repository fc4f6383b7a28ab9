package search

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longest bounds a word, in bytes.
const longest = 40

// tokenizer cuts text into words as they are indexed: lower case, without
// accents, in the singular. The script in the browser does the same.
type tokenizer struct{ word []byte }

// each calls do with each word of a text, Markdown's marks left out. The slice
// is good until the next word.
func (t *tokenizer) each(text []byte, do func(word []byte)) {
	t.word = t.word[:0]
	end := func() {
		if len(t.word) > 1 && len(t.word) <= longest {
			if w := Stem(t.word); !stopWord(w) {
				do(w)
			}
		}
		t.word = t.word[:0]
	}
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			t.word = append(t.word, c)
			i++
		case 'A' <= c && c <= 'Z':
			t.word = append(t.word, c|0x20)
			i++
		case c == '\'' || c == '(' && i > 0 && text[i-1] == ']': // "can't" is one word; a link's address is none
			i += skipped(text[i:])
		case c == '[' && i+1 < len(text) && text[i+1] == '@', c == '{':
			end()
			i += skipped(text[i:])
		case c < utf8.RuneSelf:
			end()
			i++
		default:
			r, n := utf8.DecodeRune(text[i:])
			i += n
			switch {
			case r == '’':
			case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r):
				t.word = appendPlain(t.word, r)
			default:
				end()
			}
		}
	}
	end()
}

// skipped is the length of what is no text at the start of s: an apostrophe, a
// link's address, a citation, a marker.
func skipped(s []byte) int {
	closing, ok := map[byte]byte{'(': ')', '[': ']', '{': '}'}[s[0]]
	if !ok {
		return 1
	}
	for i, c := range s {
		if c == closing {
			return i + 1
		}
		if c == '\n' {
			break
		}
	}
	return 1
}

// appendPlain adds a letter without its accents.
func appendPlain(word []byte, r rune) []byte {
	var letter [utf8.UTFMax]byte
	n := utf8.EncodeRune(letter[:], unicode.ToLower(r))
	for rest := norm.NFD.Bytes(letter[:n]); len(rest) > 0; {
		r, n := utf8.DecodeRune(rest)
		if !unicode.Is(unicode.Mn, r) {
			word = append(word, rest[:n]...)
		}
		rest = rest[n:]
	}
	return word
}

// Stem takes an English ending off a word: "twitches", "twitching" and
// "twitched" become "twitch". It only ever shortens, and it is applied to
// what is indexed and to what is looked up alike.
func Stem(w []byte) []byte {
	w = singular(w)
	for _, ending := range [...]string{"ing", "ed"} {
		n := len(w) - len(ending)
		if n < 4 || string(w[n:]) != ending {
			continue
		}
		w = w[:n]
		if n > 3 && w[n-1] == w[n-2] && w[n-1] != 'l' && w[n-1] != 's' {
			w = w[:n-1] // "jogging", "stopped"
		}
		break
	}
	if n := len(w); n > 4 && w[n-1] == 'e' {
		w = w[:n-1] // "pulse" with "pulsing"
	}
	return w
}

func singular(w []byte) []byte {
	n := len(w)
	switch {
	case n < 4 || w[n-1] != 's' || w[n-2] == 's' || w[n-2] == 'u' || w[n-2] == 'i':
		return w
	case n > 4 && w[n-2] == 'e' && (w[n-3] == 'h' || w[n-3] == 's' || w[n-3] == 'x'):
		return w[:n-2] // "twitches"
	}
	return w[:n-1]
}

// stopWord reports whether a word is too common to look for.
func stopWord(w []byte) bool {
	switch string(w) {
	case "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "had", "has", "have", "if", "in", "is", "it", "my", "of", "on", "or",
		"so", "that", "the", "their", "them", "there", "thi", "to", "wa", "were", "which", "with", "you", "your":
		return true
	}
	return false
}

// Hash spreads words over the word files: 32-bit FNV-1a over the word's bytes.
func Hash(word string) uint32 {
	h := uint32(2166136261)
	for i := range len(word) {
		h = (h ^ uint32(word[i])) * 16777619
	}
	return h
}
