package lint

import (
	"fmt"
	"slices"
	"strings"

	"nosology/generator/content"
	"nosology/generator/site"
)

const (
	maxSentence = 25 // words
	maxGrade    = 9.0
	// minGraded is the number of words from which a grade says something.
	minGraded = 50
	// hardest is how many sentences are named where a page is hard to read.
	hardest = 3
)

// Cells of a table are no sentences, however much stands in them.
func longSentence(p *page, report report) {
	for _, s := range p.Scan.Sentences {
		if !s.Cell && s.Words > maxSentence {
			report(p.body(s.Span), "make two of it", "a sentence of %d words", s.Words)
		}
	}
}

// Short pages are left alone: one long word in twenty lifts the grade of a page by nearly
// two.
func readingGrade(p *page, report report) {
	r := p.reading()
	if r.Words < minGraded || r.Grade() <= maxGrade {
		return
	}
	var lines []string
	for _, i := range p.hardest() {
		lines = append(lines, p.Line(p.Scan.Sentences[i].Span))
	}
	report(p.meta(p.Title), "shorten the hardest sentences, in lines "+strings.Join(lines, ", "),
		"the page reads at grade %.1f, above %.0f", r.Grade(), maxGrade)
}

// Reading is how hard a text is to read.
type Reading struct{ Words, Sentences, Syllables int }

// Grade is the Flesch–Kincaid grade: the years of school that a reader of
// English needs.
// 0 for an empty text. The figures are those of Kincaid and others, 1975.
func (r Reading) Grade() float64 {
	if r.Words == 0 || r.Sentences == 0 {
		return 0
	}
	return 0.39*float64(r.Words)/float64(r.Sentences) + 11.8*float64(r.Syllables)/float64(r.Words) - 15.59
}

// What has no word with a letter or digit in it, such as a line of signs, is no sentence.
func (r *Reading) add(sentence string) {
	words, syllables := measure(sentence)
	if words == 0 {
		return
	}
	r.Sentences++
	r.Words += words
	r.Syllables += syllables
}

// Read measures the running text of a page: sentences, without the cells of
// tables.
func Read(p *site.Page) Reading { return (&page{Page: p}).reading() }

func (p *page) reading() (r Reading) {
	texts, _ := p.sentences()
	for i, s := range p.Scan.Sentences {
		if !s.Cell {
			r.add(texts[i])
		}
	}
	return r
}

// hardest returns the sentences that read worst, worst first.
func (p *page) hardest() []int {
	var order []int
	texts, _ := p.sentences()
	grade := make([]float64, len(p.Scan.Sentences))
	for i, s := range p.Scan.Sentences {
		if s.Cell {
			continue
		}
		var r Reading
		r.add(texts[i])
		grade[i] = r.Grade()
		order = append(order, i)
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case grade[a] > grade[b]:
			return -1
		case grade[a] < grade[b]:
			return 1
		}
		return 0
	})
	return order[:min(hardest, len(order))]
}

// Each word is told of once a page, where it stands first: that is where it has to be explained.
func jargon(p *page, report report) {
	if len(p.words) == 0 {
		return
	}
	_, texts := p.sentences()
	told := map[string]bool{}
	for i, s := range p.Scan.Sentences {
		for _, w := range p.words.in(texts[i]) {
			if told[w.word] {
				continue
			}
			told[w.word] = true
			if !p.explains(w, texts[i]) {
				report(p.body(s.Span), fmt.Sprintf("write %q, or explain it where it is first used", w.plain), "%q is not a plain word", w.word)
			}
		}
	}
}

// explains reports whether a page may use a word: it is among the page's own
// names, or the plainer word stands beside it.
// sentence has been lowered.
func (p *page) explains(w plainWord, sentence string) bool {
	if hasWord(lower(p.Title.S), w.word) || hasWord(sentence, lower(w.plain)) {
		return true
	}
	return slices.ContainsFunc(p.Also, func(a content.Text) bool { return hasWord(lower(a.S), w.word) })
}

func alarm(p *page, report report) {
	phrases(p, alarming(), "say plainly what can happen and what to do", "%q frightens more than it helps", report)
}

func falseComfort(p *page, report report) {
	phrases(p, comforting(), "say what is usual, and when to get help", "%q promises what a page cannot know", report)
}

// phrases reports the phrases of a list wherever they stand.
func phrases(p *page, list []string, hint, format string, report report) {
	_, texts := p.sentences()
	for i, s := range p.Scan.Sentences {
		for _, phrase := range list {
			if hasWord(texts[i], phrase) {
				report(p.body(s.Span), hint, format, phrase)
			}
		}
	}
}
