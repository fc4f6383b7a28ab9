package proof

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/disk"
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

// trees returns the shipped content, and what init writes, by name.
func trees(t *testing.T) map[string]*content.Tree {
	t.Helper()
	all := map[string]*content.Tree{"shipped": tree(t)}
	for _, name := range []string{"starter", "starter-de", "starter-ar"} {
		begun, found, err := content.Load(os.DirFS("../../../cmd/nosology/"+name+"/content"), "content")
		if err != nil || diag.HasErrors(found) || begun.Held == nil {
			t.Fatal(name, err, found)
		}
		all[name] = begun
	}
	return all
}

// mutant is a flag that was altered on purpose.
type mutant struct {
	what    string
	flag    content.Flag // without sets: the flag was deleted
	weakens bool
}

// mutants lists the ways in which a flag may come to mean less, and some in which it means more.
func mutants(whole *content.Tree, f content.Flag) []mutant {
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
		for _, more := range strangers(whole, set) {
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

// strangers returns three findings that a set does not name, or as many as there are.
func strangers(whole *content.Tree, set []content.Text) (some []content.Text) {
	var others []content.Text
	for _, d := range whole.Docs {
		if d.Finding != nil && !slices.ContainsFunc(set, func(t content.Text) bool { return t.S == d.ID }) {
			others = append(others, content.Text{S: d.ID, Pos: set[0].Pos})
		}
	}
	for _, at := range slices.Compact([]int{0, len(others) / 2, len(others) - 1}) {
		some = append(some, others[at])
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

// A flag that is deleted, lowered or weakened, in the shipped site or in one that was just begun, stops the build, with
// answers that show it; one that comes to mean more is told of. What cannot be told apart is listed.
func TestMutants(t *testing.T) {
	var same strings.Builder
	for _, name := range []string{"shipped", "starter", "starter-de", "starter-ar"} {
		whole := trees(t)[name]
		tried, equivalent := tryMutants(t, whole)
		for _, what := range equivalent {
			fmt.Fprintf(&same, "%s: %s\n", name, what)
		}
		lines := 0
		for _, f := range whole.Checker.Flags {
			lines += len(f.When)
		}
		if name == "shipped" {
			note(t, func(f *Figures) { f.Mutants, f.Equivalent, f.Held = tried, len(equivalent), 2*lines })
		}
		t.Logf("%s: %d altered flags, of which %d mean the same, and %d lines that are held", name, tried, len(equivalent), lines)
	}
	compareFile(t, "testdata/equivalent.txt", same.String())
}

// tryMutants holds all mutants of a tree against what is held there. It returns how many they are, and those that say
// the same to everybody, in the order of the flags.
func tryMutants(t *testing.T, whole *content.Tree) (tried int, equivalent []string) {
	var mutex sync.Mutex
	same := map[int][]string{}
	parallel(t, func(t *testing.T, part, parts int) {
		for i := part; i < len(whole.Checker.Flags); i += parts {
			f, n := whole.Checker.Flags[i], 0
			var none []string
			for _, m := range mutants(whole, f) {
				n++
				changed := mutated(whole, i, m)
				found := held.Check(changed)
				if len(found) == 0 && len(rulediff.Compare(held.Rules(whole.Checker), held.Rules(changed.Checker))) == 0 {
					none = append(none, f.ID.S+", "+m.what)
					continue
				}
				refused(t, found, f.ID.S, m)
			}
			mutex.Lock()
			tried, same[i] = tried+n, none
			mutex.Unlock()
		}
	})
	for i := range whole.Checker.Flags {
		equivalent = append(equivalent, same[i]...)
	}
	return tried, equivalent
}

// refused looks for what a build says of a mutant, and for whom it shows as told something else.
func refused(t *testing.T, found []diag.Diagnostic, flag string, m mutant) {
	t.Helper()
	for _, d := range found {
		witness := strings.Contains(d.Message, " → ") || strings.Contains(d.Message, ": still ")
		if (d.Severity == diag.Error || !m.weakens) && witness && strings.Contains(d.Message, strconv.Quote(flag)) {
			return
		}
	}
	t.Errorf("%s, %s: a build would not say so: %v", flag, m.what, found)
}

// A line that is deleted together with the judgement that holds it stops the build as well: the seal is broken. Where
// somebody seals it anew, a sign that is urgent or an emergency alone still has its floor.
func TestRuleAndJudgementDeletedTogether(t *testing.T) {
	for name, whole := range trees(t) {
		lines := 0
		for i, f := range whole.Checker.Flags {
			for k, set := range f.When {
				m := mutant{flag: f}
				m.flag.When = slices.Delete(slices.Clone(f.When), k, k+1)
				both := mutated(whole, i, m)
				deletedTogether(t, whole, both, set)
				lines++
			}
		}
		t.Logf("%s: %d lines", name, lines)
	}
}

// deletedTogether holds a tree without one line against what is held without it.
func deletedTogether(t *testing.T, whole, both *content.Tree, set []content.Text) {
	t.Helper()
	kept := *held.Renew(nil, held.Rules(both.Checker), nil, "", time.Time{})
	kept.Seal = whole.Held.Seal
	both.Held = &kept
	if !slices.ContainsFunc(held.Check(both), func(d diag.Diagnostic) bool { return d.Check == "broken-seal" }) {
		t.Errorf("without %s, and what is held without it: a build would not say so", idsIn(set))
	}
	kept.Seal.S = held.Seal(&kept)
	sign := []string{set[0].S}
	was, is := held.Rules(whole.Checker).Judge(sign, false).Says, held.Rules(both.Checker).Judge(sign, false).Says
	if len(set) == 1 && was >= rules.Urgent && is < was && !diag.HasErrors(held.Check(both)) {
		t.Errorf("%s alone is %s, and nothing on its page says so: write alone: %s", set[0].S, was, was)
	}
}

func compareFile(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		disk.Write(t, name, got)
		return
	}
	if want, err := os.ReadFile(name); err != nil || string(want) != got {
		t.Errorf("%s says otherwise (%v); run the test with -update and look at the difference:\n%s", name, err, got)
	}
}
