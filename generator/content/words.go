package content

import "regexp"

// fixed are the words that front matter may use on any site. Order matters where it says how much:
// from the calmest, from the rarest, from the shortest.
var fixed = struct {
	causeKinds, careLevels, flagLevels, prevalences, timeUnits, strengths []string
	findingTypes, circumstances, pageShows, codeSystems, sourceKinds      []string
	questionKinds, signOffs, sharePictures, groups, ownShapes, weakenings []string
}{
	causeKinds:    []string{"everyday", "nutritional", "medicine", "neurological", "other"},
	careLevels:    []string{"self-care", "see-a-doctor", "urgent", "emergency"},
	flagLevels:    []string{"see-a-doctor", "urgent", "emergency"},
	prevalences:   []string{"rare", "uncommon", "common", "very-common"},
	timeUnits:     []string{"seconds", "minutes", "hours", "days", "weeks", "months", "years"},
	strengths:     []string{"typical", "common", "occasional", "against"},
	findingTypes:  []string{"sound", "general", "neurological", "time-course", "context"},
	circumstances: []string{"time-course", "context"}, // types of findings that are no signs
	pageShows:     []string{"home", "articles", "causes", "symptoms", "compare", "warning-signs", "sources", "checker", "decides", "hazards", "glossary", "search", "offline", "not-found", "privacy"},
	codeSystems:   []string{"icd10", "icd10cm", "icd11", "mesh", "snomed"},
	sourceKinds:   []string{"patient-information", "guideline", "journal", "review", "textbook"},
	questionKinds: []string{"one", "many"},
	signOffs:      []string{"milder"},
	sharePictures: []string{"per-page", "per-kind", "none"},
	ownShapes:     []string{"text", "texts", "yes-no", "number", "date"},
	weakenings:    []string{"milder", "narrower", "rarer"},
	groups:        []string{"about-you", "warning-signs", "the-symptom", "around-it"},
}

// pattern holds what parts of files look like.
var pattern = struct {
	id, dial, language, titleKey, citation, reference, stuckKey, blockMark, amount, hostPart *regexp.Regexp
}{
	id:       regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`),
	dial:     regexp.MustCompile(`^\+?[0-9]+$`),
	language: regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`),
	titleKey: regexp.MustCompile(`(?m)^["']?title["']?[ \t]*:`),
	// Of something else than general knowledge.
	citation: regexp.MustCompile(`\[@([^g\]]|g[^e\]])`),
	// What stands for a character in HTML and in Markdown.
	reference: regexp.MustCompile(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]*);`),
	stuckKey:  regexp.MustCompile(`^([A-Za-z][A-Za-z0-9_-]*):(\S.*)$`),
	// A host may be called by letters beyond ASCII: browsers know both forms.
	hostPart:  regexp.MustCompile(`^[\pL\pM\pN_]([\pL\pM\pN_-]*[\pL\pM\pN_])?$`),
	blockMark: regexp.MustCompile(`^[|>][-+0-9]{0,2}\s*(\s#.*)?$`),
	amount:    regexp.MustCompile(`^([0-9]+) (hours?|days?|weeks?|months?|years?|°C|cups?)$`),
}
