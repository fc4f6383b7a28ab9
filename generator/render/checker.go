package render

import (
	"cmp"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"nosology/generator/content"
	"nosology/generator/markdown"
	"nosology/generator/publish"
	"nosology/generator/rules"
	"nosology/generator/site"
	"nosology/generator/words"
)

// Static files of the checker. Without the module the page is its form alone.
const (
	checkerScript = "js/checker.js"
	checkerModule = "checker.wasm"
	wordMatcher   = "js/words.js"
)

// CheckerView is what the checker's layout sees. Its questions, warnings and
// findings are numbered as in the knowledge base, which is how the script knows
// what the module speaks of.
type CheckerView struct {
	Groups   []CheckerGroup
	Levels   []CheckerLevel // the most urgent first
	Causes   []CheckerCause
	Findings []string // titles as they stand within a sentence, empty for findings that the script never names

	Styles    *publish.Asset // the warnings of the form, as a style sheet
	Knowledge *publish.Asset // the packed knowledge base
	Script    *publish.Asset
	Module    *publish.Asset // nil where there is none: then nothing is judged by it
	Words     *publish.Asset // what people call the findings, by number
	Matcher   *publish.Asset // recognises them in a reader's own words; nil where there is none
	// KnownAnswers is what the module must get right before it is trusted: see rules.SelfTest.
	KnownAnswers string
}

// Live reports whether the page can ask one question at a time.
func (v *CheckerView) Live() bool { return v.Module != nil && v.Script != nil }

// CheckerGroup is a part of the form.
type CheckerGroup struct {
	ID        string // "warning-signs"
	Title     string // "Warning signs"
	Questions []CheckerQuestion
}

// CheckerQuestion is one question of the form.
type CheckerQuestion struct {
	Number  int
	Many    bool
	Ask     string
	Why     string
	Help    template.HTML // advice that stands with the question; may be empty
	Options []CheckerOption
	None    string // what the last choice of a list says; may be empty
}

// CheckerOption is one answer. Number counts the answers of all questions.
type CheckerOption struct {
	Number   int
	Say      string
	Help     template.HTML // advice that stands below the answer once it is ticked; may be empty
	Findings string        // numbers of the findings that it makes yes, separated by spaces
}

// CheckerLevel is a level of care with its warnings; self-care has none.
type CheckerLevel struct {
	Name     string        // "emergency"
	Rank     int           // 3
	Icon     string        // "care-emergency"
	Label    string        // "Emergency:"
	Act      template.HTML // "Call 999 now", with the number as a link
	Warnings []CheckerWarning
	Card     bool // the page's own text has a card of this level: "#care-emergency"
	Site     *SiteView
}

// CheckerWarning is a flag.
type CheckerWarning struct {
	Number  int
	Level   string
	Title   string
	Say, Do template.HTML // with the region's telephone numbers as links
	Help    template.HTML // said as well, however urgent other things are; may be empty
	// Lowers says that a "not sure" makes this warning one level less urgent.
	Lowers bool
	Rule   string // where the rule stands with its sources, empty if nowhere
}

// CheckerCause is a page that the result may name.
type CheckerCause struct {
	Title, Address string
	Care           int // 0 self-care to 3 emergency
}

// makeChecker prepares what the checker's page needs beside its layout.
func (e *edition) makeChecker() error {
	base := e.site.Rules
	if base == nil || e.shows["checker"] == nil {
		return nil
	}
	packed, err := base.Pack()
	if err != nil {
		return err
	}
	known, err := knownAnswers()
	if err != nil {
		return err
	}
	own, err := publish.NewAssets(embed.FS{}) // of the site's own content
	if err != nil {
		return err
	}
	f := numberForm(e.site.Tree.Checker, base, e.words.Checker.Groups, e.advice)
	e.checker = &CheckerView{
		Groups:       f.groups,
		Levels:       e.checkerLevels(),
		Causes:       checkerCauses(e.site.Causes),
		Findings:     findingTitles(e.site, base),
		Styles:       own.Add("css/checker-rules.css", f.styles(base)),
		Knowledge:    own.Add("checker.kb", packed),
		Script:       e.assets.Find(checkerScript),
		Module:       e.assets.Find(checkerModule),
		Words:        own.Add("checker-words.txt", e.findingWords(base)),
		Matcher:      e.assets.Find(wordMatcher),
		KnownAnswers: known,
	}
	e.checkerFiles = own.Files()
	return nil
}

