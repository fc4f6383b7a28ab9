package content

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// The keys of front matter: those of every document, and what single kinds add.

var metaFields = []field[Document]{
	{Key{"title", true, "The title, as readers and search results show it: 60 characters at most.", textValue()},
		func(d *decoder, v *node, to *Document) { to.Title = d.text(v) }},
	{Key{"summary", true, "One or two sentences that give the answer. Search results show up to 160 characters of them.", textValue()},
		func(d *decoder, v *node, to *Document) { to.Summary = d.text(v) }},
	{Key{"also", false, "True synonyms of the title. Wherever another page says one, it links here by itself.", textsValue()},
		func(d *decoder, v *node, to *Document) { to.Also = d.texts(v) }},
	{Key{"heard-as", false, "What people say or type. For the index, the search and the checker; never linked.", textsValue()},
		func(d *decoder, v *node, to *Document) { to.HeardAs = d.texts(v) }},
	{Key{"aliases", false, "Addresses at which the page stood before, like /old-name/. They lead here.", listOf(Value{Pattern: `^/([^/#\\][^#\\]*)?$`})},
		func(d *decoder, v *node, to *Document) { to.Aliases = d.addresses(v) }},
	{Key{"sources", false, "Sources of the page as a whole, beside those cited in the text: keys of sources.yaml.", sourceIDs()},
		func(d *decoder, v *node, to *Document) { to.Sources = d.texts(v) }},
	{Key{"review", false, "When it was written, by when to read it again, and who has signed it.", groupBy(reviewFields)},
		func(d *decoder, v *node, to *Document) { to.Review = d.review(v) }},
	{Key{"changed", false, "What has changed, newest first. Readers see it at the foot of the page.", groupsBy(changeFields)},
		func(d *decoder, v *node, to *Document) { to.Changed = list(d, v, changeFields) }},
	{Key{"draft", false, "true keeps the page from readers: it is built only with --drafts.", yesNo()},
		func(d *decoder, v *node, to *Document) { to.Draft = d.bool(v) }},
	{Key{"publish", false, "The day from which the page is built, if that is later than today.", dateValue()},
		func(d *decoder, v *node, to *Document) { to.Publish = d.date(v) }},
	{Key{"autolink", false, "false keeps names in this page from becoming links by themselves.", yesNo()},
		func(d *decoder, v *node, to *Document) { to.Autolink = d.bool(v) }},
	{Key{"silence", false, "Checks that are turned off for this page, each with a reason.", groupsBy(silenceFields())},
		func(d *decoder, v *node, to *Document) { to.Silence = list(d, v, silenceFields()) }},
}

var causeFields = []field[Document]{
	{Key{"kind", true, "What kind of cause it is.", choiceOf(CauseKindChoice)},
		func(d *decoder, v *node, to *Document) { to.Cause.Kind = d.choice(v, CauseKindChoice) }},
	{Key{"parent", false, "The broader cause that this one belongs to, by its id: its file name without .md.", Value{Names: CauseNames}},
		func(d *decoder, v *node, to *Document) { to.Cause.Parent = d.text(v) }},
	{Key{"care", true, "What this cause alone usually needs.", wordOf(fixed.careLevels)},
		func(d *decoder, v *node, to *Document) { to.Cause.Care = d.word(v, fixed.careLevels) }},
	{Key{"prevalence", false, "How common it is. The page shows it as a picture, and the checker weighs it.", wordOf(fixed.prevalences)},
		func(d *decoder, v *node, to *Document) { to.Cause.Prevalence = d.word(v, fixed.prevalences) }},
	{Key{"duration", false, "How long it lasts.", groupBy(durationFields())},
		func(d *decoder, v *node, to *Document) { to.Cause.Duration = d.duration(v) }},
	{Key{"where", false, "Where on the body it shows: parts of site.yaml.", listOf(Value{Names: PartNames})},
		func(d *decoder, v *node, to *Document) { to.Cause.Where = d.texts(v) }},
	{Key{"findings", true, "What goes with it: ids of symptoms, and how strongly each speaks for the cause. Tables, the symptoms' own pages and the checker are made from this.",
		Value{Shape: HoldsTable, Names: FindingNames, Of: &Value{Shape: HoldsWord, Words: fixed.strengths}}},
		func(d *decoder, v *node, to *Document) { to.Cause.Findings = d.evidence(v) }},
	{Key{"codes", false, "Its codes in coding systems: icd10: E86. Not for readers, but for programs.", codesValue()},
		func(d *decoder, v *node, to *Document) { to.Cause.Codes = d.codes(v) }},
}

