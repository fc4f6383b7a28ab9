package rules_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"nosology/generator/rules"
	"nosology/generator/rules/judge"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestLevelsAreOrderedAndNamed(t *testing.T) {
	levels := []rules.Level{rules.SelfCare, rules.SeeADoctor, rules.Urgent, rules.Emergency}
	if !slices.IsSorted(levels) {
		t.Error("the levels are not in order")
	}
	for i, name := range []string{"self-care", "see-a-doctor", "urgent", "emergency"} {
		parsed, ok := rules.ParseLevel(name)
		if levels[i].String() != name || parsed != levels[i] || !ok {
			t.Errorf("level %d is %v; %q is %v, %v", i, levels[i], name, parsed, ok)
		}
	}
	if _, ok := rules.ParseLevel("soon"); ok {
		t.Error(`"soon" is a level`)
	}
}

func TestBaseSurvivesJSON(t *testing.T) {
	base := smallBase()
	text, err := json.Marshal(base)
	if err != nil {
		t.Fatal(err)
	}
	var back rules.Base
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(&back, base) {
		t.Errorf("from JSON: %+v, want %+v", back, *base)
	}
	for _, want := range []string{`"level":"emergency"`, `"strength":"typical"`, `"unsure_full":true`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("JSON without %s: %s", want, text)
		}
	}
}

// smallBase has one of everything, and nothing wrong with it.
func smallBase() *rules.Base {
	return &rules.Base{
		Findings: []string{"young", "old", "droop", "fever", "stiff", "coffee"},
		Questions: []rules.Question{
			{ID: "age", NotSure: true, Options: []rules.Option{{Findings: []uint16{0}}, {Findings: []uint16{1}}, {}}},
			{ID: "signs", Many: true, NotSure: true, Options: []rules.Option{{Findings: []uint16{2}}, {Findings: []uint16{3}}, {}}},
			{ID: "more", Many: true, When: [][]uint16{{3}}, Options: []rules.Option{{Findings: []uint16{4}}, {}}},
			{ID: "habits", Many: true, Options: []rules.Option{{Findings: []uint16{5}}, {}}},
		},
		Flags: []rules.Flag{
			{ID: "stroke", Level: rules.Emergency, UnsureFull: true, When: [][]uint16{{2}}},
			{ID: "infection", Level: rules.Emergency, When: [][]uint16{{3, 4}, {0, 3}}},
			{ID: "check", Level: rules.SeeADoctor, When: [][]uint16{{1}}},
		},
		Causes: []rules.Cause{
			{ID: "caffeine", Prevalence: 2, Evidence: []rules.Evidence{{Finding: 5, Strength: rules.Typical}, {Finding: 2, Strength: rules.Against}}},
			{ID: "a cold", Prevalence: 3, Evidence: []rules.Evidence{{Finding: 3, Strength: rules.Typical}}},
		},
	}
}

func TestPackIsDeterministicAndSmall(t *testing.T) {
	first, err := smallBase().Pack()
	if err != nil {
		t.Fatal(err)
	}
	shuffled := smallBase()
	slices.Reverse(shuffled.Flags[1].When[0])
	slices.Reverse(shuffled.Causes[0].Evidence)
	second, err := shuffled.Pack()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, second) {
		t.Errorf("the same base packs to\n%x and\n%x", first, second)
	}
	if len(first) > 90 {
		t.Errorf("%d bytes", len(first))
	}
}

func TestAnswersThatAreNone(t *testing.T) {
	checker, err := rules.NewChecker(smallBase())
	if err != nil {
		t.Fatal(err)
	}
	for _, answers := range [][]rules.Answer{nil, make([]rules.Answer, 5), make([]rules.Answer, 7), {0, 1, 2, 3, 4, 0}} {
		if result, err := checker.Judge(answers); err == nil {
			t.Errorf("answers %v are judged: %+v", answers, result)
		}
	}
}

func TestQuestionsForCausesOnlyAreLimited(t *testing.T) {
	base := &rules.Base{Causes: []rules.Cause{{ID: "this"}, {ID: "that"}}}
	for i := range 40 {
		base.Findings = append(base.Findings, fmt.Sprint("habit-", i))
		base.Questions = append(base.Questions, rules.Question{ID: fmt.Sprint("question-", i), Many: true,
			Options: []rules.Option{{Findings: []uint16{uint16(i)}}, {}}})
		c := &base.Causes[i%2]
		c.Evidence = append(c.Evidence, rules.Evidence{Finding: uint16(i), Strength: rules.Common})
	}
	checker, err := rules.NewChecker(base)
	if err != nil {
		t.Fatal(err)
	}
	if start, err := checker.Judge(checker.Answers()); err != nil || start.Worth != judge.Screens {
		t.Errorf("at the start %d questions are worth asking, want %d, %v", start.Worth, judge.Screens, err)
	}
	yes := func(int) rules.Reply { return rules.Reply{Options: []int{0}} }
	for name, reader := range map[string]func(int) rules.Reply{"all yes": yes, "all no": func(int) rules.Reply { return rules.Reply{} }} {
		asked, end, err := checker.Walk(reader)
		if err != nil || len(asked) > judge.Screens || end.Worth != 0 {
			t.Errorf("%s: %d questions, %d left, %v", name, len(asked), end.Worth, err)
		}
	}
}

