package site

import (
	"fmt"
	"slices"

	"nosology/generator/content"
	"nosology/generator/diag"
)

// StoppingChecks are the checks of this and lower stages that keep a site from being published, and that an entry of
// the hazard log may name as a control.
func StoppingChecks() []string {
	return []string{
		"held", "broken-seal", "below-floor", "no-rule", "unsigned", "no-flag", "unknown-flag", "flag-level", "silent-flag", "card-finding",
		"card-rule", "sudden-form", "under-triage", "impossible-answer", "not-named", "unknown-source", "unreachable-flag",
		"contradiction", "dead-link", "dead-fragment", "bad-number", "alias-taken", "taken-id", "taken-address", "shared-name", "unknown-id",
	}
}

// Proofs are what the program's own tests show of the rules of the shipped site.
func Proofs() []string {
	return []string{"exhaustive", "random", "second-open", "mutants", "held", "parity"}
}

// lostControls reports controls of the hazard log that are not there any more: somebody relies on them.
func (l *Linker) lostControls(s *Site) (ds []diag.Diagnostic) {
	if len(s.Tree.Hazards) == 0 || s.Tree.Lacks(content.CheckerFile) {
		return nil
	}
	flags, kept, stories := s.controls()
	for _, h := range s.Tree.Hazards {
		if len(h.Controls) == 0 && h.ID.S != "" {
			d := s.Tree.Diagnose(content.HazardsFile, h.ID.Pos, diag.Error, "lost-control", fmt.Sprintf("nothing is done against the hazard %q", h.ID.S))
			d.Hint = "name a control, or say in one that there is none"
			ds = append(ds, d)
		}
		for _, c := range h.Controls {
			for _, kind := range []struct {
				what  string
				named []content.Text
				there []string
			}{
				{"flag", c.Rules, flags}, {"held judgement", c.Held, kept}, {"story", c.Vignettes, stories}, {"check", c.Checks, StoppingChecks()}, {"proof", c.Proofs, Proofs()},
			} {
				for _, id := range kind.named {
					if slices.Contains(kind.there, id.S) {
						continue
					}
					d := s.Tree.Diagnose(content.HazardsFile, id.Pos, diag.Error, "lost-control", fmt.Sprintf("the hazard %q is controlled by the %s %q, which is not there", h.ID.S, kind.what, id.S))
					if d.Hint = diag.DidYouMean(id.S, kind.there); d.Hint == "" {
						d.Hint = "put it back, or name what does its work now"
					}
					ds = append(ds, d)
				}
			}
		}
	}
	return ds
}

// controls lists what a control may name.
func (s *Site) controls() (flags, kept, stories []string) {
	if s.Tree.Checker != nil {
		for _, f := range s.Tree.Checker.Flags {
			flags = append(flags, f.ID.S)
		}
	}
	if s.Tree.Held != nil {
		for _, r := range s.Tree.Held.Rules {
			kept = append(kept, r.Flag.S)
		}
	}
	for _, v := range s.Tree.Vignettes {
		stories = append(stories, v.ID.S)
	}
	return flags, kept, stories
}