var findingFields = []field[Document]{
	{Key{"type", true, "What it is. A time course says how long or how often, a context is a circumstance such as a medicine.", choiceOf(FindingTypeChoice)},
		func(d *decoder, v *node, to *Document) { to.Finding.Type = d.choice(v, FindingTypeChoice) }},
	{Key{"site", false, "The part of the body: one of the parts of site.yaml.", Value{Names: PartNames}},
		func(d *decoder, v *node, to *Document) { to.Finding.Site = d.text(v) }},
	{Key{"flag", false, "true if a red flag of checker.yaml names it.", yesNo()},
		func(d *decoder, v *node, to *Document) { to.Finding.Flag = d.bool(v) }},
	{Key{"alone", false, "The least that the checker has to say to somebody who has this and nothing else. Less stops the build.", wordOf(fixed.careLevels)},
		func(d *decoder, v *node, to *Document) { to.Finding.Alone = d.word(v, fixed.careLevels) }},
}

var pageFields = []field[Document]{
	{Key{"shows", false, "What is added below the text. Without it, nothing.", choiceOf(ShowsChoice)},
		func(d *decoder, v *node, to *Document) { to.Page.Shows = d.choice(v, ShowsChoice) }},
}

var reviewFields = []field[Review]{
	{Key{"written", true, "The day the page was written.", dateValue()},
		func(d *decoder, v *node, to *Review) { to.Written = d.date(v) }},
	{Key{"due", true, "The day by which to read it again.", dateValue()},
		func(d *decoder, v *node, to *Review) { to.Due = d.date(v) }},
	{Key{"clinician", false, "Who has read and signed it.", groupBy(clinicianFields())},
		func(d *decoder, v *node, to *Review) {
			to.Clinician = &Clinician{}
			decode(d, v, v.at, clinicianFields(), to.Clinician)
		}},
}

// clinicianFields are the keys of a signature of a page. The digest is written by nosology sign; a
// hand that changes the text ends it.
func clinicianFields() []field[Clinician] {
	return []field[Clinician]{
		{Key{"name", true, "The clinician's name.", textValue()},
			func(d *decoder, v *node, to *Clinician) { to.Name = d.text(v) }},
		{Key{"role", true, "What the clinician is: GP, neurologist.", textValue()},
			func(d *decoder, v *node, to *Clinician) { to.Role = d.text(v) }},
		{Key{"date", true, "The day of the signature.", dateValue()},
			func(d *decoder, v *node, to *Clinician) { to.Date = d.date(v) }},
		{Key{"hash", true, "What was signed. A change of the text ends the signature.", textValue()},
			func(d *decoder, v *node, to *Clinician) { to.Hash = d.text(v) }},
	}
}

var changeFields = []field[Change]{
	{Key{"date", true, "The day of the change.", dateValue()},
		func(d *decoder, v *node, to *Change) { to.Date = d.date(v) }},
	{Key{"note", true, "What changed, in a sentence.", textValue()},
		func(d *decoder, v *node, to *Change) { to.Note = d.text(v) }},
}

// silenceFields are the keys of a silence. A reason is needed, so that whoever comes later can tell
// whether it still holds.
func silenceFields() []field[Silence] {
	return []field[Silence]{
		{Key{"check", true, "The name of the check, as nosology check shows it in brackets.", textValue()},
			func(d *decoder, v *node, to *Silence) { to.Check = d.text(v) }},
		{Key{"reason", true, "Why it does not hold here.", textValue()},
			func(d *decoder, v *node, to *Silence) { to.Reason = d.text(v) }},
	}
}

