package words

import "slices"

// Thresholds of what is offered, in thousandths: a guess must be at least this likely, and not much less likely than
// that the text speaks of nothing.
const (
	leastOffered    = 240 // of a sentence
	leastInSentence = 20  // of the sentence as a whole, for what a part of it speaks of
	leastOfClause   = 400 // of a part of one, which says less
	mostOffered     = 3   // of each sentence or part
)

// Heard is what a model makes of a text: a label that the text speaks of.
type Heard struct {
	Label  int
	Chance int  // in thousandths
	Span   Span // the sentence, or the part of one, that speaks of it
}

// Hear returns the labels that a text speaks of, each once, in the order in which they are mentioned. Every sentence is
// judged by itself, and so is every part of one, between commas and the like, that has three words or more.
func (m *Model) Hear(language *Language, text string) []Heard {
	var all []Heard
	for _, s := range sentences(cut(text)) {
		asks := asked(text, s)
		whole := m.Guesses(featuresOf(language, s, asks), leastInSentence)
		all = m.hear(all, whole, s, leastOffered, whole)
		for _, part := range clauses(language, s) {
			all = m.hear(all, m.Guesses(featuresOf(language, part, asks), leastOfClause/2), part, leastOfClause, whole)
		}
	}
	return all
}

// hear adds what a run of words speaks of.
func (m *Model) hear(all []Heard, guesses []Guess, run []token, least int, whole []Guess) []Heard {
	nothing := 0
	if i := slices.IndexFunc(guesses, func(g Guess) bool { return g.Label == Nothing }); i >= 0 {
		nothing = guesses[i].Chance
	}
	offered := 0
	for _, g := range guesses {
		if g.Label == Nothing || g.Chance < least || g.Chance*2 < nothing || offered == mostOffered ||
			!slices.ContainsFunc(whole, func(w Guess) bool { return w.Label == g.Label }) {
			continue
		}
		offered++
		i := slices.IndexFunc(all, func(h Heard) bool { return h.Label == g.Label })
		if i < 0 {
			all = append(all, Heard{g.Label, g.Chance, Span{run[0].start, run[len(run)-1].end}})
		} else if g.Chance > all[i].Chance {
			all[i].Chance = g.Chance
		}
	}
	return all
}

// sentences cuts a text at strong boundaries.
func sentences(tokens []token) [][]token {
	var all [][]token
	from := 0
	for i := range tokens {
		if i > from && tokens[i].boundary == strong {
			all = append(all, tokens[from:i])
			from = i
		}
	}
	if from < len(tokens) {
		all = append(all, tokens[from:])
	}
	return all
}

// leastWords is how many words a clause must have to be judged by itself.
const leastWords = 3

// clauses cuts a sentence at weak boundaries, a shorter piece staying with the one before it. A sentence of one clause
// has none. "And" and the like begin a part as a comma does.
func clauses(language *Language, sentence []token) [][]token {
	var all [][]token
	from := 0
	for i := range sentence {
		if (sentence[i].boundary == weak || language.joins(sentence[i].word)) && i-from >= leastWords && len(sentence)-i >= leastWords {
			all = append(all, sentence[from:i])
			from = i
		}
	}
	if from == 0 {
		return nil
	}
	return append(all, sentence[from:])
}

// joins reports whether a word goes on from one statement to another.
func (l *Language) joins(word string) bool {
	return slices.Contains(l.Joiners, word)
}

// asked reports whether a sentence ends in a question mark.
func asked(text string, sentence []token) bool {
	for _, r := range text[sentence[len(sentence)-1].end:] {
		switch r {
		case '?', '？', '؟':
			return true
		case ' ', '"', ')', '\u201d', '\u2019':
		default:
			return false
		}
	}
	return false
}
