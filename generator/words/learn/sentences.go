package learn

import (
	"nosology/generator/content"
	"nosology/generator/parallel"
	"nosology/generator/words"
)

// Name is what people call a finding: its title, a synonym, what is said of it.
type Name struct{ Finding, Text string }

// Names returns what the findings among documents are called.
func Names(docs []*content.Document) (names []Name) {
	for _, entry := range words.Entries(docs, content.Finding) {
		for _, text := range entry.Phrases {
			names = append(names, Name{entry.ID, text})
		}
	}
	return names
}

// Examples makes examples of what people say, and of what findings are called. A label that is not among the labels is
// left out; a sentence some of whose findings are left out teaches nothing.
func Examples(language *words.Language, labels []string, sentences []content.Sentence, names []Name) []Example {
	number := make(map[string]int, len(labels))
	for i, id := range labels {
		number[id] = i
	}
	var examples []Example
	var texts []string
	for _, s := range sentences {
		var e Example
		for _, id := range s.Findings {
			if i, known := number[id.S]; known {
				e.Labels = append(e.Labels, i)
			}
		}
		if len(e.Labels) == len(s.Findings) {
			examples, texts = append(examples, e), append(texts, s.Say.S)
		}
	}
	for _, n := range names {
		if i, known := number[n.Finding]; known {
			examples, texts = append(examples, Example{Labels: []int{i}}), append(texts, n.Text)
		}
	}
	parallel.Each(len(texts), func() func(int) {
		return func(i int) { examples[i].Features = words.Features(language, texts[i]) }
	})
	return examples
}
