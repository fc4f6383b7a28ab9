package content

import "slices"

// Key is one key that authors write, in front matter or in a YAML file of the
// content folder. The decoder reads these keys and no others; what is written
// into new documents and what editing programs are told is made from them.
type Key struct {
	Name  string
	Need  bool
	Says  string // what it is for, in whole sentences
	Value Value
}

// Value is what may stand behind a key.
type Value struct {
	Shape   Shape
	Words   []string // of a Word; of a Table whose names are these and no others
	Pattern string   // of a Text, or a Table's names: what it looks like, as a regular expression
	Names   Names    // what a Text, or a Table's names, refer to
	Keys    []Key    // of a Group
	Of      *Value   // of a List or a Table: what each of its values is
	Some    bool     // of a List or Sets: at least one
	Short   bool     // of a Group: a text alone may stand for its first key
	Most    int      // of a Number: it is from 1 to this; 0 for any number
}

// Shape is what kind of thing a value is.
type Shape uint8

const (
	HoldsText   Shape = iota
	HoldsWord         // one of a few words
	HoldsBool         // true or false
	HoldsDate         // 2026-11-22
	HoldsNumber       // a whole number
	HoldsTexts        // a text or a list of them
	HoldsList         // a list
	HoldsSets         // alternatives: a list of lists of texts, or a single list
	HoldsGroup        // keys that are fixed
	HoldsTable        // names of the author's own, with a value each
)

// Names is what a name refers to.
type Names uint8

const (
	NoNames Names = iota
	FindingNames
	CauseNames
	SourceNames
	PartNames
	RegionNames
	FlagNames
	DocumentNames // "pages/about.md"
)

// Sheet is a kind of file that authors write.
type Sheet struct {
	Name  string // "cause", "sources"
	Files string // within the content folder: "causes/*.md", "sources.yaml"
	Says  string // what such a file is
	Value Value
}

// Sheets are all kinds of files that authors write: first the documents, of
// which the keys are the front matter, then the YAML files.
func Sheets() []Sheet {
	return []Sheet{
		{"article", "articles/*.md", "The front matter of an article.", groupOf(metaKeys...)},
		{"cause", "causes/*.md", "The front matter of a cause.", groupOf(slices.Concat(metaKeys, causeKeys)...)},
		{"symptom", "symptoms/*.md", "The front matter of a symptom, a sign, a time course or a circumstance.", groupOf(slices.Concat(metaKeys, findingKeys)...)},
		{"page", "pages/*.md", "The front matter of a page.", groupOf(slices.Concat(metaKeys, pageKeys)...)},
		{"site", "site.yaml", "The settings of the site.", groupOf(configKeys...)},
		{"sources", "sources.yaml", "The bibliography: the keys by which pages cite, and what each stands for.", sourcesValue},
		{"checker", "checker.yaml", "The symptom checker: what it asks, and when it warns.", groupOf(checkerKeys...)},
		{"vignettes", "vignettes.yaml", "Stories by which the checker is judged.", groupOf(vignettesKeys...)},
		{"hazards", "hazards.yaml", "The hazard log: what could go wrong for a reader, and what keeps it from doing so.", groupOf(hazardsKeys...)},
		{"held", "held.yaml", "What the red flags have to say, written by nosology hold and judged anew by every build.", groupOf(heldKeys...)},
		{"signatures", "signatures.yaml", "What named clinicians have signed, written by nosology sign.", groupOf(signaturesKeys...)},
		{"said", saidFile, "What people say, from which the recogniser of readers' own words is learned.", groupOf(saidFileKeys...)},
		{"jargon", wordsFile, "Hard words, and a plainer one for each.", tableOf(textValue)},
	}
}

// SheetOf returns the sheet of a kind of document.
func SheetOf(k Kind) Sheet { return Sheets()[k] }

// Values that many keys have.
var (
	textValue  = Value{}
	textsValue = listOf(textValue)
	yesNo      = Value{Shape: HoldsBool}
	dateValue  = Value{Shape: HoldsDate}
	idValue    = Value{Pattern: validID.String()}
	webValue   = Value{Pattern: `^https?://[^/]`}
	codesValue = Value{Shape: HoldsTable, Words: codeSystems, Of: &Value{Shape: HoldsTexts}}
	setsValue  = Value{Shape: HoldsSets, Names: FindingNames}
	sourceIDs  = listOf(Value{Names: SourceNames})
)

