package site

import (
	"reflect"
	"slices"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/rules"
)

// checker is what a Linker keeps of the rules between two calls.
type checker struct {
	base      *rules.Base
	problems  []rules.Problem
	vignettes []*Vignette
}

// compileRules compiles the checker's rules and joins flags and pages. Rules are
// examined, and stories judged, only if they are others than last time: both take
// longer than all else, and most edits are of prose.
func (l *Linker) compileRules(s *Site) {
	if s.Tree.Checker == nil {
		l.checker = checker{}
		return
	}
	base := compile(s)
	if l.checker.base == nil || !reflect.DeepEqual(l.checker.base, base) {
		l.checker = checker{base: base, problems: base.Validate()}
	}
	s.Rules = l.checker.base
	l.vignettes(s)
	s.joinFlags()
}

// joinFlags fills Site.Flags and tells pages of them.
func (s *Site) joinFlags() {
	flags := s.Tree.Checker.Flags
	s.flagsOf = map[number][]*Flag{}
	s.Flags = make([]*Flag, len(flags))
	byID := make(map[string]*Flag, len(flags))
	for i := range flags {
		f := s.flag(&flags[i])
		s.Flags[i] = f
		if byID[f.ID.S] == nil {
			byID[f.ID.S] = f
		}
		for _, p := range uses(f) {
			s.flagsOf[p.num] = append(s.flagsOf[p.num], f)
		}
	}
	for _, p := range s.Pages {
		s.spoken(p, byID)
	}
}

// flag joins a written flag with the pages of its findings and sources. Ids that lead nowhere are
// left out here; they were reported by content.
func (s *Site) flag(written *content.Flag) *Flag {
	level, _ := rules.ParseLevel(written.Level.S)
	f := &Flag{Flag: written, Level: level}
	for _, alternative := range written.When {
		var all []*Page
		for _, id := range alternative {
			if p := s.Finding(id.S); p != nil {
				all = append(all, p)
			}
		}
		f.When = append(f.When, all)
	}
	for _, id := range written.Sources {
		i := slices.IndexFunc(s.Tree.Sources, func(src *content.Source) bool { return src.ID.S == id.S })
		if i >= 0 {
			f.Sources = append(f.Sources, s.Tree.Sources[i])
		}
	}
	return f
}

// uses returns the findings of a flag's alternatives, each once.
func uses(f *Flag) []*Page {
	var pages []*Page
	for _, alternative := range f.When {
		for _, p := range alternative {
			if !slices.Contains(pages, p) {
				pages = append(pages, p)
			}
		}
	}
	return pages
}

// spoken notes the flags that a page's cards name.
func (s *Site) spoken(p *Page, byID map[string]*Flag) {
	for _, card := range p.Scan.Cards {
		for _, b := range card.Bullets {
			for _, id := range b.Flags {
				f := byID[id]
				if f == nil || len(f.SpokenBy) > 0 && f.SpokenBy[len(f.SpokenBy)-1] == p {
					continue
				}
				f.SpokenBy = append(f.SpokenBy, p)
				if p.Finding == nil || !slices.Contains(uses(f), p) {
					s.flagsOf[p.num] = append(s.flagsOf[p.num], f)
				}
			}
		}
	}
	slices.SortFunc(s.flagsOf[p.num], func(a, b *Flag) int { return int(a.ID.Pos.Line - b.ID.Pos.Line) })
}

// compile turns the checker's questions and flags, and the causes, into rules.
// Only findings that a question asks, or a rule names, are compiled: evidence
// that nobody can give would weigh nothing.
func compile(s *Site) *rules.Base {
	c := s.Tree.Checker
	b := &rules.Base{Findings: asked(c)}
	index := make(map[string]uint16, len(b.Findings))
	for i, id := range b.Findings {
		index[id] = uint16(i)
	}
	for _, id := range c.Background {
		if n, ok := index[id.S]; ok {
			b.Background = append(b.Background, n)
		}
	}
	for i := range c.Questions {
		b.Questions = append(b.Questions, compileQuestion(&c.Questions[i], index))
	}
	for i := range c.Flags {
		f := &c.Flags[i]
		level, _ := rules.ParseLevel(f.Level.S)
		b.Flags = append(b.Flags, rules.Flag{ID: f.ID.S, Level: level, UnsureFull: f.UnsureFull, When: alternatives(f.When, index)})
	}
	for _, p := range s.Causes {
		b.Causes = append(b.Causes, compileCause(p, index))
	}
	return b
}

// CoverOf names what stands for all findings of a question in the rules, where a line of an earlier one covers them.
func CoverOf(question string) string { return "any-of-" + question }

// asked returns the ids of the findings that the checker names, in the order in which it does, so that their numbers
// travel light; and then of what stands for several.
func asked(c *content.Checker) []string {
	var ids, covers []string
	seen := map[string]bool{}
	add := func(texts []content.Text) {
		for _, t := range texts {
			if !seen[t.S] {
				seen[t.S], ids = true, append(ids, t.S)
			}
		}
	}
	for _, q := range c.Questions {
		for _, o := range q.Options {
			add(o.Yes)
			for _, opened := range o.Opens {
				covers = append(covers, CoverOf(opened.S))
			}
		}
		for _, when := range q.When {
			add(when)
		}
	}
	for _, f := range c.Flags {
		for _, when := range f.When {
			add(when)
		}
	}
	slices.Sort(covers)
	return append(ids, slices.Compact(covers)...)
}

