package rules

import "slices"

// Cover answers what stands for several findings: yes where any of them is, and else not sure where any of them is.
func (b *Base) Cover(answers []Answer) {
	for i := len(b.Questions) - 1; i >= 0; i-- { // covers stand before what they cover, and may be covered themselves
		q := &b.Questions[i]
		if q.Cover == 0 {
			continue
		}
		most := No
		for _, f := range q.asks() {
			most = max(most, answers[f])
		}
		answers[q.Cover-1] = most
	}
}

// Truthful is how a reader replies to a question of whom the answers are true, those of covers included. It reports
// false where the question has no answer that says it, and then the nearest that does not leave out a "not sure".
func (b *Base) Truthful(answers []Answer, question int) (reply Reply, fits bool) {
	q := &b.Questions[question]
	left := map[uint16]Answer{} // what the reply has yet to say
	for _, f := range q.asks() {
		left[f] = answers[f]
	}
	if !q.Many && count(left, NotSure) > 0 {
		return Reply{NotSure: q.asks()}, q.NotSure
	}
	for i, o := range q.Options {
		if !o.holds(answers) || !q.Many && len(o.Findings) != count(left, Yes) {
			continue
		}
		reply.Options = append(reply.Options, i)
		for _, f := range o.Findings {
			delete(left, f)
		}
		if !q.Many {
			break
		}
	}
	for _, o := range q.Options {
		unsure := slices.ContainsFunc(o.Findings, func(f uint16) bool { return left[f] == NotSure })
		for _, f := range o.Findings {
			if unsure && (o.Any || left[f] == NotSure) { // of such a line nobody can say more
				reply.NotSure = append(reply.NotSure, f)
			}
		}
	}
	slices.Sort(reply.NotSure)
	reply.NotSure = slices.Compact(reply.NotSure)
	return reply, count(left, Yes) == 0 && (q.Many || len(reply.Options) > 0) && (q.NotSure || len(reply.NotSure) == 0)
}

// holds reports whether what an option says is there.
func (o *Option) holds(answers []Answer) bool {
	isYes := func(f uint16) bool { return answers[f] == Yes }
	if o.Any {
		return slices.ContainsFunc(o.Findings, isYes)
	}
	return !slices.ContainsFunc(o.Findings, func(f uint16) bool { return !isYes(f) })
}

// count is how many of the answers are the wanted one.
func count(answers map[uint16]Answer, wanted Answer) (n int) {
	for _, a := range answers {
		if a == wanted {
			n++
		}
	}
	return n
}