// checker is what the checker's page shows, nil if the site has no rules.
func checker(v *View) *CheckerView { return v.ed.checker }

// needs says what a page must be allowed to do.
func (e *edition) needs(kind string) publish.Needs {
	works := e.assets.Path("js/offline.js") != "" && e.shows["offline"] != nil
	switch kind {
	case "checker":
		live := e.checker != nil && e.checker.Live()
		return publish.Needs{Script: live || works, Connect: live, Wasm: live, Worker: works}
	case "search":
		return publish.Needs{Script: true, Connect: true, Form: true}
	case "symptoms":
		return publish.Needs{Script: e.assets.Path("js/filter.js") != ""}
	case "home", "warning-signs":
		return publish.Needs{Script: works, Worker: works}
	case "offline":
		return publish.Needs{Script: works, Worker: works, Connect: true}
	}
	return publish.Needs{}
}

func (e *edition) checkerLevels() []CheckerLevel {
	var levels []CheckerLevel
	for l := int(rules.Emergency); l >= int(rules.SelfCare); l-- {
		level := CheckerLevel{Name: rules.Level(l).String(), Rank: l, Site: &e.view, Label: e.level(rules.Level(l)).Label, Act: e.whatToDo(rules.Level(l))}
		level.Icon = "care-" + level.Name
		level.Card = slices.ContainsFunc(e.shows["checker"].Scan.Cards, func(c markdown.Card) bool { return c.Level == level.Name })
		for i, f := range e.site.Flags {
			if int(f.Level) == l {
				level.Warnings = append(level.Warnings, e.checkerWarning(i, f))
			}
		}
		levels = append(levels, level)
	}
	return levels
}

// whatToDo is a level's advice in a few words, with the number to call.
func (e *edition) whatToDo(l rules.Level) template.HTML {
	w, number := e.words, e.view.numberAt(l)
	return written(func(b *out) {
		b.raw(`<span class="verdict__act">`)
		switch {
		case l == rules.Emergency && number.Say != "":
			b.say(w.Phones.CallNow, func(string) { b.number(number) })
		case l == rules.Emergency:
			b.text(w.Phones.CallAmbulance)
		case l == rules.Urgent && number.Say != "":
			b.say(w.Phones.CallToday, func(string) { b.number(number) })
		case l == rules.Urgent:
			b.text(w.Phones.Today)
		case l == rules.SeeADoctor:
			b.text(w.Checker.SeeADoctor)
		default:
			b.text(w.Checker.SelfCare)
		}
		b.raw(`</span>`)
	})
}

// advice is a text of checker.yaml with the region's numbers as links.
func (e *edition) advice(text string) template.HTML {
	return written(func(b *out) { b.expand(&e.view, text) })
}

func (e *edition) checkerWarning(i int, f *site.Flag) CheckerWarning {
	w := CheckerWarning{
		Number: i, Level: f.Level.String(), Title: f.Title.S,
		Say: e.advice(f.Say.S), Do: e.advice(f.Do.S), Help: e.advice(f.Help.S),
		Lowers: lowers(&e.site.Rules.Flags[i]),
	}
	if p := e.shows["decides"]; p != nil {
		w.Rule = p.Address + "#" + f.ID.S
	}
	return w
}

func checkerCauses(pages []*site.Page) []CheckerCause {
	causes := make([]CheckerCause, len(pages))
	for i, p := range pages {
		care, _ := rules.ParseLevel(p.Cause.Care.S)
		causes[i] = CheckerCause{p.Title.S, p.Address, int(care)}
	}
	return causes
}

