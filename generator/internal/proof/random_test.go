package proof

import (
	"math/rand/v2"
	"slices"
	"testing"

	"nosology/generator/rules"
)

const (
	randomAnswers = 200_000
	chain         = 40 // answers that are made from one another by raising one
)

// draw makes answers up: mostly of one kind, as those of real readers are, and at times of any.
func draw(r *rand.Rand, b *rules.Base) []rules.Answer {
	answers := make([]rules.Answer, len(b.Findings))
	usual, habit := rules.Answer(r.IntN(4)), r.IntN(101)
	if r.IntN(3) > 0 {
		usual = rules.Answer(r.IntN(2))
	}
	for i := range answers {
		answers[i] = usual
		if r.IntN(100) >= habit {
			answers[i] = rules.Answer(r.IntN(4))
		}
	}
	return answers
}

// raise makes one answer more worrying: no or not asked, not sure, yes. It reports false if none can be.
func raise(r *rand.Rand, answers []rules.Answer) bool {
	for range 50 {
		f := r.IntN(len(answers))
		switch answers[f] {
		case rules.NotAsked, rules.No:
			answers[f] = rules.NotSure + rules.Answer(r.IntN(2))
			return true
		case rules.NotSure:
			answers[f] = rules.Yes
			return true
		}
	}
	return false
}

// The engine and the plain reading agree on answers of any kind; raising an answer never lowers the urgency, nor any
// flag; what could be is never below what is; and each flag's witness is a smallest reason for it.
func TestAnyAnswers(t *testing.T) {
	b := shipped(t)
	whole := newEngine(t, b)
	parallel(t, func(t *testing.T, part, parts int) {
		r := rand.New(rand.NewPCG(2026, uint64(part)))
		e := whole.another()
		for n := part * chain; n < randomAnswers; n += parts * chain {
			answers := draw(r, b)
			var before []rules.Level
			for range chain {
				result := agree(t, e, answers)
				now := levels(b, result)
				for i := range before {
					if now[i] < before[i] {
						t.Fatalf("%s: %s fell from %s to %s", told(b, answers), b.Flags[i].ID, before[i], now[i])
					}
				}
				if result.CouldBe < result.Urgency {
					t.Fatalf("%s: %s could be %s", told(b, answers), result.Urgency, result.CouldBe)
				}
				checkWitnesses(t, b, answers, result)
				before = now
				if !raise(r, answers) {
					answers, before = draw(r, b), nil
				}
			}
		}
	})
	note(t, func(f *Figures) { f.Random = randomAnswers })
	t.Logf("%d answers", randomAnswers)
}

func checkWitnesses(t *testing.T, b *rules.Base, answers []rules.Answer, result rules.Result) {
	for _, fired := range result.Flags {
		f := &b.Flags[fired.Flag]
		only := vector(b, rules.No)
		for _, id := range fired.Witness {
			n := indexOf(b.Findings, id)
			only[n] = answers[n]
		}
		if got := highest(f, only); got != fired.Level {
			t.Fatalf("%s: the reason for %s, %v, makes it %s, not %s", told(b, answers), f.ID, fired.Witness, got, fired.Level)
		}
		for _, id := range fired.Witness {
			n := indexOf(b.Findings, id)
			kept := only[n]
			only[n] = rules.No
			if highest(f, only) >= fired.Level {
				t.Fatalf("%s: the reason for %s, %v, holds without %s", told(b, answers), f.ID, fired.Witness, id)
			}
			only[n] = kept
		}
	}
}

func highest(f *rules.Flag, answers []rules.Answer) rules.Level {
	level := rules.SelfCare
	for _, a := range f.When {
		level = max(level, plainAlternative(f, a, answers))
	}
	return level
}

// Not sure counts for at least as much as no, and for no more than yes, for every finding beside any other.
func TestNotSureIsNeverBelowNo(t *testing.T) {
	b := shipped(t)
	e := newEngine(t, b)
	r := rand.New(rand.NewPCG(3, 3))
	for range 20 {
		answers := draw(r, b)
		for f := range answers {
			kept := answers[f]
			last := rules.SelfCare
			for _, a := range []rules.Answer{rules.No, rules.NotSure, rules.Yes} {
				answers[f] = a
				now := e.judge(t, answers).Urgency
				if now < last {
					t.Fatalf("%s: %s fell from %s to %s", told(b, answers), b.Findings[f], last, now)
				}
				last = now
			}
			answers[f] = kept
		}
	}
}