// Of questions that may be as urgent, one that is to be asked at once comes first, as soon as it can be asked.
func TestAtOnceComesFirst(t *testing.T) {
	ask := func(id string, finding uint16) rules.Question {
		return rules.Question{ID: id, Many: true, Options: []rules.Option{{Findings: []uint16{finding}}, {}}}
	}
	base := &rules.Base{
		Findings:  []string{"chest-pain", "despair", "danger", "rash"},
		Questions: []rules.Question{ask("chest", 0), ask("mood", 1), ask("skin", 3), ask("safety", 2)},
		Flags: []rules.Flag{
			{ID: "heart", Level: rules.Emergency, When: [][]uint16{{0}}},
			{ID: "now", Level: rules.Emergency, When: [][]uint16{{2}}},
			{ID: "thoughts", Level: rules.Urgent, When: [][]uint16{{1}}},
			{ID: "rash", Level: rules.SeeADoctor, When: [][]uint16{{3}}},
		},
	}
	base.Questions[3].When = [][]uint16{{1}}
	base.Questions[3].AtOnce = true
	checker, err := rules.NewChecker(base)
	if err != nil {
		t.Fatal(err)
	}
	for despair, want := range map[rules.Answer]int{rules.NotAsked: 0, rules.No: 0, rules.NotSure: 3, rules.Yes: 3} {
		answers := checker.Answers()
		answers[1] = despair
		if r, err := checker.Judge(answers); err != nil || r.Next != want {
			t.Errorf("despair %v: next is %d, want %d, %v", despair, r.Next, want, err)
		}
	}
}

// Of questions that cannot raise the urgency, the one that draws the leading causes furthest apart comes first.
func TestTellingQuestionComesFirst(t *testing.T) {
	strengths := func(s ...rules.Strength) (list []rules.Evidence) {
		for f, strength := range s {
			list = append(list, rules.Evidence{Finding: uint16(f), Strength: strength})
		}
		return list
	}
	base := &rules.Base{
		Findings: []string{"shared", "weak", "telling", "middling"},
		Causes: []rules.Cause{
			{ID: "this", Evidence: strengths(rules.Common, rules.Common, rules.Against, rules.Common)},
			{ID: "that", Evidence: strengths(rules.Common, rules.Occasional, rules.Typical, rules.Against)},
		},
	}
	for i, id := range base.Findings {
		base.Questions = append(base.Questions, rules.Question{ID: id, Many: true, Options: []rules.Option{{Findings: []uint16{uint16(i)}}, {}}})
	}
	base.Questions[1].AtOnce = true // which is for what may be urgent, and here nothing is
	checker, err := rules.NewChecker(base)
	if err != nil {
		t.Fatal(err)
	}
	asked, err := checker.CalmWalk()
	if want := []int{2, 3, 1}; err != nil || !slices.Equal(asked, want) {
		t.Errorf("asked %v, want %v, %v", asked, want, err)
	}
}

func TestConditionalQuestionIsAskedOnlyThen(t *testing.T) {
	checker, err := rules.NewChecker(smallBase())
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name  string
		signs rules.Reply
		want  string
	}{
		{"no fever", rules.Reply{}, "age signs habits"},
		{"fever", rules.Reply{Options: []int{1}}, "age signs more habits"},
		{"perhaps fever", rules.Reply{NotSure: []uint16{3}}, "age signs more habits"},
		{"droop", rules.Reply{Options: []int{0}}, "age signs"},
	}
	for _, test := range tests {
		asked, _, err := checker.Walk(func(question int) rules.Reply {
			if checker.Base().Questions[question].ID == "signs" {
				return test.signs
			}
			return rules.Reply{}
		})
		var ids []string
		for _, q := range asked {
			ids = append(ids, checker.Base().Questions[q].ID)
		}
		if got := strings.Join(ids, " "); got != test.want || err != nil {
			t.Errorf("%s: asked %s, want %s, %v", test.name, got, test.want, err)
		}
	}
}

// The page holds these bytes and the module must give the same for ever, or the format's version must change.
func TestKnownAnswers(t *testing.T) {
	known, err := rules.SelfTest()
	if err != nil {
		t.Fatal(err)
	}
	text := "base " + hex.EncodeToString(known.Packed) + "\n"
	for _, c := range known.Cases {
		text += "answers " + hex.EncodeToString(c.Answers) + " result " + hex.EncodeToString(c.Want) + "\n"
	}
	const golden = "testdata/selftest.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if text != string(want) {
		t.Errorf("known answers are\n%swant\n%s", text, want)
	}
}

// The module must not carry more than it needs: the judge imports nothing but math/bits, whose functions that it
// uses are single instructions.
func TestJudgeImportsNothingHeavy(t *testing.T) {
	files, err := filepath.Glob("judge/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range file.Imports {
			if spec.Path.Value != `"math/bits"` {
				t.Errorf("%s imports %s", name, spec.Path.Value)
			}
		}
	}
}
