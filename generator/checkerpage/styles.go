package checkerpage

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"nosology/generator/rules"
)

// The form's warnings without JavaScript: every flag becomes a selector that
// asks which boxes are ticked. Where it matches, the form shows the flag's
// warning and has the flag's level. Rules stand in order of level, so that the
// most urgent wins.
//
// A flag counts fully if some alternative of it has only findings that are
// yes, and one level lower if "not sure" stands in for some: the same as in
// package rules, and held against it by a test in a real browser.

// calm hides the warnings and says that there is none so far. It is part of
// this style sheet and of no other: where the rules do not arrive, nothing may
// be hidden, and nobody told that nothing is wrong.
const calm = "#" + idForm + "{--urgency:0;--level-0:block;--level-1:none;--level-2:none;--level-3:none}" +
	".advice,.advice__level,.plain .warnings{display:contents}" +
	".plain .warning,.verdict__if{display:none}" +
	".advice__title{display:var(--why,none);order:2}" +
	".plain .warning{order:2}" +
	".plain__end{order:3}" +
	".plain .verdict{order:1;position:sticky;bottom:0;margin:1rem 0;padding:1rem 1.25rem;background:var(--raised);z-index:1}" +
	".plain .verdict--0{display:var(--level-0);position:static;background:none;padding-block:.25rem}" +
	".plain .verdict--1{display:var(--level-1)}" +
	".plain .verdict--2{display:var(--level-2)}" +
	".plain .verdict--3{display:var(--level-3);background:var(--alarm)}" +
	".plain .verdict .care__title{margin-bottom:.25rem}" +
	".plain .verdict__text{font-size:var(--small);line-height:1.45}" +
	"html:has(.plain){scroll-padding-bottom:12rem}" +
	"@media(max-height:34rem){.plain .verdict{position:static}}@media print{.plain .verdict{position:static}}"

// styles compiles the rules to a style sheet. Browsers that lack what it needs
// show every warning, as they do without any style sheet.
func (f *form) styles(base *rules.Base) []byte {
	var b bytes.Buffer
	b.WriteString("@supports selector(:has(*)) and selector(&){" + calm)
	for level := rules.SeeADoctor; level <= rules.Emergency; level++ {
		for i := range base.Flags {
			f.flagStyles(&b, i, &base.Flags[i], level)
		}
	}
	for i := range base.Questions {
		f.questionStyle(&b, i, &base.Questions[i])
	}
	b.WriteString("}")
	return b.Bytes()
}

// flagStyles writes what of a flag counts at a level.
func (f *form) flagStyles(b *bytes.Buffer, i int, flag *rules.Flag, level rules.Level) {
	lowers := lowers(flag)
	switch {
	case flag.Level == level && lowers: // shown already, one level lower, with words about "not sure"
		f.flagStyle(b, f.group(flag.When, f.isYes), level, fmt.Sprintf("#%s%d .warning__unsure{display:none}", idWarning, i))
	case flag.Level == level, flag.Level == level+1 && lowers:
		f.flagStyle(b, f.group(flag.When, f.isKnown), level, fmt.Sprintf("#%s%d{display:list-item}", idWarning, i))
	}
}

func (f *form) flagStyle(b *bytes.Buffer, fires []string, level rules.Level, shows string) {
	fmt.Fprintf(b, "#%s:where(%s){--urgency:%d;--why:block;", idForm, strings.Join(fires, ","), level)
	for l := rules.SelfCare; l <= level; l++ {
		display := "none"
		if l == level {
			display = "block"
		}
		fmt.Fprintf(b, "--level-%d:%s;", l, display)
	}
	fmt.Fprintf(b, "& %s}", shows)
}

// lowers reports whether a "not sure" makes a flag one level less urgent.
func lowers(f *rules.Flag) bool { return f.Level > rules.SeeADoctor && !f.UnsureFull }

// questionStyle hides a question that depends on earlier answers until one of
// its conditions is met. It stays while something in it is ticked: what counts
// must be seen. The selectors weigh nothing, so that the script has its way.
func (f *form) questionStyle(b *bytes.Buffer, i int, q *rules.Question) {
	if len(q.When) == 0 {
		return
	}
	fmt.Fprintf(b, ":where(#%s%d){display:none}", idQuestion, i)
	fmt.Fprintf(b, ":where(#%s%d:has(:checked),#%s:is(%s) #%[1]s%[2]d){display:block}", idQuestion, i, idForm, strings.Join(f.group(q.When, f.isKnown), ","))
}

// isYes and isKnown ask whether one of some findings is yes, or is yes or not
// sure.
func (f *form) isYes(findings []uint16) string {
	return ":has(" + oneOf(findings, f.yes) + " .yes:checked)"
}

func (f *form) isKnown(findings []uint16) string {
	return ":has(" + oneOf(findings, f.yes, f.unsure) + " :checked)"
}

// oneOf names what stands for one of some findings.
func oneOf(findings []uint16, by ...[][]string) string {
	var ids []string
	for _, ids1 := range by {
		for _, finding := range findings {
			for _, id := range ids1[finding] {
				if id = "#" + id; !slices.Contains(ids, id) {
					ids = append(ids, id)
				}
			}
		}
	}
	if len(ids) == 1 {
		return ids[0]
	}
	return ":is(" + strings.Join(ids, ",") + ")"
}

// group writes alternatives as few selectors: those that differ in one finding
// become one selector, with any of these findings in its place.
func (f *form) group(alternatives [][]uint16, is func(findings []uint16) string) []string {
	left := minimal(alternatives)
	var selectors []string
	for len(left) > 0 {
		common := mostCommon(left)
		var last []uint16
		left = slices.DeleteFunc(left, func(set []uint16) bool {
			finding, ok := lacking(set, common)
			if ok {
				last = append(last, finding)
			}
			return ok
		})
		var text strings.Builder
		for _, finding := range common {
			text.WriteString(is([]uint16{finding}))
		}
		text.WriteString(is(last))
		selectors = append(selectors, text.String())
	}
	return selectors
}

// minimal leaves out alternatives that hold another one within them.
func minimal(alternatives [][]uint16) [][]uint16 {
	var kept [][]uint16
	for i, set := range alternatives {
		needless := slices.ContainsFunc(kept, func(other []uint16) bool { return holds(set, other) }) ||
			slices.ContainsFunc(alternatives[i+1:], func(other []uint16) bool { return len(other) < len(set) && holds(set, other) })
		if !needless {
			kept = append(kept, set)
		}
	}
	return kept
}

// holds reports whether all findings of part are in set.
func holds(set, part []uint16) bool {
	return !slices.ContainsFunc(part, func(finding uint16) bool { return !slices.Contains(set, finding) })
}

// mostCommon finds the findings that most sets consist of but for one.
func mostCommon(sets [][]uint16) []uint16 {
	var best []uint16
	most := 0
	for _, set := range sets {
		for i := range set {
			common := slices.Delete(slices.Clone(set), i, i+1)
			if n := countLacking(sets, common); n > most {
				best, most = common, n
			}
		}
	}
	return best
}

func countLacking(sets [][]uint16, common []uint16) (n int) {
	for _, set := range sets {
		if _, ok := lacking(set, common); ok {
			n++
		}
	}
	return n
}

// lacking returns the one finding of a set that is not in common, and whether
// the set is just common and that finding.
func lacking(set, common []uint16) (uint16, bool) {
	if len(set) != len(common)+1 || !holds(set, common) {
		return 0, false
	}
	i := slices.IndexFunc(set, func(finding uint16) bool { return !slices.Contains(common, finding) })
	return set[i], true
}
