package words

// scope is what a negator negates.
type scope struct {
	negator int // a token
	span
}

// scopes returns what every negator negates. Those in used only negate the rest of their segment.
func (r *reading) scopes(used map[int]bool) []scope {
	var scopes []scope
	for i, t := range r.tokens {
		if t.class&negator == 0 {
			continue
		}
		segment := r.segment[i]
		end := r.segments[segment].to
		switch n := r.neutral(i, end); {
		case n > 0:
			scopes = append(scopes, scope{i, span{i + 1, i + 1 + n}})
		case used[i]:
			scopes = append(scopes, scope{i, span{i + 1, end}})
		case r.says(i+1, end) && !r.isBackward(i):
			scopes = append(scopes, scope{i, span{i + 1, r.goesOn(segment, false)}})
		default:
			scopes = append(scopes, scope{i, r.behind(i)}, scope{i, span{end, r.goesOn(segment, true)}})
		}
	}
	return scopes
}

// neutral returns how many words behind a negator keep it from negating what follows them.
func (r *reading) neutral(negator, end int) int {
	if negator+1 >= end {
		return 0
	}
	next := r.index.stem(r.tokens[negator+1].word)
	if r.index.neutral[next] {
		return 1
	}
	if negator+2 < end && r.index.neutral[next+" "+r.index.stem(r.tokens[negator+2].word)] {
		return 2
	}
	return 0
}

// isBackward reports whether a negator negates what precedes it, whatever follows.
func (r *reading) isBackward(negator int) bool {
	t := r.tokens[negator]
	followed := negator+1 < len(r.tokens) && r.tokens[negator+1].class&tiny != 0 && r.tokens[negator+1].boundary == joined
	return t.class&backward != 0 && !followed
}

// says reports whether there is a word among tokens that is neither a stop word nor a negator.
func (r *reading) says(from, to int) bool {
	for _, t := range r.tokens[from:to] {
		if t.class&(stop|negator) == 0 {
			return true
		}
	}
	return false
}

// behind returns what a negator at the end of a statement negates: the statement, or the question or the word
// before, with the list that it ends.
func (r *reading) behind(negator int) span {
	at := r.segment[negator]
	asked := false
	if !r.says(r.segments[at].from, negator) && at > 0 {
		asked = r.opens(at) == strong
		at--
	}
	for at > 0 && r.opens(at) == weak && (asked || r.isTail(at)) {
		at--
	}
	return span{r.segments[at].from, negator}
}

// opens returns the boundary before a segment.
func (r *reading) opens(segment int) int { return r.tokens[r.segments[segment].from].boundary }

// isTail reports whether a segment only goes on with a list of words.
func (r *reading) isTail(segment int) bool {
	s, before := r.segments[segment], r.segments[segment-1]
	first := r.tokens[s.from].class
	return first&ender == 0 && (first&joiner != 0 || !r.says(s.from, s.to) || r.isList(before))
}

// goesOn returns where a negation that begins in a segment ends.
func (r *reading) goesOn(segment int, orOnly bool) int {
	for segment++; segment < len(r.segments); segment++ {
		if !r.isMore(r.segments[segment], orOnly) {
			break
		}
	}
	return r.segments[segment-1].to
}

// isMore reports whether a segment goes on with what was negated before it.
func (r *reading) isMore(s span, orOnly bool) bool {
	first := r.first(s).class
	switch {
	case first&(ender|negator) != 0 && first&or == 0:
		return false
	case first&or != 0:
		return true
	}
	return !orOnly && r.tokens[s.from].boundary != strong && r.isList(s)
}

// first returns the first word of a segment that does not only join it to the one before.
func (r *reading) first(s span) token {
	for s.from+1 < s.to && r.tokens[s.from].class&joiner != 0 {
		s.from++
	}
	return r.tokens[s.from]
}

// isList reports whether a segment is no statement of its own.
func (r *reading) isList(s span) bool {
	first := r.first(s).class
	if first&subject != 0 {
		return false
	}
	for i := s.from; i < s.to; i++ {
		switch t := r.tokens[i].class; {
		case t&or != 0:
			return true
		case t&finite != 0 && (i == s.from || r.tokens[i-1].class&(subject|relative) == 0):
			return false
		}
	}
	return first&determiner == 0
}
