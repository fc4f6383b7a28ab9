package site_test

import (
	"fmt"
	"io"
	"strings"

	"nosology/generator/rules"
	"nosology/generator/site"
)

// describe writes all that a site holds, so that two can be compared and a
// test can say what it wants.
func describe(s *site.Site) string {
	var b strings.Builder
	fmt.Fprintf(&b, "articles: %s\ncauses: %s\nfindings: %s\nothers: %s\n", addresses(s.Articles), addresses(s.Causes), addresses(s.Findings), addresses(s.Others))
	for _, f := range s.Flags {
		describeFlag(&b, f)
	}
	if s.Rules != nil {
		describeRules(&b, s.Rules)
	}
	for _, p := range s.Pages {
		fmt.Fprintf(&b, "\n%s\n", p.Address)
		describeText(&b, p)
		describeJoins(&b, p)
	}
	return b.String()
}

func describeText(b io.Writer, p *site.Page) {
	for _, l := range p.Scan.Links {
		if to, ok := p.Ref(l.Dest); ok {
			fmt.Fprintf(b, "  link %s → %s\n", l.Dest, to.Href())
		} else {
			fmt.Fprintf(b, "  link %s → nowhere on this site\n", l.Dest)
		}
	}
	for _, a := range p.Auto() {
		fmt.Fprintf(b, "  auto %q → %s as %q\n", p.Body[a.Span.Start:a.Span.End], a.To.Address, a.Name)
	}
	for _, w := range p.Explained() {
		fmt.Fprintf(b, "  explains %q as %s\n", p.Body[w.Span.Start:w.Span.End], w.Term.ID.S)
	}
	for i, c := range p.Cited {
		fmt.Fprintf(b, "  source %d %s\n", i+1, c.ID.S)
	}
	line(b, p.General, "general knowledge")
	line(b, p.SignOff == site.Signed, "signed")
	line(b, p.SignOff == site.Voided, "signature voided")
	line(b, p.Orphan(), "orphan")
}

func describeJoins(b io.Writer, p *site.Page) {
	for _, m := range p.MentionedIn() {
		how := "by name"
		if m.Written {
			how = "by link"
		}
		fmt.Fprintf(b, "  mentioned in %s %s: %s\n", m.From.Address, how, m.From.Scan.Text(m.From.Body, m.Sentence, nil))
	}
	for _, e := range p.Findings() {
		fmt.Fprintf(b, "  finding %s %s\n", e.Page.ID, e.Strength)
	}
	for _, e := range p.Causes() {
		fmt.Fprintf(b, "  cause %s %s\n", e.Page.ID, e.Strength)
	}
	for _, r := range p.Related() {
		fmt.Fprintf(b, "  related %s by %s\n", r.Page.ID, addresses(r.Shared))
	}
	for _, l := range p.LookAlikes() {
		fmt.Fprintf(b, "  look-alike %s shares %s, only here %s, only there %s\n", l.Page.ID, addresses(l.Shared), addresses(l.Here), addresses(l.There))
	}
	if p.ParentPage() != nil {
		fmt.Fprintf(b, "  parent %s\n", p.ParentPage().ID)
	}
	for _, c := range p.Children() {
		fmt.Fprintf(b, "  child %s\n", c.ID)
	}
	for _, f := range p.Flags() {
		fmt.Fprintf(b, "  flag %s\n", f.ID.S)
	}
}

func describeFlag(b io.Writer, f *site.Flag) {
	fmt.Fprintf(b, "flag %s %s:", f.ID.S, f.Level)
	for _, alternative := range f.When {
		fmt.Fprintf(b, " [%s]", addresses(alternative))
	}
	for _, s := range f.Sources {
		fmt.Fprintf(b, " source %s", s.ID.S)
	}
	fmt.Fprintf(b, " spoken by %s\n", addresses(f.SpokenBy))
}

func describeRules(b io.Writer, r *rules.Base) {
	fmt.Fprintf(b, "rules: %v\n", r.Findings)
	for _, q := range r.Questions {
		fmt.Fprintf(b, "  question %+v\n", q)
	}
	for _, f := range r.Flags {
		fmt.Fprintf(b, "  flag %+v\n", f)
	}
	for _, c := range r.Causes {
		fmt.Fprintf(b, "  cause %+v\n", c)
	}
}

func describeVignettes(s *site.Site) string {
	var b strings.Builder
	for _, v := range s.Vignettes {
		fmt.Fprintf(&b, "%s is %s, the checker says %s after %d questions and names %s\n", v.ID.S, v.Level, v.Judged, v.Asked, strings.Join(v.Named, " "))
	}
	return b.String()
}

func line(b io.Writer, is bool, s string) {
	if is {
		fmt.Fprintf(b, "  %s\n", s)
	}
}

func addresses(pages []*site.Page) string {
	var all []string
	for _, p := range pages {
		all = append(all, p.Address)
	}
	return strings.Join(all, " ")
}
