package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"nosology/generator/content"
	"nosology/generator/rules"
	"nosology/generator/site"
	"nosology/generator/words"
)

// lineWidth is how long a line may be.
// It is that of a terminal of 80 columns, with a margin for mail that quotes it.
const lineWidth = 78

// leaflet writes paragraphs that stay within a line's width.
type leaflet struct{ bytes.Buffer }

// say writes a paragraph, all of whose lines are indented.
func (l *leaflet) say(indent int, format string, args ...any) {
	l.WriteString(wrap(fmt.Sprintf(format, args...), strings.Repeat(" ", indent), lineWidth))
}

func (l *leaflet) heading(s string) { fmt.Fprintf(l, "\n%s\n", s) }

// urgencyWords say what each urgency calls for, by rules.Level.
func urgencyWords() [4]string {
	return [4]string{
		rules.SelfCare:   "Self-care. None of these answers calls for a doctor now. That is no promise that all is well: if anything new joins in, or it does not get better, ask again.",
		rules.SeeADoctor: "See a doctor. This is not urgent, but it needs a look.",
		rules.Urgent:     "Get help today. Call {{urgent}} or a doctor.",
		rules.Emergency:  "Emergency. Call {{emergency}} now.",
	}
}

// levelNames are the levels within a sentence, by rules.Level.
func levelNames() [4]string {
	return [4]string{rules.SelfCare: "self-care", rules.SeeADoctor: "see a doctor", rules.Urgent: "help today", rules.Emergency: "an emergency"}
}

// inWords writes the judgement for people: first what to do, then why.
// The order is that of the result on the page: somebody in danger has read enough after one line.
func (a *assessment) inWords() []byte {
	var l leaflet
	l.say(0, "%s", a.plain(urgencyWords()[a.result.Urgency]))
	a.sayFlags(&l)
	a.sayOpen(&l)
	a.sayCauses(&l)
	a.sayRecognised(&l)
	l.heading("This is no diagnosis. It says no more than the rules and the answers do.")
	return l.Bytes()
}

func (a *assessment) sayFlags(l *leaflet) {
	if len(a.result.Flags) == 0 {
		return
	}
	l.heading("Why")
	for _, fired := range a.result.Flags {
		f := a.site.Flags[fired.Flag]
		l.say(2, "%s (%s)", f.Title.S, f.ID.S)
		l.say(4, "%s", a.plain(f.Do.S))
		if f.Help.S != "" {
			l.say(4, "%s", a.plain(f.Help.S))
		}
		l.say(4, "Because of: %s.", strings.Join(a.titles(fired.Witness), "; "))
		if fired.Level < f.Level {
			l.say(4, "It counts as %s, one level lower, since not all of that is sure.", levelNames()[fired.Level])
		}
		if f.Why.S != "" {
			l.say(4, "%s", a.plain(f.Why.S))
		}
		l.say(4, "Sources: %s.", strings.Join(sourceTitles(f), "; "))
	}
}

func sourceTitles(f *site.Flag) []string {
	var titles []string
	for _, s := range f.Sources {
		title := strings.TrimSuffix(s.Title.S, ".")
		if s.Publisher.S != "" {
			title += ", " + s.Publisher.S
		}
		titles = append(titles, title)
	}
	return titles
}

// titles are findings as pages call them, with what is not sure marked.
func (a *assessment) titles(ids []string) []string {
	var titles []string
	for _, id := range ids {
		title := id
		if p := a.site.Finding(id); p != nil {
			title = p.Title.S
		}
		if a.answers[slices.Index(a.checker.Base().Findings, id)] == rules.NotSure {
			title += " (not sure)"
		}
		titles = append(titles, title)
	}
	return titles
}

