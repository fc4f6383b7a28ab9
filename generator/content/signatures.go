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
var signaturesFields = []field[Tree]{
	{"signatures", true, func(d *decoder, v *node, to *Tree) { to.Signed = list(d, v, signedFields) }},
}

var signedFields = []field[Signed]{
	{"flag", false, func(d *decoder, v *node, to *Signed) { to.Flag = d.id(v) }},
	{"release", false, func(d *decoder, v *node, to *Signed) { to.Release = d.text(v) }},
	{"name", true, func(d *decoder, v *node, to *Signed) { to.Name = d.text(v) }},
	{"role", true, func(d *decoder, v *node, to *Signed) { to.Role = d.text(v) }},
	{"date", true, func(d *decoder, v *node, to *Signed) { to.Date = d.date(v) }},
	{"hash", true, func(d *decoder, v *node, to *Signed) { to.Hash = d.text(v) }},
	{"weakened", false, func(d *decoder, v *node, to *Signed) { to.Weakened = d.texts(v) }},
}