func wordOf(words []string) Value { return Value{Shape: HoldsWord, Words: words} }
func listOf(of Value) Value       { return Value{Shape: HoldsList, Of: &of} }
func tableOf(of Value) Value      { return Value{Shape: HoldsTable, Of: &of} }
func groupOf(keys ...Key) Value   { return Value{Shape: HoldsGroup, Keys: keys} }
func groupsOf(keys ...Key) Value  { return listOf(groupOf(keys...)) }
func someOf(list Value) Value     { list.Some = true; return list }

// metaKeys are the keys of every document's front matter.
var metaKeys = []Key{
	{"title", true, "The title, as readers and search results show it: 60 characters at most.", textValue},
	{"summary", true, "One or two sentences that give the answer. Search results show up to 160 characters of them.", textValue},
	{"also", false, "True synonyms of the title. Wherever another page says one, it links here by itself.", textsValue},
	{"heard-as", false, "What people say or type. For the index, the search and the checker; never linked.", textsValue},
	{"aliases", false, "Addresses at which the page stood before, like /old-name/. They lead here.", listOf(Value{Pattern: `^/([^/#\\][^#\\]*)?$`})},
	{"sources", false, "Sources of the page as a whole, beside those cited in the text: keys of sources.yaml.", sourceIDs},
	{"review", false, "When it was written, by when to read it again, and who has signed it.", groupOf(reviewKeys...)},
	{"changed", false, "What has changed, newest first. Readers see it at the foot of the page.", groupsOf(changeKeys...)},
	{"draft", false, "true keeps the page from readers: it is built only with --drafts.", yesNo},
	{"publish", false, "The day from which the page is built, if that is later than today.", dateValue},
	{"autolink", false, "false keeps names in this page from becoming links by themselves.", yesNo},
	{"silence", false, "Checks that are turned off for this page, each with a reason.", groupsOf(silenceKeys...)},
}

var reviewKeys = []Key{
	{"written", true, "The day the page was written.", dateValue},
	{"due", true, "The day by which to read it again.", dateValue},
	{"clinician", false, "Who has read and signed it.", groupOf(clinicianKeys...)},
}

var clinicianKeys = []Key{
	{"name", true, "The clinician's name.", textValue},
	{"role", true, "What the clinician is: GP, neurologist.", textValue},
	{"date", true, "The day of the signature.", dateValue},
	{"hash", true, "What was signed. A change of the text ends the signature.", textValue},
}

var changeKeys = []Key{
	{"date", true, "The day of the change.", dateValue},
	{"note", true, "What changed, in a sentence.", textValue},
}

var silenceKeys = []Key{
	{"check", true, "The name of the check, as nosology check shows it in brackets.", textValue},
	{"reason", true, "Why it does not hold here.", textValue},
}

// causeKeys are what a cause adds.
var causeKeys = []Key{
	{"kind", true, "What kind of cause it is.", wordOf(causeKinds)},
	{"parent", false, "The broader cause that this one belongs to, by its id: its file name without .md.", Value{Names: CauseNames}},
	{"care", true, "What this cause alone usually needs.", wordOf(careLevels)},
	{"prevalence", false, "How common it is. The page shows it as a picture, and the checker weighs it.", wordOf(prevalences)},
	{"duration", false, "How long it lasts.", groupOf(durationKeys...)},
	{"where", false, "Where on the body it shows: parts of site.yaml.", listOf(Value{Names: PartNames})},
	{"findings", true, "What goes with it: ids of symptoms, and how strongly each speaks for the cause. Tables, the symptoms' own pages and the checker are made from this.",
		Value{Shape: HoldsTable, Names: FindingNames, Of: &Value{Shape: HoldsWord, Words: strengths}}},
	{"codes", false, "Its codes in coding systems: icd10: E86. Not for readers, but for programs.", codesValue},
}

var durationKeys = []Key{
	{"from", true, "The shorter time.", wordOf(timeUnits)},
	{"to", true, "The longer time, or the same.", wordOf(timeUnits)},
}

