// Package evidence gathers what a safety officer asks for: for each line of each rule what it rests on, what tries it
// and who reads it, with the gaps first; a packet for the review of each flag; what was proven; and the skeleton of a
// safety case, whose judgement is left to a named person.
//
// It states, and never judges: there is no score, and nothing here says that a site is safe. The same content
// and day give the same bytes, so that what was signed can be made again and compared.
package evidence

import (
	"fmt"
	"slices"
	"strings"

	"nosology/generator/content"
	"nosology/generator/held"
	"nosology/generator/internal/proof"
	"nosology/generator/rulediff"
	"nosology/generator/rules"
	"nosology/generator/signing"
	"nosology/generator/site"
)

// Evidence is all that is known of a site's rules.
// Its keys in JSON are read by others' programs: they are added to, not renamed. Lists are null
// where there is nothing.
type Evidence struct {
	Site     string         `json:"site"`
	AsOf     string         `json:"as_of"`
	Release  string         `json:"release"` // digest of all content
	Rules    string         `json:"rules"`   // digest of what was or was not proven
	Proved   *proof.Figures `json:"proved"`  // nil if the program's tests covered other rules
	Gaps     []Gap          `json:"gaps"`
	Lines    []Line         `json:"lines"`
	Flags    []Packet       `json:"flags"`
	Weakened []string       `json:"weakened"`
	Releases []Statement    `json:"releases"`
	// Where readers report harm: contact of site.yaml, with its mailto: or https:.
	Contact  string `json:"contact"`
	Hazards  int    `json:"hazards"`
	Unjudged int    `json:"unjudged"` // hazards whose risk no clinician has judged
	HazardAt string `json:"hazard_log,omitempty"`
}

// Line is a line of a rule: a row of the matrix.
type Line struct {
	Flag      string   `json:"flag"`
	Level     string   `json:"level"`
	Unsure    string   `json:"unsure"` // what it says to somebody who is not sure
	Findings  []string `json:"findings"`
	Where     string   `json:"where"`
	Sources   []string `json:"sources"`
	Vignettes []string `json:"vignettes"`
	Held      bool     `json:"held"`
	Cards     []string `json:"cards"`     // pages that speak for the flag
	Questions []string `json:"questions"` // that ask for the findings
}

// Gap is something that nothing covers, with what stands in its place.
type Gap struct {
	Flag   string `json:"flag"`
	What   string `json:"what"`
	Reason string `json:"reason"`
	Grave  bool   `json:"grave"` // to be closed before a release
}

// Packet is what a clinician needs to review a flag.
type Packet struct {
	ID        string     `json:"id"`
	Level     string     `json:"level"`
	Unsure    string     `json:"unsure"`
	Title     string     `json:"title"`
	Say       string     `json:"say"`
	Do        string     `json:"do"`
	Help      string     `json:"help,omitempty"` // said with it, however urgent other things are
	Why       string     `json:"why"`
	When      []string   `json:"when"`
	Sources   []Source   `json:"sources"`
	Vignettes []Story    `json:"vignettes"`
	Cards     []Card     `json:"cards"`
	Questions []Question `json:"questions"`
	Signed    *Statement `json:"signed"` // nil if nobody stands behind it as it is
	Digest    string     `json:"digest"`
}

// Source is an entry of the bibliography.
type Source struct {
	ID, Title, Publisher, URL, Via string
	Year                           int
	Read                           bool
}

// Story is a vignette with what the checker says to it.
type Story struct{ ID, Story, Level, Judged, Why string }

// Card is a line of a care card that speaks for a flag.
type Card struct{ Page, Title, Level, Text string }

// Question is what asks for a finding of the flag.
type Question struct {
	ID, Ask string
	Options []string
}

// Statement is a signature.
// Of is the flag or the release that was signed.
type Statement struct {
	Of, Name, Role, Date string
	Holds                bool // for what stands there now
	Weakened             []string
}

// Of gathers the evidence of a site.
// It wants a site with rules; of one that has mistakes it gathers what there is. The gaps that have
// to be closed come first, else they stand as the flags do. An error is the disk's: all of the
// content is read for its digest.
func Of(s *site.Site) (*Evidence, error) {
	g := &gathering{site: s, asked: map[string][]*content.Question{}, e: &Evidence{
		Site: s.Tree.Site.Title.S, AsOf: s.AsOf.Format("2006-01-02"), Contact: s.Tree.Site.Contact.S, Hazards: len(s.Tree.Hazards),
	}}
	for i := range s.Tree.Checker.Questions {
		q := &s.Tree.Checker.Questions[i]
		for _, o := range q.Options {
			for _, id := range o.Yes {
				if !slices.Contains(g.asked[id.S], q) {
					g.asked[id.S] = append(g.asked[id.S], q)
				}
			}
		}
	}
	if s.Tree.Held != nil {
		g.kept = held.Kept(s.Tree.Held)
	} else {
		g.kept = rulediff.NewSet(nil)
	}
	for _, f := range s.Flags {
		g.flag(f)
	}
	if err := g.whole(); err != nil {
		return nil, err
	}
	slices.SortStableFunc(g.e.Gaps, func(a, b Gap) int {
		switch {
		case a.Grave == b.Grave:
			return 0
		case a.Grave:
			return -1
		}
		return 1
	})
	return g.e, nil
}

