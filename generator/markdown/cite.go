package markdown

import (
	"slices"
	"strconv"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
)

// general is the id that marks general knowledge.
const general = "general"

// citations writes a citation and those that stand beside it, as one group,
// and returns the node behind them. A citation belongs to the word before it,
// so white space between the two is dropped.
func (h *htmlWriter) citations(first *citation) ast.Node {
	h.space = false
	var numbers []int
	isGeneral := false
	blank := false // white space was read behind the last citation
	var c ast.Node = first
	for ; c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok && isBlank(t.Segment.Value(h.src)) && !t.HardLineBreak() {
			blank = true
			continue
		}
		cited, ok := c.(*citation)
		if !ok {
			break
		}
		blank = false
		if string(cited.id) == general {
			isGeneral = true
		} else if n := h.cite(string(cited.id)); n > 0 && !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	h.writeCitations(numbers)
	if isGeneral {
		h.blank()
		if h.space {
			h.space = false
			h.out("\u00a0") // never parted from the word before it
		}
		h.out(`<span class="cite-general">(general knowledge)</span>`)
		h.prev = 'x'
	}
	if blank {
		h.blank()
	}
	return c
}

func (h *htmlWriter) cite(id string) int {
	if h.refs.Cite == nil {
		return 0
	}
	return h.refs.Cite(id)
}

func (h *htmlWriter) writeCitations(numbers []int) {
	if len(numbers) == 0 {
		return
	}
	slices.Sort(numbers)
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
		h.out(`<a href="#source-`, number, `" id="`, numbered("cite-"+number, h.cites[n]), `" aria-label="source `, number, `">`, number, `</a>`)
	}
	h.out("</sup>")
	h.prev = 'x'
}

// grow makes room for an index.
func grow(counts []int, n int) []int {
	for len(counts) <= n {
		counts = append(counts, 0)
	}
	return counts
}

// noteLink writes the mark of a footnote: a letter, since numbers are for
// sources.
func (h *htmlWriter) noteLink(n *xast.FootnoteLink) {
	h.space = false
	h.notes = grow(h.notes, n.Index)
	letter, number := noteLetter(n.Index), strconv.Itoa(n.Index)
	if h.inLink {
		h.out("<sup>", letter, "</sup>")
	} else {
		h.notes[n.Index]++
		h.out(`<sup class="note-ref"><a href="#note-`, number, `" id="`, numbered("note-ref-"+number, h.notes[n.Index]),
			`" aria-label="note `, letter, `">`, letter, `</a></sup>`)
	}
	h.prev = 'x'
}

// noteBack writes the way back from a footnote.
func (h *htmlWriter) noteBack(n *xast.FootnoteBacklink) {
	h.space = false
	h.notes = grow(h.notes, n.Index)
	if n.RefIndex >= h.notes[n.Index] { // its mark stands in a link or a picture's text, where it leads nowhere
		return
	}
	h.blank()
	h.gap()
	h.out(`<a class="note-back" href="#`, numbered("note-ref-"+strconv.Itoa(n.Index), n.RefIndex+1), `" aria-label="back to the text">↩</a>`)
	h.prev = 'x'
}

// noteLetter counts a, b … z, aa, ab.
func noteLetter(n int) string {
	if n <= 0 {
		return ""
	}
	return noteLetter((n-1)/26) + string(rune('a'+(n-1)%26))
}

func (h *htmlWriter) footnotes(n *xast.FootnoteList) {
	h.out(`<section class="notes" aria-label="Notes"><ol type="a">`)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		h.out(`<li id="note-`, strconv.Itoa(c.(*xast.Footnote).Index), `">`)
		h.blocks(c)
		h.begin()
		for b := c.FirstChild(); b != nil; b = b.NextSibling() {
			if back, ok := b.(*xast.FootnoteBacklink); ok {
				h.noteBack(back)
			}
		}
		h.out("</li>")
	}
	h.out("</ol></section>")
}
