package judge

// KB is a loaded knowledge base. Judging only reads it, so that several goroutines may share one.
type KB struct {
	packed    [MaxPacked]byte
	loaded    bool
	findings  int
	questions int
	flags     int
	causes    int
	flagsAt   int
	causesAt  int
	end       int
	question  [MaxQuestions]question
	asker     [MaxFindings]uint8 // the question that asks for a finding
	asked     set                // the findings that some question asks for
	back      set                // the findings that are background
}

// question is where a question stands in the packed base, with what is asked of it all the time.
type question struct {
	kind         uint8
	conditions   int
	options      int
	conditionsAt int
	optionsAt    int
	asks         set
}

// Load takes a packed base and returns 0 or what is wrong with it. It keeps no reference to packed. After a
// failure nothing is loaded.
func (k *KB) Load(packed []byte) int {
	k.loaded = false
	n := len(packed) - checkSize
	if n < baseHeader || len(packed) > MaxPacked ||
		packed[0] != Magic0 || packed[1] != Magic1 || packed[2] != Version {
		return NotPacked
	}
	// The check is made on the copy: in the browser packed is a buffer that the page
	// may write to again.
	copy(k.packed[:], packed)
	if Check(packed[:n]) != uint32(k.wide(n))|uint32(k.wide(n+2))<<16 {
		return Damaged
	}
	k.end = n
	k.findings, k.questions = k.wide(3), int(k.packed[5])
	k.flags, k.causes = k.wide(6), int(k.packed[8])
	k.loaded = k.index()
	if !k.loaded {
		return Malformed
	}
	return 0
}

func (k *KB) wide(at int) int { return int(k.packed[at]) | int(k.packed[at+1])<<8 }

// index walks through the packed base once, makes sure that it is well formed, and notes where things are.
func (k *KB) index() bool {
	if k.findings > MaxFindings || k.questions > MaxQuestions || k.flags > MaxFlags || k.causes > MaxCauses {
		return false
	}
	k.asked = set{}
	at := k.checkSets(baseHeader, 1, MaxBackground, &k.back)
	for i := range k.questions {
		at = k.indexQuestion(i, at)
	}
	k.flagsAt = at
	for range k.flags {
		at = k.checkFlag(at)
	}
	k.causesAt = at
	for range k.causes {
		at = k.checkCause(at)
	}
	return at == k.end
}

// bad is a place beyond every base: whatever is read from there is bad too.
const bad = MaxPacked

// indexQuestion notes a question at a place and returns what follows it, or bad.
func (k *KB) indexQuestion(i, at int) int {
	if at+3 > k.end {
		return bad
	}
	q := &k.question[i]
	q.kind, q.conditions, q.options = k.packed[at], int(k.packed[at+1]), int(k.packed[at+2])
	if q.kind > KindMany|KindNotSure|KindAtOnce || q.conditions > MaxConditions || q.options > MaxOptions {
		return bad
	}
	q.conditionsAt = at + 3
	// A condition names only findings of earlier questions, so that no question waits for itself.
	q.optionsAt = k.checkSets(q.conditionsAt, q.conditions, MaxTogether, &q.asks)
	if !q.asks.within(&k.asked) {
		return bad
	}
	at = k.checkSets(q.optionsAt, q.options, MaxListed, &q.asks)
	if q.asks.meets(&k.asked) {
		return bad
	}
	for f := range k.findings {
		if q.asks.has(uint8(f)) {
			k.asker[f] = uint8(i)
		}
	}
	k.asked.join(&q.asks)
	return at
}

// checkFlag returns what follows a flag, or bad. fireFlags walks through them again and checks nothing.
func (k *KB) checkFlag(at int) int {
	if at+2 > k.end {
		return bad
	}
	head, alternatives := k.packed[at], int(k.packed[at+1])
	if head > LevelMask|UnsureFull || head&LevelMask == selfCare || alternatives > MaxAlternatives {
		return bad
	}
	var all set
	return k.checkSets(at+2, alternatives, MaxTogether, &all)
}

// checkCause returns what follows a cause, or bad. Behind its prevalence stand four sets, which together take as many
// bytes as they have findings, and one more each.
func (k *KB) checkCause(at int) int {
	if at >= k.end || k.packed[at] > commonest {
		return bad
	}
	var all set
	end := k.checkSets(at+1, kinds, MaxEvidence, &all)
	if end-at-1-kinds > MaxEvidence {
		return bad
	}
	return end
}

// checkSets returns where n sets of at most most findings end, and puts all their findings into all.
func (k *KB) checkSets(at, n, most int, all *set) int {
	*all = set{}
	for range n {
		if at >= k.end || int(k.packed[at]) > most || at+int(k.packed[at]) >= k.end {
			return bad
		}
		last := -1
		for range k.packed[at] {
			at++
			f := int(k.packed[at])
			if f <= last || f >= k.findings {
				return bad
			}
			last = f
			all.add(uint8(f))
		}
		at++
	}
	return at
}

// read puts the set at a place into s and returns what follows it.
func (k *KB) read(at int, s *set) int {
	*s = set{}
	end := at + 1 + int(k.packed[at])
	for at++; at < end; at++ {
		s.add(k.packed[at])
	}
	return end
}
