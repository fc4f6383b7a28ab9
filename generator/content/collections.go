package content

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"nosology/generator/diag"
	"nosology/generator/text"
)

// Collection is a kind of document that a site declares:
//
//	collections:
//	  treatments:                      # the folder, and /treatments/
//	    label: Treatments              # what several are called
//	    label-one: Treatment           # and one
//	    one: treatment                 # for commands: nosology new treatment
//	    icon: treatment                # a file under icons of the static files
//	    keys:
//	      helps: {label: Helps with, holds: causes, back: Treatments}
//	      evidence: {label: Evidence, one-of: [good, some, little]}
//
// Its documents stand in a folder of that name; a page with shows: treatments
// lists them. A layout treatment.html is used if there is one, and one for all
// collections otherwise; the same holds for the list, treatments.html.
type Collection struct {
	ID       Text
	Label    Text
	LabelOne Text
	One      Text
	Icon     Text
	Unlinked bool // its names do not become links
	Keys     []*OwnKey
}

// OwnKey is a key of front matter that a site declares.
type OwnKey struct {
	ID    Text
	Label Text // what readers see before the value; empty for a key that only layouts read
	Says  Text
	Need  bool
	Holds Text   // text, texts, yes-no, number, date, or a folder of documents
	OneOf []Text // the words of which it holds one, in place of Holds
	Back  Text   // what the list of documents that name a page here is called there
}

// OwnValue is what a document says with such a key.
type OwnValue struct {
	*OwnKey
	Values []Text
}

// KeysOf are the keys that a site adds to the documents of a folder.
type KeysOf struct {
	Folder Text
	Keys   []*OwnKey
}

// collectionFields are the keys by which a site declares a kind of documents of its own.
func collectionFields() []field[Collection] {
	return []field[Collection]{
		must("label", "What its documents are called together: Treatments.", textValue(), func(c *Collection) *Text { return &c.Label }),
		must("label-one", "What one is called: Treatment. It stands above the title.", textValue(), func(c *Collection) *Text { return &c.LabelOne }),
		may("one", "What commands and layouts call one: treatment, for nosology new treatment and treatment.html. Without it, the label in small Latin letters.",
			idValue(), func(c *Collection) *Text { return &c.One }),
		may("icon", "The drawing beside the label: a file under icons of the static files, without .svg.",
			idValue(), func(c *Collection) *Text { return &c.Icon }),
		may("autolink", "false keeps its names from becoming links in other pages.",
			valueOf[bool]{yesNo().Value, func(d *decoder, n *node) bool { return !d.bool(n) }}, func(c *Collection) *bool { return &c.Unlinked }),
		may("keys", "Keys of front matter that its documents have beside those of every document.",
			ownKeysValue(), func(c *Collection) *[]*OwnKey { return &c.Keys }),
	}
}

// ownKeyFields are the keys by which a site declares a key of front matter.
func ownKeyFields() []field[OwnKey] {
	return []field[OwnKey]{
		may("label", "What readers see before the value. Without it, only layouts read the key.", textValue(), func(o *OwnKey) *Text { return &o.Label }),
		may("says", "What the key is for, for authors.", noteValue(), func(o *OwnKey) *Text { return &o.Says }),
		may("need", "true if every document must have it.", yesNo(), func(o *OwnKey) *bool { return &o.Need }),
		may("holds", "What stands behind it: text, texts, yes-no, number, date, or the folder whose documents it names by their ids, such as causes.",
			textValue(), func(o *OwnKey) *Text { return &o.Holds }),
		may("one-of", "The words of which it holds one, in place of holds.",
			filled(textsValue(), noWord), func(o *OwnKey) *[]Text { return &o.OneOf }),
		may("back", "The heading under which the pages that are named here list these documents. Without it, the label of the collection.",
			textValue(), func(o *OwnKey) *Text { return &o.Back }),
	}
}

// ownKeysValue are keys that a site declares.
func ownKeysValue() valueOf[[]*OwnKey] { return named(ownKeyFields(), (*decoder).ownKeys) }

// keysOf reads the keys that a site adds to folders.
func (d *decoder) keysOf(n *node) (all []KeysOf) {
	d.each(n, func(folder Text, keys *node) { all = append(all, KeysOf{folder, d.ownKeys(keys)}) })
	return all
}

