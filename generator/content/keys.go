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
		Sheet{"site", SiteFile, "The settings of the site.", groupBy(configFields()).Value},
		Sheet{"sources", SourcesFile, "The bibliography: the keys by which pages cite, and what each stands for.", named(sourceFields(), decodeSources).Value},
		Sheet{"checker", CheckerFile, "The symptom checker: what it asks, and when it warns.", groupBy(checkerFields()).Value},
		Sheet{"vignettes", VignettesFile, "Stories by which the checker is judged.", groupBy(vignettesFields()).Value},
		Sheet{"hazards", HazardsFile, "The hazard log: what could go wrong for a reader, and what keeps it from doing so.", groupBy(hazardsFields()).Value},
		Sheet{"glossary", GlossaryFile, "The glossary: words that pages explain where they first say them.", named(glossaryFields(), decodeGlossary).Value},
		Sheet{"held", HeldFile, "What the red flags have to say, written by nosology hold and judged anew by every build.", groupBy(heldFields()).Value},
		Sheet{"signatures", SignaturesFile, "What named clinicians have signed, written by nosology sign.", groupBy(signaturesFields()).Value},
		Sheet{"said", saidFile, "What people say, from which the recogniser of readers' own words is learned.", groupBy(saidFileFields()).Value},
		Sheet{"jargon", wordsFile, "Hard words, and a plainer one for each.", Value{Shape: HoldsTable, Of: new(Value)}},
	)
	for i := range sheets {
		sheets[i].Value = v.chosen(sheets[i].Value)
	}
	return sheets
}

