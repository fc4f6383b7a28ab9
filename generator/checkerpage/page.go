// Package checkerpage makes what the pages about the checker are made of: the
// form's questions and warnings, the style sheet that judges it without
// JavaScript, the packed rules, the words that findings are recognised by, and
// for the page that says how it decides, the rules in words with what was
// tested about them. Layouts turn it into HTML.
package checkerpage

import (
	"cmp"
	"embed"
	"slices"
	"sync"

	"nosology/generator/markdown"
	"nosology/generator/publish"
	"nosology/generator/rules"
	"nosology/generator/site"
	"nosology/generator/wording"
	"nosology/generator/words/learn"
)

// Static files of the checker. Without the module the page is its form alone,
// which has to do: it judges by its style sheet, and without that it shows every
// warning.
const (
	scriptFile  = "js/checker.js"
	moduleFile  = "checker.wasm"
	matcherFile = "js/words.js"
)

// Page is what the layouts of the checker's pages see. Its questions, warnings and
// findings are numbered as in the knowledge base, which is how the script knows
// what the module speaks of.
type Page struct {
	Groups   []Group
	Levels   []Level // the most urgent first
	Causes   []Cause
	Findings []string // titles as they stand within a sentence, empty for findings that the script never names

	Styles    *publish.Asset // the warnings of the form, as a style sheet
	Knowledge *publish.Asset // the packed knowledge base
	Script    *publish.Asset
	Module    *publish.Asset // nil where there is none: then nothing is judged by it
	Words     *publish.Asset // what people call the findings, by number
	Learned   *publish.File  // what was learned of how they are said; nil if nothing was
	Matcher   *publish.Asset // recognises them in a reader's own words; nil where there is none
	// KnownAnswers is what the module must get right before it is trusted: see rules.SelfTest.
	KnownAnswers string

	own     *publish.Assets
	site    *site.Site
	words   *wording.Words
	shows   map[string]*site.Page // by what a page shows
	decides func() (*Decides, error)
	lesson  *learn.Lesson
}

// Live reports whether the page can ask one question at a time.
func (p *Page) Live() bool { return p.Module != nil && p.Script != nil }

// Group is a part of the form.
type Group struct {
	ID        string // "warning-signs"
	Title     string // "Warning signs"
	Questions []Question
}

// Question is one question of the form.
type Question struct {
	Number  int    // in the knowledge base
	Cover   int    // the number of what stands for all findings of it, or -1
	Denied  bool   // who denies that denies all that it asks for: nothing else leads to it
	Who     string // of a question about the person: "all" if everybody is asked, else "some"
	Many    bool
	Ask     string
	Why     string
	Help    string // advice that stands with the question; may be empty
	Options []Option
	None    string // what the last choice of a list says; may be empty
}

// Option is one answer. Number counts the answers of all questions.
type Option struct {
	Number   int
	Say      string
	Help     string // advice that stands below the answer once it is ticked; may be empty
	Findings string // numbers of the findings that it makes yes, separated by spaces
}

// Level is a level of care with its warnings; self-care has none.
type Level struct {
	Name     string // "emergency"
	Rank     int    // 3
	Icon     string // "care-emergency"
	Label    string // "Emergency:"
	Warnings []Warning
	Card     bool // the page's own text has a card of this level: "#care-emergency"
}

// Warning is a flag.
type Warning struct {
	Number  int
	Level   string
	Title   string
	Say, Do string // care numbers stand in them as {{emergency}}
	Help    string // said as well, however urgent other things are; may be empty
	// Lowers says that a "not sure" makes this warning one level less urgent.
	Lowers bool
	Rule   string // where the rule stands with its sources, empty if nowhere
}

// Cause is a page that the result may name. Causes are in the order of the
// knowledge base: the script knows them by their place.
type Cause struct {
	Title, Address string
	Care           int // 0 self-care to 3 emergency
}

// New makes what the checker's pages show, nil if the site has no rules.
func New(s *site.Site, words *wording.Words, assets *publish.Assets, lesson *learn.Lesson) (*Page, error) {
	base := s.Rules
	if base == nil || s.Tree.Checker == nil {
		return nil, nil
	}
	own, err := publish.NewAssets(embed.FS{}) // of the site's own content
	if err != nil {
		return nil, err
	}
	p := &Page{own: own, site: s, words: words, lesson: lesson, shows: map[string]*site.Page{}}
	p.decides = sync.OnceValues(p.makeDecides)
	for _, other := range s.Others {
		p.shows[other.Page.Shows.S] = other
	}
	if p.shows["checker"] == nil {
		return p, nil
	}
	return p, p.fill(base, assets)
}

