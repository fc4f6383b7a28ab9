// Package learn makes a model of sentences: it finds the weights with which words.Model tells what a text speaks of.
//
// The method is multinomial logistic regression (softmax), fitted by stochastic gradient descent, with the least
// important weights cut away in rounds and learning in between. Everything is done with integers, in an order that
// depends on the sentences alone, so the same sentences make the same model, bit for bit, on every machine.
package learn

import (
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

// Default is what has done best on sentences that the model had not seen.
var Default = Settings{Passes: 5, Rounds: 4, Keep: 19800, Rate: 5, Decay: 11, Words: 2, Pairs: 5, Often: 2}

// unit is a weight of one octave while learning.
const unit = 1 << 20

type learner struct {
	Settings
	labels   int
	features []words.Feature // known ones, by number
	value    []int           // of each feature: its weight by kind and rarity
	examples []example
	rows     [][]int32  // weights by feature and label, dense, until the first cut
	alive    [][]uint16 // labels that a feature still has a weight for, after a cut
	order    []int
	random   uint64
	sums     []int
	by       []int // how far the weights of a label are moved, by an example
	moved    []int // labels for which that is not 0
}

type example struct {
	features []int32
	size     int
	labels   []int
}

// Model learns from examples. Labels[words.Nothing] stands for texts that speak of nothing.
func Model(labels []string, examples []Example, s Settings) *words.Model {
	l := &learner{Settings: s, labels: len(labels), random: 88172645463325252, sums: make([]int, len(labels)), by: make([]int, len(labels))}
	l.take(examples)
	l.rows = make([][]int32, len(l.features))
	for i := range l.rows {
		l.rows[i] = make([]int32, l.labels)
	}
	l.round()
	total := len(l.features) * l.labels
	for r := 1; r <= s.Rounds; r++ {
		l.cut(keepAt(total, s.Keep, r, s.Rounds))
		l.round()
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

// take numbers the features that enough examples have.
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
	for f, n := range count {
		if f.IsPair() && n >= l.Pairs || !f.IsPair() && n >= l.Words {
			l.features = append(l.features, f)
		}
	}
	slices.Sort(l.features)
	number := make(map[words.Feature]int32, len(l.features))
	for i, f := range l.features {
		number[f] = int32(i)
		l.value = append(l.value, f.Weight()*log2(len(examples)*64/count[f]/8)/16)
	}
	for _, e := range examples {
		x := example{size: words.Size(e.Features), labels: e.Labels}
		for _, f := range e.Features {
			if i, known := number[f]; known {
				x.features = append(x.features, i)
			}
		}
		if len(x.labels) == 0 {
			x.labels = []int{words.Nothing}
		}
		l.examples = append(l.examples, x)
		l.order = append(l.order, len(l.order))
	}
}

func (l *learner) round() {
	for pass := range l.Passes {
		l.shuffle()
		rate := l.Rate * 3 / (3 + pass)
		for _, i := range l.order {
			l.learn(&l.examples[i], rate)
		}
	}
}

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
	l.sum(x)
	top := slices.Max(l.sums)
	total := 0
	for i, s := range l.sums {
		l.sums[i] = words.Power(s - top)
		total += l.sums[i]
	}
	share, scale := 65536/len(x.labels), 1<<36/total
	for i, s := range l.sums {
		l.sums[i] = s * scale >> 20
	}
	for _, good := range x.labels {
		l.sums[good] -= share
	}
	const small = 64 // of 65,536: what changes too little to be worth the time
	l.moved = l.moved[:0]
	for label, wrong := range l.sums {
		if wrong <= -small || wrong >= small {
			l.by[label] = wrong * rate / x.size
			l.moved = append(l.moved, label)
		}
	}
	l.move(x)
	for _, label := range l.moved {
		l.by[label] = 0
	}
}

// sum adds up the weights of an example's features.
func (l *learner) sum(x *example) {
	clear(l.sums)
	for _, f := range x.features {
		row, value := l.rows[f], l.value[f]
		if l.alive == nil {
			for i, w := range row {
				l.sums[i] += int(w) * value
			}
			continue
		}
		for k, label := range l.alive[f] {
			l.sums[label] += int(row[k]) * value
		}
	}
	inverse := 1 << 20 / x.size // a division for each label takes more time than all the rest
	for i := range l.sums {
		l.sums[i] = (l.sums[i] >> 8) * inverse >> 26 // octaves have 6 binary places, a unit 20, the inverse 20, and 8 are gone
	}
}

// move changes the weights of an example's features by what each label was wrong by. Pairs tell only whether anything is
// said at all.
func (l *learner) move(x *example) {
	for _, f := range x.features {
		row, value, pair := l.rows[f], l.value[f], l.features[f].IsPair()
		change := func(w *int32, label int) { *w -= int32(l.by[label]*value>>6) + *w>>l.Decay }
		switch {
		case l.alive != nil:
			for k, label := range l.alive[f] {
				if l.by[label] != 0 {
					change(&row[k], int(label))
				}
			}
		case pair:
			change(&row[words.Nothing], words.Nothing)
		default:
			for _, label := range l.moved {
				change(&row[label], label)
			}
		}
	}
}

// cut keeps the weights that change sums the most.
func (l *learner) cut(keep int) {
	var all []int
	l.each(func(f, label int, w int32) { all = append(all, magnitude(int(w)*l.value[f])) })
	slices.Sort(all)
	least := 1
	if len(all) > keep {
		least = max(all[len(all)-keep], 1)
	}
	rows, alive := make([][]int32, len(l.rows)), make([][]uint16, len(l.rows))
	l.each(func(f, label int, w int32) {
		if magnitude(int(w)*l.value[f]) >= least {
			rows[f] = append(rows[f], w)
			alive[f] = append(alive[f], uint16(label))
		}
	})
	l.rows, l.alive = rows, alive
}

func (l *learner) each(see func(f, label int, w int32)) {
	for f, row := range l.rows {
		for k, w := range row {
			label := k
			if l.alive != nil {
				label = int(l.alive[f][k])
			}
			if w != 0 {
				see(f, label, w)
			}
		}
	}
}

// model rounds the weights to what is packed.
func (l *learner) model(labels []string) *words.Model {
	var weights []words.Weight
	l.each(func(f, label int, w int32) {
		const grain = unit * words.Grain
		value := int(w) * l.value[f]
		if value < 0 {
			value = -((-value + grain/2) / grain)
		} else {
			value = (value + grain/2) / grain
		}
		if value != 0 {
			weights = append(weights, words.Weight{Feature: l.features[f], Label: label, Value: value})
		}
	})
	return words.NewModel(labels, weights)
}

func magnitude(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
