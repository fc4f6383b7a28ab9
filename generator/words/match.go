package words

import (
	"cmp"
	"slices"
)

// slack is how many other words may stand between those of a set, and gap between those of a denial.
const (
	slack = 2
	gap   = 1
)

// What a match scores.
const (
	perWord = 10
	perEdit = -3
	perGap  = -1
)

// found is a phrase that was found in a text.
type found struct {
	entry   int
	phrase  *phrase
	tokens  []int // in order
	edits   int
	gaps    int
	negated bool
}

func (f *found) score() int { return perWord*len(f.tokens) + perEdit*f.edits + perGap*f.gaps }

// Match recognises entries in a text, in the order in which they are mentioned. It never returns an entry twice.
func (x *Index) Match(text string) []Match {
	r := x.read(text)
	all := r.findAll()
	r.negate(all)
	var matches []Match
	for _, f := range choose(all, len(x.entries)) {
		last := f.tokens[len(f.tokens)-1]
		span := Span{r.tokens[f.tokens[0]].start, r.tokens[last].end}
		matches = append(matches, Match{x.entries[f.entry].id, span, f.negated, f.score()})
	}
	return join(x.limited(text, r.tokens), matches)
}

// findAll finds every phrase everywhere.
func (r *reading) findAll() []found {
	has := make([]bool, len(r.index.numbers))
	for _, t := range r.tokens {
		if t.stem != none {
			has[t.stem] = true
		}
	}
	var all []found
	for i := range r.index.entries {
		for j := range r.index.entries[i].phrases {
			p := &r.index.entries[i].phrases[j]
			// Nearly every phrase has a word that the text has not: so most are left at once,
			// and the rest of the work is for a few.
			if slices.ContainsFunc(p.stems, func(stem int) bool { return stem >= 0 && !has[stem] }) {
				continue
			}
			for at := range r.tokens {
				if f, ok := r.match(p, at); ok {
					f.entry = i
					all = append(all, f)
				}
			}
		}
	}
	return all
}

// match finds a phrase that begins at a token.
func (r *reading) match(p *phrase, at int) (found, bool) {
	switch p.kind {
	case set:
		return r.matchSet(p, at)
	case denial:
		return r.matchDenial(p, at)
	}
	return r.matchSaying(p, at)
}

// matchSet finds the words of a set in any order. room is how many words that count
// may still be taken, its own and up to slack others; stop words between them are free.
func (r *reading) matchSet(p *phrase, at int) (found, bool) {
	f := found{phrase: p}
	room := len(p.stems) + slack
	for i := at; i < len(r.tokens) && room > 0; i++ {
		t := &r.tokens[i]
		if i > at && t.boundary == strong {
			break
		}
		switch {
		case slices.Contains(p.stems, t.stem) && !r.has(f.tokens, t.stem):
			room--
			f.take(i, t)
			if len(f.tokens) == len(p.stems) {
				return f, true
			}
		case i == at:
			return f, false
		case t.class&stop == 0:
			room--
			f.gaps++
		}
	}
	return f, false
}

// has reports whether a stem is among tokens.
func (r *reading) has(tokens []int, stem int) bool {
	return slices.ContainsFunc(tokens, func(i int) bool { return r.tokens[i].stem == stem })
}

// take notes that a word of the phrase was found at token i, and what typing errors in
// it are held against the match.
func (f *found) take(i int, t *token) {
	f.tokens = append(f.tokens, i)
	f.edits += t.edits
}

// matchDenial finds the words of a denial in order. What stands behind the last decides
// whether it is one: "no memory" ends the statement, "no memory loss" denies another.
func (r *reading) matchDenial(p *phrase, at int) (found, bool) {
	f := found{phrase: p}
	for i := at; i < len(r.tokens); i++ {
		t := &r.tokens[i]
		if i > at && t.boundary == strong {
			return f, false
		}
		if t.is(p.stems[len(f.tokens)]) {
			f.take(i, t)
			if len(f.tokens) == len(p.stems) {
				return f, i+1 == len(r.tokens) || r.tokens[i+1].boundary > joined || r.tokens[i+1].class&stop != 0
			}
			continue
		}
		if i == at {
			return f, false
		}
		if t.class&tiny == 0 {
			if f.gaps++; f.gaps > gap || t.class&stop == 0 {
				return f, false
			}
		}
	}
	return f, false
}

// is reports whether a token is what stands at some place of a denial.
func (t *token) is(wanted int) bool {
	switch wanted {
	case anyVerbal:
		return t.class&verbal != 0
	case anyNegator:
		return t.class&negator != 0
	}
	return t.stem == wanted
}

// matchSaying finds a saying word for word. Its words say too little by themselves to
// forgive anything in them.
func (r *reading) matchSaying(p *phrase, at int) (found, bool) {
	f := found{phrase: p}
	if at+len(p.words) > len(r.tokens) {
		return f, false
	}
	for i, word := range p.words {
		t := &r.tokens[at+i]
		if r.index.usual(t.word) != word || i > 0 && t.boundary == strong {
			return f, false
		}
		f.tokens = append(f.tokens, at+i)
	}
	return f, true
}

// negate finds out what is said not to be there.
func (r *reading) negate(all []found) {
	scopes := r.scopes(nil)
	used := map[int]bool{}
	for i := range all {
		if f := &all[i]; f.phrase.kind == denial && !f.within(scopes) {
			for n, i := range f.tokens {
				used[i] = used[i] || f.phrase.stems[n] < 0
			}
		}
	}
	scopes = r.scopes(used)
	for i := range all {
		all[i].negated = all[i].within(scopes)
	}
}

// within reports whether any word of a match is negated by a negator that is not its own.
func (f *found) within(scopes []scope) bool {
	for _, s := range scopes {
		if slices.Contains(f.tokens, s.negator) {
			continue
		}
		for n, i := range f.tokens {
			if f.phrase.kind == denial && f.phrase.stems[n] < 0 {
				continue
			}
			if s.from <= i && i < s.to {
				return true
			}
		}
	}
	return false
}

// choose drops what is part of something longer and keeps the best match of each entry.
func choose(all []found, entries int) []*found {
	order := make([]*found, len(all))
	for i := range all {
		order[i] = &all[i]
	}
	slices.SortStableFunc(order, func(a, b *found) int {
		return cmp.Or(-cmp.Compare(len(a.tokens), len(b.tokens)), -cmp.Compare(a.score(), b.score()), cmp.Compare(a.tokens[0], b.tokens[0]))
	})
	best := make([]*found, entries)
	at := map[int][]*found{} // by token: the longer matches that it is part of
	for _, f := range order {
		if slices.ContainsFunc(at[f.tokens[0]], func(g *found) bool { return f.isPart(g) }) {
			continue
		}
		for _, i := range f.tokens {
			at[i] = append(at[i], f)
		}
		if b := best[f.entry]; b == nil || b.negated && !f.negated {
			best[f.entry] = f
		}
	}
	return slices.DeleteFunc(best, func(f *found) bool { return f == nil })
}

// isPart reports whether g covers all words of f and more.
func (f *found) isPart(g *found) bool {
	if len(f.tokens) >= len(g.tokens) {
		return false
	}
	for _, i := range f.tokens {
		if !slices.Contains(g.tokens, i) {
			return false
		}
	}
	return true
}
