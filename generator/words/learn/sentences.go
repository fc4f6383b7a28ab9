package learn

import (
	"nosology/generator/content"
	"nosology/generator/words"
)

// FromSentences makes examples of what people say. A label that is not among the labels is left out; a sentence all of
// whose findings are left out teaches nothing.
func FromSentences(language *words.Language, labels []string, sentences []content.Sentence) []Example {
	number := make(map[string]int, len(labels))
	for i, id := range labels {
		number[id] = i
	}
	examples := make([]Example, 0, len(sentences))
	for _, s := range sentences {
		e := Example{Features: words.Features(language, s.Say.S)}
		for _, id := range s.Findings {
			if i, known := number[id.S]; known {
				e.Labels = append(e.Labels, i)
			}
		}
		if len(e.Labels) == len(s.Findings) {
			examples = append(examples, e)
		}
	}
	return examples
}
