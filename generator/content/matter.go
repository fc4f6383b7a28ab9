package content

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// The keys of front matter: those of every document, and what single kinds add.

var metaFields = []field[Document]{
	must("title", "The title, as readers and search results show it: 60 characters at most.", textValue(), func(d *Document) *Text { return &d.Title }),
	must("summary", "One or two sentences that give the answer. Search results show up to 160 characters of them.",
		textValue(), func(d *Document) *Text { return &d.Summary }),
	may("also", "True synonyms of the title. Wherever another page says one, it links here by itself.",
		textsValue(), func(d *Document) *[]Text { return &d.Also }),
	may("heard-as", "What people say or type. For the index, the search and the checker; never linked.",
		textsValue(), func(d *Document) *[]Text { return &d.HeardAs }),
	may("aliases", "Addresses at which the page stood before, like /old-name/. They lead here.",
		listLike(`^/([^/#\\][^#\\]*)?$`).then((*decoder).addresses), func(d *Document) *[]Text { return &d.Aliases }),
	may("sources", "Sources of the page as a whole, beside those cited in the text: keys of sources.yaml.",
		sourceIDs(), func(d *Document) *[]Text { return &d.Sources }),
	may("review", "When it was written, by when to read it again, and who has signed it.",
		groupBy(reviewFields).then((*decoder).review), func(d *Document) *Review { return &d.Review }),
	may("changed", "What has changed, newest first. Readers see it at the foot of the page.",
		groupsBy(changeFields), func(d *Document) *[]Change { return &d.Changed }),
	may("draft", "true keeps the page from readers: it is built only with --drafts.", yesNo(), func(d *Document) *bool { return &d.Draft }),
	may("publish", "The day from which the page is built, if that is later than today.", dateValue(), func(d *Document) *Date { return &d.Publish }),
	may("autolink", "false keeps names in this page from becoming links by themselves.", yesNo(), func(d *Document) *bool { return &d.Autolink }),
	may("silence", "Checks that are turned off for this page, each with a reason.",
		groupsBy(silenceFields()), func(d *Document) *[]Silence { return &d.Silence }),
}

var causeFields = []field[Document]{
	must("kind", "What kind of cause it is.", choiceOf(CauseKindChoice), func(d *Document) *Text { return &d.Cause.Kind }),
	may("parent", "The broader cause that this one belongs to, by its id: its file name without .md.",
		nameOf(CauseNames), func(d *Document) *Text { return &d.Cause.Parent }),
	must("care", "What this cause alone usually needs.", wordOf(fixed.careLevels), func(d *Document) *Text { return &d.Cause.Care }),
	may("prevalence", "How common it is. The page shows it as a picture, and the checker weighs it.",
		wordOf(fixed.prevalences), func(d *Document) *Text { return &d.Cause.Prevalence }),
	may("duration", "How long it lasts.", groupBy(durationFields()).then((*decoder).duration), func(d *Document) *Duration { return &d.Cause.Duration }),
	may("where", "Where on the body it shows: parts of site.yaml.", namesOf(PartNames), func(d *Document) *[]Text { return &d.Cause.Where }),
	must("findings", "What goes with it: ids of symptoms, and how strongly each speaks for the cause. Tables, the symptoms' own pages and the checker are made from this.",
		valueOf[[]Evidence]{Value{Shape: HoldsTable, Names: FindingNames, Of: &Value{Shape: HoldsWord, Words: fixed.strengths}}, (*decoder).evidence},
		func(d *Document) *[]Evidence { return &d.Cause.Findings }),
	may("codes", "Its codes in coding systems: icd10: E86. Not for readers, but for programs.",
		codesValue(), func(d *Document) *[]Code { return &d.Cause.Codes }),
}

var findingFields = []field[Document]{
	must("type", "What it is. A time course says how long or how often, a context is a circumstance such as a medicine.",
		choiceOf(FindingTypeChoice), func(d *Document) *Text { return &d.Finding.Type }),
	may("site", "The part of the body: one of the parts of site.yaml.", nameOf(PartNames), func(d *Document) *Text { return &d.Finding.Site }),
	may("flag", "true if a red flag of checker.yaml names it.", yesNo(), func(d *Document) *bool { return &d.Finding.Flag }),
	may("alone", "The least that the checker has to say to somebody who has this and nothing else. Less stops the build.",
		wordOf(fixed.careLevels), func(d *Document) *Text { return &d.Finding.Alone }),
}

var pageFields = []field[Document]{
	may("shows", "What is added below the text. Without it, nothing.", choiceOf(ShowsChoice), func(d *Document) *Text { return &d.Page.Shows }),
}

var reviewFields = []field[Review]{
	must("written", "The day the page was written.", dateValue(), func(r *Review) *Date { return &r.Written }),
	must("due", "The day by which to read it again.", dateValue(), func(r *Review) *Date { return &r.Due }),
	may("clinician", "Who has read and signed it.", orNone(groupBy(clinicianFields())), func(r *Review) **Clinician { return &r.Clinician }),
}

// clinicianFields are the keys of a signature of a page. The digest is written by nosology sign; a
// hand that changes the text ends it.
func clinicianFields() []field[Clinician] {
	return []field[Clinician]{
		must("name", "The clinician's name.", textValue(), func(c *Clinician) *Text { return &c.Name }),
		must("role", "What the clinician is: GP, neurologist.", textValue(), func(c *Clinician) *Text { return &c.Role }),
		must("date", "The day of the signature.", dateValue(), func(c *Clinician) *Date { return &c.Date }),
		must("hash", "What was signed. A change of the text ends the signature.", textValue(), func(c *Clinician) *Text { return &c.Hash }),
	}
}

var changeFields = []field[Change]{
	must("date", "The day of the change.", dateValue(), func(c *Change) *Date { return &c.Date }),
	must("note", "What changed, in a sentence.", textValue(), func(c *Change) *Text { return &c.Note }),
}

// silenceFields are the keys of a silence. A reason is needed, so that whoever comes later can tell
// whether it still holds.
func silenceFields() []field[Silence] {
	return []field[Silence]{
		must("check", "The name of the check, as nosology check shows it in brackets.", textValue(), func(s *Silence) *Text { return &s.Check }),
		must("reason", "Why it does not hold here.", noteValue(), func(s *Silence) *Text { return &s.Reason }),
	}
}

// durationFields are the keys of how long something lasts, in units alone: "days to weeks" is what
// sources can back.
func durationFields() []field[Duration] {
	return []field[Duration]{
		must("from", "The shorter time.", wordOf(fixed.timeUnits), func(d *Duration) *Text { return &d.From }),
		must("to", "The longer time, or the same.", wordOf(fixed.timeUnits), func(d *Duration) *Text { return &d.To }),
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

// review checks that the days of a review come in their order.
func (d *decoder) review(r Review) {
	if r.Written.IsZero() {
		return
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
}

// duration checks how long something lasts; the longer unit comes second.
func (d *decoder) duration(span Duration) {
	if slices.Index(fixed.timeUnits, span.To.S) < slices.Index(fixed.timeUnits, span.From.S) && span.To.S != "" {
		d.errorf(span.From.Pos, "bad-duration", fmt.Sprintf("write {from: %s, to: %s}", span.To.S, span.From.S), "%s is longer than %s", span.From.S, span.To.S)
	}
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

// addresses checks old addresses, which are paths on this site.
func (d *decoder) addresses(all []Text) {
	for _, a := range all {
		if !isAddress(a.S) {
			d.errorf(a.Pos, "bad-address", addressHint(a.S), "%q is not an address on this site", a.S)
		}
	}
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
