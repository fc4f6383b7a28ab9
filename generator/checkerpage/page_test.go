package checkerpage

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"nosology/generator/content"
	"nosology/generator/internal/golden"
	"nosology/generator/publish"
	"nosology/generator/rules"
	"nosology/generator/site"
	"nosology/generator/wording"
)

// knees is a site with a checker: two questions, the second after the first, and
// a rule of each level.
const knees = `
-- content/pages/check.md --
---
title: Check
summary: Questions.
shows: checker
---
Look.

> [!emergency]
> - no feeling {flag=numb}

> [!urgent]
> - hot, with fever {flag=hot}

> [!see-a-doctor]
> - it locks {flag=locks}
-- content/pages/decides.md --
---
title: How
summary: Rules.
shows: decides
---
-- content/symptoms/numb.md --
---
title: Numb leg
summary: No feeling.
type: general
---
Call.
-- content/symptoms/hot.md --
---
title: Hot knee
summary: Hot.
type: general
---
Cool it.
-- content/symptoms/fever.md --
---
title: Fever
summary: Hot.
type: general
---
Drink.
-- content/symptoms/locking.md --
---
title: Locking
summary: Stuck.
type: general
---
Wait.
-- content/checker.yaml --
questions:
  - id: signs
    ask: Which of these?
    kind: many
    group: warning-signs
    options:
      - {say: No feeling <at all>, yes: [numb]}
      - {say: It is hot, yes: [hot]}
    none: None
  - id: more
    ask: And?
    kind: many
    group: around-it
    when: [[hot]]
    options:
      - {say: Fever, yes: [fever]}
      - {say: It locks, yes: [locking]}
    none: No
flags:
  # The worst first.
  - id: numb
    level: emergency
    title: Numb & more
    say: Call {{emergency}}.
    do: Call now.
    unsure: full
    when: [[numb]]
    sources: [knee-guide]

  - id: hot
    level: urgent
    title: Hot
    say: Hot.
    do: Call {{urgent}}.
    sources: [knee-guide]
    when:
      - [hot, fever] # together
  - {id: locks, level: see-a-doctor, title: Locks, say: It locks., do: Ask., when: [[locking]], sources: [knee-guide]}
`

// cyst is a cause for the site, which has none.
const cyst = `
-- content/causes/cyst.md --
---
title: Cyst
summary: A lump.
kind: other
care: self-care
prevalence: rare
findings: {locking: typical, numb: against}
---
A lump.
`