// fill makes what the checker's page needs beside its layout. All of it is made
// from the same rules in one go, so that form, style sheet and knowledge base
// agree on every number.
func (p *Page) fill(base *rules.Base, assets *publish.Assets) error {
	packed, err := base.Pack()
	if err != nil {
		return err
	}
	f := numberForm(p.site.Tree.Checker, base, p.groupTitle)
	p.Groups, p.Levels = f.groups, p.levels()
	p.Causes, p.Findings = causes(p.site.Causes), findingTitles(p.site, base)
	p.Styles, p.Knowledge = p.own.Add("css/checker-rules.css", f.styles(base)), p.own.Add("checker.kb", packed)
	p.Script, p.Module, p.Matcher = assets.Find(scriptFile), assets.Find(moduleFile), p.matcher(assets)
	p.Learned = p.learned()
	p.Words = p.own.Add("checker-words.txt", p.findingWords(base))
	p.KnownAnswers, err = knownAnswers()
	return err
}

// Decides is what the page shows that says how the checker decides. It is made
// when that page is.
func (p *Page) Decides() (*Decides, error) { return p.decides() }

// Files are the files that the pages load, and the open rules; none of nil.
func (p *Page) Files() []publish.File {
	if p == nil {
		return nil
	}
	files := append(p.own.Files(), p.openFiles()...)
	if p.Learned != nil {
		files = append(files, *p.Learned)
	}
	return files
}

// levels are all levels of care, the most urgent first. They are counted from one
// above, since a level is unsigned and never gets below none.
func (p *Page) levels() []Level {
	var levels []Level
	for l := rules.Emergency + 1; l > 0; l-- {
		levels = append(levels, p.level(l-1))
	}
	return levels
}

func (p *Page) level(l rules.Level) Level {
	level := Level{Name: l.String(), Rank: int(l), Label: p.words.Levels.Of(int(l)).Label, Icon: "care-" + l.String()}
	level.Card = slices.ContainsFunc(p.shows["checker"].Scan.Cards, func(c markdown.Card) bool { return c.Level == level.Name })
	for i, f := range p.site.Flags {
		if f.Level == l {
			level.Warnings = append(level.Warnings, p.warning(i, f))
		}
	}
	return level
}

func (p *Page) warning(i int, f *site.Flag) Warning {
	w := Warning{
		Number: i, Level: f.Level.String(), Title: f.Title.S, Say: f.Say.S, Do: f.Do.S, Help: f.Help.S,
		Lowers: lowers(&p.site.Rules.Flags[i]),
	}
	if page := p.shows["decides"]; page != nil {
		w.Rule = page.Address + "#" + f.ID.S
	}
	return w
}

func causes(pages []*site.Page) []Cause {
	causes := make([]Cause, len(pages))
	for i, p := range pages {
		care, _ := rules.ParseLevel(p.Cause.Care.S)
		causes[i] = Cause{p.Title.S, p.Address, int(care)}
	}
	return causes
}

// findingTitles are the titles of findings by number. The page carries only those
// that a result may have to say: it has to stay small.
func findingTitles(s *site.Site, base *rules.Base) []string {
	titles := make([]string, len(base.Findings))
	for i, id := range base.Findings {
		if !isNamed(base, uint16(i)) {
			continue
		}
		titles[i] = id
		if p := s.Finding(id); p != nil {
			titles[i] = cmp.Or(p.TitleInSentence(), id)
		}
	}
	return titles
}

// isNamed reports whether a result may have to call a finding by its title. Where one line of a list says it, that line
// is quoted. The causes name it, but in an emergency none is shown, unless it is missed.
func isNamed(base *rules.Base, finding uint16) bool {
	said := 0
	for i := range base.Questions {
		q := &base.Questions[i]
		for _, o := range q.Options {
			if slices.Contains(o.Findings, finding) {
				said++
				if !q.Many {
					return true
				}
			}
		}
	}
	if said != 1 {
		return true
	}
	alone := slices.ContainsFunc(base.Flags, func(f rules.Flag) bool {
		return f.Level == rules.Emergency && slices.ContainsFunc(f.When, func(all []uint16) bool { return len(all) == 1 && all[0] == finding })
	})
	return slices.ContainsFunc(base.Causes, func(c rules.Cause) bool {
		return slices.ContainsFunc(c.Evidence, func(e rules.Evidence) bool {
			return e.Finding == finding && (!alone || e.Strength == rules.Typical)
		})
	})
}