// The order of the questions does not matter, nor does going back: replies given in any order, some of them twice,
// come to the same answers and the same result.
func TestOrderDoesNotMatter(t *testing.T) {
	b := shipped(t)
	c, err := rules.NewChecker(b)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(4, 4))
	for range 2000 {
		replies := make([]rules.Reply, len(b.Questions))
		for q := range replies {
			replies[q] = anyReply(r, &b.Questions[q])
		}
		straight, mixed := c.Answers(), c.Answers()
		for q := range replies {
			c.Reply(straight, q, replies[q])
		}
		order := r.Perm(len(replies))
		for _, q := range append(order, order[:len(order)/3]...) {
			c.Reply(mixed, q, anyReply(r, &b.Questions[q]))
			c.Reply(mixed, q, replies[q])
		}
		if !slices.Equal(straight, mixed) {
			t.Fatalf("%s in the order of the questions, %s in another", told(b, straight), told(b, mixed))
		}
	}
}

// anyReply draws a reply that the page allows.
func anyReply(r *rand.Rand, q *rules.Question) rules.Reply {
	if !q.Many {
		if r.IntN(6) == 0 {
			return rules.Reply{NotSure: asks(q)}
		}
		return rules.Reply{Options: []int{r.IntN(len(q.Options))}}
	}
	var reply rules.Reply
	for i := range q.Options {
		switch r.IntN(12) {
		case 0:
			reply.Options = append(reply.Options, i)
		case 1:
			reply.NotSure = append(reply.NotSure, q.Options[i].Findings...)
		}
	}
	return reply
}

func asks(q *rules.Question) []uint16 {
	var findings []uint16
	for _, o := range q.Options {
		findings = append(findings, o.Findings...)
	}
	slices.Sort(findings)
	return slices.Compact(findings)
}

// What could be is true: no way of going on exceeds it, and some way reaches it.
func TestCouldBe(t *testing.T) {
	c, err := rules.NewChecker(shipped(t))
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(5, 5))
	for range 2000 {
		answers, result := halfWay(t, r, c)
		if reached := reach(t, c, slices.Clone(answers), result.CouldBe); reached != result.CouldBe {
			t.Fatalf("%s could be %s, but %s is all that was reached", told(c.Base(), answers), result.CouldBe, reached)
		}
		for bound := result.CouldBe; result.Next >= 0; {
			c.Reply(answers, result.Next, anyReply(r, &c.Base().Questions[result.Next]))
			if result, err = c.Judge(answers); err != nil {
				t.Fatal(err)
			}
			if result.Urgency > bound || result.CouldBe > bound {
				t.Fatalf("%s is %s and could be %s; before it could only be %s", told(c.Base(), answers), result.Urgency, result.CouldBe, bound)
			}
		}
	}
}

// halfWay answers some of the questions, in the order in which they are asked.
func halfWay(t *testing.T, r *rand.Rand, c *rules.Checker) ([]rules.Answer, rules.Result) {
	answers := c.Answers()
	result, err := c.Judge(answers)
	for range r.IntN(12) {
		if err != nil || result.Next < 0 {
			break
		}
		reply := rules.Reply{}
		if q := &c.Base().Questions[result.Next]; r.IntN(4) == 0 || !q.Many {
			reply = anyReply(r, q)
		}
		c.Reply(answers, result.Next, reply)
		result, err = c.Judge(answers)
	}
	if err != nil {
		t.Fatal(err)
	}
	return answers, result
}

// reach goes on until a level is reached, always by a reply after which it still could be.
func reach(t *testing.T, c *rules.Checker, answers []rules.Answer, level rules.Level) rules.Level {
	result, err := c.Judge(answers)
	for err == nil && result.Urgency < level && result.Next >= 0 {
		next := result.Next
		found := false
		for _, reply := range simpleReplies(&c.Base().Questions[next]) {
			tried := slices.Clone(answers)
			c.Reply(tried, next, reply)
			after, failed := c.Judge(tried)
			if failed != nil {
				t.Fatal(failed)
			}
			if after.CouldBe >= level && !found {
				answers, result, found = tried, after, true
			}
			if after.Urgency >= level {
				return after.Urgency
			}
		}
		if !found {
			break
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return result.Urgency
}

// simpleReplies lists replies of at most one option, of all of them, and not sure.
func simpleReplies(q *rules.Question) []rules.Reply {
	replies := []rules.Reply{}
	for i := range q.Options {
		replies = append(replies, rules.Reply{Options: []int{i}})
	}
	if q.Many { // two of them together may be what it takes
		all := rules.Reply{}
		for i := range q.Options {
			all.Options = append(all.Options, i)
		}
		replies = append(replies, all)
	}
	return append(replies, rules.Reply{}, rules.Reply{NotSure: asks(q)})
}
