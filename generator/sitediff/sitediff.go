// Package sitediff says what a reader of one version of a site is told otherwise in another: rules with the answers
// that show it, care cards, causes, questions, stories and pages.
//
// It compares sources and builds nothing, so that a revision of years ago, with mistakes and with settings
// that are no more, can be compared in a moment. Everything is told once, by the gravest thing that it does:
// a page of which a card has changed is not told of again because its text differs.
package sitediff

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"nosology/generator/content"
	"nosology/generator/held"
	"nosology/generator/rulediff"
	"nosology/generator/rules"
)

// Kind is what a change does to a reader.
type Kind uint8

// The kinds, the gravest first.
const (
	Milder   Kind = iota // less is said than before
	Narrower             // it is said to fewer, who have something more
	Rarer                // it is not said any more
	Stricter             // more is said, or to more
	Reworded             // the same is said otherwise, or something is new
)

// Kinds lists all kinds in order.
func Kinds() []Kind { return []Kind{Milder, Narrower, Rarer, Stricter, Reworded} }

// String returns the kind's name.
func (k Kind) String() string {
	return [...]string{"milder", "narrower", "rarer", "stricter", "reworded"}[k]
}

// MarshalText writes the kind's name.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// Change is a difference between two versions of a site.
type Change struct {
	Kind  Kind   `json:"kind"`
	What  string `json:"what"` // rule, card, cause, question, story, page
	Where string `json:"where"`
	Says  string `json:"says"` // one line
}

// Compare returns what changes from one content folder to another, sorted by kind. Neither needs to be without
// mistakes: what can be read of them is compared.
func Compare(before, after *content.Tree) []Change {
	c := &comparison{before: before, after: after}
	c.rules()
	c.flags()
	c.questions()
	c.stories()
	c.documents()
	slices.SortStableFunc(c.found, func(a, b Change) int { return cmp.Compare(a.Kind, b.Kind) })
	return c.found
}

// Its methods add what they find, in the order of what matters most to safety.
type comparison struct {
	before, after *content.Tree
	found         []Change
}

func (c *comparison) add(k Kind, what, where, format string, args ...any) {
	c.found = append(c.found, Change{k, what, where, fmt.Sprintf(format, args...)})
}

// rules compares the red flags by what they have people told, not by their text: a rule that is
// written otherwise and says the same is no change.
func (c *comparison) rules() {
	// Held judgements are not asked: a change that somebody gave a reason for is a change to
	// readers all the same.
	for _, ch := range rulediff.Compare(held.Rules(c.before.Checker), held.Rules(c.after.Checker)) {
		kind := map[rulediff.Kind]Kind{
			rulediff.Milder: Milder, rulediff.Narrower: Narrower, rulediff.Rarer: Rarer, rulediff.Stricter: Stricter, rulediff.Replaced: Reworded,
		}[ch.Kind]
		c.add(kind, "rule", ch.Flag, "%s", ch.Witness())
	}
}

// flags compares what flags say in words.
func (c *comparison) flags() {
	if c.before.Checker == nil || c.after.Checker == nil {
		return
	}
	was := map[string]*content.Flag{}
	for i := range c.before.Checker.Flags {
		was[c.before.Checker.Flags[i].ID.S] = &c.before.Checker.Flags[i]
	}
	for i := range c.after.Checker.Flags {
		f := &c.after.Checker.Flags[i]
		old := was[f.ID.S]
		if old == nil {
			continue // its rule is told of
		}
		for _, word := range []struct {
			key      string
			was, now content.Text
		}{{"title", old.Title, f.Title}, {"say", old.Say, f.Say}, {"do", old.Do, f.Do}, {"help", old.Help, f.Help}, {"why", old.Why, f.Why}} {
			if word.was.S != word.now.S {
				c.add(Reworded, "rule", f.ID.S, "%s: %q → %q", word.key, word.was.S, word.now.S)
			}
		}
	}
}

