package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"nosology/generator"
	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/rules"
	"nosology/generator/site"
	"nosology/generator/words"
	"nosology/generator/words/learn"
)

// assessCommand judges answers as the checker on the site does.
type assessCommand struct {
	contentFlags
	draftsFlag
	Yes    []string `placeholder:"ID" help:"Findings that are there: file names in content/symptoms, with commas between."`
	No     []string `placeholder:"ID" help:"Findings that are not there."`
	Unsure []string `placeholder:"ID" help:"Findings that the person is not sure about."`
	Only   bool     `help:"Take all other findings as a no. Without it they have not been asked yet."`
	Text   string   `placeholder:"WORDS" help:"What somebody says in their own words. The findings recognised in it are shown; they count once they are given as answers."`
	JSON   bool     `name:"json" help:"One JSON object."`
}

func (c *assessCommand) Help() string {
	return `Judges answers by the rules in content/checker.yaml: how soon to get help, why, what could still change that, what the checker would ask next, and which causes fit.

  nosology assess --yes fever,confusion
  nosology assess --yes poor-sleep,tiredness --only
  nosology assess --text "tired all day, no fever"

An answer in the checker may stand for several findings: over a year is also over two weeks. Here each is named.`
}

func (c *assessCommand) Run(t *terminal) error {
	if len(c.Yes)+len(c.No)+len(c.Unsure) == 0 && strings.TrimSpace(c.Text) == "" {
		return usage{errors.New("there is nothing to judge; say what is there with --yes, --no or --unsure, or in words with --text")}
	}
	folder, s, err := c.link(t)
	if err != nil {
		return err
	}
	checker, err := rules.NewChecker(s.Rules)
	if err != nil {
		return fmt.Errorf("the rules in checker.yaml cannot be used: %w; nosology check says more", err)
	}
	lesson, _ := generator.Lesson(s, cacheFile(folder.path)) // of which mistakes are told by check
	language := words.LanguageOf(s.Tree.Site.Language.S)
	entries := words.Entries(s.Tree.Docs, content.Finding)
	a := &assessment{site: s, checker: checker, index: words.New(language, entries), recogniser: learn.NewRecogniser(language, entries, lesson)}
	if err := a.take(c); err != nil {
		return usage{err}
	}
	if a.result, err = checker.Judge(a.answers); err != nil {
		return err
	}
	a.recognise(c.Text)
	if c.JSON {
		out := json.NewEncoder(t.out)
		return out.Encode(a.object())
	}
	for _, note := range a.missing() {
		fmt.Fprintln(t.err, note)
	}
	_, err = t.out.Write(a.inWords())
	return err
}

// link links the content, without preparing any page. Mistakes in it do not keep it from being judged by.
// It returns a usage error where there are no rules at all.
func (c *assessCommand) link(t *terminal) (folder, *site.Site, error) {
	folder, tree, found, err := c.load()
	if err != nil {
		return folder, nil, err
	}
	linker := site.NewLinker()
	linker.Drafts = c.Drafts
	s, more := linker.Update(tree, c.AsOf.orToday())
	if found = append(found, more...); diag.HasErrors(found) {
		fmt.Fprintf(t.err, "The content has %s; nosology check shows them.\n", tally(found))
	}
	if s.Rules == nil {
		return folder, nil, usage{errors.New("the content has no checker.yaml, so there are no rules to judge by")}
	}
	return folder, s, nil
}

// assessment is a judgement with what it was made from.
type assessment struct {
	site    *site.Site
	checker *rules.Checker
	index   *words.Index // of what findings are called
	// One for each of checker.Base().Findings, in that order; rules.NotAsked for those that nobody
	// was asked.
	answers []rules.Answer
	result  rules.Result

	recogniser *learn.Recogniser
	// Their spans are offsets in text.
	recognised, denied []words.Match // in the text
	text               string
}

// take reads the answers on the command line. All that cannot be understood is said at once.
func (a *assessment) take(c *assessCommand) error {
	a.answers = a.checker.Answers()
	if c.Only {
		for i := range a.answers {
			a.answers[i] = rules.No
		}
	}
	var wrong []error
	given := map[string]string{}
	for _, group := range []struct {
		word   string
		answer rules.Answer
		ids    []string
	}{{"yes", rules.Yes, c.Yes}, {"no", rules.No, c.No}, {"unsure", rules.NotSure, c.Unsure}} {
		for _, id := range group.ids {
			id = strings.TrimSpace(id)
			n := slices.Index(a.checker.Base().Findings, id)
			switch {
			case n < 0:
				wrong = append(wrong, a.unknown(id))
				continue
			case given[id] != "" && given[id] != group.word:
				wrong = append(wrong, fmt.Errorf("%s is given as %s and as %s; give it once", id, given[id], group.word))
			}
			given[id] = group.word
			a.answers[n] = group.answer
		}
	}
	return errors.Join(wrong...)
}

