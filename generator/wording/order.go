package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// Order puts names in the order of a language. It is not for several goroutines
// at a time.
type Order struct {
	w        *Words
	collator *collate.Collator
	buf      collate.Buffer
	letters  map[rune]rune
}

// NewOrder returns the order of the language.
func (w *Words) NewOrder() *Order {
	return &Order{w: w, collator: collate.New(w.tag, collate.Loose, collate.Numeric), letters: map[rune]rune{}}
}

// Key is what counts for the order of a name, in small letters: not its
// article, nor what stands before its first letter.
func (o *Order) Key(name string) string {
	key := fromFirst(strings.ToLower(name))
	for _, article := range strings.Fields(o.w.Writing.Articles) {
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

func (o *Order) letterOf(r rune) rune {
	upper := o.w.upper(r)
	if strings.ContainsRune(o.w.Writing.Alphabet, upper) {
		return upper
	}
	for _, letter := range o.w.Writing.Alphabet {
		if o.collator.CompareString(string(letter), string(r)) == 0 {
			return letter
		}
	}
	if base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(upper))); strings.ContainsRune(o.w.Writing.Alphabet, base) {
		return base
	}
	return upper
}

// FirstUpper begins a text with a capital letter.
func (w *Words) FirstUpper(text string) string {
	r, n := utf8.DecodeRuneInString(text)
	if n == 0 {
		return text
	}
	return string(w.upper(r)) + text[n:]
}

// Small writes a text within a sentence as the language does: in small letters,
// or as it stands.
func (w *Words) Small(text string) string {
	if w.Writing.Small != "yes" {
		return text
	}
	return strings.ToLower(text)
}

// upper is the capital of a letter. Turkish and its like have two letters i.
func (w *Words) upper(r rune) rune {
	base, _ := w.tag.Base()
	if base == language.MustParseBase("tr") || base == language.MustParseBase("az") {
		return unicode.TurkishCase.ToUpper(r)
	}
	return unicode.ToUpper(r)
}
