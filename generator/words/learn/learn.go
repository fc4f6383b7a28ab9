// Package learn makes a model of sentences: it finds the weights with which words.Model tells what a text speaks of.
//
// The method is multinomial logistic regression (softmax), fitted by stochastic gradient descent, with the least
// important weights cut away in rounds and learning in between. Everything is done with integers, in an order that
// depends on the sentences alone, so the same sentences make the same model, bit for bit, on every machine.
package learn

import (
	"cmp"
	"math/bits"
	"slices"

	"nosology/generator/words"
)

// Example is a text and what it speaks of: labels, or none.
type Example struct {
	Features []words.Feature
	Labels   []int
}

// Settings say how to learn.
type Settings struct {
	Passes int  // over all examples, in each round
	Rounds int  // of cutting weights away
	Keep   int  // weights in the end
	Rate   int  // of the first pass, in 1/64
	Decay  uint // weights shrink by 2^-Decay each time that they are changed
	Words  int  // in how many examples a word must be
	Pairs  int  // and a pair of words
	Often  int  // how many times an example of nothing counts
}

// Default returns what has done best on sentences that the model had not seen.
func Default() Settings {
	return Settings{Passes: 3, Rounds: 4, Keep: 19300, Rate: 8, Decay: 11, Words: 2, Pairs: 5, Often: 2}
}

// unit is a weight of one octave while learning.
const unit = 1 << 20

// learner is a model in the making: its weights, and what one step of learning needs room for. It is used once, by one
// goroutine: the order in which examples come is part of what the model is made from.
type learner struct {
	Settings
	labels   int
	rows     []row  // of the words and signs that are known
	pairs    []pair // that are known
	whole    bool   // nothing was cut yet
	examples []example
	order    []int
	random   uint64
	zero     row // weighs nothing
	sums     []int
	by       []int  // how far the weights of a label are moved, by an example
	steps    []step // of the labels for which that is not 0
}

// example is an Example whose features are the places of their weights. Features that too few examples have are gone
// from it, and still count for its size, as they will in a reader's sentence.
type example struct {
	rows, pairs []int32 // of its features
	size        int
	labels      []int
}

// Model learns from examples. Labels[words.Nothing] stands for texts that speak of nothing.
func Model(labels []string, examples []Example, s Settings) *words.Model {
	n := len(labels)
	l := &learner{Settings: s, labels: n, whole: true, random: 88172645463325252, zero: newRow(0, 0, n), sums: make([]int, n), by: make([]int, n)}
	l.take(examples)
	l.round(0)
	total := (len(l.rows) + len(l.pairs)) * l.labels
	for r := 1; r <= s.Rounds; r++ {
		l.cut(keepAt(total, s.Keep, r, s.Rounds))
		l.round(r)
	}
	return l.model(labels)
}

// keepAt returns how many weights to keep after a round, so that the same share goes in every round.
func keepAt(total, keep, round, rounds int) int {
	// In octaves, with six binary places: log2(total) goes down to log2(keep) in equal steps.
	from, to := log2(total), log2(keep)
	at := from - (from-to)*round/rounds
	if round == rounds {
		return keep
	}
	n := 1 << (at / 64)
	return n + n*(at%64)/64
}

// log2 returns 64 times the binary logarithm of n > 0, rounded down: linear between powers of two.
func log2(n int) int {
	whole := bits.Len(uint(n)) - 1
	return whole*64 + (n<<6>>whole)&63
}

// take takes what is to be learned from: it finds out which features enough examples have, and gives each its weights.
func (l *learner) take(examples []Example) {
	count := map[words.Feature]int{}
	for _, e := range examples {
		if len(e.Labels) == 0 {
			for range l.Often - 1 {
				examples = append(examples, e)
			}
		}
	}
	for _, e := range examples {
		for _, f := range e.Features {
			count[f]++
		}
	}
	number := make(map[words.Feature]int32, len(count))
	for _, f := range byCount(count) {
		n := count[f]
		value := f.Weight() * log2(len(examples)*64/n/8) / 16
		switch {
		case f.IsPair() && n >= l.Pairs:
			number[f] = int32(len(l.pairs))
			l.pairs = append(l.pairs, pair{feature: f, value: int32(value), is: true})
		case !f.IsPair() && n >= l.Words:
			number[f] = int32(len(l.rows))
			l.rows = append(l.rows, newRow(f, value, l.labels))
		}
	}
	var numbers []int32 // of all examples, one behind the other
	for i, e := range examples {
		var x example
		x, numbers = newExample(e, number, numbers)
		l.examples = append(l.examples, x)
		l.order = append(l.order, i)
	}
}

