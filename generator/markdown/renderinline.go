package markdown

import (
	"slices"
	"strconv"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

func (h *htmlWriter) inlines(parent ast.Node) {
	for c := parent.FirstChild(); c != nil; {
		if t, ok := c.(*ast.Text); ok {
			h.text(t)
			c = c.NextSibling()
			continue
		}
		h.closeAuto()
		if first, ok := c.(*citation); ok {
			c = h.citations(first)
			continue
		}
		h.inline(c)
		c = c.NextSibling()
	}
}

func (h *htmlWriter) inline(c ast.Node) {
	switch n := c.(type) {
	case *ast.Emphasis:
		if n.Level == 2 {
			h.element("strong", n)
		} else {
			h.element("em", n)
		}
	case *xast.Strikethrough:
		h.element("del", n)
	case *ast.CodeSpan:
		h.gap()
		h.out("<code>")
		h.begin()
		codeText(&h.textWriter, h.src, n)
		h.space, h.prev = false, 'x'
		h.out("</code>")
	case *ast.Link:
		h.link(n)
	case *ast.AutoLink:
		h.autoLink(n)
	case *ast.Image:
		h.image(n)
	case *ast.RawHTML:
		for i := range n.Segments.Len() {
			at := n.Segments.At(i)
			h.literal(at.Value(h.src))
		}
	case *number:
		h.number(n)
	case *flagMarker:
		h.space = false
	case *mistake:
		h.literal(n.seg.Value(h.src))
	case *xast.FootnoteLink:
		h.noteLink(n)
	case *xast.FootnoteBacklink:
		h.noteBack(n)
	case *ast.String:
		h.literal(n.Value)
	default:
		h.inlines(n)
	}
}

func (h *htmlWriter) element(tag string, n ast.Node) {
	h.gap()
	h.out("<", tag, ">")
	h.inlines(n)
	h.closeAuto()
	h.out("</", tag, ">")
}

func (h *htmlWriter) text(t *ast.Text) {
	start, end := int32(t.Segment.Start), int32(t.Segment.Stop)
	if len(h.refs.Auto) > 0 && !h.inLink {
		start = h.autoText(start, end)
	}
	h.write(h.src[start:end])
	switch {
	case t.HardLineBreak():
		h.closeAuto()
		h.space = false
		if t.NextSibling() != nil {
			h.out("<br>")
			h.begin()
		}
	case t.SoftLineBreak():
		h.blank()
	}
}

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
		if a.Span.Start < start || a.Span.End <= a.Span.Start || !safeHref(a.Href) {
			continue
		}
		h.write(h.src[start:a.Span.Start])
		h.gap()
		h.out(`<a class="auto" href="`)
		writeAttribute(h.buf, a.Href)
		h.out(`">`)
		h.opened = a.Span.End
		start = min(a.Span.End, end)
		h.write(h.src[a.Span.Start:start])
		if a.Span.End <= end {
			h.closeAuto()
		}
	}
	return start
}

func (h *htmlWriter) closeAuto() {
	if h.opened > 0 {
		h.out("</a>")
		h.opened = 0
	}
}

func (h *htmlWriter) link(n *ast.Link) {
	href, external := destination(n.Destination), false
	if h.refs.Link != nil {
		href, external = h.refs.Link(href)
	} else {
		external = schemeOf(href) == "https"
	}
	if h.inLink || !safeHref(href) || !n.HasChildren() {
		h.inlines(n)
		h.closeAuto()
		return
	}
	h.openLink(href, external)
	h.inLink = true
	h.inlines(n)
	h.inLink = false
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

func escapeURL(href string) string {
	return string(util.URLEscape([]byte(href), false))
}

func (h *htmlWriter) autoLink(n *ast.AutoLink) {
	href := autoDestination(n, h.src)
	label := n.Label(h.src)
	if h.inLink || !safeHref(href) {
		h.literal(label)
		return
	}
	h.openLink(href, schemeOf(href) == "https")
	h.literal(label)
	h.out("</a>")
}

func (h *htmlWriter) image(n *ast.Image) {
	src, width, height := destination(n.Destination), 0, 0
	alt := h.plain(n)
	if h.refs.Image != nil {
		src, width, height = h.refs.Image(src)
	}
	h.gap()
	if !safeHref(src) || schemeOf(src) != "" {
		h.literal([]byte(alt))
		return
	}
	h.out(`<img src="`)
	writeAttribute(h.buf, escapeURL(src))
	h.out(`" alt="`)
	writeAttribute(h.buf, alt)
	h.out(`"`)
	if width > 0 && height > 0 {
		h.out(` width="`, strconv.Itoa(width), `" height="`, strconv.Itoa(height), `"`)
	}
	h.out(` loading="lazy" decoding="async">`)
	h.prev = 'x'
}

func (h *htmlWriter) number(n *number) {
	say, dial := numberWords[n.kind], ""
	if h.refs.Number != nil {
		say, dial = h.refs.Number(n.kind)
	}
	h.gap()
	if dial == "" || h.inLink {
		h.literal([]byte(say))
		return
	}
	h.out(`<a class="tel" href="tel:`)
	writeAttribute(h.buf, dial)
	h.out(`">`)
	h.literal([]byte(say))
	h.out("</a>")
}