// kept are the rules that are held; none if there is no held.yaml.
type gathering struct {
	site *site.Site
	e    *Evidence
	kept *rulediff.Set
	// By a finding, the questions that can make it yes.
	asked map[string][]*content.Question
}

func (g *gathering) gap(flag string, grave bool, what, reason string) {
	g.e.Gaps = append(g.e.Gaps, Gap{flag, what, reason, grave})
}

// flag adds a flag's packet and its lines.
func (g *gathering) flag(f *site.Flag) {
	unsure := rulediff.UnsureLevel(f.Level, f.UnsureFull)
	p := Packet{
		ID: f.ID.S, Level: f.Level.String(), Unsure: unsure.String(), Title: f.Title.S, Say: f.Say.S, Do: f.Do.S, Help: f.Help.S, Why: f.Why.S,
		Cards: g.cards(f), Digest: signing.Flag(g.site.Tree, f.Flag),
	}
	for _, s := range f.Sources {
		p.Sources = append(p.Sources, Source{s.ID.S, s.Title.S, s.Publisher.S, s.Address(), s.Via.S, s.Year, s.Read})
	}
	for _, v := range g.site.Vignettes {
		if slices.Contains(v.Named, f.ID.S) {
			p.Vignettes = append(p.Vignettes, Story{v.ID.S, v.Story.S, v.Level.String(), v.Judged.String(), v.Vignette.Why.S})
		}
	}
	if s := signing.Of(g.site.Tree, f.Flag); s != nil {
		p.Signed = &Statement{Of: f.ID.S, Name: s.Name.S, Role: s.Role.S, Date: s.Date.Format("2006-01-02"), Holds: true}
	}
	for i := range f.Flag.When {
		p.When = append(p.When, strings.Join(ids(f.Flag.When[i]), " + "))
		g.line(f, &p, f.Flag.When[i], unsure)
	}
	g.gapsOf(f, &p)
	g.e.Flags = append(g.e.Flags, p)
}

func ids(texts []content.Text) (all []string) {
	for _, t := range texts {
		all = append(all, t.S)
	}
	return all
}

// line adds a row of the matrix.
func (g *gathering) line(f *site.Flag, p *Packet, set []content.Text, unsure rules.Level) {
	l := Line{
		Flag: f.ID.S, Level: p.Level, Unsure: p.Unsure, Findings: ids(set), Where: fmt.Sprintf("checker.yaml:%d", set[0].Pos.Line),
		Sources: ids(f.Flag.Sources),
	}
	for _, v := range g.site.Vignettes {
		// A story tries a line if its reader has all of it or is not sure of some: an answer of
		// "not sure" counts.
		told := slices.Concat(ids(v.Yes), ids(v.Unsure))
		if !slices.ContainsFunc(l.Findings, func(id string) bool { return !slices.Contains(told, id) }) {
			l.Vignettes = append(l.Vignettes, v.ID.S)
		}
	}
	// Held is a line if what is held says at least as much of its findings, both yes and not sure:
	// it may be held by another line that asks for less.
	l.Held = g.kept.Judge(l.Findings, false).Counts(f.ID.S) >= f.Level && g.kept.Judge(l.Findings, true).Counts(f.ID.S) >= unsure
	for _, c := range p.Cards {
		if !slices.Contains(l.Cards, c.Page) {
			l.Cards = append(l.Cards, c.Page)
		}
	}
	for _, id := range l.Findings {
		for _, q := range g.asked[id] {
			if !slices.Contains(l.Questions, q.ID.S) {
				l.Questions = append(l.Questions, q.ID.S)
				p.question(q)
			}
		}
	}
	if len(l.Vignettes) == 0 {
		g.gap(f.ID.S, false, "no story has "+strings.Join(l.Findings, " + "), g.instead(&l, p))
	}
	if !l.Held {
		g.gap(f.ID.S, true, "nothing holds "+strings.Join(l.Findings, " + "), "run nosology hold")
	}
	g.e.Lines = append(g.e.Lines, l)
}

// instead says what tries a line that no story has.
func (g *gathering) instead(l *Line, p *Packet) string {
	if !l.Held {
		return "nothing tries it"
	}
	said := fmt.Sprintf("%s holds it: every build judges these findings alone, yes and not sure, as %s and %s", g.heldAt(l), l.Level, l.Unsure)
	if len(p.Vignettes) > 0 {
		said += "; the story " + p.Vignettes[0].ID + " tries the flag by others"
	}
	return said
}

