package content

// GlossaryTerm is an entry of the glossary in glossary.yaml: a word that pages explain where they first say it.
type GlossaryTerm struct {
	ID   Text
	Term Text
	Also []Text // other forms, which are explained as well
	Says Text   // what it means, in a sentence or two
	// Sources says what that rests on: ids of sources, or general alone.
	Sources []Text
}

// GeneralKnowledge stands in place of a source.
const GeneralKnowledge = "general"

// Forms are all ways in which the term may stand in a text.
func (g *GlossaryTerm) Forms() []Text { return append([]Text{g.Term}, g.Also...) }

// The glossary in glossary.yaml, a group of keys for each id:
//
//	motor-unit:
//	  term: motor unit
//	  also: [motor units]
//	  says: One nerve fibre, and all the muscle fibres that it moves.
//	  sources: [general]
func glossaryFields() []field[GlossaryTerm] {
	return []field[GlossaryTerm]{
		must("term", "The word as it stands in a text.", textValue(), func(g *GlossaryTerm) *Text { return &g.Term }),
		may("also", "Other forms of it, which are explained as well: its plural, an abbreviation.",
			textsValue(), func(g *GlossaryTerm) *[]Text { return &g.Also }),
		must("says", "What it means, in a sentence or two of everyday words.", textValue(), func(g *GlossaryTerm) *Text { return &g.Says }),
		must("sources", "What the explanation rests on: ids of sources, or [general] for general knowledge.",
			someOf(filled(sourceIDs(), noSource)), func(g *GlossaryTerm) *[]Text { return &g.Sources }),
	}
}

func noSource(d *decoder, at Pos) {
	d.errorf(at, "empty-value", "name what says so, or write [general]", "sources is empty")
}

func decodeGlossary(d *decoder, root *node) (all []*GlossaryTerm) {
	if root == nil {
		return nil
	}
	fields := glossaryFields()
	d.each(root, func(id Text, v *node) {
		if !pattern.id.MatchString(id.S) {
			d.errorf(id.Pos, "bad-name", "", "%q cannot be the id of a word: it has lower case letters, digits and hyphens", id.S)
		}
		g := &GlossaryTerm{ID: id}
		decode(d, v, id.Pos, fields, g)
		all = append(all, g)
	})
	return all
}

// glossary checks what the explanations rest on.
func (c *checks) glossary() {
	for _, g := range c.t.Glossary {
		for _, s := range g.Sources {
			if s.S != GeneralKnowledge {
				c.source(GlossaryFile, s)
			}
		}
	}
}
