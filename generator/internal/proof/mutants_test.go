package proof

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"nosology/generator/rules"
)

const heldFile = "testdata/held.txt"

// held is a judgement that is kept: the answers and what comes of them. All that is not mentioned is no.
type held struct {
	answers []rules.Answer
	said    string
}

// verdict writes a judgement: the urgency and every flag with what it counts as.
func verdict(b *rules.Base, r rules.Result) string {
	words := []string{r.Urgency.String()}
	for _, f := range r.Flags {
		word := b.Flags[f.Flag].ID
		if f.Level != b.Flags[f.Flag].Level {
			word += "(" + f.Level.String() + ")"
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

// telling returns answers that tell whether a flag is as it should be: for each alternative, all its findings yes; one
// of them not sure; one of them no.
func telling(b *rules.Base, flag int) [][]rules.Answer {
	var all [][]rules.Answer
	for _, alternative := range b.Flags[flag].When {
		var given []answer
		for _, f := range alternative {
			given = append(given, answer{f, rules.Yes})
		}
		all = append(all, vector(b, rules.No, given...))
		for i := range given {
			for _, a := range []rules.Answer{rules.NotSure, rules.No} {
				given[i].answer = a
				all = append(all, vector(b, rules.No, given...))
			}
			given[i].answer = rules.Yes
		}
	}
	return all
}

// TestHeld judges what is kept. A rule that is changed shows here: look at the difference as a clinician would, then
// run the test with -update.
func TestHeld(t *testing.T) {
	b := shipped(t)
	e := newEngine(t, b)
	if *update {
		writeHeld(t, e)
	}
	for _, h := range readHeld(t, b) {
		if got := verdict(b, e.judge(t, h.answers)); got != h.said {
			t.Errorf("%s: %s\nkept is: %s", told(b, h.answers), got, h.said)
		}
	}
}

func writeHeld(t *testing.T, e *engine) {
	var text strings.Builder
	text.WriteString(`# Judgements that must not change unless somebody means it: answers, then the urgency and the flags behind it. A
# question mark is "not sure"; all that is not mentioned is no. In brackets stands what a flag counts as because of a
# "not sure". There is a line for each way in which a flag counts, and for each in which it just does not.
`)
	seen := map[string]bool{}
	for i, f := range e.base.Flags {
		fmt.Fprintf(&text, "\n# %s\n", f.ID)
		for _, answers := range telling(e.base, i) {
			line := told(e.base, answers)
			if !seen[line] {
				seen[line] = true
				fmt.Fprintf(&text, "%s: %s\n", line, verdict(e.base, e.judge(t, answers)))
			}
		}
	}
	if err := os.WriteFile(heldFile, []byte(text.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func readHeld(t *testing.T, b *rules.Base) []held {
	text, err := os.ReadFile(heldFile)
	if err != nil {
		t.Fatal(err)
	}
	var all []held
	for i, line := range strings.Split(string(text), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		said, wanted, _ := strings.Cut(line, ": ")
		answers, err := read(b, said)
		if err != nil {
			t.Fatalf("%s:%d: %v", heldFile, i+1, err)
		}
		all = append(all, held{answers, wanted})
	}
	return all
}

// mutant is a flag that was altered on purpose.
type mutant struct {
	what string
	flag rules.Flag // without alternatives: the flag was deleted
	// same says why the mutant cannot be told apart, if it cannot.
	same string
}

// mutants lists the ways in which a flag may come to mean less, and some in which it means more.
func mutants(b *rules.Base, f rules.Flag) []mutant {
	all := []mutant{{what: "deleted"}}
	if f.Level > rules.SeeADoctor {
		lower := f
		lower.Level--
		all = append(all, mutant{what: "lowered", flag: lower})
	}
	if f.Level < rules.Emergency {
		higher := f
		higher.Level++
		all = append(all, mutant{what: "raised", flag: higher})
	}
	other := f
	other.UnsureFull = !f.UnsureFull
	all = append(all, mutant{what: "not sure turned round", flag: other, same: sameUnsure(f)})
	for i := range f.When {
		all = append(all, alternativeMutants(b, f, i)...)
	}
	return all
}

// sameUnsure says why "not sure" may make no difference.
func sameUnsure(f rules.Flag) string {
	if f.Level == rules.SeeADoctor {
		return "nothing counts below see-a-doctor"
	}
	return ""
}

func alternativeMutants(b *rules.Base, f rules.Flag, i int) []mutant {
	alternative := f.When[i]
	with := func(changed ...[]uint16) rules.Flag {
		m := f
		m.When = slices.Concat(f.When[:i], changed, f.When[i+1:])
		return m
	}
	name := ids(b, alternative)
	same := ""
	if by := subsumed(f, i); by != nil {
		same = ids(b, by) + " is enough"
	}
	all := []mutant{{"without " + name, with(), same}}
	for _, more := range strangers(b, alternative) {
		all = append(all, mutant{name + " and also " + b.Findings[more], with(append(slices.Clone(alternative), more)), same})
	}
	for k := range alternative {
		if len(alternative) == 1 {
			break
		}
		less := slices.Delete(slices.Clone(alternative), k, k+1)
		m := mutant{ids(b, less) + " in place of " + name, with(less), ""}
		if by := subsumed(m.flag, i); by != nil && covered(f, less) {
			m.same = ids(b, by) + " is enough"
		}
		all = append(all, m)
	}
	return all
}

// strangers returns three findings that an alternative does not name.
func strangers(b *rules.Base, alternative []uint16) []uint16 {
	var some []uint16
	for _, start := range []int{0, len(b.Findings) / 2, len(b.Findings) - 4} {
		f := uint16(start)
		for slices.Contains(alternative, f) || slices.Contains(some, f) {
			f++
		}
		some = append(some, f)
	}
	return some
}

// subsumed returns another alternative of a flag that holds whenever one does, or nil.
func subsumed(f rules.Flag, i int) []uint16 {
	for j, other := range f.When {
		if j != i && isWithin(other, f.When[i]) {
			return other
		}
	}
	return nil
}

// covered reports whether some alternative of a flag holds whenever findings do.
func covered(f rules.Flag, findings []uint16) bool {
	return slices.ContainsFunc(f.When, func(a []uint16) bool { return isWithin(a, findings) })
}

func isWithin(a, b []uint16) bool {
	return !slices.ContainsFunc(a, func(f uint16) bool { return !slices.Contains(b, f) })
}

func ids(b *rules.Base, findings []uint16) string {
	var all []string
	for _, f := range findings {
		all = append(all, b.Findings[f])
	}
	return strings.Join(all, " + ")
}

// Every flag that is deleted, lowered or weakened, or comes to mean more, changes a judgement that is kept. What
// cannot be told apart, and why, is kept too.
func TestMutants(t *testing.T) {
	b := shipped(t)
	kept := readHeld(t, b)
	var same strings.Builder
	tried, equivalent := 0, 0
	for _, f := range b.Flags {
		for _, m := range mutants(b, f) {
			tried++
			killed := kills(t, b, f, m, kept)
			switch {
			case m.same != "":
				equivalent++
				fmt.Fprintf(&same, "%s, %s: %s\n", f.ID, m.what, m.same)
				if killed {
					t.Errorf("%s, %s, should be the same because %s, but is not", f.ID, m.what, m.same)
				}
			case !killed:
				t.Errorf("%s, %s: nobody would notice; add answers to %s that show it", f.ID, m.what, heldFile)
			}
		}
	}
	compareFile(t, "testdata/equivalent.txt", same.String())
	note(t, func(f *Figures) { f.Mutants, f.Equivalent, f.Held = tried, equivalent, len(kept) })
	t.Logf("%d altered flags, of which %d mean the same, and %d judgements that are kept", tried, equivalent, len(kept))
}

// kills reports whether a judgement that is kept changes. One flag alone is judged: what the others say is the same,
// so a difference in it is one in the list of flags.
func kills(t *testing.T, b *rules.Base, f rules.Flag, m mutant, kept []held) bool {
	before := newEngine(t, &rules.Base{Findings: b.Findings, Flags: []rules.Flag{f}})
	changed := &rules.Base{Findings: b.Findings}
	if len(m.flag.When) > 0 {
		changed.Flags = []rules.Flag{m.flag}
	}
	after := newEngine(t, changed)
	for _, h := range kept {
		if verdict(before.base, before.judge(t, h.answers)) != verdict(after.base, after.judge(t, h.answers)) {
			return true
		}
	}
	return false
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
