package checkerpage

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"nosology/generator/content"
	"nosology/generator/rules"
)

// form is the checker's form, its answers numbered through.
type form struct {
	groups  []Group
	yes     [][]string // by finding: the ids of the answers that make it yes, and not sure if they have that
	unsure  [][]string // by finding: those that make it not sure only
	asker   []int      // by finding: the question that asks for it
	options int
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

// aboutThePerson is the part of the form without which there is no advice but
// to call.
const aboutThePerson = "about-you"

// numberForm lays out the form and notes which boxes stand for which finding.
// Questions of one group stand together if they do so in the file.
func numberForm(c *content.Checker, base *rules.Base, title func(group string) string) *form {
	f := &form{yes: make([][]string, len(base.Findings)), unsure: make([][]string, len(base.Findings)), asker: make([]int, len(base.Findings))}
	for i := range c.Questions {
		q := &c.Questions[i]
		if len(f.groups) == 0 || f.groups[len(f.groups)-1].ID != q.Group.S {
			f.groups = append(f.groups, Group{ID: q.Group.S, Title: title(q.Group.S)})
		}
		g := &f.groups[len(f.groups)-1]
		g.Questions = append(g.Questions, f.question(i, q, &base.Questions[i]))
	}
	return f
}

// groupTitle is what a part of the checker is called: as the site says, or else
// as the language does.
func (p *Page) groupTitle(id string) string {
	return cmp.Or(content.TermOf(p.site.Tree.Vocabulary.Groups, id).Label.S, p.words.Checker.Groups[id], id)
}

// question lays out a question. The "not sure" of a list stands at each of its
// lines and has the line's id; that of any other question is one for all of it.
func (f *form) question(i int, q *content.Question, r *rules.Question) Question {
	view := Question{Number: i, Cover: int(r.Cover) - 1, Denied: r.Cover > 0 && len(r.When) == 1, Many: r.Many, Ask: q.Ask.S, Why: q.Why.S, Help: q.Help.S, None: q.None.S}
	if q.Group.S == aboutThePerson {
		view.Who = "some"
		if len(r.When) == 0 {
			view.Who = "all"
		}
	}
	for k, o := range q.Options {
		n := strconv.Itoa(f.options)
		for _, finding := range r.Options[k].Findings {
			f.yes[finding], f.asker[finding] = append(f.yes[finding], idOption+n), i
			if !r.Many && len(f.unsure[finding]) == 0 {
				f.unsure[finding] = []string{idUnsure + strconv.Itoa(i)}
			}
		}
		view.Options = append(view.Options, Option{f.options, o.Say.S, o.Help.S, listNumbers(r.Options[k].Findings)})
		f.options++
	}
	return view
}

// listNumbers writes numbers with spaces between them, as the script reads them.
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
