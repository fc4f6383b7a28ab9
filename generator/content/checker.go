package content

import (
	"nosology/generator/diag"
)

// The checker's questions and red flags in checker.yaml:
//
//	background: [adult, over-a-year]       # weighs, but brings up no cause by itself
//	questions:
//	  - id: face
//	    ask: Has anything happened to one side of the face?
//	    why: A drooping face is the main sign of a stroke.
//	    kind: many                         # one, many
//	    group: warning-signs               # about-you, warning-signs, the-symptom, around-it
//	    when: [[nose-twitch, adult]]       # asked only if one alternative holds; left out, always
//	    at-once: true                      # asked before all others that may be as urgent
//	    help: Call {{crisis}} at any hour. # advice that stands with the question
//	    options:                           # an option of a list may have a help too, below it once it is ticked
//	      - {say: It droops, yes: [facial-droop]}
//	    none: None of these                # kind many only
//	flags:
//	  - id: rf-stroke-fast
//	    level: emergency                   # see-a-doctor, urgent, emergency
//	    title: Possible stroke
//	    say: One side of your face droops.
//	    do: Call the emergency number now.
//	    help: Call {{crisis}} at any hour. # said as well, however urgent other things are
//	    why: Treatment works best in the first hours.
//	    unsure: full                       # "not sure" counts as much as yes
//	    when: [[facial-droop], [slurred-speech]]
//	    sources: [nhs-stroke]
//
// A single finding may be written as one list: when: [facial-droop].
func checkerFields() []field[Checker] {
	return []field[Checker]{
		may("background", "Findings that say who or how long, and not what is felt. They speak for a cause only where a typical or common finding of it is there too.",
			namesOf(FindingNames), func(c *Checker) *[]Text { return &c.Background }),
		must("questions", "What is asked, one screen each, in this order.", groupsBy(questionFields()), func(c *Checker) *[]Question { return &c.Questions }),
		must("flags", "Red flags: what is warned of, and when.", groupsBy(flagFields()), func(c *Checker) *[]Flag { return &c.Flags }),
	}
}

// questionFields are the keys of a question. What follows from several keys together is checked by
// question, once all are read.
func questionFields() []field[Question] {
	return []field[Question]{
		must("id", "A short name of its own.", idValue(), func(q *Question) *Text { return &q.ID }),
		must("ask", "The question: one thing, in words that also fit when somebody asks for a child.", textValue(), func(q *Question) *Text { return &q.Ask }),
		may("why", "Why it is asked, in a sentence or two.", textValue(), func(q *Question) *Text { return &q.Why }),
		must("kind", "one: choose one answer. many: a list to tick.", wordOf(fixed.questionKinds), func(q *Question) *Text { return &q.Kind }),
		must("group", "The part of the checker that it stands in.", choiceOf(GroupChoice), func(q *Question) *Text { return &q.Group }),
		may("when", "Ask it only where all findings of one set are yes or not sure. Without it, always.",
			setsValue(), func(q *Question) *[][]Text { return &q.When }),
		may("at-once", "true asks it, as soon as it can be asked, before all others that may be as urgent.",
			yesNo(), func(q *Question) *bool { return &q.AtOnce }),
		may("help", "Advice that stands with the question. {{emergency}}, {{urgent}}, {{crisis}} and {{crisis-lines}} become numbers.",
			adviceValue(), func(q *Question) *Text { return &q.Help }),
		must("options", "The answers.", someOf(groupsBy(optionFields())), func(q *Question) *[]Option { return &q.Options }),
		may("none", "What the last choice of a list says, where none of the others fits.", textValue(), func(q *Question) *Text { return &q.None }),
	}
}

