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
		must("seal", "A digest of the rest of the file. A line that is taken out by hand breaks it.", textValue(), func(h *Held) *Text { return &h.Seal }),
		must("held", "The judgements, flag by flag.", groupsBy(heldRuleFields()), func(h *Held) *[]HeldRule { return &h.Rules }),
		may("weakened", "Rules that were made milder, narrower or rarer on purpose, until a release is signed.",
			groupsBy(weakeningFields()), func(h *Held) *[]Weakening { return &h.Weakened }),
	}
}

func heldRuleFields() []field[HeldRule] {
	return []field[HeldRule]{
		must("flag", "The flag, by its id.", idValue(), func(h *HeldRule) *Text { return &h.Flag }),
		must("says", "What it says to somebody who has all findings of one set.", wordOf(fixed.flagLevels), func(h *HeldRule) *Text { return &h.Says }),
		must("unsure", "What it says to somebody who is not sure of them.", wordOf(fixed.flagLevels), func(h *HeldRule) *Text { return &h.Unsure }),
		must("when", "The sets of findings.", someOf(setsValue()), func(h *HeldRule) *[][]Text { return &h.When }),
	}
}

func weakeningFields() []field[Weakening] {
	return []field[Weakening]{
		must("date", "The day of the change.", dateValue(), func(w *Weakening) *Date { return &w.Date }),
		must("kind", "What the change does.", wordOf(fixed.weakenings), func(w *Weakening) *Text { return &w.Kind }),
		must("flag", "The flag, by its id.", idValue(), func(w *Weakening) *Text { return &w.Flag }),
		must("before", "What was said before.", wordOf(fixed.careLevels), func(w *Weakening) *Text { return &w.Before }),
		must("after", "What is said now.", wordOf(fixed.careLevels), func(w *Weakening) *Text { return &w.After }),
		must("witness", "Who is told something else, and what.", noteValue(), func(w *Weakening) *Text { return &w.Witness }),
		must("reason", "Why.", noteValue(), func(w *Weakening) *Text { return &w.Reason }),
		may("signed", "The clinician who agreed.", orNone(groupBy(signatureFields())), func(w *Weakening) **Signature { return &w.Signed }),
	}
}

// signatureFields are the keys of a clinician's agreement to a rule that warns less. It has no
// digest: the change itself, which it stands in, says what was agreed to.
func signatureFields() []field[Signature] {
	return []field[Signature]{
		must("name", "The clinician's name.", textValue(), func(s *Signature) *Text { return &s.Name }),
		must("role", "What the clinician is: GP, neurologist.", textValue(), func(s *Signature) *Text { return &s.Role }),
		must("date", "The day of the signature.", dateValue(), func(s *Signature) *Date { return &s.Date }),
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
