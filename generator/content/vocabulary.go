package content

import (
	"io/fs"
	"slices"
	"strings"

	"nosology/generator/diag"
	"nosology/generator/input"
	"nosology/generator/text"
)

// Vocabulary is what a site may say in its own way: which kinds of documents it
// has, what further keys they have, and the words of which some keys hold one.
// Nothing in a page's front matter can be read without it.
type Vocabulary struct {
	Kinds
	Own          map[*Kind][]*OwnKey // keys of front matter that site.yaml declares
	CauseKinds   []Term
	FindingTypes []Term
	Groups       []Term // parts of the checker
	Language     *text.Language
}

// Term is a word that front matter may hold, with what readers see of it.
type Term struct {
	ID    Text
	Label Text // of one; empty to leave it to the words of the language
	Many  Text // of several, at the head of a list
	Icon  Text // a file under icons, without .svg
	// Circumstance is set for a type of finding that is none of the signs: how
	// long, how often, what else is so. They are listed apart.
	Circumstance bool
}

// termFields are the keys by which a site declares a word that front matter may hold.
func termFields() []field[Term] {
	return []field[Term]{
		must("label", "What readers see of one.", textValue(), func(t *Term) *Text { return &t.Label }),
		may("label-many", "What stands above a list of them. Without it, the label.", textValue(), func(t *Term) *Text { return &t.Many }),
		may("icon", "The drawing beside it: a file under icons of the static files, without .svg.", idValue(), func(t *Term) *Text { return &t.Icon }),
		may("circumstance", "Of a type of symptoms: true if it says how long, how often or what else is so, and is no symptom or sign. They are listed apart.",
			yesNo(), func(t *Term) *bool { return &t.Circumstance }),
	}
}

// termsValue are words that a site declares.
func termsValue() valueOf[[]Term] { return named(termFields(), (*decoder).terms) }

// terms reads words that a site declares.
func (d *decoder) terms(n *node) (all []Term) {
	d.each(n, func(id Text, v *node) {
		if !pattern.id.MatchString(id.S) {
			d.errorf(id.Pos, "bad-name", nameHintFor(id.S), "%q cannot be a word of front matter: it has lower case letters, digits and hyphens", id.S)
			return
		}
		t := Term{ID: id}
		decode(d, v, id.Pos, termFields(), &t)
		all = append(all, t)
	})
	return all
}

// BuiltInVocabulary is that of a site that declares none of its own.
func BuiltInVocabulary() *Vocabulary {
	v := &Vocabulary{Kinds: BuiltIn(), CauseKinds: terms(fixed.causeKinds), FindingTypes: terms(fixed.findingTypes), Groups: terms(fixed.groups)}
	for i := range v.FindingTypes {
		v.FindingTypes[i].Circumstance = slices.Contains(fixed.circumstances, v.FindingTypes[i].ID.S)
	}
	return v
}

func terms(ids []string) []Term {
	all := make([]Term, len(ids))
	for i, id := range ids {
		all[i].ID.S = id
	}
	return all
}

// Icons are the names of the drawings that the settings ask for.
func (c *Config) Icons() (icons []Text) {
	for _, of := range [][]Term{c.CauseKinds, c.FindingTypes, c.Groups} {
		for i := range of {
			icons = append(icons, of[i].Icon)
		}
	}
	for i := range c.Collections {
		icons = append(icons, c.Collections[i].Icon)
	}
	return icons
}

// WithoutEchoes leaves out what is wrong with documents only because site.yaml
// does not say what kinds, keys and words there are: that is told where it is.
func (t *Tree) WithoutEchoes(ds []diag.Diagnostic) []diag.Diagnostic {
	if !t.wordless {
		return ds
	}
	settings := t.Name + "/" + SiteFile
	echoes := []string{"unknown-key", "unknown-word", "unknown-file", "dead-link"}
	return slices.DeleteFunc(ds, func(d diag.Diagnostic) bool { return d.File != settings && slices.Contains(echoes, d.Check) })
}

// isWordless reports whether the settings hide what they declare.
func (t *Tree) isWordless(ds []diag.Diagnostic) bool {
	settings := t.Name + "/" + SiteFile
	return slices.ContainsFunc(ds, func(d diag.Diagnostic) bool {
		return d.File == settings && d.Severity == diag.Error && t.hidesWords(&d)
	})
}

// hidesWords reports whether a mistake in the settings hides some of the words
// that they declare: the file is no YAML, or part of a declaration is not read.
func (t *Tree) hidesWords(d *diag.Diagnostic) bool {
	switch d.Check {
	case "yaml-syntax":
		return true
	case "bad-name", "wrong-type", "unknown-id":
		return slices.Contains([]string{"collections", "keys", "cause-kinds", "finding-types", "checker-groups"}, t.settingAt(d.Line))
	}
	return false
}

