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
		{Key{"vignettes", true, "Readers, their answers, and how soon each should get help.", groupsBy(vignetteFields())},
			func(d *decoder, v *node, to *Tree) { to.Vignettes = list(d, v, vignetteFields()) }},
	}
}

// vignetteFields are the keys of a story. Its level has to come from its sources, not from what the
// rules happen to say.
func vignetteFields() []field[Vignette] {
	return []field[Vignette]{
		{Key{"id", true, "A short name of its own.", idValue()},
			func(d *decoder, v *node, to *Vignette) { to.ID = d.id(v) }},
		{Key{"who", true, "Who the story is about.", wordOf([]string{"adult", "child", "baby"})},
			func(d *decoder, v *node, to *Vignette) { to.Who = d.word(v, []string{"adult", "child", "baby"}) }},
		{Key{"story", true, "The story, as its reader would tell it.", textValue()},
			func(d *decoder, v *node, to *Vignette) { to.Story = d.text(v) }},
		{Key{"yes", true, "The findings that the reader would say yes to.", listOf(Value{Names: FindingNames})},
			func(d *decoder, v *node, to *Vignette) { to.Yes = d.texts(v) }},
		{Key{"unsure", false, "The findings of which the reader would not be sure.", listOf(Value{Names: FindingNames})},
			func(d *decoder, v *node, to *Vignette) { to.Unsure = d.texts(v) }},
		{Key{"level", true, "How soon this reader should get help.", wordOf(fixed.careLevels)},
			func(d *decoder, v *node, to *Vignette) { to.Level = d.word(v, fixed.careLevels) }},
		{Key{"why", true, "Why that soon.", textValue()},
			func(d *decoder, v *node, to *Vignette) { to.Why = d.text(v) }},
		{Key{"flags", false, "The red flags that the checker has to raise.", listOf(Value{Names: FlagNames})},
			func(d *decoder, v *node, to *Vignette) { to.Flags = d.texts(v) }},
		{Key{"causes", false, "The causes that the checker has to name.", listOf(Value{Names: CauseNames})},
			func(d *decoder, v *node, to *Vignette) { to.Causes = d.texts(v) }},
		{Key{"sources", true, "What says so: keys of sources.yaml.", someOf(sourceIDs())},
			func(d *decoder, v *node, to *Vignette) { to.Sources = d.texts(v) }},
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
