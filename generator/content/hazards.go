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
		must("hazards", "The hazards.", groupsBy(hazardFields()), func(t *Tree) *[]Hazard { return &t.Hazards }),
	}
}

func hazardFields() []field[Hazard] {
	return []field[Hazard]{
		must("id", "A short name of its own.", idValue(), func(h *Hazard) *Text { return &h.ID }),
		must("hazard", "What could go wrong.", textValue(), func(h *Hazard) *Text { return &h.Hazard }),
		must("cause", "How it could come about.", textValue(), func(h *Hazard) *Text { return &h.Cause }),
		must("effect", "What a reader would be told, or not be told.", textValue(), func(h *Hazard) *Text { return &h.Effect }),
		must("harm", "What that could do.", textValue(), func(h *Hazard) *Text { return &h.Harm }),
		may("severity", "How grave the harm would be: a clinician's judgement.", textValue(), func(h *Hazard) *Text { return &h.Severity }),
		may("likelihood", "How likely it is: a clinician's judgement.", textValue(), func(h *Hazard) *Text { return &h.Likelihood }),
		may("residual", "What risk is left with the controls: a clinician's judgement.", textValue(), func(h *Hazard) *Text { return &h.Residual }),
		must("owner", "Who answers for it.", textValue(), func(h *Hazard) *Text { return &h.Owner }),
		may("evidence", "What shows that the controls work.", textValue(), func(h *Hazard) *Text { return &h.Evidence }),
		must("controls", "What is done against it.", groupsBy(controlFields()), func(h *Hazard) *[]Control { return &h.Controls }),
	}
}

func controlFields() []field[Control] {
	return []field[Control]{
		must("says", "What is done, in a sentence.", textValue(), func(c *Control) *Text { return &c.Says }),
		may("rules", "The red flags that do it.", namesOf(FlagNames), func(c *Control) *[]Text { return &c.Rules }),
		may("held", "The red flags whose held judgements do it.", namesOf(FlagNames), func(c *Control) *[]Text { return &c.Held }),
		may("vignettes", "The stories that do it.", textsValue(), func(c *Control) *[]Text { return &c.Vignettes }),
		may("checks", "The checks that do it: each stops a build.", textsValue(), func(c *Control) *[]Text { return &c.Checks }),
		may("proofs", "What the program's own tests have shown of the rules.", textsValue(), func(c *Control) *[]Text { return &c.Proofs }),
	}
}

// hazards checks that the ids in the hazard log are its own.
func (c *checks) hazards() {
	ids := make(map[string]Pos)
	for _, h := range c.t.Hazards {
		c.once(HazardsFile, ids, "hazard", h.ID)
	}
}
