package content

import (
	"slices"

	"nosology/generator/diag"
)

// Vignette is a story with the answers that its reader would give, and how
// soon that reader should get help. The checker is judged by it.
type Vignette struct {
	ID, Story     Text
	Who           Text   // adult, child, baby
	Yes, Unsure   []Text // findings; all others are a no
	Level         Text   // self-care, see-a-doctor, urgent, emergency
	Why           Text
	Flags, Causes []Text // that the checker has to name
	Sources       []Text
}

// The stories in vignettes.yaml:
//
//	vignettes:
//	  - id: lid-after-exams
//	    who: adult                         # adult, child, baby
//	    story: Since her exams one eyelid flickers now and then.
//	    yes: [eyelid-twitch, age-under-40]
//	    unsure: [poor-sleep]               # may be left out, as flags and causes may
//	    level: self-care                   # self-care, see-a-doctor, urgent, emergency
//	    why: A short twitch after a hard week needs nothing but rest.
//	    causes: [fatigue-and-poor-sleep]
//	    sources: [nhs-twitching]
func vignettesFields() []field[Tree] {
	return []field[Tree]{
		must("vignettes", "Readers, their answers, and how soon each should get help.",
			groupsBy(vignetteFields()), func(t *Tree) *[]Vignette { return &t.Vignettes }),
	}
}

// vignetteFields are the keys of a story. Its level has to come from its sources, not from what the
// rules happen to say.
func vignetteFields() []field[Vignette] {
	return []field[Vignette]{
		must("id", "A short name of its own.", idValue(), func(v *Vignette) *Text { return &v.ID }),
		must("who", "Who the story is about.", wordOf([]string{"adult", "child", "baby"}), func(v *Vignette) *Text { return &v.Who }),
		must("story", "The story, as its reader would tell it.", textValue(), func(v *Vignette) *Text { return &v.Story }),
		must("yes", "The findings that the reader would say yes to.", namesOf(FindingNames), func(v *Vignette) *[]Text { return &v.Yes }),
		may("unsure", "The findings of which the reader would not be sure.", namesOf(FindingNames), func(v *Vignette) *[]Text { return &v.Unsure }),
		must("level", "How soon this reader should get help.", wordOf(fixed.careLevels), func(v *Vignette) *Text { return &v.Level }),
		must("why", "Why that soon.", textValue(), func(v *Vignette) *Text { return &v.Why }),
		may("flags", "The red flags that the checker has to raise.", namesOf(FlagNames), func(v *Vignette) *[]Text { return &v.Flags }),
		may("causes", "The causes that the checker has to name.", namesOf(CauseNames), func(v *Vignette) *[]Text { return &v.Causes }),
		must("sources", "What says so: keys of sources.yaml.", someOf(sourceIDs()), func(v *Vignette) *[]Text { return &v.Sources }),
	}
}

// decodeVignettes reads vignettes.yaml.
func decodeVignettes(d *decoder, root *node, to *Tree) {
	decode(d, root, Pos{Line: 1, Column: 1}, vignettesFields(), to)
	for i := range to.Vignettes {
		v := &to.Vignettes[i]
		isNew := once(len(v.Yes) + len(v.Unsure))
		for i, id := range slices.Concat(v.Yes, v.Unsure) {
			if !isNew(v.Yes[:min(i, len(v.Yes))], id.S) {
				d.errorf(id.Pos, "duplicate-value", "keep one of the two", "%q is both yes and unsure", id.S)
			}
		}
		if len(v.Sources) == 0 && v.ID.S != "" {
			d.report(v.ID.Pos, diag.Error, "empty-value", "name what says so", "the story %q has no sources", v.ID.S)
		}
	}
}

// vignettes checks the ids in stories.
func (c *checks) vignettes() {
	const p = VignettesFile
	ids := make(map[string]Pos)
	flags := make(map[string]bool)
	if c.t.Checker != nil {
		for _, f := range c.t.Checker.Flags {
			flags[f.ID.S] = true
		}
	}
	for _, v := range c.t.Vignettes {
		c.once(p, ids, "story", v.ID)
		c.findings(p, v.Yes)
		c.findings(p, v.Unsure)
		for _, id := range v.Sources {
			c.source(p, id)
		}
		for _, id := range v.Flags {
			if id.S != "" && !flags[id.S] && !c.t.Lacks(CheckerFile) {
				unknown(c, p, id, "flag", flags, "add it to checker.yaml")
			}
		}
		for _, id := range v.Causes {
			if id.S != "" && c.byID[Cause][id.S] == nil {
				unknown(c, p, id, "cause", c.byID[Cause], "write causes/"+id.S+".md")
			}
		}
	}
}