// optionFields are the keys of an answer. An answer says yes to findings; that the others are a no
// is worked out by the rules, so that no editor has to write it.
func optionFields() []field[Option] {
	return []field[Option]{
		must("say", "The answer, as readers see it.", textValue(), func(o *Option) *Text { return &o.Say }),
		may("help", "In a list: advice that stands below the answer once it is ticked.", adviceValue(), func(o *Option) *Text { return &o.Help }),
		must("yes", "The findings that this answer makes yes. There may be none: [].", namesOf(FindingNames), func(o *Option) *[]Text { return &o.Yes }),
		may("any", "true says that one of the findings at least is so. All count as yes: join only what is an emergency alone.",
			yesNo(), func(o *Option) *bool { return &o.Any }),
		may("opens", "Ids of later questions. The line covers all that they ask for, in plain words, and they are asked only where it is ticked or not sure.",
			textsValue(), func(o *Option) *[]Text { return &o.Opens }),
	}
}

// flagFields are the keys of a red flag. Those that decide (level, unsure, when) are held in
// held.yaml as well; the others are words and sources.
func flagFields() []field[Flag] {
	full := wordOf([]string{"full"})
	return []field[Flag]{
		must("id", "A short name of its own; cards name it with {flag=…}.", idValue(), func(f *Flag) *Text { return &f.ID }),
		must("level", "How fast to act.", wordOf(fixed.flagLevels), func(f *Flag) *Text { return &f.Level }),
		must("title", "A short name for readers.", textValue(), func(f *Flag) *Text { return &f.Title }),
		must("say", "What is noticed.", adviceValue(), func(f *Flag) *Text { return &f.Say }),
		must("do", "What to do now. {{emergency}}, {{urgent}}, {{crisis}} and {{crisis-lines}} become numbers.",
			adviceValue(), func(f *Flag) *Text { return &f.Do }),
		may("help", "Advice that is said as well, however urgent other things are.", adviceValue(), func(f *Flag) *Text { return &f.Help }),
		may("why", "Why.", textValue(), func(f *Flag) *Text { return &f.Why }),
		may("unsure", `full: "not sure" counts as much as yes. Only where minutes matter.`,
			valueOf[bool]{full.Value, func(d *decoder, n *node) bool { return full.read(d, n).S != "" }}, func(f *Flag) *bool { return &f.UnsureFull }),
		must("when", "Sets of findings. Where all of one set are yes, the flag is raised.", someOf(setsValue()), func(f *Flag) *[][]Text { return &f.When }),
		must("sources", "What it rests on: keys of sources.yaml.", sourceIDs(), func(f *Flag) *[]Text { return &f.Sources }),
	}
}

// decodeChecker reads checker.yaml.
func decodeChecker(d *decoder, root *node) *Checker {
	c := &Checker{}
	decode(d, root, Pos{Line: 1, Column: 1}, checkerFields(), c)
	for i := range c.Questions {
		d.question(&c.Questions[i])
	}
	entries := entriesOf(d.file, root, "flags")
	for i := range c.Flags {
		f := &c.Flags[i]
		f.Entry = entries[i]
		if len(f.When) == 0 && f.ID.S != "" {
			d.errorf(f.ID.Pos, "empty-value", "name at least one finding", "the flag %q has no condition, so it would never be raised", f.ID.S)
		}
	}
	return c
}

// question checks what keys of a question say together, which no decoder of a single key can see.
func (d *decoder) question(q *Question) {
	if q.None.S != "" && q.Kind.S == "one" {
		d.errorf(q.None.Pos, "unknown-key", "make it an option without findings", "only a question of kind many has none")
	}
	for _, o := range q.Options {
		if o.Help.S != "" && q.Kind.S == "one" {
			d.errorf(o.Help.Pos, "unknown-key", "write the help beside the question's other keys", "only an answer of a list has a help of its own")
		}
	}
	if len(q.Options) == 0 && q.ID.S != "" {
		d.errorf(q.ID.Pos, "empty-value", "write at least one option", "the question %q has no options", q.ID.S)
	}
}

// id reads a name that other files use.
func (d *decoder) id(n *node) Text {
	t := d.text(n)
	if t.S != "" && !pattern.id.MatchString(t.S) {
		d.report(t.Pos, diag.Error, "bad-name", "", "%q is not an id: it has lower case letters, digits and hyphens", t.S)
	}
	return t
}
