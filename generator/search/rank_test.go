package search

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"nosology/generator/diag"
	"nosology/generator/internal/golden"
	"nosology/generator/site"
)

// knees is a site in which a few words stand in all the places that count.
const knees = `
-- content/articles/squats.md --
---
title: Squats
summary: How to bend.
review: {written: 2026-03-01, due: 2027-03-01}
---
Bend the knee, and the knee again. A locked knee is another matter.

## When it clicks

Rest.
-- content/articles/locked.md --
---
title: Why does my knee lock?
summary: What jams it.
also: [jammed knee, type a knee]
review: {written: 2026-01-01, due: 2027-01-01}
---
Rest.
-- content/articles/drummer.md --
---
title: Drummer’s-leg exercises (calf stretches)
summary: Stretch a tight muscle.
review: {written: 2026-02-01, due: 2027-02-01}
---
Rest.
-- content/symptoms/locking.md --
---
title: Locking
summary: It will not bend.
type: general
---
Wait.
-- content/symptoms/numb.md --
---
title: Numb leg
summary: No feeling.
type: general
---
Call.
-- content/symptoms/at-work.md --
---
title: At work
summary: Standing all day.
type: context
---
Sit down.
-- content/causes/cyst.md --
---
title: Cyst
summary: A lump behind the joint.
heard-as: [a squishy lump]
kind: other
care: self-care
prevalence: rare
findings: {locking: typical, numb: occasional}
---
The lump grows. A lump is seen. Locked at times.
-- content/pages/find.md --
---
title: Find a page
summary: Looks for words.
shows: search
---
-- content/checker.yaml --
questions:
  - id: signs
    ask: Which of these?
    kind: many
    group: warning-signs
    options:
      - {say: No feeling, yes: [numb]}
      - {say: It locks, yes: [locking]}
      - {say: At work, yes: [at-work]}
    none: No
flags:
  - {id: numb, level: emergency, title: Numb, say: Numb., do: Call., when: [[numb]], sources: [knee-guide]}
  - {id: both, level: urgent, title: Both, say: Both., do: Call., when: [[locking, at-work]], sources: [knee-guide]}
`

func linked(t *testing.T, archive string) *site.Site {
	t.Helper()
	s, found := site.NewLinker().Update(golden.Load(t, golden.Text(archive)), golden.Today())
	for _, d := range found {
		if d.Severity == diag.Error && d.Check != "silent-flag" { // no card says the rules here
			t.Fatal(d)
		}
	}
	return s
}

// looked is a page that a word leads to, with its weight.
type looked struct {
	id     string
	weight int
}

// look reads the files of an index as a script does.
func look(pages []*site.Page, texts map[string]string, word string) []looked {
	head := strings.Split(texts["index"], "\n")
	files, _ := strconv.Atoi(head[4])
	for line := range strings.Lines(texts[fmt.Sprintf("words-%d", int(Hash(word))%files)]) {
		if found := strings.Split(strings.TrimSuffix(line, "\n"), " "); found[0] == word {
			return decode(pages, found[1:])
		}
	}
	return nil
}

func decode(pages []*site.Page, groups []string) (found []looked) {
	for _, group := range groups {
		weight, _ := strconv.ParseInt(group[:1], 36, 64)
		at := int64(0)
		for _, number := range strings.Split(group[1:], ",") {
			step, _ := strconv.ParseInt(number, 36, 64)
			at += step
			found = append(found, looked{pages[at].ID, int(weight)})
		}
	}
	return found
}

