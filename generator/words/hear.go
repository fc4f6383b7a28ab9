package words

import (
	"slices"
	"strings"
)

// Thresholds of what is offered, in thousandths: a guess must be at least this likely, and not much less likely than
// that the text speaks of nothing.
const (
	leastOffered    = 200 // of a sentence that speaks of what is grave
	leastOther      = 600 // of one that speaks of something else
	leastDenied     = 600 // of a statement that goes on with a denial
	leastInSentence = 20  // of the sentence as a whole, for what a part of it speaks of
	leastOfClause   = 500 // of a part of one, which says less
	mostOffered     = 3   // of each sentence or part

	// overChance is how likely what is grave must be where labels are few, shared out among them: three times as
	// likely as by chance.
	overChance = 3000
)

// Heard is what a model makes of a text: a label that the text speaks of.
type Heard struct {
	Label  int
	Chance int  // in thousandths
	Span   Span // the words that weighed most
}

// Hear returns the labels that a text speaks of, each once, in the order in which they are mentioned. Every statement is
// judged by itself, and so is every part of one, between commas and the like, that has three words or more. What people
// write in full, "can not", is heard as it is written and as the one word that nearly all write.
func (m *Model) Hear(language *Language, text string) []Heard {
	var all []Heard
	parts := statements(language, cut(text))
	for i, s := range parts {
		goesOn := i > 0 && s[0].boundary != strong
		isPart := goesOn || i+1 < len(parts) && parts[i+1][0].boundary != strong
		asks, least := asked(text, s), m.leastOf(language, s, goesOn, isPart)
		all = m.hearStatement(all, language, s, least, asks)
		if short, is := shortened(language, s); is {
			all = m.hearStatement(all, language, short, least, asks)
		}
	}
	return all
}

// leastOf is how likely what is grave must be in a statement, which may go on from one before it or be part of a sentence.
func (m *Model) leastOf(language *Language, statement []token, goesOn, isPart bool) int {
	switch {
	case goesOn && slices.ContainsFunc(statement, language.negates):
		return leastDenied
	case isPart:
		return leastOfClause
	}
	return max(leastOffered, min(leastOther, overChance/len(m.Labels)))
}

// hearStatement adds what a statement speaks of, as a whole, in its parts, and behind what it denies.
func (m *Model) hearStatement(all []Heard, language *Language, s []token, least int, asks bool) []Heard {
	whole := m.Guesses(featuresOf(language, s, asks), leastInSentence)
	all = m.hear(all, language, whole, s, least, whole)
	for _, part := range clauses(language, s) {
		all = m.hear(all, language, m.Guesses(featuresOf(language, part, asks), leastOfClause/2), part, leastOfClause, whole)
	}
	for _, at := range behindDenials(language, s) {
		all = m.hearBehind(all, language, s, at, asks)
	}
	return all
}

// hearBehind adds what a statement speaks of behind a denial in it, from a token on. The denial says nothing of that; signs
// of who, when and whether before it do.
func (m *Model) hearBehind(all []Heard, language *Language, statement []token, at int, asks bool) []Heard {
	rest := statements(language, statement[at:])[0]
	least := leastOfClause
	if slices.ContainsFunc(rest, language.negates) {
		least = leastDenied
	}
	before := slices.DeleteFunc(slices.Clone(statement[:at]), language.negates)
	features := appendWords(cuesOf(language, append(before, rest...), asks), language, rest)
	slices.Sort(features)
	whole := m.Guesses(slices.Compact(features), leastInSentence)
	return m.hear(all, language, whole, rest, least, whole)
}

// hear adds what a run of words speaks of.
func (m *Model) hear(all []Heard, language *Language, guesses []Guess, run []token, least int, whole []Guess) []Heard {
	nothing := 0
	if i := slices.IndexFunc(guesses, func(g Guess) bool { return g.Label == Nothing }); i >= 0 {
		nothing = guesses[i].Chance
	}
	offered := 0
	for _, g := range guesses {
		if g.Label == Nothing || g.Chance < m.least(g.Label, least) || g.Chance*2 < nothing || offered == mostOffered ||
			!slices.ContainsFunc(whole, func(w Guess) bool { return w.Label == g.Label }) {
			continue
		}
		offered++
		i := slices.IndexFunc(all, func(h Heard) bool { return h.Label == g.Label })
		if i < 0 {
			all = append(all, Heard{g.Label, g.Chance, m.reason(language, run, g.Label)})
		} else if g.Chance > all[i].Chance {
			all[i].Chance = g.Chance
		}
	}
	return all
}

