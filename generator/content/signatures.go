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
		must("signatures", "The statements.", groupsBy(signedFields()), func(t *Tree) *[]Signed { return &t.Signed }),
	}
}

// signedFields are the keys of a statement: of a flag or of a release, never of both, which
// signing.Check sees to.
func signedFields() []field[Signed] {
	return []field[Signed]{
		may("flag", "The flag that was signed, by its id.", idValue(), func(s *Signed) *Text { return &s.Flag }),
		may("release", "The release that was signed.", textValue(), func(s *Signed) *Text { return &s.Release }),
		must("name", "The clinician's name.", textValue(), func(s *Signed) *Text { return &s.Name }),
		must("role", "What the clinician is: GP, neurologist.", textValue(), func(s *Signed) *Text { return &s.Role }),
		must("date", "The day of the signature.", dateValue(), func(s *Signed) *Date { return &s.Date }),
		must("hash", "What was signed. A change of it ends the signature.", textValue(), func(s *Signed) *Text { return &s.Hash }),
		may("weakened", "Of a release: the rules that warn less than before, with reasons.", textsValue(), func(s *Signed) *[]Text { return &s.Weakened }),
	}
}
