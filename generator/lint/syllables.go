package lint

import (
	"strings"
	"unicode"
)

// measure counts the words of a sentence and their syllables.
func measure(sentence string) (words, syllables int) {
	eachWord(sentence, func(word string) {
		if n := syllablesOf(word); n > 0 {
			words++
			syllables += n
		}
	})
	return words, syllables
}

// syllablesOf estimates the syllables of an English word: groups of vowels,
// but for silent endings. A number counts as one.
func syllablesOf(word string) int {
	total := 0
	for _, part := range strings.FieldsFunc(strings.ToLower(word), func(r rune) bool { return r == '-' }) {
		total += syllablesOfPart(strings.TrimSuffix(strings.TrimSuffix(strings.ReplaceAll(part, "’", "'"), "'s"), "'"))
	}
	return total
}

func syllablesOfPart(w string) int {
	if w == "" {
		return 0
	}
	if strings.IndexFunc(w, unicode.IsLetter) < 0 {
		return 1
	}
	return max(1, vowelGroups(w)-silent(w)+split(w))
}

func isVowel(c byte) bool { return strings.IndexByte("aeiouy", c) >= 0 }

func vowelGroups(w string) (groups int) {
	inside := false
	for i := 0; i < len(w); i++ {
		vowel := isVowel(w[i]) || w[i] >= 0x80 && i > 0 && w[i] >= 0xc0 // an accented letter, by its first byte
		if vowel && !inside {
			groups++
		}
		inside = vowel
	}
	return groups
}

// silent counts the vowel groups at a word's end that are not heard.
func silent(w string) int {
	switch n := len(w); {
	case n > 3 && strings.HasSuffix(w, "es") && !hasAnySuffix(w, "ses", "zes", "xes", "ces", "ges", "ches", "shes", "ies", "oes", "ues", "ees"):
		return 1
	case n > 3 && strings.HasSuffix(w, "ed") && !hasAnySuffix(w, "ted", "ded", "eed", "ied", "ued", "oed"):
		return 1
	case n > 2 && w[n-1] == 'e' && !isVowel(w[n-2]) && !(strings.HasSuffix(w, "le") && n > 3 && !isVowel(w[n-3])):
		return 1
	case n > 5 && hasAnySuffix(w, "ely", "eless", "eful", "ement", "efully", "eness"):
		return 1
	}
	return 0
}

// split counts the vowels that stand together but are heard apart.
func split(w string) int {
	count := 0
	for _, pair := range []string{"ia", "io", "iu", "eo", "ua", "uo", "ying", "iet"} {
		i := strings.Index(w, pair)
		if i <= 0 || pair == "io" && i > 0 && (w[i-1] == 't' || w[i-1] == 's' || w[i-1] == 'c' || w[i-1] == 'g') ||
			pair == "ia" && i > 0 && (w[i-1] == 'c' || w[i-1] == 't') || (pair == "ua" || pair == "uo") && w[i-1] == 'q' ||
			pair == "eo" && strings.Contains(w, "people") {
			continue
		}
		count++
	}
	if hasAnySuffix(w, "area", "areas", "idea", "ideas", "nausea", "ism", "isms") {
		count++
	}
	return count
}

func hasAnySuffix(w string, suffixes ...string) bool {
	for _, s := range suffixes {
		if strings.HasSuffix(w, s) {
			return true
		}
	}
	return false
}
