package words

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

func limitedEntries() []Entry {
	const year = 8766
	return []Entry{
		{ID: "baby", Limits: []Limit{{"age", 0, year}}}, {ID: "child", Limits: []Limit{{"age", 0, 16 * year}}}, {ID: "older", Limits: []Limit{{"age", 50 * year, 0}}},
		{ID: "weeks", Limits: []Limit{{"duration", 14 * 24, 0}}}, {ID: "late", Limits: []Limit{{"pregnancy", 20 * 168, 0}}},
		{ID: "hot", Limits: []Limit{{temperature, 380, 0}}}, {ID: "wired", Limits: []Limit{{"cups", 5, 0}}},
	}
}

// TestNumbers: an age, a time, a temperature and a count are read as people type them, and only where they are said of
// what they are of.
func TestNumbers(t *testing.T) {
	x := New(English(), limitedEntries())
	for text, want := range map[string]string{
		"I'm 67":                        "older -baby -child",
		"67yo man, shaky":               "older -baby -child",
		"turned fifty-five in March":    "older -baby -child",
		"mum's 83 and lives with us":    "older -baby -child",
		"my 4-month-old twitches":       "baby child -older",
		"he is 3":                       "child -baby -older",
		"aged 16":                       "-baby -child -older",
		"baby of 10 weeks":              "baby child -older",
		"3 weeks now and counting":      "weeks",
		"on tablets for 3 weeks":        "",
		"a few days now":                "-weeks",
		"started two months ago":        "weeks",
		"I am 30 weeks pregnant":        "late",
		"12 weeks pregnant and queasy":  "-late",
		"temp of 39.4":                  "hot",
		"thermometer says 37,2":         "-hot",
		"running 102":                   "hot",
		"98.6 fahrenheit":               "-hot",
		"eight cups of coffee a day":    "wired",
		"two coffees":                   "-wired",
		"I'm 100 percent sure":          "",
		"she is 20 times better":        "",
		"he is 2. weeks ago he was not": "-baby -older child",
		"he's a pain in the neck":       "",
		"room 67":                       "",
		"I'm 99999999999999999999":      "",
	} {
		var got []string
		for _, m := range x.Match(text) {
			if m.Negated {
				m.ID = "-" + m.ID
			}
			got = append(got, m.ID)
		}
		if !sameWords(got, strings.Fields(want)) {
			t.Errorf("%q: %v, want %s", text, got, want)
		}
	}
}

func sameWords(a, b []string) bool {
	seen := map[string]int{}
	for _, w := range a {
		seen[w]++
	}
	for _, w := range b {
		seen[w]--
	}
	for _, n := range seen {
		if n != 0 {
			return false
		}
	}
	return true
}

// numberTexts are heaps of what numbers stand beside.
func numberTexts() []string {
	parts := strings.Fields("I'm he is aged 67 6 sixty seven twenty-two yo 67yo 4-month-old weeks week year years old for the past 3 months ago started pregnant temp of 38.5 39,4 102 °F degrees " +
		"cups coffees a couple few and , . - 3x 12345 00012 ３８ ½ 38.٥ ٣ baby now since must be times percent")
	r := rand.New(rand.NewPCG(5, 6))
	var texts []string
	for range 3000 {
		var b strings.Builder
		for range 1 + r.IntN(9) {
			fmt.Fprint(&b, parts[r.IntN(len(parts))], " ")
		}
		texts = append(texts, b.String())
	}
	return texts
}
