//go:build browser

package browser

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"

	"nosology/generator/rules"
	"nosology/generator/rules/judge"
)

// noScript switches JavaScript off for the page; scripts of the test still run.
func noScript() action {
	return command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
}

// tick is a change of one box of the form, by its place among all boxes.
type tick struct {
	box int
	on  bool
}

func (t tick) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, "[%d,%t]", t.box, t.on), nil
}

// sheet is the form as the rules see it: which boxes are ticked, and what that
// answers.
type sheet struct {
	checker *rules.Checker
	places  []place // of each box
	ticked  []bool
	first   []int // by question: its first box
}

// place is what a box stands for. option is -1 for "not sure" about a whole
// question; unsure is that of one line.
type place struct {
	question, option int
	unsure           bool
}

func newSheet(c *rules.Checker) *sheet {
	s := &sheet{checker: c}
	for i, q := range c.Base().Questions {
		s.first = append(s.first, len(s.places))
		for k := range q.Options {
			s.places = append(s.places, place{i, k, false})
			if q.Many && len(q.Options[k].Findings) > 0 {
				s.places = append(s.places, place{i, k, true})
			}
		}
		if !q.Many {
			s.places = append(s.places, place{i, -1, true})
		}
	}
	s.ticked = make([]bool, len(s.places))
	return s
}

// set ticks a box or clears it; of a single choice, the others are cleared.
func (s *sheet) set(t tick) {
	if q := s.places[t.box].question; t.on && !s.checker.Base().Questions[q].Many {
		for box := range s.places {
			if s.places[box].question == q {
				s.ticked[box] = false
			}
		}
	}
	s.ticked[t.box] = t.on
}

// answers are what the ticked boxes say. What is not ticked is not asked.
func (s *sheet) answers() []rules.Answer {
	answers := s.checker.Answers()
	for question := range s.checker.Base().Questions {
		if r := s.reply(question); len(r.Options)+len(r.NotSure) > 0 {
			s.checker.Reply(answers, question, r)
		}
	}
	return answers
}

func (s *sheet) reply(question int) (r rules.Reply) {
	q := &s.checker.Base().Questions[question]
	for box := s.first[question]; box < len(s.places) && s.places[box].question == question; box++ {
		switch p := s.places[box]; {
		case !s.ticked[box]:
		case p.option < 0:
			return unsure(q)
		case p.unsure:
			r.NotSure = append(r.NotSure, q.Options[p.option].Findings...)
		default:
			r.Options = append(r.Options, p.option)
		}
	}
	return r
}

// view is what the form is to show: the urgency, the warnings with their
// levels, and the questions.
func (s *sheet) view(t *testing.T) string {
	answers := s.answers()
	result, err := s.checker.Judge(answers)
	if err != nil {
		t.Fatal(err)
	}
	var warnings, questions []string
	for _, f := range result.Flags {
		warnings = append(warnings, fmt.Sprintf("%s %d", f.ID, f.Level))
	}
	slices.Sort(warnings)
	for i, q := range s.checker.Base().Questions {
		r := s.reply(i)
		if len(r.Options)+len(r.NotSure) > 0 || isAsked(&q, answers) {
			questions = append(questions, fmt.Sprint(i))
		}
	}
	return fmt.Sprintf("%d | %s | %s", result.Urgency, strings.Join(warnings, ","), strings.Join(questions, " "))
}

func isAsked(q *rules.Question, answers []rules.Answer) bool {
	return len(q.When) == 0 || slices.ContainsFunc(q.When, func(all []uint16) bool {
		return !slices.ContainsFunc(all, func(f uint16) bool { return answers[f] < rules.NotSure })
	})
}

// boxesOf returns the boxes that bear on a finding.
func (s *sheet) boxesOf(finding uint16) (boxes []int) {
	for box, p := range s.places {
		q := &s.checker.Base().Questions[p.question]
		if p.option >= 0 && slices.Contains(q.Options[p.option].Findings, finding) || p.option < 0 && slices.Contains(unsure(q).NotSure, finding) {
			boxes = append(boxes, box)
		}
	}
	return boxes
}

// lookScript ticks boxes and returns what the form shows after each step.
const lookScript = `(steps => {
	const form = document.getElementById("the_form");
	const boxes = [...form.querySelectorAll("input")];
	const warnings = [...form.querySelectorAll(".warning")].map(e => ({
		e, id: e.querySelector(".warning__rule").hash.slice(1), unsure: e.querySelector(".warning__unsure"),
		level: ["self-care", "see-a-doctor", "urgent", "emergency"].indexOf(e.className.match(/level--(\S+)/)[1]),
	}));
	const verdicts = [...form.querySelectorAll(".verdict")];
	const questions = [...form.querySelectorAll("fieldset")];
	const shown = e => e && getComputedStyle(e).display !== "none";
	return steps.map(ticks => {
		for (const [box, on] of ticks) boxes[box].checked = on;
		const fired = warnings.filter(w => shown(w.e)).map(w => w.id + " " + (w.level - (shown(w.unsure) ? 1 : 0)));
		const heads = verdicts.filter(shown).map(v => v.dataset.level);
		return heads.join("?") + " | " + fired.sort().join(",") + " | " + questions.map((q, i) => shown(q) ? i : -1).filter(i => i >= 0).join(" ");
	});
})`

