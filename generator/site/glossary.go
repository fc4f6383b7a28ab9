package site

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/markdown"
)

// Explained is a word of the glossary where a page first says it.
type Explained struct {
	Span markdown.Span
	Term *content.GlossaryTerm
}

// glossary finds words of glossary.yaml in texts.
type glossary struct {
	lexicon *lexicon
	terms   []*content.GlossaryTerm
}

// ofAPage stands for a page, to whose names no word of the glossary counts.
const ofAPage number = -1

// glossaryNow is the glossary as it stands, made anew only if a word or the name of
// a page has changed. Sites that are read elsewhere share it: it is never changed.
func (l *Linker) glossaryNow() *glossary {
	if l.glossary == nil || !slices.Equal(l.glossary.terms, l.tree.Glossary) {
		l.glossary = l.newGlossary()
	}
	return l.glossary
}

// newGlossary enters all forms of all words, and names of pages: what has a page is
// explained there, and "serotonin syndrome" does not say "serotonin". Names that share
// no word with the glossary can hide nothing and are left out, which of 10,000 pages
// are nearly all. Of two words with the same form the first has it; the other is
// reported.
func (l *Linker) newGlossary() *glossary {
	g := &glossary{newLexicon(), l.tree.Glossary}
	var forms []claim
	says := map[uint64]bool{}
	for i, term := range g.terms {
		for _, form := range term.Forms() {
			if n, ok := newName(form.S, form.Pos); ok {
				forms = append(forms, claim{number(i), &n})
				for _, t := range n.tokens {
					says[t] = true
				}
			}
		}
	}
	if len(forms) == 0 {
		return g
	}
	for _, n := range l.docs {
		names := l.entries[n].names // of published documents only
		for i := range names {
			if slices.ContainsFunc(names[i].tokens, func(t uint64) bool { return says[t] }) {
				g.lexicon.add(ofAPage, &names[i]) // first, so that pages win
			}
		}
	}
	for _, f := range forms {
		g.lexicon.add(f.by, f.name)
	}
	return g
}

// GlossaryPage is the page that lists the glossary, nil if there is none.
func (s *Site) GlossaryPage() *Page {
	i := slices.IndexFunc(s.Others, func(p *Page) bool { return p.Layout() == "glossary" })
	if i < 0 {
		return nil
	}
	return s.Others[i]
}

// Glossary is what the page lists, if it is the page of the glossary.
func (p *Page) Glossary() []*content.GlossaryTerm {
	if p.Layout() != "glossary" {
		return nil
	}
	return p.site.Tree.Glossary
}

// mostExplained is how many words a page explains: more dotted lines would be
// noise to who knows the words, and weight to all.
const mostExplained = 6

// Explained returns the words of the glossary that the page explains, by span:
// each where the text first says it, but not in quotation marks, where another
// has the word, not where the text leads to a page, and not where the word is all
// that an item or a cell says: what is pressed within a sentence may be as small as
// its letters, and what stands by itself may not. A page that has the word for its
// own name explains it anyhow.
func (p *Page) Explained() (all []Explained) {
	g := p.site.glossary
	if len(g.terms) == 0 || !p.Autolink || p.Layout() == "glossary" {
		return nil
	}
	seen, links := make([]bool, len(g.terms)), p.out.autos
	for i, t := range g.terms {
		seen[i] = p.isNamed(t)
	}
	var toks []token
	for _, run := range p.Scan.Prose {
		toks = tokens(toks[:0], p.Body, run.Start, run.End)
		for i := 0; i < len(toks); i++ {
			found, length := g.lexicon.match(p.Body, toks[i:])
			if length == 0 {
				continue
			}
			span := markdown.Span{Start: toks[i].start, End: toks[i+length-1].end}
			i += length - 1
			for len(links) > 0 && links[0].span.End <= span.Start {
				links = links[1:]
			}
			term := found.claims[0].by // pages were entered first
			if len(all) == mostExplained {
				return all
			}
			if term == ofAPage || seen[term] || len(links) > 0 && links[0].span.Start < span.End || isQuoted(p.Body, span) || isWhole(p.Body, span) {
				continue
			}
			seen[term] = true
			all = append(all, Explained{span, g.terms[term]})
		}
	}
	return all
}

// isNamed reports whether a word is among the page's own names.
func (p *Page) isNamed(t *content.GlossaryTerm) bool {
	own := func(name string) bool {
		return slices.ContainsFunc(t.Forms(), func(form content.Text) bool { return strings.EqualFold(form.S, name) })
	}
	title, aside := cutAside(p.Title.S)
	return own(title) || own(aside) || slices.ContainsFunc(p.Also, func(also content.Text) bool { return own(also.S) })
}

// isQuoted reports whether a quotation mark stands right before a span or right behind it.
func isQuoted(text []byte, span markdown.Span) bool {
	const marks = `"“”„‟‘«»‹›「」『』`
	before, _ := utf8.DecodeLastRune(text[:span.Start])
	behind, _ := utf8.DecodeRune(text[span.End:])
	return strings.ContainsRune(marks, before) || strings.ContainsRune(marks, behind)
}

// isWhole reports whether a span is all that its line says, marks of lists, tables
// and emphasis aside, and what it is cited for.
func isWhole(text []byte, span markdown.Span) bool {
	before := text[bytes.LastIndexByte(text[:span.Start], '\n')+1 : span.Start]
	behind, _, _ := bytes.Cut(text[span.End:], []byte("\n"))
	behind, _, _ = bytes.Cut(behind, []byte("[@"))
	return len(bytes.Trim(before, "-+*_|> \t0123456789.)")) == 0 && len(bytes.Trim(behind, "*_|.;, \t\r")) == 0
}

// repeatedTerms reports words that the glossary explains twice.
func (l *Linker) repeatedTerms() (ds []diag.Diagnostic) {
	first := map[string]*content.GlossaryTerm{}
	for _, term := range l.tree.Glossary {
		for _, form := range term.Forms() {
			n, ok := newName(form.S, form.Pos)
			if !ok {
				continue
			}
			other := first[n.folded]
			if other == nil {
				first[n.folded] = term
				continue
			}
			d := l.tree.Diagnose(content.GlossaryFile, form.Pos, diag.Error, "shared-name", fmt.Sprintf("the word %q is explained twice, first as %q", form.S, other.ID.S))
			d.Hint = "keep one of the two"
			ds = append(ds, d)
		}
	}
	return ds
}