// durationFields are the keys of how long something lasts, in units alone: "days to weeks" is what
// sources can back.
func durationFields() []field[Duration] {
	return []field[Duration]{
		{Key{"from", true, "The shorter time.", wordOf(fixed.timeUnits)},
			func(d *decoder, v *node, to *Duration) { to.From = d.word(v, fixed.timeUnits) }},
		{Key{"to", true, "The longer time, or the same.", wordOf(fixed.timeUnits)},
			func(d *decoder, v *node, to *Duration) { to.To = d.word(v, fixed.timeUnits) }},
	}
}

// list reads a list of groups.
func list[T any](d *decoder, n *node, fields []field[T]) []T {
	items := d.items(n)
	if len(items) == 0 {
		return nil
	}
	all := make([]T, len(items))
	for i := range items {
		decode(d, &items[i], items[i].at, fields, &all[i])
	}
	return all
}

// review reads what has been and will be read; days come in their order.
func (d *decoder) review(n *node) (r Review) {
	decode(d, n, n.at, reviewFields, &r)
	if r.Written.IsZero() {
		return r
	}
	if !r.Due.IsZero() && r.Due.Before(r.Written.Time) {
		d.errorf(r.Due.Pos, "bad-date", "put the later day behind due", "the review is due before the page was written")
	}
	switch c := r.Clinician; {
	case c == nil || c.Date.IsZero():
	case c.Date.Before(r.Written.Time):
		d.errorf(c.Date.Pos, "bad-date", "the day of writing is that of the text that was signed", "the page was signed before it was written")
	case !r.Due.IsZero() && r.Due.Before(c.Date.Time):
		d.errorf(r.Due.Pos, "bad-date", "say by when to read it again after the signature", "the review was due before the page was signed")
	}
	return r
}

// duration reads how long something lasts; the longer unit comes second.
func (d *decoder) duration(n *node) (span Duration) {
	decode(d, n, n.at, durationFields(), &span)
	if slices.Index(fixed.timeUnits, span.To.S) < slices.Index(fixed.timeUnits, span.From.S) && span.To.S != "" {
		d.errorf(span.From.Pos, "bad-duration", fmt.Sprintf("write {from: %s, to: %s}", span.To.S, span.From.S), "%s is longer than %s", span.From.S, span.To.S)
	}
	return span
}

// evidence reads findings and how strongly each speaks for a cause.
func (d *decoder) evidence(n *node) (all []Evidence) {
	if n.kind == yamlGroup {
		all = make([]Evidence, 0, len(n.items)/2)
	}
	d.each(n, func(finding Text, v *node) {
		all = append(all, Evidence{Finding: finding, Strength: d.word(v, fixed.strengths)})
	})
	return all
}

// addresses reads old addresses, which are paths on this site.
func (d *decoder) addresses(n *node) []Text {
	all := d.texts(n)
	for _, a := range all {
		if !isAddress(a.S) {
			d.errorf(a.Pos, "bad-address", addressHint(a.S), "%q is not an address on this site", a.S)
		}
	}
	return all
}

// addressHint says how an old address is written.
func addressHint(s string) string {
	u, err := url.Parse(s)
	switch {
	case err == nil && u.Host != "" && isAddress(u.RequestURI()):
		return fmt.Sprintf("write it from the site's root: %q", u.RequestURI())
	case err == nil && u.Fragment != "" && isAddress(strings.TrimSuffix(s, "#"+u.Fragment)):
		return "take out what begins with #: browsers do not send it"
	case isAddress("/" + s):
		return fmt.Sprintf("write it from the site's root: %q", "/"+s)
	case strings.Contains(s, "%"):
		return "behind a % stand two digits from 0 to F, as in %20 for a space; a percent sign itself is %25"
	}
	return `write it from the site's root: "/old-name/"`
}
