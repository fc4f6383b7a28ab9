package checkerpage

import (
	"html/template"
	"slices"

	"nosology/generator/content"
	"nosology/generator/rules"
	"nosology/generator/site"
)

// Decides is what the page shows that says how the checker decides: what has
// been tested, then every rule, in words and as it stands in the file, and the
// questions with what each answer says.
type Decides struct {
	Tested    Tested
	Levels    []RuleLevel // the most urgent first
	Questions []Asked
}

// RuleLevel is a level of care with its rules.
type RuleLevel struct {
	Name, Needs string
	Rules       []Rule
}

// Rule is a flag.
type Rule struct {
	ID, Title, Say, Why string // care numbers stand in Say and Why as {{emergency}}
	Sources             []*content.Source
	When                [][]site.Link // alternatives, each of findings that are wanted together
	Written             template.HTML
	UnsureFull          bool
	Lower               string      // the level that a "not sure" makes of it, within a sentence; empty for none
	ToldOn              []site.Link // where readers are told what it says
	MoreToldOn          int         // and on how many pages more
}

// Asked is a question of the checker.
type Asked struct {
	Ask, Why string
	When     [][]site.Link // what it is asked after; none if it is asked of everybody
	Options  []Answer
}

// Answer is an answer and the findings that it stands for.
type Answer struct {
	Say   string
	Means []site.Link
}

// makeDecides goes through the rules in the order in which they are judged: by
// level, and within one as they stand in the file.
func (p *Page) makeDecides() (*Decides, error) {
	tested, err := p.tested()
	if err != nil {
		return nil, err
	}
	d := &Decides{Tested: tested}
	for l := rules.Emergency; l >= rules.SeeADoctor; l-- {
		level := RuleLevel{Name: l.String(), Needs: p.words.Levels.Of(int(l)).Needs}
		for _, f := range p.site.Flags {
			if f.Level == l {
				level.Rules = append(level.Rules, p.rule(f))
			}
		}
		if len(level.Rules) > 0 {
			d.Levels = append(d.Levels, level)
		}
	}
	for i := range p.site.Tree.Checker.Questions {
		d.Questions = append(d.Questions, p.asked(&p.site.Tree.Checker.Questions[i]))
	}
	return d, nil
}

// spokenShown is how many pages are named that say what a flag says.
const spokenShown = 5

func (p *Page) rule(f *site.Flag) Rule {
	r := Rule{ID: f.ID.S, Title: f.Title.S, Say: f.Say.S, Why: f.Why.S, Sources: f.Sources, Written: yamlCode(p.writtenRule(f)), UnsureFull: f.UnsureFull}
	for _, alternative := range f.When {
		r.When = append(r.When, findingLinks(alternative))
	}
	if !f.UnsureFull && f.Level > rules.SeeADoctor {
		r.Lower = p.words.Levels.Of(int(f.Level - 1)).Within
	}
	if signs := p.shows["warning-signs"]; signs != nil {
		r.ToldOn = []site.Link{{Title: signs.Title.S, Address: signs.Address + "#" + f.ID.S}}
	} else {
		r.ToldOn = []site.Link{{Title: p.words.Decides.ThesePages}}
	}
	shown := min(len(f.SpokenBy), spokenShown)
	for _, by := range f.SpokenBy[:shown] {
		r.ToldOn = append(r.ToldOn, site.Link{Title: by.Title.S, Address: by.Address})
	}
	r.MoreToldOn = len(f.SpokenBy) - shown
	return r
}

// findingLinks leads to findings, by their titles as they stand within a sentence.
func findingLinks(pages []*site.Page) (links []site.Link) {
	for _, p := range pages {
		links = append(links, site.Link{Title: p.TitleInSentence(), Address: p.Address})
	}
	return links
}

// asked says of a question what it is asked after: findings, or lines of earlier
// questions that open it.
func (p *Page) asked(q *content.Question) Asked {
	a := Asked{Ask: q.Ask.S, Why: q.Why.S}
	for _, set := range q.When {
		a.When = append(a.When, findingLinks(p.findings(set)))
	}
	for _, line := range p.openers(q.ID.S) {
		a.When = append(a.When, []site.Link{{Title: p.words.Checker.Quote.With("what", line.Say.S)}})
	}
	for _, o := range q.Options {
		a.Options = append(a.Options, Answer{o.Say.S, findingLinks(p.findings(p.means(&o)))})
	}
	return a
}

// openers are the lines of earlier questions that open a question.
func (p *Page) openers(id string) (lines []*content.Option) {
	for i := range p.site.Tree.Checker.Questions {
		q := &p.site.Tree.Checker.Questions[i]
		for k := range q.Options {
			if slices.ContainsFunc(q.Options[k].Opens, func(opened content.Text) bool { return opened.S == id }) {
				lines = append(lines, &q.Options[k])
			}
		}
	}
	return lines
}

// means are the findings that a line stands for, each once, as they come up: its own, and those that the questions ask
// for that it opens, and so on from there.
func (p *Page) means(o *content.Option) (ids []content.Text) {
	known, opened := map[string]bool{}, map[string]bool{}
	var add func(o *content.Option)
	add = func(o *content.Option) {
		for _, id := range o.Yes {
			if !known[id.S] {
				known[id.S], ids = true, append(ids, id)
			}
		}
		for _, id := range o.Opens {
			if !opened[id.S] {
				opened[id.S] = true
				for _, line := range p.lines(id.S) {
					add(line)
				}
			}
		}
	}
	add(o)
	return ids
}

// lines are the answers of a question.
func (p *Page) lines(id string) (lines []*content.Option) {
	for i := range p.site.Tree.Checker.Questions {
		if q := &p.site.Tree.Checker.Questions[i]; q.ID.S == id {
			for k := range q.Options {
				lines = append(lines, &q.Options[k])
			}
		}
	}
	return lines
}

// findings are the pages of findings. An id without a page was reported when the
// rules were read.
func (p *Page) findings(ids []content.Text) (pages []*site.Page) {
	for _, id := range ids {
		if f := p.site.Finding(id.S); f != nil {
			pages = append(pages, f)
		}
	}
	return pages
}
