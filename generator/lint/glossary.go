package lint

import (
	"strings"

	"nosology/generator/content"
	"nosology/generator/site"
)

// mostExplained is how many words an explanation may have that is read while another text waits.
const mostExplained = 40

// unusedWord reports words of the glossary that no page explains.
func unusedWord(s *site.Site, report report) {
	used := map[*content.GlossaryTerm]bool{}
	for _, p := range s.Pages {
		for _, w := range p.Explained() {
			used[w.Term] = true
		}
	}
	for _, t := range s.Glossary {
		if !used[t] {
			report(place{content.GlossaryFile, t.ID.Pos}, "add the form that pages use, or take it out; in headings, cards and links nothing is explained",
				"no page says %q where it could be explained", t.Term.S)
		}
	}
}

// hardWord reports explanations that need to be explained.
func hardWord(s *site.Site, report report) {
	for _, t := range s.Glossary {
		var r Reading
		for _, sentence := range strings.SplitAfter(t.Says.S, ". ") {
			r.add(sentence)
		}
		at := place{content.GlossaryFile, t.Says.Pos}
		if r.Words > mostExplained {
			report(at, "say it in a sentence or two", "the explanation of %q has %d words, more than %d", t.Term.S, r.Words, mostExplained)
		}
		if r.Grade() > maxGrade {
			report(at, "use shorter words and sentences", "the explanation of %q reads at grade %.1f, above %.0f", t.Term.S, r.Grade(), maxGrade)
		}
	}
}