// findingKeys are what a symptom adds.
var findingKeys = []Key{
	{"type", true, "What it is. A time course says how long or how often, a context is a circumstance such as a medicine.", wordOf(findingTypes)},
	{"site", false, "The part of the body: one of the parts of site.yaml.", Value{Names: PartNames}},
	{"flag", false, "true if a red flag of checker.yaml names it.", yesNo},
	{"alone", false, "The least that the checker has to say to somebody who has this and nothing else. Less stops the build.", wordOf(careLevels)},
}

// pageKeys are what a plain page adds.
var pageKeys = []Key{
	{"shows", false, "What is added below the text. Without it, nothing.", wordOf(pageShows)},
}

var configKeys = []Key{
	{"title", true, "The name of the site.", textValue},
	{"tagline", false, "One line under the name.", textValue},
	{"base-url", true, "Where the site is published: https://example.org, without a slash at its end.", Value{Pattern: `^https?://[^/?#@]+$`}},
	{"language", true, "The language of the texts: en-GB, cy.", Value{Pattern: validLanguage.String()}},
	{"contact", true, "Where readers send corrections: mailto: and an address, or a page from https://.", Value{Pattern: `^(mailto:|https://)`}},
	{"publisher", true, "Who publishes the site.", textValue},
	{"licence", false, "Under which licence the texts may be used.", textValue},
	{"reviewed", true, "What pages say of review while no clinician has signed them.", textValue},
	{"region", true, "The region that pages are written for: one of regions.", Value{Names: RegionNames}},
	{"regions", true, "The numbers that {{emergency}}, {{urgent}}, {{crisis}} and {{crisis-lines}} become, by region.", tableOf(groupOf(regionKeys...))},
	{"menu", false, "Links at the head of every page.", groupsOf(menuKeys...)},
	{"footer", false, "Links at the foot of every page.", groupsOf(menuKeys...)},
	{"parts", false, "Parts of the body, in the order of the index: an id and a name for each.", tableOf(textValue)},
	{"figure", false, "The picture that shows where on the body a cause is felt: a file under figures of the static files.", textValue},
	{"condition", false, "What the site is about, for search engines.", groupOf(conditionKeys...)},
	{"require-sign-off", false, "milder: a rule that was made to warn less is not published before a clinician has signed it.", wordOf(signOffs)},
	{"share-pictures", false, "What is drawn for links that other sites show: a picture for each page, one for each kind of page, or none. Without it, per-page for a site of up to 1,000 documents and per-kind for a larger one.", wordOf(sharePictures)},
	{"offline", false, "How pages that a reader's device keeps are shown without a network.", groupOf(offlineKeys...)},
}

var offlineKeys = []Key{
	{"days", true, "How many days a kept page is shown if it could not be renewed in between: 1 to 366. Without this, 30. After that the page about having no network, with the numbers to call, stands in its place.", Value{Shape: HoldsNumber, Most: mostKeptDays}},
}

var regionKeys = []Key{
	{"name", true, "The region's name.", textValue},
	{"emergency", true, "What to call when a life is in danger.", groupOf(numberKeys...)},
	{"urgent", true, "What to call for advice the same day.", groupOf(numberKeys...)},
	{"crisis", true, "What to call in despair.", groupOf(numberKeys...)},
	{"crisis-lines", false, "All lines to call, text or open in despair; {{crisis-lines}} becomes them, one after the other. Those for children as well.", groupsOf(crisisLineKeys...)},
}

var crisisLineKeys = []Key{
	{"say", true, "The words that readers see: call Samaritans on 116 123.", textValue},
	{"dial", false, "The digits that a phone dials, in quotes.", dialValue},
	{"text", false, "The number that a text message goes to, in quotes.", dialValue},
	{"web", false, "The address of a page to open.", Value{Pattern: `^https://`}},
}

var dialValue = Value{Pattern: `^ *(\+ *)?[0-9][0-9 ]*$`}

var numberKeys = []Key{
	{"say", true, "The words that readers see.", textValue},
	{"dial", false, "The digits that a phone dials, in quotes. Without them the words lead nowhere.", dialValue},
}

var menuKeys = []Key{
	{"label", true, "What the link says.", textValue},
	{"to", true, "The file that it leads to, within the content folder.", Value{Names: DocumentNames}},
}

var conditionKeys = []Key{
	{"name", true, "Its name.", textValue},
	{"codes", false, "Its codes in coding systems.", codesValue},
}

