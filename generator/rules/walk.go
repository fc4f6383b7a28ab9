package rules

import "slices"

// Reply is what a reader answers to one question.
type Reply struct {
	// Options are the options chosen: one, or any number where the question allows many. None chosen means
	// none of these.
	Options []int
	// NotSure are findings that the reader is not sure about, where the question offers that: all of a
	// question's findings, or of a question of many any of them.
	NotSure []uint16
}

// Reply writes a reply to a question into the answers: the findings of the chosen options become yes, those that
// the reader is not sure about not sure, and the question's others no. Where that denies a cover, all become no that it
// alone covers and that has not been answered.
func (c *Checker) Reply(answers []Answer, question int, r Reply) {
	q := &c.base.Questions[question]
	for _, option := range q.Options {
		for _, f := range option.Findings {
			answers[f] = No
		}
	}
	for _, f := range r.NotSure {
		answers[f] = NotSure
	}
	for _, option := range r.Options {
		for _, f := range q.Options[option].Findings {
			answers[f] = Yes
		}
	}
	c.deny(answers, q)
}

// deny answers what is covered by a line that was denied.
func (c *Checker) deny(answers []Answer, q *Question) {
	for i := range c.base.Questions {
		covered := &c.base.Questions[i]
		// A question that can also be reached another way is not answered by this denial,
		// and neither is one whose cover the question at hand did not ask for.
		if covered.Cover == 0 || len(covered.When) > 1 || answers[covered.Cover-1] != No || !slices.Contains(q.asks(), covered.Cover-1) {
			continue
		}
		for _, f := range covered.asks() {
			if answers[f] == NotAsked {
				answers[f] = No
			}
		}
		c.deny(answers, covered)
	}
}

// Walk goes through the questions as the checker asks them, from no answer at all to where nothing more is worth
// asking, and returns the questions asked and the result. reader answers a question.
func (c *Checker) Walk(reader func(question int) Reply) (asked []int, end Result, err error) {
	answers := c.Answers()
	for {
		end, err = c.Judge(answers)
		if err != nil || end.Next < 0 {
			return asked, end, err
		}
		asked = append(asked, end.Next)
		c.Reply(answers, end.Next, reader(end.Next))
	}
}

// CalmWalk returns the questions asked of a reader who has none of what is asked for.
func (c *Checker) CalmWalk() ([]int, error) {
	asked, _, err := c.Walk(func(q int) Reply {
		for i, option := range c.base.Questions[q].Options {
			if len(option.Findings) == 0 {
				return Reply{Options: []int{i}}
			}
		}
		return Reply{}
	})
	return asked, err
}
