package content

// Signed is a statement in signatures.yaml: a named clinician has read a flag
// or a release, and stands behind it.
type Signed struct {
	Flag, Release Text // one of them
	Signature
	Hash     Text   // of what was signed
	Weakened []Text // of a release: the rules that warn less than those of the one before, with reasons
}

// The statements in signatures.yaml, which nosology sign writes:
//
//	signatures:
//	- flag: rf-stroke-fast
//	  name: …
//	  role: GP
//	  date: 2026-11-30
//	  hash: 0f3c…
//	- release: "1.2"
//	  …
//	  weakened: ["2026-11-29 rarer rf-lump: lump-ear-jaw alone: urgent → self-care (…)"]
func signaturesFields() []field[Tree] {
	return []field[Tree]{
		{Key{"signatures", true, "The statements.", groupsBy(signedFields())},
			func(d *decoder, v *node, to *Tree) { to.Signed = list(d, v, signedFields()) }},
	}
}

// signedFields are the keys of a statement: of a flag or of a release, never of both, which
// signing.Check sees to.
func signedFields() []field[Signed] {
	return []field[Signed]{
		{Key{"flag", false, "The flag that was signed, by its id.", idValue()},
			func(d *decoder, v *node, to *Signed) { to.Flag = d.id(v) }},
		{Key{"release", false, "The release that was signed.", textValue()},
			func(d *decoder, v *node, to *Signed) { to.Release = d.text(v) }},
		{Key{"name", true, "The clinician's name.", textValue()},
			func(d *decoder, v *node, to *Signed) { to.Name = d.text(v) }},
		{Key{"role", true, "What the clinician is: GP, neurologist.", textValue()},
			func(d *decoder, v *node, to *Signed) { to.Role = d.text(v) }},
		{Key{"date", true, "The day of the signature.", dateValue()},
			func(d *decoder, v *node, to *Signed) { to.Date = d.date(v) }},
		{Key{"hash", true, "What was signed. A change of it ends the signature.", textValue()},
			func(d *decoder, v *node, to *Signed) { to.Hash = d.text(v) }},
		{Key{"weakened", false, "Of a release: the rules that warn less than before, with reasons.", textsValue()},
			func(d *decoder, v *node, to *Signed) { to.Weakened = d.texts(v) }},
	}
}
