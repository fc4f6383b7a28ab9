package rulediff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"nosology/generator/rules"
)

// Kind is what a change does to a reader.
type Kind uint8

// The kinds, the gravest first.
const (
	Milder   Kind = iota // the flag still counts, at a lower level
	Narrower             // it counts only with something more
	Rarer                // it does not count any more
	Stricter             // it counts where it did not, or at a higher level
	Replaced             // it counts no more, and another flag says the same
)

// String returns the kind's name.
func (k Kind) String() string {
	return [...]string{"milder", "narrower", "rarer", "stricter", "replaced"}[k]
}

// Weakens reports whether a reader may be warned less than before.
func (k Kind) Weakens() bool { return k <= Rarer }

// Change is a difference between rules, with the answers that show it.
type Change struct {
	Kind     Kind
	Flag     string
	Findings []string // all that the reader has
	Unsure   bool     // the reader is not sure of them
	// Before and After are what the reader is told, by all flags together. Counted and Counts are what this flag
	// counts as.
	Before, After   rules.Level
	Counted, Counts rules.Level
	By              []string // flags that say After
	More            []string // what a narrower flag now asks for as well

	// Line is the place of the set among the flag's own: of the new rules if Kind is Stricter, else of the old.
	// Now is the set of the new rules that asks for more, or -1.
	Line, Now int
}

// Compare returns what changes for readers from one set of rules to another: none if every reader is told the same by
// the same flags. Changes stand by kind, and the deepest fall first.
// It tries only the sets of the rules themselves, not all answers that there can be. That is
// enough, for rules are monotonic: whoever has more findings is told at least as much, so if every
// set of the old rules still says what it said, so does every reader's answer that contains it.
// TestNothingIsOverlooked holds this against all answers.
func Compare(before, after *Set) []Change {
	var changes []Change
	for i := range before.Rules {
		for line := range before.Rules[i].When {
			changes = append(changes, weaker(before, after, &before.Rules[i], line)...)
		}
	}
	for i := range after.Rules {
		for line := range after.Rules[i].When {
			changes = append(changes, stricter(before, after, &after.Rules[i], line)...)
		}
	}
	slices.SortStableFunc(changes, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.rise(), b.rise()), cmp.Compare(b.Before, a.Before))
	})
	return changes
}

// Negative if less is said.
func (c *Change) rise() int { return int(c.After) - int(c.Before) }

// weaker looks at one set of an old rule: all of it yes, and all of it not sure. What the second shows is told only
// where the first shows nothing.
func weaker(before, after *Set, r *Rule, line int) []Change {
	yes, unsure := judge(before, after, r, line, false), judge(before, after, r, line, true)
	c := yes
	if yes.Counts >= yes.Counted {
		c = unsure
	}
	switch others := yes.rise() >= 0 && unsure.rise() >= 0; {
	case c.Counts >= c.Counted:
		return nil
	case c.Counts > rules.SelfCare:
		c.Kind = Milder
	case others && c.rise() > 0:
		return nil // another flag now says more, which is told of that one
	case others:
		c.Kind = Replaced
	default:
		c.Kind = Rarer
		c.narrow(after.Rule(r.ID))
	}
	return []Change{c}
}

// narrow looks for a set that holds all of the change's findings and more.
func (c *Change) narrow(now *Rule) {
	if now == nil {
		return
	}
	for i, when := range now.When {
		if len(when) > len(c.Findings) && within(c.Findings, when) {
			c.Kind, c.Now = Narrower, i
			c.More = slices.DeleteFunc(slices.Clone(when), func(f string) bool { return slices.Contains(c.Findings, f) })
			return
		}
	}
}

func stricter(before, after *Set, r *Rule, line int) []Change {
	for _, unsure := range []bool{false, true} {
		c := judge(before, after, r, line, unsure)
		if c.Counts > c.Counted && before.Rule(r.ID) != nil || c.After > c.Before {
			c.Kind = Stricter
			return []Change{c}
		}
	}
	return nil
}

// judge lets both sets of rules judge a set of findings.
func judge(before, after *Set, r *Rule, line int, unsure bool) Change {
	findings := r.When[line]
	was, is := before.Judge(findings, unsure), after.Judge(findings, unsure)
	return Change{
		Flag: r.ID, Findings: findings, Unsure: unsure, Before: was.Says, After: is.Says,
		Counted: was.Counts(r.ID), Counts: is.Counts(r.ID), By: is.By(), Line: line, Now: -1,
	}
}

// Answers says what the reader has, in words: "fever and confusion alone".
func (c *Change) Answers() string { return answers(c.Findings, c.Unsure) }

func answers(findings []string, unsure bool) string {
	said := findings[len(findings)-1]
	if first := findings[:len(findings)-1]; len(first) > 0 {
		said = strings.Join(first, ", ") + " and " + said
	}
	if unsure {
		return said + " not sure"
	}
	return said + " alone"
}

// Witness says who is told something else: "fever alone: urgent → self-care".
func (c *Change) Witness() string {
	switch {
	case c.Before != c.After:
		return fmt.Sprintf("%s: %s → %s", c.Answers(), c.Before, c.After)
	case c.Kind == Replaced:
		return fmt.Sprintf("%s: still %s, now by %s", c.Answers(), c.After, strings.Join(c.By, ", "))
	}
	return fmt.Sprintf("%s: still %s, but %s counts as %s in place of %s", c.Answers(), c.After, c.Flag, c.Counts, orNothing(c.Counted))
}

func orNothing(l rules.Level) string {
	if l == rules.SelfCare {
		return "nothing"
	}
	return l.String()
}
