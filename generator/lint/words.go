package lint

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"nosology/generator/content"
	"nosology/generator/diag"
)

// alarming are phrases that frighten.
func alarming() []string {
	return []string{
		"agonising", "a matter of time", "catastrophic", "deadly", "death sentence", "devastating", "horrible", "horrifying",
		"incurable disease", "killer", "nightmare", "shocking", "silent killer", "terrible", "terrifying", "ticking time bomb", "you could die",
		"before it is too late", "fatal consequences", "never ignore", "worst case",
	}
}

// comforting are phrases that promise what nobody can know.
func comforting() []string {
	return []string{
		"100% safe", "absolutely safe", "always harmless", "completely harmless", "completely safe", "cure-all", "guaranteed", "miracle",
		"never serious", "no cause for concern", "no need to see a doctor", "no need to worry", "not dangerous at all", "nothing to worry about",
		"perfectly safe", "rest assured", "totally harmless", "totally safe", "you are fine", "you have nothing to fear", "you will be fine",
		"do not worry", "don't worry", "there is no risk", "entirely harmless", "always goes away",
	}
}

// plainWord is a hard word and a plainer one.
type plainWord struct{ word, plain string }

// wordList are hard words by their first word.
type wordList map[string][]plainWord

func newWordList(words []plainWord) wordList {
	l := wordList{}
	for _, w := range words {
		first, _, _ := strings.Cut(w.word, " ")
		l[first] = append(l[first], w)
	}
	return l
}

// in returns the hard words in a lowered text, in the order of the text.
func (l wordList) in(text string) (found []plainWord) {
	eachWord(text, func(word string) {
		for _, w := range l[word] {
			if hasWord(text, w.word) && !slices.Contains(found, w) {
				found = append(found, w)
			}
		}
	})
	return found
}

// eachWord calls f for every word of a text. Hyphens and apostrophes inside a
// word belong to it.
func eachWord(text string, f func(word string)) {
	start := -1
	for i, r := range text {
		if isWordPart(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			f(text[start:i])
		}
		start = -1
	}
	if start >= 0 {
		f(text[start:])
	}
}

func isWordPart(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '-' || r == '\'' || r == '’'
}

// hasWord reports whether a phrase stands in a text as whole words. Both have
// been lowered.
// It looks on behind a hit that is a part of a longer word: "pain" is in "painting, pain".
func hasWord(text, phrase string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], phrase)
		if i < 0 {
			return false
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+len(phrase):])
		if !isWordPart(before) && !isWordPart(after) {
			return true
		}
		from = i + len(phrase)
	}
}

// lower makes texts alike whose letters differ in case, or whose apostrophes
// are typed differently.
func lower(s string) string { return strings.ReplaceAll(strings.ToLower(s), "’", "'") }

// readJargon reads the editors' list of hard words; without one, a short list
// of our own is used.
func readJargon(t *content.Tree) (wordList, []diag.Diagnostic) {
	listed, ds, ok := t.Jargon()
	if !ok {
		return newWordList(jargonWords()), nil
	}
	words := make([]plainWord, 0, len(listed))
	for _, w := range listed {
		words = append(words, plainWord{lower(w.Word.S), w.Plainer.S})
	}
	return newWordList(words), ds
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// jargonWords are hard words that health pages in English often use.
func jargonWords() []plainWord {
	return []plainWord{
		{"adverse effect", "side effect"}, {"adverse reaction", "side effect"}, {"aetiology", "cause"}, {"alleviate", "ease"},
		{"ambulatory", "able to walk"}, {"analgesic", "painkiller"}, {"analgesics", "painkillers"}, {"approximately", "about"},
		{"asymptomatic", "without symptoms"}, {"bilateral", "on both sides"}, {"cephalalgia", "headache"}, {"cessation", "stopping"},
		{"commence", "start"}, {"comorbidity", "other illness"}, {"comorbidities", "other illnesses"}, {"contraindicated", "not safe"},
		{"discontinue", "stop"}, {"dysarthria", "slurred speech"}, {"dysphagia", "trouble swallowing"}, {"dyspnoea", "shortness of breath"},
		{"dyspnea", "shortness of breath"}, {"edema", "swelling"}, {"efficacy", "how well it works"}, {"emesis", "vomiting"},
		{"epistaxis", "nosebleed"}, {"erythema", "redness"}, {"etiology", "cause"}, {"exacerbate", "make worse"}, {"exacerbates", "makes worse"},
		{"febrile", "with a fever"}, {"haemorrhage", "bleeding"}, {"hemorrhage", "bleeding"}, {"hyperhidrosis", "heavy sweating"},
		{"hypertension", "high blood pressure"}, {"hypotension", "low blood pressure"}, {"idiopathic", "of unknown cause"},
		{"in the event of", "if"}, {"intervention", "treatment"}, {"lesion", "damaged area"}, {"malaise", "feeling unwell"},
		{"mitigate", "ease"}, {"myalgia", "muscle pain"}, {"myocardial infarction", "heart attack"}, {"oedema", "swelling"},
		{"ophthalmologist", "eye doctor"}, {"paraesthesia", "pins and needles"}, {"paresthesia", "pins and needles"},
		{"pathology", "disease"}, {"perioral", "round the mouth"}, {"pharmacotherapy", "medicines"}, {"photophobia", "dislike of light"},
		{"physician", "doctor"}, {"prior to", "before"}, {"prognosis", "outlook"}, {"pruritus", "itching"}, {"pyrexia", "fever"},
		{"refractory", "hard to treat"}, {"sequelae", "after-effects"}, {"somnolence", "sleepiness"}, {"subsequently", "then"},
		{"sufficient", "enough"}, {"supine", "on your back"}, {"symptomatology", "symptoms"}, {"syncope", "fainting"},
		{"tachycardia", "fast heartbeat"}, {"terminate", "end"}, {"unilateral", "on one side"}, {"utilise", "use"}, {"utilize", "use"},
	}
}
