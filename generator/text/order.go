package text

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// Order puts names in the order of a language: Key takes from a name what does
// not count, SortKey compares keys, Initial heads them. It is not for several
// goroutines at a time.
type Order struct {
	tag                language.Tag
	alphabet, articles string
	collator           *collate.Collator
	buf                collate.Buffer
	letters            map[rune]rune // what Initial has found: comparing takes long
}

// NewOrder returns the order of a language: its letters as a text, and the
// articles that do not count, between spaces, with a hyphen behind one that is
// joined to its word. Either may be empty.
func NewOrder(tag language.Tag, alphabet, articles string) *Order {
	return &Order{
		tag: tag, alphabet: alphabet, articles: articles,
		collator: collate.New(tag, collate.Loose, collate.Numeric), letters: map[rune]rune{},
	}
}

// Key is what counts for the order of a name, in small letters: not its
// article, nor what stands before its first letter. An article that is all of
// the name counts: "The" has the key "the". A name without a letter or a digit
// has the empty key.
func (o *Order) Key(name string) string {
	key := fromFirst(strings.ToLower(name))
	for _, article := range strings.Fields(o.articles) {
		joined, attached := strings.CutSuffix(article, "-")
		if !attached {
			joined = article + " "
		}
		if rest, ok := strings.CutPrefix(key, joined); ok && fromFirst(rest) != "" {
			return fromFirst(rest)
		}
	}
	return key
}

// fromFirst is a text from its first letter or digit on.
func fromFirst(text string) string {
	return strings.TrimLeftFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// SortKey sorts as the language does: a before b where its bytes come first.
// Numbers count as such, and letters that differ only in marks or size are
// equal; what must not depend on chance has to compare something else next.
func (o *Order) SortKey(text string) string {
	key := string(o.collator.KeyFromString(&o.buf, text))
	o.buf.Reset()
	return key
}

// Initial is the letter of the alphabet under which a key stands: A for ä,
// unless the alphabet has that as a letter of its own. It is '#' for a key that
// begins with none.
func (o *Order) Initial(key string) rune {
	r, _ := utf8.DecodeRuneInString(key)
	if !unicode.IsLetter(r) {
		return '#'
	}
	initial, known := o.letters[r]
	if !known {
		initial = o.letterOf(r)
		o.letters[r] = initial
	}
	return initial
}

// latinLetters are those under which letters with marks stand where no alphabet is
// known. The order of a language tells which are letters of their own.
const latinLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// letterOf finds the letter by trying, from the surest to a guess: the capital
// itself, a letter that the language counts as the same, one without marks. A
// letter of another script heads its names itself.
func (o *Order) letterOf(r rune) rune {
	upper := upper(o.tag, r)
	if strings.ContainsRune(o.alphabet, upper) {
		return upper
	}
	for _, letter := range cmp.Or(o.alphabet, latinLetters) {
		if o.collator.CompareString(string(letter), string(r)) == 0 {
			return letter
		}
	}
	// A ligature is none of them alone: œ is o and e.
	plain := strings.ToUpper(Latin(norm.NFKD.String(string(r))))
	if base, _ := utf8.DecodeRuneInString(plain); strings.ContainsRune(o.alphabet, base) {
		return base
	}
	return upper
}

// FirstUpper begins a text with a capital letter.
func FirstUpper(tag language.Tag, text string) string {
	r, n := utf8.DecodeRuneInString(text)
	if n == 0 {
		return text
	}
	return string(upper(tag, r)) + text[n:]
}

// upper is the capital of a letter. Turkish and its like have two letters i.
func upper(tag language.Tag, r rune) rune {
	base, _ := tag.Base()
	if base == language.MustParseBase("tr") || base == language.MustParseBase("az") {
		return unicode.TurkishCase.ToUpper(r)
	}
	return unicode.ToUpper(r)
}
