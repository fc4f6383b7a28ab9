package judge

// The scale of the causes. A cause that has all its typical findings has TypicalPoints, however many they are: one
// that has a single hallmark is judged by that. Each other finding has a fixed worth.
const (
	TypicalPoints    = 60 // shared among a cause's typical findings
	LeastShare       = 10 // for each typical finding of a cause that has many
	CommonPoints     = 8
	OccasionalPoints = 3
	AgainstPoints    = -30
	PrevalencePoints = 3 // for each step above rare

	LessLikelyFrom = 15 // points from which a cause is shown
	PossibleFrom   = 35
	FitsWellFrom   = 68
)

// MaxShown is the number of causes shown at most. Leaders are those that questions shall tell apart. Screens is
// the number of questions after which none is asked only to tell causes apart.
const (
	MaxShown = 12
	Leaders  = 4
	Screens  = 15
)

// The kinds of evidence, in the order of a cause's sets.
const (
	typical = iota
	common
	occasional
	contrary
	kinds
)

// fit is a cause while it is being scored.
type fit struct {
	cause     int
	score     int
	share     int  // points for each typical finding
	back      int  // points for background that speaks for it
	pointed   bool // a typical or common finding is yes, and not mere background
	supported bool // any finding that speaks for it is, and not mere background
	evidence  [kinds]set
}

// rankCauses scores each cause by its own evidence and keeps the best. Those with something for them come
// first; the others only count when questions are compared.
func (k *KB) rankCauses(w *work) {
	at := k.causesAt
	for i := range k.causes {
		var f fit
		f.cause = i
		f.score = int(k.packed[at]) * PrevalencePoints
		f.share = TypicalPoints
		if n := int(k.packed[at+1]); n > 0 {
			f.share = TypicalPoints / n
		}
		if f.share < LeastShare {
			f.share = LeastShare
		}
		at++
		for kind := range f.evidence {
			at = k.read(at, &f.evidence[kind])
			there := f.evidence[kind]
			there.keep(&w.yes)
			f.add(kind, there.shared(&w.yes), there.shared(&k.back))
		}
		if f.pointed {
			f.score += f.back
		}
		// A typical finding that is missing speaks against a cause; others may well be missing.
		f.score -= f.evidence[typical].shared(&w.no) * (f.share / 2)
		w.insert(&f)
	}
}

// add counts the findings of one kind that are yes, of which some are background. How long something has lasted, or
// how old somebody is, speaks for a cause only where something felt points to it.
func (f *fit) add(kind, n, back int) {
	if kind == contrary {
		f.score += n * AgainstPoints
		return
	}
	f.back += back * f.worth(kind)
	if n > back {
		f.score += (n - back) * f.worth(kind)
		f.supported = true
		f.pointed = f.pointed || kind != occasional
	}
}

// worth returns what a yes to a finding of some kind says about a cause.
func (f *fit) worth(kind int) int {
	switch kind {
	case typical:
		return f.share
	case common:
		return CommonPoints
	case occasional:
		return OccasionalPoints
	}
	return AgainstPoints
}

// insert puts a cause in its place among the best. It goes behind those that are alike, which keeps the order of the
// base; what falls off the end is forgotten.
func (w *work) insert(f *fit) {
	i := w.ranked
	for i > 0 && f.before(&w.rank[i-1]) {
		if i < MaxShown {
			w.rank[i] = w.rank[i-1]
		}
		i--
	}
	if i < MaxShown {
		w.rank[i] = *f
		if w.ranked < MaxShown {
			w.ranked++
		}
	}
}

// before reports whether a cause comes before another: one with nothing for it comes last, whatever its prevalence.
func (f *fit) before(g *fit) bool {
	if f.supported != g.supported {
		return f.supported
	}
	return f.score > g.score
}

// band returns how well a cause fits: 0 if it is not shown.
func (f *fit) band() uint8 {
	switch {
	case !f.supported || f.score < LessLikelyFrom:
		return 0
	case f.score < PossibleFrom:
		return 1
	case f.score < FitsWellFrom:
		return 2
	}
	return 3
}

// weight returns what a yes to a finding says about a cause.
func (f *fit) weight(finding uint8) int {
	for kind := range f.evidence {
		if f.evidence[kind].has(finding) {
			return f.worth(kind)
		}
	}
	return 0
}

// compareQuestions finds how well each question tells the leading causes apart: for each of its open findings,
// how far a yes would draw the leaders from one another. In an emergency nothing more is asked.
func (k *KB) compareQuestions(w *work) {
	if w.urgency == emergency || w.answered >= Screens {
		return
	}
	for i := range k.findings {
		f := uint8(i)
		if !w.open.has(f) || !k.asked.has(f) || !w.askable[k.asker[f]] {
			continue
		}
		w.gain[k.asker[f]] += w.spread(f)
	}
}

// spread returns how far apart a yes to a finding would draw the leaders: what it says about the one of them that it
// favours most, less what it says about the one that it favours least.
func (w *work) spread(finding uint8) int {
	low, high := 0, 0
	for i := range w.ranked {
		if i == Leaders {
			break
		}
		weight := w.rank[i].weight(finding)
		if i == 0 || weight < low {
			low = weight
		}
		if i == 0 || weight > high {
			high = weight
		}
	}
	return high - low
}
