package wording

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"

	"nosology/generator/diag"
)

// Say returns the text of a key, such as "checker.start", or "search.found.one"
// for a form of a plural. It is for layouts and scripts, which name texts; Go
// reads the fields of Words. A key of several texts, such as "checker" or a
// plural as a whole, has none.
func (w *Words) Say(key string) (Sentence, bool) {
	if at := strings.LastIndexByte(key, '.'); at >= 0 {
		if p := w.plurals[key[:at]]; p != nil {
			s := p.Form(key[at+1:])
			return s, s.text != ""
		}
	}
	text, ok := w.texts[key]
	return parseSentence(text), ok
}

// Plural returns a text that depends on a number by its key.
func (w *Words) Plural(key string) (*Plural, bool) {
	p, ok := w.plurals[key]
	return p, ok
}

// Missing are the keys that the language has no words for, sorted. Of a plural
// it is the first form that lacks.
func (w *Words) Missing() []string { return w.missing }

// MissingCare are those among them that a site cannot be without: levels of
// care, and the numbers to call.
func (w *Words) MissingCare() []string {
	return slices.DeleteFunc(slices.Clone(w.missing), func(key string) bool {
		return !strings.HasPrefix(key, "levels.") && !strings.HasPrefix(key, "phones.")
	})
}

// Keys are all keys that English has, sorted; a plural is one of them.
func Keys() []string { return slices.Clone(keys()) }

var keys = sync.OnceValue(func() []string {
	known := map[string]bool{}
	for key := range pattern() {
		if plural, ok := pluralOf(key); ok {
			key = plural
		}
		known[key] = true
	}
	return slices.Sorted(maps.Keys(known))
})

// pluralOf returns the key of the plural that a key is a form of.
func pluralOf(key string) (string, bool) {
	at := strings.LastIndexByte(key, '.')
	if at < 0 {
		return "", false
	}
	_, ok := English().plurals[key[:at]]
	return key[:at], ok
}

// Check reports what is wrong with a text that is to stand under a key in a
// language: the key is not known, or the text has other places than in
// English. The message is empty where nothing is wrong.
func Check(name, key, text string) (message, hint string) {
	tag, err := language.Parse(name)
	if err != nil {
		tag = language.Und
	}
	wanted, ok := pattern()[key]
	if plural, is := pluralOf(key); is {
		if forms := formsOf(tag); !slices.Contains(forms, key[len(plural)+1:]) {
			return fmt.Sprintf("the language has no form %q", key[len(plural)+1:]), "its forms are " + strings.Join(forms, ", ")
		}
		wanted, ok = pattern()[plural+".other"], true
	} else if at := strings.LastIndexByte(key, '.'); at > 0 && isOpen(key[:at]) {
		wanted, ok = openPattern(key[:at]), true
	}
	if !ok {
		hint := diag.DidYouMean(key, Keys())
		return fmt.Sprintf("unknown key %q", key), cmp.Or(hint, "the keys are those of layouts/words/en.yaml")
	}
	return checkPlaces(tag, key, wanted, text)
}

// openPattern has the places of a text whose key English need not have, and is
// empty if that may have none. It goes by the keys that isOpen names.
func openPattern(key string) string {
	switch key {
	case "dates.regions":
		return pattern()["dates.pattern"]
	case "numbers.regions":
		return pattern()["numbers.thousands"]
	}
	return ""
}

// checkPlaces holds the places of a text against those that it must have. A
// form of a plural for one number may leave out the number.
func checkPlaces(tag language.Tag, key, wanted, text string) (message, hint string) {
	want, have := parseSentence(wanted).Places(), parseSentence(text).Places()
	for _, name := range have {
		if !slices.Contains(want, name) {
			if len(want) == 0 {
				return fmt.Sprintf("nothing is filled in for {%s}", name), "write the text without braces"
			}
			return fmt.Sprintf("nothing is filled in for {%s}", name), "this text can have {" + strings.Join(want, "}, {") + "}"
		}
	}
	for _, name := range want {
		if !slices.Contains(have, name) && !ofOneNumber(tag, key) {
			return fmt.Sprintf("{%s} is missing", name), "the English is: " + wanted
		}
	}
	return "", ""
}

// ofOneNumber reports whether a key is a form of a plural that the language has
// for a single number. English "one" is of 1 alone and may say "a minute"; the
// Russian one is of 21 too, and has to say the number.
func ofOneNumber(tag language.Tag, key string) bool {
	plural, ok := pluralOf(key)
	if !ok {
		return false
	}
	numbers := 0
	for n := range manyNumbers {
		if formNames[formOf(tag, n)] == key[len(plural)+1:] {
			numbers++
		}
	}
	return numbers == 1
}
