package render

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"nosology/generator/rules"
)

// The form's warnings without JavaScript: every flag becomes a selector that
// asks which boxes are ticked. The level of a flag that fires sets custom
// properties on the form, from low to high, so that the most urgent wins.
//
// A flag counts fully if some alternative of it has only findings that are
// yes, and one level lower if "not sure" stands in for some: the same as in
// package rules, and held against it by a test in a real browser.

// anyOf is a set of boxes of which one must be ticked.
type anyOf []string

// all is a conjunction of them.
type all []anyOf

// styles compiles the rules to a style sheet.
func (f *form) styles(base *rules.Base) []byte {
	var b bytes.Buffer
	b.WriteString("@supports selector(:has(*)){")
	f.levelStyles(&b, base)
	for i := range base.Flags {
		f.flagStyle(&b, i, &base.Flags[i])
	}
	for i := range base.Questions {
		f.questionStyle(&b, i, &base.Questions[i])
	}
	b.WriteString("}")
	return b.Bytes()
}

// levelStyles tells the form how urgent its answers are.
func (f *form) levelStyles(b *bytes.Buffer, base *rules.Base) {
	for level := rules.SeeADoctor; level <= rules.Emergency; level++ {
		var yes, known [][]uint16
		for i := range base.Flags {
			flag := &base.Flags[i]
			switch lowers := lowers(flag); {
			case flag.Level == level && lowers:
				yes = append(yes, flag.When...)
			case flag.Level == level:
				known = append(known, flag.When...)
			case lowers && flag.Level == level+1:
				known = append(known, flag.When...)
			}
		}
		fires := append(f.group(known, f.known), f.group(notHeldBy(yes, known), f.yesOnly)...)
		if len(fires) > 0 {
			fmt.Fprintf(b, "#plain%s{--urgency:%d;--level-0:none;--level-%d:none;--level-%d:block}", selector(fires), level, level-1, level)
		}
	}
}

// notHeldBy leaves out the alternatives that others hold within them already.
func notHeldBy(sets, others [][]uint16) [][]uint16 {
	return slices.DeleteFunc(sets, func(set []uint16) bool {
		return slices.ContainsFunc(others, func(other []uint16) bool { return holds(set, other) })
	})
}

// lowers reports whether a "not sure" makes a flag one level less urgent.
func lowers(f *rules.Flag) bool { return f.Level > rules.SeeADoctor && !f.UnsureFull }

// flagStyle shows a flag's warning, and hides its words about "not sure" where
// no answer that counts is unsure.
func (f *form) flagStyle(b *bytes.Buffer, i int, flag *rules.Flag) {
	fmt.Fprintf(b, "#plain%s #%s%d{display:list-item}", selector(f.group(flag.When, f.known)), idWarning, i)
	if lowers(flag) {
		fmt.Fprintf(b, "#plain%s #%s%d .warning__unsure{display:none}", selector(f.group(flag.When, f.yesOnly)), idWarning, i)
	}
}

// questionStyle hides a question that depends on earlier answers until one of
// its conditions is met. It stays while something in it is ticked: what counts
// must be seen. The selector weighs nothing, so that the script has its way.
func (f *form) questionStyle(b *bytes.Buffer, i int, q *rules.Question) {
	if len(q.When) == 0 {
		return
	}
	fmt.Fprintf(b, ":where(#plain:not(%s) #%s%d:not(:has(:checked))){display:none}", strings.Join(alternativesOf(f.group(q.When, f.known)), ","), idQuestion, i)
}

func (f *form) yesOnly(finding uint16) []string { return f.yes[finding] }

func (f *form) known(finding uint16) []string {
	return append(slices.Clone(f.yes[finding]), f.unsure[finding]...)
}

// group writes alternatives as few conjunctions: alternatives that differ in
// one finding become one, with any of those findings in its place.
func (f *form) group(alternatives [][]uint16, boxes func(uint16) []string) []all {
	left := minimal(alternatives)
	var groups []all
	for len(left) > 0 {
		common := mostCommon(left)
		var last anyOf
		left = slices.DeleteFunc(left, func(set []uint16) bool {
			rest, ok := lacking(set, common)
			if ok {
				last = append(last, boxes(rest)...)
			}
			return ok
		})
		group := all{}
		for _, finding := range common {
			group = append(group, boxes(finding))
		}
		groups = append(groups, append(group, last))
	}
	return groups
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

// mostCommon finds the findings that most alternatives share all but one of
// theirs with.
func mostCommon(sets [][]uint16) []uint16 {
	var best []uint16
	most := 0
	for _, set := range sets {
		for i := range set {
			common := slices.Delete(slices.Clone(set), i, i+1)
			n := 0
			for _, other := range sets {
				if _, ok := lacking(other, common); ok {
					n++
				}
			}
			if n > most {
				best, most = common, n
			}
		}
	}
	return best
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

// selector is what the form must match for one of the conjunctions to hold.
func selector(groups []all) string {
	alternatives := alternativesOf(groups)
	if len(alternatives) == 1 {
		return alternatives[0]
	}
	return ":is(" + strings.Join(alternatives, ",") + ")"
}

func alternativesOf(groups []all) []string {
	var texts []string
	for _, group := range groups {
		var text strings.Builder
		for _, boxes := range group {
			text.WriteString(ticked(boxes))
		}
		texts = append(texts, text.String())
	}
	return texts
}

// ticked asks for one of some boxes to be ticked.
func ticked(boxes anyOf) string {
	ids := make([]string, 0, len(boxes))
	for _, id := range boxes {
		if id = "#" + id; !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 1 {
		return ":has(" + ids[0] + ":checked)"
	}
	return ":has(:is(" + strings.Join(ids, ",") + "):checked)"
}
