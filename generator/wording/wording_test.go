package wording_test

import (
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"nosology/generator/wording"
	"nosology/layouts"
)

// TestFiles holds every file of words against the English one: its keys are
// known, its texts have the places that are filled in, and what it lacks is
// what its comment says that it lacks.
func TestFiles(t *testing.T) {
	for _, name := range languages(t) {
		t.Run(name, func(t *testing.T) {
			for key, text := range texts(t, name) {
				if message, hint := wording.Check(name, key, text); message != "" {
					t.Errorf("%s: %s (%s)", key, message, hint)
				}
			}
			w := wording.For(name, nil)
			if missing := w.MissingCare(); len(missing) > 0 {
				t.Errorf("lacks what a site cannot be without: %v", missing)
			}
			if missing := w.Missing(); len(missing) > 0 && !isPart(t, name) {
				t.Errorf("lacks %v", missing)
			}
		})
	}
}

func languages(t *testing.T) (names []string) {
	files, err := fs.Glob(layouts.Files, "words/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		names = append(names, strings.TrimSuffix(path.Base(f), ".yaml"))
	}
	return names
}

func read(t *testing.T, name string) string {
	raw, err := fs.ReadFile(layouts.Files, "words/"+name+".yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// isPart reports whether a file says that it holds the words of care alone.
func isPart(t *testing.T, name string) bool {
	return strings.Contains(read(t, name), "# Only what no site can be without")
}

// texts are the texts of a file by key, read once more and in another way.
func texts(t *testing.T, name string) map[string]string {
	var root yaml.MapSlice
	if err := yaml.UnmarshalWithOptions([]byte(read(t, name)), &root, yaml.UseOrderedMap()); err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	var walk func(key string, value any)
	walk = func(key string, value any) {
		switch value := value.(type) {
		case yaml.MapSlice:
			for _, item := range value {
				walk(strings.TrimPrefix(key+"."+item.Key.(string), "."), item.Value)
			}
		case []any:
			for i, item := range value {
				walk(key+"."+strconv.Itoa(i+1), item)
			}
		case string:
			found[key] = value
		default:
			t.Errorf("%s: %v is no text; put it in quotes", key, value)
		}
	}
	walk("", root)
	return found
}

func TestDates(t *testing.T) {
	day := time.Date(2026, time.November, 8, 0, 0, 0, 0, time.UTC)
	for name, want := range map[string]string{
		"en": "8\u00a0November\u00a02026", "en-GB": "8\u00a0November\u00a02026", "en-US": "November\u00a08,\u00a02026",
	} {
		if got := wording.For(name, nil).Date(day); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	w := wording.English()
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1234: "-1,234", -100: "-100"} {
		if got := w.Number(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestPlurals(t *testing.T) {
	w := wording.English()
	for n, want := range map[int]string{1: "1 minute", 2: "2 minutes", 21: "21 minutes"} {
		if got := w.Page.ReadingTime.For(n).With("n", w.Number(n)); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestDirection(t *testing.T) {
	for name, want := range map[string]string{
		"ar": "rtl", "ar-EG": "rtl", "he": "rtl", "fa": "rtl", "ur": "rtl", "ps": "rtl", "ckb": "rtl", "dv": "rtl", "yi": "rtl", "az-Arab": "rtl",
		"en": "", "de": "", "tr": "", "az": "", "hi": "", "ja": "", "ku": "", "zh-Hant": "", "qaa": "",
	} {
		if got := wording.For(name, nil).Direction(); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestSentences(t *testing.T) {
	w := wording.For("en", map[string]string{"page.skip": "Go {on} {1} { and } {{on}} {open"})
	s, ok := w.Say("page.skip")
	if !ok {
		t.Fatal("no such words")
	}
	if got, want := s.With("on", "ON"), "Go ON {1} { and } {ON} {open"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestCheck(t *testing.T) {
	for _, c := range []struct{ language, key, text, want string }{
		{"en", "page.skip", "Down to the text", ""},
		{"en", "page.skp", "", `unknown key "page.skp"`},
		{"en", "page.skip", "To {place}", "nothing is filled in for {place}"},
		{"en", "phones.call", "Call now", "{phone} is missing"},
		{"en", "page.reading-time.one", "a minute", ""},
		{"en", "page.reading-time.other", "some minutes", "{n} is missing"},
		{"en", "page.reading-time.few", "{n} minutes", `the language has no form "few"`},
		{"ar", "page.reading-time.few", "{n}", ""},
		{"ar", "page.reading-time.two", "two minutes", ""},
		{"ru", "page.reading-time.one", "a minute", "{n} is missing"}, // also 21
		{"en", "page.reading-time", "{n}", `unknown key "page.reading-time"`},
		{"en", "checker.groups.my-own", "Mine", ""},
		{"en", "dates.regions.NZ", "{day}.{month}.{year}", ""},
		{"en", "dates.regions.NZ", "{day}.{month}.", "{year} is missing"},
		{"en", "decides.how.8", "More", `unknown key "decides.how.8"`},
	} {
		if got, _ := wording.Check(c.language, c.key, c.text); got != c.want {
			t.Errorf("%s %s %q: %q, want %q", c.language, c.key, c.text, got, c.want)
		}
	}
}

func TestGaps(t *testing.T) {
	w := wording.For("eo", map[string]string{"levels.emergency.label": "Krizo:"})
	if w.Levels.Emergency.Label != "Krizo:" || w.Levels.Urgent.Label != "Urgent advice:" {
		t.Errorf("%q, %q: own words and English ones are mixed up", w.Levels.Emergency.Label, w.Levels.Urgent.Label)
	}
	care := strings.Join(w.MissingCare(), " ")
	if !strings.Contains(care, "levels.urgent.label") || strings.Contains(care, "levels.emergency.label") || strings.Contains(care, "page.") {
		t.Errorf("words of care are missing: %s", care)
	}
	if got := w.Page.ReadingTime.For(2).With("n", "2"); got != "2 minutes" {
		t.Errorf("an English plural says %q", got)
	}
}

func TestOrder(t *testing.T) {
	for _, c := range []struct {
		language, own, name, key string
		initial                  rune
	}{
		{"en", "", "The “shakes”", "shakes”", 'S'},
		{"en", "", "A", "a", 'A'},
		{"en", "", "Anaemia", "anaemia", 'A'},
		{"en", "", "Élan", "élan", 'E'},
		{"en", "", "12 weeks", "12 weeks", '#'},
		{"de", "", "Der Äderchen", "äderchen", 'A'},
		{"de", "", "Übelkeit", "übelkeit", 'U'},
		{"ar", "", "الألم", "ألم", 'ا'},
		{"sv", "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ", "Ängslan", "ängslan", 'Ä'},
		{"fr", "", "Été chaud", "été chaud", 'E'},
		{"fr", "", "Ça brûle", "ça brûle", 'C'},
		{"fr", "", "Œdème", "œdème", 'O'},
		{"es", "", "Ánimo bajo", "ánimo bajo", 'A'},
		{"es", "", "Ñandú", "ñandú", 'Ñ'},
		{"tr", "", "Çarpıntı", "çarpıntı", 'Ç'},
		{"tr", "", "Âdet", "âdet", 'A'},
		{"ru", "", "Ёлка", "ёлка", 'Е'},
		{"pt", "", "Órgão", "órgão", 'O'},
		{"tr", "ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ", "ishal", "ishal", 'İ'},
		{"ja", "", "頭痛", "頭痛", '頭'},
	} {
		own := map[string]string{}
		if c.own != "" {
			own["writing.alphabet"] = c.own
		}
		order := wording.For(c.language, own).NewOrder()
		key := order.Key(c.name)
		if initial := order.Initial(key); key != c.key || initial != c.initial {
			t.Errorf("%s: %q has the key %q under %c, want %q under %c", c.language, c.name, key, initial, c.key, c.initial)
		}
	}
}

// Names sort as readers look for them.
func TestNamesInOrder(t *testing.T) {
	for language, names := range map[string]string{
		"en": "8 weeks, 12 weeks, ache, Ácid, acne, zip",
		"de": "Äderchen, Angst, Azidose, Zittern",
		"sv": "Angst, Zon, Ångest, Ängslan",
	} {
		order := wording.For(language, nil).NewOrder()
		want := strings.Split(names, ", ")
		got := slices.Clone(want)
		slices.Reverse(got)
		slices.SortFunc(got, func(a, b string) int { return strings.Compare(order.SortKey(a), order.SortKey(b)) })
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", language, got, want)
		}
	}
}
