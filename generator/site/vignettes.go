package site

import (
	"fmt"
	"slices"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/rules"
)

// Vignette is a story with what the checker makes of it.
type Vignette struct {
	*content.Vignette
	Level  rules.Level // how soon to get help, by the story
	Judged rules.Level // what the checker says to a reader who answers its questions so
	Asked  int         // questions on the way
	Named  []string    // ids of the flags and causes that it names, in an emergency those of the whole story

	// AtOnce is what it says to all of the story at once. It can only be more than Judged where no question gets to
	// what matters.
	AtOnce rules.Level
	// Misfit is a question that has no answer for the story, or -1.
	Misfit int
}

// vignettes judges the stories, unless neither they nor the rules have changed.
func (l *Linker) vignettes(s *Site) {
	written := s.Tree.Vignettes
	before := &l.checker.vignettes
	if len(*before) != len(written) || len(written) > 0 && (*before)[0].Vignette != &written[0] {
		*before = judgeVignettes(s.Rules, written)
	}
	s.Vignettes = *before
}

// judgeVignettes tells every story to the rules. A site whose rules do not compile has no
// judgements, and does not build for that reason alone.
func judgeVignettes(base *rules.Base, written []content.Vignette) []*Vignette {
	checker, err := rules.NewChecker(base)
	if err != nil { // reported as a problem of the rules
		return nil
	}
	j := simulatedReader{checker: checker, numbers: map[string]uint16{}}
	for i, id := range base.Findings {
		j.numbers[id] = uint16(i)
	}
	judged := make([]*Vignette, len(written))
	for i := range written {
		judged[i] = j.judge(&written[i])
	}
	return judged
}

// simulatedReader answers the checker's questions as the reader in a story would. It
// takes one story after another.
type simulatedReader struct {
	checker *rules.Checker
	numbers map[string]uint16 // of findings
	answers []rules.Answer    // the whole story
	misfit  int
}

// reply answers one question by the story.
func (j *simulatedReader) reply(question int) rules.Reply {
	reply, fits := j.checker.Base().Truthful(j.answers, question)
	if !fits {
		j.misfit = question
	}
	return reply
}

// judge tells a story in two ways: all findings at once, and as a reader would answer question
// after question. They may differ where questions are never reached, and both are shown.
func (j *simulatedReader) judge(written *content.Vignette) *Vignette {
	level, _ := rules.ParseLevel(written.Level.S)
	v := &Vignette{Vignette: written, Level: level}
	j.take(written)
	told, err := j.checker.Judge(j.answers)
	asked, result, err2 := j.checker.Walk(j.reply)
	if err != nil || err2 != nil {
		return v
	}
	for q := range j.checker.Base().Questions { // also where the story does not get to
		j.reply(q)
	}
	v.AtOnce, v.Judged, v.Asked, v.Misfit = told.Urgency, result.Urgency, len(asked), j.misfit
	v.name(result)
	if v.Judged == rules.Emergency { // which stops the questions, so that the rest of the story is not heard
		v.name(told)
	}
	return v
}

// name remembers what a result has named, each once.
func (v *Vignette) name(r rules.Result) {
	add := func(id string) {
		if !slices.Contains(v.Named, id) {
			v.Named = append(v.Named, id)
		}
	}
	for _, f := range r.Flags {
		add(f.ID)
	}
	for _, c := range r.Causes {
		add(c.ID)
	}
}

// take takes the story as a whole: all that it does not name is a no.
func (j *simulatedReader) take(written *content.Vignette) {
	j.answers, j.misfit = j.checker.Answers(), -1
	for i := range j.answers {
		j.answers[i] = rules.No
	}
	for answer, ids := range map[rules.Answer][]content.Text{rules.Yes: written.Yes, rules.NotSure: written.Unsure} {
		for _, id := range ids {
			if n, ok := j.numbers[id.S]; ok {
				j.answers[n] = answer
			}
		}
	}
	j.checker.Base().Cover(j.answers)
}

// misjudged reports the stories that the checker does not do justice to.
func (l *Linker) misjudged(s *Site) (ds []diag.Diagnostic) {
	for _, v := range s.Vignettes {
		add := func(at content.Text, severity diag.Severity, check, hint, format string, args ...any) {
			d := s.Tree.Diagnose(content.VignettesFile, at.Pos, severity, check, fmt.Sprintf(format, args...))
			d.Hint = hint
			ds = append(ds, d)
		}
		report := func(at content.Text, check, hint, format string, args ...any) {
			add(at, diag.Error, check, hint, format, args...)
		}
		if v.Misfit >= 0 {
			q := &s.Tree.Checker.Questions[v.Misfit]
			report(v.ID, "impossible-answer", "name all findings of one of its options, and no others of them",
				"no answer to the question %q fits the story %q", q.ID.S, v.ID.S)
		}
		switch {
		case v.Level > v.Judged && v.Level <= v.AtOnce:
			report(v.Vignette.Level, "under-triage", "let every path on which it matters ask for it",
				"the checker says %s to the story %q: no question on its way brings up what makes it %s", v.Judged, v.ID.S, v.Level)
		case v.Level > v.Judged:
			report(v.Vignette.Level, "under-triage", "a warning is missing or too narrow in checker.yaml; do not lower the level of the story",
				"the checker says %s to the story %q, which is %s", v.Judged, v.ID.S, v.Level)
		case v.Level < v.Judged:
			add(v.Vignette.Level, diag.Warning, "over-triage", "write "+v.Judged.String()+" if the checker is right; if the story is, a warning in checker.yaml is too wide",
				"the checker is more careful than the story %q: it says %s, the story %s", v.ID.S, v.Judged, v.Level)
		}
		for _, id := range slices.Concat(v.Flags, v.Causes) {
			if !slices.Contains(v.Named, id.S) {
				report(id, "not-named", "see what the page says of it, and whether the story still names what belongs to it",
					"the checker does not name %q in the story %q", id.S, v.ID.S)
			}
		}
	}
	return ds
}
