package share

import (
	"encoding/binary"
	"hash/crc32"
	"math/bits"
)

// A picture is mostly paper, and most rows are those above once more. So the
// general encoder, which looks for repetitions everywhere, is passed over for
// one that knows where they are and takes a small part of the time.

// encode writes a canvas as a PNG in a site's colours.
func encode(c *canvas, inks Inks) []byte {
	e := encoder{tokens: make([]token, 0, 1<<14), sumA: 1}
	e.rows(c)

	out := make([]byte, 0, 1<<14)
	out = append(out, "\x89PNG\r\n\x1a\n"...)
	header := binary.BigEndian.AppendUint32(nil, uint32(c.stride*2))
	header = binary.BigEndian.AppendUint32(header, uint32(c.height))
	out = chunk(out, "IHDR", append(header, 4, 3, 0, 0, 0)) // four bits a pixel, with a palette
	out = chunk(out, "PLTE", colours(inks))
	data := append(make([]byte, 0, 1<<14), 0x78, 0x01)
	data = deflate(data, e.tokens, c.stride+1)
	data = binary.BigEndian.AppendUint32(data, e.sumB<<16|e.sumA)
	out = chunk(out, "IDAT", data)
	return chunk(out, "IEND", nil)
}

func colours(inks Inks) []byte {
	var all []byte
	for _, colour := range inks.palette() {
		r, g, b, _ := colour.RGBA()
		all = append(all, byte(r>>8), byte(g>>8), byte(b>>8))
	}
	return all
}

func chunk(out []byte, name string, data []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
	from := len(out)
	out = append(append(out, name...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[from:]))
}

// token is a byte of a picture or, from firstMatch on, a repetition: of the
// byte before, or of what stands in the row above.
type token uint16

const firstMatch = 256

func match(length int, above bool) token {
	t := token(firstMatch + 2*length)
	if above {
		t++
	}
	return t
}

func (t token) length() int { return int(t-firstMatch) / 2 }
func (t token) above() bool { return (t-firstMatch)&1 == 1 }

const (
	shortestMatch = 3
	longestMatch  = 258
)

// encoder turns rows into tokens.
type encoder struct {
	tokens     []token
	sumA, sumB uint32 // Adler-32 of all rows so far
	ownA, ownB uint64 // what the last row added
}

// rows encodes all rows, each of which begins with the byte 0: that it is
// written as it is, not as a difference.
func (e *encoder) rows(c *canvas) {
	above := make([]byte, c.stride+1)
	row := make([]byte, c.stride+1)
	for y := range c.height {
		copy(row[1:], c.row(y))
		if y == 0 {
			e.row(row, nil)
		} else {
			e.row(row, above)
		}
		row, above = above, row
	}
}

// row encodes one row.
func (e *encoder) row(row, above []byte) {
	isNew := true
	for i := 0; i < len(row); {
		same, run := 0, 0
		if above != nil && row[i] == above[i] {
			same = equal(row[i:], above[i:])
			isNew = same < len(row)
		}
		if i > 0 && row[i] == row[i-1] && same < len(row)-i {
			run = equal(row[i:], row[i-1:])
		}
		switch {
		case same >= shortestMatch && same >= run:
			e.match(same, true)
			i += same
		case run >= shortestMatch:
			e.match(run, false)
			i += run
		default:
			e.tokens = append(e.tokens, token(row[i]))
			i++
		}
	}
	if isNew {
		e.ownA, e.ownB = sums(row)
	}
	e.add(len(row))
}

// equal counts how many bytes at the beginning are the same.
func equal(a, b []byte) int {
	n := min(len(a), len(b))
	i := 0
	for ; i+8 <= n; i += 8 {
		if d := binary.LittleEndian.Uint64(a[i:]) ^ binary.LittleEndian.Uint64(b[i:]); d != 0 {
			return i + bits.TrailingZeros64(d)/8
		}
	}
	for i < n && a[i] == b[i] {
		i++
	}
	return i
}

// match adds a repetition, in as many pieces as it takes.
func (e *encoder) match(length int, above bool) {
	for length > 0 {
		n := min(length, longestMatch)
		if rest := length - n; rest > 0 && rest < shortestMatch {
			n -= shortestMatch
		}
		e.tokens = append(e.tokens, match(n, above))
		length -= n
	}
}

// sums are what a row adds to the checksum. Eight bytes of paper add nothing.
func sums(row []byte) (a, b uint64) {
	i := 0
	for ; i+8 <= len(row); i += 8 {
		if binary.LittleEndian.Uint64(row[i:]) == 0 {
			continue
		}
		left := uint64(len(row) - i)
		for j, v := range row[i : i+8] {
			a += uint64(v)
			b += (left - uint64(j)) * uint64(v)
		}
	}
	for ; i < len(row); i++ {
		a += uint64(row[i])
		b += uint64(len(row)-i) * uint64(row[i])
	}
	return a, b
}

// add adds the last row to the checksum.
func (e *encoder) add(length int) {
	const modulus = 65521
	e.sumB = uint32((uint64(e.sumB) + uint64(length)*uint64(e.sumA) + e.ownB) % modulus)
	e.sumA = uint32((uint64(e.sumA) + e.ownA) % modulus)
}
