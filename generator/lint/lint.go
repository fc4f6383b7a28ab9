// Package lint looks at a linked site as an editor would, and says what should
// be mended although the site can be built: pages that nobody will find, texts
// that are hard to read, claims without a source, advice that is worded badly.
//
// A check is a row of a table and a function that reports; it neither knows its name nor whether it is
// wanted. Nearly all are warnings: what must never be published is found by the stages before, and cannot
// be turned off. A build runs only those whose finding would shame it in public, since the others read
// every sentence, and an editor who is in a hurry should not be taught to pass over twenty warnings.
//
// Checks of wording know English alone (Row.English), and say nothing about a site in another language.
package lint

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/site"

	"nosology/generator/parallel"
)

// Row is one check. A document can turn it off with
//
//	silence: [{check: long-sentence, reason: "…"}]
type Row struct {
	Name     string // kebab-case, as diagnostics and silence name it
	Why      string // why it matters, one sentence
	Severity diag.Severity
	English  bool // only for sites in English
	Build    bool // a build tells of it too, not only a check

	// Exactly one of page and site is set. A check of pages may be silenced by its page and runs
	// for many pages at a time, so it must keep nothing between two; one of the site belongs to no
	// page that could silence it.
	page func(p *page, report report)      // for each page
	site func(s *site.Site, report report) // once
}

// report tells of one thing to mend.
// Messages and hints are as those of package diag: one line, lower case, no full stop. A hint may
// be "".
type report func(at place, hint, format string, args ...any)

// place is a place in a file of the content folder.
type place struct {
	path string
	pos  content.Pos
}

// Checks are all checks, in the order in which an editor meets them.
func Checks() []Row {
	return []Row{
		{Name: "orphan", Why: "A page to which nothing leads is a page that nobody reads.", Severity: diag.Warning, Build: true, page: orphan},
		{Name: "no-review", Why: "Readers must know how old a page is and when it is read again.", Severity: diag.Warning, page: noReview},
		{Name: "overdue", Why: "Advice that nobody has read again may have become wrong.", Severity: diag.Warning, page: overdue},
		{Name: "future-date", Why: "A slip in a year lets advice grow old unread, and tells readers of days that have not been.", Severity: diag.Warning, Build: true, page: futureDate},
		{Name: "future-source", Why: "Nobody has read a source on a day to come.", Severity: diag.Warning, Build: true, site: futureSource},
		{Name: "voided", Why: "A signature stands for the words that were signed, not for those that came later.", Severity: diag.Warning, Build: true, page: voided},
		{Name: "title-length", Why: "Search results cut off titles beyond 60 characters.", Severity: diag.Warning, page: titleLength},
		{Name: "summary-length", Why: "Search results cut off summaries beyond 160 characters.", Severity: diag.Warning, page: summaryLength},
		{Name: "heading-level", Why: "Screen readers step through headings by their levels.", Severity: diag.Warning, Build: true, page: headingLevel},
		{Name: "common-name", Why: "A name that is an everyday word makes links where nobody means the page.", Severity: diag.Warning, page: commonName},

		{Name: "unsourced-section", Why: "A claim about health that has no source cannot be checked.", Severity: diag.Warning, page: unsourcedSection},
		{Name: "general-in-card", Why: "What tells readers to act must rest on more than general knowledge.", Severity: diag.Warning, page: generalInCard},
		{Name: "general-figure", Why: "A figure comes from somewhere; general knowledge has none.", Severity: diag.Warning, page: generalFigure},
		{Name: "unused-source", Why: "A source that no page cites makes the bibliography look better than the pages.", Severity: diag.Warning, site: unusedSource},

		{Name: "unused-word", Why: "A word that no page explains only makes the glossary longer.", Severity: diag.Warning, site: unusedWord},

		{Name: "long-sentence", Why: "Beyond 25 words readers lose the thread.", Severity: diag.Warning, page: longSentence},
		{Name: "reading-grade", Why: "Most adults read with ease up to grade 9.", Severity: diag.Warning, English: true, page: readingGrade},
		{Name: "hard-word", Why: "Who looks a word up must not meet a harder one.", Severity: diag.Warning, English: true, site: hardWord},
		{Name: "jargon", Why: "A plainer word is understood by more readers.", Severity: diag.Warning, English: true, page: jargon},
		{Name: "alarm", Why: "Frightened readers decide badly.", Severity: diag.Warning, English: true, page: alarm},
		{Name: "false-comfort", Why: "A page cannot know that its reader is well.", Severity: diag.Warning, English: true, page: falseComfort},
		{Name: "dont", Why: `"Do not" is read more reliably than "don't".`, Severity: diag.Warning, English: true, page: dont},

		{Name: "emergency-link", Why: "Who needs help now must not be sent to read on.", Severity: diag.Warning, page: emergencyLink},
		{Name: "foreign-number", Why: "A number of another country reaches nobody.", Severity: diag.Warning, Build: true, page: foreignNumber},
		{Name: "repeated-card", Why: "Two cards of one level make readers wonder which is theirs.", Severity: diag.Warning, page: repeatedCard},
		{Name: "link-text", Why: "Screen readers list links by their text alone.", Severity: diag.Warning, English: true, page: linkText},

		{Name: "no-cause", Why: "A finding with no cause and no flag leads readers nowhere.", Severity: diag.Warning, page: noCause},
		{Name: "not-held", Why: "A rule that nothing holds can lose a line without anybody seeing it.", Severity: diag.Warning, Build: true, site: notHeld},
		{Name: "unspoken-finding", Why: "A page that lists a sign of danger must say what to do about it.", Severity: diag.Warning, site: unspokenFinding},
		{Name: "care-above-advice", Why: "Advice that is milder than what a fitting cause needs may hide a warning that is missing.", Severity: diag.Note, site: careAboveAdvice},
		{Name: "uncovered-sign", Why: "Who does not find a sign in the line that stands for it is never asked for it.", Severity: diag.Warning, English: true, site: uncoveredSign},
		{Name: "one-word-phrase", Why: "A phrase of which one everyday word is left is heard wherever that word stands.", Severity: diag.Error, page: oneWordPhrase},
		{Name: "too-alike", Why: "If nothing tells two causes apart, neither page nor checker can.", Severity: diag.Warning, page: tooAlike},
	}
}

