package checkerpage

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"nosology/generator/rules"
)

// The form's warnings without JavaScript: every flag becomes selectors that ask
// which boxes are ticked. Where one matches, the form shows the flag's warning
// and has the flag's level. Rules stand in order of level, so that the most
// urgent wins.
//
// A flag counts fully if some alternative of it has only findings that are
// yes, and one level lower if "not sure" stands in for some: the same as in
// package rules, and held against it by a test in a real browser.
//
// Each :has looks into one question only, and the questions and the advice are
// siblings, which is what a selector goes along. A :has of the whole form had a
// browser search all of it for every rule, half a second for each tick.

// calm hides the warnings and says that there is none so far. It is part of
// this style sheet and of no other: where the rules do not arrive, nothing may
// be hidden, and nobody told that nothing is wrong.
const calm = ":where(.advice){--urgency:0;--level-0:block;--level-1:none;--level-2:none;--level-3:none}" +
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
	"@media(max-height:34rem){html:has(.plain){scroll-padding-bottom:5rem}.plain .verdict{padding:.4rem .75rem;margin:.5rem 0}.plain .verdict .care__title{margin:0;font-size:1rem}.plain .verdict__text{display:none}}" +
	"@media print{.plain .verdict{position:static}}"

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
		f.flagStyle(b, f.ticked(flag.When, f.isYes), level, fmt.Sprintf("#%s%d .warning__unsure{display:none}", idWarning, i))
	case flag.Level == level, flag.Level == level+1 && lowers:
		f.flagStyle(b, f.ticked(flag.When, f.isKnown), level, fmt.Sprintf("#%s%d{display:list-item}", idWarning, i))
	}
}

// flagStyle writes what happens where one of some selectors matches: the advice
// gets the level, with that level's sentence in place of all others, and shows
// something of a flag. What gives the level weighs nothing, so the last one that
// matches wins.
func (f *form) flagStyle(b *bytes.Buffer, fires []string, level rules.Level, shows string) {
	fmt.Fprintf(b, ":where(%s){--urgency:%d;--why:block;", joined(fires, "~.advice"), level)
	for l := rules.SelfCare; l <= level; l++ {
		display := "none"
		if l == level {
			display = "block"
		}
		fmt.Fprintf(b, "--level-%d:%s;", l, display)
	}
	fmt.Fprintf(b, "& %s}", shows)
}

// joined lists selectors, each with what they all lead to.
func joined(selectors []string, to string) string {
	return strings.Join(selectors, to+",") + to
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
	id := fmt.Sprintf("#%s%d", idQuestion, i)
	fmt.Fprintf(b, ":where(%s){display:none}", id)
	fmt.Fprintf(b, ":where(%s:has(:checked),%s){display:block}", id, joined(f.ticked(q.When, f.isKnown), "~"+id))
}

// isYes and isKnown ask of a question whether one of some of its findings is
// yes, or is yes or not sure.
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
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(len(a)-len(b), cmp.Compare(a, b)) })
	return ":is(" + strings.Join(ids, ",") + ")"
}

// ticked writes selectors of the last question that has to do with alternatives
// which hold.
func (f *form) ticked(alternatives [][]uint16, is func(findings []uint16) string) (selectors []string) {
	for _, g := range group(alternatives) {
		for _, last := range f.byQuestion(g.last) {
			selectors = append(selectors, f.along(append(each(g.common), last), is))
		}
	}
	return selectors
}

// along goes along the questions that ask for some findings, of each list one.
func (f *form) along(wanted [][]uint16, is func(findings []uint16) string) string {
	slices.SortStableFunc(wanted, func(a, b []uint16) int { return f.asker[a[0]] - f.asker[b[0]] })
	var text strings.Builder
	for i, findings := range wanted {
		if q := f.asker[findings[0]]; i == 0 || q != f.asker[wanted[i-1][0]] {
			if i > 0 {
				text.WriteString("~")
			}
			fmt.Fprintf(&text, "#%s%d", idQuestion, q)
		}
		text.WriteString(is(findings))
	}
	return text.String()
}

// byQuestion parts findings by the question that asks for them.
func (f *form) byQuestion(findings []uint16) (parts [][]uint16) {
	for _, finding := range findings {
		i := slices.IndexFunc(parts, func(part []uint16) bool { return f.asker[part[0]] == f.asker[finding] })
		if i < 0 {
			parts, i = append(parts, nil), len(parts)
		}
		parts[i] = append(parts[i], finding)
	}
	return parts
}

// each makes a list of its own of each finding.
func each(findings []uint16) (lists [][]uint16) {
	for _, finding := range findings {
		lists = append(lists, []uint16{finding})
	}
	return lists
}

// family are alternatives that differ in one finding: what they have in common,
// and the findings of which each has one.
type family struct{ common, last []uint16 }

// group parts alternatives into few families, taking the largest first. A
// selector for each alternative would make the sheet longer.
func group(alternatives [][]uint16) (families []family) {
	left := minimal(alternatives)
	for len(left) > 0 {
		f := family{common: mostCommon(left)}
		left = slices.DeleteFunc(left, func(set []uint16) bool {
			finding, ok := lacking(set, f.common)
			if ok {
				f.last = append(f.last, finding)
			}
			return ok
		})
		families = append(families, f)
	}
	return families
}

// minimal leaves out alternatives that hold another one within them.
func minimal(alternatives [][]uint16) [][]uint16 {
	var kept [][]uint16
	for i, set := range alternatives {
		needless := slices.ContainsFunc(kept, func(other []uint16) bool { return rules.Within(other, set) }) ||
			slices.ContainsFunc(alternatives[i+1:], func(other []uint16) bool { return len(other) < len(set) && rules.Within(other, set) })
		if !needless {
			kept = append(kept, set)
		}
	}
	return kept
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

// countLacking counts the sets that are common and one finding more.
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
	if len(set) != len(common)+1 || !rules.Within(common, set) {
		return 0, false
	}
	i := slices.IndexFunc(set, func(finding uint16) bool { return !slices.Contains(common, finding) })
	return set[i], true
}
