package render

import (
	"strings"
	"time"

	"nosology/generator/rules"
	"nosology/generator/site"
)

// The fixed words of the interface. What a site is about stands in its content.
const (
	wordAnd        = " and "
	wordEmptyCell  = "–"
	wordNoSignOff  = "No clinician has reviewed this page yet."
	wordSeeEntry   = "see"
	wordWarning    = "warning sign"
	mentionsShown  = 12
	dateInWords    = "2 January 2006"
	dateForMachine = time.DateOnly
)

type causeKindWords struct{ id, title, one string }

// causeKinds are the kinds of causes, in the order of lists.
var causeKinds = []causeKindWords{
	{"everyday", "Everyday causes", "Everyday cause"},
	{"nutritional", "Food, drink and salts", "Food, drink and salts"},
	{"medicine", "Medicines and substances", "Medicine or substance"},
	{"neurological", "Conditions of nerves and brain", "Condition of nerves or brain"},
	{"other", "Other causes", "Other cause"},
}

// isApart reports whether a finding is listed apart from the parts of the body.
func isApart(p *site.Page) bool { return p.Finding != nil && typeOf(p.Finding.Type.S).apart }

type findingType struct {
	id, one, group string
	apart          bool
	sign           bool // a true symptom or sign, in structured data
}

// typeOf is a type of finding; one that is not in the table speaks for itself.
func typeOf(id string) findingType {
	for _, t := range findingTypes {
		if t.id == id {
			return t
		}
	}
	words := firstUpper(strings.ReplaceAll(id, "-", " "))
	return findingType{id: id, one: words, group: words}
}

// articles are words that do not count in the order of an index.
var articles = []string{"a ", "an ", "the "}

// sourceKindWords are headings of the bibliography.
var sourceKindWords = map[string]string{
	"guideline": "Guidelines", "patient-information": "Information for patients", "review": "Reviews",
	"journal": "Studies and journals", "textbook": "Textbooks",
}

func causeKind(id string) string {
	for _, k := range causeKinds {
		if k.id == id {
			return k.one
		}
	}
	return id
}

// findingTypes are the types of findings in words. Those apart are listed
// after the parts of the body.
var findingTypes = []findingType{
	{"movement", "Movement", "Movements", false, true},
	{"sound", "Sound", "Sounds", false, true},
	{"general", "Symptom", "General symptoms", false, true},
	{"neurological", "Symptom of nerves or brain", "Nerves and brain", false, true},
	{"tic-feature", "How it behaves", "How it behaves", false, true},
	{"time-course", "Time course", "Time course", true, false},
	{"context", "Circumstance", "Circumstances", true, false},
}

// levelWords say what each level of care means, by rules.Level.
var levelWords = [4]struct{ needs, before, title, link, action string }{
	rules.SelfCare:   {"Self-care", "Self-care: ", "Look after yourself", "What you can do yourself", "Look after yourself"},
	rules.SeeADoctor: {"See a doctor", "Non-urgent advice: ", "See a doctor if", "When to see a doctor", "See a doctor"},
	rules.Urgent:     {"Help today", "Urgent advice: ", "Get help today if", "When to get help today", "Get help today: call {{urgent}} or your doctor"},
	rules.Emergency:  {"Emergency", "Emergency: ", "Call {{emergency}} now if", "When to call {{emergency}} now", "Call {{emergency}} now"},
}

var prevalenceWords = [4]string{"Rare", "Uncommon", "Common", "Very common"}

// durations are the units of time, shortest first.
var durations = []string{"seconds", "minutes", "hours", "days", "weeks", "months", "years"}

// strengthWords say how often signs go with a cause, and causesWords how often causes go with a sign.
var (
	strengthWords = [4]string{
		rules.Occasional: "Now and then", rules.Common: "Common", rules.Typical: "Typical", rules.Against: "Makes it less likely",
	}
	causesWords = [4]string{
		rules.Occasional: "Now and then", rules.Common: "Common", rules.Typical: "Typical", rules.Against: "Less likely with it",
	}
)

// strengthOrder is the order in which strengths are listed.
var strengthOrder = [4]rules.Strength{rules.Typical, rules.Common, rules.Occasional, rules.Against}

var codeSystems = map[string]string{
	"icd10": "ICD-10", "icd10cm": "ICD-10-CM", "icd11": "ICD-11", "mesh": "MeSH", "snomed": "SNOMED CT", "hpo": "HPO",
}

// inSentence is a page's title as it stands within a sentence. Only titles of
// findings change, since those of causes may begin with a name, and so may one
// that begins with capitals, figures or a possessive: "TIA before", "Bell's palsy".
func inSentence(p *site.Page, first bool) string {
	title := p.Title.S
	word, _, _ := strings.Cut(title, " ")
	if first || p.Finding == nil || strings.ContainsAny(word, "'’") || word != "A" && !plainWord(word) {
		return title
	}
	return strings.ToLower(title[:1]) + title[1:]
}

// plainWord reports whether only the first letter of a word may be a capital.
func plainWord(word string) bool { return len(word) > 1 && word[1] >= 'a' && word[1] <= 'z' }