// Check runs all checks. What is found is sorted.
func Check(s *site.Site) []diag.Diagnostic {
	return run(s, func(*Row) bool { return true })
}

// Build runs the few checks that a build tells of too.
func Build(s *site.Site) []diag.Diagnostic {
	return run(s, func(r *Row) bool { return r.Build })
}

// Page runs the checks of one page, for those who are writing it.
// It leaves out the checks of the whole site, which no edit of one page is sure to mend.
func Page(s *site.Site, p *site.Page) []diag.Diagnostic {
	l := newLinter(s, func(*Row) bool { return true })
	ds := l.page(p)
	diag.Sort(ds)
	return ds
}

// linter runs checks over a site.
type linter struct {
	site  *site.Site
	rows  []*Row
	whole bool // all checks run, so that a silence can be known to be idle
	words wordList
	// Looked up only when first asked for: it reads said.yaml, and most sites have none.
	known func() map[string]bool // findings that are recognised by what was learned from sentences
	// What is wrong with the editors' own list of hard words.
	ds []diag.Diagnostic
}

// The list of hard words is read only where all checks run: a build makes none of language.
func newLinter(s *site.Site, wanted func(*Row) bool) *linter {
	l := &linter{site: s, whole: true, known: sync.OnceValue(func() map[string]bool { return known(s.Tree) })}
	english := isEnglish(s.Tree.Site.Language.S)
	checks := Checks()
	for i := range checks {
		switch r := &checks[i]; {
		case !wanted(r):
			l.whole = false
		case english || !r.English:
			l.rows = append(l.rows, r)
		}
	}
	if l.whole && english {
		l.words, l.ds = readJargon(s.Tree)
	}
	return l
}

func isEnglish(language string) bool {
	return language == "en" || strings.HasPrefix(language, "en-")
}

