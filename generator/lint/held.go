package lint

import (
	"nosology/generator/content"
	"nosology/generator/site"
)

// A site without flags has nothing to lose.
func notHeld(s *site.Site, report report) {
	if c := s.Tree.Checker; c != nil && len(c.Flags) > 0 && s.Tree.Held == nil {
		report(place{content.HeldFile, content.Pos{}}, "run nosology hold, which writes it", "nothing holds the red flags of checker.yaml: a rule could be lost in silence")
	}
}
