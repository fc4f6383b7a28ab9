package render

import (
	"cmp"
	"strings"
	"time"

	"nosology/generator/content"
	"nosology/generator/rules"
	"nosology/generator/site"
	"nosology/generator/wording"
)

const (
	mentionsShown  = 12
	dateForMachine = time.DateOnly
)

// isApart reports whether a finding is listed apart from the parts of the body.
func isApart(p *site.Page) bool { return p.Finding != nil && !isSign(p) }

// isSign reports whether a finding is a true symptom or sign, for structured data.
func isSign(p *site.Page) bool {
	return !content.TermOf(p.Vocabulary().FindingTypes, p.Finding.Type.S).Circumstance
}

// termNames are what things of a kind are called: as the site says, or else as
// the language does. A term without words speaks for itself.
func (e *edition) termNames(terms []content.Term, id string, words map[string]wording.Names) wording.Names {
	if t := content.TermOf(terms, id); t.Label.S != "" {
		return wording.Names{One: t.Label.S, Many: cmp.Or(t.Many.S, t.Label.S)}
	}
	if names, ok := words[id]; ok {
		return names
	}
	spoken := e.words.FirstUpper(strings.ReplaceAll(id, "-", " "))
	return wording.Names{One: spoken, Many: spoken}
}

// findingNames are what findings of a type are called.
func (e *edition) findingNames(id string) wording.Names {
	return e.termNames(e.site.FindingTypes, id, e.words.FindingTypes)
}

// causeNames are what causes of a kind are called.
func (e *edition) causeNames(id string) wording.Names {
	return e.termNames(e.site.CauseKinds, id, e.words.CauseKinds)
}

// causeIcon is the icon of a kind of causes.
func (e *edition) causeIcon(id string) string {
	return cmp.Or(content.TermOf(e.site.CauseKinds, id).Icon.S, "kind-"+id)
}

// level is a level of care in words.
func (r *Renderer) level(l rules.Level) *wording.Level { return r.words.Levels.Of(int(l)) }

// durations are the units of time, shortest first.
func durations() []string {
	return []string{"seconds", "minutes", "hours", "days", "weeks", "months", "years"}
}

// strength is how often a sign goes with a cause, in words.
func (r *Renderer) strength(s rules.Strength) wording.Strength { return r.words.Strengths[s.String()] }

// strengthOrder is the order in which strengths are listed: what speaks most for a
// cause first, what speaks against it last.
func strengthOrder() [4]rules.Strength {
	return [4]rules.Strength{rules.Typical, rules.Common, rules.Occasional, rules.Against}
}

func codeSystems() map[string]string {
	return map[string]string{
		"icd10": "ICD-10", "icd10cm": "ICD-10-CM", "icd11": "ICD-11", "mesh": "MeSH", "snomed": "SNOMED CT", "hpo": "HPO",
	}
}

// inSentence is a page's title as it stands within a sentence, or at its head.
func inSentence(p *site.Page, first bool) string {
	if first {
		return p.Title.S
	}
	return p.TitleInSentence()
}
