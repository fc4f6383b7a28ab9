package rulediff_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nosology/generator/rulediff"
	"nosology/generator/rules"
)

func rule(id string, says rules.Level, full bool, when ...[]string) rulediff.Rule {
	return rulediff.Rule{ID: id, Says: says, Unsure: rulediff.UnsureLevel(says, full), When: when}
}

func set(ids ...string) []string { return ids }

// "Not sure" counts one level lower, but never sends anybody home who would be
// sent to a doctor.
func TestNotSureIsHeldAsItCounts(t *testing.T) {
	for _, v := range []struct {
		says, full, lower rules.Level
	}{
		{rules.Emergency, rules.Emergency, rules.Urgent},
		{rules.Urgent, rules.Urgent, rules.SeeADoctor},
		{rules.SeeADoctor, rules.SeeADoctor, rules.SeeADoctor},
	} {
		if full, lower := rulediff.UnsureLevel(v.says, true), rulediff.UnsureLevel(v.says, false); full != v.full || lower != v.lower {
			t.Errorf("not sure of %v is %v in full, else %v", v.says, full, lower)
		}
	}
}

func TestCompare(t *testing.T) {
	stroke := rule("stroke", rules.Emergency, true, set("droop"), set("numb", "sudden"))
	for _, v := range []struct {
		what          string
		before, after []rulediff.Rule
		want          []string
	}{
		{"nothing", []rulediff.Rule{stroke}, []rulediff.Rule{stroke}, nil},
		{"a line is gone", []rulediff.Rule{stroke}, []rulediff.Rule{rule("stroke", rules.Emergency, true, set("numb", "sudden"))},
			[]string{"rarer stroke: droop alone: emergency → self-care"}},
		{"a line asks for more", []rulediff.Rule{stroke}, []rulediff.Rule{rule("stroke", rules.Emergency, true, set("droop", "fever"), set("numb", "sudden"))},
			[]string{"narrower stroke (fever): droop alone: emergency → self-care"}},
		{"a line asks for less", []rulediff.Rule{stroke}, []rulediff.Rule{rule("stroke", rules.Emergency, true, set("droop"), set("numb"))},
			[]string{"stricter stroke: numb alone: self-care → emergency"}},
		{"the level falls", []rulediff.Rule{stroke}, []rulediff.Rule{rule("stroke", rules.Urgent, true, stroke.When...)},
			[]string{"milder stroke: droop alone: emergency → urgent", "milder stroke: numb and sudden alone: emergency → urgent"}},
		{"not sure counts less", []rulediff.Rule{rule("stroke", rules.Emergency, true, set("droop"))}, []rulediff.Rule{rule("stroke", rules.Emergency, false, set("droop"))},
			[]string{"milder stroke: droop not sure: emergency → urgent"}},
		{"another flag says it", []rulediff.Rule{stroke}, []rulediff.Rule{rule("fit", rules.Emergency, true, stroke.When...)},
			[]string{"replaced stroke: droop alone: still emergency, now by fit", "replaced stroke: numb and sudden alone: still emergency, now by fit"}},
		{"another flag says more", []rulediff.Rule{rule("lid", rules.SeeADoctor, false, set("lid"))}, []rulediff.Rule{rule("fit", rules.Urgent, false, set("lid"))},
			[]string{"stricter fit: lid alone: see-a-doctor → urgent"}},
		{"another flag covers the fall", []rulediff.Rule{stroke, rule("droop", rules.Emergency, true, set("droop"))},
			[]rulediff.Rule{rule("stroke", rules.Urgent, true, set("droop"), set("numb", "sudden")), rule("droop", rules.Emergency, true, set("droop"))},
			[]string{"milder stroke: numb and sudden alone: emergency → urgent", "milder stroke: droop alone: still emergency, but stroke counts as urgent in place of emergency"}},
		{"a line that another holds is gone", []rulediff.Rule{rule("a", rules.Urgent, false, set("x"), set("x", "y"))}, []rulediff.Rule{rule("a", rules.Urgent, false, set("x"))}, nil},
	} {
		var got []string
		for _, c := range rulediff.Compare(rulediff.NewSet(v.before), rulediff.NewSet(v.after)) {
			more := ""
			if len(c.More) > 0 {
				more = " (" + strings.Join(c.More, " ") + ")"
			}
			got = append(got, fmt.Sprintf("%s %s%s: %s", c.Kind, c.Flag, more, c.Witness()))
		}
		if !slices.Equal(got, v.want) {
			t.Errorf("%s: got %q, want %q", v.what, got, v.want)
		}
	}
}

// What is compared line by line holds for every reader: where nothing is told, all are told the same, and where
// nothing weakens, none is told less.
func TestNothingIsOverlooked(t *testing.T) {
	findings := []string{"a", "b", "c", "d"}
	draw := rapid.Custom(func(t *rapid.T) []rulediff.Rule {
		var list []rulediff.Rule
		for _, id := range []string{"p", "q", "r"}[:rapid.IntRange(0, 3).Draw(t, "flags")] {
			when := rapid.SliceOfN(rapid.SliceOfNDistinct(rapid.SampledFrom(findings), 1, 3, rapid.ID), 1, 3).Draw(t, "when")
			list = append(list, rule(id, rules.Level(rapid.IntRange(1, 3).Draw(t, "level")), rapid.Bool().Draw(t, "full"), when...))
		}
		return list
	})
	rapid.Check(t, func(t *rapid.T) {
		before, after := rulediff.NewSet(draw.Draw(t, "before")), rulediff.NewSet(draw.Draw(t, "after"))
		changes := rulediff.Compare(before, after)
		weakens := slices.ContainsFunc(changes, func(c rulediff.Change) bool { return c.Kind.Weakens() })
		for _, c := range changes {
			if was, is := before.Judge(c.Findings, c.Unsure), after.Judge(c.Findings, c.Unsure); was.Says != c.Before || is.Says != c.After {
				t.Fatalf("%s: %s and %s are said", c.Witness(), was.Says, is.Says)
			}
		}
		for mask := range 1 << len(findings) {
			var has []string
			for i, f := range findings {
				if mask>>i&1 == 1 {
					has = append(has, f)
				}
			}
			for _, unsure := range []bool{false, true} {
				was, is := before.Judge(has, unsure), after.Judge(has, unsure)
				if len(changes) == 0 && was.Says != is.Says || !weakens && is.Says < was.Says {
					t.Fatalf("%v, not sure %t: %s → %s; told is %v", has, unsure, was.Says, is.Says, changes)
				}
			}
		}
	})
}
