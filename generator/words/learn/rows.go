package learn

import (
	"slices"

	"nosology/generator/words"
)

// A row is a word or a sign with its weights while learning. Nearly all the time that learning takes is spent here.
type row struct {
	weights []int32  // by label; 0 where they were cut
	value   int      // by kind and rarity: what the weights are multiplied with
	full    bool     // so many labels are alive that it is quicker to add all weights
	alive   []uint16 // labels whose weights were not cut
	is      []bool   // by label: whether it is among these
	feature words.Feature
}

// A pair is two words in a row. It has a weight for Nothing alone: it tells only whether anything is said at all.
type pair struct {
	weight, value int32
	is            bool
	feature       words.Feature
}

// A step is how far the weights of a label are moved.
type step struct{ label, by int }

func newRow(f words.Feature, value, labels int) row {
	r := row{feature: f, value: value, full: true, weights: make([]int32, labels), alive: make([]uint16, labels), is: make([]bool, labels)}
	for label := range labels {
		r.alive[label], r.is[label] = uint16(label), true
	}
	return r
}

// addTo adds the weights to the sums of their labels.
func (r *row) addTo(sums []int) {
	for _, label := range r.alive {
		sums[label] += int(r.weights[label]) * r.value
	}
}

// addFour does the same for four rows at once that are full. It takes half the time.
func addFour(sums []int, a, b, c, d *row) {
	n := len(sums)
	aw, bw, cw, dw := a.weights[:n], b.weights[:n], c.weights[:n], d.weights[:n]
	av, bv, cv, dv := a.value, b.value, c.value, d.value
	for i := range sums {
		sums[i] += int(aw[i])*av + int(bw[i])*bv + int(cw[i])*cv + int(dw[i])*dv
	}
}

// move changes the weights of labels. By is how far each label is moved, beside the steps of those that are. All weights
// shrink a little when they are changed, by 2^-decay.
func (r *row) move(steps []step, by []int, decay uint) {
	if len(steps) < len(r.alive) {
		for _, s := range steps {
			if r.is[s.label] {
				move(&r.weights[s.label], s.by*r.value, decay)
			}
		}
		return
	}
	for _, label := range r.alive {
		if by[label] != 0 {
			move(&r.weights[label], by[label]*r.value, decay)
		}
	}
}

func move(weight *int32, by int, decay uint) {
	*weight -= int32(by>>6) + *weight>>decay
}

// cut cuts what weighs less than least. What has no weight is gone for good.
func (r *row) cut(least int) {
	r.alive = slices.DeleteFunc(r.alive, func(label uint16) bool {
		if magnitude(int(r.weights[label])*r.value) >= least {
			return false
		}
		r.weights[label], r.is[label] = 0, false
		return true
	})
	r.full = len(r.alive)*3 > len(r.weights)
}

func (p *pair) cut(least int) {
	if magnitude(int(p.weight)*int(p.value)) < least {
		p.weight, p.is = 0, false
	}
}

func magnitude(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
