package site

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/held"
	"nosology/generator/markdown"
	"nosology/generator/rulediff"
	"nosology/generator/rules"
)

// agreement holds what cards say against the rules that their bullets name.
type agreement struct {
	linker *Linker
	site   *Site
	rules  *rulediff.Set
	flags  map[string]*Flag
	// courses are the findings that say when something came on, or for how long it has been there.
	courses []string
	tokens  []token
}

// newAgreement gathers what all pages are held against, once: the rules, and the time courses,
// which say sudden or slow of any finding.
func (l *Linker) newAgreement(s *Site, flags map[string]*Flag) *agreement {
	a := &agreement{linker: l, site: s, rules: held.Rules(s.Tree.Checker), flags: flags}
	for _, p := range s.Findings {
		if p.Finding.Type.S == "time-course" {
			a.courses = append(a.courses, p.ID)
		}
	}
	return a
}

// bullet reports where a bullet says something else than its rules: where the answers that it gives in so many ids do
// not raise the flag, or else where its prose names a finding that none of its flags knows.
func (a *agreement) bullet(p *Page, b *markdown.Bullet) (ds []diag.Diagnostic) {
	explicit := false
	for i, id := range b.Flags {
		if f := a.flags[id]; f != nil && b.When[i] != "" {
			explicit = true
			ds = append(ds, a.when(p, b, f, b.When[i])...)
		}
	}
	if explicit || len(b.Flags) == 0 {
		return ds
	}
	for _, found := range a.named(p, b) {
		if !slices.ContainsFunc(b.Flags, func(id string) bool {
			f := a.flags[id]
			return f == nil || slices.Contains(uses(f), found.page) || slices.ContainsFunc(uses(f), func(p *Page) bool { return speaksOf(p, found.name) })
		}) {
			d := p.Diagnose(p.At(b.Span), diag.Error, "card-finding", fmt.Sprintf("this bullet says %q, but the flag %q does not name %s", found.name, b.Flags[0], found.page.ID))
			d.Hint = fmt.Sprintf("let the rule and the card say the same; where prose cannot show it, write what is meant: {flag=%s when=…}", b.Flags[0])
			ds = append(ds, d)
		}
	}
	return ds
}

// speaksOf reports whether a longer name of a finding holds another's: "stopped heavy drinking" holds "heavy drinking".
func speaksOf(p *Page, name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(slices.Concat([]content.Text{p.Title}, p.Also, p.HeardAs), func(t content.Text) bool {
		return strings.Contains(strings.ToLower(t.S), name)
	})
}

// when checks the sets of findings that a bullet gives for a flag, "a+b,c+d": each
// has to raise it by itself.
func (a *agreement) when(p *Page, b *markdown.Bullet, f *Flag, when string) (ds []diag.Diagnostic) {
	for set := range strings.SplitSeq(when, ",") {
		ids := strings.Split(set, "+")
		report := func(check, hint, format string, args ...any) {
			d := p.Diagnose(p.At(b.Span), diag.Error, check, fmt.Sprintf(format, args...))
			d.Hint = hint
			ds = append(ds, d)
		}
		i := slices.IndexFunc(ids, func(id string) bool { return a.site.Finding(id) == nil })
		if i >= 0 {
			report("unknown-id", nearestFinding(ids[i], a.site), "unknown finding %q", ids[i])
			continue
		}
		if a.rules.Judge(ids, false).Counts(f.ID.S) == 0 {
			report("card-rule", "let the rule and the card say the same", "the flag %q does not count for %s%s", f.ID.S, strings.Join(ids, " and "), a.lacking(f, ids))
		}
	}
	return ds
}

// lacking says what a flag asks for beside some findings.
func (a *agreement) lacking(f *Flag, ids []string) string {
	for _, set := range f.When {
		var more []string
		shared := 0
		for _, p := range set {
			if slices.Contains(ids, p.ID) {
				shared++
			} else {
				more = append(more, p.ID)
			}
		}
		if shared == len(ids) && len(more) > 0 {
			return ": it asks for " + strings.Join(more, " and ") + " as well"
		}
	}
	return ""
}

// nearestFinding is a hint for an id that no finding has: one that looks like it, or the file to
// write.
func nearestFinding(id string, s *Site) string {
	ids := make([]string, 0, len(s.Findings))
	for _, p := range s.Findings {
		ids = append(ids, p.ID)
	}
	if hint := diag.DidYouMean(id, ids); hint != "" {
		return hint
	}
	return "write symptoms/" + id + ".md"
}

