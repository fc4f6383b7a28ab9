package wording

import (
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"
)

// Date writes a day in words, as it is done in the site's country, with spaces at
// which no line ends. Which day a time is of is for its own location to say.
func (w *Words) Date(t time.Time) string {
	return w.DatePattern().With("day", strconv.Itoa(t.Day()), "month", w.Dates.Months[t.Month()-1], "year", strconv.Itoa(t.Year()))
}

// DatePattern is how a day is written in the site's country: the language's own
// way where nothing else is known of the country, or no country is named.
// Scripts get it to write the dates of pages that they keep.
func (w *Words) DatePattern() Sentence {
	pattern, ok := w.Dates.Regions[w.region]
	if !ok {
		pattern = w.Dates.Pattern
	}
	return parseSentence(strings.ReplaceAll(pattern.String(), " ", "\u00a0"))
}

// Number writes a whole number, with marks between its thousands, in the digits
// 0 to 9: those of phone numbers on the same page, and what scripts write.
func (w *Words) Number(n int) string {
	pattern, ok := w.Numbers.Regions[w.region]
	if !ok {
		pattern = w.Numbers.Thousands
	}
	digits := strconv.Itoa(n)
	mark := pattern.Between()
	var b strings.Builder
	for i, digit := range digits {
		if left := len(digits) - i; i > 0 && left%3 == 0 && digits[i-1] != '-' {
			b.WriteString(mark)
		}
		b.WriteRune(digit)
	}
	return b.String()
}

// List joins texts for a sentence: "nose, eye and cheek". One text is itself, and
// none is empty.
func (w *Words) List(texts []string) string {
	if len(texts) < 2 {
		return strings.Join(texts, "")
	}
	last := len(texts) - 1
	return strings.Join(texts[:last], w.Lists.Next.Between()) + w.Lists.And.Between() + texts[last]
}

// Direction is "rtl" for a language that is written from the right, and empty
// for others. It goes by the script that the language has, or that its tag
// names: az-Arab, of a language that mostly has Latin letters.
func (w *Words) Direction() string {
	script, _ := w.tag.Script()
	switch script.String() {
	case "Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa":
		return "rtl"
	}
	return ""
}

// Language is the language whose words these are; language.Und if its name is
// not known.
func (w *Words) Language() language.Tag { return w.tag }
