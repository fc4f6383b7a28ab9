package markdown

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
)

// general is the id that marks general knowledge.
const general = "general"

// cited is where the last group of citations stands in what was written, from
// start to end in the buffer. Without numbers there is none that may be taken
// back.
type cited struct {
	numbers    []int
	start, end int
}

// citations writes citations that stand beside each other as one group. A
// citation belongs to the word before it, so white space between the two is
// dropped.
func (h *htmlWriter) citations() {
	h.space = false
	after := h.number()
	var numbers []int
	for range h.number() {
		if n := h.cite(string(h.textAt())); n > 0 && !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	h.citeAtEnd(numbers)
	start := h.buf.Len()
	h.writeCitations(numbers)
	h.last = cited{numbers, start, h.buf.Len()}
	if h.inLink || after&citesGeneral != 0 {
		h.last = cited{}
	}
	if after&citesGeneral != 0 {
		h.blank()
		if h.space {
			h.space = false
			h.out("\u00a0") // never parted from the word before it
		}
		h.out(`<span class="cite-general">`)
		writeAttribute(h.buf, h.refs.Words.General)
		h.out(`</span>`)
		h.prev = 'x'
	}
	if after&citesBlank != 0 {
		h.blank()
	}
}

// sentenceEnds matches the end of a sentence within what was written; the end of
// the last does not count, as nothing follows it. It reads HTML: closing tags may
// stand behind the stop.
var sentenceEnds = regexp.MustCompile(`[.!?…؟۔]["'’”‘“)»›\x{a0}]*(</[a-z]+>)* |[。！？].`)

// citeAtEnd takes back the citation before this one if it names the same
// sources and nothing uncited stands between them. Sentence after sentence from
// one source needs one mark, behind the last: readers would stumble over more,
// and hear each of them.
func (h *htmlWriter) citeAtEnd(numbers []int) {
	if len(numbers) == 0 || h.inLink || !slices.Equal(numbers, h.last.numbers) {
		return
	}
	text := h.buf.Bytes()
	if sentenceEnds.Match(bytes.TrimSpace(text[h.last.end:])) {
		return
	}
	copy(text[h.last.start:], text[h.last.end:])
	h.buf.Truncate(len(text) - (h.last.end - h.last.start))
	for _, n := range numbers {
		h.cites[n]--
	}
}

// cite is the number of a source, 0 for one that is not known or not to be shown.
func (h *htmlWriter) cite(id string) int {
	if h.refs.Cite == nil {
		return 0
	}
	return h.refs.Cite(id)
}

// writeCitations writes the numbers of a run of citations as one mark. The first link to a source
// has an id, since the list of sources leads back to it; within another link numbers stand without
// links, which HTML forbids there.
func (h *htmlWriter) writeCitations(numbers []int) {
	if len(numbers) == 0 {
		return
	}
	h.out(`<sup class="cite">`)
	for i, n := range numbers {
		if i > 0 {
			h.out(", ")
		}
		h.cites = grow(h.cites, n)
		h.cites[n]++
		number := strconv.Itoa(n)
		if h.inLink {
			h.out(number)
			continue
		}
		h.out(`<a href="#source-`, number)
		if h.cites[n] == 1 { // where the list of sources leads back to
			h.out(`" id="cite-`, number)
		}
		h.out(`" aria-label="`)
		writeAttribute(h.buf, h.sourceLabel(n))
		h.out(`">`, number, `</a>`)
	}
	h.out("</sup>")
	h.marginNotes(numbers)
	h.prev = 'x'
}

// sourceLabel is what the mark of a source is called.
func (h *htmlWriter) sourceLabel(n int) string {
	if h.refs.Source != nil {
		return h.refs.Source(n)
	}
	return words(h.refs.Words.Source, strconv.Itoa(n))
}

// marginNotes writes, behind their first mark, the sources as they stand in the
// margin of a wide page.
func (h *htmlWriter) marginNotes(numbers []int) {
	if h.refs.Margin == nil || h.inLink {
		return
	}
	for _, n := range numbers {
		if h.cites[n] == 1 {
			h.out(h.refs.Margin(n))
		}
	}
}

// grow makes room for an index.
func grow(counts []int, n int) []int {
	for len(counts) <= n {
		counts = append(counts, 0)
	}
	return counts
}

// noteLink writes the mark of a footnote: a letter, since numbers are for
// sources. A note may be referred to several times; each mark has an id of its
// own, to which the note leads back.
func (h *htmlWriter) noteLink() {
	h.space = false
	index := h.number()
	h.notes = grow(h.notes, index)
	letter, number := noteLetter(index), strconv.Itoa(index)
	if h.inLink {
		h.out("<sup>", letter, "</sup>")
	} else {
		h.notes[index]++
		h.out(`<sup class="note-ref"><a href="#note-`, number, `" id="`, numbered("note-ref-"+number, h.notes[index]),
			`" aria-label="`)
		writeAttribute(h.buf, words(h.refs.Words.Note, letter))
		h.out(`">`, letter, `</a></sup>`)
	}
	h.prev = 'x'
}

// noteBack writes the way back from a footnote.
func (h *htmlWriter) noteBack() {
	h.space = false
	index, ref := h.number(), h.number()
	h.notes = grow(h.notes, index)
	if ref >= h.notes[index] { // its mark stands in a link or a picture's text, where it leads nowhere
		return
	}
	h.blank()
	h.gap()
	h.out(`<a class="note-back" href="#`, numbered("note-ref-"+strconv.Itoa(index), ref+1), `" aria-label="`)
	writeAttribute(h.buf, h.refs.Words.Back)
	h.out(`">^</a>`)
	h.prev = 'x'
}

// noteLetter counts a, b … z, aa, ab.
func noteLetter(n int) string {
	if n <= 0 {
		return ""
	}
	return noteLetter((n-1)/26) + string(rune('a'+(n-1)%26))
}

// footnotes writes the notes at the foot of the page, lettered, so that no number is taken for a
// source.
func (h *htmlWriter) footnotes() {
	h.out(`<section class="notes" aria-label="`)
	writeAttribute(h.buf, h.refs.Words.Notes)
	h.out(`"><ol type="a">`)
	for h.step() == stepNote {
		h.out(`<li id="note-`, strconv.Itoa(h.number()), `">`)
		h.note()
		h.out("</li>")
	}
	h.out("</ol></section>")
}

// note writes a footnote's blocks, and the ways back behind them.
func (h *htmlWriter) note() {
	isBack := false
	for s := h.step(); s != stepEnd; s = h.step() {
		if s != stepNoteBack {
			h.block(s)
			continue
		}
		if !isBack {
			h.begin()
			isBack = true
		}
		h.noteBack()
	}
}