func pageOf(t *testing.T, archive string) *Page {
	t.Helper()
	assets, err := publish.NewAssets(fstest.MapFS{"js/checker.js": {Data: []byte("1")}, "checker.wasm": {Data: []byte("module")}})
	if err != nil {
		t.Fatal(err)
	}
	p, err := New(golden.Site(t, golden.Text(archive)), wording.English(), assets, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The open rules can be read by a program that knows nothing else: every id is
// declared, no list is null, and the digest is theirs.
func TestOpenRules(t *testing.T) {
	for what, archive := range map[string]string{"a site without causes": knees, "a site with one": knees + cyst} {
		p := pageOf(t, archive)
		written := map[string]string{}
		for _, f := range p.Files() {
			var b strings.Builder
			if err := f.Render(&b); err != nil {
				t.Fatal(err)
			}
			written[f.Path] = b.String()
		}
		text := written["check/rules.json"]
		if strings.Contains(text, "null") {
			t.Errorf("%s: a list is null:\n%s", what, text)
		}
		if want := digest([]byte(text)) + "  rules.json\n"; written["check/rules.sha256"] != want {
			t.Errorf("%s: the digest is %q, want %q", what, written["check/rules.sha256"], want)
		}
		var open openRules
		if err := json.Unmarshal([]byte(text), &open); err != nil {
			t.Fatal(err)
		}
		known := map[string]bool{}
		for _, f := range open.Findings {
			known[f.ID] = f.Title != "" && strings.HasPrefix(f.Address, "/")
		}
		var named []string
		for _, q := range open.Questions {
			for _, o := range q.Options {
				named = append(named, o.Yes...)
			}
			named = append(named, slices.Concat(q.When...)...)
		}
		for _, f := range open.Flags {
			named = append(named, slices.Concat(f.When...)...)
			if strings.Contains(f.Say+f.Do, "{{") || len(f.SpokenBy) == 0 {
				t.Errorf("%s: %s says %q and %q, and is spoken by %v", what, f.ID, f.Say, f.Do, f.SpokenBy)
			}
		}
		for _, id := range named {
			if !known[id] {
				t.Errorf("%s: the finding %q is not declared, or has no title or address", what, id)
			}
		}
		if got := fmt.Sprint(open.Levels, len(open.Questions), len(open.Flags)); got != "[self-care see-a-doctor urgent emergency] 2 3" {
			t.Errorf("%s: %s", what, got)
		}
	}
}

// A rule stands on the page as in the file, without what is words for readers,
// in whatever style it is written.
func TestWrittenRules(t *testing.T) {
	for what, c := range map[string]struct{ flags, want string }{
		"as most write it": {`flags:
  # The worst first.
  - id: numb
    level: emergency
    title: Numb & more
    say: Call {{emergency}}.
    do: Call now.
    unsure: full
    when: [[numb]]
    sources: [knee-guide]

  - id: hot
    level: urgent
    title: Hot
    say: Hot.
    do: Call {{urgent}}.
    sources: [knee-guide]
    when:
      - [hot, fever] # together
`, `- id: numb
  level: emergency
  unsure: full
  when: [[numb]]
=
- id: hot
  level: urgent
  when:
    - [hot, fever] # together`},
		"with lines that hold nothing, and comments": {`flags:
- id: numb

  level: emergency
  title: Numb
  say: Call.
  # Words.
  do: Call now.

# One is enough:
  # for now
  when:
  - [numb]

# - [cold]
  - [hot]
  # - [fever]

  sources: [knee-guide]
  # - of the rule before

# The next.
- id: hot
  level: urgent
  title: Hot
  say: Hot.
  do: Call.
  sources: [knee-guide]
  when: [[fever]]
  # the last

# What says when.
background: [fever]
`, `- id: numb

  level: emergency

# One is enough:
  # for now
  when:
  - [numb]

# - [cold]
  - [hot]
=
- id: hot
  level: urgent
  when: [[fever]]
  # the last`},
		"with keys in quotes or apart from their colon": {`flags:
  - "id": numb
    'level' : emergency
    title: Numb
    say: Call.
    do: Call now.
    "when":
      - [numb]
    sources: [knee-guide]
  - id : hot
    title: Hot
    say: Hot.
    level : urgent
    do: Call.
    sources: [knee-guide]
    when :
      - [hot, fever]
...
`, `- "id": numb
  'level' : emergency
  "when":
    - [numb]
=
- id : hot
  level : urgent
  when :
    - [hot, fever]`},
		"with the id at the end": {`flags:
  - when:
      - [numb]
      - [hot, fever]
    level: emergency
    title: Numb
    say: Call.
    do: Call now.
    sources: [knee-guide]
    id: numb
  - title: Hot
    say: >-
      Hot, and when:

      it is warm
    do: Call.
    when:
    - - hot
    - - fever
    sources:
    - knee-guide
    level: urgent
    id: hot
`, `- when:
    - [numb]
    - [hot, fever]
  level: emergency
  id: numb
=
- title: Hot
  when:
  - - hot
  - - fever
  level: urgent
  id: hot`},
		"with a dash by itself, and brackets over lines": {`flags:
  - # the first
    title: Numb
    id: numb
    level: emergency
    say: Call.
    do: Call now.
    when: [
      [numb],
  ]
    sources: [knee-guide]
  -
    id: hot
    level: urgent
    when: [[hot],
      [fever]]
    title: Hot
    say: Hot.
    do: Call.
    sources: [
      knee-guide
    ]
`, `- # the first
  id: numb
  level: emergency
  when: [
    [numb],
]
=
-
  id: hot
  level: urgent
  when: [[hot],
    [fever]]`},
		"in braces": {`flags:
  - {id: numb, level: emergency, title: Numb, say: Call., do: Call., when: [[numb]], sources: [knee-guide]}
  - {id: hot, level: urgent, title: Hot,
     say: Hot., do: Call.,

     when: [[hot, fever]], sources: [knee-guide]}
`, `- {id: numb, level: emergency, title: Numb, say: Call., do: Call., when: [[numb]], sources: [knee-guide]}
=
- {id: hot, level: urgent, title: Hot,
   say: Hot., do: Call.,

   when: [[hot, fever]], sources: [knee-guide]}`},
		"in brackets": {`flags: [{id: numb, level: emergency, title: é, say: Call., do: Call., when: [[numb]], sources: [knee-guide]}, {
    "id": "hot", "level": "urgent", "title": "Hot",
    "say": "Hot.", "do": "Call.", "when": [["hot", "fever"]], "sources": ["knee-guide"]
  }]
`, `{id: numb, level: emergency, title: é, say: Call., do: Call., when: [[numb]], sources: [knee-guide]}
=
{
"id": "hot", "level": "urgent", "title": "Hot",
"say": "Hot.", "do": "Call.", "when": [["hot", "fever"]], "sources": ["knee-guide"]
}`},
	} {
		t.Run(what, func(t *testing.T) {
			before, _, _ := strings.Cut(knees, "flags:\n")
			p := pageOf(t, strings.NewReplacer(" {flag=locks}", "").Replace(before)+c.flags)
			var got []string
			for _, f := range p.site.Flags {
				got = append(got, p.writtenRule(f))
			}
			if got := strings.Join(got, "\n=\n"); got != c.want {
				t.Errorf("the rules stand there as\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// YAML is shown as it is typed, whatever is in it.
func TestYAMLAsCode(t *testing.T) {
	code := string(yamlCode("a: <b> & \"c\" # d"))
	if strings.Contains(code, "<b>") || !strings.Contains(code, "&lt;b&gt; &amp; &#34;c&#34;") || yamlCode("") != "" {
		t.Errorf("YAML is written as %s", code)
	}
}

// Answers are numbered through, each stands for its findings by their numbers in
// the knowledge base, and groups are those of the file.
func TestTheForm(t *testing.T) {
	p := pageOf(t, knees)
	next, groups := 0, ""
	for _, g := range p.Groups {
		groups += g.ID + " "
		for _, q := range g.Questions {
			for k, o := range q.Options {
				if o.Number != next {
					t.Errorf("%q has the number %d, want %d", o.Say, o.Number, next)
				}
				next++
				if want := listNumbers(p.site.Rules.Questions[q.Number].Options[k].Findings); o.Findings != want || want == "" {
					t.Errorf("%q stands for %q, want %q", o.Say, o.Findings, want)
				}
			}
		}
	}
	if groups != "warning-signs around-it " || next != 4 {
		t.Errorf("the groups are %q with %d answers", groups, next)
	}
}

// Warnings stand by level, the most urgent first, with what the page says of
// them; a "not sure" lowers those that allow it and have something below them.
func TestWarnings(t *testing.T) {
	var got []string
	for _, l := range pageOf(t, knees).Levels {
		for _, w := range l.Warnings {
			got = append(got, fmt.Sprintf("%s %d %s lowers=%t %s", l.Name, l.Rank, w.Title, w.Lowers, w.Rule))
		}
		if l.Card != (l.Rank > 0) || l.Label == "" {
			t.Errorf("level %s has a card: %t, and is called %q", l.Name, l.Card, l.Label)
		}
	}
	want := "emergency 3 Numb & more lowers=false /decides/#numb; urgent 2 Hot lowers=true /decides/#hot; see-a-doctor 1 Locks lowers=false /decides/#locks"
	if strings.Join(got, "; ") != want {
		t.Errorf("the warnings are %q\nwant %q", strings.Join(got, "; "), want)
	}
}

// The style sheet goes from the calmest level to the most urgent, so that the
// last rule that matches wins, and says what a "not sure" does.
func TestStylesGoFromCalmToUrgent(t *testing.T) {
	p := pageOf(t, knees)
	sheet := string(p.Styles.Data)
	if strings.Count(sheet, "{") != strings.Count(sheet, "}") || strings.Count(sheet, "(") != strings.Count(sheet, ")") {
		t.Errorf("brackets are open in %s", sheet)
	}
	last := 0
	for _, part := range strings.Split(sheet, "--urgency:")[2:] { // the first is what holds before any
		level := int(part[0] - '0')
		if level < last {
			t.Errorf("level %d stands behind level %d", level, last)
		}
		last = level
	}
	for _, want := range []string{
		"#w_0{display:list-item}", "#w_1{display:list-item}", "#w_2{display:list-item}", "#w_1 .warning__unsure{display:none}", ":where(#q_1){display:none}",
		":where(#q_0:has(#k_1 .yes:checked)~#q_1:has(#k_2 .yes:checked)~.advice){--urgency:2",
		":where(#q_0:has(#k_1 :checked)~#q_1:has(#k_2 :checked)~.advice){--urgency:1",
	} {
		if !strings.Contains(sheet, want) {
			t.Errorf("the style sheet lacks %s:\n%s", want, sheet)
		}
	}
	if strings.Contains(sheet, "#w_0 .warning__unsure") {
		t.Error("the emergency is said in another way where somebody is not sure")
	}
}

// The page that says how the checker decides has every rule with what it needs
// and where readers are told.
func TestDecides(t *testing.T) {
	d, err := pageOf(t, knees).Decides()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range d.Levels {
		for _, r := range l.Rules {
			var when, told []string
			for _, all := range r.When {
				var titles []string
				for _, link := range all {
					titles = append(titles, link.Title)
				}
				when = append(when, strings.Join(titles, "+"))
			}
			for _, link := range r.ToldOn {
				told = append(told, link.Title)
			}
			got = append(got, fmt.Sprintf("%s %s: %s; lower %q; on %s", l.Name, r.ID, strings.Join(when, "|"), r.Lower, strings.Join(told, ",")))
		}
	}
	want := []string{
		`emergency numb: numb leg; lower ""; on these pages,Check`,
		`urgent hot: hot knee+fever; lower "see a doctor"; on these pages,Check`,
		`see-a-doctor locks: locking; lower ""; on these pages,Check`,
	}
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Errorf("rules are %q, want %q", got, want)
			break
		}
	}
	if len(d.Questions) != 2 || len(d.Questions[0].When) != 0 || d.Questions[1].When[0][0].Title != "hot knee" {
		t.Errorf("the questions are %+v", d.Questions)
	}
	if len(d.Tested.Digests) != 3 || d.Tested.Digests[0].Bytes != len("module") {
		t.Errorf("the digests are %+v", d.Tested.Digests)
	}
}

// An answer says each finding once that it stands for, in the order in which they come up, however many lines lead to
// the question that asks for it; and as many questions as a site has are gone through in no time.
func TestAnAnswerMeansEachFindingOnce(t *testing.T) {
	p := pageOf(t, knees)
	texts := func(ids ...string) (list []content.Text) {
		for _, id := range ids {
			list = append(list, content.Text{S: id})
		}
		return list
	}
	questions := []content.Question{
		{ID: content.Text{S: "first"}, Options: []content.Option{{Yes: texts("fever"), Opens: texts("q1", "q2")}}},
	}
	for i := 1; i < rules.MaxQuestions; i++ { // each is opened by two lines of each of the two before
		next := texts(fmt.Sprint("q", i+1), fmt.Sprint("q", i+2))
		questions = append(questions, content.Question{ID: content.Text{S: fmt.Sprint("q", i)}, Options: []content.Option{
			{Yes: texts("locking"), Opens: next}, {Yes: texts("hot", "fever"), Opens: next},
		}})
	}
	p.site.Tree.Checker.Questions = questions
	var got []string
	for _, link := range p.asked(&questions[0]).Options[0].Means {
		got = append(got, link.Title)
	}
	if want := "fever, locking, hot knee"; strings.Join(got, ", ") != want {
		t.Errorf("it means %q, want %q", strings.Join(got, ", "), want)
	}
}

// The table of stories has each of them once, under what it needs and what it is
// told.
func TestStoriesAreCounted(t *testing.T) {
	p := pageOf(t, knees)
	for _, pair := range [][2]rules.Level{{rules.Emergency, rules.Emergency}, {rules.Urgent, rules.Emergency}, {rules.Urgent, rules.SeeADoctor}, {rules.SelfCare, rules.SelfCare}} {
		p.site.Vignettes = append(p.site.Vignettes, &site.Vignette{Vignette: &content.Vignette{}, Level: pair[0], Judged: pair[1]})
	}
	tested, err := p.tested()
	if err != nil {
		t.Fatal(err)
	}
	sum, agreeing := 0, 0
	for i, row := range tested.Table {
		for k, cell := range row.Cells {
			sum += cell.Stories
			if cell.Agrees != (i == k) {
				t.Errorf("row %d agrees with column %d: %t", i, k, cell.Agrees)
			}
			if cell.Agrees {
				agreeing += cell.Stories
			}
		}
		if row.Needs != tested.Columns[i] {
			t.Errorf("row %d is %q, its column %q", i, row.Needs, tested.Columns[i])
		}
	}
	if sum != 4 || agreeing != 2 || tested.Late != 1 || len(tested.Early) != 1 || tested.Table[1].Cells[0].Stories != 1 {
		t.Errorf("%d stories, %d right, %d late, %d early: %+v", sum, agreeing, tested.Late, len(tested.Early), tested.Table)
	}
}

// A site without rules has no checker, and no files of one.
func TestNoRules(t *testing.T) {
	p, err := New(&site.Site{Tree: &content.Tree{}}, wording.English(), nil, nil)
	if p != nil || err != nil || p.Files() != nil {
		t.Errorf("it has %v, %v", p, err)
	}
	quiet := pageOf(t, strings.NewReplacer("shows: checker\n", "", "title: Check\n", "title: Checks\n").Replace(knees))
	d, err := quiet.Decides()
	if err != nil || len(quiet.Files()) != 0 || quiet.Live() || len(d.Levels) != 3 {
		t.Errorf("rules without a checker's page: %d files, live %t, %+v, %v", len(quiet.Files()), quiet.Live(), d, err)
	}
}