// questions compares what is asked: findings that no question asks for any more, and wordings.
func (c *comparison) questions() {
	was, is := asked(c.before.Checker), asked(c.after.Checker)
	for _, id := range slices.Sorted(maps.Keys(was)) {
		switch now, ok := is[id]; {
		case !ok:
			c.add(Rarer, "question", id, "nothing asks for it any more; it was %q", was[id])
		case now != was[id]:
			c.add(Reworded, "question", id, "%q → %q", was[id], now)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(is)) {
		if _, ok := was[id]; !ok {
			c.add(Stricter, "question", id, "is asked for: %q", is[id])
		}
	}
}

// words joins texts that are there.
func words(texts ...content.Text) string {
	var said []string
	for _, t := range texts {
		if t.S != "" {
			said = append(said, t.S)
		}
	}
	return strings.Join(said, " ")
}

// asked returns the findings that are asked for, with the wording.
// Of a finding that several answers make yes, the question's own words stand once, those of the
// answers after each other.
func asked(checker *content.Checker) map[string]string {
	all := map[string]string{}
	if checker == nil {
		return all
	}
	for _, q := range checker.Questions {
		for _, o := range q.Options {
			for _, id := range o.Yes {
				if all[id.S] == "" {
					all[id.S] = words(q.Ask, q.Help, o.Say, o.Help)
				} else {
					all[id.S] += " / " + words(o.Say, o.Help)
				}
			}
		}
	}
	return all
}

// level compares two levels by their names and says which way it goes.
// A word that is no level, or none at all, counts as self-care, so a floor that is taken out is
// milder.
func (c *comparison) level(what, where, was, now string) {
	before, _ := rules.ParseLevel(was)
	after, _ := rules.ParseLevel(now)
	switch {
	case after < before:
		c.add(Milder, what, where, "%s → %s", before, after)
	case after > before:
		c.add(Stricter, what, where, "%s → %s", before, after)
	}
}

// stories compares the vignettes. One that is gone may hide a rule that has become milder, so it
// counts as that.
func (c *comparison) stories() {
	was := map[string]*content.Vignette{}
	for i := range c.before.Vignettes {
		was[c.before.Vignettes[i].ID.S] = &c.before.Vignettes[i]
	}
	is := map[string]bool{}
	for i := range c.after.Vignettes {
		v := &c.after.Vignettes[i]
		is[v.ID.S] = true
		if old := was[v.ID.S]; old == nil {
			c.add(Reworded, "story", v.ID.S, "is new, and %s", v.Level.S)
		} else {
			c.level("story", v.ID.S, old.Level.S, v.Level.S)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(was)) {
		if !is[id] {
			c.add(Rarer, "story", id, "is gone; it was %s", was[id].Level.S)
		}
	}
}

// documents compares pages by their files; one that moved is gone and new.
func (c *comparison) documents() {
	was := map[string]*content.Document{}
	for _, d := range c.before.Docs {
		was[d.Path] = d
	}
	for _, d := range c.after.Docs {
		old := was[d.Path]
		delete(was, d.Path)
		if old == nil {
			c.add(Reworded, "page", d.Path, "is new: %s", d.Title.S)
			continue
		}
		c.document(old, d)
	}
	for _, path := range slices.Sorted(maps.Keys(was)) {
		c.add(Rarer, "page", path, "is gone: %s", was[path].Title.S)
	}
}

// document compares a page with what it was, from what matters most to safety down to its wording,
// which is told only where nothing else was.
func (c *comparison) document(old, d *content.Document) {
	if old.Cause != nil && d.Cause != nil {
		c.level("cause", d.Path, old.Cause.Care.S, d.Cause.Care.S)
	}
	if old.Finding != nil && d.Finding != nil && old.Finding.Alone.S != d.Finding.Alone.S {
		c.level("floor", d.Path, old.Finding.Alone.S, d.Finding.Alone.S)
	}
	if old.Draft != d.Draft {
		c.add(map[bool]Kind{true: Rarer, false: Reworded}[d.Draft], "page", d.Path, "is a draft: %t → %t", old.Draft, d.Draft)
	}
	if bytes.Equal(old.Body, d.Body) && old.Title.S == d.Title.S && old.Summary.S == d.Summary.S {
		return
	}
	if told := len(c.found); !c.cards(old, d) && len(c.found) == told {
		c.add(Reworded, "page", d.Path, "its text differs")
	}
}
