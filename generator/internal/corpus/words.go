package corpus

// The words that pages are made of. What they say is made up: they are for
// measuring, not for reading. A word in braces stands for one of its list.

func commonCauses() []string {
	return []string{
		"Short sleep", "Dry indoor air", "Skipped meals", "Shift work", "Screen glare", "Loud workplaces", "Tight shoes",
		"Heavy lifting", "Long flights", "Salty food", "Hay pollen", "House dust", "Cold wind", "Hard water", "New spectacles",
		"Bad posture", "Little exercise", "Sudden training", "Old mattresses", "Strong coffee",
	}
}

func commonFindings() []string {
	return []string{
		"Sore throat", "Stiff neck", "Dull headache", "Watery eyes", "Blocked nose", "Restless legs", "Aching back", "Cold fingers",
		"Dry mouth", "Itchy scalp", "Heavy eyelids", "Swollen ankles", "Tired arms", "Light sleep", "Ringing ears", "Cracked lips",
		"Upset stomach", "Fast heartbeat", "Blurred sight", "Hoarse voice", "Tingling toes", "Sweaty palms", "Jumpy eyelid",
		"Poor appetite", "Low spirits",
	}
}

func courses() []string {
	return []string{"Acute", "Lasting", "Returning", "Silent", "Early", "Late", "Seasonal", "Mild", "Stubborn", "Sudden", "Creeping", "Nightly", "Passing", "Mixed"}
}

func origins() []string {
	return []string{"viral", "bacterial", "allergic", "inherited", "hormonal", "dietary", "mechanical", "toxic", "vascular", "immune", "acquired", "reactive", "secondary", "fungal", "nervous", "metabolic"}
}

func organs() []string {
	return []string{
		"nasal", "gastric", "lumbar", "cervical", "ocular", "dental", "aural", "bronchial", "cardiac", "venous", "renal", "hepatic",
		"pelvic", "femoral", "tibial", "plantar", "ulnar", "radial", "cranial", "facial", "oral", "dermal", "thyroid", "muscular",
		"temporal", "thoracic", "biliary", "rectal", "palatal", "scapular", "carpal", "adrenal", "lymphatic", "colonic", "pleural", "arterial",
	}
}

func troubles() []string {
	return []string{
		"irritation", "strain", "infection", "weakness", "spasm", "narrowing", "swelling", "entrapment", "wasting", "overgrowth",
		"laxity", "blockage", "scarring", "thinning", "erosion", "congestion", "hardening", "imbalance", "fatigue", "instability",
	}
}

func places() []string {
	return []string{
		"scalp", "temple", "eyelid", "cheek", "jaw", "tongue", "throat", "neck", "shoulder", "elbow", "wrist", "palm", "thumb", "finger",
		"knuckle", "chest", "rib", "flank", "navel", "groin", "hip", "thigh", "knee", "shin", "calf", "ankle", "heel", "toe", "ear",
		"nose", "lip", "chin", "armpit", "eyebrow", "nostril", "gum", "forearm", "collarbone", "kneecap", "earlobe",
	}
}

func sensations() []string {
	return []string{
		"ache", "burning", "tingling", "numbness", "itch", "swelling", "stiffness", "cramp", "flutter", "throbbing", "tenderness",
		"redness", "bruising", "dryness", "pressure", "soreness", "clicking", "peeling", "tightness", "heaviness", "warmth", "coldness",
	}
}

func times() []string {
	return []string{
		"", " at night", " after meals", " on waking", " when running", " in the cold", " when sitting", " lying down", " on standing up",
		" in children", " in old age", " in pregnancy", " after travel", " on one side", " that comes and goes", " after a fall", " in the heat",
	}
}

func articleForms() []string {
	return []string{
		"Living with %s", "First steps with %s", "A week with %s", "What to ask about %s", "%s in plain words", "%s and sleep", "%s at work",
		"%s and food", "Moving with %s", "Getting over %s", "Tests for %s", "Helping someone with %s", "Keeping a diary of %s",
	}
}

// slots are the lists that sentences draw on.
func slots() map[string][]string {
	return map[string][]string{
		"who":     {"most adults", "many people", "some teenagers", "a few athletes", "older readers", "office workers", "new parents", "night nurses"},
		"often":   {"often", "rarely", "now and then", "usually", "seldom", "in most cases", "at times"},
		"spell":   {"two days", "a week", "ten days", "a month", "several weeks", "a quarter of a year", "an afternoon", "a few hours"},
		"habit":   {"a glass of water", "a short walk", "an earlier night", "a warm bath", "slow breathing", "a lighter lunch", "a day of rest", "regular meals"},
		"setting": {"at home", "in the garden", "on the bus", "at a desk", "after lunch", "before bed", "in the cold", "at the weekend"},
		"helper":  {"a nurse", "your doctor", "a pharmacist", "a physiotherapist", "a friend", "a dentist", "an optician"},
		"test":    {"a blood test", "an X-ray", "a look with a small camera", "a tracing of the heart", "a test of hearing", "a swab", "a scan"},
		"degree":  {"faint", "plain", "moderate", "marked", "barely felt", "hard to miss", "short", "drawn out"},
		"reason":  {"a tight muscle", "a tired nerve", "too little fluid", "an old injury", "a change of weather", "an empty stomach", "worry", "a new tablet"},
		"sign":    {"a fever", "new weakness", "weight loss", "a fast pulse", "broken sleep", "pale skin", "a rash that spreads"},
		"number":  {"two", "three", "four", "five", "six", "eight", "ten", "twelve"},
		"share":   {"one in ten", "one in five", "a third", "half", "two in three", "nearly all"},
		"weight":  {"good", "fair", "weak", "mixed", "new", "old but sound"},
	}
}

