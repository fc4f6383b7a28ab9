package shipped

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"nosology/generator/rules"
)

// judging is the shipped checker, asked about findings by name.
type judging struct {
	*rules.Base
	checker *rules.Checker
}

func newJudging(t *testing.T) *judging {
	t.Helper()
	b := shipped(t).Rules
	checker, err := rules.NewChecker(b)
	if err != nil {
		t.Fatal(err)
	}
	return &judging{b, checker}
}

// level judges findings that are there, or not sure behind a question mark, where all else is no.
func (j *judging) level(t *testing.T, findings ...string) rules.Level {
	t.Helper()
	return j.judge(t, findings...).Urgency
}

func (j *judging) judge(t *testing.T, findings ...string) rules.Result {
	t.Helper()
	answers := j.checker.Answers()
	for i := range answers {
		answers[i] = rules.No
	}
	for _, name := range findings {
		id, unsure := strings.CutPrefix(name, "?")
		f, ok := j.Finding(id)
		if !ok {
			t.Fatalf("there is no finding %q any more", id)
		}
		answers[f] = rules.Yes
		if unsure {
			answers[f] = rules.NotSure
		}
	}
	r, err := j.checker.Judge(answers)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// judgement is a line of a file of judgements: what it is about, and the level.
type judgement struct {
	at       string
	findings []string
	said     string
}

// judgements reads a file of lines such as "fever + ?confusion: emergency". What begins with # is left out.
func judgements(t *testing.T, name string) (all []judgement) {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		left, said, ok := strings.Cut(line, ": ")
		if !ok {
			t.Fatalf("%s:%d: no level in %q", name, n, line)
		}
		all = append(all, judgement{fmt.Sprintf("%s:%d: %s", name, n, left), strings.Split(left, " + "), said})
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// The levels that the review of November 2026 asks for, row by row.
func TestReviewedLevels(t *testing.T) {
	j := newJudging(t)
	all := judgements(t, "levels.txt")
	if len(all) < 100 {
		t.Errorf("only %d judgements", len(all))
	}
	for _, want := range all {
		if got := j.level(t, want.findings...).String(); got != want.said {
			t.Errorf("%s gives %s, want %s", want.at, got, want.said)
		}
	}
}

// Each red flag of the fact sheet is a rule here, as urgent as there and with the same alternatives. Where one of the
// sheet's alternatives needs more than another, the shorter one stands for both.
func TestRulesAreThoseOfTheFacts(t *testing.T) {
	j := newJudging(t)
	wanted := map[string][]string{}
	for _, line := range judgements(t, "red-flags.txt") {
		slices.Sort(line.findings)
		wanted[line.said] = append(wanted[line.said], strings.Join(line.findings, " + "))
	}
	for i := range j.Flags {
		f := &j.Flags[i]
		name := f.ID + " " + f.Level.String()
		var got []string
		for _, alternative := range f.When {
			var ids []string
			for _, finding := range alternative {
				ids = append(ids, j.Findings[finding])
			}
			slices.Sort(ids)
			got = append(got, strings.Join(ids, " + "))
		}
		slices.Sort(got)
		slices.Sort(wanted[name])
		if !slices.Equal(got, wanted[name]) {
			t.Errorf("%s is\n%s\nthe facts say\n%s", name, strings.Join(got, "\n"), strings.Join(wanted[name], "\n"))
		}
		delete(wanted, name)
	}
	for name := range wanted {
		t.Errorf("there is no rule %s", name)
	}
}

// No answer, alone or with any other, yes or not sure, is judged milder than it was in the first edition.
func TestNothingGotMilder(t *testing.T) {
	j := newJudging(t)
	before := map[string]rules.Level{}
	var findings []string
	for _, line := range judgements(t, "before.txt") {
		level := levelOf(t, line.said)
		before[strings.Join(line.findings, " + ")] = level
		if len(line.findings) == 1 && !strings.HasPrefix(line.findings[0], "?") {
			findings = append(findings, line.findings[0])
		}
	}
	if len(findings) < 180 {
		t.Fatalf("only %d findings", len(findings))
	}
	judged := 0
	compare := func(names ...string) {
		judged++
		was := before[strings.Join(names, " + ")]
		for _, name := range names {
			was = max(was, before[name])
		}
		if is := j.level(t, names...); is < was {
			t.Errorf("%s: %s, and was %s", strings.Join(names, " + "), is, was)
		}
	}
	for i, a := range findings {
		compare(a)
		compare("?" + a)
		for _, b := range findings[i+1:] {
			compare(a, b)
			compare(a, "?"+b)
			compare("?"+a, b)
			compare("?"+a, "?"+b)
		}
	}
	t.Logf("%d judgements", judged)
}

func levelOf(t *testing.T, name string) rules.Level {
	t.Helper()
	for _, l := range []rules.Level{rules.SelfCare, rules.SeeADoctor, rules.Urgent, rules.Emergency} {
		if l.String() == name {
			return l
		}
	}
	t.Fatalf("there is no level %q", name)
	return 0
}

// A lid that hangs is an emergency by every answer but one: it sank slowly, after an injection, and the pupils are
// alike. Whoever is not sure is told the same as whoever says yes.
func TestHangingLid(t *testing.T) {
	j := newJudging(t)
	question := slices.IndexFunc(j.Questions, func(q rules.Question) bool { return q.ID == "pupils-and-lids" })
	if question < 0 {
		t.Fatal("nobody asks for lids")
	}
	lid, _ := j.Finding("lid-droop-after-injection")
	pupils, _ := j.Finding("uneven-pupils")
	want := func(what string, reply rules.Reply, level rules.Level) {
		t.Helper()
		answers := j.checker.Answers()
		for i := range answers {
			answers[i] = rules.No
		}
		j.checker.Reply(answers, question, reply)
		r, err := j.checker.Judge(answers)
		if err != nil || r.Urgency != level {
			t.Errorf("%s: %s, want %s, %v", what, r.Urgency, level, err)
		}
	}
	q := &j.Questions[question]
	for i, option := range q.Options {
		switch {
		case slices.Contains(option.Findings, pupils):
			want("it hangs", rules.Reply{Options: []int{i}}, rules.Emergency)
		case slices.Contains(option.Findings, lid):
			want("slowly, after an injection", rules.Reply{Options: []int{i}}, rules.Urgent)
		default:
			want("no lid hangs", rules.Reply{Options: []int{i}}, rules.SelfCare)
		}
	}
	want("not sure", rules.Reply{NotSure: []uint16{pupils, lid}}, rules.Emergency)
	said := shipped(t).Tree.Checker.Questions[question].Options
	for i, option := range q.Options {
		if slices.Contains(option.Findings, lid) {
			for _, word := range []string{"slowly", "botulinum toxin injection", "pupils are the same size"} {
				if !strings.Contains(said[i].Say.S, word) {
					t.Errorf("the answer that can wait does not say %q: %s", word, said[i].Say.S)
				}
			}
		}
	}
}

// Words that a definition lost stand in the answer that took them over, and no answer to it is milder than before.
func TestNarrowedDefinitions(t *testing.T) {
	j := newJudging(t)
	// An uneven beat was part of palpitations, theophylline part of an asthma reliever.
	for narrowed, instead := range map[string]string{"palpitations": "irregular-heartbeat", "takes-asthma-reliever": "takes-theophylline"} {
		for _, other := range j.Findings {
			was, is := j.level(t, narrowed, other), j.level(t, instead, other)
			if is < was {
				t.Errorf("%s + %s: %s; as %s it was %s", instead, other, is, narrowed, was)
			}
		}
	}
	// Speech that stops once, and not in attacks, counts.
	for _, answers := range [][]string{{"speech-stop-drooling"}, {"?speech-stop-drooling"}} {
		if got := j.level(t, answers...); got != rules.Emergency {
			t.Errorf("%v: %s", answers, got)
		}
	}
}
