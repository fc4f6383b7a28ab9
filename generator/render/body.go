package render

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"nosology/generator/content"
	"nosology/generator/markdown"
	"nosology/generator/rules"
	"nosology/generator/site"
	"nosology/generator/wording"
)

// body is a page's own text.
func body(v *View) template.HTML { return v.text().html }

func (v *View) text() text {
	return v.known.text.get(func() text {
		b := newOut()
		defer b.free()
		parts := v.page.Scan.Render(&b.Buffer, v.page.Body, v.ed.refs(v.page))
		return text{template.HTML(b.String()), parts}
	})
}

// text is a page's own text as HTML.
type text struct {
	html  template.HTML
	parts markdown.Parts
}

// section is where a section of a text begins, counted from 0, or the text's
// end if it has not so many.
func (t text) section(n int) int {
	if n < len(t.parts.Sections) {
		return t.parts.Sections[n]
	}
	return len(t.html)
}

// firstCards are the care cards that a page's text begins with. When to get
// help stands before everything else that a page is made of.
func firstCards(v *View) template.HTML {
	text := v.text()
	return text.html[:text.parts.Cards]
}

// afterCards is the text after those cards.
func afterCards(v *View) template.HTML {
	text := v.text()
	return text.html[text.parts.Cards:]
}

// illustrated is the text after the first cards with the site's drawing in it:
// after the first section, when the reader knows what to look for. A text of
// fewer sections has it at its end.
func illustrated(v *View) template.HTML {
	text := v.text()
	picture := written(func(b *out) { drawing(b, v) })
	if picture == "" {
		return text.html[text.parts.Cards:]
	}
	at := text.section(1)
	return text.html[text.parts.Cards:at] + picture + text.html[at:]
}

// refs tells Markdown where the page's references lead. The numbers of sources are
// those of the list at the foot of the page: p.Cited, from 1.
func (e *edition) refs(p *site.Page) *markdown.Refs {
	r := &markdown.Refs{
		Link:   func(dest string) (string, bool) { return linkOf(p, dest) },
		Cite:   func(id string) int { return citation(p.Cited, id) },
		Source: func(n int) string { return e.sourceLabel(n, p.Cited[n-1]) },
		Margin: e.marginOf(p),
		Number: e.view.home.Contacts,
		Image:  func(dest string) markdown.Picture { return e.picture(p, dest) },
		File:   func(dest string) (markdown.File, bool) { return e.download(p, dest) },
		Frame:  func(dest string) bool { return e.mayFrame(p, dest) },
		Title:  e.cardTitle,
		Words:  e.textWords,
		Icon:   func(level string) string { return e.cardIcon(level) },
	}
	for _, a := range p.Auto() {
		r.Auto = append(r.Auto, markdown.AutoLink{Span: a.Span, Href: a.To.Address})
	}
	if words := p.Explained(); len(words) > 0 {
		for _, w := range words {
			r.Auto = append(r.Auto, e.explaining(w))
		}
		slices.SortFunc(r.Auto, func(a, b markdown.AutoLink) int { return int(a.Span.Start - b.Span.Start) })
	}
	return r
}

// makeTextWords are the words that stand in texts beside their own.
func makeTextWords(w *wording.Words) markdown.Words {
	return markdown.Words{
		Level: func(level string) string {
			l, _ := rules.ParseLevel(level)
			return w.Levels.Of(int(l)).Label
		},
		Number: func(kind string) string {
			switch kind {
			case "emergency":
				return w.Phones.Emergency
			case "urgent":
				return w.Phones.Urgent
			}
			return w.Phones.Crisis
		},
		Source:  func(number string) string { return w.Text.Source.With("n", number) },
		Note:    func(letter string) string { return w.Text.Note.With("letter", letter) },
		Callout: func(kind string) string { return w.Text.Callouts[kind] },
		Table:   func(n int, heading string) string { return tableLabel(&w.Text, n, heading) },
		General: w.Text.General, Notes: w.Text.Notes, Back: w.Text.Back, ToDo: w.Text.ToDo, Done: w.Text.Done,
		Video: w.Text.Video, VideoLeads: func(site string) string { return w.Text.VideoLeads.With("site", site) },
	}
}

// tableLabel names a table of a text: by its number from the second on, and by
// the heading above it.
func tableLabel(w *wording.Text, n int, heading string) string {
	switch {
	case n > 1 && heading != "":
		return w.TableNOf.With("n", strconv.Itoa(n), "heading", heading)
	case n > 1:
		return w.TableN.With("n", strconv.Itoa(n))
	case heading != "":
		return w.TableOf.With("heading", heading)
	}
	return w.Table
}

// linkOf resolves a written link. What has a scheme leads outside; a link to a
// page that is not published yet leads nowhere.
func linkOf(p *site.Page, dest string) (href string, external bool) {
	if t, ok := p.Ref(dest); ok {
		return t.Href(), false
	}
	scheme, _, ok := strings.Cut(dest, ":")
	if !ok {
		return "", false
	}
	return dest, scheme == "https" || scheme == "http"
}

