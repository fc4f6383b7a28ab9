package content

import (
	"fmt"
	"strings"
	"testing"
)

const signed = `---
title: Dehydration
summary: Too little water.
also: [drying out]
heard-as: [dried up]
sources: [nhs]
kind: everyday
parent: low-salt
care: self-care
prevalence: common
duration: {from: hours, to: days}
where: [nose]
findings:
  thirst: typical
  fever: against
codes: {icd10: E86}
draft: false
publish: 2026-01-31
aliases: [/old/]
autolink: true
silence: [{check: a, reason: b}]
changed: [{date: 2026-01-31, note: New.}]
review: {written: 2026-01-31, due: 2027-01-31}
---
Drink.
`

// TestFingerprint: what a reader is told changes the hash that a signature
// binds to; dates and settings do not.
func TestFingerprint(t *testing.T) {
	print := func(text string) string {
		doc, ds := ParseDocument("causes/dehydration.md", []byte(text))
		if len(ds) > 0 {
			t.Fatal(ds)
		}
		return Fingerprint(doc)
	}
	before := print(signed)
	meaning := []string{
		"Dehydration=Drought", "little water=much water", "drying out=drying up", "dried up=dried in", "[nhs]=[nice]",
		"everyday=medicine", "low-salt=low-water", "self-care=urgent", "prevalence: common=prevalence: rare",
		"hours=minutes", "days=weeks", "[nose]=[eye]", "thirst: typical=thirst: common", "thirst: typical=hunger: typical",
		"fever: against=fever: occasional", "  fever: against\n=", "E86=E87", "icd10=icd11", "Drink.=Do not drink.",
	}
	seen := map[string]string{before: "nothing"}
	for _, change := range meaning {
		from, to, _ := strings.Cut(change, "=")
		after := print(strings.Replace(signed, from, to, 1))
		if other, same := seen[after]; same {
			t.Errorf("%q to %q gives the hash of %s", from, to, other)
		}
		seen[after] = fmt.Sprintf("%q", change)
	}
	for _, change := range []string{
		"publish: 2026-01-31=publish: 2026-02-01", "due: 2027=due: 2028", "/old/=/older/", "autolink: true=autolink: false",
		"draft: false=draft: true", "note: New.=note: Newer.", "reason: b=reason: c", "Drink.\n=Drink.\n\n", "[drying out]=[ \"drying out\" ]",
	} {
		from, to, _ := strings.Cut(change, "=")
		if after := print(strings.Replace(signed, from, to, 1)); after != before {
			t.Errorf("%q to %q voids a signature", from, to)
		}
	}
}