// least is how likely a label must be to be offered.
func (m *Model) least(label, least int) int {
	if label < len(m.Grave) && m.Grave[label] {
		return least
	}
	return max(least, leastOther)
}

// reason returns where the words stand that weigh most for a label: from the first that weighs a third of the heaviest or
// more to the last. A pair of words weighs for both.
func (m *Model) reason(language *Language, run []token, label int) Span {
	weights := make([]int, len(run))
	for i := range run {
		weights[i] += m.weigh(appendWords(nil, language, run[i:i+1]), label)
		if i == 0 || run[i].boundary == strong {
			continue
		}
		both := m.weigh(appendWords(nil, language, run[i-1:i+1]), label) - m.weigh(appendWords(nil, language, run[i-1:i]), label) - weights[i]
		weights[i-1] += both
		weights[i] += both
	}
	top := slices.Max(weights)
	heavy := func(w int) bool { return w*3 >= top }
	if top <= 0 {
		return Span{run[0].start, run[len(run)-1].end}
	}
	from := slices.IndexFunc(weights, heavy)
	to := len(weights) - 1
	for !heavy(weights[to]) {
		to--
	}
	return Span{run[from].start, run[to].end}
}

// weigh returns what features, each counted as often as it is there, weigh for a label.
func (m *Model) weigh(features []Feature, label int) int {
	sum := 0
	for _, f := range features {
		from, to := m.weightsOf(f)
		for k := from; k < to; k++ {
			if int(m.labels[k]) == label {
				sum += int(m.weight[k])
			}
		}
	}
	return sum
}

// statements cuts a text at strong boundaries, and a sentence that begins with a statement that denies nothing behind it:
// at "but" and the like, and where something is denied behind a comma or an "and". "…, no headache" says nothing of the
// rest.
func statements(language *Language, tokens []token) [][]token {
	var all [][]token
	from, plain := 0, true
	for i, t := range tokens {
		if i > from && t.boundary == strong {
			all = append(all, tokens[from:i])
			from, plain = i, true
		}
		negates := slices.Contains(language.Negators, t.word)
		denied := negates && !slices.Contains(language.Verbal, t.word) && (t.boundary == weak || i > 0 && language.joins(tokens[i-1].word))
		if plain && i >= from+leastWords && (denied || slices.Contains(language.Enders, t.word)) {
			all = append(all, tokens[from:i])
			from, plain = i, false
		}
		plain = plain && !negates
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

// behindDenials returns where in a statement another begins behind a denial: behind "but" and the like, which are no more
// than adverbs behind a subject or a finite verb ("it just hit him"), and, if the statement opens with what is not there,
// behind a comma before a subject, a determiner, or what somebody cannot do. What is denied itself is none.
func behindDenials(language *Language, statement []token) (begins []int) {
	denied, opens := false, false
	for i, t := range statement[:len(statement)-1] {
		negates, verbal := language.negates(t), slices.Contains(language.Verbal, t.word)
		ends := denied && i > 0 && slices.Contains(language.Enders, statement[i-1].word) && !(i > 1 && (slices.Contains(language.Subjects, statement[i-2].word) || slices.Contains(language.Finite, statement[i-2].word)))
		goesOn := opens && t.boundary == weak && (verbal || slices.Contains(language.Subjects, t.word) || slices.Contains(language.Determiners, t.word))
		if (ends || goesOn) && (!negates || verbal && (goesOn || t.word != "not")) {
			begins = append(begins, i)
			denied, opens = false, false
		}
		denied = denied || negates
		opens = opens || i < leastWords && negates && (!verbal || slices.Contains(language.Finite, statement[i+1].word))
	}
	return begins
}

// shortened returns a statement with one word in place of each that Language.Short has, and whether there is any.
func shortened(language *Language, statement []token) (short []token, is bool) {
	for i := 0; i < len(statement); i++ {
		t := statement[i]
		for _, pair := range language.Short {
			first, second, two := strings.Cut(pair[0], " ")
			switch {
			case t.word != first || two && (i+1 == len(statement) || statement[i+1].word != second):
				continue
			case two:
				i++
				t.end = statement[i].end
			}
			t.word, is = pair[1], true
			break
		}
		short = append(short, t)
	}
	return short, is
}

// negates reports whether a word says no.
func (l *Language) negates(t token) bool { return slices.Contains(l.Negators, t.word) }

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
