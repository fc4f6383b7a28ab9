package lint

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"nosology/generator/content"
	"nosology/generator/markdown"
	"nosology/generator/site"
)

// general is the citation of what everybody knows.
const general = "general"

// section is a heading of the second level with all that stands below it, or
// the text before the first.
type section struct {
	heading   *markdown.Heading // nil before the first
	start     int32
	end       int32
	sentences []int // of Scan.Sentences
	citations []markdown.Citation
}

// There is always at least one section, which may be empty. Offsets are of the body.
func (p *page) sections() []section {
	all := []section{{}}
	for i := range p.Scan.Headings {
		if h := &p.Scan.Headings[i]; h.Level <= 2 {
			all[len(all)-1].end = h.Span.Start
			all = append(all, section{heading: h, start: h.Span.Start})
		}
	}
	all[len(all)-1].end = int32(len(p.Document.Body))
	in := func(s *section, at markdown.Span) bool { return s.start <= at.Start && at.Start < s.end }
	for i := range all {
		for k, sentence := range p.Scan.Sentences {
			if in(&all[i], sentence.Span) {
				all[i].sentences = append(all[i].sentences, k)
			}
		}
		for _, c := range p.Scan.Citations {
			if in(&all[i], c.Span) {
				all[i].citations = append(all[i].citations, c)
			}
		}
	}
	return all
}

// minSection is the number of words from which a section says something that
// could be wrong.
const minSection = 12

// One citation is enough for a section, since a source mostly carries several sentences; a claim of
// its own that needs another is for a reader of the page to find. Pages about the site itself make
// no such claims.
func unsourcedSection(p *page, report report) {
	if p.Kind.Plain {
		return
	}
	for _, s := range p.sections() {
		if len(s.citations) > 0 || p.count(s) < minSection {
			continue
		}
		const hint = "cite one with [@id], or mark what everybody knows with [@general]"
		if s.heading == nil {
			report(p.body(p.Scan.Sentences[s.sentences[0]].Span), hint, "the text before the first heading has no source")
			continue
		}
		report(p.body(s.heading.Span), hint, "the section %q has no source", s.heading.Text)
	}
}

// count returns the words of a section.
func (p *page) count(s section) (words int) {
	for _, i := range s.sentences {
		words += int(p.Scan.Sentences[i].Words)
	}
	return words
}

// Lists of what to do and not to do are no care cards: they send nobody anywhere.
func generalInCard(p *page, report report) {
	for _, c := range p.Scan.Citations {
		if c.ID == general && isCare(c.Card) {
			report(p.body(c.Span), "cite a source, or move the sentence out of the card", "this %s card rests on general knowledge", c.Card)
		}
	}
}

// isCare reports whether a card is a care card, not a list of what to do.
func isCare(level string) bool { return level != "" && level != "do" && level != "do-not" }

// A sentence with a citation of its own rests on that alone; else on all those of its section. It
// is made only where a page cites general knowledge at all.
func generalFigure(p *page, report report) {
	if p.Kind.Plain || !p.General {
		return
	}
	texts, _ := p.sentences()
	for _, s := range p.sections() {
		for _, i := range s.sentences {
			span := p.Scan.Sentences[i].Span
			if !onlyGeneral(p.citing(s, span)) {
				continue
			}
			if figure := firstFigure(texts[i]); figure != "" {
				report(p.body(span), "cite where the figure comes from, or leave it out", "the figure %q has no source but general knowledge", figure)
			}
		}
	}
}

// citing returns the citations that a sentence rests on: its own, or else
// those of its section.
func (p *page) citing(s section, sentence markdown.Span) (own []markdown.Citation) {
	for _, c := range s.citations {
		if sentence.Start <= c.Span.Start && c.Span.Start <= sentence.End {
			own = append(own, c)
		}
	}
	if own == nil {
		return s.citations
	}
	return own
}

func onlyGeneral(citations []markdown.Citation) bool {
	return len(citations) > 0 && !slices.ContainsFunc(citations, func(c markdown.Citation) bool { return c.ID != general })
}

// firstFigure returns the first number in a text that is one: not a part of a
// name, as in "vitamin B12". Digits are those of any script; an Arabic page
// counts as well.
func firstFigure(text string) string {
	before := ' '
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsDigit(r) || unicode.IsLetter(before) || before == '-' || unicode.IsDigit(before) {
			before = r
			i += size
			continue
		}
		end := i + figureLength(text[i:])
		if next, _ := utf8.DecodeRuneInString(text[end:]); !unicode.IsLetter(next) {
			return text[i:end]
		}
		before = '0'
		i = end
	}
	return ""
}

// figureLength is how many bytes of a text, which begins with a digit, are one
// figure: with what parts its digits, and a percent sign behind them, but
// without the full stop or comma that ends the sentence.
func figureLength(text string) int {
	number := strings.TrimLeftFunc(text, func(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune(".,٫٬", r) })
	length := len(strings.TrimRight(text[:len(text)-len(number)], ".,٫٬"))
	for _, percent := range []string{"%", "٪"} {
		if strings.HasPrefix(text[length:], percent) {
			return length + len(percent)
		}
	}
	return length
}

// Citations of a flag count: the checker shows them.
func unusedSource(s *site.Site, report report) {
	used := map[*content.Source]bool{}
	for _, p := range s.Pages {
		for _, c := range p.Cited {
			used[c] = true
		}
	}
	for _, f := range s.Flags {
		for _, c := range f.Sources {
			used[c] = true
		}
	}
	for _, t := range s.Glossary {
		for _, c := range s.Sources {
			used[c] = used[c] || slices.ContainsFunc(t.Sources, func(id content.Text) bool { return id.S == c.ID.S })
		}
	}
	for _, c := range s.Sources {
		if !used[c] {
			report(place{content.SourcesFile, c.ID.Pos}, "cite it, or take it out", "no page and no flag cites %q", c.ID.S)
		}
	}
}