// naming is a finding that a bullet names, and how.
type naming struct {
	page *Page
	name string
}

// named returns the findings that a bullet names: by links, titles and synonyms.
func (a *agreement) named(p *Page, b *markdown.Bullet) (all []naming) {
	add := func(to *Page, name string) {
		if to != nil && to.Finding != nil && !slices.ContainsFunc(all, func(n naming) bool { return n.page == to }) {
			all = append(all, naming{to, name})
		}
	}
	for i, link := range p.Scan.Links {
		if link.Span.Start >= b.Span.Start && link.Span.End <= b.Span.End && p.out.refs[i].to != none {
			add(a.site.byNumber[p.out.refs[i].to], link.Text)
		}
	}
	text := []byte(b.Text)
	a.tokens = tokens(a.tokens[:0], text, 0, int32(len(text)))
	for i := 0; i < len(a.tokens); {
		n, length := a.linker.lexicon.match(text, a.tokens[i:])
		if length == 0 {
			i++
			continue
		}
		if c, ok := n.owner(); ok {
			add(a.site.byNumber[c.by], c.text)
		}
		i += length
	}
	return all
}

// sudden reports the bullets of a page's urgent cards whose signs are an emergency if they come on otherwise: numb is
// for today, and numb all at once is an emergency. It is enough if the bullet names the emergency number, or if the
// page's emergency card says it.
func (a *agreement) sudden(p *Page) (ds []diag.Diagnostic) {
	var said []string
	for _, card := range p.Scan.Cards {
		if card.Level == "emergency" {
			for _, b := range card.Bullets {
				said = append(said, b.Flags...)
			}
		}
	}
	for _, card := range p.Scan.Cards {
		if card.Level != "urgent" {
			continue
		}
		for k := range card.Bullets {
			b := &card.Bullets[k]
			if bytes.Contains(p.Body[b.Span.Start:b.Span.End], []byte("{{emergency}}")) {
				continue
			}
			sign, by := a.suddenForm(p, b)
			if len(by) == 0 || slices.ContainsFunc(by, func(id string) bool { return slices.Contains(said, id) }) {
				continue
			}
			d := p.Diagnose(p.At(b.Span), diag.Error, "sudden-form", fmt.Sprintf("this is for today, but %s is an emergency by the flag %q, and the page does not say so", sign, by[0]))
			d.Hint = fmt.Sprintf("say so in an emergency card, with {flag=%s}, or here with {{emergency}}", by[0])
			ds = append(ds, d)
		}
	}
	return ds
}

// suddenForm returns a sign of a bullet, with the time course that makes an emergency of it, and the flags that say so.
func (a *agreement) suddenForm(p *Page, b *markdown.Bullet) (sign string, by []string) {
	for i, id := range b.Flags {
		for _, set := range a.meant(p, b, i, id) {
			if len(set) == 0 || a.rules.Judge(set, false).Says == rules.Emergency {
				continue
			}
			for _, course := range a.courses {
				with := append(slices.Clip(set), course)
				if both := a.rules.Judge(with, false); both.Says == rules.Emergency && a.rules.Judge([]string{course}, false).Says < rules.Emergency {
					if sign == "" {
						sign = strings.Join(with, " with ")
					}
					by = append(by, both.By()...)
				}
			}
		}
	}
	return sign, by
}

// meant returns the sets of findings that a bullet means by a flag: those that it gives, or else single findings that
// are enough for the flag: those that its prose names, or on the page of such a finding that one, or else all.
func (a *agreement) meant(p *Page, b *markdown.Bullet, i int, id string) (sets [][]string) {
	r := a.rules.Rule(id)
	if r == nil {
		return nil
	}
	if b.When[i] != "" {
		for set := range strings.SplitSeq(b.When[i], ",") {
			sets = append(sets, strings.Split(set, "+"))
		}
		return sets
	}
	named := a.named(p, b)
	own := p.Finding != nil && slices.ContainsFunc(r.When, func(when []string) bool { return len(when) == 1 && when[0] == p.ID })
	for _, when := range r.When {
		isNamed := slices.ContainsFunc(named, func(n naming) bool { return n.page.ID == when[0] })
		if len(when) == 1 && (isNamed || len(named) == 0 && (!own || p.ID == when[0])) {
			sets = append(sets, when)
		}
	}
	return sets
}
