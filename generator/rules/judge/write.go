package judge

import "math/bits"

// write puts the result into out and returns its length.
func (k *KB) write(w *work, out []byte) int {
	next, worth := k.next(w)
	out[0], out[1] = w.urgency, w.couldBe
	out[2], out[3], out[4] = None, 0, uint8(worth)
	if next >= 0 {
		out[2], out[3] = uint8(next), w.promise[next]
	}
	out[6], out[7] = uint8(w.flagsFired), uint8(w.flagsFired>>8)
	at := headerSize
	for level := uint8(emergency); level > selfCare; level-- {
		for i := range k.flags {
			if w.fired[i].level == level {
				at = k.writeFlag(&w.fired[i], i, out, at)
			}
		}
	}
	shown := 0
	for i := range w.ranked {
		if w.rank[i].band() > 0 {
			at = w.writeCause(&w.rank[i], out, at)
			shown++
		}
	}
	out[5] = uint8(shown)
	return at
}

// next returns the question to ask next, or -1, and how many are worth asking: what may raise the urgency most
// comes first, of those that may raise it alike what is to be asked at once; then what tells the leading causes apart
// best. Of equals it is the first.
func (k *KB) next(w *work) (best, worth int) {
	best = -1
	urgent, telling := 0, 0
	for i := range k.questions {
		switch {
		case w.promise[i] > 0:
			urgent++
		case w.gain[i] > 0:
			telling++
		default:
			continue
		}
		if best < 0 || k.better(w, i, best) {
			best = i
		}
	}
	// Questions that may raise the urgency are never cut off; what room they leave of
	// the screens goes to those that only tell causes apart.
	left := Screens - w.answered - urgent
	if left < 0 {
		left = 0
	}
	if telling > left {
		telling = left
	}
	if urgent+telling == 0 {
		best = -1
	}
	return best, urgent + telling
}

// better reports whether question i should be asked before question j.
func (k *KB) better(w *work, i, j int) bool {
	if w.promise[i] != w.promise[j] {
		return w.promise[i] > w.promise[j]
	}
	if w.promise[i] > 0 {
		return k.question[i].kind&KindAtOnce > k.question[j].kind&KindAtOnce
	}
	return w.gain[i] > w.gain[j]
}

// writeFlag writes a flag that fired. The alternative's count and findings stand in the packed base as they stand in a
// result, so they are copied.
func (k *KB) writeFlag(f *fired, flag int, out []byte, at int) int {
	n := int(k.packed[f.at])
	out[at], out[at+1] = uint8(flag), f.level
	copy(out[at+2:], k.packed[f.at:f.at+1+n])
	return at + 3 + n
}

// writeCause writes a cause with what speaks for it, the strongest first, and against it. The sets of evidence are in the
// order of strength, and each is written in the order of the findings.
func (w *work) writeCause(f *fit, out []byte, at int) int {
	out[at], out[at+1] = uint8(f.cause), f.band()
	middle := at + 4
	for kind := range contrary {
		middle = f.evidence[kind].list(&w.yes, out, middle)
	}
	end := f.evidence[contrary].list(&w.yes, out, middle)
	end = f.evidence[typical].list(&w.no, out, end)
	out[at+2], out[at+3] = uint8(middle-at-4), uint8(end-middle)
	return end
}

// list writes the findings that two sets share and returns where the list ends.
//
//go:noinline
func (s *set) list(t *set, out []byte, at int) int {
	for i := range s {
		for both := s[i] & t[i]; both != 0; both &= both - 1 {
			out[at] = uint8(i<<6 | bits.TrailingZeros64(both))
			at++
		}
	}
	return at
}
