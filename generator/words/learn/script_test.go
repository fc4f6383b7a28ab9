package learn_test

import (
	"os"
	"slices"
	"testing"

	"github.com/goccy/go-yaml"

	"nosology/generator/content"
	"nosology/generator/words"
	"nosology/generator/words/learn"
)

// TestAnotherScript: a site in a script of which nothing is known but some 480 sentences has most of its readers' words
// recognised. What names nothing is not yet told well from so few: see the log.
func TestAnotherScript(t *testing.T) {
	type sentence struct{ Say, Finding string }
	var said struct{ Train, Test []sentence }
	raw, err := os.ReadFile("testdata/japanese.yaml")
	if err == nil {
		err = yaml.Unmarshal(raw, &said)
	}
	if err != nil || len(said.Train) < 200 || len(said.Test) < 60 {
		t.Fatalf("%d and %d sentences, %v", len(said.Train), len(said.Test), err)
	}
	findings := []string{"cold", "cracks", "creaks", "glows", "hums", "leans", "moss", "wet"}
	var sentences []content.Sentence
	for _, s := range said.Train {
		one := content.Sentence{Say: content.Text{S: s.Say}}
		if s.Finding != "" {
			one.Findings = []content.Text{{S: s.Finding}}
		}
		sentences = append(sentences, one)
	}
	language := words.LanguageOf("ja")
	lesson := learn.NewLesson(language, findings, findings, content.Said{Sentences: sentences}, nil, nil)
	recogniser := learn.NewRecogniser(language, nil, lesson)
	there, heard, right, offered, nothing, falsely := 0, 0, 0, 0, 0, 0
	for _, s := range said.Test {
		found, _ := recogniser.Recognise(s.Say)
		is := slices.ContainsFunc(found, func(m words.Match) bool { return m.ID == s.Finding })
		if s.Finding == "" {
			nothing++
			if len(found) > 0 {
				falsely++
			}
			continue
		}
		there++
		offered += len(found)
		if is {
			heard++
			right++
		}
	}
	t.Logf("recognised %d of %d, right %d of %d, something where nothing is %d of %d", heard, there, right, offered, falsely, nothing)
	if heard*100 < there*55 || right*100 < offered*75 {
		t.Error("too little of it is recognised, or too much else")
	}
}
