package markdown

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// A film is a card with its title, who made it, how long it takes and where it
// stands:
//
//	> [!video] How to sit when hiccups will not stop
//	> [Example Hospital](https://films.example/sit), 2:30
//
// Nothing comes from there before a reader follows the link. Where the site
// allows it, the film is shown in the page once its card is opened.

// length matches how long a film takes, behind who made it.
var length = regexp.MustCompile(`^,? *\(?([0-9]{1,2}:)?[0-9]{1,2}:[0-5][0-9]\)?`)

// video looks at the card of a film.
func (s *scanner) video(n *card) {
	const hint = "write > [!video] and its title, and below it > [who made it](https://…), 2:30"
	var first ast.Node
	if first = n.FirstChild(); first != nil && n.title != nil {
		first = first.NextSibling()
	}
	link, ok := firstInline(first).(*ast.Link)
	switch {
	case n.title == nil:
		s.errorAt(n.word.Start, "bad-video", "a film has no title", hint)
	case first == nil: // is told of as an empty box
	case !ok || schemeOf(destination(link.Destination)) != "https":
		s.errorAt(n.word.Start, "bad-video", "a film does not say where it stands", hint)
	default:
		after, _ := link.NextSibling().(*ast.Text)
		if after == nil || !length.Match(s.src[after.Segment.Start:]) {
			s.errorAt(n.word.Start, "bad-video", "a film does not say how long it takes", hint)
		}
	}
}

func firstInline(n ast.Node) ast.Node {
	if p, ok := n.(*ast.Paragraph); ok {
		return p.FirstChild()
	}
	return nil
}

// video writes the card of a film. Its title is written to the page first, to
// have it typeset, and taken back to be put where it belongs.
func (h *htmlWriter) video() {
	start := h.buf.Len()
	if h.next(stepCardTitle) {
		h.line()
	}
	title := string(h.buf.Bytes()[start:])
	h.buf.Truncate(start)
	to := h.leadsTo()
	if to != "" && h.refs.Frame != nil && h.refs.Frame(to) {
		h.out(`<details class="more video"><summary>`, h.refs.Words.Video, `: `, title, `</summary><iframe src="`)
		writeAttribute(h.buf, escapeURL(to))
		h.out(`" title="`, strings.ReplaceAll(elementsIn.ReplaceAllString(title, ""), `"`, "&#34;"),
			`" loading="lazy" allow="fullscreen" referrerpolicy="no-referrer"></iframe>`)
		h.cardBody("")
		h.out("</details>")
		return
	}
	h.out(`<div class="callout video"><p class="callout__kind">`, h.refs.Words.Video, `</p>`)
	if title != "" {
		h.out(`<p class="callout__title">`, title, `</p>`)
	}
	h.cardBody("")
	if u, err := url.Parse(to); err == nil && u.Host != "" {
		h.out(`<p>`)
		h.begin()
		h.literal([]byte(words(h.refs.Words.VideoLeads, strings.TrimPrefix(u.Host, "www."))))
		h.out(`</p>`)
	}
	h.out(`</div>`)
}

// elementsIn matches the elements of a title.
var elementsIn = regexp.MustCompile(`<[^>]*>`)

// leadsTo is where the first link of a paragraph that comes next leads, or "". It
// looks ahead: what it reads is still to be written.
func (h *htmlWriter) leadsTo() string {
	r := h.outlineReader
	if !r.next(stepParagraph) || !r.next(stepLink) {
		return ""
	}
	return h.body.Links[r.number()].Dest
}
