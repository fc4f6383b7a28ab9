package markdown

import (
	"bytes"
	"strconv"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"nosology/generator/taken"
)

// headingIDs gives out the ids of a page's headings: the words of the text,
// with a number from the second of a kind. They depend on nothing outside the
// body.
type headingIDs struct {
	taken map[string]int // ids given out, and the number that the next of the kind tries first
}

func (h *headingIDs) reset() { clear(h.taken) }

// next returns the id of a heading with the given plain text.
func (h *headingIDs) next(text []byte) string {
	if h.taken == nil {
		h.taken = make(map[string]int)
	}
	base := slug(text)
	if taken.Anywhere(base) {
		base = "section-" + base
	}
	n, again := h.taken[base]
	id := base
	for again {
		id = base + "-" + strconv.Itoa(n)
		_, again = h.taken[id]
		n++
	}
	h.taken[id] = 2
	if id != base {
		h.taken[base] = n
	}
	return id
}

// take gives out an id that an author chose, and reports whether it was free. A
// heading above may have got it for its words already; the author has to see
// that.
func (h *headingIDs) take(id string) bool {
	if _, taken := h.taken[id]; taken {
		return false
	}
	if h.taken == nil {
		h.taken = make(map[string]int)
	}
	h.taken[id] = 2
	return true
}

// slug makes an id of a text: lower case, apostrophes dropped, words joined by
// hyphens. Latin and Greek letters lose their accents; in other scripts marks
// are part of what a letter is (か and が, и and й) and stay.
func slug(text []byte) string {
	if !isASCII(text) {
		text = norm.NFD.Bytes(text)
	}
	var id []byte
	accents := false // the letter before can lose its accents
	for _, r := range string(bytes.ToLower(text)) {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r):
			id = append(id, string(r)...)
			accents = unicode.In(r, unicode.Latin, unicode.Greek)
		case unicode.IsMark(r):
			if !accents && len(id) > 0 && id[len(id)-1] != '-' {
				id = append(id, string(r)...)
			}
		case r == '’', r == '\'', r == zeroWidthJoiner, r == zeroWidthNonJoiner:
		case len(id) > 0 && id[len(id)-1] != '-':
			id = append(id, '-')
		}
	}
	id = bytes.TrimRight(id, "-")
	if len(id) == 0 {
		return "section"
	}
	return string(norm.NFC.Bytes(id))
}

const zeroWidthNonJoiner, zeroWidthJoiner = '\u200c', '\u200d'

// isASCII reports whether an id can be made byte by byte.
func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// numbered returns an id, with a number from its second use: note-ref-1,
// note-ref-1-2.
func numbered(id string, use int) string {
	if use <= 1 {
		return id
	}
	return id + "-" + strconv.Itoa(use)
}
