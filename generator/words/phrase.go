package words

import (
	"slices"
	"strings"
)

// Kinds of phrases.
const (
	set = iota
	denial
	saying
)

// phrase is what an entry is called.
type phrase struct {
	kind  int
	words []string // folded, in a denial with what stands for negators
	stems []int    // the numbers of their stems, or what stands for negators; empty for a saying
}

// What stands for negators in a denial: a verbal one for verbal ones only, since "can't swallow" is not "no
// swallowing", and any other for all.
const (
	deniedVerb, deniedAny = "~", "!"

	anyVerbal  = -2
	anyNegator = -3
)

// compile makes phrases of what an entry is called, each once.
func (x *Index) compile(texts []string) []phrase {
	var phrases []phrase
	seen := map[string]bool{}
	for _, text := range texts {
		for _, p := range x.phrasesOf(text) {
			if key := x.key(p); len(p.words) > 0 && !seen[key] {
				seen[key] = true
				phrases = append(phrases, p)
			}
		}
	}
	return phrases
}

// key tells phrases apart that are not found in the same places.
func (x *Index) key(p phrase) string {
	if p.kind == saying {
		return "=" + strings.Join(p.words, " ")
	}
	stems := make([]string, len(p.words))
	for i, w := range p.words {
		stems[i] = x.stem(w)
	}
	if p.kind == set {
		slices.Sort(stems)
	}
	return strings.Join(stems, " ")
}

// phrasesOf makes one phrase of a text, or several where it says "or".
func (x *Index) phrasesOf(text string) []phrase {
	tokens := cut(text)
	for i := range tokens {
		tokens[i].class = x.classOf(tokens[i].word)
	}
	if denies(tokens) {
		return []phrase{x.denialOf(tokens)}
	}
	var phrases []phrase
	for _, variant := range alternatives(tokens) {
		phrases = append(phrases, x.setOf(variant))
	}
	return phrases
}

// denies reports whether a phrase has a negator that denies something. At the end it does not: "chewing on nothing".
func denies(tokens []token) bool {
	at := slices.IndexFunc(tokens, func(t token) bool { return t.class&negator != 0 && t.class&or == 0 })
	return at >= 0 && at < len(tokens)-1
}

// denialOf makes a denial: negators become what stands for them, and tiny words are left
// out, for they may be missing or others in what a reader writes.
func (x *Index) denialOf(tokens []token) phrase {
	p := phrase{kind: denial}
	for _, t := range tokens {
		switch {
		case t.class&verbal != 0:
			p.words = append(p.words, deniedVerb)
		case t.class&negator != 0:
			p.words = append(p.words, deniedAny)
		case t.class&tiny == 0:
			p.words = append(p.words, x.usual(t.word))
		}
	}
	if len(p.words) < 2 { // a negator alone
		return phrase{}
	}
	return p
}

// setOf makes a set of the words that are not stop words, or a saying if these are missing or vague;
// then, if two words stay, stop words at its end go.
func (x *Index) setOf(tokens []token) phrase {
	p := phrase{kind: set}
	clear := false
	seen := map[string]bool{}
	for _, t := range tokens {
		if stem := x.stem(t.word); t.class&stop == 0 && !seen[stem] {
			seen[stem] = true
			p.words = append(p.words, x.usual(t.word))
			clear = clear || !x.vague[stem]
		}
	}
	if clear {
		return p
	}
	p = phrase{kind: saying}
	for len(tokens) > 2 && tokens[len(tokens)-1].class&stop != 0 {
		tokens = tokens[:len(tokens)-1]
	}
	for _, t := range tokens {
		p.words = append(p.words, x.usual(t.word))
	}
	return p
}

// alternatives takes "an arm or a leg" apart: of the words around an "or", and of those that commas join to them,
// each variant has one.
func alternatives(tokens []token) [][]token {
	at := slices.IndexFunc(tokens, func(t token) bool { return t.class&or != 0 })
	if at < 0 {
		return [][]token{tokens}
	}
	right := at + 1
	for right < len(tokens) && tokens[right].class&stop != 0 {
		right++
	}
	left := at - 1
	for left > 0 && tokens[left].boundary == weak && tokens[left-1].class&stop == 0 {
		left--
	}
	if left < 0 || right == len(tokens) || tokens[at-1].class&stop != 0 {
		return alternatives(slices.Concat(tokens[:at], tokens[at+1:]))
	}
	var variants [][]token
	for i := left; i <= right; i++ {
		if i < at || i == right {
			variants = append(variants, alternatives(slices.Concat(tokens[:left], tokens[i:i+1], tokens[right+1:]))...)
		}
	}
	return variants
}

// OneWord returns the only word of a phrase by which it is looked for, where it was written with more: the others are
// stop words, or the same word again. Such a phrase is found wherever that word stands.
func (x *Index) OneWord(phrase string) (word string, is bool) {
	if len(cut(phrase)) < 2 {
		return "", false
	}
	for _, p := range x.phrasesOf(phrase) {
		if p.kind == set && len(p.words) == 1 {
			return p.words[0], true
		}
	}
	return "", false
}

// ContentWords returns the stems of a text's words that say something by themselves: no stop words, negators or vague ones.
func (x *Index) ContentWords(text string) (stems []string) {
	for _, t := range cut(text) {
		stem := x.stem(t.word)
		if x.classes[t.word]&(stop|negator|or|joiner) == 0 && !x.vague[stem] && !slices.Contains(stems, stem) {
			stems = append(stems, stem)
		}
	}
	return stems
}