var sourcesValue = Value{Shape: HoldsTable, Pattern: validID.String(), Of: &Value{Shape: HoldsGroup, Keys: sourceKeys}}

var sourceKeys = []Key{
	{"title", true, "Its title, as the publisher writes it.", textValue},
	{"publisher", false, "Who published it.", textValue},
	{"url", false, "Where it can be read.", webValue},
	{"year", false, "The year of the edition that was read.", Value{Shape: HoldsNumber}},
	{"accessed", false, "The day it was read.", dateValue},
	{"kind", true, "What kind of source it is.", wordOf(sourceKinds)},
	{"read", false, "Whether the editors have read a copy of it.", yesNo},
	{"via", false, "What copy that was.", textValue},
}

var checkerKeys = []Key{
	{"background", false, "Findings that say who or how long, and not what is felt. They speak for a cause only where a typical or common finding of it is there too.", listOf(Value{Names: FindingNames})},
	{"questions", true, "What is asked, one screen each, in this order.", groupsOf(questionKeys...)},
	{"flags", true, "Red flags: what is warned of, and when.", groupsOf(flagKeys...)},
}

var questionKeys = []Key{
	{"id", true, "A short name of its own.", idValue},
	{"ask", true, "The question: one thing, in words that also fit when somebody asks for a child.", textValue},
	{"why", false, "Why it is asked, in a sentence or two.", textValue},
	{"kind", true, "one: choose one answer. many: a list to tick.", wordOf(questionKinds)},
	{"group", true, "The part of the checker that it stands in.", wordOf(groups)},
	{"when", false, "Ask it only where all findings of one set are yes or not sure. Without it, always.", setsValue},
	{"at-once", false, "true asks it, as soon as it can be asked, before all others that may be as urgent.", yesNo},
	{"help", false, "Advice that stands with the question. {{emergency}}, {{urgent}}, {{crisis}} and {{crisis-lines}} become numbers.", textValue},
	{"options", true, "The answers.", someOf(groupsOf(optionKeys...))},
	{"none", false, "What the last choice of a list says, where none of the others fits.", textValue},
}

var optionKeys = []Key{
	{"say", true, "The answer, as readers see it.", textValue},
	{"help", false, "In a list: advice that stands below the answer once it is ticked.", textValue},
	{"yes", true, "The findings that this answer makes yes. There may be none: [].", listOf(Value{Names: FindingNames})},
}

var flagKeys = []Key{
	{"id", true, "A short name of its own; cards name it with {flag=…}.", idValue},
	{"level", true, "How fast to act.", wordOf(flagLevels)},
	{"title", true, "A short name for readers.", textValue},
	{"say", true, "What is noticed.", textValue},
	{"do", true, "What to do now. {{emergency}}, {{urgent}}, {{crisis}} and {{crisis-lines}} become numbers.", textValue},
	{"help", false, "Advice that is said as well, however urgent other things are.", textValue},
	{"why", false, "Why.", textValue},
	{"unsure", false, `full: "not sure" counts as much as yes. Only where minutes matter.`, wordOf([]string{"full"})},
	{"when", true, "Sets of findings. Where all of one set are yes, the flag is raised.", someOf(setsValue)},
	{"sources", true, "What it rests on: keys of sources.yaml.", sourceIDs},
}

var vignettesKeys = []Key{
	{"vignettes", true, "Readers, their answers, and how soon each should get help.", groupsOf(vignetteKeys...)},
}

var vignetteKeys = []Key{
	{"id", true, "A short name of its own.", idValue},
	{"who", true, "Who the story is about.", wordOf([]string{"adult", "child", "baby"})},
	{"story", true, "The story, as its reader would tell it.", textValue},
	{"yes", true, "The findings that the reader would say yes to.", listOf(Value{Names: FindingNames})},
	{"unsure", false, "The findings of which the reader would not be sure.", listOf(Value{Names: FindingNames})},
	{"level", true, "How soon this reader should get help.", wordOf(careLevels)},
	{"why", true, "Why that soon.", textValue},
	{"flags", false, "The red flags that the checker has to raise.", listOf(Value{Names: FlagNames})},
	{"causes", false, "The causes that the checker has to name.", listOf(Value{Names: CauseNames})},
	{"sources", true, "What says so: keys of sources.yaml.", someOf(sourceIDs)},
}