// settingAt is the key of site.yaml, of the first rank, to which a line belongs.
func (t *Tree) settingAt(n int) string {
	for ; n > 0; n-- {
		if line := t.Lines(SiteFile, n); line != "" && strings.Trim(line[:1], " \t#-") != "" {
			key, _, _ := strings.Cut(line, ":")
			return key
		}
	}
	return ""
}

// Choice names words of which a key holds one, for the decoder and for schemas.
type Choice uint8

const (
	NoChoice Choice = iota
	ShowsChoice
	CauseKindChoice
	FindingTypeChoice
	GroupChoice
)

// Words are the words of a choice.
func (v *Vocabulary) Words(of Choice) []string {
	switch of {
	case ShowsChoice:
		return v.shows()
	case CauseKindChoice:
		return idsOf(v.CauseKinds)
	case FindingTypeChoice:
		return idsOf(v.FindingTypes)
	case GroupChoice:
		return idsOf(v.Groups)
	}
	return nil
}

func idsOf(terms []Term) []string {
	ids := make([]string, len(terms))
	for i := range terms {
		ids[i] = terms[i].ID.S
	}
	return ids
}

// shows are what a page can show: what we know, and the list of each collection.
func (v *Vocabulary) shows() []string {
	all := slices.Clone(fixed.pageShows)
	for _, k := range v.Kinds {
		if k.Collection != nil {
			all = append(all, k.List)
		}
	}
	return all
}

// Rank is the place of a term among others, behind all if it is none of them.
func Rank(terms []Term, id string) int {
	if i := slices.IndexFunc(terms, func(t Term) bool { return t.ID.S == id }); i >= 0 {
		return i
	}
	return len(terms)
}

// TermOf returns the term of an id, one that says nothing if there is none.
func TermOf(terms []Term, id string) Term {
	for _, t := range terms {
		if t.ID.S == id {
			return t
		}
	}
	return Term{ID: Text{S: id}}
}

// mostOwnKeys is how many keys a site can add to the documents of a folder.
const mostOwnKeys = 32

// vocabulary is what a site's settings say of its own way. What is wrong with
// them is said where they are read as a whole.
func vocabulary(c *Config) *Vocabulary {
	v := BuiltInVocabulary()
	v.Language = text.Of(c.Language.S)
	for i := range c.Collections {
		if k := c.Collections[i].kind(Names(int(firstOwnNames) + i)); v.In(k.Folder) == nil && v.Named(k.Name) == nil {
			v.Kinds = append(v.Kinds, k)
		}
	}
	v.Own = map[*Kind][]*OwnKey{}
	for i := range c.Collections {
		v.own(c.Collections[i].ID.S, c.Collections[i].Keys)
	}
	for _, k := range c.Keys {
		v.own(k.Folder.S, k.Keys)
	}
	for _, own := range []struct{ to, from *[]Term }{{&v.CauseKinds, &c.CauseKinds}, {&v.FindingTypes, &c.FindingTypes}, {&v.Groups, &c.Groups}} {
		if len(*own.from) > 0 {
			*own.to = *own.from
		}
	}
	return v
}

// own adds keys to those of the documents in a folder.
func (v *Vocabulary) own(folder string, keys []*OwnKey) {
	k := v.In(folder)
	if k == nil {
		return
	}
	for _, key := range keys {
		if indexField(k.fields(), key.ID.S) < 0 && len(v.Own[k]) < mostOwnKeys {
			v.Own[k] = append(v.Own[k], key)
		}
	}
}

// readVocabulary reads what site.yaml says of a site's own way, and nothing else.
func readVocabulary(fsys fs.FS) (raw []byte, v *Vocabulary) {
	raw, err := input.ReadPart(fsys, SiteFile, maxSettings)
	if err != nil || len(raw) > maxSettings {
		return nil, BuiltInVocabulary()
	}
	config := func(in *Vocabulary) *Config {
		c := &Config{}
		d := &decoder{path: SiteFile, vocab: in}
		d.parse(d.decodeText(raw), func(root *node) { decodeConfig(d, root, c) })
		return c
	}
	// What a site calls its kinds is set as its language is, which may stand below it.
	inLanguage := BuiltInVocabulary()
	inLanguage.Language = text.Of(config(inLanguage).Language.S)
	return raw, vocabulary(config(inLanguage))
}

// fieldsOf are the keys of a kind's front matter, own ones included.
func (v *Vocabulary) fieldsOf(k *Kind) []field[Document] {
	own := v.Own[k]
	if len(own) == 0 {
		return k.fields()
	}
	all := k.fields()
	for _, key := range own {
		all = append(all, field[Document]{key.key(v), func(d *decoder, n *node, to *Document) {
			to.Own = append(to.Own, OwnValue{key, d.ownValue(key, n)})
		}})
	}
	return all
}
