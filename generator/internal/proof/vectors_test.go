package proof

import (
	"strings"

	"nosology/generator/rules"
)

// answer is one answer of a vector that is written down.
type answer struct {
	finding uint16
	answer  rules.Answer
}

// told writes answers for people: the ids of what is yes, and with a question mark of what is not sure.
func told(b *rules.Base, answers []rules.Answer) string {
	var words []string
	for f, a := range answers {
		switch a {
		case rules.Yes:
			words = append(words, b.Findings[f])
		case rules.NotSure:
			words = append(words, b.Findings[f]+"?")
		}
	}
	if len(words) == 0 {
		return "nothing"
	}
	return strings.Join(words, " ")
}

// vector makes answers of those given; the others are rest.
func vector(b *rules.Base, rest rules.Answer, given ...answer) []rules.Answer {
	answers := make([]rules.Answer, len(b.Findings))
	for i := range answers {
		answers[i] = rest
	}
	for _, a := range given {
		answers[a.finding] = a.answer
	}
	return answers
}

func indexOf(ids []string, id string) int {
	for i := range ids {
		if ids[i] == id {
			return i
		}
	}
	return -1
}
