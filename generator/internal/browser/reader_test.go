//go:build browser

package browser

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"nosology/generator/rules"
)

// start starts the check and waits for what comes first.
func (p *tab) start() {
	p.t.Helper()
	p.until("document.querySelector('#start_here button')")
	p.click("#start_here button")
	p.until("checker.dataset.screen !== 'start'")
}

// question is the number of the present question.
func (p *tab) question() int {
	return eval[int](p, "Number(document.querySelector('.is-current').id.slice(2))")
}

// boxes names the boxes of a reply within the form, as selectors.
func boxes(b *rules.Base, first []int, question int, r rules.Reply) []string {
	q := &b.Questions[question]
	var selectors []string
	for _, option := range r.Options {
		switch {
		case q.Many && len(q.Options[option].Findings) == 0:
			selectors = append(selectors, fmt.Sprintf("#q_%d .none", question))
		default:
			selectors = append(selectors, fmt.Sprintf("#k_%d .yes", first[question]+option))
		}
	}
	if len(r.NotSure) > 0 && !q.Many {
		return []string{fmt.Sprintf("#s_%d input", question)}
	}
	left := slices.Clone(r.NotSure) // each line stands for all its findings
	for i, option := range q.Options {
		if n := len(option.Findings); n > 0 && !slices.ContainsFunc(option.Findings, func(f uint16) bool { return !slices.Contains(left, f) }) {
			selectors = append(selectors, fmt.Sprintf("#k_%d .unsure input", first[question]+i))
			left = slices.DeleteFunc(left, func(f uint16) bool { return slices.Contains(option.Findings, f) })
		}
	}
	return selectors
}

// firstOptions numbers the answers through, as the form does: that of each
// question's first.
func firstOptions(b *rules.Base) []int {
	first := make([]int, len(b.Questions))
	n := 0
	for i, q := range b.Questions {
		first[i] = n
		n += len(q.Options)
		if q.Many {
			n-- // none of these
		}
	}
	return first
}

// calm answers that nothing is there.
func calm(q *rules.Question) rules.Reply {
	for i, option := range q.Options {
		if len(option.Findings) == 0 {
			return rules.Reply{Options: []int{i}}
		}
	}
	return rules.Reply{Options: []int{0}}
}

// unsure is not sure about anything.
func unsure(q *rules.Question) (r rules.Reply) {
	for _, option := range q.Options {
		r.NotSure = append(r.NotSure, option.Findings...)
	}
	return r
}

// moody answers as chance has it, mostly calmly.
func moody(random *rand.Rand, q *rules.Question) rules.Reply {
	if random.IntN(6) > 0 {
		return calm(q)
	}
	if !q.Many {
		if random.IntN(6) == 0 {
			return unsure(q)
		}
		return rules.Reply{Options: []int{random.IntN(len(q.Options))}}
	}
	var r rules.Reply
	seen := map[uint16]bool{}
	for range 1 + random.IntN(2) {
		option := random.IntN(len(q.Options) - 1)
		finding := q.Options[option].Findings[0]
		switch {
		case seen[finding]:
		case random.IntN(3) == 0:
			r.NotSure = append(r.NotSure, q.Options[option].Findings...)
		default:
			r.Options = append(r.Options, option)
		}
		seen[finding] = true
	}
	return r
}

// answer ticks the boxes of a reply by script and continues, unless it goes on by itself.
func (p *tab) answer(selectors []string) {
	p.t.Helper()
	eval[any](p, fmt.Sprintf(`{
		const question = document.querySelector(".is-current");
		for (const s of %s) document.querySelector(s).click();
		if (document.querySelector(".is-current") === question) document.querySelector(".ask__go [type=submit]").click();
	}`, jsList(selectors)))
}

func jsList(texts []string) string {
	quoted := make([]string, len(texts))
	for i, text := range texts {
		quoted[i] = fmt.Sprintf("%q", text)
	}
	return "[" + strings.Join(quoted, ",") + "]"
}

