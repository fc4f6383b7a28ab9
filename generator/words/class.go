package words

import "strings"

// class is what a word does in a sentence.
type class uint16

const (
	negator class = 1 << iota
	verbal
	backward
	ender
	joiner
	or
	subject
	determiner
	finite
	relative
	tiny
	stop
)

// classify turns the lists of a language into a class for each word, which may be of
// several: "no" is a negator, "or" is an or and tiny and a stop word.
func classify(l *Language) map[string]class {
	classes := map[string]class{}
	for c, words := range map[class][]string{
		negator: l.Negators, verbal: l.Verbal, backward: l.Behind, ender: l.Enders, joiner: l.Joiners, or: l.Or, subject: l.Subjects, determiner: l.Determiners,
		finite: l.Finite, relative: l.Relatives, tiny: l.Tiny, stop: l.Stop,
	} {
		for _, w := range words {
			classes[w] |= c
		}
	}
	return classes
}

// longNegator is the least length of a negator that is recognised with a typing error.
const longNegator = 6

// classOf returns the class of a folded word.
func (x *Index) classOf(word string) class {
	if c, known := x.classes[word]; known || len(word) < longNegator || !isPlain(word) {
		return c
	}
	for _, n := range x.negators {
		if n[0] == word[0] && distance(word, n, 1) == 1 {
			return x.classes[n]
		}
	}
	return 0
}

// isPlain reports whether a word has only the letters a to z. Typing errors are forgiven in such words only.
func isPlain(word string) bool {
	return !strings.ContainsFunc(word, func(r rune) bool { return r < 'a' || r > 'z' })
}

// usual returns the word that another stands for.
func (x *Index) usual(word string) string {
	if other, ok := x.same[word]; ok {
		return other
	}
	return word
}

// stem returns the stem of a folded word. A negator is its own.
func (x *Index) stem(word string) string {
	if x.classes[word]&negator != 0 {
		return word
	}
	return x.stemOf(x.usual(word))
}

// stemAll stems each of several words, "go away", as they stand in a list of phrases.
func (x *Index) stemAll(words string) string {
	stems := strings.Fields(words)
	for i := range stems {
		stems[i] = x.stem(stems[i])
	}
	return strings.Join(stems, " ")
}
