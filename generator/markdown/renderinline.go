package markdown

import (
	"slices"
	"strconv"

	"github.com/yuin/goldmark/util"
)

// inlines writes inline elements up to an end.
func (h *htmlWriter) inlines() {
	for s := h.step(); s != stepEnd; s = h.step() {
		switch s {
		case stepText, stepSoftText, stepBreakText, stepLastText:
			h.text(s)
		default:
			h.closeAuto()
			h.inline(s)
		}
	}
}

// inline writes a step within a line. Text itself is handled by inlines, which joins runs; a flag's
// marker shows nothing, and takes the space before it along.
func (h *htmlWriter) inline(s step) {
	switch s {
	case stepStrong:
		h.element("strong")
	case stepEmphasis:
		h.element("em")
	case stepDeleted:
		h.element("del")
	case stepCodeSpan:
		h.codeSpan()
	case stepLink:
		h.link()
	case stepAutoLink:
		h.autoLink()
	case stepImage:
		h.image()
	case stepCite:
		h.citations()
	case stepNumber:
		h.careNumber()
	case stepFlag:
		h.space = false
	case stepTask:
		h.task()
	case stepLower:
		h.script("sub")
	case stepHigher:
		h.script("sup")
	case stepLiteral:
		h.literal(h.textAt())
	case stepAddress:
		h.literal(address(h.textAt()))
	case stepWords:
		h.literal(h.words())
	case stepNoteLink:
		h.noteLink()
	case stepNoteBack:
		h.noteBack()
	case stepOther:
		h.inlines()
	}
}

func (h *htmlWriter) element(tag string) {
	h.gap()
	h.out("<", tag, ">")
	h.inlines()
	h.closeAuto()
	h.out("</", tag, ">")
}

// codeSpan writes code in a line. Its white space is the author's, but that a
// line's end is a space.
func (h *htmlWriter) codeSpan() {
	h.gap()
	h.out("<code>")
	for h.step() == stepText {
		for _, r := range string(h.textAt()) {
			if r == '\n' {
				r = ' '
			}
			h.rune(visible(r))
		}
	}
	h.space, h.prev = false, 'x'
	h.out("</code>")
}

// script writes text that stands lower or higher. It belongs to the word
// before it.
func (h *htmlWriter) script(tag string) {
	h.gap()
	h.out("<", tag, ">")
	h.literal(h.textAt())
	h.out("</", tag, ">")
}

// task writes the box of a task, which tells how things stand and cannot be
// ticked.
func (h *htmlWriter) task() {
	box, words := "☐", h.refs.Words.ToDo
	if h.number() == 1 {
		box, words = "☑", h.refs.Words.Done
	}
	h.out(`<span class="task" role="img" aria-label="`)
	writeAttribute(h.buf, words)
	h.out(`">`, box, `</span> `)
}

// text writes a piece of text and the automatic links in it. Within a written
// link there are none.
func (h *htmlWriter) text(s step) {
	at := h.span()
	if len(h.refs.Auto) > 0 && !h.inLink {
		at.Start = h.autoText(at.Start, at.End)
	}
	h.write(h.src[at.Start:at.End])
	switch s {
	case stepSoftText:
		h.blank()
	case stepBreakText:
		h.closeAuto()
		h.out("<br>")
		h.begin()
	case stepLastText:
		h.closeAuto()
		h.space = false
	}
}

// autoText writes text from start up to the end of the last automatic link
// that begins before end, and returns where it stopped. A link may have begun in
// an earlier piece and end in this one, or go on: opened says so.
func (h *htmlWriter) autoText(start, end int32) int32 {
	if h.opened > 0 {
		stop := min(h.opened, end)
		if stop <= start {
			h.closeAuto()
		} else {
			h.write(h.src[start:stop])
			start = stop
			if h.opened <= end {
				h.closeAuto()
			}
		}
	}
	all := h.refs.Auto
	if h.auto > 0 && all[h.auto-1].Span.Start >= start { // a footnote, back in the text
		h.auto, _ = slices.BinarySearchFunc(all, start, func(a AutoLink, at int32) int { return int(a.Span.Start - at) })
	}
	for ; h.auto < len(all) && all[h.auto].Span.Start < end; h.auto++ {
		a := all[h.auto]
		if a.Span.Start < start || a.Span.End <= a.Span.Start || a.Shows == "" && !safeHref(a.Href) {
			continue
		}
		h.write(h.src[start:a.Span.Start])
		h.gap()
		h.openAuto(&a)
		h.opened = a.Span.End
		start = min(a.Span.End, end)
		h.write(h.src[a.Span.Start:start])
		if a.Span.End <= end {
			h.closeAuto()
		}
	}
	return start
}

