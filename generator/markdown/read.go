package markdown

import (
	"bytes"
	"slices"
	"sync"
)

// Text returns the text of a span as readers see it: without marks, pictures,
// citations and flag markers, white space folded, quotes and dashes
// typographic. Care numbers are said by say, and without it in words ("the
// emergency number"), since a body knows no region. It reads the outline up to
// the span's end; for many spans EachSentence is the better way. src is the text
// that the body was scanned from.
func (b *Body) Text(src []byte, at Span, say func(kind string) string) string {
	r := b.reader(src)
	defer r.free()
	r.only[0].Span = at
	r.wanted, r.say = r.only[:], say
	r.blocks()
	return r.buf.String()
}

// EachSentence calls do with the index and the text of each sentence, in the
// order of the page. say says a care number; if it is nil, they are said as
// Text says them. The text is good until the next call.
func (b *Body) EachSentence(src []byte, say func(kind string) string, do func(i int, text []byte)) {
	if len(b.Sentences) == 0 {
		return
	}
	r := b.reader(src)
	defer r.free()
	r.wanted, r.say, r.do = b.Sentences, say, do
	r.blocks()
	r.finish()
}

// EachBlock calls do with the text of each paragraph, heading, cell, block of
// code and so on, captions and the texts of pictures included: all words that
// a page has from its body. The text is good until the next call.
func (b *Body) EachBlock(src []byte, say func(kind string) string, do func(text []byte)) {
	r := b.reader(src)
	defer r.free()
	r.whole, r.say, r.do = true, say, func(_ int, text []byte) { do(text) }
	r.blocks()
	r.finish()
}

// reader returns a reader of a body from the pool.
func (b *Body) reader(src []byte) *reader {
	r := readers.Get().(*reader)
	r.outlineReader, r.body, r.src, r.now = outlineReader{left: b.outline}, b, src, -1
	r.w = textWriter{buf: &r.buf, in: b.in}
	r.buf.Reset()
	return r
}

// free gives a reader back to the pool, without what it read: no body is kept alive
// by the pool.
func (r *reader) free() {
	*r = reader{buf: r.buf}
	readers.Put(r)
}

var readers = sync.Pool{New: func() any { return new(reader) }}

// reader reads the texts of spans from an outline.
type reader struct {
	outlineReader
	buf    bytes.Buffer
	w      textWriter
	body   *Body
	src    []byte
	wanted []Sentence // spans in the order of the text, which do not overlap
	only   [1]Sentence
	say    func(kind string) string
	do     func(i int, text []byte) // nil for a single span, whose text stays in buf
	whole  bool                     // not spans but all blocks are wanted
	now    int                      // index of the span that is being read, or -1
	done   bool                     // the only span was read
}

// finish hands over the text of the span or block that was being read.
func (r *reader) finish() {
	switch {
	case r.whole && r.buf.Len() > 0:
		r.do(0, r.buf.Bytes())
		r.buf.Reset()
		r.w.begin()
	case r.now >= 0:
		if r.do != nil {
			r.do(r.now, r.buf.Bytes())
		}
		r.done = len(r.wanted) == 1
	}
	r.now = -1
}

// within makes the span that holds an offset, or the first behind it, the one that
// is read, and returns it if it begins before end. Footnotes lead back and forth
// in the source, hence the search: in most cases the span is still the same.
func (r *reader) within(start, end int32) (Span, bool) {
	i := r.now
	if i < 0 || start < r.wanted[i].Span.Start || start >= r.wanted[i].Span.End {
		i, _ = slices.BinarySearchFunc(r.wanted, start, func(s Sentence, at int32) int {
			if s.Span.End <= at {
				return -1
			}
			return 1
		})
	}
	if i == len(r.wanted) || r.wanted[i].Span.Start >= end {
		if len(r.wanted) == 1 {
			r.finish()
		}
		return Span{}, false
	}
	if i != r.now {
		r.finish()
		r.now = i
		r.buf.Reset()
		r.w.begin()
	}
	return r.wanted[i].Span, true
}

// blocks reads blocks, and what stands in a line, up to an end.
func (r *reader) blocks() {
	for s := r.step(); s != stepEnd && !r.done; s = r.step() {
		r.read(s)
	}
}

