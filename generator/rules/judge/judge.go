package judge

// work is what one judgement knows so far. It lives on the stack.
type work struct {
	yes, unsure, known, no set // the answers; known are those that are yes or not sure
	open                   set
	urgency, couldBe       uint8
	askable                [MaxQuestions]bool
	promise                [MaxQuestions]uint8 // the highest urgency that asking a question may lead to
	gain                   [MaxQuestions]int   // how well a question tells the leading causes apart
	answered               int                 // questions that can be asked and have no open finding
	fired                  [MaxFlags]fired
	flagsFired             int
	rank                   [MaxShown]fit
	ranked                 int
	steps                  int
	route                  set
}

// fired is how a flag stands: the level at which it fires, 0 if it does not, and the alternative that makes it.
type fired struct {
	level uint8
	at    int
}

// Judge judges the answers, one for each finding, writes the result into out, and returns its length or what
// is wrong. Nothing is allocated and nothing is kept.
func (k *KB) Judge(answers, out []byte) int {
	if !k.loaded {
		return NotLoaded
	}
	if len(answers) != k.findings || len(out) < MaxOut {
		return WrongLength
	}
	var w work
	for f, answer := range answers {
		if !w.take(uint8(f), answer) {
			return WrongAnswer
		}
	}
	k.findAskable(&w)
	k.fireFlags(&w)
	k.lookAhead(&w)
	k.rankCauses(&w)
	k.compareQuestions(&w)
	return k.write(&w, out)
}

// take notes an answer. A finding is in exactly one of open, no, unsure and yes; known joins the last two, for whoever is
// not sure is asked on as if it were so.
func (w *work) take(f, answer uint8) bool {
	switch answer {
	case notAsked:
		w.open.add(f)
	case no:
		w.no.add(f)
	case notSure:
		w.unsure.add(f)
		w.known.add(f)
	case yes:
		w.yes.add(f)
		w.known.add(f)
	default:
		return false
	}
	return true
}

// findAskable finds the questions whose condition is met.
func (k *KB) findAskable(w *work) {
	for i := range k.questions {
		q := &k.question[i]
		w.askable[i] = q.conditions == 0
		at := q.conditionsAt
		for range q.conditions {
			var condition set
			at = k.read(at, &condition)
			if condition.within(&w.known) {
				w.askable[i] = true
			}
		}
		if w.askable[i] && !q.asks.meets(&w.open) { // others may have been denied unasked
			w.answered++
		}
	}
}

// fireFlags finds the level of each flag and with it the urgency, which is the highest of them.
func (k *KB) fireFlags(w *work) {
	at := k.flagsAt
	for i := range k.flags {
		head, alternatives := k.packed[at], k.packed[at+1]
		at += 2
		for range alternatives {
			var all set
			start := at
			at = k.read(at, &all)
			if !all.within(&w.known) {
				continue
			}
			level := head & LevelMask
			if head&UnsureFull == 0 && !all.within(&w.yes) {
				level = lower(level)
			}
			w.fire(i, level, start, k.packed[:])
		}
		if w.fired[i].level > w.urgency {
			w.urgency = w.fired[i].level
		}
		if w.fired[i].level > 0 {
			w.flagsFired++
		}
	}
	w.couldBe = w.urgency
}

// fire keeps the alternative that gives the highest level, and of those the one with the fewest findings: no
// smaller set of answers gives that level.
func (w *work) fire(flag int, level uint8, at int, packed []byte) {
	f := &w.fired[flag]
	if level > f.level || level == f.level && packed[at] < packed[f.at] {
		f.level, f.at = level, at
	}
}

// lower is the level at which "not sure" counts: one below, but never self-care.
func lower(level uint8) uint8 {
	if level > seeADoctor {
		return level - 1
	}
	return level
}
