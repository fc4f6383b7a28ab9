// Package wording holds what readers see and hear beside a site's own content:
// labels, headings, names of levels, the sentences of the checker. The words
// of a language stand in one file, layouts/words/LANG.yaml; a site changes
// single ones in content/words/LANG.yaml.
//
// Words is that file as a struct. A field is a key: SeeADoctor is see-a-doctor.
// A key that a file does not have, or that no field reads, fails a test. The
// English file is the pattern for all others: a text of another language has
// the same places to fill in.
//
// Texts are whole sentences with places, never parts to be joined: where a name
// or a number stands in a sentence, and what it does to the words around it, is
// for each language to say. Hence Sentence for a text with places, Plural for
// one that depends on a number, and plain strings for all others.
//
// To add a text, add it to en.yaml and a field here; the tests then name the
// languages that lack it. Until they have it, sites in them say it in English
// and are told so (Missing). Without a word of care they are not built
// (MissingCare): a reader has to understand those.
package wording

// Words are what a site says in its language. They are read once and not changed
// any more: all pages of a site share one.
type Words struct {
	Writing      Writing
	Dates        Dates
	Numbers      Numbers
	Lists        Lists
	Levels       Levels
	Phones       Phones
	Cards        Cards
	Page         Page
	Tools        Tools
	Text         Text
	Parts        Parts
	Files        Files
	CauseKinds   map[string]Names // by the kind of content
	FindingTypes map[string]Names
	SourceKinds  map[string]string
	Glance       Glance
	Strengths    map[string]Strength
	Evidence     Evidence
	Compare      Compare
	Care         Care
	Mentions     Mentions
	Foot         Foot
	Sources      Sources
	Home         Home
	Index        Index
	Search       Search
	Offline      Offline
	Decides      Decides
	Hazards      Hazards
	Privacy      Privacy
	Checker      Checker

	about
}

// Writing says how the language is written. For a language without a file it is
// empty, and names are taken as they stand. Alphabet and Articles are as
// text.NewOrder wants them; Small is "yes" where a title is written small within
// a sentence.
type Writing struct{ Alphabet, Articles, Small string }

// Dates say how a day is written. Months has twelve names, from January, in the
// form that they have beside a day.
type Dates struct {
	Pattern Sentence
	Regions map[string]Sentence // by country: "US"
	Months  []string
}

// Numbers say how a large number is written. Only what stands between the places
// of Thousands and Decimal is used: the marks.
type Numbers struct {
	Thousands Sentence
	Decimal   Sentence
	Regions   map[string]Sentence // of Thousands
}

// Lists say what joins the parts of a list. Next, And and their like are joined
// by what stands between their two places; Phrases are of parts that have commas
// of their own.
type Lists struct {
	Next, And, Phrases, PhrasesOr, Others Sentence
	AndMore                               string
	Quote                                 Sentence
	Yes, No                               string // behind what a page says of itself: "On prescription: yes"
}

// Levels are the levels of care.
type Levels struct{ SelfCare, SeeADoctor, Urgent, Emergency Level }

// Level is a level of care in words. Label stands before what a card says, for
// those who do not see its colour; Needs is what a cause needs, Within the same
// within a sentence; Title heads a card, Link leads to it, Action tells what to
// do. Title, Link and Action may have the place {phone}.
type Level struct {
	Label, Needs, Within string
	Title, Link, Action  Sentence
}

// Of returns a level by its rank, from the calmest, as rules.Level counts them.
func (l *Levels) Of(rank int) *Level {
	return [...]*Level{&l.SelfCare, &l.SeeADoctor, &l.Urgent, &l.Emergency}[rank]
}

// Phones speak of the numbers to call. Emergency, Urgent and Crisis name a number
// that the site's country does not have; the others say what to do with one.
// Those with Ambulance are for a country of which no number is known.
type Phones struct {
	Emergency, Urgent, Crisis               string
	Call, CallAndStop, CallNow, CallToday   Sentence
	CallAmbulance, Today, InDangerAmbulance string
	IfWorse, InDanger                       Sentence
}

// Cards are the headings of lists of what to do.
type Cards struct{ Do, DoNot string }

