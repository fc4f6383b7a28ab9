// Package held keeps rules from eroding. held.yaml says what the red flags have to say; every build judges it anew,
// and a rule that warns fewer readers, or warns them less, stops the build with the answers that show it.
//
// A rule erodes by edits each of which looks harmless: a finding that is split in two, a level that is
// lowered for one case, a line that is lost in a merge. So what is held is what readers are told, not how
// it is written, and it stands in a file of its own, which no edit of checker.yaml touches. To warn less
// on purpose takes "nosology hold" with a reason, and that reason stays in sight until a release is signed.
// Warning more is free; it is only asked for that it be held, too.
package held

import (
	"slices"

	"nosology/generator/content"
	"nosology/generator/rulediff"
	"nosology/generator/rules"
)

// Rules returns the flags of a checker as rules that can be compared. There are none without a checker.
func Rules(c *content.Checker) *rulediff.Set {
	if c == nil {
		return rulediff.NewSet(nil)
	}
	list := make([]rulediff.Rule, 0, len(c.Flags))
	for i := range c.Flags {
		f := &c.Flags[i]
		// A word that is no level is self-care here, and so weaker than whatever is held: that the
		// word is wrong is told where the checker is read.
		says, _ := rules.ParseLevel(f.Level.S)
		list = append(list, rulediff.Rule{ID: f.ID.S, Says: says, Unsure: rulediff.UnsureLevel(says, f.UnsureFull), When: sets(f.When)})
	}
	return rulediff.NewSet(list)
}

// Kept returns the rules that are held.
func Kept(h *content.Held) *rulediff.Set {
	list := make([]rulediff.Rule, 0, len(h.Rules))
	for i := range h.Rules {
		r := &h.Rules[i]
		says, _ := rules.ParseLevel(r.Says.S)
		unsure, _ := rules.ParseLevel(r.Unsure.S)
		list = append(list, rulediff.Rule{ID: r.Flag.S, Says: says, Unsure: unsure, When: sets(r.When)})
	}
	return rulediff.NewSet(list)
}

// The ids of a set are sorted and each stands once, as rulediff wants them: [a, b] and [b, a] ask
// for the same.
func sets(when [][]content.Text) [][]string {
	all := make([][]string, len(when))
	for i, set := range when {
		for _, id := range set {
			all[i] = append(all[i], id.S)
		}
		slices.Sort(all[i])
		all[i] = slices.Compact(all[i])
	}
	return all
}
