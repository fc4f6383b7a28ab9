package shipped

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/goccy/go-yaml"

	"nosology/generator"
	"nosology/generator/content"
	"nosology/generator/rules"
	"nosology/generator/words"
	"nosology/generator/words/learn"
)

// locked are sentences that measure the recogniser of own words: see the head of the file.
type locked struct {
	Said []struct {
		Say      string
		Findings []string
	}
	Nothing []struct{ Say, Why string }
}

func readLocked(t *testing.T) (l locked) {
	t.Helper()
	raw, err := os.ReadFile("testdata/locked.yaml")
	if err == nil {
		err = yaml.Unmarshal(raw, &l)
	}
	if err != nil || len(l.Nothing) < 150 {
		t.Fatalf("%d sentences that say nothing, %v", len(l.Nothing), err)
	}
	return l
}

// share is how many of so many there are.
type share struct{ n, of int }

func (s *share) add(is bool) {
	s.of++
	if is {
		s.n++
	}
}

func (s share) percent() float64 { return 100 * float64(s.n) / float64(max(s.of, 1)) }

// TestLockedSentences: of what people say whom nothing was learned from, at least so much is recognised, at least so
// much of what is recognised is right, and at most so often something is where there is nothing.
func TestLockedSentences(t *testing.T) {
	const (
		dangerRecall, dangerPrecision = 80, 90
		recall, precision             = 70, 85
		falseOffers                   = 10
	)
	said := readLocked(t)
	recogniser := newRecogniser(t)
	dangers := dangers(t)
	var found, right, dangerFound, dangerRight, offered share
	for _, s := range said.Said {
		there, _ := recogniser.Recognise(s.Say)
		for _, id := range s.Findings {
			heard := slices.ContainsFunc(there, func(m words.Match) bool { return m.ID == id })
			found.add(heard)
			if dangers[id] > 0 {
				dangerFound.add(heard)
			}
		}
		for _, m := range there {
			if impliedBy(m.ID, s.Findings) || strings.HasPrefix(m.ID, "age-") && !slices.Contains(s.Findings, m.ID) {
				continue // ages that the writers typed in passing, and did not note
			}
			is := slices.Contains(s.Findings, m.ID)
			right.add(is)
			if dangers[m.ID] > 0 {
				dangerRight.add(is)
			}
		}
	}
	for _, s := range said.Nothing {
		there, _ := recogniser.Recognise(s.Say)
		offered.add(len(there) > 0)
	}
	t.Logf("danger: recall %.1f %% of %d, precision %.1f %% of %d; all: recall %.1f %% of %d, precision %.1f %% of %d; false offers %.1f %% of %d",
		dangerFound.percent(), dangerFound.of, dangerRight.percent(), dangerRight.of, found.percent(), found.of, right.percent(), right.of, offered.percent(), offered.of)
	if dangerFound.percent() < dangerRecall || dangerRight.percent() < dangerPrecision || found.percent() < recall || right.percent() < precision || offered.percent() > falseOffers {
		t.Error("less is recognised than was promised")
	}
}

// TestDangersHoweverWorded: a danger is heard whether "can't" is written in one word or two, and behind what is denied.
func TestDangersHoweverWorded(t *testing.T) {
	recogniser := newRecogniser(t)
	for say, id := range map[string]string{
		"CANNOT breathe": "breathing-trouble", "I CANNOT breathe": "breathing-trouble", "CANNOT lift my arm": "arm-leg-weakness",
		"I CANNOT lift my arm": "arm-leg-weakness", "I CANNOT swallow my spit": "cannot-swallow-saliva", "I CANNOT see anything in one eye": "sudden-sight-loss",
		"he is not breathing": "breathing-trouble", "my face is drooping": "facial-droop", "I have chest pain": "chest-pain", "my speech is slurred": "slurred-speech",
		"my arm has gone weak": "arm-leg-weakness", "I want to kill myself": "self-harm-thoughts", "he had a fit": "whole-body-seizure",
	} {
		for _, denied := range []string{"", "no fever but ", "no fever, ", "no headache although ", "no chest pain but "} {
			for _, cannot := range []string{"can't", "cannot", "can not", "couldn't", "could not"} {
				text := denied + strings.ReplaceAll(say, "CANNOT", cannot)
				there, _ := recogniser.Recognise(text)
				if !slices.ContainsFunc(there, func(m words.Match) bool { return m.ID == id }) {
					t.Errorf("%q is not heard in %q, only %v", id, text, there)
				}
				if !strings.Contains(say, "CANNOT") {
					break
				}
			}
		}
	}
}

// impliedBy reports whether a finding comes with another of the same question, as over two weeks does with over a year:
// writers name the narrowest.
func impliedBy(id string, findings []string) bool {
	for _, chain := range [][]string{
		{"age-under-1", "age-under-16", "age-under-40"}, {"more-than-one-year", "more-than-three-months", "more-than-several-weeks", "more-than-two-weeks"},
	} {
		at := slices.Index(chain, id)
		if at >= 0 && !slices.Contains(findings, id) && slices.ContainsFunc(chain[:at], func(other string) bool { return slices.Contains(findings, other) }) {
			return true
		}
	}
	return false
}

func newRecogniser(t *testing.T) *learn.Recogniser {
	t.Helper()
	s := shipped(t).Site
	lesson, found := generator.Lesson(s.Site, "")
	if len(found) > 0 {
		t.Fatal(found)
	}
	return learn.NewRecogniser(words.English(), words.Entries(s.Tree.Docs, content.Finding), lesson)
}

// dangers are the findings that are an emergency alone, 1, or with one other, 2.
func dangers(t *testing.T) map[string]int {
	base := shipped(t).Rules
	found := map[string]int{}
	for i := range base.Flags {
		if base.Flags[i].Level != rules.Emergency {
			continue
		}
		for _, all := range base.Flags[i].When {
			for _, f := range all {
				if id := base.Findings[f]; len(all) <= 2 && (found[id] == 0 || found[id] > len(all)) {
					found[id] = len(all)
				}
			}
		}
	}
	return found
}

// TestEnoughSentences: what is an emergency has the most sentences to learn from.
func TestEnoughSentences(t *testing.T) {
	s := shipped(t).Site
	said, _, _ := s.Tree.Said()
	count := map[string]int{}
	for _, sentence := range said.Sentences {
		for _, f := range sentence.Findings {
			count[f.S]++
		}
	}
	dangers := dangers(t)
	for _, id := range s.Rules.Findings {
		if s.Finding(id) == nil {
			continue // it stands for others in a question, and nobody says it
		}
		if least := map[int]int{0: 12, 1: 40, 2: 20}[dangers[id]]; count[id] < least {
			t.Errorf("%s has %d sentences, want %d", id, count[id], least)
		}
	}
}

// TestRecognitionIsLight: what a reader loads to have own words recognised is at most 40 KB, in brotli.
func TestRecognitionIsLight(t *testing.T) {
	total := 0
	for name, data := range shipped(t).files {
		for _, is := range []string{"assets/js/words.", "assets/checker-words.", "assets/checker-said."} {
			if strings.HasPrefix(name, is) {
				n := compressed(data, brotli.BestCompression)
				t.Logf("%s: %d bytes", name, n)
				total += n
			}
		}
	}
	if total == 0 || total > 40*1024 {
		t.Errorf("%d bytes in all", total)
	}
}
