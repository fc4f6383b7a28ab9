package words

import (
	"encoding/binary"
	"errors"
)

// Pack writes the model for the browser: numbers as unsigned varints (seven bits a byte, the lowest first). First the
// format's version, the number of labels, the number of features and the number of weights; then, one after the other,
//
//   - of each label, 1 if it is grave, else 0,
//   - how much each feature's hash is above the one before,
//   - how many weights each feature has,
//   - the label of each weight, as its distance from the one before in the same feature,
//   - each weight, folded: 0, -1, 1, -2, 2 …
//
// What is alike stands together, so that compression finds it.
func (m *Model) Pack() []byte {
	b := []byte{modelVersion}
	put := func(n int) { b = binary.AppendUvarint(b, uint64(n)) }
	put(len(m.Labels))
	put(len(m.hashes))
	put(len(m.weight))
	for label := range m.Labels {
		if label < len(m.Grave) && m.Grave[label] {
			put(1)
		} else {
			put(0)
		}
	}
	last := Feature(0)
	for _, h := range m.hashes {
		put(int(h - last))
		last = h
	}
	for i := range m.hashes {
		put(m.starts[i+1] - m.starts[i])
	}
	for i := range m.hashes {
		last := 0
		for _, label := range m.labels[m.starts[i]:m.starts[i+1]] {
			put(int(label) - last)
			last = int(label)
		}
	}
	for _, w := range m.weight {
		put(int(uint16(w)<<1 ^ uint16(w>>15)))
	}
	return b
}

const modelVersion = 2

// errModelPack is what UnpackModel says of bytes that Pack did not write.
var errModelPack = errors.New("not a packed model")

// UnpackModel reads what Pack wrote. It takes any bytes: what is damaged is an error or, where that cannot be seen, a
// model that says something else.
func UnpackModel(labels []string, pack []byte) (*Model, error) {
	r := numbers{rest: pack}
	if r.next() != modelVersion || r.next() != len(labels) {
		return nil, errModelPack
	}
	features, weights := r.next(), r.next()
	// Each takes a byte at least; without this a few bytes could ask for gigabytes.
	if r.short || features > len(pack) || weights > len(pack) {
		return nil, errModelPack
	}
	m := &Model{Labels: labels, hashes: make([]Feature, features), starts: make([]int, features+1), labels: make([]uint16, weights), weight: make([]int16, weights)}
	m.Grave = make([]bool, len(labels))
	for i := range m.Grave {
		m.Grave[i] = r.next() == 1
	}
	last := 0
	for i := range m.hashes {
		last += r.next()
		m.hashes[i] = Feature(last)
	}
	for i := range m.hashes {
		m.starts[i+1] = m.starts[i] + r.next()
	}
	if r.short || m.starts[features] != weights {
		return nil, errModelPack
	}
	for i := range m.hashes {
		label := 0
		for k := m.starts[i]; k < m.starts[i+1]; k++ {
			if label += r.next(); label >= len(labels) {
				return nil, errModelPack
			}
			m.labels[k] = uint16(label)
		}
	}
	for k := range m.weight {
		n := r.next()
		m.weight[k] = int16(n>>1) ^ -int16(n&1)
	}
	if r.short || len(r.rest) > 0 {
		return nil, errModelPack
	}
	return m, nil
}

// numbers reads unsigned varints.
type numbers struct {
	rest  []byte
	short bool // there was no number that can be
}

const mostNumber = 1 << 24 // greater than any that a pack has

// next reads a number; after the first that cannot be, all are 0 and short is set, so
// that callers need ask only once.
func (r *numbers) next() int {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 || n > mostNumber {
		r.short, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[size:]
	return int(n)
}
