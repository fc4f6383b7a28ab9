// Package schema writes JSON Schemas of the files that authors write, from
// the table of keys that the decoder reads by. Editing programs complete and
// check with them.
//
// A schema refuses only what no site can mean: an unknown key, a word that is none
// of a few. Names of other files are offered and not demanded, for an editor may
// write the page next. So what a schema accepts may still be refused by a check,
// and never the other way round; a test holds the decoder against it.
package schema

import (
	"bytes"
	"encoding/json"

	"nosology/generator/content"
)

// node is a schema, as far as we use them: draft 7, which is what editing
// programs know best.
type node struct {
	Schema               string           `json:"$schema,omitempty"`
	Title                string           `json:"title,omitempty"`
	Description          string           `json:"description,omitempty"`
	Type                 any              `json:"type,omitempty"` // a string or a list of them
	Enum                 []string         `json:"enum,omitempty"`
	Pattern              string           `json:"pattern,omitempty"`
	AnyOf                []*node          `json:"anyOf,omitempty"`
	Items                *node            `json:"items,omitempty"`
	MinItems             int              `json:"minItems,omitempty"`
	Minimum              int              `json:"minimum,omitempty"`
	Maximum              int              `json:"maximum,omitempty"`
	Properties           map[string]*node `json:"properties,omitempty"`
	PropertyNames        *node            `json:"propertyNames,omitempty"`
	Required             []string         `json:"required,omitempty"`
	AdditionalProperties any              `json:"additionalProperties,omitempty"` // false or a schema
}

// Of returns the schema of one kind of file. Names that the tree has are
// offered where they may stand; others are not refused, for they may be
// written next, and what does not exist is for a check to say. The tree may be
// nil.
func Of(s content.Sheet, t *content.Tree) ([]byte, error) {
	w := writer{names: namesIn(t)}
	root := w.value(s.Value)
	root.Schema = "http://json-schema.org/draft-07/schema#"
	root.Title, root.Description = s.Name, s.Says
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(root)
	return out.Bytes(), err
}

// writer makes schemas that know the names of one tree.
type writer struct {
	names map[content.Names][]name
}

// value writes what may stand behind a key. Every call makes nodes of its own, so
// that a description can be put on one without showing up elsewhere.
func (w *writer) value(v content.Value) *node {
	switch v.Shape {
	case content.HoldsWord:
		return &node{Type: "string", Enum: v.Words}
	case content.HoldsBool:
		return &node{Type: "boolean"}
	case content.HoldsDate:
		return &node{Type: "string", Pattern: datePattern}
	case content.HoldsNumber:
		if v.Most > 0 {
			return &node{Type: "integer", Minimum: 1, Maximum: v.Most}
		}
		return &node{Type: "integer"}
	case content.HoldsTexts:
		return &node{AnyOf: []*node{w.text(v), {Type: "array", Items: w.text(v)}}}
	case content.HoldsList:
		return &node{Type: "array", Items: w.value(*v.Of), MinItems: atLeast(v)}
	case content.HoldsSets:
		set := &node{Type: "array", Items: w.text(v)}
		return &node{AnyOf: []*node{{Type: "array", Items: set, MinItems: atLeast(v)}, {Type: "array", Items: w.text(v), MinItems: atLeast(v)}}}
	case content.HoldsGroup:
		if v.Short {
			return &node{AnyOf: []*node{w.value(v.Keys[0].Value), w.group(v)}}
		}
		return w.group(v)
	case content.HoldsTable:
		return w.table(v)
	}
	return w.text(v)
}

// datePattern is what dates look like. Days that a month does not have are for
// the decoder to see.
const datePattern = `^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`

// text is any text that is not blank. Numbers count as text: 112 is a
// telephone number.
func (w *writer) text(v content.Value) *node {
	pattern := v.Pattern
	if pattern == "" {
		pattern = `\S`
	}
	any := &node{Type: []string{"string", "number"}, Pattern: pattern}
	known := w.names[v.Names]
	if len(known) == 0 {
		return any
	}
	offered := &node{Type: "string"}
	for _, n := range known {
		offered.Enum = append(offered.Enum, n.id)
	}
	return &node{AnyOf: []*node{offered, any}}
}

// group is an object with known keys alone: a slip in a key is what editors make
// most, and what an editing program can mark at once.
func (w *writer) group(v content.Value) *node {
	n := &node{Type: "object", Properties: map[string]*node{}, AdditionalProperties: false}
	for _, k := range v.Keys {
		n.Properties[k.Name] = w.value(k.Value)
		n.Properties[k.Name].Description = k.Says
		if k.Need {
			n.Required = append(n.Required, k.Name)
		}
	}
	return n
}

// table is an object whose keys are names: known ones are offered with their
// titles, and others are allowed unless the table has fixed words.
func (w *writer) table(v content.Value) *node {
	n := &node{Type: "object"}
	switch known := w.names[v.Names]; {
	case len(v.Words) > 0:
		n.AdditionalProperties = false
		n.Properties = map[string]*node{}
		for _, word := range v.Words {
			n.Properties[word] = w.value(*v.Of)
		}
		return n
	case len(known) > 0:
		n.Properties = map[string]*node{}
		for _, name := range known {
			n.Properties[name.id] = w.value(*v.Of)
			n.Properties[name.id].Description = name.title
		}
	}
	n.AdditionalProperties = w.value(*v.Of)
	if v.Pattern != "" {
		n.PropertyNames = &node{Pattern: v.Pattern}
	}
	return n
}

// atLeast is the least number of entries: an empty list where one must stand is
// refused, and elsewhere it is as good as none.
func atLeast(v content.Value) int {
	if v.Some {
		return 1
	}
	return 0
}