func checkerOf(t *testing.T, p *published) *rules.Checker {
	t.Helper()
	c, err := rules.NewChecker(p.site.Rules)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Readers of many kinds are asked the questions that the rules ask them natively,
// in the same order, and come to the same advice, warnings and causes. Those who
// change an answer at the end are asked what that calls for, and come to what
// they would have come to with that answer from the start.
func TestReaders(t *testing.T) {
	t.Parallel()
	site := buildSite(t)
	p := open(t, site.serve(t))
	urgencies, changed := map[rules.Level]int{}, 0
	for seed := range uint64(30) {
		r := newReader(p, checkerOf(t, site), seed)
		p.start()
		p.sent()
		want := r.walk()
		for _, question := range r.asked {
			r.reply(question)
		}
		if p.screen() == "result" && want.Urgency < rules.Emergency {
			changed++
			want = r.change()
		}
		if p.screen() != "result" {
			t.Fatalf("reader %d is on the screen %q instead of the result", seed, p.screen())
		}
		if got, want := p.shown(), shownFor(site, want); got != want {
			t.Errorf("reader %d sees\n%s\nand natively it is\n%s", seed, got, want)
		}
		if sent := p.sent(); len(sent) > 0 {
			t.Fatalf("after the first question, %q was requested", sent)
		}
		urgencies[want.Urgency]++
		eval[any](p, `document.querySelector("[data-do=erase]").click()`)
	}
	t.Logf("readers by advice: %v; %d changed an answer", urgencies, changed)
	p.quiet()
}

// reader answers questions as chance has it, but the same question the same way.
type reader struct {
	*tab
	checker *rules.Checker
	random  *rand.Rand
	first   []int
	replies map[int]rules.Reply
	asked   []int
	bar     float64 // how far it has come
}

func newReader(p *tab, c *rules.Checker, seed uint64) *reader {
	return &reader{p, c, rand.New(rand.NewPCG(seed, 1)), firstOptions(c.Base()), map[int]rules.Reply{}, nil, 0}
}

// walk is what the reader comes to natively.
func (r *reader) walk() rules.Result {
	asked, result, err := r.checker.Walk(func(question int) rules.Reply {
		if _, ok := r.replies[question]; !ok {
			r.replies[question] = moody(r.random, &r.checker.Base().Questions[question])
		}
		return r.replies[question]
	})
	if err != nil {
		r.t.Fatal(err)
	}
	r.asked = asked
	return result
}

// reply replies to a question, which must be the one on the screen.
func (r *reader) reply(question int) {
	r.t.Helper()
	if got := r.question(); got != question {
		r.t.Fatalf("the reader is asked %q, and natively %q", r.checker.Base().Questions[got].ID, r.checker.Base().Questions[question].ID)
	}
	bar := eval[float64](r.tab, "document.querySelector('.ask__bar').value")
	if bar < r.bar {
		r.t.Errorf("the bar shrinks from %.0f to %.0f", r.bar, bar)
	}
	r.bar = bar
	r.answer(boxes(r.checker.Base(), r.first, question, r.replies[question]))
}

// asks are the words of a question and what it asks for, which tell it from every other.
func (r *reader) asks(question int) string {
	return eval[string](r.tab, fmt.Sprintf("document.querySelector('#q_%d h3').textContent", question))
}

// change changes one answer, and answers what is asked because of it.
func (r *reader) change() rules.Result {
	r.t.Helper()
	before := r.asked
	place := r.random.IntN(len(before))
	question := before[place]
	r.replies[question] = moody(r.random, &r.checker.Base().Questions[question])
	want := r.walk()
	eval[any](r.tab, fmt.Sprintf(`[...document.querySelectorAll(".answers button")].find(b => b.textContent.includes(%q)).click()`, r.asks(question)))
	eval[any](r.tab, `for (const box of document.querySelectorAll(".is-current :checked")) box.checked = false`)
	r.reply(question)
	for _, next := range r.asked {
		if !slices.Contains(before, next) && r.screen() == "question" {
			r.reply(next)
		}
	}
	return want
}

// shown is the gist of the result's screen.
func (p *tab) shown() string {
	return eval[string](p, `[
		document.querySelector(".result").className.match(/care--(\S+)/)[1],
		...[...document.querySelectorAll(".reasons .warning__title")].map(e => "warning: " + e.textContent),
		...[...document.querySelectorAll(".bands .links a")].map(e => "cause: " + e.firstChild.textContent),
	].join("\n")`)
}

// shownFor is the same of a native judgement.
func shownFor(p *published, r rules.Result) string {
	top := advised(r)
	lines := []string{top.String()}
	for _, f := range r.Flags {
		lines = append(lines, "warning: "+p.site.Flags[f.Flag].Title.S)
	}
	if r.Urgency < rules.Emergency {
		for band := rules.FitsWell; band >= rules.LessLikely; band-- {
			for _, c := range r.Causes {
				if c.Band == band && (top > rules.SelfCare || c.Care == rules.SelfCare) {
					lines = append(lines, "cause: "+p.site.Causes[c.Cause].Title.S)
				}
			}
		}
	}
	return strings.Join(lines, "\n")
}

// advised is the level of the card on top of a result: that of the warnings, and where there are none that of what fits
// well.
func advised(r rules.Result) rules.Level {
	level := r.Urgency
	for _, c := range r.Causes {
		if r.Urgency == rules.SelfCare && c.Band == rules.FitsWell {
			level = max(level, c.Care)
		}
	}
	return level
}
