package shipped

import (
	"fmt"
	"strings"
	"testing"

	"nosology/generator/content"
	"nosology/generator/lint"
	"nosology/generator/markdown"
	"nosology/generator/site"
)

// Explained are the diagnostics that may stand, by what they say, and why.
func explained() map[string]string {
	return map[string]string{
		`flag "rf-bells-pattern" fires, flag "rf-stroke-fast"`: "its card tells what the droop may be once a stroke is ruled out",
		`flag "rf-young-hfs" fires, flag "rf-spread-constant"`: "its card tells why doctors look further under the age of 40",
		`this cause needs `: "the result says beside its advice which of its causes need more",
	}
}

func TestNothingIsLeftToMend(t *testing.T) {
	f := shipped(t)
	used := map[string]bool{}
	for _, d := range f.Diagnostics {
		why := ""
		for about := range explained() {
			if strings.Contains(d.Message, about) {
				why, used[about] = about, true
			}
		}
		if why == "" {
			t.Error(d)
		}
	}
	for about := range explained() {
		if !used[about] {
			t.Errorf("nothing is said of %s any more; take the explanation out", about)
		}
	}
}

// genre is a kind of text with the length it should have.
type genre struct {
	name     string
	shortest int // in words
	longest  int
	is       func(*site.Page) bool
}

func genres() []genre {
	isShort := func(p *site.Page) bool { return p.Finding.Type.S == "context" || p.Finding.Type.S == "time-course" }
	return []genre{
		{name: "articles", shortest: 1000, longest: 1800, is: func(p *site.Page) bool { return p.Kind == content.Article }},
		{name: "causes", shortest: 300, longest: 700, is: func(p *site.Page) bool { return p.Kind == content.Cause }},
		{name: "symptoms and signs", shortest: 60, longest: 200, is: func(p *site.Page) bool { return p.Finding != nil && !isShort(p) }},
		{name: "circumstances, times", shortest: 40, longest: 200, is: func(p *site.Page) bool { return p.Finding != nil && isShort(p) }},
		{name: "other pages", shortest: 0, longest: 1800, is: func(p *site.Page) bool { return p.Kind == content.Page }},
	}
}

const (
	maxWordsASentence = 20.0
	maxGrade          = 8.0
)

// Texts keep to their lengths and read easily, kind by kind.
func TestTextsAreShortAndPlain(t *testing.T) {
	f := shipped(t)
	var table strings.Builder
	fmt.Fprintf(&table, "\n%-22s %5s %6s %8s %12s %6s", "", "pages", "words", "longest", "a sentence", "grade")
	var all lint.Reading
	for _, g := range genres() {
		var of []*site.Page
		for _, p := range f.Pages {
			if g.is(p) {
				of = append(of, p)
			}
		}
		read := g.check(t, of)
		table.WriteString(g.row(of, read))
		all.Words, all.Sentences, all.Syllables = all.Words+read.Words, all.Sentences+read.Sentences, all.Syllables+read.Syllables
	}
	t.Log(table.String())
	t.Logf("%d words, %.1f a sentence, grade %.1f", all.Words, perSentence(all), all.Grade())
}

// check holds the pages of a genre against what is asked of it.
func (g genre) check(t *testing.T, pages []*site.Page) (all lint.Reading) {
	t.Helper()
	if len(pages) == 0 {
		t.Errorf("there are no %s", g.name)
	}
	for _, p := range pages {
		words := p.Scan.Words
		longest := g.longest
		if p.ID == "medication-side-effect" { // it holds a line for each kind of medicine
			longest = 1000
		}
		if words < g.shortest || words > longest {
			t.Errorf("%s has %d words; %s have %d to %d", p.Path, words, g.name, g.shortest, longest)
		}
		r := lint.Read(p)
		all.Words, all.Sentences, all.Syllables = all.Words+r.Words, all.Sentences+r.Sentences, all.Syllables+r.Syllables
	}
	if mean := perSentence(all); mean > maxWordsASentence {
		t.Errorf("%s have %.1f words a sentence", g.name, mean)
	}
	if grade := all.Grade(); grade > maxGrade {
		t.Errorf("%s read at grade %.1f", g.name, grade)
	}
	return all
}

func (g genre) row(pages []*site.Page, read lint.Reading) string {
	words, longest := 0, 0
	for _, p := range pages {
		words += p.Scan.Words
		longest = max(longest, p.Scan.Words)
	}
	return fmt.Sprintf("\n%-22s %5d %6d %8d %12.1f %6.1f", g.name, len(pages), words/max(1, len(pages)), longest, perSentence(read), read.Grade())
}

func perSentence(r lint.Reading) float64 { return float64(r.Words) / float64(max(1, r.Sentences)) }

// A reader of several pages never meets the same sentence twice, but for the
// short ones of everyday speech. Care cards may repeat each other: there the
// same words mean the same. So may pages about the site.
func TestNoSentenceIsPasted(t *testing.T) {
	const everyday = 8 // words
	seen := map[string]string{}
	for _, p := range shipped(t).Pages {
		for _, s := range p.Scan.Sentences {
			if p.Kind == content.Page || s.Cell || int(s.Words) <= everyday || inCard(p, s.Span) {
				continue
			}
			sentence := p.Scan.Text(p.Document.Body, s.Span, nil)
			if other := seen[sentence]; other != "" {
				t.Errorf("%s and %s both say %q", other, p.Path, sentence)
			}
			seen[sentence] = p.Path
		}
	}
	if len(seen) < 1000 {
		t.Errorf("only %d sentences were compared", len(seen))
	}
}

func inCard(p *site.Page, s markdown.Span) bool {
	for _, c := range p.Scan.Cards {
		if c.Span.Start <= s.Start && s.Start < c.Span.End {
			return true
		}
		for _, b := range c.Bullets {
			if b.Span.Start <= s.Start && s.Start < b.Span.End {
				return true
			}
		}
	}
	return false
}