// Page is what stands on every page, or at its head.
type Page struct {
	WindowTitle                                                    Sentence
	Skip, Home, Breadcrumbs, Menu, AboutMenu, Disclaimer, Contents string
	Article                                                        string
	ReadingTime                                                    Plural
	ToRead, WrittenToRead, ChangedToRead, AlsoCalled, PeopleSay    Sentence
	NewTab                                                         string
	ListPage                                                       Sentence
	Pager                                                          string
	Picture, PictureKind, PictureSite, PictureKindSite             Sentence
}

// Tools are what the buttons beside the text of a page say.
type Tools struct{ Listen, Stop, Share, Shared, Print string }

// Text is what the text of a page needs beside its own words. Table names a
// table that stands under no heading; TableN, TableOf and TableNOf one that is
// not alone on its page, that has a heading, and both.
type Text struct {
	Source                    Sentence
	General, Notes            string
	Note                      Sentence
	Back, Table, ToDo, Done   string
	TableN, TableOf, TableNOf Sentence
	Video                     string
	VideoLeads                Sentence
	Callouts                  map[string]string // by the word that opens one
}

// Files say what a download is, and how large.
type Files struct {
	Size, KindAndSize, Kilobytes, Megabytes Sentence
	Kinds                                   map[string]string
}

// Parts are the headings of what is made from the rules and the links.
type Parts struct {
	Findings, Causes, LookAlikes, Related, Children, Flags, Backlinks, Tested, Rules, Questions, Sources string
}

// Names are what one of a kind is called, and many. They are names and not
// sentences: no number stands before them.
type Names struct{ One, Many string }

// Glance is what a page says of a cause in pictures and words.
type Glance struct {
	HowCommon        string
	Prevalence       map[string]string
	HowLong          string
	Units            map[string]string // of time
	FromTo           Sentence
	Where, UsualCare string
}

// Strength says how often a sign goes with a cause: in a table of signs, in
// one of causes, and within a sentence.
type Strength struct{ Signs, Causes, Within string }

// Evidence are the tables of signs, causes and look-alikes. Overall says by its
// prevalence how common a cause is, with a sign or without it.
type Evidence struct {
	OfCause                                                                           Sentence
	OfFinding, HowOften, Signs, Causes, LookAlike, Both, MoreHere, MoreThere, Nothing string
	Shares                                                                            Sentence
	Overall                                                                           map[string]string
}

// Compare are the tables that compare causes.
type Compare struct {
	Sign, Show, None string
	Table, FromTo    Sentence
}

// Care says when to get help.
type Care struct {
	Help                                       string
	CallIf, EmergenciesFirst                   Sentence
	OtherSigns                                 string
	Alone, With, WithAny, ReadMore             Sentence
	Elsewhere, Where, Emergency, Today, Crisis string
}

// Mentions are the pages that mention another.
type Mentions struct {
	Title, Summary Sentence
	All            Plural
}

// Foot is the end of a page: its sources, its review.
type Foot struct {
	General, Back                                          Sentence
	AllSources                                             Plural
	Review                                                 string
	Written, WrittenChanged, NextReview                    Sentence
	Report                                                 string
	ReportSubject                                          Sentence
	Helpful                                                string
	HelpfulSubject                                         Sentence
	NotReviewed, ChangedSince                              string
	Reviewed, ReviewedRole, ReviewedDate, ReviewedRoleDate Sentence
}

// Sources is the bibliography.
type Sources struct {
	UsedIn                 Sentence
	UsedInMany             Plural
	Known                  string
	KnownVia, ReadAs, Seen Sentence
	Page, Pages            Sentence
}

// Home is the home page.
type Home struct {
	Check, Signs, Common   string
	AllCauses, AllArticles Plural
	ToRead                 string
}

// Index is the index of findings.
type Index struct {
	Letters, Digits                                                  string
	See                                                              Sentence
	WarningSign, Legend, Elsewhere, Order, ByName, ByPart, Find, Top string
	Found, FoundNear                                                 Plural
	None                                                             string
}

// Search is the page that searches.
type Search struct {
	Ask, Button, Hint, NoScript, None     string
	Short                                 string // of what is typed
	Found                                 Plural
	Most                                  Sentence
	Failed, Article, Cause, Finding, Page string
}