func (r *reader) read(s step) {
	switch s {
	case stepText, stepSoftText, stepBreakText, stepLastText:
		r.text(r.span(), r.w.write)
		if s != stepText {
			r.w.blank()
		}
	case stepLiteral:
		r.text(r.span(), r.w.literal)
	case stepLower, stepHigher:
		r.text(r.span(), func(text []byte) { r.w.script(text, s == stepHigher) })
	case stepCodeSpan:
		for r.step() == stepText {
			r.text(r.span(), r.w.literal)
		}
	case stepAutoLink:
		r.text(r.body.Links[r.number()].Span, r.w.address)
	case stepAddress:
		r.text(r.span(), r.w.address)
	case stepNumber:
		kind := byName.numberKinds[r.number()]
		r.text(r.span(), func([]byte) { r.w.literal([]byte(r.careNumber(kind))) })
	default:
		r.skip(s)
	}
}

// skip reads past what says nothing, and reads what stands within it.
func (r *reader) skip(s step) {
	switch s {
	case stepEmphasis, stepStrong, stepDeleted, stepOther:
		r.blocks()
	case stepParagraph, stepTextBlock, stepItem, stepQuote, stepCardTitle, stepTable, stepHeadRow, stepRow, stepTerms, stepTerm, stepDefinition, stepNotes:
		r.block()
	case stepCell, stepNote:
		r.number()
		r.block()
	case stepHeading:
		r.number()
		r.number()
		r.block()
	case stepLink:
		r.number()
		r.number()
		r.blocks()
	case stepList:
		if r.number() == 1 {
			r.number()
		}
		r.blocks()
	case stepCard, stepCallout:
		r.span()
		r.blocks()
	case stepHighlighted:
		r.span()
		r.lines()
	case stepCode, stepRawBlock:
		r.lines()
	case stepImage, stepFigure:
		r.image(s == stepFigure)
	case stepCite:
		r.cites()
	case stepFlag:
		r.w.space = false
	case stepNoteLink:
		r.w.space = false
		r.number()
	case stepNoteBack:
		r.number()
		r.number()
	case stepTask:
		r.number()
	case stepWords:
		r.words()
	}
}

// cites reads past citations, and the white space behind them.
func (r *reader) cites() {
	r.w.space = false
	after := r.number()
	for range r.number() {
		r.span()
	}
	if after&citesBlank != 0 {
		r.w.blank()
	}
}

// block reads a block, which parts words.
func (r *reader) block() {
	if r.whole {
		r.finish()
	}
	r.blocks()
	if r.whole {
		r.finish()
	}
}

// lines reads lines of code or HTML.
func (r *reader) lines() {
	for s := r.step(); s != stepEnd; s = r.step() {
		if s == stepLine {
			r.number()
		}
		if at := r.span(); r.whole {
			r.w.literal(r.src[at.Start:at.End])
			r.w.blank()
		}
	}
	if r.whole {
		r.finish()
	}
}

// image reads a picture's text, and its caption if it is a figure. Both are no
// part of a sentence and are read with whole blocks alone.
func (r *reader) image(figure bool) {
	r.words()
	alt, caption := r.words(), []byte(nil)
	if figure {
		caption = r.words()
	}
	if r.whole {
		r.w.blank()
		r.w.literal(alt)
		r.w.blank()
		r.w.write(caption)
	}
}

// text writes what is wanted of a piece of the source: all of it, or what wanted
// spans have of it. A piece may belong to several spans, and a span to many pieces.
func (r *reader) text(piece Span, write func([]byte)) {
	if r.whole {
		write(r.src[piece.Start:piece.End])
		return
	}
	if r.now < 0 && piece.End <= r.wanted[0].Span.Start { // most of what is read for one span
		return
	}
	for piece.Start < piece.End {
		wanted, ok := r.within(piece.Start, piece.End)
		if !ok {
			return
		}
		end := min(wanted.End, piece.End)
		write(r.src[max(wanted.Start, piece.Start):end])
		piece.Start = end
	}
}

func (r *reader) careNumber(kind string) string {
	if r.say != nil {
		return r.say(kind)
	}
	return numberWord(kind)
}
