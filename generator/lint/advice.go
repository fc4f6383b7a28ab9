package lint

import (
	"slices"
	"strings"

	"nosology/generator/held"
	"nosology/generator/rulediff"
	"nosology/generator/rules"
	"nosology/generator/site"
)

// unspokenFinding reports findings that a cause lists, that are for today or an emergency alone, and of which none of
// the page's cards speaks: none names a flag of that level or above that knows the finding.
func unspokenFinding(s *site.Site, report report) {
	flags := held.Rules(s.Tree.Checker)
	for _, p := range s.Causes {
		var spoken []string
		for _, card := range p.Scan.Cards {
			for _, b := range card.Bullets {
				spoken = append(spoken, b.Flags...)
			}
		}
		for _, e := range p.Cause.Findings {
			verdict := flags.Judge([]string{e.Finding.S}, false)
			by := verdict.By()
			if e.Strength.S == "against" || verdict.Says < rules.Urgent || slices.ContainsFunc(spoken, func(id string) bool { return knows(flags.Rule(id), e.Finding.S, verdict.Says) }) {
				continue
			}
			report(place{p.Path, e.Finding.Pos}, "say it in the "+verdict.Says.String()+" card, with {flag="+by[0]+"}",
				"%s alone is %s, and no card of this page says so (%s)", e.Finding.S, verdict.Says, strings.Join(by, ", "))
		}
	}
}

// knows reports whether a rule of a level at least names a finding.
func knows(r *rulediff.Rule, finding string, least rules.Level) bool {
	return r != nil && r.Says >= least && slices.ContainsFunc(r.When, func(when []string) bool { return slices.Contains(when, finding) })
}

// careAboveAdvice reports causes that fit well with answers to which the checker says less than the cause needs. The
// result then says so, but a clinician should know of it: a warning may be missing.
func careAboveAdvice(s *site.Site, report report) {
	if s.Rules == nil {
		return
	}
	checker, err := rules.NewChecker(s.Rules)
	if err != nil { // which is told already
		return
	}
	for i, p := range s.Causes {
		if yes, said := mildest(checker, i); said < s.Rules.Causes[i].Care && len(yes) > 0 {
			report(place{p.Path, p.Cause.Care.Pos}, "see whether a warning is missing in checker.yaml; the result says beside its advice that this cause needs more",
				"this cause needs %s and can fit well where the checker says %s: %s", p.Cause.Care.S, said, strings.Join(yes, ", "))
		}
	}
}

// mildest looks for answers with which a cause fits well and that the checker takes more calmly than the cause needs.
// It returns no answers if it finds none.
func mildest(checker *rules.Checker, cause int) (yes []string, said rules.Level) {
	base := checker.Base()
	c := &base.Causes[cause]
	answers := checker.Answers()
	for i := range answers {
		answers[i] = rules.No
	}
	for _, strength := range []rules.Strength{rules.Typical, rules.Common, rules.Occasional} {
		for _, e := range c.Evidence {
			if e.Strength != strength {
				continue
			}
			answers[e.Finding] = rules.Yes
			r, err := checker.Judge(answers)
			if err != nil || r.Urgency >= c.Care {
				answers[e.Finding] = rules.No
				continue
			}
			yes = append(yes, base.Findings[e.Finding])
			if slices.ContainsFunc(r.Causes, func(f rules.Fit) bool { return f.Cause == cause && f.Band == rules.FitsWell }) {
				return yes, r.Urgency
			}
		}
	}
	return nil, c.Care
}