// byCount returns the features, the most frequent first, so that what is needed often stands close together.
func byCount(count map[words.Feature]int) []words.Feature {
	all := make([]words.Feature, 0, len(count))
	for f := range count {
		all = append(all, f)
	}
	slices.SortFunc(all, func(a, b words.Feature) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	return all
}

// newExample notes the weights of an example's features behind the numbers of others.
func newExample(e Example, number map[words.Feature]int32, numbers []int32) (example, []int32) {
	from := len(numbers)
	take := func(pairs bool) {
		for _, f := range e.Features {
			if i, known := number[f]; known && f.IsPair() == pairs {
				numbers = append(numbers, i)
			}
		}
	}
	take(false)
	half := len(numbers)
	take(true)
	x := example{rows: numbers[from:half], pairs: numbers[half:], size: words.Size(e.Features), labels: e.Labels}
	if len(x.labels) == 0 {
		x.labels = []int{words.Nothing}
	}
	return x, numbers
}

// round goes over all examples several times, in another order each time, and learns less from pass to pass and from
// round to round.
func (l *learner) round(round int) {
	for pass := range l.Passes {
		l.shuffle()
		rate := l.Rate * 3 / (3 + round + pass)
		for _, i := range l.order {
			l.learn(&l.examples[i], rate)
		}
	}
}

// shuffle draws an order by xorshift, and not from math/rand, whose numbers another release of Go may change.
func (l *learner) shuffle() {
	for i := len(l.order) - 1; i > 0; i-- {
		l.random ^= l.random << 13
		l.random ^= l.random >> 7
		l.random ^= l.random << 17
		j := int(l.random % uint64(i+1))
		l.order[i], l.order[j] = l.order[j], l.order[i]
	}
}

// learn moves the weights of an example's features by what the model got wrong.
func (l *learner) learn(x *example, rate int) {
	total := l.chances(x)
	share, scale := 65536/len(x.labels), 1<<36/total
	const small = 64 // of 65,536: what changes too little to be worth the time
	l.steps = l.steps[:0]
	wrong := func(label, by int) {
		if by >= small || by <= -small {
			l.by[label] = by * rate / x.size
			l.steps = append(l.steps, step{label, l.by[label]})
		}
	}
	for _, good := range x.labels {
		wrong(good, l.sums[good]*scale>>20-share)
		l.sums[good] = 0 // this one is done
	}
	least := (small<<20 + scale - 1) / scale // what is less is small
	for label, chance := range l.sums {
		if chance >= least {
			wrong(label, chance*scale>>20)
		}
	}
	l.move(x)
}

// move changes the weights of an example's features by the steps, which are then done.
func (l *learner) move(x *example) {
	for _, i := range x.rows {
		l.rows[i].move(l.steps, l.by, l.Decay)
	}
	if nothing := l.by[words.Nothing]; nothing != 0 || l.whole { // until something is cut, pairs shrink each time that they are met
		for _, i := range x.pairs {
			if p := &l.pairs[i]; p.is {
				move(&p.weight, nothing*int(p.value), l.Decay)
			}
		}
	}
	for _, s := range l.steps {
		l.by[s.label] = 0
	}
}

// chances adds up the weights of an example's features, for each label, and turns the sums into chances. It returns the
// sum of these.
func (l *learner) chances(x *example) (total int) {
	clear(l.sums)
	l.add(x)
	inverse := 1 << 20 / x.size // a division for each label takes more time than all the rest
	top := -1 << 62
	for label, s := range l.sums {
		s = (s >> 8) * inverse >> 26 // octaves have 6 binary places, a unit 20, the inverse 20, and 8 are gone
		l.sums[label] = s
		top = max(top, s)
	}
	for label, s := range l.sums {
		chance := words.Power(s - top)
		l.sums[label] = chance
		total += chance
	}
	return total
}

// add adds the weights of an example's features to the sums.
func (l *learner) add(x *example) {
	for _, i := range x.pairs {
		p := &l.pairs[i]
		l.sums[words.Nothing] += int(p.weight) * int(p.value)
	}
	var four [4]*row
	n := 0
	for _, i := range x.rows {
		r := &l.rows[i]
		if !r.full {
			r.addTo(l.sums)
			continue
		}
		four[n] = r
		if n++; n == len(four) {
			addFour(l.sums, four[0], four[1], four[2], four[3])
			n = 0
		}
	}
	if n > 0 {
		for ; n < len(four); n++ {
			four[n] = &l.zero
		}
		addFour(l.sums, four[0], four[1], four[2], four[3])
	}
}

// cut keeps the weights that change sums the most.
func (l *learner) cut(keep int) {
	all := make([]int, 0, len(l.rows)*l.labels)
	l.each(func(_ words.Feature, _, weight int) { all = append(all, magnitude(weight)) })
	least := 1
	if len(all) > keep {
		slices.Sort(all)
		least = all[len(all)-keep]
	}
	for i := range l.rows {
		l.rows[i].cut(least)
	}
	for i := range l.pairs {
		l.pairs[i].cut(least)
	}
	l.whole = false
}

// each calls see for all weights that are not 0.
func (l *learner) each(see func(f words.Feature, label, weight int)) {
	for i := range l.rows {
		r := &l.rows[i]
		for _, label := range r.alive {
			if w := r.weights[label]; w != 0 {
				see(r.feature, int(label), int(w)*r.value)
			}
		}
	}
	for _, p := range l.pairs {
		if p.weight != 0 {
			see(p.feature, words.Nothing, int(p.weight)*int(p.value))
		}
	}
}

// model rounds the weights to what is packed.
func (l *learner) model(labels []string) *words.Model {
	var weights []words.Weight
	l.each(func(f words.Feature, label, value int) {
		const grain = unit * words.Grain
		if value < 0 {
			value = -((-value + grain/2) / grain)
		} else {
			value = (value + grain/2) / grain
		}
		if value != 0 {
			weights = append(weights, words.Weight{Feature: f, Label: label, Value: value})
		}
	})
	return words.NewModel(labels, weights)
}
