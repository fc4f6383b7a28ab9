package text

import "testing"

// The marks of a language are those of its country, if that has its own, and English
// ones where none are known.
func TestQuotes(t *testing.T) {
	english := Quotes{"“", "”", "‘", "’"}
	for tag, want := range map[string]Quotes{
		"en": english, "en-GB": english, "": english, "eo": english, "tr": english, "hi": english,
		"de": {"„", "“", "‚", "‘"}, "de-AT": {"„", "“", "‚", "‘"}, "de-CH": {"«", "»", "‹", "›"}, "de-Latn-CH": {"«", "»", "‹", "›"},
		"fr-CA": {"«\u00a0", "\u00a0»", "“", "”"}, "ja": {"「", "」", "『", "』"},
	} {
		if got := Of(tag).Quotes(); got != want {
			t.Errorf("%q has %q, not %q", tag, got, want)
		}
	}
	if (*Language)(nil).Quotes() != english {
		t.Error("no language has other marks than English")
	}
}

// What closes a quotation in a language opens none in it.
func TestWhatOpensAQuotation(t *testing.T) {
	for tag, want := range map[string]string{"en": "“‘„‚«‹「『", "de": "„‚«‹「『", "de-CH": "“‘„‚«‹「『", "ur": "„‚«‹「『”’", "ru": "‘„‚«‹「『", "he": "“‘„‚«‹「『"} {
		got := ""
		for _, mark := range "“‘„‚«‹「『”’»›」』" {
			if Of(tag).Quotes().Opens(mark) {
				got += string(mark)
			}
		}
		if got != want {
			t.Errorf("%s: %s open a quotation, want %s", tag, got, want)
		}
	}
}