// The form judges by style sheet alone as the rules do natively: for every flag
// by itself, for every alternative of every flag and every condition of every
// question with every way to answer its findings, with each finding of it left
// out, and on a random walk of single changes.
func TestFormJudgesAsRules(t *testing.T) {
	t.Parallel()
	site := buildSite(t)
	s := newSheet(checkerOf(t, site))
	w := &walk{sheet: s}
	aims := s.aims()
	for _, a := range s.oneForEach(t, aims) {
		w.to(t, a.boxes)
	}
	alone := len(w.steps)
	for _, boxes := range s.pack(aims) {
		w.to(t, boxes)
	}
	packed := len(w.steps) - alone
	random := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		box := random.IntN(len(s.places))
		w.step(t, []tick{{box, !s.ticked[box] && random.IntN(12) > 0 || random.IntN(40) == 0}})
	}
	p := open(t, site.serve(t), noScript())
	const batch = 250
	for at := 0; at < len(w.steps); at += batch {
		end := min(at+batch, len(w.steps))
		text, err := json.Marshal(w.steps[at:end])
		if err != nil {
			t.Fatal(err)
		}
		for i, got := range eval[[]string](p, lookScript+"("+string(text)+")") {
			if got != w.want[at+i] {
				t.Fatalf("step %d, %v: the form shows\n%s\nand natively it is\n%s", at+i, w.steps[at+i], got, w.want[at+i])
			}
		}
	}
	t.Logf("%d ways to raise or to miss a flag or a question, in %d steps for one each and %d for all; %d steps at random", len(aims), alone, packed, len(w.steps)-alone-packed)
	p.quiet()
}

// vectors is how many random answers the module judges in the browser.
const vectors = 50_000

// vectorScript judges random answers and returns a hash of the results of each
// thousand. The answers come from a generator that the test runs as well.
const vectorScript = `(async (count, vectors) => {
	const get = async url => new Uint8Array(await (await fetch(url)).arrayBuffer());
	const base = await get(checker.dataset.base);
	const {exports: m} = (await WebAssembly.instantiate(await get(checker.dataset.module))).instance;
	const memory = () => new Uint8Array(m.memory.buffer);
	memory().set(base, m.inbuf());
	if (m.load(base.length) !== 0) throw new Error("not loaded");
	let state = 1;
	const next = n => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0, state >>> 8) % n;
	const hashes = [];
	for (let i = 0, hash = 2166136261; i < vectors; i++) {
		const yes = next(24), unsure = next(24), asked = next(256);
		const at = m.inbuf(), bytes = memory();
		for (let f = 0; f < count; f++) {
			const r = next(256);
			bytes[at + f] = r < yes ? 3 : r < yes + unsure ? 2 : r < asked ? 1 : 0;
		}
		const n = m.judge(count), out = memory().subarray(m.outbuf(), m.outbuf() + n);
		for (const byte of out) hash = Math.imul(hash ^ byte, 16777619) >>> 0;
		if (i % 1000 === 999) hashes.push(hash);
	}
	return hashes;
})`

// The module judges in the browser as the rules do natively, to the byte.
func TestModuleJudgesAsRules(t *testing.T) {
	t.Parallel()
	site := buildSite(t)
	packed, err := site.site.Rules.Pack()
	if err != nil {
		t.Fatal(err)
	}
	p := open(t, site.serve(t))
	got := await[[]uint32](p, vectorScript+fmt.Sprintf("(%d, %d)", len(site.site.Rules.Findings), vectors))
	want := judgeNatively(t, packed, len(site.site.Rules.Findings))
	if !slices.Equal(got, want) {
		for i := range want {
			if i >= len(got) || got[i] != want[i] {
				t.Fatalf("of %d thousands, the first to differ is number %d", len(want), i)
			}
		}
	}
	t.Logf("%d vectors", vectors)
	p.quiet()
}

// judgeNatively does what vectorScript does, with the judge that is compiled
// for this machine.
func judgeNatively(t *testing.T, packed []byte, count int) []uint32 {
	var kb judge.KB
	if code := kb.Load(packed); code != 0 {
		t.Fatalf("not loaded: %d", code)
	}
	state := uint32(1)
	next := func(n uint32) uint32 {
		state = state*1664525 + 1013904223
		return (state >> 8) % n
	}
	answers, out := make([]byte, count), make([]byte, judge.MaxOut)
	hash := fnv.New32a()
	var hashes []uint32
	for i := range vectors {
		yes, unsure, asked := next(24), next(24), next(256)
		for f := range answers {
			answers[f] = answerOf(next(256), yes, unsure, asked)
		}
		n := kb.Judge(answers, out)
		if n < 0 {
			t.Fatalf("code %d", n)
		}
		hash.Write(out[:n])
		if i%1000 == 999 {
			hashes = append(hashes, hash.Sum32())
		}
	}
	return hashes
}

func answerOf(r, yes, unsure, asked uint32) rules.Answer {
	switch {
	case r < yes:
		return rules.Yes
	case r < yes+unsure:
		return rules.NotSure
	case r < asked:
		return rules.No
	}
	return rules.NotAsked
}
