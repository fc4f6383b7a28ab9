package judge

import "math/bits"

// lookAhead finds the highest urgency that the open questions can still lead to, and for each question the
// highest urgency that asking it may lead to.
//
// A completion keeps the answers given. It asks questions in their order, each only if its condition is met
// by then, and gives their open findings what a reader could answer: to a question of many, any options, or
// not sure for any finding; to a question of one, one option, or not sure. Options that contradict the answers
// given are not open to it. The level found is reached by a completion and exceeded by none.
func (k *KB) lookAhead(w *work) {
	at := k.flagsAt
	for range k.flags {
		head, alternatives := k.packed[at], k.packed[at+1]
		at += 2
		for range alternatives {
			var all set
			at = k.read(at, &all)
			lacking := all
			lacking.remove(&w.known)
			// Nothing to look for: it would raise nothing, is denied, fired already as far as
			// it can, or needs what nobody asks for.
			if head&LevelMask <= w.urgency || all.meets(&w.no) || lacking.empty() || !lacking.within(&k.asked) {
				continue
			}
			k.mark(w, k.reachable(w, &all, &lacking, head))
		}
	}
}

// reachable returns the highest level above the present one at which an alternative may still fire, or 0.
func (k *KB) reachable(w *work, all, lacking *set, head uint8) uint8 {
	var nothing set
	level := head & LevelMask
	if head&UnsureFull == 0 {
		if !all.meets(&w.unsure) && k.reach(w, lacking, &nothing, *lacking) {
			return level
		}
		level = lower(level)
	}
	if level > w.urgency && k.reach(w, &nothing, lacking, *lacking) {
		return level
	}
	return 0
}

// mark notes that a level can still be reached, also at the questions on the route to it that can be asked now.
func (k *KB) mark(w *work, level uint8) {
	if level > w.couldBe {
		w.couldBe = level
	}
	for i, part := range w.route {
		for ; part != 0; part &= part - 1 {
			asker := k.asker[i<<6|bits.TrailingZeros64(part)]
			if level > w.promise[asker] && w.askable[asker] {
				w.promise[asker] = level
			}
		}
	}
}

// reach reports whether some completion makes need yes and soft yes or not sure. rest is the part of them that has
// not been looked at. It leaves the findings on the way in w.route. It works backwards from the last question: a
// condition names only findings of earlier questions, so that all that is wanted of a question is known when its
// turn comes.
//
// The number of steps is bounded. Beyond the bound, which Pack lets no base come near, the answer is yes: what
// could still be must not be understated.
func (k *KB) reach(w *work, need, soft *set, rest set) bool {
	w.steps++
	if w.steps > MaxSteps {
		return true
	}
	for !rest.empty() {
		i := k.lastAsker(&rest)
		q := &k.question[i]
		if !k.fits(w, q, need, soft) {
			return false
		}
		rest.remove(&q.asks)
		if !w.askable[i] {
			return k.unlock(w, q, need, soft, &rest)
		}
	}
	w.route = *need
	w.route.join(soft)
	return true
}

// lastAsker returns the last question that asks for one of the findings.
func (k *KB) lastAsker(findings *set) uint8 {
	last := uint8(0)
	for i, part := range findings {
		for ; part != 0; part &= part - 1 {
			if asker := k.asker[i<<6|bits.TrailingZeros64(part)]; asker > last {
				last = asker
			}
		}
	}
	return last
}

// unlock tries each condition under which a question would be asked.
func (k *KB) unlock(w *work, q *question, need, soft, rest *set) bool {
	var more, all set // out here, since the compiler would allocate them in there
	at := q.conditionsAt
	for range q.conditions {
		at = k.read(at, &more)
		if more.meets(&w.no) {
			continue
		}
		more.remove(&w.known)
		all = *rest
		all.join(&more)
		more.join(soft)
		if k.reach(w, need, &more, all) {
			return true
		}
	}
	return false
}

// fits reports whether one answer to a question makes yes what is needed of it, and yes or not sure what is
// wanted softly.
func (k *KB) fits(w *work, q *question, need, soft *set) bool {
	if q.kind&KindMany != 0 && !q.asks.meets(&w.no) {
		return true // all options together; this is what nearly always happens
	}
	hard, all, given := *need, *soft, w.yes
	hard.keep(&q.asks)
	all.join(need)
	all.keep(&q.asks)
	given.keep(&q.asks)
	var offered set // by a question of many: what some option makes yes
	at := q.optionsAt
	for range q.options {
		var option set
		at = k.read(at, &option)
		if option.meets(&w.no) {
			continue
		}
		if q.kind&KindMany != 0 {
			offered.join(&option)
		} else if given.within(&option) && all.within(&option) {
			return true
		}
	}
	if q.kind&KindNotSure != 0 {
		all = hard
	}
	return all.within(&offered)
}