// Offline is the page for when there is no network.
type Offline struct {
	None                     string
	Kept                     Plural
	Busy, Failed, Keep, Drop string

	// What the worker says above a page that is kept, or is not. {date} is the day
	// from which a kept page is.
	Copy, CopySlow, CopyFailing Sentence
	Slow, Failing, Again        string
}

// Decides is the page that says how the checker decides.
type Decides struct {
	Stories                                                                 string
	StoriesAsked                                                            Plural
	StoriesResult                                                           Sentence
	MoreCareful, StoriesLimit, Table, Needed, Tests, Untested, TestsIntro   string
	TestLines, TestRandom, TestOpen, TestMistakes                           Sentence
	Versions                                                                string
	VersionsIntro, Bytes                                                    Sentence
	OpenRulesLink, ChecksumLink, Module, Packed, OpenRules                  string
	Rule, CountsWith, UnsureLower, ToldOn, RulesOf, AskedAfter, AnswerMeans Sentence
	CountsWithAny, UnsureFull, ThesePages                                   string
	ToldOnMore, RulesOfMore                                                 Plural
	How                                                                     []string
}

// Hazards is the hazard log.
type Hazards struct {
	Cause, Effect, Harm, Evidence, Controls         string
	Severity, Likelihood, Residual, Unjudged, Owner string
	Rules, Held, Stories, Checks, Proofs            string
}

// Privacy is the list of those that pages have to do with beside their own site.
// Own names what they say of themselves; Only and Never tell on which pages.
type Privacy struct {
	Title                 string
	Why, Own, Only, Never Sentence
	Uses                  map[string]string // by what is allowed
}

// Checker is the checker's page.
type Checker struct {
	Start, StartWithWords, Intro                                   string
	Groups                                                         map[string]string // parts of the form
	WhenToGetHelp, Clear, WhyWeAsk                                 string
	NotSure, NoneOfThese, IAmNotSure                               string
	AdviceIf                                                       Sentence
	EmergencyText, UrgentText, SeeADoctor, SeeADoctorText          string
	SelfCare, SelfCareText                                         string
	IfNoneFits                                                     Sentence
	SeeWhy, UnsureToday, UnsureSoon, RuleAndSources                string
	OwnWords, OwnWordsHint, IsThisIt, IsThisItHint, Continue, Back string
	NothingRecognised, QuestionsAsk, Danger                        string
	DangerSigns                                                    Sentence
	StopHere, Broken, BrokenText                                   string
	BrokenSigns                                                    Sentence
	Change                                                         Sentence
	Calm                                                           string
	FitsAndNeeds, StillOpen                                        Sentence
	GoOn, Why, AlsoMention, WhatChanges                            string
	IfItIsSo                                                       Sentence
	IfWorse                                                        string
	IfSigns                                                        Sentence
	PagesThatFit, NotADiagnosis                                    string
	AdviceFirst                                                    Sentence
	NoAllClear                                                     string
	NoneStandsOut                                                  string
	WhatEachMeans                                                  Sentence
	ForDoctor, MadeHere, Print, Copy, Erase                        string
	YouAnswered, ForIt, AgainstIt, Missing                         Sentence
	Where                                                          Plural
	WhereLast, TitleQuestion, TitleError                           Sentence
	TitleWords, TitleResult, Loading                               string
	Choose, ChooseMany, NoneAnd                                    string
	SaidNotSure, Quote, QuoteUnsure                                Sentence
	Confirmed, Unanswered, ByMistake                               string
	FitsWell, Possible, LessLikely, FitsInPart                     string
	IfDoctor, IfUrgent, IfEmergency, Copied, NotCopied             string
	TextTitle                                                      Sentence
	LeaveQuestions, GoThrough, GoesOn                              string
	Lines                                                          Sentence
	HeardDanger, Heard, TakeBack                                   string
	HeardIn                                                        Sentence
	UnsureOfOne, UnsureOfNone, WhatToDo                            string
	WhatToSay                                                      Sentence
	FitLess, YourAnswers, SaidNo, Share, Shared                    string
}
