package words

import "encoding/binary"

// Pack writes the model for the browser: numbers as unsigned varints (seven bits a byte, the lowest first). First the
// format's version, the number of labels, the number of features and the number of weights; then, one after the other,
//
//   - how much each feature's hash is above the one before,
//   - how many weights each feature has,
//   - the label of each weight, as its distance from the one before in the same feature,
//   - each weight, folded: 0, -1, 1, -2, 2 …
//
// What is alike stands together, so that compression finds it.
func (m *Model) Pack() []byte {
	b := []byte{1}
	put := func(n int) { b = binary.AppendUvarint(b, uint64(n)) }
	put(len(m.Labels))
	put(len(m.hashes))
	put(len(m.weight))
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
