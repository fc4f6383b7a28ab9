package words

import (
	"cmp"
	"strconv"
	"strings"

	"nosology/generator/text"
)

// Language is what the matcher knows of a language beside how its words inflect. All words are folded: lower case,
// no accents, no apostrophes.
type Language struct {
	Code string // BCP 47, without a region: "en"

	// Negators turn what follows into a no, or what precedes if nothing follows. Verbal are those of them that deny
	// what somebody does or can do, not what there is. Behind are those that negate what precedes unless one of Tiny
	// follows: "pain-free", but "free of pain".
	Negators, Verbal, Behind []string
	// Neutral are what takes the sting out of a negator that stands right before it, one word or two: "won't stop",
	// "not sure".
	Neutral []string
	// Enders begin a new statement: "but". Joiners may join two statements or two words: "and". Or goes on with
	// what came before.
	Enders, Joiners, Or []string
	// Subjects begin a statement of its own; so do Determiners unless an "or" follows.
	Subjects, Determiners []string
	// Finite are verbs and the like that make a statement of a run of words. Behind one of Subjects or Relatives they
	// only belong to a word before.
	Finite, Relatives []string

	// Tiny words are never looked at; Stop words, which include them, only where a phrase is a fixed saying.
	Tiny, Stop []string
	// Vague words say too little alone: a phrase with nothing else, such as "for years", is a fixed saying.
	Vague []string
	// Cues are signs of who, when and whether, for what learns from sentences.
	Cues []Cue
	// Measures are what people say in numbers; Units are words for times, in hours; Numbers are words for numbers, and Some
	// for those that are numbers only before a unit; Counted are other words that say what the number before them is a
	// number of.
	Measures []Measure
	Units    map[string]int
	Numbers  map[string]int
	Some     map[string]int
	Counted  []string
	// Same are pairs of a word and the one that it stands for, where inflection does not explain it.
	Same [][2]string
	// Short are pairs of what few people write of what somebody cannot do, one word or two, and the one word that many write,
	// of which more can be learned: "can not" and "cant". What is said not to be there is not among them: its "not" is a sign.
	// Who is not breathing is: as with one who gasps, that is no denial.
	Short [][2]string
}

// English is the language of the shipped site.
func English() *Language {
	tiny := fields(`a an the my your his her its our their me i im it of to from in at on for is are was were be been am and able so or`)
	verbal := fields(`not never cant cannot couldnt wont wouldnt dont doesnt dosent didnt isnt arent wasnt werent hasnt havent
		hadnt aint shouldnt mustnt t isn hasn haven doesn didn wasn aren couldn wouldn don unable`)
	return &Language{
		Code: "en",
		Negators: append(verbal, fields(`no none nor neither without nothing nobody nope lack lacks lacking absent absence denies
			deny negative nil zero free`)...),
		Verbal: verbal,
		Behind: fields(`free absent`),
		Neutral: strings.Split(`stop,end,quit,sure,certain,know,idea,doubt,wonder,matter,only,just,until,always,help,work,better,improve,`+
			`ease,settle,go away,get better,all the,all day,long,like it,like this,like that,mind,care,want,understand,remember,think,realise,realize`, ","),
		Enders:      fields(`but however although though except besides apart yet whereas instead only just because`),
		Joiners:     fields(`and plus also`),
		Or:          fields(`or nor`),
		Subjects:    fields(`i im ive id he hes she shes it its they theyre theyve we there theres you`),
		Determiners: fields(`my your his her their our the this that these those a an some`),
		Finite: fields(`is are was were am be been has have had having do does did can could will would may might keeps keep
			kept starts started start begins began begin feels felt feel gets got get goes went comes came seems looks hurts yes`),
		Relatives: fields(`that which who`),
		Tiny:      tiny,
		Stop: append(tiny, fields(`this that these those by as ive id you he hes she shes we they theyre theyve him them being
			do does did have has had having get gets getting got go goes going gone went come comes came coming with when
			while then than very really quite just like feel feels feeling felt seem seems there here some any anything too
			also now will would can could should may might must because which who what where how why if about around into nor
			keep keeps keeping kept sort kind lot lots bit thing things something sometimes often always again own yes ok
			please hi hello think sign signs such happen happens happened notice noticed present today yet anymore properly
			well right during after before off etc`)...),
		Vague: fields(`year month week day hour minute second time night morning age one two three four five six left right side
			worse better more start new old long hold pass over run last since stop see hear drink few couple`),
		Cues:     englishCues(),
		Measures: englishMeasures(),
		Units:    englishUnits(),
		Numbers:  englishNumbers(),
		Some:     englishSome(),
		Counted:  fields(`times time x percent degrees cups cup coffees pounds lbs kg stone minutes minute mins seconds secs out of per cm mg ml litres st nd rd th`),
		Same: [][2]string{
			{"feet", "foot"}, {"teeth", "tooth"}, {"children", "child"}, {"kid", "child"}, {"kids", "child"},
			{"swollen", "swell"}, {"shook", "shake"}, {"fell", "fall"}, {"lost", "lose"}, {"taken", "take"}, {"blurry", "blurred"},
			{"1", "one"}, {"2", "two"}, {"3", "three"}, {"4", "four"}, {"5", "five"}, {"6", "six"},
			{"wk", "week"}, {"wks", "week"}, {"yr", "year"}, {"yrs", "year"}, {"mth", "month"}, {"mths", "month"},
			{"meds", "medicine"}, {"medication", "medicine"}, {"medications", "medicine"},
		},
		Short: [][2]string{
			{"can not", "cant"}, {"cannot", "cant"}, {"could not", "cant"}, {"couldnt", "cant"}, {"will not", "wont"},
			{"not breathing", "gasping"}, {"isnt breathing", "gasping"},
		},
	}
}

