package wording

import (
	"encoding/json"
	"slices"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// Sentence is a text with named places to fill in: "Call {phone} now".
type Sentence struct {
	text   string
	pieces []piece
}

// piece is a part of a sentence: words, or a place.
type piece struct {
	text  string // words as they stand, or the name of a place without its braces
	place bool
}

// longestPlace bounds how far the end of a place is looked for.
const longestPlace = 32

// parseSentence finds the places of a text. What stands in braces and is no
// name is words, as are braces that stay open: a text of an editor's is never
// refused here, for Check has told of what is wrong with it.
func parseSentence(text string) Sentence {
	s := Sentence{text: text}
	from := 0
	words := func(to int) {
		if to > from {
			s.pieces = append(s.pieces, piece{text: text[from:to]})
		}
	}
	for at := range len(text) {
		if text[at] != '{' {
			continue
		}
		name, _, closed := strings.Cut(text[at+1:min(len(text), at+longestPlace)], "}")
		if closed && isPlace(name) {
			words(at)
			s.pieces = append(s.pieces, piece{name, true})
			from = at + len(name) + len("{}")
		}
	}
	words(len(text))
	return s
}

// isPlace reports whether a name may stand in braces: small letters, after a
// slash where it ends what another began. {a} and {/a} are two places; whoever
// fills them in gives the tags.
func isPlace(name string) bool {
	name = strings.TrimPrefix(name, "/")
	return name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz") == ""
}

// String is the text with its places as they stand in the file.
func (s Sentence) String() string { return s.text }

// Places are the names of what is to be filled in, sorted, each once: what two
// languages have to have in common, whatever their order of words.
func (s Sentence) Places() []string {
	var names []string
	for _, p := range s.pieces {
		if p.place {
			names = append(names, p.text)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Each hands on the words and the places of a sentence, in their order.
func (s Sentence) Each(words, place func(string)) {
	for _, p := range s.pieces {
		if p.place {
			place(p.text)
		} else {
			words(p.text)
		}
	}
}

// With returns the sentence with places filled in, given in pairs of a name
// and what stands there. A place that is not given stays empty; a name that the
// sentence has no place for is left out, as a plural's form for one number may
// not say the number. What is filled in is not escaped and not read for places.
func (s Sentence) With(pairs ...string) string {
	var b strings.Builder
	s.Each(func(words string) { b.WriteString(words) }, func(place string) {
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i] == place {
				b.WriteString(pairs[i+1])
			}
		}
	})
	return b.String()
}

// Between returns what stands between the sentence's first two places, such
// as what joins two parts of a list. It is empty where they touch.
func (s Sentence) Between() string {
	first := slices.IndexFunc(s.pieces, func(p piece) bool { return p.place })
	if first < 0 || first+1 == len(s.pieces) || s.pieces[first+1].place {
		return ""
	}
	return s.pieces[first+1].text
}

// After returns what stands behind the sentence's last place.
func (s Sentence) After() string {
	if last := len(s.pieces) - 1; last >= 0 && !s.pieces[last].place {
		return s.pieces[last].text
	}
	return ""
}

// Plural is a sentence in the forms that a number asks for. Which number asks for
// which is in Unicode's tables, for every language; a language has one to six.
type Plural struct {
	tag   language.Tag             // of the forms: English where a language lacks some
	forms [len(formNames)]Sentence // by plural.Form; those that the language does not have are empty
}

// formNames are the forms of a plural, by plural.Form.
var formNames = [...]string{plural.Other: "other", plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many"}

// For returns the form for a number. Its place is still to be filled in.
func (p *Plural) For(n int) Sentence {
	if s := p.forms[formOf(p.tag, n)]; s.text != "" {
		return s
	}
	return p.forms[plural.Other]
}

// Form returns the form of a name: "one", "other" …
func (p *Plural) Form(name string) Sentence {
	if i := slices.Index(formNames[:], name); i >= 0 {
		return p.forms[i]
	}
	return Sentence{}
}

// JSON is an object of all forms by their names, for scripts.
func (p *Plural) JSON() string {
	forms := map[string]string{}
	for i, name := range formNames {
		if p.forms[i].text != "" {
			forms[name] = p.forms[i].text
		}
	}
	text, err := json.Marshal(forms) // in order of the names
	if err != nil {
		return "" // texts only
	}
	return string(text)
}

func formOf(tag language.Tag, n int) plural.Form {
	return plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0)
}

// manyNumbers is up to where the forms of a language show: they go by the last
// two digits. What is said of a million or of fractions is in "other", which
// every language has to have.
const manyNumbers = 201

// formsOf are the names of the forms that whole numbers take in a language.
func formsOf(tag language.Tag) []string {
	var names []string
	for n := range manyNumbers {
		if name := formNames[formOf(tag, n)]; !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if !slices.Contains(names, "other") {
		names = append(names, "other")
	}
	return names
}