// unknown says that there is no such finding, and which was probably meant: one of a similar name, or one that is
// called so.
func (a *assessment) unknown(id string) error {
	err := fmt.Errorf("there is no finding %q in the rules", id)
	if hint := diag.DidYouMean(id, a.checker.Base().Findings); hint != "" {
		return fmt.Errorf("%w; %s", err, hint)
	}
	for _, m := range a.index.Match(strings.ReplaceAll(id, "-", " ")) {
		return fmt.Errorf("%w; did you mean %q?", err, m.ID)
	}
	return fmt.Errorf("%w; nosology list --kind symptom shows what there is", err)
}

// recognise finds findings in a text. What is not in the rules is of no use here.
func (a *assessment) recognise(text string) {
	a.text = text
	if strings.TrimSpace(text) == "" {
		return // nothing need be learned
	}
	a.recognised, a.denied = a.recogniser.Recognise(text)
	unknown := func(m words.Match) bool { return !slices.Contains(a.checker.Base().Findings, m.ID) }
	a.recognised, a.denied = slices.DeleteFunc(a.recognised, unknown), slices.DeleteFunc(a.denied, unknown)
}

// missing notes findings that the checker's own answers would have made yes as well.
// They are notes and no errors: whoever names findings one by one may mean just these, but the
// reader of the page could not have said one without the other.
func (a *assessment) missing() []string {
	var notes []string
	base := a.checker.Base()
	for _, q := range base.Questions {
		if q.Many {
			continue
		}
		for f := range base.Findings {
			if a.answers[f] != rules.Yes {
				continue
			}
			if with := a.lacking(&q, uint16(f)); len(with) > 0 {
				notes = append(notes, fmt.Sprintf("In the checker, %s comes with %s; name that too if it is so.", base.Findings[f], strings.Join(with, ", ")))
			}
		}
	}
	return notes
}

// lacking returns the findings that every answer with a finding also makes yes, and that are not.
// An answer stands for all of its findings at once, so what all answers with f have in common comes
// with f whichever of them was ticked.
func (a *assessment) lacking(q *rules.Question, f uint16) []string {
	var always []uint16
	first := true
	for _, o := range q.Options {
		if !slices.Contains(o.Findings, f) {
			continue
		}
		if first {
			always, first = slices.Clone(o.Findings), false
			continue
		}
		always = slices.DeleteFunc(always, func(g uint16) bool { return !slices.Contains(o.Findings, g) })
	}
	var ids []string
	for _, g := range always {
		if a.answers[g] != rules.Yes {
			ids = append(ids, a.checker.Base().Findings[g])
		}
	}
	return ids
}

// assessed is the judgement for programs.
// Its keys are a promise to scripts: they are added to, not renamed. Lists are [] where there is
// nothing, never null.
type assessed struct {
	Urgency    string          `json:"urgency"`
	CouldBe    string          `json:"could_be"`
	Flags      []string        `json:"flags"`
	Causes     []assessedCause `json:"causes"`
	Next       *string         `json:"next"` // null if nothing is worth asking
	Recognised []string        `json:"recognised"`
}

type assessedCause struct {
	ID      string   `json:"id"`
	Band    string   `json:"band"`
	For     []string `json:"for"`
	Against []string `json:"against"`
}

func (a *assessment) object() assessed {
	r := &a.result
	o := assessed{
		Urgency: r.Urgency.String(), CouldBe: r.CouldBe.String(),
		Flags: []string{}, Causes: []assessedCause{}, Recognised: []string{},
	}
	for _, f := range r.Flags {
		o.Flags = append(o.Flags, f.ID)
	}
	for _, c := range r.Causes {
		o.Causes = append(o.Causes, assessedCause{c.ID, c.Band.String(), c.For, c.Against})
	}
	if r.Next >= 0 {
		o.Next = &a.checker.Base().Questions[r.Next].ID
	}
	for _, m := range a.recognised {
		o.Recognised = append(o.Recognised, m.ID)
	}
	return o
}