// SheetOf is the kind of file that documents of a kind stand in.
func (v *Vocabulary) SheetOf(k *Kind) Sheet {
	return Sheet{k.Name, k.Folder + "/*.md", "The front matter of " + k.Says + ".", v.chosen(groupBy(v.fieldsOf(k)).Value)}
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

// valueOf is a Value with what reads it. What authors and editing programs are told of a value
// stands beside what becomes of it, once, so that the two cannot differ.
type valueOf[V any] struct {
	Value
	read func(d *decoder, n *node) V
}

// then has a value looked at once it is read.
func (is valueOf[V]) then(check func(d *decoder, v V)) valueOf[V] {
	return valueOf[V]{is.Value, func(d *decoder, n *node) V {
		v := is.read(d, n)
		check(d, v)
		return v
	}}
}

// must is a row for a key that has to be there, and may one for a key that can be left out. at is
// where its value goes.
func must[T, V any](name, says string, is valueOf[V], at func(*T) *V) field[T] {
	return row(Key{name, true, says, is.Value}, is.read, at)
}

func may[T, V any](name, says string, is valueOf[V], at func(*T) *V) field[T] {
	return row(Key{name, false, says, is.Value}, is.read, at)
}

func row[T, V any](key Key, read func(*decoder, *node) V, at func(*T) *V) field[T] {
	return field[T]{key, func(d *decoder, n *node, to *T) { *at(to) = read(d, n) }}
}

// Values that many keys have.

func textValue() valueOf[Text]        { return valueOf[Text]{Value{}, (*decoder).text} }
func noteValue() valueOf[Text]        { return valueOf[Text]{Value{}, (*decoder).written} } // no page shows it
func adviceValue() valueOf[Text]      { return valueOf[Text]{Value{}, (*decoder).advice} }
func textsValue() valueOf[[]Text]     { return textsOf(Value{}) }
func yesNo() valueOf[bool]            { return valueOf[bool]{Value{Shape: HoldsBool}, (*decoder).bool} }
func dateValue() valueOf[Date]        { return valueOf[Date]{Value{Shape: HoldsDate}, (*decoder).date} }
func idValue() valueOf[Text]          { return like(pattern.id.String(), (*decoder).id) }
func webValue() valueOf[Text]         { return like(`^https?://[^/]`, (*decoder).webAddress) }
func secureValue() valueOf[Text]      { return like(`^https://`, (*decoder).secureAddress) }
func dialValue() valueOf[Text]        { return like(`^ *(\+ *)?[0-9][0-9 ]*$`, (*decoder).dial) }
func pageValue() valueOf[Text]        { return valueOf[Text]{Value{Names: DocumentNames}, (*decoder).page} }
func nameOf(what Names) valueOf[Text] { return valueOf[Text]{Value{Names: what}, (*decoder).text} }

func sourceIDs() valueOf[[]Text]         { return namesOf(SourceNames) }
func namesOf(what Names) valueOf[[]Text] { return textsOf(Value{Names: what}) }
func textsOf(each Value) valueOf[[]Text] { return valueOf[[]Text]{listOf(each), (*decoder).texts} }
func listLike(each string) valueOf[[]Text] {
	return valueOf[[]Text]{listOf(Value{Pattern: each}), asTyped((*decoder).texts)}
}
func someOf[V any](is valueOf[V]) valueOf[V] { is.Some = true; return is }

// filled is a list that has to have something in it; empty tells the author of one that has not.
func filled(list valueOf[[]Text], empty func(d *decoder, at Pos)) valueOf[[]Text] {
	return valueOf[[]Text]{list.Value, func(d *decoder, n *node) []Text {
		all := list.read(d, n)
		if n.kind == yamlList && len(n.items) == 0 {
			empty(d, n.at)
		}
		return all
	}}
}

func setsValue() valueOf[[][]Text] {
	return valueOf[[][]Text]{Value{Shape: HoldsSets, Names: FindingNames}, (*decoder).sets}
}

func codesValue() valueOf[[]Code] {
	return valueOf[[]Code]{Value{Shape: HoldsTable, Words: fixed.codeSystems, Of: &Value{Shape: HoldsTexts}}, (*decoder).codes}
}

// like is a text that looks like something. Such texts are for programs, as
// addresses are, and stay as they are typed.
func like[V any](pattern string, read func(*decoder, *node) V) valueOf[V] {
	return valueOf[V]{Value{Pattern: pattern}, asTyped(read)}
}

// asTyped reads a value without bending its quotes or parting numbers from units.
func asTyped[V any](read func(*decoder, *node) V) func(*decoder, *node) V {
	return func(d *decoder, n *node) V {
		before := d.typed
		d.typed = true
		v := read(d, n)
		d.typed = before
		return v
	}
}

func choiceOf(c Choice) valueOf[Text] {
	return valueOf[Text]{Value{Shape: HoldsWord, Choice: c}, func(d *decoder, n *node) Text { return d.choice(n, c) }}
}

func wordOf(words []string) valueOf[Text] {
	return valueOf[Text]{Value{Shape: HoldsWord, Words: words}, func(d *decoder, n *node) Text { return d.word(n, words) }}
}

func listOf(of Value) Value { return Value{Shape: HoldsList, Of: &of} }

// tableOf is a table of names that authors give, each with a value.
func tableOf[V, T any](of valueOf[V], read func(*decoder, *node) T) valueOf[T] {
	return valueOf[T]{Value{Shape: HoldsTable, Of: &of.Value}, read}
}

// named is a table of groups that authors name, by ids.
func named[T, V any](fields []field[T], read func(*decoder, *node) V) valueOf[V] {
	is := tableOf(groupBy(fields), read)
	is.Pattern = pattern.id.String()
	return is
}

// groupBy is a group that is read by a table, and groupsBy a list of such.
func groupBy[T any](fields []field[T]) valueOf[T] {
	keys := make([]Key, len(fields))
	for i := range fields {
		keys[i] = fields[i].Key
	}
	return valueOf[T]{Value{Shape: HoldsGroup, Keys: keys}, func(d *decoder, n *node) (to T) {
		decode(d, n, n.at, fields, &to)
		return to
	}}
}

func groupsBy[T any](fields []field[T]) valueOf[[]T] {
	return valueOf[[]T]{listOf(groupBy(fields).Value), func(d *decoder, n *node) []T { return list(d, n, fields) }}
}

// orNone is a group that somebody may ask whether it is there.
func orNone[T any](is valueOf[T]) valueOf[*T] {
	return valueOf[*T]{is.Value, func(d *decoder, n *node) *T { return new(is.read(d, n)) }}
}
