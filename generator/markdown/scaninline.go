package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"

	"nosology/generator/diag"
)

// inlines reads what stands within a line. Anything but text ends a run of prose:
// no name of a page goes from one emphasis into the next.
func (s *scanner) inlines(parent ast.Node) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			s.text(t)
			continue
		}
		s.endRun()
		s.inline(c)
	}
}

func (s *scanner) inline(c ast.Node) {
	switch n := c.(type) {
	case *ast.CodeSpan:
		if s.reading && n.FirstChild() != nil {
			s.mark()
			s.split.word(n.FirstChild().(*ast.Text).Segment.Start)
		}
	case *ast.Link:
		s.link(n)
	case *ast.AutoLink:
		s.autoLink(n)
	case *ast.Image:
		s.image(n)
	case *ast.RawHTML:
		s.rawInline(n)
	case *citation:
		s.split.attach(n.seg.Stop)
		s.body.Citations = append(s.body.Citations, Citation{
			ID: string(n.id), Section: int32(len(s.body.Headings) - 1), Card: s.card, Span: Span{int32(n.seg.Start), int32(n.seg.Stop)},
		})
	case *number:
		s.boxedNumber(n)
		if s.reading {
			s.mark()
			s.split.word(n.seg.Start)
		}
	case *flagMarker:
		s.flag(n)
	case *script:
		if s.reading {
			s.mark()
			s.split.text(n.seg.Start, n.seg.Stop)
		}
	case *mistake:
		s.errorAt(n.seg.Start, n.check, n.message, n.hint)
	case *task, *ownID, *xast.FootnoteLink, *xast.FootnoteBacklink, *ast.String:
	default:
		s.inlines(c)
		s.endRun()
	}
}

// text reads a piece of text: prose for automatic links, sentences for checks.
func (s *scanner) text(t *ast.Text) {
	start, end := t.Segment.Start, t.Segment.Stop
	if start < end {
		s.references(start, end)
		if s.run.End > s.run.Start && !isBlank(s.src[s.run.End:max(start, int(s.run.End))]) {
			s.endRun()
		}
		if s.run.End == s.run.Start {
			s.run.Start = int32(start)
		}
		s.run.End = int32(end)
		if s.reading {
			if !isBlank(s.src[start:end]) {
				s.mark()
			}
			s.split.text(start, end)
		}
	}
	if t.HardLineBreak() {
		s.endRun()
	}
	if s.reading && (t.SoftLineBreak() || t.HardLineBreak()) {
		s.split.blank(end)
	}
}

// references reports characters that readers do not see and that are written
// by their number: &#8238;
func (s *scanner) references(start, end int) {
	for i := start; i < end; {
		next := bytes.Index(s.src[i:end], []byte("&#"))
		if next < 0 {
			return
		}
		i += next
		text, _ := reference(s.src[i:end])
		for _, r := range text {
			if wrong, ok := diag.Unseen(r, 0, 0); ok {
				s.report(i, wrong.Severity, wrong.Check, wrong.Message, wrong.Hint)
			}
		}
		i += len("&#")
	}
}

// mark notes that the text of a fresh link begins in the current sentence.
// Whether a new sentence begins is known only once its first character is
// read, so the splitter is asked to decide first.
func (s *scanner) mark() {
	if s.fresh == 0 {
		return
	}
	l := &s.body.Links[s.fresh-1]
	s.split.decide(int(l.Span.Start))
	l.Sentence = s.split.current()
	s.fresh = 0
}

// endRun ends a run of prose, which is kept where names in it may become links.
func (s *scanner) endRun() {
	if !s.noProse && !s.noLinks && !isBlank(s.src[s.run.Start:s.run.End]) {
		s.body.Prose = append(s.body.Prose, s.run)
	}
	s.run = Span{}
}

// link notes a link. In which sentence it stands is known only once its text
// begins: see mark.
func (s *scanner) link(n *ast.Link) {
	dest := destination(n.Destination)
	l := Link{Dest: dest, Text: s.plain(n), Card: s.card, Sentence: -1, Span: s.inlineSpan(n)}
	if message, hint := checkLink(dest); message != "" {
		s.errorAt(n.Pos(), "bad-link", message, hint)
	} else if schemeOf(dest) == "http" {
		s.plainHTTP(n.Pos())
	} else if saysOther(l.Text, dest) {
		s.errorAt(n.Pos(), "bad-link", "readers see another number than their phones dial", "write the same number in both")
	}
	if l.Text == "" {
		s.errorAt(n.Pos(), "link-text", "a link has no text", "write what it leads to between the brackets")
	}
	s.body.Links = append(s.body.Links, l)
	s.fresh = len(s.body.Links)
	outer := s.noLinks
	s.noLinks = true
	s.inlines(n)
	s.endRun()
	s.noLinks = outer
	s.fresh = 0
}

func (s *scanner) autoLink(n *ast.AutoLink) {
	span := autoSpan(n, s.src)
	at := int(span.Start)
	dest := autoDestination(n, s.src)
	if isWithinLink(n) {
		if s.reading {
			s.mark()
			s.split.word(at)
		}
		return
	}
	if message, hint := checkLink(dest); message != "" {
		s.errorAt(at, "bad-link", message, hint)
	} else if schemeOf(dest) == "http" {
		s.plainHTTP(at)
	}
	s.body.Links = append(s.body.Links, Link{
		Dest: dest, Text: autoLabel(n, s.src), Card: s.card, Sentence: -1, Span: span,
	})
	if s.reading {
		s.fresh = len(s.body.Links)
		s.mark()
		s.split.word(at)
	}
}