// englishCues are the words that tell of whom, when and how a sentence speaks.
func englishCues() []Cue {
	return []Cue{
		{Name: "relative", Phrases: phrases(`gran,grandma,granny,grandmother,nan,nana,nanna,grandad,granddad,grandpa,grandfather,mum,mom,mam,mummy,
			mother,dad,daddy,father,brother,sister,uncle,aunt,auntie,aunty,cousin,niece,nephew,in law,friend,friends,mate,mates,
			colleague,workmate,neighbour,neighbor,neighbours,neighbors,customer,client,postman,passenger,roommate,flatmate,landlord,professor,ex,chap,streamer,actor,boss,teacher,family,relative,someone,somebody,bloke,lady,guy,people,celebrity,character`)},
		{Name: "near", Phrases: phrases(`wife,husband,partner,hubby,boyfriend,girlfriend,fiance,son,daughter,baby,toddler,child,kid,boy,girl,lad`)},
		{Name: "past", Phrases: append(years(1990, 2023), phrases(`years ago,year ago,yrs ago,decades ago,decade ago,ages ago,as a child,as a kid,as a teenager,as a boy,as a girl,as a baby,
			when i was,when he was,when she was,when we were,when they were,used to,in the past,back in,back then,last year,in my twenties,in my thirties,in my teens,in childhood,
			year back,at school,at uni,at university,long ago,since childhood,once had,had once,once as,before i was born,died,passed away,late husband,no longer,not anymore,
			1980s,1990s,80s,90s,none since,nothing since,not since,years back,recovered,cleared up,completely fine now,fine now,all clear now,never came back,never again since`)...)},
		{Name: "fear", Phrases: phrases(`scared,afraid,frightened,terrified,worried,worry,worrying,worries,fear,fears,dread,dreading,paranoid,panicking,anxious,
			convinced,nervous,freaking,freaked,hope,hoping,hopefully,wonder,wondering,obsessed,phobia,imagine,imagining,dreamt,dreamed,dream,nightmare`)},
		{Name: "question", Asks: true, First: true, Phrases: phrases(`is,are,can,could,does,do,did,should,what,whats,why,how,hows,when,which,would,will,anyone,anybody,has anyone,who,where,am`)},
		{Name: "what-if", Phrases: phrases(`what if,say i,say a,say my,thinking of,if i,if it,if my,if he,if she,if you,if they,if someone,if we,in case,might get,could get,one day,would it,would i,would you,will i,suppose,supposing,in the future,someday,hypothetically,risk of,chance of,chances of`)},
		{Name: "denial", Phrases: phrases(`no,not,never,without,none,nor,neither,nothing,isnt,arent,wasnt,dont have,doesnt have,didnt have,havent had,hasnt had,havent got,hasnt got,
			is fine,are fine,is normal,are normal,was fine,were fine,all fine,is ok,are ok,is clear,was clear,ruled out,came back clear,came back normal,negative`)},
		{Name: "read", Phrases: phrases(`read,reading,googled,google,online,internet,article,leaflet,documentary,film,movie,telly,tv,book,programme,program,course,training,poster,forum,reddit,tiktok,news,heard,looked up,website,quiz,exam,novel,story`)},
	}
}

// LanguageOf returns what is known of a language by its BCP 47 tag. Of most that is its name alone: then words are taken
// as they are, and nothing is known of denials, so that only what is learned from sentences tells them.
func LanguageOf(tag string) *Language {
	code, _, _ := strings.Cut(cmp.Or(tag, "en"), "-")
	if strings.EqualFold(code, "en") {
		return English()
	}
	return &Language{Code: strings.ToLower(code)}
}

// HasNegators reports whether it is known how the language says no. Where it is not, no phrase is looked for: "no pain"
// would be taken for pain.
func (l *Language) HasNegators() bool { return len(l.Negators) > 0 }

// A Cue is a sign of who, when or whether.
type Cue struct {
	Name    string
	Phrases [][]string // folded words that stand one behind the other
	First   bool       // only where a sentence begins
	Asks    bool       // a question mark is one as well
}

// phrases cuts a list with commas into phrases, and these into words.
func phrases(s string) (all [][]string) {
	for _, p := range strings.Split(s, ",") {
		all = append(all, strings.Fields(p))
	}
	return all
}

// years are years that somebody may name who speaks of the past.
func years(first, last int) (all [][]string) {
	for y := first; y <= last; y++ {
		all = append(all, []string{strconv.Itoa(y)})
	}
	return all
}

func fields(s string) []string { return strings.Fields(s) }

// stemmer returns what takes the words of a language to what their inflected forms share. Where none is known, words
// are taken as they are.
func stemmer(code string) func(word string) string {
	language := text.Of(code)
	return func(word string) string { return string(language.Stem([]byte(word))) }
}
