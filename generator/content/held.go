package content

// Held is held.yaml: judgements that every build makes anew, so that no rule
// is weakened unless somebody means it and is seen to.
type Held struct {
	Seal     Text // of all the rest, so that a line which is taken out by hand shows
	Rules    []HeldRule
	Weakened []Weakening
}

// HeldRule is what a flag has to say: Says to readers with all findings of one
// set of When, Unsure to readers who are not sure of them.
type HeldRule struct {
	Flag, Says, Unsure Text
	When               [][]Text
}

// Weakening is a rule that was made milder, narrower or rarer on purpose. It
// stays until a release is signed.
type Weakening struct {
	Date          Date
	Kind, Flag    Text
	Before, After Text // levels
	Witness       Text // who is told something else
	Reason        Text
	Signed        *Signature
}

// Signature is a statement of a named clinician.
type Signature struct {
	Name, Role Text
	Date       Date
}

// The judgements in held.yaml, which nosology hold writes:
//
//	seal: 5f0c9a1b22d4
//	held:
//	- flag: rf-stroke-fast
//	  says: emergency                      # to readers who have all of one set
//	  unsure: emergency                    # to readers who are not sure of it
//	  when:
//	  - [facial-droop]
//	weakened:
//	- date: 2026-11-29
//	  kind: rarer                          # milder, narrower, rarer
//	  flag: rf-stroke-fast
//	  before: emergency
//	  after: self-care
//	  witness: "slurred-speech alone: emergency → self-care"
//	  reason: …
//	  signed: {name: …, role: …, date: 2026-11-30}
func heldFields() []field[Held] {
	return []field[Held]{
		{Key{"seal", true, "A digest of the rest of the file. A line that is taken out by hand breaks it.", textValue()},
			func(d *decoder, v *node, to *Held) { to.Seal = d.text(v) }},
		{Key{"held", true, "The judgements, flag by flag.", groupsBy(heldRuleFields())},
			func(d *decoder, v *node, to *Held) { to.Rules = list(d, v, heldRuleFields()) }},
		{Key{"weakened", false, "Rules that were made milder, narrower or rarer on purpose, until a release is signed.", groupsBy(weakeningFields())},
			func(d *decoder, v *node, to *Held) { to.Weakened = list(d, v, weakeningFields()) }},
	}
}

func heldRuleFields() []field[HeldRule] {
	return []field[HeldRule]{
		{Key{"flag", true, "The flag, by its id.", idValue()},
			func(d *decoder, v *node, to *HeldRule) { to.Flag = d.id(v) }},
		{Key{"says", true, "What it says to somebody who has all findings of one set.", wordOf(fixed.flagLevels)},
			func(d *decoder, v *node, to *HeldRule) { to.Says = d.word(v, fixed.flagLevels) }},
		{Key{"unsure", true, "What it says to somebody who is not sure of them.", wordOf(fixed.flagLevels)},
			func(d *decoder, v *node, to *HeldRule) { to.Unsure = d.word(v, fixed.flagLevels) }},
		{Key{"when", true, "The sets of findings.", someOf(setsValue())},
			func(d *decoder, v *node, to *HeldRule) { to.When = d.sets(v) }},
	}
}

func weakeningFields() []field[Weakening] {
	return []field[Weakening]{
		{Key{"date", true, "The day of the change.", dateValue()},
			func(d *decoder, v *node, to *Weakening) { to.Date = d.date(v) }},
		{Key{"kind", true, "What the change does.", wordOf(fixed.weakenings)},
			func(d *decoder, v *node, to *Weakening) { to.Kind = d.word(v, fixed.weakenings) }},
		{Key{"flag", true, "The flag, by its id.", idValue()},
			func(d *decoder, v *node, to *Weakening) { to.Flag = d.id(v) }},
		{Key{"before", true, "What was said before.", wordOf(fixed.careLevels)},
			func(d *decoder, v *node, to *Weakening) { to.Before = d.word(v, fixed.careLevels) }},
		{Key{"after", true, "What is said now.", wordOf(fixed.careLevels)},
			func(d *decoder, v *node, to *Weakening) { to.After = d.word(v, fixed.careLevels) }},
		{Key{"witness", true, "Who is told something else, and what.", textValue()},
			func(d *decoder, v *node, to *Weakening) { to.Witness = d.text(v) }},
		{Key{"reason", true, "Why.", textValue()},
			func(d *decoder, v *node, to *Weakening) { to.Reason = d.text(v) }},
		{Key{"signed", false, "The clinician who agreed.", groupBy(signatureFields())},
			func(d *decoder, v *node, to *Weakening) {
				to.Signed = new(Signature)
				decode(d, v, v.at, signatureFields(), to.Signed)
			}},
	}
}

// signatureFields are the keys of a clinician's agreement to a rule that warns less. It has no
// digest: the change itself, which it stands in, says what was agreed to.
func signatureFields() []field[Signature] {
	return []field[Signature]{
		{Key{"name", true, "The clinician's name.", textValue()},
			func(d *decoder, v *node, to *Signature) { to.Name = d.text(v) }},
		{Key{"role", true, "What the clinician is: GP, neurologist.", textValue()},
			func(d *decoder, v *node, to *Signature) { to.Role = d.text(v) }},
		{Key{"date", true, "The day of the signature.", dateValue()},
			func(d *decoder, v *node, to *Signature) { to.Date = d.date(v) }},
	}
}

// decodeHeld reads held.yaml. Its texts stay as they were typed: the seal is of what nosology hold
// wrote, and a bent quote would break it.
func decodeHeld(d *decoder, root *node) *Held {
	h := &Held{}
	d.typed = true
	decode(d, root, Pos{Line: 1, Column: 1}, heldFields(), h)
	for _, r := range h.Rules {
		if len(r.When) == 0 && r.Flag.S != "" {
			d.errorf(r.Flag.Pos, "empty-value", "run nosology hold, which writes this file", "%q holds no findings", r.Flag.S)
		}
	}
	return h
}
