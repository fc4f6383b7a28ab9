package text

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Longest is how many characters of a word count. What is longer is no word
// that somebody types, and would make the files of an index long.
const Longest = 40

// Cutter cuts texts into words. It keeps its buffers from one text to the next
// and is for one goroutine.
type Cutter struct {
	Language *Language
	Compound bool // the word that is being given is the whole of one that was given in parts

	word    []byte // that is being read, folded
	fold    folder
	plain   bool   // the word is ASCII so far, so it need not be composed
	whole   []byte // the parts of a compound so far: "xray" of x-ray
	parts   int    // how many; with one alone there is no compound
	joins   bool   // a hyphen was read and nothing since
	grouped bool   // the word is a number with signs between its thousands
	spaces  int    // where the groups of a number with spaces end, in the text
	number  []byte // with spaces between its thousands, as one
	part    []byte // of a quantity
	before  []byte // of a script without spaces: the character before
	units   int    // and how many there were in a row
	do      func(word []byte)
}

// Each calls do with each word of a text, folded, in the order of the text. A
// compound is given in its parts and then as one word, so that "x-ray", "x ray"
// and "xray" find each other, and so is a number with its unit or with spaces in it; what stands in a script without spaces in single
// characters and in pairs, as no dictionary of words is at hand. The slice is
// good until do returns; Language.Stem may have it.
//
// Text that is not valid UTF-8 is read up to and from the bytes that are no
// character; they part words.
func (c *Cutter) Each(text []byte, do func(word []byte)) {
	c.do = do
	c.begin()
	c.parts, c.joins, c.units, c.spaces = 0, false, 0, 0
	for i := 0; i < len(text); {
		b := text[i]
		switch { // nearly all letters are of ASCII: these need no tables
		case 'a' <= b && b <= 'z' || '0' <= b && b <= '9':
			c.word = append(c.word, b)
			i++
		case 'A' <= b && b <= 'Z':
			c.word = append(c.word, b|0x20)
			i++
		case b < utf8.RuneSelf:
			if !c.goesOn(b, text[i+1:]) {
				c.sign(rune(b), text, i)
			}
			i++
		default:
			r, n := utf8.DecodeRune(text[i:])
			c.wide(r, text, i)
			i += n
		}
	}
	c.end(false)
	c.compound()
	c.units = 0
}

// begin starts a word.
func (c *Cutter) begin() { c.word, c.plain, c.grouped, c.fold = c.word[:0], true, false, folder{} }

// sign reads a character that no word is made of, and that stands at a place in a text. An apostrophe is as good as
// none where the language does not elide: "can't" and "cant" are one word.
func (c *Cutter) sign(r rune, text []byte, at int) {
	switch {
	case isApostrophe(r) && !c.Language.elides:
		return
	case isHyphen(r) && len(c.word) > 0:
		c.end(true)
		return
	}
	groups := 0
	if at >= c.spaces && isNumberSpace(r) {
		groups = c.spaced(text[at:])
	}
	c.end(false)
	c.compound()
	if groups > 0 {
		c.spaces = at + groups
		c.giveWhole(c.number)
	}
	c.units = 0
}

// wide reads a character outside ASCII, at a place in a text.
func (c *Cutter) wide(r rune, text []byte, at int) {
	switch {
	case isNothing(r):
	case isApostrophe(r) || isHyphen(r):
		c.sign(r, text, at)
	case isUnspaced(r):
		c.unspaced(r)
	case isWord(r) || unicode.IsMark(r) || decomposes(r):
		if c.units > 0 && unicode.IsMark(r) {
			return // of a character that was given already
		}
		// Letters of ASCII were appended without the folder, which must know of
		// them to drop a mark that follows.
		c.fold.sheds = c.fold.sheds || len(c.word) > 0 && c.word[len(c.word)-1] < utf8.RuneSelf
		c.plain = false
		c.word = c.fold.add(c.word, r, false)
	default:
		c.sign(r, text, at)
	}
}

// decomposes reports whether a sign stands for letters or digits: ② or ㎏.
func decomposes(r rune) bool {
	if !unicode.In(r, unicode.No, unicode.So) {
		return false
	}
	var whole [utf8.UTFMax]byte
	first, _ := utf8.DecodeRune(norm.NFKD.Bytes(whole[:utf8.EncodeRune(whole[:], r)]))
	return first != r && isWord(first)
}

// end ends a word, behind which a hyphen may stand. Whether a word is part of a
// compound shows at its hyphen, or at that of the word before.
func (c *Cutter) end(hyphen bool) {
	if len(c.word) == 0 {
		return
	}
	c.units = 0
	if !c.plain && c.fold.kept {
		c.word = norm.NFC.Append(c.word[:0:0], c.word...)
	}
	if hyphen && c.parts == 0 || c.joins {
		if c.parts == 0 {
			c.whole = c.whole[:0]
		}
		c.whole = append(c.whole, c.word...)
		c.parts++
	}
	if !hyphen && !c.joins {
		c.parts = 0
	}
	c.joins = hyphen
	if c.quantity() {
		c.giveWhole(c.word)
	} else {
		c.give(c.word)
	}
	c.begin()
}

// compound gives the word that hyphens joined.
func (c *Cutter) compound() {
	if c.parts > 1 {
		c.giveWhole(c.whole)
	}
	c.parts, c.joins = 0, false
}

// giveWhole gives what was given in parts, or is about to be.
func (c *Cutter) giveWhole(word []byte) {
	c.Compound = true
	c.give(word)
	c.Compound = false
}

func (c *Cutter) give(word []byte) { c.do(c.cut(word)) }

// cut bounds a word to Longest characters. A word with no more bytes than that,
// as nearly all are, is not counted.
func (c *Cutter) cut(word []byte) []byte {
	if len(word) <= Longest {
		return word
	}
	n := 0
	for i := range string(word) {
		if n == Longest {
			return word[:i]
		}
		n++
	}
	return word
}

// unspaced reads a character of a script without spaces. It is a unit: mostly
// one character, more where it decomposes to several.
func (c *Cutter) unspaced(r rune) {
	c.end(false)
	c.compound()
	c.word = c.fold.add(c.word, r, false)
	unit := norm.NFC.Bytes(c.word)
	c.begin()
	if len(unit) == 0 {
		return
	}
	c.do(unit)
	if c.units > 0 {
		c.do(append(c.before, unit...))
	}
	c.before = append(c.before[:0], unit...)
	c.units++
}
