package content

// The words that front matter may use. Order matters where it says how much:
// from the calmest, from the rarest, from the shortest.
var (
	causeKinds    = []string{"everyday", "nutritional", "medicine", "neurological", "other"}
	careLevels    = []string{"self-care", "see-a-doctor", "urgent", "emergency"}
	flagLevels    = careLevels[1:]
	prevalences   = []string{"rare", "uncommon", "common", "very-common"}
	timeUnits     = []string{"seconds", "minutes", "hours", "days", "weeks", "months", "years"}
	strengths     = []string{"typical", "common", "occasional", "against"}
	findingTypes  = []string{"sound", "general", "neurological", "time-course", "context"}
	circumstances = []string{"time-course", "context"} // types of findings that are no signs
	pageShows     = []string{"home", "articles", "causes", "symptoms", "compare", "warning-signs", "sources", "checker", "decides", "hazards", "search", "offline", "not-found", "privacy"}
	codeSystems   = []string{"icd10", "icd10cm", "icd11", "mesh", "snomed"}
	sourceKinds   = []string{"patient-information", "guideline", "journal", "review", "textbook"}
	questionKinds = []string{"one", "many"}
	signOffs      = []string{"milder"}
	sharePictures = []string{"per-page", "per-kind", "none"}
	groups        = []string{"about-you", "warning-signs", "the-symptom", "around-it"}
)
