package site

import (
	"unicode"
	"unicode/utf8"
)

// token is a word, or one character that is neither word nor white space. Two
// tokens have the same hash if they are the same but for case. Words are cut here
// as names of pages are, which is another way than package text does for a
// search: marks stay, nothing is taken to a stem, and "x-ray" is one word.
type token struct {
	hash       uint64
	start, end int32
}

// FNV-1a, 64 bits.
const (
	hashSeed  = 14695981039346656037
	hashPrime = 1099511628211
)

// tokens appends the tokens of text[start:end]. Hyphens and apostrophes inside
// a word belong to it, so that "stroke" is not found in "mini-stroke".
func tokens(to []token, text []byte, start, end int32) []token {
	for i := start; i < end; {
		c := text[i]
		if c == ' ' || c == '\n' || c == '\t' {
			i++
			continue
		}
		hash, next := word(text, i, end)
		if next == i {
			r, size := utf8.DecodeRune(text[i:end])
			next = i + int32(size)
			if unicode.IsSpace(r) {
				i = next
				continue
			}
			hash = hashRune(^uint64(hashSeed), fold(r))
		}
		to = append(to, token{spread(hash), i, next})
		i = next
	}
	return to
}

// word hashes the word that begins at i and returns where it ends: i if there
// is none.
func word(text []byte, i, end int32) (hash uint64, next int32) {
	hash = hashSeed
	for i < end {
		c := text[i]
		if folded := foldASCII(c); folded != 0 {
			hash = (hash ^ uint64(folded)) * hashPrime
			i++
			continue
		}
		r, size := rune(c), 1
		if c >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(text[i:end])
		}
		switch {
		case isLetter(r):
			hash = hashRune(hash, fold(r))
		case joins(r) && hash != hashSeed && startsWord(text[i+int32(size):end]):
			hash = hashRune(hash, fold(r))
		default:
			return hash, i
		}
		i += int32(size)
	}
	return hash, i
}

// foldASCII returns an ASCII letter or digit in lower case, and 0 for anything
// else.
func foldASCII(c byte) byte {
	switch {
	case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
		return c
	case 'A' <= c && c <= 'Z':
		return c | 0x20
	}
	return 0
}

// fold maps the characters that are the same but for case, or are two ways to
// type an apostrophe or a hyphen, to one of them.
func fold(r rune) rune {
	switch r {
	case '’':
		return '\''
	case '\u2010', '\u2011':
		return '-'
	}
	if r < utf8.RuneSelf {
		if c := foldASCII(byte(r)); c != 0 {
			return rune(c)
		}
		return r
	}
	least := r
	for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
		least = min(least, next)
	}
	if c := foldRune(least); c != 0 {
		return c
	}
	return least
}

// foldRune is foldASCII for the few characters whose other case is ASCII, such
// as the Kelvin sign.
func foldRune(r rune) rune {
	if r >= utf8.RuneSelf {
		return 0
	}
	return rune(foldASCII(byte(r)))
}

// isLetter reports whether a character makes words: digits and marks do, too.
func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return foldASCII(byte(r)) != 0
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)
}

// joins reports whether a character belongs to a word if letters stand on both
// sides of it.
func joins(r rune) bool {
	return r == '-' || r == '\'' || r == '’' || r == '\u2010' || r == '\u2011'
}

func startsWord(text []byte) bool {
	r, _ := utf8.DecodeRune(text)
	return r != utf8.RuneError && isLetter(r)
}

// hashRune goes on with a hash by the bytes of a letter; letters of ASCII, which most are, take one
// step.
func hashRune(hash uint64, r rune) uint64 {
	if r < utf8.RuneSelf {
		return (hash ^ uint64(r)) * hashPrime
	}
	for ; r != 0; r >>= 8 {
		hash = (hash ^ uint64(r&0xff)) * hashPrime
	}
	return hash
}

// spread makes every bit of a hash depend on every character.
func spread(hash uint64) uint64 {
	hash ^= hash >> 32
	hash *= 0x9e3779b97f4a7c15
	return hash ^ hash>>29
}

// folded appends the tokens of text in one spelling, one space between them.
func folded(to []byte, text []byte, toks []token) []byte {
	for i, t := range toks {
		if i > 0 {
			to = append(to, ' ')
		}
		for _, r := range string(text[t.start:t.end]) {
			to = utf8.AppendRune(to, fold(r))
		}
	}
	return to
}

// bloomFilter is a Bloom filter of words with one bit for each hash: it may say
// yes to a word that is not in it, and never no to one that is. Its length is a power of two.
type bloomFilter []uint64

// newBloomFilter returns an empty set for a text of so many words: two bits a
// word, up to a kilobyte. So less than half of the bits are set, but in the
// longest of texts, and most names that are not there are denied.
func newBloomFilter(words int) bloomFilter {
	size := 4
	for size*32 < words && size < 128 {
		size *= 2
	}
	return make(bloomFilter, size)
}

func (f bloomFilter) add(hash uint64) {
	bit := hash >> 32
	f[bit/64%uint64(len(f))] |= 1 << (bit % 64)
}

func (f bloomFilter) has(hash uint64) bool {
	bit := hash >> 32
	return f[bit/64%uint64(len(f))]&(1<<(bit%64)) != 0
}

// hasAll reports whether all words of a name may be in the set.
func (f bloomFilter) hasAll(n *name) bool {
	for _, h := range n.tokens {
		if !f.has(h) {
			return false
		}
	}
	return true
}
