package shipped

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"regexp"
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

// judgements reads a file, packed or not, of lines such as "fever + ?confusion: emergency". What begins with # is left
// out.
func judgements(t *testing.T, name string) (all []judgement) {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var text io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if text, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	lines := bufio.NewScanner(text)
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

// row is a row of the review: what it touched, and what is judged.
type row struct {
	ids   []string
	lines []judgement
}

// rows reads levels.txt by rows.
func rows(t *testing.T) (all []row) {
	t.Helper()
	for _, line := range judgements(t, "levels.txt") {
		if len(line.findings) == 1 && line.findings[0] == "row" {
			all = append(all, row{ids: strings.Fields(line.said)})
			continue
		}
		last := &all[len(all)-1]
		last.lines = append(last.lines, line)
	}
	return all
}

// The levels that the review of November 2026 asks for, row by row, and the rules that it asks for say so.
func TestReviewedLevels(t *testing.T) {
	j := newJudging(t)
	all, judged := rows(t), 0
	for _, row := range all {
		var count []string
		for _, want := range row.lines {
			r := j.judge(t, want.findings...)
			if got := r.Urgency.String(); got != want.said {
				t.Errorf("%s gives %s, want %s", want.at, got, want.said)
			}
			for _, f := range r.Flags {
				count = append(count, f.ID)
			}
			judged++
		}
		for _, id := range row.ids {
			if strings.HasPrefix(id, "rf-") && !slices.Contains(count, id) {
				t.Errorf("%s counts in no line of its row", id)
			}
		}
	}
	const rowsOfTheReview, beside, fewest = 22, 2, 140
	if len(all) != rowsOfTheReview+beside || judged < fewest {
		t.Errorf("%d rows, %d judgements", len(all), judged)
	}
	t.Logf("%d rows, %d judgements", len(all), judged)
}

// What the review added is there for readers: a page for each finding, which a question asks for, and a place among the
// warning signs and the rules for each flag.
func TestReviewedIDsHavePages(t *testing.T) {
	j, f := newJudging(t), shipped(t)
	signs, decides := string(f.files["warning-signs/index.html"]), string(f.files["how-the-checker-decides/index.html"])
	for _, row := range rows(t) {
		for _, id := range row.ids {
			if strings.HasPrefix(id, "rf-") {
				if mark := `id="` + id + `"`; !strings.Contains(signs, mark) || !strings.Contains(decides, mark) {
					t.Errorf("%s does not stand among the warning signs and the rules", id)
				}
				continue
			}
			n, _ := j.Finding(id)
			asked := slices.ContainsFunc(j.Questions, func(q rules.Question) bool {
				return slices.ContainsFunc(q.Options, func(o rules.Option) bool { return slices.Contains(o.Findings, n) })
			})
			if f.ByAddress("/symptoms/"+id+"/") == nil || !asked {
				t.Errorf("%s has a page: %t, is asked for: %t", id, f.ByAddress("/symptoms/"+id+"/") != nil, asked)
			}
		}
	}
}

// Whoever is frightened goes down the warning signs from the top. What kills fastest and is feared most stands there, and
// every flag stands there once, whatever its place in the file.
func TestWhatIsFearedStandsFirst(t *testing.T) {
	f := shipped(t)
	_, lists, _ := strings.Cut(string(f.files["warning-signs/index.html"]), `class="signs care care--emergency"`)
	var ids []string
	for _, m := range regexp.MustCompile(`<li id="(rf-[^"]+)"`).FindAllStringSubmatch(lists, -1) {
		ids = append(ids, m[1])
	}
	for i := range f.Rules.Flags {
		if n := strings.Count(lists, `<li id="`+f.Rules.Flags[i].ID+`"`); n != 1 {
			t.Errorf("%s stands %d times among the warning signs", f.Rules.Flags[i].ID, n)
		}
	}
	feared := []string{
		"rf-stroke-fast", "rf-new-droop", "rf-tia", "rf-seizure", "rf-breathing-swallow", "rf-heart-emergency",
		"rf-overdose", "rf-self-harm-now",
	}
	if len(ids) != len(f.Rules.Flags) || !slices.Equal(ids[:len(feared)], feared) {
		t.Errorf("of %d flags %d are signs, and they begin with %v", len(f.Rules.Flags), len(ids), ids[:min(len(ids), len(feared))])
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
	for _, line := range judgements(t, "before.txt.gz") {
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
}

// Words that a definition lost stand in the answer that took them over, and no answer to it is milder than before.
func TestNarrowedDefinitions(t *testing.T) {
	j := newJudging(t)
	// An uneven beat was part of palpitations, theophylline part of an asthma reliever, a lid that sank slowly after an
	// injection part of uneven pupils.
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

// The questions ask for what the definitions say now, and what one lost is asked for in another.
func TestQuestionsFollowTheDefinitions(t *testing.T) {
	said := map[string]string{}
	for _, q := range shipped(t).Tree.Checker.Questions {
		for _, o := range q.Options {
			for _, id := range o.Yes {
				said[id.S] += o.Say.S + "\n" + o.Help.S + "\n"
			}
		}
	}
	for id, words := range map[string][]string{
		"palpitations":                     {"racing", "pounding", "uneven one known for long"}, // an old uneven beat counts as it did
		"irregular-heartbeat":              {"newly uneven", "skips"},
		"dizziness":                        {"faint", "about to pass out"},
		"unsteadiness":                     {"the room spins"},
		"speech-stop-drooling":             {"suddenly could not speak", "even once"},
		"uneven-pupils":                    {"one upper eyelid hangs down"},
		"lid-droop-after-injection":        {"slowly", "botulinum toxin injection", "pupils are the same size"},
		"takes-asthma-reliever":            {"inhaler", "nebuliser", "tablets"},
		"takes-theophylline":               {"Theophylline or aminophylline"},
		"takes-diuretic":                   {"also as part of a blood-pressure tablet"},
		"muscle-wasting-weakness":          {"over the past weeks or months"},
		"general-weakness":                 {"within hours or days"}, // what came faster
		"arm-leg-weakness":                 {"an arm, a hand or a leg"},
		"recent-botulinum-injection":       {"for looks or as treatment"},
		"blue-grey-lips":                   {"on dark skin", "cold fingers or toes alone do not count"},
		"pregnant-under-20-weeks":          {"surely under 20 weeks"},
		"pregnant-20-weeks-or-after-birth": {"not sure of the week"},
	} {
		for _, w := range words {
			if !strings.Contains(strings.ToLower(said[id]), strings.ToLower(w)) {
				t.Errorf("no answer that stands for %s says %q: %s", id, w, said[id])
			}
		}
	}
}
