package share

import (
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"
)

// deflate appends tokens as one compressed block (RFC 1951, 3.2.7), with codes
// made for it. Rows are so many bytes apart.
func deflate(out []byte, tokens []token, rowLength int) []byte {
	var count [286]int
	for _, t := range tokens {
		count[t.symbol()]++
	}
	count[endOfBlock] = 1
	codes := makeCodes(count[:])
	rowCode, rowExtra, rowBits := distance(rowLength)

	w := bitWriter{out: out}
	w.write(1|2<<1, 3) // last block, codes of its own
	w.write(286-257, 5)
	w.write(uint64(rowCode), 5) // number of distance codes, less one
	w.write(19-4, 4)
	for _, length := range codeLengthOrder {
		if length < 16 {
			w.write(4, 3) // every length is written in four bits
		} else {
			w.write(0, 3) // and none as a repetition
		}
	}
	for _, c := range codes {
		w.length(c.length)
	}
	for code := range rowCode + 1 {
		if code == 0 || code == rowCode {
			w.length(1)
		} else {
			w.length(0)
		}
	}
	var whole [firstMatch + 2*longestMatch + 2]code // of a token, made when it first comes up
	for _, t := range tokens {
		c := &whole[t]
		if c.length == 0 {
			*c = codes[t.symbol()]
			if t >= firstMatch {
				extra, n := lengthExtra(t.length())
				c.add(extra, n)
				c.add(int(t&1), 1) // which of two distances
				if t.above() {
					c.add(rowExtra, rowBits)
				}
			}
		}
		w.write(uint64(c.bits), c.length)
	}
	end := codes[endOfBlock]
	w.write(uint64(end.bits), end.length)
	return w.close()
}

const endOfBlock = 256

// codeLengthOrder is the order in which a block says how long the codes for
// lengths of codes are.
var codeLengthOrder = [...]int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// symbol is what of a token has a code of its own.
func (t token) symbol() int {
	if t < firstMatch {
		return int(t)
	}
	length := t.length()
	if length == longestMatch {
		return 285
	}
	if length < 11 {
		return 254 + length
	}
	n := bits.Len(uint(length-3)) - 3 // extra bits
	return 257 + 4*(n+1) + (length-3)>>n&3
}

// lengthExtra is the rest of a length.
func lengthExtra(length int) (extra int, n uint8) {
	if length < 11 || length == longestMatch {
		return 0, 0
	}
	n = uint8(bits.Len(uint(length-3)) - 3)
	return (length - 3) & (1<<n - 1), n
}

// distance is the code of a distance, and the rest of it.
func distance(d int) (code, extra int, n uint8) {
	if d < 5 {
		return d - 1, 0, 0
	}
	n = uint8(bits.Len(uint(d-1)) - 2)
	return 2*int(n+1) + (d-1)>>n&1, (d - 1) & (1<<n - 1), n
}

// code is the bits of a symbol, in the order in which they are written.
type code struct {
	bits   uint32
	length uint8
}

// add lets more bits follow.
func (c *code) add(bits int, n uint8) {
	c.bits |= uint32(bits) << c.length
	c.length += n
}

// longestCode is the most bits that a code may have.
const longestCode = 15

// makeCodes makes codes for symbols that appear so many times: the more often,
// the shorter (RFC 1951, 3.2.2).
func makeCodes(count []int) []code {
	lengths := codeLengths(count)
	for slices.Max(lengths) > longestCode {
		count = slices.Clone(count)
		for i, n := range count {
			count[i] = (n + 1) / 2
		}
		lengths = codeLengths(count)
	}
	codes := make([]code, len(count))
	next := uint16(0)
	for length := uint8(1); length <= longestCode; length++ {
		for symbol, own := range lengths {
			if own == length {
				codes[symbol] = code{uint32(bits.Reverse16(next) >> (16 - length)), length}
				next++
			}
		}
		next <<= 1
	}
	return codes
}

// node is a symbol, or two nodes that were joined.
type node struct {
	count       int
	left, right int16 // of two; a symbol has itself in left and -1 in right
}

// codeLengths is how long the code of each symbol is in Huffman's way.
func codeLengths(count []int) []uint8 {
	nodes := make([]node, 0, 2*len(count)) // leaves in order of count, then what was joined, in that order too
	for symbol, n := range count {
		if n > 0 {
			nodes = append(nodes, node{n, int16(symbol), -1})
		}
	}
	slices.SortStableFunc(nodes, func(a, b node) int { return cmp.Compare(a.count, b.count) })
	leaves, leaf, joined := len(nodes), 0, len(nodes)
	least := func() int16 {
		if leaf < leaves && (joined == len(nodes) || nodes[leaf].count <= nodes[joined].count) {
			leaf++
			return int16(leaf - 1)
		}
		joined++
		return int16(joined - 1)
	}
	for range leaves - 1 {
		a, b := least(), least()
		nodes = append(nodes, node{nodes[a].count + nodes[b].count, a, b})
	}
	return depths(nodes, len(count))
}

// depths tells how deep each symbol is in a tree whose root comes last.
func depths(nodes []node, symbols int) []uint8 {
	lengths := make([]uint8, symbols)
	depth := make([]uint8, len(nodes))
	for i, n := range slices.Backward(nodes) {
		if n.right < 0 {
			lengths[n.left] = max(depth[i], 1) // a single symbol takes a bit all the same
			continue
		}
		depth[n.left], depth[n.right] = depth[i]+1, depth[i]+1
	}
	return lengths
}

// bitWriter writes numbers of up to 32 bits, the lowest bit first.
type bitWriter struct {
	out  []byte
	held uint64
	n    uint8
}

func (w *bitWriter) write(value uint64, n uint8) {
	w.held |= value << w.n
	if w.n += n; w.n >= 32 {
		w.out = binary.LittleEndian.AppendUint32(w.out, uint32(w.held))
		w.held >>= 32
		w.n -= 32
	}
}

// length writes how long a code is, in a code of four bits for all.
func (w *bitWriter) length(n uint8) { w.write(uint64(bits.Reverse8(n)>>4), 4) }

func (w *bitWriter) close() []byte {
	for ; w.n > 0; w.n -= min(w.n, 8) {
		w.out = append(w.out, byte(w.held))
		w.held >>= 8
	}
	return w.out
}