// ownKeys reads the keys that a site declares.
func (d *decoder) ownKeys(n *node) (all []*OwnKey) {
	d.each(n, func(id Text, v *node) {
		if !pattern.id.MatchString(id.S) {
			d.errorf(id.Pos, "bad-name", nameHintFor(id.S), "%q cannot be a key: it has lower case letters, digits and hyphens", id.S)
			return
		}
		key := &OwnKey{ID: id}
		decode(d, v, id.Pos, ownKeyFields(), key)
		switch {
		case key.Holds.S != "" && len(key.OneOf) > 0:
			d.errorf(key.Holds.Pos, "bad-value", "take holds out", "a key holds one of a few words, or what holds says")
		case key.Holds.S == "":
			key.Holds = Text{S: "text", Pos: id.Pos}
		}
		all = append(all, key)
	})
	return all
}

func noWord(d *decoder, at Pos) {
	d.errorf(at, "bad-value", "write them: [good, some, little]", "there is no word that the key could hold")
}

// nameHintFor suggests an id.
func nameHintFor(name string) string {
	id := text.ID(name)
	if id == "" {
		return "write it in Latin letters; readers see the label"
	}
	return "write " + id
}

// collections reads the kinds of documents that a site declares.
func (d *decoder) collections(n *node) (all []Collection) {
	d.each(n, func(id Text, v *node) {
		switch {
		case !pattern.id.MatchString(id.S):
			d.errorf(id.Pos, "bad-name", nameHintFor(id.S), "%q cannot be a folder of a collection: it has lower case letters, digits and hyphens", id.S)
			return
		case slices.Contains(takenFolders(), id.S):
			d.errorf(id.Pos, "bad-name", "give the collection another name", "%q has a meaning of its own already", id.S)
			return
		}
		c := Collection{ID: id}
		decode(d, v, id.Pos, collectionFields(), &c)
		if name := c.name(); slices.Contains(takenNames(), name) {
			d.errorf(cmp.Or(c.One.Pos, id.Pos), "bad-name", "say with one: what commands and layouts are to call it", "%q has a meaning of its own already", name)
		}
		all = append(all, c)
	})
	return all
}

// takenFolders are names that a collection cannot have.
func takenFolders() []string {
	return slices.Concat(fixed.pageShows, []string{"articles", "symptoms", "pages", "images", "figures", FilesFolder, PassagesFolder, StaticFolder, "words", "lang", "assets", "mentions"})
}

// takenNames are names of layouts and of commands' own things.
func takenNames() []string {
	return slices.Concat(fixed.pageShows, []string{"article", "cause", "symptom", "finding", "page", "source", "base", "document", "collection", "mentions", "none", "short", "found", "most", "failed"})
}

// name is what commands and layouts call one document.
func (c *Collection) name() string {
	if c.One.S != "" {
		return c.One.S
	}
	return cmp.Or(text.ID(c.LabelOne.S), c.ID.S+"-one")
}

// kind is a collection's row of the table of kinds.
func (c *Collection) kind(names Names) *Kind {
	return &Kind{
		Name: c.name(), Folder: c.ID.S, Address: "/" + c.ID.S + "/", Layout: c.name(), Says: "a document of " + c.ID.S,
		Named: !c.Unlinked, List: c.ID.S, Names: names, Sections: []string{}, Collection: c,
	}
}

// key is what authors are told of an own key.
func (o *OwnKey) key(v *Vocabulary) Key {
	k := Key{Name: o.ID.S, Need: o.Need, Says: cmp.Or(o.Says.S, o.Label.S, "A key of this site's own.")}
	switch {
	case len(o.OneOf) > 0:
		k.Value = Value{Shape: HoldsWord, Words: o.words()}
	case o.Holds.S == "texts":
		k.Value = textsValue().Value
	case o.Holds.S == "yes-no":
		k.Value = yesNo().Value
	case o.Holds.S == "number":
		k.Value = Value{Shape: HoldsNumber}
	case o.Holds.S == "date":
		k.Value = dateValue().Value
	case v.In(o.Holds.S) != nil:
		k.Value = namesOf(v.In(o.Holds.S).Names).Value
	}
	return k
}

