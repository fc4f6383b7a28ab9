package render

import (
	"strings"
	"time"

	"nosology/generator/rules"
	"nosology/generator/site"
	"nosology/generator/wording"
)

const (
	mentionsShown  = 12
	dateForMachine = time.DateOnly
)

// causeKinds are the kinds of causes, in the order of lists.
var causeKinds = []string{"everyday", "nutritional", "medicine", "neurological", "other"}

// isApart reports whether a finding is listed apart from the parts of the body.
func isApart(p *site.Page) bool { return p.Finding != nil && typeOf(p.Finding.Type.S).apart }

type findingType struct {
	id    string
	apart bool
	sign  bool // a true symptom or sign, in structured data
}

// typeOf is a type of finding.
func typeOf(id string) findingType {
	for _, t := range findingTypes {
		if t.id == id {
			return t
		}
	}
	return findingType{id: id}
}

// findingNames are what findings of a type are called; a type without words
// speaks for itself.
func (e *edition) findingNames(id string) wording.Names {
	if names, ok := e.words.FindingTypes[id]; ok {
		return names
	}
	words := e.words.FirstUpper(strings.ReplaceAll(id, "-", " "))
	return wording.Names{One: words, Many: words}
}

// findingTypes are the types of findings. Those apart are listed after the
// parts of the body.
var findingTypes = []findingType{
	{"movement", false, true},
	{"sound", false, true},
	{"general", false, true},
	{"neurological", false, true},
	{"tic-feature", false, true},
	{"time-course", true, false},
	{"context", true, false},
}

// level is a level of care in words.
func (r *Renderer) level(l rules.Level) *wording.Level { return r.words.Levels.Of(int(l)) }

// durations are the units of time, shortest first.
var durations = []string{"seconds", "minutes", "hours", "days", "weeks", "months", "years"}

// strength is how often a sign goes with a cause, in words.
func (r *Renderer) strength(s rules.Strength) wording.Strength { return r.words.Strengths[s.String()] }

// strengthOrder is the order in which strengths are listed.
var strengthOrder = [4]rules.Strength{rules.Typical, rules.Common, rules.Occasional, rules.Against}

var codeSystems = map[string]string{
	"icd10": "ICD-10", "icd10cm": "ICD-10-CM", "icd11": "ICD-11", "mesh": "MeSH", "snomed": "SNOMED CT", "hpo": "HPO",
}

// inSentence is a page's title as it stands within a sentence, or at its head.
func inSentence(p *site.Page, first bool) string {
	if first {
		return p.Title.S
	}
	return p.TitleInSentence()
}
