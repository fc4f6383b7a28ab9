package wording_test

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"nosology/generator/wording"
)

// In every language a day is written with its number and year, no two days of a year alike, and the
// day is that of the time's own place.
func TestDaysAreToldApart(t *testing.T) {
	for _, name := range languages(t) {
		w := wording.For(name, nil)
		seen := map[string]bool{}
		for day := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() == 2024; day = day.AddDate(0, 0, 1) {
			written := w.Date(day)
			if seen[written] || !strings.Contains(written, "2024") || !strings.Contains(written, strconv.Itoa(day.Day())) || strings.ContainsAny(written, "{}") {
				t.Errorf("%s: %s is written %q", name, day.Format(time.DateOnly), written)
			}
			seen[written] = true
		}
	}
	late := time.Date(2025, 12, 31, 23, 30, 0, 0, time.UTC)
	if got := wording.English().Date(late.In(time.FixedZone("east", 3600))); got != "1\u00a0January\u00a02026" {
		t.Errorf("in the east it is %s", got)
	}
}

// Marks part a number into threes and change none of its digits, however large it is.
func TestNumbersKeepTheirDigits(t *testing.T) {
	var all []*wording.Words
	for _, name := range []string{"en", "de", "fr", "ar", "en-IN", "de-CH"} {
		all = append(all, wording.For(name, nil))
	}
	check := func(fail func(string, ...any), n int) {
		for _, w := range all {
			written := w.Number(n)
			digits := strings.Map(func(r rune) rune {
				if r == '-' || '0' <= r && r <= '9' {
					return r
				}
				return -1
			}, written)
			if digits != strconv.Itoa(n) {
				fail("%s: %d is written %q", w.Language(), n, written)
			}
		}
	}
	for _, n := range []int{0, math.MaxInt, math.MinInt, -999, -1000} {
		check(t.Errorf, n)
	}
	rapid.Check(t, func(t *rapid.T) { check(t.Fatalf, rapid.Int().Draw(t, "n")) })
	if got := wording.English().Number(math.MinInt64); got != "-9,223,372,036,854,775,808" {
		t.Error(got)
	}
}

// Letters change their size as their language has it, and a setting decides whether they do within a sentence.
func TestLettersOfALanguage(t *testing.T) {
	for _, v := range []struct{ language, text, upper, small string }{
		{"en", "éclair", "Éclair", "éclair"}, {"tr", "ishal", "İshal", "ishal"}, {"de", "übel", "Übel", "übel"},
		{"ar", "ألم", "ألم", "ألم"}, {"en", "", "", ""}, {"en", "12 weeks", "12 weeks", "12 weeks"},
	} {
		w := wording.For(v.language, nil)
		if upper := w.FirstUpper(v.text); upper != v.upper {
			t.Errorf("%s: %q begins %q, want %q", v.language, v.text, upper, v.upper)
		}
		if small := w.Small(v.text); small != v.small {
			t.Errorf("%s: %q in a sentence is %q", v.language, v.text, small)
		}
	}
	for own, want := range map[string]string{"yes": "knee pain", "no": "Knee Pain"} {
		if got := wording.For("en", map[string]string{"writing.small": own}).Small("Knee Pain"); got != want {
			t.Errorf("writing.small: %s gives %q", own, got)
		}
	}
}
