package site

import (
	"fmt"
	"io/fs"
	"slices"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/markdown"
)

// contract reports where prose and rules do not say the same: every bullet of
// an urgent or emergency card speaks for a flag of its level, and every flag
// is spoken for.
func (l *Linker) contract(s *Site) (ds []diag.Diagnostic) {
	if s.Tree.Checker == nil {
		return unchecked(s)
	}
	flags := make(map[string]*Flag, len(s.Flags))
	for _, f := range s.Flags {
		flags[f.ID.S] = f
		if len(f.SpokenBy) == 0 {
			d := s.Tree.Diagnose(content.CheckerFile, f.ID.Pos, diag.Error, "silent-flag", fmt.Sprintf("no care card speaks for the flag %q", f.ID.S))
			d.Hint = fmt.Sprintf("end the bullet of the %s card that says it with {flag=%s}", f.Flag.Level.S, f.ID.S)
			ds = append(ds, d)
		}
	}
	a := l.newAgreement(s, flags)
	for _, p := range s.Pages {
		ds = append(ds, a.sudden(p)...)
		for i := range p.Scan.Cards {
			card := &p.Scan.Cards[i]
			ds = append(ds, cardContract(p, card, flags)...)
			for k := range card.Bullets {
				ds = append(ds, a.bullet(p, &card.Bullets[k])...)
			}
		}
	}
	return ds
}

// unchecked reports what needs a checker.yaml in a site that has none. A page
// of warning signs without any would tell readers that there are none.
func unchecked(s *Site) (ds []diag.Diagnostic) {
	if s.Tree.FS != nil {
		if _, err := fs.Stat(s.Tree.FS, content.CheckerFile); err == nil {
			return nil // it is there and cannot be read, which is told already
		}
	}
	report := func(p *Page, pos content.Pos, message string) {
		d := p.Diagnose(pos, diag.Error, "missing-file", message)
		d.Hint = "write checker.yaml with questions and flags, or take this out"
		ds = append(ds, d)
	}
	for _, p := range s.Pages {
		if p.Page != nil && slices.Contains([]string{"warning-signs", "checker", "decides"}, p.Page.Shows.S) {
			report(p, p.Page.Shows.Pos, "this page shows what stands in checker.yaml, and there is no such file")
		}
		for _, card := range p.Scan.Cards {
			for _, b := range card.Bullets {
				if len(b.Flags) > 0 {
					report(p, p.At(b.Span), "this names a flag, and there is no checker.yaml")
				}
			}
		}
	}
	return ds
}

// cardContract holds a card against the rules, so that a page and the checker never say different
// things: each bullet of an urgent card names a flag, and each flag has the card's level.
func cardContract(p *Page, card *markdown.Card, flags map[string]*Flag) (ds []diag.Diagnostic) {
	for _, b := range card.Bullets {
		report := func(check, message, hint string) {
			d := p.Diagnose(p.At(b.Span), diag.Error, check, message)
			d.Hint = hint
			ds = append(ds, d)
		}
		if len(b.Flags) == 0 && (card.Level == "urgent" || card.Level == "emergency") {
			report("no-flag", fmt.Sprintf("this bullet of the %s card names no flag", card.Level), "end it with {flag=…}, the id of the flag in checker.yaml that it speaks for")
		}
		for _, id := range b.Flags {
			switch f := flags[id]; {
			case f == nil:
				report("unknown-flag", fmt.Sprintf("unknown flag %q", id), nearestFlag(id, p.site.Flags))
			case f.Flag.Level.S != card.Level:
				report("flag-level", fmt.Sprintf("the flag %q is %s, but this card is %s", id, f.Flag.Level.S, card.Level),
					"move the bullet to the card of that level, or name another flag")
			}
		}
	}
	return ds
}

// nearestFlag is a hint for the id of a flag that there is not.
func nearestFlag(id string, flags []*Flag) string {
	ids := make([]string, 0, len(flags))
	for _, f := range flags {
		ids = append(ids, f.ID.S)
	}
	if hint := diag.DidYouMean(id, ids); hint != "" {
		return hint
	}
	return "add the flag to checker.yaml"
}