// plainHTTP tells of a link that others can read along and change.
func (s *scanner) plainHTTP(at int) {
	s.report(at, diag.Warning, "http-link", "what is sent over http: can be read and changed on its way", "write https: if the address has it, as nearly all have")
}

// autoSpan is where an address in angle brackets, or a bare one, stands.
func autoSpan(n *ast.AutoLink, src []byte) Span {
	at := n.Pos()
	if src[at] == '<' {
		at++
	}
	return Span{int32(at), int32(at + len(n.Label(src)))}
}

// isWithinLink reports whether a node belongs to the text of a link.
func isWithinLink(n ast.Node) bool {
	for p := n.Parent(); p != nil && p.Type() == ast.TypeInline; p = p.Parent() {
		if p.Kind() == ast.KindLink {
			return true
		}
	}
	return false
}

// autoLabel is an address in angle brackets, or a bare one, as readers see it.
func autoLabel(n *ast.AutoLink, src []byte) string { return string(address(n.Label(src))) }

// autoDestination is where an address in angle brackets, or a bare one, leads.
func autoDestination(n *ast.AutoLink, src []byte) string {
	dest := autoLabel(n, src)
	if n.AutoLinkType == ast.AutoLinkEmail && schemeOf(dest) != "mailto" {
		dest = "mailto:" + dest
	}
	return dest
}

func (s *scanner) image(n *ast.Image) {
	dest := destination(n.Destination)
	alt := s.plain(n)
	if message, hint := checkImage(dest); message != "" {
		s.errorAt(n.Pos(), "bad-image", message, hint)
	}
	if alt == "" {
		s.errorAt(n.Pos(), "image-alt", "a picture has no text for those who cannot see it", "say between the brackets what it shows")
	}
	lookForMarks(n.Title, func(_ int, m unreadAs) {
		s.report(n.Pos(), m.severity, "unread-mark", "in the caption "+m.message, m.hint)
	})
	at := s.inlineSpan(n)
	s.references(int(at.Start), int(at.End))
	s.body.Images = append(s.body.Images, Image{Dest: dest, Alt: alt, Span: at})
}

func (s *scanner) rawInline(n *ast.RawHTML) {
	if isBreak(n, s.src) {
		s.endRun()
		s.split.blank(n.Segments.At(0).Stop)
		return
	}
	at, raw := n.Pos(), []byte(nil)
	if n.Segments.Len() > 0 {
		first := n.Segments.At(0)
		at, raw = first.Start, first.Value(s.src)
	}
	s.rawHTML(at, raw)
}

// isBreak reports whether HTML is the one element that is read: <br> in a cell,
// for which Markdown has nothing, since a row is one line.
func isBreak(n *ast.RawHTML, src []byte) bool {
	if n.Segments.Len() != 1 {
		return false
	}
	at := n.Segments.At(0)
	switch strings.ToLower(string(at.Value(src))) {
	case "<br>", "<br/>", "<br />":
	default:
		return false
	}
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == xast.KindTableCell {
			return true
		}
	}
	return false
}

// rawHTML tells of HTML, with the Markdown for what is most often meant by it.
func (s *scanner) rawHTML(at int, raw []byte) {
	hint := `write it in Markdown, or \< for the character itself`
	if bytes.HasPrefix(bytes.TrimSpace(raw), []byte("<!--")) {
		hint = "remove the comment, or put it in the front matter behind #"
	}
	if bytes.HasPrefix(bytes.ToLower(raw), []byte("<br")) {
		hint = `write \ at the end of the line; <br> is read in cells of tables alone`
	}
	first, _, _ := bytes.Cut(bytes.TrimSpace(raw), []byte("\n"))
	if utf8.RuneCount(first) > 40 {
		first = append([]byte(string([]rune(string(first))[:40])), "…"...)
	}
	s.errorAt(at, "raw-html", "HTML is not read: "+string(first), hint)
}

// flag reads a flag marker, which belongs to the end of a card's bullet.
func (s *scanner) flag(n *flagMarker) {
	if s.bullet == nil || !atEnd(n, s.src) {
		s.errorAt(n.seg.Start, "bad-flag", "a flag marker stands at the end of a care card's bullet", "move it there, or remove it")
		return
	}
	s.bullet.Flags = append(s.bullet.Flags, string(n.id))
	s.bullet.When = append(s.bullet.When, string(n.when))
}

// atEnd reports whether nothing but citations and flag markers follows.
func atEnd(n ast.Node, src []byte) bool {
	for c := n.NextSibling(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *citation, *flagMarker:
		case *ast.Text:
			if !isBlank(c.Segment.Value(src)) {
				return false
			}
		default:
			return false
		}
	}
	return n.Parent().Type() == ast.TypeBlock
}

// inlineSpan is the piece of the source that an inline node's text takes, without
// its marks; of a node without text, the place where it begins.
func (s *scanner) inlineSpan(n ast.Node) Span {
	start, end := -1, -1
	ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := c.(*ast.Text); ok && entering {
			if start < 0 {
				start = t.Segment.Start
			}
			end = max(end, t.Segment.Stop)
		}
		return ast.WalkContinue, nil
	})
	if start < 0 {
		start = max(n.Pos(), 0)
		end = start
	}
	return Span{int32(start), int32(end)}
}
