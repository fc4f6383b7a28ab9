package content

import "slices"

// Key is one key that authors write, in front matter or in a YAML file of the
// content folder. The decoder's tables (see field) are made of keys; what is
// written into new documents and what editing programs are told comes from the
// same rows.
type Key struct {
	Name  string
	Need  bool
	Says  string // what it is for, in whole sentences
	Value Value
}

// Value is what may stand behind a key.
type Value struct {
	Shape   Shape
	Choice  Choice   // of a Word: the words are those of the site
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
	ArticleNames
	firstOwnNames // those of collections
)

// Sheet is a kind of file that authors write.
type Sheet struct {
	Name  string // "cause", "sources"
	Files string // within the content folder: "causes/*.md", SourcesFile
	Says  string // what such a file is
	Value Value
}

// Sheets are all kinds of files that authors of any site write.
func Sheets() []Sheet { return BuiltInVocabulary().Sheets() }

// Sheets are all kinds of files that authors write: first the documents, of
// which the keys are the front matter, then the YAML files.
func (v *Vocabulary) Sheets() []Sheet {
	var sheets []Sheet
	for _, k := range v.Kinds {
		sheets = append(sheets, v.SheetOf(k))
	}
	sheets = append(sheets,
		Sheet{"site", SiteFile, "The settings of the site.", groupBy(configFields())},
		Sheet{"sources", SourcesFile, "The bibliography: the keys by which pages cite, and what each stands for.", named(sourceFields())},
		Sheet{"checker", CheckerFile, "The symptom checker: what it asks, and when it warns.", groupBy(checkerFields())},
		Sheet{"vignettes", VignettesFile, "Stories by which the checker is judged.", groupBy(vignettesFields())},
		Sheet{"hazards", HazardsFile, "The hazard log: what could go wrong for a reader, and what keeps it from doing so.", groupBy(hazardsFields())},
		Sheet{"glossary", GlossaryFile, "The glossary: words that pages explain where they first say them.", named(glossaryFields())},
		Sheet{"held", HeldFile, "What the red flags have to say, written by nosology hold and judged anew by every build.", groupBy(heldFields())},
		Sheet{"signatures", SignaturesFile, "What named clinicians have signed, written by nosology sign.", groupBy(signaturesFields())},
		Sheet{"said", saidFile, "What people say, from which the recogniser of readers' own words is learned.", groupBy(saidFileFields())},
		Sheet{"jargon", wordsFile, "Hard words, and a plainer one for each.", tableOf(textValue())},
	)
	for i := range sheets {
		sheets[i].Value = v.chosen(sheets[i].Value)
	}
	return sheets
}

// SheetOf is the kind of file that documents of a kind stand in.
func (v *Vocabulary) SheetOf(k *Kind) Sheet {
	return Sheet{k.Name, k.Folder + "/*.md", "The front matter of " + k.Says + ".", v.chosen(groupBy(v.fieldsOf(k)))}
}

// chosen fills in the words of choices.
func (v *Vocabulary) chosen(value Value) Value {
	if value.Choice != NoChoice {
		value.Words = v.Words(value.Choice)
	}
	if value.Of != nil {
		of := v.chosen(*value.Of)
		value.Of = &of
	}
	value.Keys = slices.Clone(value.Keys)
	for i := range value.Keys {
		value.Keys[i].Value = v.chosen(value.Keys[i].Value)
	}
	return value
}

// Values that many keys have.

func textValue() Value  { return Value{} }
func textsValue() Value { return listOf(textValue()) }
func yesNo() Value      { return Value{Shape: HoldsBool} }
func dateValue() Value  { return Value{Shape: HoldsDate} }
func idValue() Value    { return Value{Pattern: pattern.id.String()} }
func webValue() Value   { return Value{Pattern: `^https?://[^/]`} }
func dialValue() Value  { return Value{Pattern: `^ *(\+ *)?[0-9][0-9 ]*$`} }
func setsValue() Value  { return Value{Shape: HoldsSets, Names: FindingNames} }
func sourceIDs() Value  { return listOf(Value{Names: SourceNames}) }

func codesValue() Value {
	return Value{Shape: HoldsTable, Words: fixed.codeSystems, Of: &Value{Shape: HoldsTexts}}
}

// named is a table of groups that authors name, by ids.
func named[T any](fields []field[T]) Value {
	of := groupBy(fields)
	return Value{Shape: HoldsTable, Pattern: pattern.id.String(), Of: &of}
}

func choiceOf(c Choice) Value     { return Value{Shape: HoldsWord, Choice: c} }
func wordOf(words []string) Value { return Value{Shape: HoldsWord, Words: words} }
func listOf(of Value) Value       { return Value{Shape: HoldsList, Of: &of} }
func tableOf(of Value) Value      { return Value{Shape: HoldsTable, Of: &of} }
func someOf(list Value) Value     { list.Some = true; return list }

// groupBy is a group that is read by a table, and groupsBy a list of such.
func groupBy[T any](fields []field[T]) Value {
	keys := make([]Key, len(fields))
	for i := range fields {
		keys[i] = fields[i].Key
	}
	return Value{Shape: HoldsGroup, Keys: keys}
}

func groupsBy[T any](fields []field[T]) Value { return listOf(groupBy(fields)) }
