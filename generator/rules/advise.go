package rules

import (
	"slices"

	"nosology/generator/rules/judge"
)

// validator looks for what is not fatal.
type validator struct {
	base    *Base
	checker *Checker
	found   problems
	asked   []bool // by finding: some question asks for it
	used    []bool // by finding: a flag, a cause or a condition depends on it
}

// survey finds out what the questions ask for and what anything depends on. A condition is such a thing: a finding may
// matter for nothing but what is asked next.
func (v *validator) survey() {
	v.asked, v.used = make([]bool, len(v.base.Findings)), make([]bool, len(v.base.Findings))
	use := func(findings []uint16) {
		for _, f := range findings {
			v.used[f] = true
		}
	}
	for _, q := range v.base.Questions {
		for _, f := range q.asks() {
			v.asked[f] = true
		}
		for _, condition := range q.When {
			use(condition)
		}
	}
	for _, f := range v.base.Flags {
		for _, alternative := range f.When {
			use(alternative)
		}
	}
	for _, c := range v.base.Causes {
		for _, e := range c.Evidence {
			v.used[e.Finding] = true
		}
	}
}

// checkFindings looks for findings that nobody asks for or that nothing comes of.
func (v *validator) checkFindings() {
	for i, id := range v.base.Findings {
		switch {
		case !v.asked[i] && !v.used[i]:
			v.found.add(UnusedFinding, atFinding(i), "ask for it, or leave it out", "%q is nowhere asked and nowhere used", id)
		case !v.asked[i]:
			v.found.add(UnaskedFinding, atFinding(i), "add it to a question", "no question asks for %q", id)
		case !v.used[i]:
			v.found.add(PointlessFinding, atFinding(i), "let a flag or a cause use it, or do not ask",
				"%q is asked for, but no flag, cause or condition depends on it", id)
		}
	}
}

// checkQuestions looks for questions that are never worth asking, and for single choices in which a reader may find
// nothing to choose.
func (v *validator) checkQuestions() {
	for i := range v.base.Questions {
		q := &v.base.Questions[i]
		v.checkOptions(i, q)
		if !slices.ContainsFunc(q.asks(), func(f uint16) bool { return v.used[f] }) {
			v.found.add(PointlessQuestion, atQuestion(i), "let a flag or a cause use its findings, or drop it",
				"question %q is never asked: nothing depends on it", q.ID)
		}
		none := slices.ContainsFunc(q.Options, func(o Option) bool { return len(o.Findings) == 0 })
		if !q.Many && !none && !q.NotSure {
			v.found.add(NoWayOut, atQuestion(i), "add an option without findings, or offer not sure",
				"question %q leaves a reader to whom no option applies without an answer", q.ID)
		}
	}
}

// checkOptions compares the options of a single choice. They nest, as ages and durations do, or have nothing in common;
// anything else is most likely a finding that was forgotten. In a list, several options may well be signs of the
// same finding.
func (v *validator) checkOptions(i int, q *Question) {
	if q.Many {
		return
	}
	for k := range q.Options {
		for j := range k {
			a, b := q.Options[j].Findings, q.Options[k].Findings
			inA, inB, common := len(a), len(b), len(shared(a, b))
			switch at := atQuestion(i).alternative(k); {
			case inA == common && inB == common:
				v.found.add(SameOption, at, "drop one of them, or tell them apart by a finding",
					"options %d and %d of question %q mean the same", j+1, k+1, q.ID)
			case common > 0 && common < inA && common < inB:
				v.found.add(CrossedOptions, at, "the longer or wider option should list all findings of the other",
					"options %d and %d of question %q share %s, but neither holds the other", j+1, k+1, q.ID, v.base.ids(shared(a, b)))
			}
		}
	}
}

// shared returns the findings of a that are also in b, in the order of a.
func shared(a, b []uint16) []uint16 {
	var both []uint16
	for _, f := range a {
		if slices.Contains(b, f) {
			both = append(both, f)
		}
	}
	return both
}

// Within reports whether all findings of a are also in b.
func Within(a, b []uint16) bool { return len(shared(a, b)) == len(a) }

// checkFlags looks at each flag by itself and beside the others.
func (v *validator) checkFlags() {
	for i := range v.base.Flags {
		f := &v.base.Flags[i]
		if len(f.When) == 0 {
			v.found.add(NoAlternatives, atFlag(i), "say what makes it fire, or leave it out", "flag %q never fires", f.ID)
			continue
		}
		v.checkAlternatives(i, f)
		v.checkReach(i, f)
		v.checkSubsumed(i, f)
	}
}