func run(s *site.Site, wanted func(*Row) bool) []diag.Diagnostic {
	l := newLinter(s, wanted)
	ds := append(l.ds, l.pages()...)
	for _, r := range l.rows {
		if r.site != nil {
			r.site(s, func(at place, hint, format string, args ...any) {
				ds = append(ds, l.diagnose(r, at, hint, fmt.Sprintf(format, args...)))
			})
		}
	}
	return diag.Tidy(ds)
}

// pages checks all pages, as many at a time as there are processors.
func (l *linter) pages() []diag.Diagnostic {
	found := make([][]diag.Diagnostic, len(l.site.Pages))
	parallel.Each(len(found), func() func(int) {
		return func(i int) { found[i] = l.page(l.site.Pages[i]) }
	})
	return slices.Concat(found...)
}

// page checks one page, and the silences in its front matter.
// p is new for each page and belongs to one goroutine; what several checks want of it is found
// once.
func (l *linter) page(of *site.Page) []diag.Diagnostic {
	p := &page{Page: of, site: l.site, words: l.words, known: l.known}
	quiet := newSilences(of)
	var ds []diag.Diagnostic
	for _, r := range l.rows {
		if r.page == nil {
			continue
		}
		r.page(p, func(at place, hint, format string, args ...any) {
			if !quiet.covers(r.Name) {
				ds = append(ds, l.diagnose(r, at, hint, fmt.Sprintf(format, args...)))
			}
		})
	}
	if l.whole {
		ds = append(ds, l.silences(p, quiet)...)
	}
	return ds
}

func (l *linter) diagnose(r *Row, at place, hint, message string) diag.Diagnostic {
	return diagnose(l.site.Tree, at, r.Severity, r.Name, message, hint)
}

func diagnose(t *content.Tree, at place, severity diag.Severity, check, message, hint string) diag.Diagnostic {
	d := t.Diagnose(at.path, at.pos, severity, check, message)
	d.Hint = hint
	return d
}

// silenceCheck is the name of the check of silences themselves. It cannot be
// silenced.
const silenceCheck = "silence"

// ExternalLink is the name of the check of links to elsewhere. It needs a
// network and is made only when it is asked for, not here; but documents may
// silence it, as they may any other.
const ExternalLink = "external-link"

// silences are what a document turns off, and what of it was of use.
type silences struct {
	of []content.Silence
	// Parallel to of. A silence is used if its check found anything here, were it only once.
	used []bool
}

func newSilences(p *site.Page) *silences {
	return &silences{of: p.Silence, used: make([]bool, len(p.Silence))}
}

// covers reports whether a check is turned off.
func (s *silences) covers(check string) bool {
	covered := false
	for i, silence := range s.of {
		if silence.Check.S == check {
			s.used[i], covered = true, true
		}
	}
	return covered
}

// silences reports the silences that have no use.
func (l *linter) silences(p *page, s *silences) (ds []diag.Diagnostic) {
	if len(s.of) == 0 {
		return nil
	}
	report := func(t content.Text, hint, format string, args ...any) {
		ds = append(ds, diagnose(l.site.Tree, p.meta(t), diag.Warning, silenceCheck, fmt.Sprintf(format, args...), hint))
	}
	names := []string{ExternalLink}
	for _, c := range Checks() {
		names = append(names, c.Name)
	}
	for i, silence := range s.of {
		switch name := silence.Check.S; {
		case !slices.Contains(names, name):
			hint := diag.DidYouMean(name, names)
			if hint == "" {
				hint = "nosology check names the check behind each message"
			}
			report(silence.Check, hint, "there is no check %q to silence", name)
		// Of a check that does not run here, such as one of English on a German site, nobody can
		// say whether it would have found something.
		case !s.used[i] && l.runs(name):
			report(silence.Check, "take the silence out", "the check %q finds nothing here", name)
		}
	}
	return ds
}

// runs reports whether a check of pages runs on this site.
func (l *linter) runs(name string) bool {
	return slices.ContainsFunc(l.rows, func(r *Row) bool { return r.Name == name })
}
