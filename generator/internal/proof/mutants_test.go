package proof

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/held"
	"nosology/generator/rulediff"
	"nosology/generator/rules"
)

// TestHeldIsWhatTheEngineSays judges what is held by the engine: every line with all its findings yes, with all of
// them not sure, and with one of them left out.
func TestHeldIsWhatTheEngineSays(t *testing.T) {
	b := shipped(t)
	e, kept := newEngine(t, b), held.Kept(tree(t).Held)
	compare := func(findings []string, unsure bool) {
		answers := vector(b, rules.No)
		for _, id := range findings {
			if answers[indexOf(b.Findings, id)] = rules.Yes; unsure {
				answers[indexOf(b.Findings, id)] = rules.NotSure
			}
		}
		r, want := e.judge(t, answers), kept.Judge(findings, unsure)
		if r.Urgency != want.Says {
			t.Errorf("%s: the engine says %s, what is held %s", told(b, answers), r.Urgency, want.Says)
		}
		for i, level := range levels(b, r) {
			if level != want.Counts(b.Flags[i].ID) {
				t.Errorf("%s: %s counts as %s, what is held has %s", told(b, answers), b.Flags[i].ID, level, want.Counts(b.Flags[i].ID))
			}
		}
	}
	for _, r := range kept.Rules {
		for _, when := range r.When {
			compare(when, false)
			compare(when, true)
			for i := range when {
				compare(slices.Delete(slices.Clone(when), i, i+1), false)
			}
		}
	}
}

// tree returns the shipped content.
func tree(t *testing.T) *content.Tree {
	t.Helper()
	shipped(t)
	s, _ := load()
	if s.Tree.Held == nil {
		t.Fatal("nothing is held; run nosology hold")
	}
	return s.Tree
}

// mutant is a flag that was altered on purpose.
type mutant struct {
	what    string
	flag    content.Flag // without sets: the flag was deleted
	weakens bool
}

// mutants lists the ways in which a flag may come to mean less, and some in which it means more.
func mutants(c *content.Checker, f content.Flag) []mutant {
	all := []mutant{{"deleted", content.Flag{}, true}}
	level, _ := rules.ParseLevel(f.Level.S)
	with := func(what string, weakens bool, change func(*content.Flag)) {
		m := f
		m.When = slices.Clone(f.When)
		change(&m)
		all = append(all, mutant{what, m, weakens})
	}
	if level > rules.SeeADoctor {
		with("lowered", true, func(m *content.Flag) { m.Level.S = (level - 1).String() })
	}
	if level < rules.Emergency {
		with("raised", false, func(m *content.Flag) { m.Level.S = (level + 1).String() })
	}
	with("not sure turned round", f.UnsureFull, func(m *content.Flag) { m.UnsureFull = !f.UnsureFull })
	for i, set := range f.When {
		name := idsIn(set)
		with("without "+name, true, func(m *content.Flag) { m.When = slices.Delete(m.When, i, i+1) })
		for _, more := range strangers(c, set) {
			with(name+" and also "+more.S, true, func(m *content.Flag) { m.When[i] = append(slices.Clip(set), more) })
		}
		for k := range set {
			if len(set) == 1 {
				break
			}
			less := slices.Delete(slices.Clone(set), k, k+1)
			with(idsIn(less)+" in place of "+name, false, func(m *content.Flag) { m.When[i] = less })
		}
	}
	return all
}

// strangers returns three findings that a set does not name.
func strangers(c *content.Checker, set []content.Text) (some []content.Text) {
	var known []content.Text
	for _, f := range c.Flags {
		known = slices.Concat(append(f.When, known)...)
	}
	for _, at := range []int{0, len(known) / 2, len(known) - 1} {
		for slices.ContainsFunc(slices.Concat(set, some), func(t content.Text) bool { return t.S == known[at].S }) {
			at = (at + 1) % len(known)
		}
		some = append(some, known[at])
	}
	return some
}

func idsIn(set []content.Text) string {
	var all []string
	for _, id := range set {
		all = append(all, id.S)
	}
	return strings.Join(all, " + ")
}

// mutated returns a tree whose checker has a mutant in place of a flag.
func mutated(t *content.Tree, at int, m mutant) *content.Tree {
	checker, other := *t.Checker, *t
	checker.Flags = slices.Clone(checker.Flags)
	if len(m.flag.When) == 0 {
		checker.Flags = slices.Delete(checker.Flags, at, at+1)
	} else {
		checker.Flags[at] = m.flag
	}
	other.Checker = &checker
	return &other
}

// A flag that is deleted, lowered or weakened stops the build, with answers that show it; one that comes to mean more
// is told of. What cannot be told apart is listed.
func TestMutants(t *testing.T) {
	whole := tree(t)
	var same strings.Builder
	tried, equivalent, lines := 0, 0, 0
	for i, f := range whole.Checker.Flags {
		lines += len(f.When)
		for _, m := range mutants(whole.Checker, f) {
			tried++
			changed := mutated(whole, i, m)
			if len(rulediff.Compare(held.Rules(whole.Checker), held.Rules(changed.Checker))) == 0 {
				equivalent++
				fmt.Fprintf(&same, "%s, %s\n", f.ID.S, m.what)
				continue
			}
			refused(t, held.Check(changed), f.ID.S, m)
		}
	}
	compareFile(t, "testdata/equivalent.txt", same.String())
	note(t, func(f *Figures) { f.Mutants, f.Equivalent, f.Held = tried, equivalent, 2*lines })
	t.Logf("%d altered flags, of which %d mean the same, and %d lines that are held", tried, equivalent, lines)
}

// refused looks for what a build says of a mutant.
func refused(t *testing.T, found []diag.Diagnostic, flag string, m mutant) {
	t.Helper()
	for _, d := range found {
		if d.Severity == diag.Error || !m.weakens {
			if strings.Contains(d.Message, flag) && strings.Contains(d.Message, ": ") {
				return
			}
		}
	}
	t.Errorf("%s, %s: a build would not say so: %v", flag, m.what, found)
}

// A line that is deleted together with the judgement that holds it stops the build as well: the seal is broken. Where
// somebody seals it anew, a sign that is an emergency alone still has its floor.
func TestRuleAndJudgementDeletedTogether(t *testing.T) {
	whole := tree(t)
	for i, f := range whole.Checker.Flags {
		for k, set := range f.When {
			m := mutant{flag: f}
			m.flag.When = slices.Delete(slices.Clone(f.When), k, k+1)
			both := mutated(whole, i, m)
			kept := *held.Renew(nil, held.Rules(both.Checker), nil, "", time.Time{})
			kept.Seal = whole.Held.Seal
			both.Held = &kept
			if !diag.HasErrors(held.Check(both)) {
				t.Errorf("%s without %s, and what is held without it: a build would not say so", f.ID.S, idsIn(set))
			}
			kept.Seal.S = held.Seal(&kept)
			was, is := held.Rules(whole.Checker).Judge([]string{set[0].S}, false).Says, held.Rules(both.Checker).Judge([]string{set[0].S}, false).Says
			if len(set) == 1 && was == rules.Emergency && is < was && !diag.HasErrors(held.Check(both)) {
				t.Errorf("%s is an emergency alone, and nothing on its page says so: write alone: emergency", set[0].S)
			}
		}
	}
}

func compareFile(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want, err := os.ReadFile(name); err != nil || string(want) != got {
		t.Errorf("%s says otherwise (%v); run the test with -update and look at the difference:\n%s", name, err, got)
	}
}
