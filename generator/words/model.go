package words

import (
	"cmp"
	"slices"
)

// Nothing is the label of a text that speaks of no finding of the person it is about: of somebody else's, of the past,
// of a fear or a question, or of something else altogether.
const Nothing = 0

// A Model tells which labels a text speaks of. It is a linear model over hashed features: each feature adds its weights
// to the labels' sums, and the sums compete (a softmax). All arithmetic is on integers, so that a browser gets the same
// result to the last digit.
type Model struct {
	Labels []string // of findings; Labels[Nothing] is ""
	Grave  []bool   // beside labels: those that are offered on less evidence; may be shorter

	hashes []Feature // known features, in order
	starts []int     // where the weights of each begin; one more at the end
	labels []uint16  // beside weights: what each adds to
	weight []int16
}

// Weight is what a feature adds to a label.
type Weight struct {
	Feature Feature
	Label   int
	Value   int
}

// NewModel makes a model of weights, in any order, at most one for each feature and label.
func NewModel(labels []string, weights []Weight) *Model {
	slices.SortFunc(weights, func(a, b Weight) int {
		return cmp.Or(cmp.Compare(a.Feature, b.Feature), cmp.Compare(a.Label, b.Label))
	})
	m := &Model{Labels: labels}
	for i, w := range weights {
		if i == 0 || w.Feature != weights[i-1].Feature {
			m.hashes = append(m.hashes, w.Feature)
			m.starts = append(m.starts, i)
		}
		m.labels = append(m.labels, uint16(w.Label))
		m.weight = append(m.weight, int16(w.Value))
	}
	m.starts = append(m.starts, len(weights))
	return m
}

// Guess is a label that a text speaks of, and how likely the model takes it to be, in thousandths.
type Guess struct {
	Label  int
	Chance int
}

// Octave is how much a sum grows when what it stands for becomes twice as likely, and Grain the step of a weight, in
// parts of an octave: coarse, so that weights pack well.
const (
	Octave = 64
	Grain  = 12
)

// Sums returns the labels' sums for a text with these features.
func (m *Model) Sums(features []Feature) []int {
	sums := make([]int, len(m.Labels))
	for _, f := range features {
		from, to := m.weightsOf(f)
		for k := from; k < to; k++ {
			sums[m.labels[k]] += int(m.weight[k])
		}
	}
	size := Size(features)
	for l := range sums {
		sums[l] = sums[l] * Grain * Octave / size
	}
	return sums
}

// weightsOf returns where the weights of a feature stand.
func (m *Model) weightsOf(f Feature) (from, to int) {
	i, known := slices.BinarySearch(m.hashes, f)
	if !known {
		return 0, 0
	}
	return m.starts[i], m.starts[i+1]
}

// leastSize is the size of some seven words: fewer say less, and each alone is not sure of anything.
const leastSize = 12

// Size is the length of a text's features, taken as a vector: what makes sums of long and of short texts comparable.
func Size(features []Feature) int {
	square := 0
	for _, f := range features {
		square += f.Weight() * f.Weight()
	}
	return max(root(square), leastSize)
}

// Guesses returns what a text with these features speaks of, Nothing among it, the likeliest first, down to the given
// chance in thousandths.
func (m *Model) Guesses(features []Feature, least int) []Guess {
	sums := m.Sums(features)
	top := slices.Max(sums)
	total := 0
	for l, s := range sums {
		sums[l] = power(s - top)
		total += sums[l]
	}
	var found []Guess
	for l, s := range sums {
		if chance := s * 1000 / total; chance >= least {
			found = append(found, Guess{l, chance})
		}
	}
	slices.SortStableFunc(found, func(a, b Guess) int { return cmp.Compare(b.Chance, a.Chance) })
	return found
}

// mostOctaves is how far below the top a sum still counts.
const mostOctaves = 30

// powers are 2^(-i/Octave), scaled by 2^16, down to where it counts.
var powers = func() [mostOctaves*Octave + 1]int32 {
	var p [mostOctaves*Octave + 1]int32
	// 2^(1/64), scaled by 2^30, is multiplied again and again: integers alone, so that every machine has the same.
	const step = 1085434106
	x := 1 << 30
	for part := range Octave {
		for i := (Octave - part) % Octave; i < len(p); i += Octave {
			p[i] = int32(x >> 14 >> ((i + part) / Octave))
		}
		x = x * step >> 30
	}
	return p
}()

// power returns 2^(x/Octave), scaled by 2^16, for x <= 0.
func power(x int) int {
	if uint(-x) < uint(len(powers)) {
		return int(powers[-x])
	}
	return 0
}

// Power is power for what learns.
func Power(x int) int { return power(x) }

// root returns the greatest integer whose square is at most n.
func root(n int) int {
	r := 0
	for bit := 1 << 15; bit > 0; bit >>= 1 {
		if (r+bit)*(r+bit) <= n {
			r += bit
		}
	}
	return r
}
