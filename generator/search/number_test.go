package search

import (
	"testing"

	"nosology/generator/internal/needs"
)

// doses is a site whose pages differ by a number.
const doses = knees + `
-- content/articles/dose-250.md --
---
title: Paracetamol 250 mg
summary: The small tablet.
review: {written: 2026-01-01, due: 2027-01-01}
---
Rest.
-- content/articles/dose-500.md --
---
title: Paracetamol 500 mg
summary: The large tablet.
also: [tablet 20001]
review: {written: 2026-01-01, due: 2027-01-01}
---
About 12,500 people take it.
-- content/articles/dose-750.md --
---
title: Paracetamol 750mg
summary: The tablet that is hard to swallow.
review: {written: 2026-01-01, due: 2027-01-01}
---
Some 3 400 people take it.
-- content/articles/steps-10.md --
---
title: 10 steps
summary: A short way.
review: {written: 2026-01-01, due: 2027-01-01}
---
Walk.
-- content/articles/steps-10000.md --
---
title: 10 000 steps
summary: A long way.
review: {written: 2026-01-01, due: 2027-01-01}
---
Walk.
-- content/articles/vitamin.md --
---
title: Vitamin B12
summary: It is in meat and fish.
review: {written: 2026-01-01, due: 2027-01-01}
---
Eat.
`

// A number leads to the page that has it, with its unit joined to it or not, and however its
// thousands are parted; and to no page that has another.
func TestNumbersAreFoundHoweverTheyAreTyped(t *testing.T) {
	s := linked(t, doses)
	texts := render(t, files(s, searchable(s)))
	typed := [][2]string{
		{"paracetamol 500mg", "/dose-500/"}, {"paracetamol 500 mg", "/dose-500/"}, {"500mg", "/dose-500/"}, {"paracetamol 250mg", "/dose-250/"},
		{"750 mg", "/dose-750/"}, {"750mg paracetamol", "/dose-750/"},
		{"12500", "/dose-500/"}, {"12 500", "/dose-500/"}, {"12,500", "/dose-500/"}, {"3400", "/dose-750/"}, {"3,400", "/dose-750/"},
		{"10000 steps", "/steps-10000/"}, {"10,000 steps", "/steps-10000/"}, {"10 000 steps", "/steps-10000/"}, {"10 steps", "/steps-10/"},
		{"b12", "/vitamin/"}, {"20001", "/dose-500/"}, {"20002", ""},
	}
	var got []string
	needs.Script(t, []string{"near.js", "text.js", "search.js/0-cut.js", "search.js/1-look.js"}, `async ({ files, typed }) => {
		const look = searcher(async (name) => files[name], near), all = [];
		for (const [words] of typed) all.push((await look(words, true, 10)).pages[0]?.address ?? "");
		return all;
	}`, map[string]any{"files": texts, "typed": typed}, &got)
	for i, address := range got {
		if address != typed[i][1] {
			t.Errorf("%q leads to %q, want %q", typed[i][0], address, typed[i][1])
		}
	}
	if len(got) != len(typed) {
		t.Errorf("%d answers to %d questions", len(got), len(typed))
	}
}
