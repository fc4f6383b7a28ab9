// Package ruletest makes random knowledge bases and answers, to hold the ways of judging against each other.
//
// Bases are drawn so that what is rare by chance is common: ages that include one another, conditions on conditions,
// findings that nobody asks for, alternatives that share findings. None has a fatal problem; all else that Validate
// warns of they may have, for the judgement must be right there too.
package ruletest

import (
	"fmt"
	"slices"

	"nosology/generator/rules"
)

// Draw returns a number from 0 to below n.
type Draw func(n int) int

// Size says how large a base may become.
type Size struct{ Findings, Questions, Flags, Alternatives, Causes int }

// Small bases are small enough to try every way of answering them.
func Small() Size { return Size{Findings: 9, Questions: 5, Flags: 4, Alternatives: 3, Causes: 4} }

// Large bases are about as large as a site's.
func Large() Size { return Size{Findings: 190, Questions: 40, Flags: 90, Alternatives: 8, Causes: 45} }

// Full bases go to the limits.
func Full() Size {
	return Size{Findings: rules.MaxFindings, Questions: rules.MaxQuestions, Flags: rules.MaxFlags, Alternatives: 4, Causes: rules.MaxCauses}
}

// Base returns a random base without fatal problems.
func Base(draw Draw, size Size) *rules.Base {
	b := &rules.Base{}
	for i := range 1 + draw(size.Findings) {
		b.Findings = append(b.Findings, fmt.Sprintf("finding-%d", i))
	}
	g := &generator{draw, size, b}
	g.questions()
	b.Background = g.some(g.all(), draw(5))
	for i := range draw(size.Flags + 1) {
		b.Flags = append(b.Flags, g.flag(i))
	}
	for i := range draw(size.Causes + 1) {
		b.Causes = append(b.Causes, g.cause(i))
	}
	g.untangle()
	return b
}

// Answers returns random answers, of which some parts may be mostly yes, mostly no, or mostly open.
func Answers(draw Draw, b *rules.Base) []rules.Answer {
	answers := make([]rules.Answer, len(b.Findings))
	usual, habit := rules.Answer(draw(4)), draw(10)
	for i := range answers {
		answers[i] = usual
		if draw(10) >= habit {
			answers[i] = rules.Answer(draw(4))
		}
	}
	return answers
}

// generator makes the parts of one base. Every number comes from draw, in a fixed order, so that a base which showed a
// mistake can be made again from its seed, and a fuzzer can make it smaller.
type generator struct {
	draw Draw
	size Size
	base *rules.Base
}

// questions shares most findings out among questions, in order.
func (g *generator) questions() {
	var earlier []uint16
	next := 0
	for i := range g.draw(g.size.Questions + 1) {
		n := min(1+g.draw(max(2*len(g.base.Findings)/g.size.Questions, 4)), len(g.base.Findings)-next)
		if n == 0 {
			return
		}
		var findings []uint16
		for range n {
			findings = append(findings, uint16(next))
			next++
		}
		q := rules.Question{ID: fmt.Sprintf("question-%d", i), Many: g.draw(2) == 0, NotSure: g.draw(3) > 0, AtOnce: g.draw(4) == 0}
		if len(earlier) > 0 && g.draw(4) == 0 {
			q.When = g.alternatives(earlier, 1+g.draw(3))
		}
		q.Options = g.options(findings)
		g.base.Questions = append(g.base.Questions, q)
		earlier = append(earlier, findings...)
		next += g.draw(8) / 7 // now and then a finding that nobody asks for
		next = min(next, len(g.base.Findings))
	}
}

// untangle takes conditions away, from the last question on, until the base can be packed.
func (g *generator) untangle() {
	for i := len(g.base.Questions) - 1; i >= 0; i-- {
		if len(g.base.Questions[i].When) == 0 {
			continue
		}
		if _, err := g.base.Pack(); err == nil {
			return
		}
		g.base.Questions[i].When = nil
	}
}

// options offers each finding alone, or nests them as ages and durations do, or joins some at random.
func (g *generator) options(findings []uint16) []rules.Option {
	options := []rules.Option{{}}
	style := g.draw(3)
	for i := range findings {
		switch o := findings[i : i+1 : i+1]; style {
		case 0:
			options = append(options, rules.Option{Findings: o})
		case 1:
			options = append(options, rules.Option{Findings: slices.Clone(findings[i:])})
		default:
			other := findings[g.draw(len(findings))]
			if other != findings[i] {
				o = append(o, other)
			}
			options = append(options, rules.Option{Findings: o})
		}
	}
	return options[:min(len(options), rules.MaxOptions)]
}

// flag may have no alternative at all, or any findings together: nobody asks for some of them, and some exclude others.
func (g *generator) flag(i int) rules.Flag {
	return rules.Flag{
		ID:         fmt.Sprintf("flag-%d", i),
		Level:      rules.Level(1 + g.draw(3)),
		UnsureFull: g.draw(4) == 0,
		When:       g.alternatives(g.all(), g.draw(g.size.Alternatives+1)),
	}
}

// cause may have any findings for and against it, or none.
func (g *generator) cause(i int) rules.Cause {
	c := rules.Cause{ID: fmt.Sprintf("cause-%d", i), Care: rules.Level(g.draw(4)), Prevalence: uint8(g.draw(4))}
	for _, f := range g.some(g.all(), g.draw(25)) {
		c.Evidence = append(c.Evidence, rules.Evidence{Finding: f, Strength: rules.Strength(g.draw(4))})
	}
	return c
}

func (g *generator) all() []uint16 {
	all := make([]uint16, len(g.base.Findings))
	for i := range all {
		all[i] = uint16(i)
	}
	return all
}

// alternatives draws n sets of one to three findings. Two of them may be alike.
func (g *generator) alternatives(from []uint16, n int) [][]uint16 {
	var list [][]uint16
	for range n {
		list = append(list, g.some(from, 1+g.draw(3)))
	}
	return list
}

// some returns up to n different findings.
func (g *generator) some(from []uint16, n int) []uint16 {
	var findings []uint16
	for range n {
		if f := from[g.draw(len(from))]; !slices.Contains(findings, f) {
			findings = append(findings, f)
		}
	}
	return findings
}