func findingTitles(s *site.Site, base *rules.Base) []string {
	titles := make([]string, len(base.Findings))
	for i, id := range base.Findings {
		if !isNamed(base, uint16(i)) {
			continue
		}
		titles[i] = id
		if p := s.Finding(id); p != nil {
			titles[i] = cmp.Or(inSentence(p, false), id)
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

// alarm stands for a cry for help in place of a finding's number.
const alarm = "!"

// findingWords is what the browser recognises findings by, and cries for help by what people call the page of warning
// signs.
func (e *edition) findingWords(base *rules.Base) []byte {
	s := e.site
	entries := make([]words.Entry, 0, len(base.Findings)+1)
	if p := e.shows["warning-signs"]; p != nil {
		for _, entry := range words.Entries([]*content.Document{p.Document}, content.Page) {
			entries = append(entries, words.Entry{ID: alarm, Phrases: entry.Phrases})
		}
	}
	for i, id := range base.Findings {
		p := s.Finding(id)
		if p == nil {
			continue
		}
		for _, e := range words.Entries([]*content.Document{p.Document}, content.Finding) {
			entries = append(entries, words.Entry{ID: strconv.Itoa(i), Phrases: e.Phrases})
		}
	}
	return words.New(words.English(), entries).Pack()
}

// form is the checker's form, its answers numbered through.
type form struct {
	groups  []CheckerGroup
	yes     [][]string // by finding: the ids of the answers that make it yes, and not sure if they have that
	unsure  [][]string // by finding: those that make it not sure only
	options int
	advice  func(text string) template.HTML // writes numbers into advice
}

// Ids of what the form holds, each followed by a number; the layout writes the
// same. No heading of the page's text has an underscore in its id.
const (
	idForm     = "the_form"
	idOption   = "k_" // an answer, with its "not sure" if it is a line of a list
	idUnsure   = "s_" // "not sure" about a whole question
	idQuestion = "q_"
	idWarning  = "w_"
)

// numberForm lays out the form and notes which boxes stand for which finding.
func numberForm(c *content.Checker, base *rules.Base, titles map[string]string, advice func(string) template.HTML) *form {
	f := &form{advice: advice, yes: make([][]string, len(base.Findings)), unsure: make([][]string, len(base.Findings))}
	for i := range c.Questions {
		q := &c.Questions[i]
		if len(f.groups) == 0 || f.groups[len(f.groups)-1].ID != q.Group.S {
			f.groups = append(f.groups, CheckerGroup{ID: q.Group.S, Title: cmp.Or(titles[q.Group.S], q.Group.S)})
		}
		g := &f.groups[len(f.groups)-1]
		g.Questions = append(g.Questions, f.question(i, q, &base.Questions[i]))
	}
	return f
}

func (f *form) question(i int, q *content.Question, r *rules.Question) CheckerQuestion {
	view := CheckerQuestion{Number: i, Many: r.Many, Ask: q.Ask.S, Why: q.Why.S, Help: f.advice(q.Help.S), None: q.None.S}
	for k, o := range q.Options {
		n := strconv.Itoa(f.options)
		for _, finding := range r.Options[k].Findings {
			f.yes[finding] = append(f.yes[finding], idOption+n)
			if !r.Many && len(f.unsure[finding]) == 0 {
				f.unsure[finding] = []string{idUnsure + strconv.Itoa(i)}
			}
		}
		view.Options = append(view.Options, CheckerOption{f.options, o.Say.S, f.advice(o.Help.S), listNumbers(r.Options[k].Findings)})
		f.options++
	}
	return view
}

func listNumbers(numbers []uint16) string {
	return strings.Trim(fmt.Sprint(numbers), "[]")
}

// knownAnswers is the module's self-test, in base64: a knowledge base, then
// pairs of answers and what the module must write for them.
func knownAnswers() (string, error) {
	test, err := rules.SelfTest()
	if err != nil {
		return "", err
	}
	parts := []string{base64.StdEncoding.EncodeToString(test.Packed)}
	for _, c := range test.Cases {
		parts = append(parts, base64.StdEncoding.EncodeToString(c.Answers), base64.StdEncoding.EncodeToString(c.Want))
	}
	return strings.Join(parts, " "), nil
}

// opening is what stands before the first section of a page's text, and
// remainder is the rest.
func opening(v *View) template.HTML {
	text := v.text()
	return text.html[:text.section(0)]
}

func remainder(v *View) template.HTML {
	text := v.text()
	return text.html[text.section(0):]
}
