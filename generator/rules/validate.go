package rules

import (
	"slices"
	"strings"

	"nosology/generator/rules/judge"
)

// Validate reports what is wrong with the base, in the order of the base. While there are fatal problems the others
// are not looked for.
func (b *Base) Validate() []Problem {
	found := b.check()
	if len(found) > 0 {
		return found
	}
	c, err := NewChecker(b)
	if err != nil {
		found.fatal(TooMany, nowhere(), "drop flags, causes or findings that matter least", "%v", err)
		return found
	}
	v := &validator{base: b, checker: c}
	v.survey()
	v.checkFindings()
	v.checkQuestions()
	v.checkFlags()
	v.checkCauses()
	v.checkLength()
	return v.found
}

// check reports the fatal problems, which all lie in the shape of the base.
func (b *Base) check() problems {
	var found problems
	b.checkLimits(&found)
	b.checkIDs(&found)
	if len(found) > 0 {
		return found
	}
	b.checkSet(b.Background, nowhere(), &found)
	for i := range b.Questions {
		b.checkQuestion(i, &found)
	}
	for i := range b.Flags {
		b.checkFlag(i, &found)
	}
	for i := range b.Causes {
		b.checkCause(i, &found)
	}
	if len(found) == 0 {
		b.checkAskers(&found)
	}
	if len(found) == 0 && b.steps() > judge.MaxSteps {
		found.fatal(Tangled, nowhere(), "let fewer questions depend on questions that depend on others",
			"too many ways to get from question to question")
	}
	return found
}

// checkLimits comes before all else: what is beyond a limit would not fit the format, and checking it could take long.
func (b *Base) checkLimits(found *problems) {
	limit := func(at Problem, what string, n, most int) {
		if n > most {
			found.fatal(TooMany, at, "the limit keeps the checker quick on any phone", "%d %s, at most %d are allowed", n, what, most)
		}
	}
	limit(nowhere(), "findings", len(b.Findings), MaxFindings)
	limit(nowhere(), "findings of the background", len(b.Background), MaxBackground)
	limit(nowhere(), "questions", len(b.Questions), MaxQuestions)
	limit(nowhere(), "flags", len(b.Flags), MaxFlags)
	limit(nowhere(), "causes", len(b.Causes), MaxCauses)
	for i, q := range b.Questions {
		limit(atQuestion(i), "options", len(q.Options), MaxOptions)
		limit(atQuestion(i), "conditions", len(q.When), MaxConditions)
		for k, option := range q.Options {
			limit(atQuestion(i).alternative(k), "findings", len(option.Findings), MaxListed)
		}
	}
	for i, f := range b.Flags {
		limit(atFlag(i), "alternatives", len(f.When), MaxAlternatives)
	}
	for i, c := range b.Causes {
		limit(atCause(i), "findings", len(c.Evidence), MaxEvidence)
	}
}

// checkIDs looks for parts without an id and for two of a kind with the same. A question may be called like a finding.
func (b *Base) checkIDs(found *problems) {
	check := func(what string, n int, id func(int) string, at func(int) Problem) {
		seen := map[string]bool{}
		for i := range n {
			switch {
			case id(i) == "":
				found.fatal(BadID, at(i), "give it an id", "%s %d has no id", what, i+1)
			case seen[id(i)]:
				found.fatal(BadID, at(i), "rename one of them", "two %ss are called %q", what, id(i))
			}
			seen[id(i)] = true
		}
	}
	check("finding", len(b.Findings), func(i int) string { return b.Findings[i] }, atFinding)
	check("question", len(b.Questions), func(i int) string { return b.Questions[i].ID }, atQuestion)
	check("flag", len(b.Flags), func(i int) string { return b.Flags[i].ID }, atFlag)
	check("cause", len(b.Causes), func(i int) string { return b.Causes[i].ID }, atCause)
}

// checkQuestion looks at a question by itself; checkAskers then at what it has to do with others.
func (b *Base) checkQuestion(i int, found *problems) {
	q := &b.Questions[i]
	for k, condition := range q.When {
		b.checkAlternative(condition, atQuestion(i).alternative(k), found)
	}
	asks := 0
	for k, option := range q.Options {
		b.checkSet(option.Findings, atQuestion(i).alternative(k), found)
		asks += len(option.Findings)
	}
	if asks == 0 {
		found.fatal(NoOptions, atQuestion(i), "name the findings of its options", "question %q asks for nothing", q.ID)
	}
	if q.Cover > 0 {
		b.checkSet([]uint16{q.Cover - 1}, atQuestion(i), found)
	}
}

// checkFlag refuses a flag for self-care: it would raise nothing, and whoever wrote it meant something else.
func (b *Base) checkFlag(i int, found *problems) {
	f := &b.Flags[i]
	if f.Level < SeeADoctor || f.Level > Emergency {
		found.fatal(BadValue, atFlag(i), "self-care is what remains when no flag fires",
			"flag %q must be see-a-doctor, urgent or emergency", f.ID)
	}
	for k, alternative := range f.When {
		b.checkAlternative(alternative, atFlag(i).alternative(k), found)
	}
}