// compileQuestion turns a question into numbers. A line that opens later questions stands for a
// finding of its own, its cover: it is yes where any of what they ask may be.
func compileQuestion(q *content.Question, index map[string]uint16) rules.Question {
	c := rules.Question{ID: q.ID.S, Many: q.Kind.S == "many", NotSure: true, AtOnce: q.AtOnce, When: alternatives(q.When, index)}
	if cover, ok := index[CoverOf(q.ID.S)]; ok {
		c.Cover = cover + 1
		c.When = append(c.When, []uint16{cover})
	}
	for _, o := range q.Options {
		findings := numbersOf(o.Yes, index)
		for _, opened := range o.Opens {
			findings = append(findings, index[CoverOf(opened.S)])
		}
		c.Options = append(c.Options, rules.Option{Findings: findings, Any: o.Any || len(o.Opens) > 0})
	}
	if c.Many {
		c.Options = append(c.Options, rules.Option{}) // none of these
	}
	return c
}

// compileCause turns a cause's findings into numbers, in the author's order, which breaks ties.
func compileCause(p *Page, index map[string]uint16) rules.Cause {
	care, _ := rules.ParseLevel(p.Cause.Care.S)
	c := rules.Cause{ID: p.ID, Care: care, Prevalence: prevalence(p)}
	for _, e := range p.Cause.Findings {
		if n, ok := index[e.Finding.S]; ok {
			c.Evidence = append(c.Evidence, rules.Evidence{Finding: n, Strength: strengthOf(e.Strength)})
		}
	}
	return c
}

// alternatives turns sets of ids into sets of numbers.
func alternatives(when [][]content.Text, index map[string]uint16) [][]uint16 {
	var sets [][]uint16
	for _, all := range when {
		sets = append(sets, numbersOf(all, index))
	}
	return sets
}

// numbersOf turns ids into numbers. An unknown id would become the first finding; content has
// reported it by then, and such a site is not built.
func numbersOf(ids []content.Text, index map[string]uint16) []uint16 {
	var numbers []uint16
	for _, id := range ids {
		numbers = append(numbers, index[id.S])
	}
	return numbers
}

// problems turns what is wrong with the rules into diagnostics where the
// editor wrote them.
func (l *Linker) problems(s *Site) (ds []diag.Diagnostic) {
	for _, p := range l.checker.problems {
		switch p.Kind {
		case rules.BadID: // reported when the file was read
			continue
		case rules.SameOption: // several wordings of one finding are often meant
			continue
		}
		path, pos := s.place(p)
		d := s.Tree.Diagnose(path, pos, severity(p), p.Kind, p.Message)
		d.Hint = p.Hint
		ds = append(ds, d)
	}
	return ds
}

// severity weighs a problem: what makes a flag useless must not be published,
// and what an editor may well mean is only noted.
func severity(p rules.Problem) diag.Severity {
	switch p.Kind {
	case rules.NoAlternatives, rules.UnreachableFlag, rules.Contradiction:
		return diag.Error
	case rules.SubsumedFlag:
		return diag.Note
	}
	if p.Fatal {
		return diag.Error
	}
	return diag.Warning
}

// place finds where the subject of a problem is written.
func (s *Site) place(p rules.Problem) (path string, pos content.Pos) {
	c := s.Tree.Checker
	switch {
	case p.Flag >= 0:
		return content.CheckerFile, s.alternativeAt(c.Flags[p.Flag].ID.Pos, c.Flags[p.Flag].When, p)
	case p.Question >= 0:
		return content.CheckerFile, s.questionAt(&c.Questions[p.Question], p)
	case p.Cause >= 0:
		return s.Causes[p.Cause].Path, s.evidenceAt(p)
	case p.Finding >= 0:
		return content.CheckerFile, firstMention(c, s.Rules.Findings[p.Finding])
	}
	return content.CheckerFile, content.Pos{}
}

// alternativeAt finds a set of findings, or one of them; whole is where what
// they belong to begins.
func (s *Site) alternativeAt(whole content.Pos, sets [][]content.Text, p rules.Problem) content.Pos {
	if p.Alternative < 0 || p.Alternative >= len(sets) || len(sets[p.Alternative]) == 0 {
		return whole
	}
	set := sets[p.Alternative]
	if p.Finding >= 0 {
		for _, t := range set {
			if t.S == s.Rules.Findings[p.Finding] {
				return t.Pos
			}
		}
	}
	return set[0].Pos
}

// questionAt is the place of what is wrong with a question: a set of its condition, one of its
// answers, or all of it.
func (s *Site) questionAt(q *content.Question, p rules.Problem) content.Pos {
	switch p.Kind {
	case rules.AskedTooLate, rules.EmptyAlternative:
		return s.alternativeAt(q.ID.Pos, q.When, p)
	}
	if p.Alternative >= 0 && p.Alternative < len(q.Options) {
		return q.Options[p.Alternative].Say.Pos
	}
	return q.ID.Pos
}

// evidenceAt finds a cause's line for a finding, or its title.
func (s *Site) evidenceAt(p rules.Problem) content.Pos {
	cause := s.Causes[p.Cause]
	if p.Finding >= 0 {
		for _, e := range cause.Cause.Findings {
			if e.Finding.S == s.Rules.Findings[p.Finding] {
				return e.Finding.Pos
			}
		}
	}
	return cause.Title.Pos
}

// firstMention finds where the checker first names a finding; line 0 if nowhere.
func firstMention(c *content.Checker, id string) content.Pos {
	var pos content.Pos
	look := func(texts []content.Text) {
		for _, t := range texts {
			if t.S == id && (pos.Line == 0 || t.Pos.Line < pos.Line) {
				pos = t.Pos
			}
		}
	}
	for _, q := range c.Questions {
		for _, o := range q.Options {
			look(o.Yes)
		}
		for _, when := range q.When {
			look(when)
		}
	}
	for _, f := range c.Flags {
		for _, when := range f.When {
			look(when)
		}
	}
	return pos
}