// A word leads first to the page that is about it: by its title or names, then
// by its headings and its summary, then by its text.
func TestRanking(t *testing.T) {
	s := linked(t, knees)
	pages := searchable(s)
	texts := render(t, files(s, pages))
	for word, want := range map[string]string{
		"lock":        "locking locked cyst squats", // the sign and an article on it weigh the same; two say it in passing
		"kne":         "locked squats",              // in a title, and three times in a text
		"jam":         "locked",                     // another name
		"squish":      "cyst",                       // what people call it
		"lump":        "cyst",
		"drummersleg": "drummer",      // a compound of a title
		"leg":         "numb drummer", // what is an emergency by itself goes before what has more to say
		"calf":        "drummer",
		"click":       "squats",
		"work":        "at-work",
		"muscl":       "drummer",
		"rest":        "locked drummer squats", // of equals the first that was written
		"the":         "",                      // stands everywhere
		"my":          "locked",                // but tells two titles apart
		"sprain":      "",
		"find":        "", // nobody looks for the page that searches
	} {
		var got []string
		for i, l := range look(pages, texts, word) {
			got = append(got, l.id)
			if i > 0 && l.weight > look(pages, texts, word)[i-1].weight {
				t.Errorf("%s: %v are not in order of their weight", word, look(pages, texts, word))
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q leads to %q, want %q (%v)", word, got, want, look(pages, texts, word))
		}
	}
}

// Where a word stands, and how many stand beside it, decides what it weighs.
func TestWeights(t *testing.T) {
	s := linked(t, knees)
	pages := searchable(s)
	texts := render(t, files(s, pages))
	for _, c := range []struct {
		word, page string
		want       int
	}{
		{"squat", "squats", int(weight.title[1]) * 12 / 10},     // alone in the title of an article
		{"kne", "locked", int(weight.title[2]) * 12 / 10},       // one of two that tell, in a title, which beats a name
		{"lock", "locking", int(weight.title[1])},               // of a sign
		{"cyst", "cyst", int(weight.title[1]) * 11 / 10},        // of a cause
		{"numb", "numb", int(weight.title[2]) * 13 / 10},        // of an emergency
		{"work", "at-work", int(weight.title[1]) * 7 / 10},      // of a circumstance
		{"calf", "drummer", int(weight.title[2]) * 12 / 10},     // in brackets, as a title of its own
		{"squish", "cyst", int(weight.heardAs[2]) * 11 / 10},    // as people say
		{"click", "squats", int(weight.heading[1]) * 12 / 10},   // in a heading
		{"muscl", "drummer", inSummary},                         // in a summary
		{"again", "squats", inText},                             // once in the text
		{"lump", "cyst", int(weight.heardAs[2]) * 11 / 10},      // the best of four places
		{"my", "locked", ofCommon}, {"doe", "locked", ofCommon}, // common words of a title
		{"a", "locked", ofCommon}, {"it", "squats", ofCommon}, // and of a name, and of an article’s heading
		{"all", "at-work", 0}, {"a", "drummer", 0}, // but none of a summary
	} {
		got := 0
		for _, l := range look(pages, texts, c.word) {
			if l.id == c.page {
				got = l.weight
			}
		}
		if got != c.want {
			t.Errorf("%q weighs %d in %s, want %d", c.word, got, c.page, c.want)
		}
	}
}

// A weight is one digit, and no word of a text weighs as much as one of a
// summary, whatever kind of page they are in.
func TestWeightsAreDigits(t *testing.T) {
	highest := uint8(0)
	for _, all := range [][9]uint8{weight.title, weight.also, weight.heardAs, weight.heading} {
		for n, w := range all {
			highest = max(highest, w)
			if n > 0 && w > all[n-1] {
				t.Errorf("a word of %d weighs more than one of %d: %v", n, n-1, all)
			}
		}
	}
	if most := int(highest) * 13 / 10; most >= 36 {
		t.Errorf("%d takes more than one digit in base 36", most)
	}
	if mostInText >= inSummary || ofCommon >= inText {
		t.Errorf("a common word weighs %d, a text's up to %d, a summary's %d", ofCommon, mostInText, inSummary)
	}
}

// A title or name of several words can be found as a whole, whatever order its
// words are typed in.
func TestNamesAsAWhole(t *testing.T) {
	s := linked(t, knees)
	pages := searchable(s)
	x := newIndex(s, pages)
	var got []string
	for _, file := range x.older {
		for name, at := range file.names {
			got = append(got, name+"="+pages[at[0].page].ID)
		}
	}
	for _, want := range []string{
		"jam kne=locked", "kne typ=locked", "lock kne=locked", "squish lump=cyst", "stretch calf=drummer", "cyst=cyst", "numb leg=numb",
		"drummer exercis leg=drummer", "drummer exercis stretch calf leg=drummer", "click=squats",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("no name %q among %q", want, got)
		}
	}
}

// The list of pages tells what care a page needs: a cause says so itself, a sign
// if a rule has it alone.
func TestTheListOfPages(t *testing.T) {
	s := linked(t, knees)
	s.Pages[0].Summary.S = "One\ttwo\nthree"
	pages := searchable(s)
	texts := render(t, files(s, pages))
	care := map[string]string{}
	lines := 0
	for n := 0; ; n++ {
		text, ok := texts[fmt.Sprint("pages-", n)]
		if !ok {
			break
		}
		for line := range strings.Lines(text) {
			fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
			p := pages[lines]
			lines++
			if len(fields) != 5+2*len(p.Scan.Headings) || fields[0] != p.Title.S || fields[1] != p.Address || fields[2] != p.Kind.Name {
				t.Errorf("%s is listed as %q", p.ID, fields)
			}
			if p == s.Pages[0] && fields[4] != "One two three" {
				t.Errorf("its summary is %q", fields[4])
			}
			care[p.ID] = fields[3]
		}
	}
	want := map[string]string{"squats": "", "locked": "", "drummer": "", "locking": "", "numb": "3", "at-work": "", "cyst": "0"}
	if lines != len(pages) || !maps.Equal(care, want) {
		t.Errorf("%d of %d pages, and their care: %v, want %v", lines, len(pages), care, want)
	}
}

// Pages are numbered by the day they were written: a new one takes the last
// number, and leaves all others as they were.
func TestNewPagesComeLast(t *testing.T) {
	s := linked(t, knees)
	var got []string
	for _, p := range searchable(s) {
		got = append(got, p.ID)
	}
	if want := "at-work cyst locking numb locked drummer squats"; strings.Join(got, " ") != want {
		t.Errorf("pages come in the order %q, want %q", got, want)
	}
	newer := linked(t, strings.Replace(knees, "-- content/pages/find.md", "-- content/articles/a-new-one.md --\n---\ntitle: A new one\nsummary: New.\n"+
		"review: {written: 2026-05-01, due: 2027-05-01}\n---\nText.\n-- content/pages/find.md", 1))
	if pages := searchable(newer); pages[len(pages)-1].ID != "a-new-one" || len(pages) != len(got)+1 {
		t.Errorf("the new page is not the last of %d", len(pages))
	}
}

// A site without a page to search on has no index.
func TestNoPageNoIndex(t *testing.T) {
	if got := Files(linked(t, knees)); len(got) < 4 {
		t.Errorf("a site with a page to search on has %d files", len(got))
	}
	if got := Files(linked(t, strings.Replace(knees, "shows: search\n", "", 1))); got != nil {
		t.Errorf("a site without has %d files", len(got))
	}
}
