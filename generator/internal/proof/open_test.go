package proof_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"nosology/generator"
	"nosology/generator/internal/proof"
	"nosology/generator/rules"
)

const openAnswers = 10_000

// published returns the bytes of files of the shipped site.
func published(t *testing.T, paths ...string) [][]byte {
	t.Helper()
	s, err := generator.Prepare(generator.Options{
		Content: os.DirFS("../../../content"), Name: "content", AsOf: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC),
	})
	if err != nil {
		t.Fatal(err)
	}
	all := make([][]byte, len(paths))
	for i := range s.Files {
		if n := slices.Index(paths, s.Files[i].Path); n >= 0 {
			var b bytes.Buffer
			if err := s.Files[i].Render(&b); err != nil {
				t.Fatal(err)
			}
			all[n] = b.Bytes()
		}
	}
	for i, path := range paths {
		if all[i] == nil {
			t.Fatalf("%s is not published", path)
		}
	}
	return all
}

// A second reading of the open rules, by what they say of themselves and nothing else.
type reading struct {
	Levels   []string
	Answers  []string
	Findings []struct{ ID string }
	Flags    []struct {
		ID, Level, Unsure string
		When              [][]string
	}
}

// urgency judges answers, by the ids of findings. Of a finding that is not there nothing has been asked.
func (r *reading) urgency(answers map[string]string) (urgency string, flags map[string]string) {
	flags = map[string]string{}
	highest := 0
	for _, f := range r.Flags {
		counts := 0
		for _, all := range f.When {
			least := len(r.Answers) - 1
			for _, id := range all {
				least = min(least, max(0, slices.Index(r.Answers, answers[id])))
			}
			level := slices.Index(r.Levels, f.Level)
			switch r.Answers[least] {
			case "yes":
				counts = max(counts, level)
			case "not-sure":
				if f.Unsure != "full" {
					level = max(level-1, slices.Index(r.Levels, "see-a-doctor"))
				}
				counts = max(counts, level)
			}
		}
		if counts > 0 {
			flags[f.ID] = r.Levels[counts]
		}
		highest = max(highest, counts)
	}
	return r.Levels[highest], flags
}

// Whoever reads the open rules comes to the same urgency and the same flags as the checker.
func TestOpenRules(t *testing.T) {
	files := published(t, "checker/rules.json", "checker/rules.sha256")
	sum := sha256.Sum256(files[0])
	if got := hex.EncodeToString(sum[:]) + "  rules.json\n"; got != string(files[1]) {
		t.Errorf("the digest is %q, it should be %q", files[1], got)
	}
	var open reading
	if err := json.Unmarshal(files[0], &open); err != nil {
		t.Fatal(err)
	}
	b := proof.Shipped(t)
	checker, err := rules.NewChecker(b)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(10, 10))
	for range openAnswers {
		answers := proof.Draw(r, b)
		want, err := checker.Judge(answers)
		if err != nil {
			t.Fatal(err)
		}
		wanted := map[string]string{}
		for _, f := range want.Flags {
			wanted[f.ID] = f.Level.String()
		}
		said := map[string]string{}
		for i, a := range answers {
			said[b.Findings[i]] = open.Answers[a]
		}
		urgency, flags := open.urgency(said)
		if urgency != want.Urgency.String() || !sameFlags(flags, wanted) {
			t.Fatalf("%v: the open rules say %s %v, the checker %s %v", said, urgency, flags, want.Urgency, wanted)
		}
	}
	proof.Note(t, func(f *proof.Figures) { f.SecondOpen = openAnswers })
}

func sameFlags(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for id, level := range a {
		if b[id] != level {
			return false
		}
	}
	return true
}

// Everything that the open rules name, they also explain.
func TestOpenRulesAreWhole(t *testing.T) {
	type entry struct {
		ID, Title, Address string
		Say, Do, Why, Care string
		Sources            []string
		Findings           map[string]string
		When               [][]string
		Options            []struct{ Yes []string }
		SpokenBy           []string `json:"spoken_by"`
		Yes                []string
	}
	var open struct{ Findings, Questions, Flags, Causes, Sources, Vignettes []entry }
	if err := json.Unmarshal(published(t, "checker/rules.json")[0], &open); err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, list := range [][]entry{open.Findings, open.Sources} {
		for _, e := range list {
			known[e.ID] = e.Title != ""
		}
	}
	b := proof.Shipped(t)
	if len(open.Findings) != len(b.Findings) || len(open.Questions) != len(b.Questions) || len(open.Flags) != len(b.Flags) || len(open.Causes) != len(b.Causes) || len(open.Vignettes) == 0 {
		t.Errorf("%d findings, %d questions, %d flags, %d causes, %d stories", len(open.Findings), len(open.Questions), len(open.Flags), len(open.Causes), len(open.Vignettes))
	}
	need := func(who string, ids ...string) {
		for _, id := range ids {
			if !known[id] {
				t.Errorf("%s names %q, which nothing explains", who, id)
			}
		}
	}
	for _, e := range slices.Concat(open.Questions, open.Flags, open.Vignettes) {
		need(e.ID, slices.Concat(e.When...)...)
		need(e.ID, slices.Concat(e.Sources, e.Yes)...)
		for _, o := range e.Options {
			need(e.ID, o.Yes...)
		}
	}
	for _, e := range open.Flags {
		if e.Title == "" || e.Say == "" || e.Do == "" || len(e.Sources) == 0 || len(e.SpokenBy) == 0 || strings.Contains(e.Say+e.Do+e.Why, "{{") {
			t.Errorf("the flag %s is not whole: %+v", e.ID, e)
		}
	}
	for _, e := range slices.Concat(open.Causes, open.Findings) {
		if e.Title == "" || !strings.HasPrefix(e.Address, "/") {
			t.Errorf("%s is not whole: %+v", e.ID, e)
		}
		for id := range e.Findings {
			need(e.ID, id)
		}
	}
}
