// Package rulediff says what becomes of readers when rules change. It compares two sets of flags by what they say to
// answers, not by how they are written, and has for every difference the answers that show it.
package rulediff

import (
	"slices"

	"nosology/generator/rules"
)

// Rule is a flag in words.
type Rule struct {
	ID     string
	Says   rules.Level // to a reader who has all findings of one set
	Unsure rules.Level // to one who is not sure of them
	When   [][]string  // the sets; an empty one never counts
}

// UnsureLevel is what a flag counts as where "not sure" stands in for a yes.
func UnsureLevel(says rules.Level, full bool) rules.Level {
	if full || says <= rules.SeeADoctor {
		return says
	}
	return says - 1
}

// Set is a number of rules that can be asked together.
type Set struct {
	Rules []Rule
	// Of rules with one id, which is a mistake that is told elsewhere, it has the first.
	byID map[string]int
	// starting lists the alternatives by the first of their findings: one that counts has its first finding among
	// those of the reader, so that no other need be looked at.
	starting map[string][]alternative
}

type alternative struct{ rule, line int }

// NewSet returns rules that can be asked. The time to ask does not grow with rules that have nothing to do with the
// question.
func NewSet(list []Rule) *Set {
	s := &Set{Rules: list, byID: make(map[string]int, len(list)), starting: map[string][]alternative{}}
	for i, r := range list {
		if _, taken := s.byID[r.ID]; !taken {
			s.byID[r.ID] = i
		}
		for k, when := range r.When {
			if len(when) > 0 {
				s.starting[when[0]] = append(s.starting[when[0]], alternative{i, k})
			}
		}
	}
	return s
}

// Rule returns the rule with an id, or nil.
func (s *Set) Rule(id string) *Rule {
	if i, ok := s.byID[id]; ok {
		return &s.Rules[i]
	}
	return nil
}

// Verdict is what rules say to a reader.
type Verdict struct {
	Says   rules.Level
	counts map[string]rules.Level // by the flag that counts
}

// Counts returns what a flag counts as, self-care if it does not.
func (v Verdict) Counts(flag string) rules.Level { return v.counts[flag] }

// By returns the flags that make the verdict what it is, sorted.
func (v Verdict) By() (ids []string) {
	for id, level := range v.counts {
		if level == v.Says {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// Judge returns what is said to a reader who has findings and nothing else, or who is not sure of all of them.
// The time grows with the rules that share a finding with the question, not with all. A set counts
// once however many of its findings are asked for, since it is entered under its first alone.
func (s *Set) Judge(findings []string, unsure bool) Verdict {
	v := Verdict{counts: map[string]rules.Level{}}
	for _, f := range findings {
		for _, a := range s.starting[f] {
			r := &s.Rules[a.rule]
			if !within(r.When[a.line], findings) {
				continue
			}
			level := r.Says
			if unsure {
				level = r.Unsure
			}
			v.counts[r.ID] = max(v.counts[r.ID], level)
			v.Says = max(v.Says, level)
		}
	}
	return v
}

// within reports whether all of some findings are among others.
func within(some, others []string) bool {
	return !slices.ContainsFunc(some, func(f string) bool { return !slices.Contains(others, f) })
}