// openAuto opens an automatic link, or the button that stands for it.
func (h *htmlWriter) openAuto(a *AutoLink) {
	if h.shown = a.Behind; a.Shows != "" {
		h.out(`<button popovertarget="`, a.Shows, `">`)
		return
	}
	h.out(`<a class="auto" href="`)
	writeAttribute(h.buf, a.Href)
	h.out(`">`)
}

// closeAuto closes an automatic link. What a button shows stands right behind
// it, where it is read next.
func (h *htmlWriter) closeAuto() {
	switch {
	case h.opened == 0:
	case h.shown != "":
		h.out("</button>", h.shown)
	default:
		h.out("</a>")
	}
	h.opened = 0
}

// link writes a written link, or its text alone if it leads nowhere.
func (h *htmlWriter) link() {
	href, external := h.body.Links[h.number()].Dest, false
	empty := h.number() == 0
	if h.refs.File != nil && !h.inLink && !empty {
		if f, ok := h.refs.File(href); ok {
			h.fileLink(f)
			return
		}
	}
	if h.refs.Link != nil {
		href, external = h.refs.Link(href)
	} else {
		external = isWeb(href)
	}
	if h.inLink || !safeHref(href) || empty {
		h.inlines()
		h.closeAuto()
		return
	}
	h.openLink(href, external)
	h.inLink = true
	h.inlines()
	h.inLink = false
	h.out("</a>")
}

// fileLink writes a link to a file, with what it is and how large.
func (h *htmlWriter) fileLink(f File) {
	h.gap()
	h.out(`<a href="`)
	writeAttribute(h.buf, escapeURL(f.Href))
	h.out(`"`)
	if f.Save {
		h.out(` download`)
	}
	h.out(`>`)
	h.inLink = true
	h.inlines()
	h.inLink = false
	h.blank()
	h.literal([]byte(f.Says))
	h.out("</a>")
}

func (h *htmlWriter) openLink(href string, external bool) {
	h.gap()
	h.out(`<a href="`)
	writeAttribute(h.buf, escapeURL(href))
	if external {
		h.out(`" rel="external`)
	}
	h.out(`">`)
}

// escapeURL percent-encodes what an address may not have.
func escapeURL(href string) string {
	if isPlain(href) {
		return href
	}
	return string(util.URLEscape([]byte(href), false))
}

// autoLink writes an address that stands in the text, as a link with itself for a
// text. It leads out of the site, so refs.Link is not asked.
func (h *htmlWriter) autoLink() {
	l := &h.body.Links[h.number()]
	if h.inLink || !safeHref(l.Dest) {
		h.literal([]byte(l.Text))
		return
	}
	h.openLink(l.Dest, isWeb(l.Dest))
	h.literal([]byte(l.Text))
	h.out("</a>")
}

// image writes a picture with its size, so that nothing moves when it arrives.
func (h *htmlWriter) image() {
	pic, alt := Picture{Src: string(h.words())}, string(h.words())
	if h.refs.Image != nil {
		pic = h.refs.Image(pic.Src)
	}
	h.gap()
	if !safeHref(pic.Src) || schemeOf(pic.Src) != "" {
		h.literal([]byte(alt))
		return
	}
	h.out(`<img src="`)
	writeAttribute(h.buf, escapeURL(pic.Src))
	h.out(`" alt="`)
	writeAttribute(h.buf, alt)
	h.out(`"`)
	if pic.SrcSet != "" {
		h.out(` srcset="`)
		writeAttribute(h.buf, pic.SrcSet)
		h.out(`" sizes="`)
		writeAttribute(h.buf, pic.Sizes)
		h.out(`"`)
	}
	if pic.Width > 0 && pic.Height > 0 {
		h.out(` width="`, strconv.Itoa(pic.Width), `" height="`, strconv.Itoa(pic.Height), `"`)
	}
	if h.begun { // the block that opens a page is in sight at once
		h.out(` loading="lazy"`)
	}
	h.out(` decoding="async">`)
	h.prev = 'x'
}

// careNumber writes a care number, to be dialled where there is one to dial, or several.
func (h *htmlWriter) careNumber() {
	kind := byName.numberKinds[h.number()]
	h.span()
	contacts := []Contact{{Say: words(h.refs.Words.Number, kind)}}
	if h.refs.Number != nil {
		contacts = h.refs.Number(kind)
	}
	h.gap()
	for i, c := range contacts {
		if i > 0 {
			h.out(BetweenContacts)
		}
		if c.Dest == "" || h.inLink {
			h.literal([]byte(c.Shown()))
			continue
		}
		h.out(`<a class="tel" href="`)
		writeAttribute(h.buf, c.Dest)
		h.out(`">`)
		h.literal([]byte(c.Shown()))
		h.out("</a>")
	}
}