// checkAlternatives looks for alternatives that hold whenever another of the same flag does. Of two that are alike the
// later is reported.
func (v *validator) checkAlternatives(i int, f *Flag) {
	for k, a := range f.When {
		for j, other := range f.When {
			if j == k || !Within(other, a) || len(other) == len(a) && j > k {
				continue
			}
			v.found.add(SubsumedAlternative, atFlag(i).alternative(k), "drop it",
				"flag %q fires on %s alone, so %s adds nothing", f.ID, v.base.ids(other), v.base.ids(a))
			break
		}
	}
}

// checkReach makes sure that the questions can complete each alternative.
func (v *validator) checkReach(i int, f *Flag) {
	reached := false
	for k, alternative := range f.When {
		switch {
		case v.reachable(alternative):
			reached = true
		// Where a finding is not asked at all, that has been reported, and is not a
		// contradiction between answers.
		case !slices.ContainsFunc(alternative, func(f uint16) bool { return !v.asked[f] }):
			v.found.add(Contradiction, atFlag(i).alternative(k), "see which of its questions exclude one another",
				"flag %q: no way of answering makes %s true together", f.ID, v.base.ids(alternative))
		}
	}
	if !reached {
		v.found.add(UnreachableFlag, atFlag(i), "ask for what it needs", "no way of answering makes flag %q count", f.ID)
	}
}

// reachable asks the judgement itself, of a base in which this alternative is all there is to find.
func (v *validator) reachable(alternative []uint16) bool {
	only := Base{
		Findings:  v.base.Findings,
		Questions: v.base.Questions,
		Flags:     []Flag{{Level: Emergency, When: [][]uint16{alternative}}},
	}
	result, err := only.judge(make([]Answer, len(only.Findings)))
	return err == nil && result.CouldBe == Emergency
}

// checkSubsumed looks for a flag that never matters beside another. It may still be wanted for its own words.
func (v *validator) checkSubsumed(i int, f *Flag) {
	for j := range v.base.Flags {
		g := &v.base.Flags[j]
		same := covers(g, f) && covers(f, g)
		if i == j || !covers(g, f) || same && j > i {
			continue
		}
		v.found.add(SubsumedFlag, atFlag(i), "keep it only if its card says something of its own",
			"whenever flag %q fires, flag %q fires at least as high", f.ID, g.ID)
		return
	}
}

// covers reports whether g fires at least as high as f whenever f fires.
func covers(g, f *Flag) bool {
	if len(f.When) == 0 || g.Level < f.Level || f.UnsureFull && !g.UnsureFull && f.Level > SeeADoctor && g.Level == f.Level {
		return false
	}
	for _, a := range f.When {
		if !slices.ContainsFunc(g.When, func(other []uint16) bool { return Within(other, a) }) {
			return false
		}
	}
	return true
}

// checkCauses looks for causes that stay below the least band even where all that speaks for them is there.
func (v *validator) checkCauses() {
	for i := range v.base.Causes {
		c := &v.base.Causes[i]
		if !v.comesUp(c) {
			v.found.add(UnreachableCause, atCause(i), "list findings that speak for it and that a question asks for",
				"no way of answering brings cause %q up", c.ID)
		}
	}
}

// comesUp asks the judgement itself, of a base in which this cause is all there is to find, with all that speaks for it
// and is asked.
func (v *validator) comesUp(c *Cause) bool {
	only := Base{Findings: v.base.Findings, Background: v.base.Background, Causes: []Cause{*c}}
	answers := make([]Answer, len(only.Findings))
	for _, e := range c.Evidence {
		if e.Strength != Against && v.asked[e.Finding] {
			answers[e.Finding] = Yes
		}
	}
	result, err := only.judge(answers)
	return err == nil && len(result.Causes) > 0
}

// judge judges answers by a base that is a part of one that has been checked.
func (b *Base) judge(answers []Answer) (Result, error) {
	var kb judge.KB
	if code := kb.Load(b.pack()); code != 0 {
		return Result{}, codeError(code)
	}
	return (&Checker{b, &kb}).Judge(answers)
}

// checkLength walks through the checker as most readers do, who have no warning sign. Whoever has one is asked more, and
// that is worth it.
func (v *validator) checkLength() {
	asked, err := v.checker.CalmWalk()
	if err == nil && len(asked) > judge.Screens {
		v.found.add(LongWay, atQuestion(asked[judge.Screens]), "join lists, or ask less of those who have no warning sign",
			"a reader without any warning sign meets %d questions, more than %d", len(asked), judge.Screens)
	}
}