func (o *OwnKey) words() []string {
	words := make([]string, len(o.OneOf))
	for i, t := range o.OneOf {
		words[i] = t.S
	}
	return words
}

// ownValue reads what stands behind an own key, as texts.
func (d *decoder) ownValue(o *OwnKey, n *node) []Text {
	switch {
	case len(o.OneOf) > 0:
		return []Text{d.word(n, o.words())}
	case o.Holds.S == "text":
		return []Text{d.text(n)}
	case o.Holds.S == "yes-no":
		return []Text{{S: strconv.FormatBool(d.bool(n)), Pos: n.at}}
	case o.Holds.S == "number":
		return []Text{{S: strconv.Itoa(d.number(n)), Pos: n.at}}
	case o.Holds.S == "date":
		return []Text{{S: d.date(n).Format("2006-01-02"), Pos: n.at}}
	}
	return d.texts(n)
}

// OwnText is what a document says with an own key, "" if it does not have it.
func (d *Document) OwnText(id string) string {
	for _, o := range d.Own {
		if o.ID.S == id {
			all := make([]string, len(o.Values))
			for i, t := range o.Values {
				all[i] = t.S
			}
			return strings.Join(all, ", ")
		}
	}
	return ""
}

// vocabulary checks what site.yaml declares, and what documents say with it.
func (c *checks) vocabulary() {
	for i := range c.t.Site.Collections {
		col := &c.t.Site.Collections[i]
		k := c.t.In(col.ID.S)
		c.ownKeys(k, col.Keys)
		if k != nil && k.Collection != nil && !c.isShown(k.List) && len(c.byID[k]) > 0 {
			c.report(SiteFile, col.ID.Pos, diag.Warning, "unlisted", "write pages/"+col.ID.S+".md with shows: "+col.ID.S, "no page lists %s", col.ID.S)
		}
	}
	for _, of := range c.t.Site.Keys {
		k := c.t.In(of.Folder.S)
		if k == nil {
			unknown(c, SiteFile, of.Folder, "folder", c.folders(), "name a folder of documents: articles")
			continue
		}
		c.ownKeys(k, of.Keys)
	}
}

// isShown reports whether some page shows a list.
func (c *checks) isShown(list string) bool {
	return slices.ContainsFunc(c.t.Docs, func(d *Document) bool { return d.Page != nil && d.Page.Shows.S == list })
}

func (c *checks) folders() map[string]bool {
	all := make(map[string]bool, len(c.t.Kinds))
	for _, k := range c.t.Kinds {
		all[k.Folder] = true
	}
	return all
}

func (c *checks) ownKeys(k *Kind, keys []*OwnKey) {
	if len(keys) > mostOwnKeys {
		c.errorf(SiteFile, keys[mostOwnKeys].ID.Pos, "too-long", "say the rest in the text", "documents can have %d further keys, not %d", mostOwnKeys, len(keys))
	}
	for _, key := range keys {
		if k != nil && indexField(k.fields(), key.ID.S) >= 0 {
			c.errorf(SiteFile, key.ID.Pos, "duplicate-key", "give it another name", "%s have a key %q already", k.Folder, key.ID.S)
		}
		if len(key.OneOf) == 0 && !slices.Contains(fixed.ownShapes, key.Holds.S) && !c.canBeNamed(key.Holds.S) {
			known := c.folders()
			for _, shape := range fixed.ownShapes {
				known[shape] = true
			}
			unknown(c, SiteFile, key.Holds, "kind of value", known, "write text, texts, yes-no, number, date or a folder such as causes")
		}
	}
}

// canBeNamed reports whether the documents of a folder can be named by their ids.
func (c *checks) canBeNamed(folder string) bool {
	k := c.t.In(folder)
	return k != nil && !k.Plain
}

// ownValues checks the ids that a document names with own keys.
func (c *checks) ownValues(doc *Document) {
	for _, o := range doc.Own {
		k := c.t.In(o.Holds.S)
		if k == nil || len(o.OneOf) > 0 {
			continue
		}
		for _, id := range o.Values {
			if c.byID[k][id.S] == nil {
				unknown(c, doc.Path, id, k.Name, c.byID[k], "write "+k.Folder+"/"+id.S+".md")
			}
		}
	}
}
