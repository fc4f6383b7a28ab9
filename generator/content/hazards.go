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
	Says   Text
	Rules  []Text // flags of checker.yaml
	Held   []Text // flags whose judgements are held
	Tales  []Text // stories of vignettes.yaml
	Checks []Text // checks that stop a build
	Proofs []Text // what the program's own tests have shown of the rules
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
var hazardsFields = []field[Tree]{
	{"hazards", true, func(d *decoder, v *node, to *Tree) { to.Hazards = list(d, v, hazardFields) }},
}

var hazardFields = []field[Hazard]{
	{"id", true, func(d *decoder, v *node, to *Hazard) { to.ID = d.id(v) }},
	{"hazard", true, func(d *decoder, v *node, to *Hazard) { to.Hazard = d.text(v) }},
	{"cause", true, func(d *decoder, v *node, to *Hazard) { to.Cause = d.text(v) }},
	{"effect", true, func(d *decoder, v *node, to *Hazard) { to.Effect = d.text(v) }},
	{"harm", true, func(d *decoder, v *node, to *Hazard) { to.Harm = d.text(v) }},
	{"severity", false, func(d *decoder, v *node, to *Hazard) { to.Severity = d.text(v) }},
	{"likelihood", false, func(d *decoder, v *node, to *Hazard) { to.Likelihood = d.text(v) }},
	{"residual", false, func(d *decoder, v *node, to *Hazard) { to.Residual = d.text(v) }},
	{"owner", true, func(d *decoder, v *node, to *Hazard) { to.Owner = d.text(v) }},
	{"evidence", false, func(d *decoder, v *node, to *Hazard) { to.Evidence = d.text(v) }},
	{"controls", true, func(d *decoder, v *node, to *Hazard) { to.Controls = list(d, v, controlFields) }},
}

var controlFields = []field[Control]{
	{"says", true, func(d *decoder, v *node, to *Control) { to.Says = d.text(v) }},
	{"rules", false, func(d *decoder, v *node, to *Control) { to.Rules = d.texts(v) }},
	{"held", false, func(d *decoder, v *node, to *Control) { to.Held = d.texts(v) }},
	{"vignettes", false, func(d *decoder, v *node, to *Control) { to.Tales = d.texts(v) }},
	{"checks", false, func(d *decoder, v *node, to *Control) { to.Checks = d.texts(v) }},
	{"proofs", false, func(d *decoder, v *node, to *Control) { to.Proofs = d.texts(v) }},
}

// hazards checks that the ids in the hazard log are its own.
func (c *checks) hazards() {
	ids := make(map[string]Pos)
	for _, h := range c.t.Hazards {
		c.once("hazards.yaml", ids, "hazard", h.ID)
	}
}