// checkCause refuses what has no number in the format, and a finding that is named twice, for and against.
func (b *Base) checkCause(i int, found *problems) {
	c := &b.Causes[i]
	if c.Care > Emergency {
		found.fatal(BadValue, atCause(i), "use self-care, see-a-doctor, urgent or emergency", "cause %q has no known care", c.ID)
	}
	if c.Prevalence > 3 {
		found.fatal(BadValue, atCause(i), "use rare, uncommon, common or very-common", "cause %q has no known prevalence", c.ID)
	}
	var findings []uint16
	for _, e := range c.Evidence {
		findings = append(findings, e.Finding)
		if e.Strength > Against {
			found.fatal(BadValue, atCause(i).finding(int(e.Finding)), "use typical, common, occasional or against",
				"cause %q has evidence of unknown strength", c.ID)
		}
	}
	b.checkSet(findings, atCause(i), found)
}

// checkAlternative looks at findings that must all be there: an empty list would hold for everybody.
func (b *Base) checkAlternative(findings []uint16, at Problem, found *problems) {
	if len(findings) == 0 {
		found.fatal(EmptyAlternative, at, "name at least one finding", "an alternative without findings would always hold")
	}
	if len(findings) > MaxTogether {
		found.fatal(TooMany, at, "split it", "%d findings together, at most %d are allowed", len(findings), MaxTogether)
	}
	b.checkSet(findings, at, found)
}

// checkSet looks for findings that do not exist and for those that are named twice in one list.
func (b *Base) checkSet(findings []uint16, at Problem, found *problems) {
	seen := map[uint16]bool{}
	for _, f := range findings {
		switch {
		case int(f) >= len(b.Findings):
			found.fatal(UnknownFinding, at.finding(int(f)), "use the number of a finding", "there is no finding %d", f)
		case seen[f]:
			found.fatal(RepeatedFinding, at.finding(int(f)), "name it once", "%q is named twice", b.Findings[f])
		}
		seen[f] = true
	}
}

// checkAskers makes sure that each finding belongs to one question and that conditions and covers look back.
func (b *Base) checkAskers(found *problems) {
	asker, covered := map[uint16]int{}, map[uint16]int{}
	for i, q := range b.Questions {
		b.checkCover(i, asker, covered, found)
		for k, condition := range q.When {
			for _, f := range condition {
				if _, ok := asker[f]; !ok {
					found.fatal(AskedTooLate, atQuestion(i).alternative(k).finding(int(f)), "move the question that asks for it up",
						"question %q depends on %q, which no earlier question asks for", q.ID, b.Findings[f])
				}
			}
		}
		for _, f := range q.asks() {
			if first, ok := asker[f]; ok {
				found.fatal(AskedTwice, atQuestion(i).finding(int(f)), "ask for it once, so that answers cannot contradict each other",
					"questions %q and %q both ask for %q", b.Questions[first].ID, q.ID, b.Findings[f])
				continue
			}
			asker[f] = i
		}
	}
}

// checkCover makes sure that what covers a question is asked for before it, without which denying it would go round in
// a circle, and covers it alone: a cover that is denied for one question would deny what another found.
func (b *Base) checkCover(i int, asker, covered map[uint16]int, found *problems) {
	q := &b.Questions[i]
	if q.Cover == 0 {
		return
	}
	cover := q.Cover - 1
	isCondition := slices.ContainsFunc(q.When, func(condition []uint16) bool { return slices.Contains(condition, cover) })
	if _, ok := asker[cover]; !ok && !isCondition { // of a condition it is said there
		found.fatal(AskedTooLate, atQuestion(i).finding(int(cover)), "let a line of an earlier question name it",
			"question %q is covered by %q, which no earlier question asks for", q.ID, b.Findings[cover])
	}
	if first, ok := covered[cover]; ok {
		found.fatal(AskedTwice, atQuestion(i).finding(int(cover)), "give each a finding of its own that covers it",
			"questions %q and %q are both covered by %q", b.Questions[first].ID, q.ID, b.Findings[cover])
		return
	}
	covered[cover] = i
}

// asks returns the findings that a question asks for, each once, in increasing order.
func (q *Question) asks() []uint16 {
	var findings []uint16
	for _, option := range q.Options {
		findings = append(findings, option.Findings...)
	}
	slices.Sort(findings)
	return slices.Compact(findings)
}

// steps returns how many steps one judgement may take at most to look for what the open questions can still lead
// to, or a number above judge.MaxSteps.
func (b *Base) steps() int {
	total := 0
	for _, f := range b.Flags {
		for _, alternative := range f.When {
			need := map[uint16]bool{}
			for _, finding := range alternative {
				need[finding] = true
			}
			// Once for yes, once for not sure.
			total += 2 * b.stepsBefore(len(b.Questions), need, judge.MaxSteps-total)
			if total > judge.MaxSteps {
				return total
			}
		}
	}
	return total
}

// stepsBefore mirrors how package judge looks back from question n, as if no search ended early.
func (b *Base) stepsBefore(n int, need map[uint16]bool, most int) int {
	for i := n - 1; i >= 0; i-- {
		q := &b.Questions[i]
		if len(q.When) == 0 || !slices.ContainsFunc(q.asks(), func(f uint16) bool { return need[f] }) {
			continue
		}
		total := 1
		for _, condition := range q.When {
			more := map[uint16]bool{}
			for f := range need {
				more[f] = true
			}
			for _, f := range condition {
				more[f] = true
			}
			if total += b.stepsBefore(i, more, most-total); total > most {
				break
			}
		}
		return total
	}
	return 1
}

// ids lists findings in words.
func (b *Base) ids(findings []uint16) string {
	var names []string
	for _, f := range findings {
		names = append(names, b.Findings[f])
	}
	return strings.Join(names, " and ")
}
