package site_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"nosology/generator/diag"
	"nosology/generator/internal/golden"
	"nosology/generator/site"
)

// knees is a site whose cards and rules agree. Its urgent and its emergency card are to be filled in.
const knees = `
-- content/articles/knees.md --
---
title: Knees
summary: About knees.
---
> [!emergency] Call {{emergency}} if
%s

> [!urgent] Get help today if
%s
-- content/symptoms/fever.md --
---
title: Fever
summary: Hot.
also: [high temperature]
type: general
---
Drink.
-- content/symptoms/hot.md --
---
title: Hot joint
summary: Hot.
type: general
---
Cool it.
-- content/symptoms/stiff.md --
---
title: Stiffness
summary: Stiff.
type: general
---
Move it.
-- content/symptoms/sudden.md --
---
title: All at once
summary: Sudden.
type: time-course
---
Now.
-- content/causes/infection.md --
---
title: Infection
summary: Germs.
kind: other
care: emergency
prevalence: rare
findings: {hot: typical, fever: common, stiff: occasional, sudden: occasional}
---
Germs.
-- content/checker.yaml --
questions:
  - id: signs
    ask: Which of these?
    kind: many
    group: warning-signs
    options:
      - {say: It is hot, yes: [hot]}
      - {say: Fever, yes: [fever]}
      - {say: Stiff, yes: [stiff]}
      - {say: At once, yes: [sudden]}
    none: No
flags:
  - {id: frozen, level: emergency, title: Frozen, say: Stiff all at once., do: Call., when: [[stiff, sudden]], sources: [knee-guide]}
  - {id: stiff, level: urgent, title: Stiff, say: Stiff., do: Call., when: [[stiff]], sources: [knee-guide]}
`

// The cards of a site that agrees with itself.
const (
	frozen = "> - the joint is stiff and froze all at once {flag=frozen}"
	stiff  = "> - it has grown stiff {flag=stiff}"
)

// Each kind of card that says something else than its rule keeps the site from being published.
func TestCardsThatSayOtherwise(t *testing.T) {
	if got := otherwise(t, frozen, stiff); len(got) > 0 {
		t.Fatalf("cards that agree: %v", got)
	}
	for what, v := range map[string]struct{ emergency, urgent, check, says string }{
		"a sign by a link":            {frozen + "\n> - you have a [swollen knee](../symptoms/hot.md) {flag=frozen}", stiff, "card-finding", "does not name hot"},
		"a sign by its title":         {frozen + "\n> - there is fever {flag=frozen}", stiff, "card-finding", "does not name fever"},
		"a sign by another name":      {frozen + "\n> - you have a high temperature {flag=frozen}", stiff, "card-finding", "does not name fever"},
		"half of a rule":              {frozen + "\n> - it is locked {flag=frozen when=stiff}", stiff, "card-rule", "asks for sudden as well"},
		"signs of no line":            {frozen + "\n> - it is locked {flag=frozen when=stiff+hot}", stiff, "card-rule", `"frozen" does not count for stiff and hot`},
		"one of several sets":         {frozen + "\n> - it is locked {flag=frozen when=stiff+sudden,hot+sudden}", stiff, "card-rule", `"frozen" does not count for hot and sudden`},
		"a sign that is not there":    {frozen + "\n> - it is locked {flag=frozen when=stif+sudden}", stiff, "unknown-id", `unknown finding "stif"`},
		"an emergency called urgent":  {frozen, stiff + "\n> - the joint froze all at once {flag=frozen}", "flag-level", "frozen"},
		"what is urgent, called more": {frozen + "\n> - it has grown stiff {flag=stiff}", stiff, "flag-level", "stiff"},
		"a rule that is not there":    {frozen + "\n> - it is blue {flag=blue}", stiff, "unknown-flag", "blue"},
		"no rule at all":              {frozen + "\n> - it is blue", stiff, "no-flag", "names no flag"},
		"a rule that no card says":    {"> - the joint is stiff and froze all at once {flag=frozen}", "> - it clicks {flag=frozen}", "silent-flag", `"stiff"`},
		"no word of the sudden form":  {"> - it has grown stiff {flag=stiff}", stiff, "sudden-form", "stiff with sudden is an emergency"},
	} {
		t.Run(what, func(t *testing.T) {
			for _, d := range otherwise(t, v.emergency, v.urgent) {
				if d.Severity == diag.Error && d.Check == v.check && strings.Contains(d.Message, v.says) && d.Line > 0 {
					return
				}
			}
			t.Errorf("nothing of the check %s says %q: %v", v.check, v.says, otherwise(t, v.emergency, v.urgent))
		})
	}
}

// The page of a finding that a rule does not ask for is held to the sudden form of what the rule asks for, as any page is.
func TestSuddenFormOnThePageOfAnotherFinding(t *testing.T) {
	said := strings.Replace(fmt.Sprintf(knees, frozen, stiff), "\nDrink.\n", "\nDrink.\n\n> [!urgent] Get help today if\n> - it has grown stiff as well {flag=stiff}\n", 1)
	_, ds := site.NewLinker().Update(golden.Load(t, golden.Text(said)), golden.Today())
	if !slices.ContainsFunc(ds, func(d diag.Diagnostic) bool { return d.Check == "sudden-form" && d.File == "content/symptoms/fever.md" }) {
		t.Errorf("the page of fever is told nothing of stiffness that is sudden: %v", ds)
	}
}

// otherwise returns what is said of two cards.
func otherwise(t *testing.T, emergency, urgent string) []diag.Diagnostic {
	t.Helper()
	_, ds := site.NewLinker().Update(golden.Load(t, golden.Text(fmt.Sprintf(knees, emergency, urgent))), golden.Today())
	return ds
}
