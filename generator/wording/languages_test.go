package wording_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"nosology/generator/rules"
	"nosology/generator/wording"
)

func ExampleFor() {
	w := wording.For("de-CH", map[string]string{"page.skip": "Zum Inhalt"})
	fmt.Println(w.Page.Skip)
	fmt.Println(w.Date(time.Date(2026, time.March, 1, 0, 0, 0, 0, time.UTC)), w.Number(12345))
	fmt.Println(w.List([]string{"Nase", "Auge", "Ohr"}))
	fmt.Println(w.Phones.Call.With("phone", "144"))
	// Output:
	// Zum Inhalt
	// 1. März 2026 12’345
	// Nase, Auge und Ohr
	// Rufen Sie im Notfall 144 an.
}

func ExamplePlural_For() {
	w := wording.For("ar", nil)
	for _, n := range []int{0, 1, 2, 3, 11, 100} {
		fmt.Println(n, w.Page.ReadingTime.For(n))
	}
	// Output:
	// 0 أقل من دقيقة
	// 1 دقيقة واحدة
	// 2 دقيقتان
	// 3 {n} دقائق
	// 11 {n} دقيقة
	// 100 {n} دقيقة
}

// A day stays on one line, so its words are held together by spaces that do not break.
func TestDatesOfLanguages(t *testing.T) {
	for name, want := range map[string]string{
		"en-CA": "March\u00a01,\u00a02026", "en-PH": "March\u00a01,\u00a02026", "en-AU": "1\u00a0March\u00a02026",
		"de": "1.\u00a0März\u00a02026", "de-AT": "1.\u00a0März\u00a02026", "ar": "1\u00a0مارس\u00a02026", "ar-EG": "1\u00a0مارس\u00a02026",
	} {
		if got := wording.For(name, nil).Date(time.Date(2026, time.March, 1, 23, 59, 0, 0, time.UTC)); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	own := map[string]string{"dates.pattern": "{year}/{month}/{day}", "dates.regions.NZ": "{day} de {month} de {year}"}
	for name, want := range map[string]string{"en": "2026/March/1", "en-NZ": "1\u00a0de\u00a0March\u00a0de\u00a02026", "en-US": "March\u00a01,\u00a02026"} {
		if got := wording.For(name, own).Date(time.Date(2026, time.March, 1, 0, 0, 0, 0, time.UTC)); got != want {
			t.Errorf("%s: a site's own pattern gives %q, want %q", name, got, want)
		}
	}
}

// Each language has its twelve months, in order, and none twice.
func TestMonths(t *testing.T) {
	for _, name := range languages(t) {
		w := wording.For(name, nil)
		if len(w.Dates.Months) != 12 {
			t.Fatalf("%s has %d months", name, len(w.Dates.Months))
		}
		seen := map[string]bool{}
		for month := time.January; month <= time.December; month++ {
			date := w.Date(time.Date(2026, month, 10, 0, 0, 0, 0, time.UTC))
			if seen[date] || !strings.Contains(date, w.Dates.Months[month-1]) {
				t.Errorf("%s: the tenth of month %d is %q", name, month, date)
			}
			seen[date] = true
		}
	}
}

func TestNumbersOfLanguages(t *testing.T) {
	for name, want := range map[string]string{"de": "1.234.567", "de-CH": "1’234’567", "de-LI": "1’234’567", "ar": "1,234,567", "en-US": "1,234,567"} {
		if got := wording.For(name, nil).Number(1234567); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	// Taking the marks away gives the number back.
	w := wording.For("de-CH", nil)
	for _, n := range []int{0, 7, 99, 100, 101, 999, 1000, 10_000, 100_000, 999_999, 1_000_000, -1, -999, -1000, -123_456} {
		if got := strings.ReplaceAll(w.Number(n), "’", ""); got != fmt.Sprint(n) {
			t.Errorf("%d is written %q", n, w.Number(n))
		}
	}
}

func TestLists(t *testing.T) {
	parts := []string{"a", "b", "c", "d"}
	for name, want := range map[string][]string{
		"en": {"", "a", "a and b", "a, b and c", "a, b, c and d"},
		"de": {"", "a", "a und b", "a, b und c", "a, b, c und d"},
		"ar": {"", "a", "a وb", "a، b وc", "a، b، c وd"},
	} {
		w := wording.For(name, nil)
		for n, want := range want {
			if got := w.List(parts[:n]); got != want {
				t.Errorf("%s: a list of %d is %q, want %q", name, n, got, want)
			}
		}
	}
	if got := strings.Join(parts, ""); got != "abcd" {
		t.Errorf("the list that was given is %q now", got)
	}
}

// Whatever the number, each language has a sentence for it that says the
// number, unless its form is of that number alone.
func TestPluralsOfEveryNumber(t *testing.T) {
	for _, name := range languages(t) {
		w := wording.For(name, nil)
		for _, key := range wording.Keys() {
			p, ok := w.Plural(key)
			if !ok {
				continue
			}
			silent := map[string]int{}
			for n := range 205 {
				text := p.For(n).String()
				if text == "" {
					t.Errorf("%s: %s has nothing for %d", name, key, n)
				}
				if strings.Contains(p.For(11).String(), "{n}") && !strings.Contains(text, "{n}") {
					silent[text]++
				}
			}
			for text, numbers := range silent {
				if numbers > 1 {
					t.Errorf("%s: %s says %q of %d numbers", name, key, text, numbers)
				}
			}
		}
	}
}

// The browser picks a form by its name, and must find those that Go has.
func TestPluralsForScripts(t *testing.T) {
	for name, want := range map[string]string{"en": "one other", "de": "one other", "ar": "few many one other two zero", "eo": "one other"} {
		p, ok := wording.For(name, nil).Plural("page.reading-time")
		if !ok {
			t.Fatal("there is no such plural")
		}
		var forms map[string]string
		if err := json.Unmarshal([]byte(p.JSON()), &forms); err != nil {
			t.Fatal(err)
		}
		var names []string
		for form, text := range forms {
			names = append(names, form)
			if p.Form(form).String() != text || text == "" {
				t.Errorf("%s: the form %q is %q, and %q for scripts", name, form, p.Form(form), text)
			}
		}
		slices.Sort(names)
		if got := strings.Join(names, " "); got != want {
			t.Errorf("%s: the forms are %q, want %q", name, got, want)
		}
		if p.Form("some").String() != "" {
			t.Errorf("%s has a form that does not exist", name)
		}
	}
}

// A language that lacks one form of a plural says all of it in English; half of
// it in one language and half in another would be worse.
func TestAPluralIsOfOneLanguage(t *testing.T) {
	forms := map[string]string{"one": "минута", "few": "{n} минуты", "many": "{n} минут", "other": "{n} минуты"}
	own := map[string]string{}
	for form, text := range forms {
		own["page.reading-time."+form] = text
	}
	for n, want := range map[int]string{1: "минута", 3: "3 минуты", 5: "5 минут", 21: "минута"} {
		if got := wording.For("ru", own).Page.ReadingTime.For(n).With("n", fmt.Sprint(n)); got != want {
			t.Errorf("of %d: %q, want %q", n, got, want)
		}
	}
	delete(own, "page.reading-time.few")
	w := wording.For("ru", own)
	for n, want := range map[int]string{1: "1 minute", 3: "3 minutes", 21: "21 minutes"} {
		if got := w.Page.ReadingTime.For(n).With("n", fmt.Sprint(n)); got != want {
			t.Errorf("without a form, of %d: %q, want %q", n, got, want)
		}
	}
	if !slices.Contains(w.Missing(), "page.reading-time.few") {
		t.Error("the form is not named as missing")
	}
}

// A regional language has the words of the language, and only its own ways of
// writing dates and numbers.
func TestRegionsSpeakTheirLanguage(t *testing.T) {
	for _, pair := range [][2]string{{"de-AT", "de"}, {"en-US", "en"}, {"ar-SA", "ar"}, {"de-Latn-CH", "de"}} {
		region, whole := wording.For(pair[0], nil), wording.For(pair[1], nil)
		for _, key := range wording.Keys() {
			a, _ := region.Say(key)
			b, _ := whole.Say(key)
			if a.String() != b.String() {
				t.Errorf("%s: %s is %q, in %s %q", pair[0], key, a, pair[1], b)
			}
		}
		if !slices.Equal(region.Missing(), whole.Missing()) {
			t.Errorf("%s lacks other words than %s", pair[0], pair[1])
		}
	}
}

// What is no language is said in English, and is known not to be one.
func TestNoLanguage(t *testing.T) {
	for _, name := range []string{"", "no language", "../../en", "e"} {
		w := wording.For(name, nil)
		if w.Page.Skip != wording.English().Page.Skip || len(w.MissingCare()) == 0 || w.Direction() != "" {
			t.Errorf("%q: %q, %d words of care are missing", name, w.Page.Skip, len(w.MissingCare()))
		}
	}
	if w := wording.For("eo", nil); w.Writing != (wording.Writing{}) {
		t.Errorf("Esperanto is written as English: %+v", w.Writing)
	}
}

func TestLevelsByRank(t *testing.T) {
	w := wording.English()
	for level, want := range map[rules.Level]string{
		rules.SelfCare: "Self-care:", rules.SeeADoctor: "Non-urgent advice:", rules.Urgent: "Urgent advice:", rules.Emergency: "Emergency:",
	} {
		if got := w.Levels.Of(int(level)).Label; got != want {
			t.Errorf("level %v is called %q, want %q", level, got, want)
		}
	}
}

// German nouns keep their capitals within a sentence; a language that we know
// nothing of stays as it is written.
func TestWithinASentence(t *testing.T) {
	for name, want := range map[string]string{"en": "facial tics", "en-US": "facial tics", "de": "Facial Tics", "ar": "Facial Tics", "eo": "Facial Tics"} {
		if got := wording.For(name, nil).Small("Facial Tics"); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if got := wording.For("tr", nil).FirstUpper("iltihap"); got != "İltihap" {
		t.Errorf("Turkish begins a sentence with %q", got)
	}
}

func TestSay(t *testing.T) {
	w := wording.For("en", map[string]string{"checker.groups.my-own": "Mine"})
	for key, want := range map[string]string{
		"page.skip": w.Page.Skip, "page.reading-time.one": "{n} minute", "checker.groups.my-own": "Mine", "dates.months.12": "December",
		"page.reading-time": "", "page.reading-time.few": "", "page": "", "nothing": "", "": "", ".": "",
	} {
		got, ok := w.Say(key)
		if got.String() != want || ok != (want != "") {
			t.Errorf("%q: %q (%v), want %q", key, got, ok, want)
		}
	}
	if keys := wording.Keys(); !slices.IsSorted(keys) || len(slices.Compact(keys)) != len(wording.Keys()) {
		t.Error("keys are not sorted, or some stand twice")
	}
	changed := wording.Keys()
	changed[0] = "mine"
	if wording.Keys()[0] == "mine" {
		t.Error("whoever gets the keys can change them")
	}
}

// A sentence is the words and the places that it was read from, and nothing
// else.
func TestSentencesAreWordsAndPlaces(t *testing.T) {
	cases := []struct{ text, places, between, after, with string }{
		{"", "", "", "", ""},
		{"no place", "", "", "no place", "no place"},
		{"{n}", "n", "", "", "N"},
		{"{list} and {last}", "last list", " and ", "", " and "},
		{"{n} of {n}", "n", " of ", "", "N of N"},
		{"{n}{to}", "n to", "", "", "N"},
		{"Call {phone} now.", "phone", " now.", " now.", "Call  now."},
		{"<{b}strong{/b}>", "/b b", "strong", ">", "<strong>"},
		{"{N} { n} {1} {} {a-b} {", "", "", "{N} { n} {1} {} {a-b} {", "{N} { n} {1} {} {a-b} {"},
		{"{" + strings.Repeat("long", 9) + "}", "", "", "{" + strings.Repeat("long", 9) + "}", "{" + strings.Repeat("long", 9) + "}"},
	}
	own := map[string]string{}
	for i, c := range cases {
		own[fmt.Sprint("checker.groups.", i)] = c.text
	}
	w := wording.For("en", own)
	for i, c := range cases {
		s, _ := w.Say(fmt.Sprint("checker.groups.", i))
		got := [...]string{strings.Join(s.Places(), " "), s.Between(), s.After(), s.With("n", "N", "unused")}
		if want := [...]string{c.places, c.between, c.after, c.with}; got != want {
			t.Errorf("%q has places, text between, text after, filled in: %q, want %q", c.text, got, want)
		}
		var whole strings.Builder
		s.Each(func(words string) { whole.WriteString(words) }, func(place string) { whole.WriteString("{" + place + "}") })
		if whole.String() != c.text {
			t.Errorf("%q is put together as %q", c.text, whole.String())
		}
	}
}