// heldAt says where a line is held.
// Where only a wider line holds it there is none of just these findings, and the first line of the
// file is named.
func (g *gathering) heldAt(l *Line) string {
	line := 1
	for _, r := range g.site.Tree.Held.Rules {
		for _, set := range r.When {
			if r.Flag.S == l.Flag && sameIDs(ids(set), l.Findings) {
				line = int(set[0].Pos.Line)
			}
		}
	}
	return fmt.Sprintf("%s:%d", content.HeldFile, line)
}

func sameIDs(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// A question that asks for several of the flag's findings stands once.
func (p *Packet) question(q *content.Question) {
	if slices.ContainsFunc(p.Questions, func(known Question) bool { return known.ID == q.ID.S }) {
		return
	}
	made := Question{ID: q.ID.S, Ask: q.Ask.S}
	for _, o := range q.Options {
		made.Options = append(made.Options, o.Say.S+" ("+strings.Join(ids(o.Yes), ", ")+")")
	}
	p.Questions = append(p.Questions, made)
}

// cards returns the lines of care cards that speak for a flag.
func (g *gathering) cards(f *site.Flag) (all []Card) {
	for _, p := range f.SpokenBy {
		for _, card := range p.Scan.Cards {
			for _, b := range card.Bullets {
				if slices.Contains(b.Flags, f.ID.S) {
					all = append(all, Card{p.Path, p.Title.S, card.Level, b.Text})
				}
			}
		}
	}
	return all
}

// gapsOf notes what a flag as a whole lacks.
// Grave is what leaves readers without a warning: a flag that no card says, an emergency that no
// story tries. That nobody has signed is not, for the program cannot know who has to.
func (g *gathering) gapsOf(f *site.Flag, p *Packet) {
	if len(p.Vignettes) == 0 {
		reason := "its lines are held, and judged alone by every build; a story would try " + p.Title + " beside other answers"
		if f.Level == rules.Emergency {
			reason = "write a story of somebody in this emergency, in vignettes.yaml"
		}
		g.gap(f.ID.S, f.Level == rules.Emergency, "no story is judged by it", reason)
	}
	if len(p.Cards) == 0 {
		g.gap(f.ID.S, true, "no care card says it", "end the line of a card that says it with {flag="+f.ID.S+"}")
	}
	if !slices.ContainsFunc(p.Sources, func(s Source) bool { return s.Read }) {
		g.gap(f.ID.S, false, "the editors have read none of its sources themselves", "for a reviewer to read: "+p.bibliography())
	}
	if p.Signed == nil {
		g.gap(f.ID.S, false, "no clinician has signed it as it is", "flags/"+f.ID.S+".html has a place for a name; then: nosology sign flag "+f.ID.S)
	}
}

// bibliography lists a packet's sources in words.
func (p *Packet) bibliography() string {
	var all []string
	for _, s := range p.Sources {
		all = append(all, s.Title+", "+s.Publisher)
	}
	return strings.Join(all, "; ")
}

// whole adds what is known of the content as a whole.
func (g *gathering) whole() (err error) {
	t := g.site.Tree
	if g.e.Release, err = signing.Release(t, nil); err != nil {
		return err
	}
	if g.e.Rules, err = proof.Digest(g.site.Rules); err != nil {
		return err
	}
	if figures, ok := proof.Of(g.site.Rules); ok {
		g.e.Proved = &figures
	} else {
		g.gap("", false, "the program's own tests covered other rules", "they cover those of the site that comes with the program; held judgements and stories try these")
	}
	if t.Held != nil {
		for _, w := range t.Held.Weakened {
			by := "signed by nobody"
			if w.Signed != nil {
				by = "signed by " + w.Signed.Name.S + ", " + w.Signed.Role.S
			}
			g.e.Weakened = append(g.e.Weakened, fmt.Sprintf("%s %s %s: %s. %s (%s)", w.Date.Format("2006-01-02"), w.Kind.S, w.Flag.S, w.Witness.S, w.Reason.S, by))
		}
	}
	for _, s := range t.Signed {
		if s.Release.S != "" {
			g.e.Releases = append(g.e.Releases, Statement{s.Release.S, s.Name.S, s.Role.S, s.Date.Format("2006-01-02"), s.Hash.S == g.e.Release, ids(s.Weakened)})
		}
	}
	for _, h := range t.Hazards {
		if h.Severity.S == "" || h.Likelihood.S == "" || h.Residual.S == "" {
			g.e.Unjudged++
		}
	}
	for _, p := range g.site.Others {
		if p.Page.Shows.S == "hazards" {
			g.e.HazardAt = t.Site.BaseURL.S + p.Address
		}
	}
	if g.e.Hazards == 0 {
		g.gap("", true, "there is no hazard log", "write hazards.yaml, and a page with shows: hazards")
	}
	return nil
}
