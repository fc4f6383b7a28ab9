package rules_test

import (
	"slices"

	"nosology/generator/rules"
)

// The oracle judges the plain way, straight from what DESIGN and the doc comments say, with none of the judge's
// means: no packing, no sets of bits, no looking back.

func oracleUrgency(b *rules.Base, answers []rules.Answer) rules.Level {
	worst := rules.SelfCare
	for i := range b.Flags {
		worst = max(worst, oracleFlag(&b.Flags[i], answers))
	}
	return worst
}

func oracleFlag(f *rules.Flag, answers []rules.Answer) rules.Level {
	level := rules.SelfCare
	for _, alternative := range f.When {
		least := rules.Yes
		for _, finding := range alternative {
			least = min(least, answers[finding])
		}
		switch {
		case least == rules.Yes || least == rules.NotSure && f.UnsureFull:
			level = max(level, f.Level)
		case least == rules.NotSure:
			level = max(level, f.Level-1, rules.SeeADoctor)
		}
	}
	return level
}

// oracleCompletions visits every way of answering the open questions, one after the other.
func oracleCompletions(b *rules.Base, given []rules.Answer, visit func([]rules.Answer)) {
	answers := slices.Clone(given)
	var from func(question int)
	from = func(question int) {
		if question == len(b.Questions) {
			visit(answers)
			return
		}
		from(question + 1) // not asked
		q := &b.Questions[question]
		if !oracleAsked(q, answers) {
			return
		}
		before := slices.Clone(answers)
		for _, reply := range oracleReplies(q, given) {
			copy(answers, before)
			for f, answer := range reply {
				if given[f] == rules.NotAsked {
					answers[f] = answer
				}
			}
			from(question + 1)
		}
		copy(answers, before)
	}
	from(0)
}

func oracleAsked(q *rules.Question, answers []rules.Answer) bool {
	met := func(condition []uint16) bool {
		return !slices.ContainsFunc(condition, func(f uint16) bool { return answers[f] < rules.NotSure })
	}
	return len(q.When) == 0 || slices.ContainsFunc(q.When, met)
}

// oracleReplies lists what a reader may answer to a question without contradicting what was answered before.
func oracleReplies(q *rules.Question, given []rules.Answer) []map[uint16]rules.Answer {
	findings := asks(q)
	if !q.Many {
		return singleReplies(q, findings, given)
	}
	var replies []map[uint16]rules.Answer
	for chosen := range 1 << len(q.Options) {
		reply := map[uint16]rules.Answer{}
		contradicts := false
		for i, option := range q.Options {
			if chosen>>i&1 == 0 {
				continue
			}
			for _, f := range option.Findings {
				reply[f] = rules.Yes
				contradicts = contradicts || given[f] == rules.No
			}
		}
		if !contradicts {
			replies = append(replies, unsureOfRest(q, findings, reply)...)
		}
	}
	return replies
}

// unsureOfRest adds to a reply every choice of no and not sure for the findings that it leaves out.
func unsureOfRest(q *rules.Question, findings []uint16, reply map[uint16]rules.Answer) []map[uint16]rules.Answer {
	replies := []map[uint16]rules.Answer{{}}
	for _, f := range findings {
		var longer []map[uint16]rules.Answer
		for _, r := range replies {
			choices := []rules.Answer{rules.No}
			if q.NotSure {
				choices = append(choices, rules.NotSure)
			}
			if reply[f] == rules.Yes {
				choices = []rules.Answer{rules.Yes}
			}
			for _, answer := range choices {
				next := map[uint16]rules.Answer{f: answer}
				for k, v := range r {
					next[k] = v
				}
				longer = append(longer, next)
			}
		}
		replies = longer
	}
	return replies
}

func singleReplies(q *rules.Question, findings []uint16, given []rules.Answer) []map[uint16]rules.Answer {
	var replies []map[uint16]rules.Answer
	for _, option := range q.Options {
		reply := map[uint16]rules.Answer{}
		agrees := true
		for _, f := range findings {
			reply[f] = rules.No
			if slices.Contains(option.Findings, f) {
				reply[f] = rules.Yes
			}
			if given[f] == rules.Yes || given[f] == rules.No {
				agrees = agrees && given[f] == reply[f]
			}
		}
		if agrees {
			replies = append(replies, reply)
		}
	}
	if q.NotSure {
		reply := map[uint16]rules.Answer{}
		for _, f := range findings {
			reply[f] = rules.NotSure
		}
		replies = append(replies, reply)
	}
	return replies
}

func asks(q *rules.Question) []uint16 {
	var findings []uint16
	for _, option := range q.Options {
		findings = append(findings, option.Findings...)
	}
	slices.Sort(findings)
	return slices.Compact(findings)
}

// oracleCause returns a cause's points and whether anything that is felt speaks for it. Background counts only
// where something typical or common is felt.
func oracleCause(b *rules.Base, c *rules.Cause, answers []rules.Answer) (points int, supported bool) {
	typical := 0
	for _, e := range c.Evidence {
		if e.Strength == rules.Typical {
			typical++
		}
	}
	share := max(60/max(typical, 1), 10)
	points = 3 * int(c.Prevalence)
	felt, background, pointed := 0, 0, false
	for _, e := range c.Evidence {
		worth := map[rules.Strength]int{rules.Typical: share, rules.Common: 8, rules.Occasional: 3}[e.Strength]
		there := answers[e.Finding] == rules.Yes
		switch {
		case there && e.Strength == rules.Against:
			points -= 30
		case there && slices.Contains(b.Background, e.Finding):
			background += worth
		case there:
			felt += worth
			pointed = pointed || e.Strength != rules.Occasional
		case answers[e.Finding] == rules.No && e.Strength == rules.Typical:
			points -= share / 2
		}
	}
	if !pointed {
		background = 0
	}
	return points + felt + background, felt > 0
}

func oracleBand(points int) rules.Band {
	switch {
	case points >= 68:
		return rules.FitsWell
	case points >= 35:
		return rules.Possible
	case points >= 15:
		return rules.LessLikely
	}
	return 0
}