// citation is a source's number in the page's list; 0 for general knowledge.
func citation(cited []*content.Source, id string) int {
	return 1 + slices.IndexFunc(cited, func(s *content.Source) bool { return s.ID.S == id })
}

// cardTitle is the heading of a card that has none of its own.
func (e *edition) cardTitle(level string) string {
	switch level {
	case "do":
		return e.words.Cards.Do
	case "do-not":
		return e.words.Cards.DoNot
	}
	l, _ := rules.ParseLevel(level)
	return e.level(l).Title.With("phone", "{{"+level+"}}")
}

// cardIcon is the picture of a care card, or of a do or do-not bullet.
func (e *edition) cardIcon(level string) string {
	if level == "do" || level == "do-not" {
		return e.inline("icons/" + level + ".svg")
	}
	return e.inline("icons/care-" + level + ".svg")
}

// inline is the text of an SVG file, to stand in a page; empty if there is no
// such file. HTML knows SVG without its namespace.
func (r *Renderer) inline(name string) string {
	return r.svgs[name]
}

// section is a derived part of a page that a layout can list among its contents.
// has is asked before the part is written, so that no entry leads to nothing; it
// has to come to the same as the part's function does.
type section struct {
	id    string
	title func(*wording.Parts) string
	has   func(v *View) bool
}

// sections are the derived parts of pages, by the name of their function.
var sections = map[string]section{
	"findings":   {content.SectionFindings, func(w *wording.Parts) string { return w.Findings }, func(v *View) bool { return len(v.findings()) > 0 }},
	"causes":     {content.SectionCauses, func(w *wording.Parts) string { return w.Causes }, func(v *View) bool { return len(v.causes()) > 0 }},
	"lookalikes": {content.SectionLookAlikes, func(w *wording.Parts) string { return w.LookAlikes }, func(v *View) bool { return len(v.lookAlikes()) > 0 }},
	"related":    {content.SectionRelated, func(w *wording.Parts) string { return w.Related }, func(v *View) bool { return len(v.related()) > 0 }},
	"children":   {"umbrella-of", func(w *wording.Parts) string { return w.Children }, func(v *View) bool { return len(v.page.Children()) > 0 }},
	"flags":      {content.SectionFlags, func(w *wording.Parts) string { return w.Flags }, func(v *View) bool { return len(v.flags()) > 0 }},
	"backlinks":  {content.SectionMentions, func(w *wording.Parts) string { return w.Backlinks }, func(v *View) bool { return len(v.mentionedIn()) > 0 }},
	"tested":     {"tested", func(w *wording.Parts) string { return w.Tested }, hasChecker},
	"rules":      {"rules", func(w *wording.Parts) string { return w.Rules }, hasChecker},
	"questions":  {"questions", func(w *wording.Parts) string { return w.Questions }, hasChecker},
	"sources":    {content.SectionSources, func(w *wording.Parts) string { return w.Sources }, func(v *View) bool { return len(v.cited()) > 0 || v.page.General }},
}

func hasChecker(v *View) bool { return v.ed.checker != nil }

// contentsFrom is the number of headings from which a list of them helps. Below it
// a reader sees all of them while scrolling once.
const contentsFrom = 3

// contents writes the list of headings: those of the text, then the derived
// parts in the order in which the layout names them.
func contents(v *View, parts ...string) template.HTML {
	n := 0
	list := written(func(b *out) {
		b.framed(`<nav class="contents" aria-label="`, v.ed.words.Page.Contents, `"><details><summary>`)
		b.text(v.ed.words.Page.Contents)
		b.raw(`</summary><ul>`)
		for _, h := range v.page.Scan.Headings {
			if h.Level == 2 {
				b.raw(`<li>`)
				b.link("#"+h.ID, h.Text)
				b.raw(`</li>`)
				n++
			}
		}
		for _, named := range v.namedBy() {
			b.raw(`<li>`)
			b.link("#"+namingID(named), v.ed.namingTitle(named))
			b.raw(`</li>`)
			n++
		}
		for _, part := range parts {
			if s := sections[part]; s.has != nil && s.has(v) {
				b.raw(`<li>`)
				b.link("#"+s.id, s.title(&v.ed.words.Parts))
				b.raw(`</li>`)
				n++
			}
		}
		b.raw(`</ul></details></nav>`)
	})
	if n < contentsFrom {
		return ""
	}
	return list
}

// openSection begins a derived part of a page.
func openSection(b *out, v *View, class, part string) {
	s := sections[part]
	b.section(class, s.id, s.title(&v.ed.words.Parts))
}

// section begins a section with its heading; "</section>" ends it.
func (b *out) section(class, id, title string) {
	b.openSection(class, id)
	b.text(title)
	b.raw(`</h2>`)
}

// openSection begins a section and leaves its heading open.
func (b *out) openSection(class, id string) {
	b.raw(`<section`)
	if class != "" {
		b.raw(` class="`, class, `"`)
	}
	b.raw(` aria-labelledby="`, id, `"><h2 id="`, id, `">`)
}
