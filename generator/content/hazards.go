package content

// Hazard is an entry of the hazard log in hazards.yaml: what could go wrong
// for a reader, and what keeps it from doing so.
type Hazard struct {
	ID, Hazard, Cause, Effect, Harm Text
	// Severity, Likelihood and Residual are a clinician's judgement; empty
	// where nobody has judged yet.
	Severity, Likelihood, Residual Text
	Owner, Evidence                Text
	Controls                       []Control
}

// Control is what is done against a hazard. What it names must be there.
type Control struct {
	Says      Text
	Rules     []Text // flags of checker.yaml
	Held      []Text // flags whose judgements are held
	Vignettes []Text // stories of vignettes.yaml
	Checks    []Text // checks that stop a build
	Proofs    []Text // what the program's own tests have shown of the rules
}

// The hazard log in hazards.yaml:
//
//	hazards:
//	- id: line-lost
//	  hazard: A line of a rule is lost when checker.yaml is edited.
//	  cause: …
//	  effect: …
//	  harm: …
//	  severity: major                # a clinician's; left out until one has judged
//	  likelihood: low
//	  residual: acceptable
//	  owner: the editors
//	  evidence: …
//	  controls:
//	  - says: Every build judges anew what the rules have to say.
//	    checks: [held]
//	    proofs: [mutants]
func hazardsFields() []field[Tree] {
	return []field[Tree]{
		{Key{"hazards", true, "The hazards.", groupsBy(hazardFields())},
			func(d *decoder, v *node, to *Tree) { to.Hazards = list(d, v, hazardFields()) }},
	}
}

func hazardFields() []field[Hazard] {
	return []field[Hazard]{
		{Key{"id", true, "A short name of its own.", idValue()},
			func(d *decoder, v *node, to *Hazard) { to.ID = d.id(v) }},
		{Key{"hazard", true, "What could go wrong.", textValue()},
			func(d *decoder, v *node, to *Hazard) { to.Hazard = d.text(v) }},
		{Key{"cause", true, "How it could come about.", textValue()},
			func(d *decoder, v *node, to *Hazard) { to.Cause = d.text(v) }},
		{Key{"effect", true, "What a reader would be told, or not be told.", textValue()},
			func(d *decoder, v *node, to *Hazard) { to.Effect = d.text(v) }},
		{Key{"harm", true, "What that could do.", textValue()},
			func(d *decoder, v *node, to *Hazard) { to.Harm = d.text(v) }},
		{Key{"severity", false, "How grave the harm would be: a clinician's judgement.", textValue()},
			func(d *decoder, v *node, to *Hazard) { to.Severity = d.text(v) }},
		{Key{"likelihood", false, "How likely it is: a clinician's judgement.", textValue()},
			func(d *decoder, v *node, to *Hazard) { to.Likelihood = d.text(v) }},
		{Key{"residual", false, "What risk is left with the controls: a clinician's judgement.", textValue()},
			func(d *decoder, v *node, to *Hazard) { to.Residual = d.text(v) }},
		{Key{"owner", true, "Who answers for it.", textValue()},
			func(d *decoder, v *node, to *Hazard) { to.Owner = d.text(v) }},
		{Key{"evidence", false, "What shows that the controls work.", textValue()},
			func(d *decoder, v *node, to *Hazard) { to.Evidence = d.text(v) }},
		{Key{"controls", true, "What is done against it.", groupsBy(controlFields())},
			func(d *decoder, v *node, to *Hazard) { to.Controls = list(d, v, controlFields()) }},
	}
}

func controlFields() []field[Control] {
	return []field[Control]{
		{Key{"says", true, "What is done, in a sentence.", textValue()},
			func(d *decoder, v *node, to *Control) { to.Says = d.text(v) }},
		{Key{"rules", false, "The red flags that do it.", listOf(Value{Names: FlagNames})},
			func(d *decoder, v *node, to *Control) { to.Rules = d.texts(v) }},
		{Key{"held", false, "The red flags whose held judgements do it.", listOf(Value{Names: FlagNames})},
			func(d *decoder, v *node, to *Control) { to.Held = d.texts(v) }},
		{Key{"vignettes", false, "The stories that do it.", textsValue()},
			func(d *decoder, v *node, to *Control) { to.Vignettes = d.texts(v) }},
		{Key{"checks", false, "The checks that do it: each stops a build.", textsValue()},
			func(d *decoder, v *node, to *Control) { to.Checks = d.texts(v) }},
		{Key{"proofs", false, "What the program's own tests have shown of the rules.", textsValue()},
			func(d *decoder, v *node, to *Control) { to.Proofs = d.texts(v) }},
	}
}

// hazards checks that the ids in the hazard log are its own.
func (c *checks) hazards() {
	ids := make(map[string]Pos)
	for _, h := range c.t.Hazards {
		c.once(HazardsFile, ids, "hazard", h.ID)
	}
}