var heldKeys = []Key{
	{"seal", true, "A digest of the rest of the file. A line that is taken out by hand breaks it.", textValue},
	{"held", true, "The judgements, flag by flag.", groupsOf(heldRuleKeys...)},
	{"weakened", false, "Rules that were made milder, narrower or rarer on purpose, until a release is signed.", groupsOf(weakeningKeys...)},
}

var heldRuleKeys = []Key{
	{"flag", true, "The flag, by its id.", idValue},
	{"says", true, "What it says to somebody who has all findings of one set.", wordOf(flagLevels)},
	{"unsure", true, "What it says to somebody who is not sure of them.", wordOf(flagLevels)},
	{"when", true, "The sets of findings.", someOf(setsValue)},
}

var weakeningKeys = []Key{
	{"date", true, "The day of the change.", dateValue},
	{"kind", true, "What the change does.", wordOf(weakenings)},
	{"flag", true, "The flag, by its id.", idValue},
	{"before", true, "What was said before.", wordOf(careLevels)},
	{"after", true, "What is said now.", wordOf(careLevels)},
	{"witness", true, "Who is told something else, and what.", textValue},
	{"reason", true, "Why.", textValue},
	{"signed", false, "The clinician who agreed.", groupOf(signatureKeys...)},
}

var signatureKeys = []Key{
	{"name", true, "The clinician's name.", textValue},
	{"role", true, "What the clinician is: GP, neurologist.", textValue},
	{"date", true, "The day of the signature.", dateValue},
}

var signaturesKeys = []Key{
	{"signatures", true, "The statements.", groupsOf(signedKeys...)},
}

var signedKeys = []Key{
	{"flag", false, "The flag that was signed, by its id.", idValue},
	{"release", false, "The release that was signed.", textValue},
	{"name", true, "The clinician's name.", textValue},
	{"role", true, "What the clinician is: GP, neurologist.", textValue},
	{"date", true, "The day of the signature.", dateValue},
	{"hash", true, "What was signed. A change of it ends the signature.", textValue},
	{"weakened", false, "Of a release: the rules that warn less than before, with reasons.", textsValue},
}

var hazardsKeys = []Key{
	{"hazards", true, "The hazards.", groupsOf(hazardKeys...)},
}

var hazardKeys = []Key{
	{"id", true, "A short name of its own.", idValue},
	{"hazard", true, "What could go wrong.", textValue},
	{"cause", true, "How it could come about.", textValue},
	{"effect", true, "What a reader would be told, or not be told.", textValue},
	{"harm", true, "What that could do.", textValue},
	{"severity", false, "How grave the harm would be: a clinician's judgement.", textValue},
	{"likelihood", false, "How likely it is: a clinician's judgement.", textValue},
	{"residual", false, "What risk is left with the controls: a clinician's judgement.", textValue},
	{"owner", true, "Who answers for it.", textValue},
	{"evidence", false, "What shows that the controls work.", textValue},
	{"controls", true, "What is done against it.", groupsOf(controlKeys...)},
}

var controlKeys = []Key{
	{"says", true, "What is done, in a sentence.", textValue},
	{"rules", false, "The red flags that do it.", listOf(Value{Names: FlagNames})},
	{"held", false, "The red flags whose held judgements do it.", listOf(Value{Names: FlagNames})},
	{"vignettes", false, "The stories that do it.", textsValue},
	{"checks", false, "The checks that do it: each stops a build.", textsValue},
	{"proofs", false, "What the program's own tests have shown of the rules.", textsValue},
}

// saidFileKeys are those of the whole file of sentences, saidKeys of one that is more than its words.
var saidFileKeys = []Key{
	{"sentences", false, "Sentences that speak of a finding, by the finding.", Value{Shape: HoldsTable, Names: FindingNames, Of: &saidValue}},
	{"nothing", false, "Sentences that speak of no finding of the person who asks, by the reason.", Value{Shape: HoldsTable, Words: SaysNothing, Of: &saidValue}},
}

var saidValue = listOf(Value{Shape: HoldsGroup, Keys: saidKeys, Short: true})

var saidKeys = []Key{
	{"say", true, "The sentence, as people type it.", textValue},
	{"also", false, "Further findings that it speaks of.", listOf(Value{Names: FindingNames})},
	{"denies", false, "Findings that it says are not there.", listOf(Value{Names: FindingNames})},
}