// It is said even where nothing is open: that the questions stop is an answer, too.
func (a *assessment) sayOpen(l *leaflet) {
	r := &a.result
	l.heading("What is still open")
	switch {
	case r.CouldBe > r.Urgency:
		l.say(2, "Open answers could still make it %s.", levelNames()[r.CouldBe])
	case r.Urgency < rules.Emergency:
		l.say(2, "No open answer can make it more urgent.")
	default:
		l.say(2, "Nothing: the questions stop here.")
	}
	if r.Next >= 0 {
		q := &a.site.Tree.Checker.Questions[r.Next]
		l.say(2, "Next question (%s): %s", q.ID.S, q.Ask.S)
		if q.Help.S != "" {
			l.say(4, "%s", a.plain(q.Help.S))
		}
		for _, o := range q.Options {
			l.say(4, "%s [%s]", o.Say.S, idList(o.Yes))
		}
	}
}

func idList(ids []content.Text) string {
	if len(ids) == 0 {
		return "none"
	}
	var all []string
	for _, t := range ids {
		all = append(all, t.S)
	}
	return strings.Join(all, ",")
}

// sayCauses names the causes that fit. In an emergency there is nothing to read.
func (a *assessment) sayCauses(l *leaflet) {
	if a.result.Urgency == rules.Emergency {
		return
	}
	var last rules.Band
	for _, c := range a.result.Causes {
		if c.Band != last {
			band := c.Band.String()
			l.heading(strings.ToUpper(band[:1]) + band[1:])
			last = c.Band
		}
		l.say(2, "%s (%s)", a.site.Causes[c.Cause].Title.S, c.ID)
		if len(c.For) > 0 {
			l.say(4, "For it: %s.", strings.Join(a.titles(c.For), "; "))
		}
		if len(c.Against) > 0 {
			l.say(4, "Against it: %s.", strings.Join(a.against(c.Against), "; "))
		}
		if c.Care > a.result.Urgency {
			l.say(4, "If it is this, it needs more: %s.", levelNames()[c.Care])
		}
	}
}

// against are findings that speak against a cause: those that are there, and those that are missing.
func (a *assessment) against(ids []string) []string {
	titles := a.titles(ids)
	for i, id := range ids {
		if a.answers[slices.Index(a.checker.Base().Findings, id)] == rules.No {
			first, size := utf8.DecodeRuneInString(titles[i])
			titles[i] = "no " + string(unicode.ToLower(first)) + titles[i][size:]
		}
	}
	return titles
}

func (a *assessment) sayRecognised(l *leaflet) {
	if strings.TrimSpace(a.text) == "" {
		return
	}
	l.heading("Recognised in the text")
	if len(a.recognised)+len(a.denied) == 0 {
		l.say(2, "Nothing.")
		return
	}
	for _, m := range a.recognised {
		l.say(2, "%s, in “%s” (%s)", a.titles([]string{m.ID})[0], a.text[m.Span.Start:m.Span.End], m.ID)
	}
	for _, m := range a.denied {
		l.say(2, "Said not to be there: %s, in “%s” (%s)", a.titles([]string{m.ID})[0], a.text[m.Span.Start:m.Span.End], m.ID)
	}
	l.say(2, "None of this counts until it is given as an answer. If it is all right, add:")
	fmt.Fprintf(l, "    %s\n", strings.Join(append(asFlag("--yes", a.recognised), asFlag("--no", a.denied)...), " "))
}

// It returns nil for no matches, so that no empty flag is suggested.
func asFlag(name string, matches []words.Match) []string {
	if len(matches) == 0 {
		return nil
	}
	var ids []string
	for _, m := range matches {
		ids = append(ids, m.ID)
	}
	return []string{name, strings.Join(ids, ",")}
}

// plain puts the region's numbers into a text.
func (a *assessment) plain(text string) string {
	for _, r := range a.site.Tree.Site.Regions {
		if r.ID.S != a.site.Tree.Site.Region.S {
			continue
		}
		var lines []string
		for _, line := range r.CrisisLines {
			lines = append(lines, line.Say.S)
		}
		if len(lines) == 0 {
			lines = []string{r.Crisis.Say.S}
		}
		text = strings.NewReplacer("{{emergency}}", r.Emergency.Say.S, "{{urgent}}", r.Urgent.Say.S, "{{crisis}}", r.Crisis.Say.S,
			"{{crisis-lines}}", strings.Join(lines, "; ")).Replace(text)
	}
	return text
}
