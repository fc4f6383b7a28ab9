package proof

import (
	"fmt"
	"strings"
	"testing"

	"nosology/generator/rules"
)

const (
	leastStories = 60
	leastOfLevel = 15
)

// The checker sends nobody in the stories to help later than the story says. The table shows how often it is more
// careful; a page of the site shows the same.
func TestVignettes(t *testing.T) {
	shipped(t)
	s, _ := load()
	var table [rules.Emergency + 1][rules.Emergency + 1]int
	who := map[string]int{}
	asked, unsure := 0, 0
	for _, v := range s.Vignettes {
		table[v.Level][v.Judged]++
		who[v.Who.S]++
		asked = max(asked, v.Asked)
		unsure += len(v.Unsure)
		if v.Judged < v.Level {
			t.Errorf("%s: the checker says %s, the story is %s", v.ID.S, v.Judged, v.Level)
		}
		if v.AtOnce > v.Judged {
			t.Errorf("%s: the checker says %s, and would say %s if it asked for everything", v.ID.S, v.Judged, v.AtOnce)
		}
	}
	t.Logf("%d stories, %v, at most %d questions\n%s", len(s.Vignettes), who, asked, inWords(table))
	if len(s.Vignettes) < leastStories || who["adult"] == 0 || who["child"] == 0 || who["baby"] == 0 || unsure == 0 {
		t.Errorf("%d stories, %v, %d findings not sure", len(s.Vignettes), who, unsure)
	}
	for level, row := range table {
		n := 0
		for _, count := range row {
			n += count
		}
		if n < leastOfLevel {
			t.Errorf("%d stories are %s; at least %d should be", n, rules.Level(level), leastOfLevel)
		}
	}
}

func inWords(table [rules.Emergency + 1][rules.Emergency + 1]int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-14s", "story \\ says")
	for level := range table {
		fmt.Fprintf(&b, "%14s", rules.Level(level))
	}
	for level, row := range table {
		fmt.Fprintf(&b, "\n%-14s", rules.Level(level))
		for _, n := range row {
			fmt.Fprintf(&b, "%14d", n)
		}
	}
	return b.String()
}