// sentences are running text. {it} is the page's subject, {name} another
// page's name that is not a link, {link} a link.
func sentences() []string {
	return []string{
		"{It} is {often} {degree}, and {who} notice it {setting} before anything else.",
		"It tends to fade within {spell} once {reason} is dealt with.",
		"There is {weight} evidence that {habit} shortens it, at no cost and with little risk.",
		"{Who} report {sign} on the first day and nothing further after {spell}.",
		"Where {reason} is behind it, {habit} {often} settles the matter {setting}.",
		"Ask {helper} about {test} if it has gone on for longer than {spell}.",
		"In one survey {share} of those asked had felt it {setting}, mostly together with {name}.",
		"Nobody knows why {share} are spared, though {reason} seems to play a part.",
		"A note of when it began, how long it lasted and what helped is worth {number} visits.",
		"It may come with {name}, which is {often} mistaken for the cause.",
		"Rest has its place, yet more than {spell} of it can slow things down.",
		"{Habit} and {habit} come first, and {test} only where {sign} is present.",
		"Some describe the feeling as {degree}, others as {degree}, and both can be right.",
		"Children point to a different place each time, so look for {sign} as well.",
		"With {sign} or {sign}, do not wait: get advice on the same day.",
		"The outlook is good, and {share} are well again within {spell}.",
		"Small changes {setting} are enough for {share} of those affected.",
		"{Helper} will {often} press on the sore spot, compare both sides and ask about {name}.",
		"A clear result from {test} is a comfort, but it does not rule out {it}.",
		"Guidelines differ on when to offer {test}; all of them ask for it when there is {sign}.",
		"Keep a steady rhythm: {habit} each morning, {habit} each evening.",
		"What looks like {it} can also be {reason}, most of all {setting}.",
		"The difference shows after {spell}, when one fades and the other stays.",
		"{Who} find that {habit} helps more than any tablet.",
		"It is {often} worse {setting} and better after {habit}.",
		"If {reason} keeps coming back, {helper} can work out a plan over {number} visits.",
		"Tell {helper} about every tablet you take, bought or prescribed.",
		"Between bouts there is nothing to see, which is why {test} {often} finds nothing.",
		"Over {spell} the body gets used to {reason} and the complaint goes quiet.",
		"A second opinion is fair to ask for when {sign} does not go away.",
	}
}

func linkSentences() []string {
	return []string{
		"See {link} for what the two have in common.",
		"It is {often} taken for {link}, which has a {degree} course.",
		"Where there is {sign}, think of {link} as well.",
		"{Helper} will ask about {link} before anything else.",
		"The page on {link} says more about {habit}.",
		"Both {link} and {link} can lead to it {setting}.",
		"Unlike {link}, it {often} follows {reason}.",
		"With {link} the feeling is {degree} and lasts for {spell}.",
	}
}

func bullets() []string {
	return []string{
		"{habit}, {number} times a week", "a word with {helper} about {test}", "less of it {setting}", "a note of any {sign}",
		"**no** strain while there is {sign}", "{habit} in place of {habit}", "a check after {spell}", "help from {helper}",
	}
}

func alarms() []string {
	return []string{
		"there is {sign} and it is getting worse", "it has lasted for more than {spell}", "{sign} comes on suddenly",
		"you feel {sign} together with {sign}", "{habit} has not helped within {spell}",
	}
}

func headings() []string {
	return []string{
		"How it begins", "What it feels like", "Who gets it", "How long it lasts", "What sets it off", "What helps at home", "Tablets and doses",
		"Tests and what they show", "Seeing a doctor", "Sleep and rest", "Food and drink", "Moving about", "Work and family", "What to expect",
		"Keeping a record", "Where opinions differ", "If it comes back", "Common mistakes",
	}
}

func columns() [][3]string {
	return [][3]string{{"What", "How often", "Evidence"}, {"Sign", "Usual", "Ask about"}, {"Test", "Looks for", "Takes"}}
}

func cells() [][3]string {
	return [][3]string{{"{habit}", "{number} times a week", "{weight}"}, {"{sign}", "{degree}", "{test}"}, {"{test}", "{sign}", "{spell}"}}
}

func listings() []string {
	return []string{
		"```json\n{\n  \"kind\": \"diary\",\n  \"nights\": 7,\n  \"scores\": [3, 4, 2, 5, 1, 0, 2]\n}\n```",
		"```python\nscores = [3, 4, 2, 5, 1]\nmean = sum(scores) / len(scores)\nif mean > 4:\n    print(f\"see someone: {mean:.1f}\")\n```",
		"```yaml\ndiary:\n  started: 2026-01-05\n  entries: [time, place, trigger]\n```",
	}
}
