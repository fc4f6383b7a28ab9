package content

import (
	"fmt"
	"slices"
	"strings"
)

// The settings in site.yaml:
//
//	title: Nose twitching                 # name of the site
//	tagline: What it is …                 # one line under it
//	base-url: https://example.org         # where it is published; a path may follow the host
//	language: en-GB                       # BCP 47
//	contact: mailto:someone@example.org   # for corrections; mailto: or https:
//	publisher: Nose twitching
//	licence: CC BY 4.0
//	reviewed: No clinician has …          # shown while nobody has signed a page
//	region: uk                            # the region that pages are written for
//	regions:                              # the numbers that {{emergency}}, {{urgent}} and {{crisis}} become
//	  uk:
//	    name: United Kingdom
//	    emergency: {say: "999", dial: "999"}
//	    urgent: {say: NHS 111, dial: "111"}
//	    crisis: {say: "Samaritans on 116 123", dial: "116123"}
//	    crisis-lines:                     # what {{crisis-lines}} becomes, one after the other
//	      - {say: "call Samaritans on 116 123", dial: "116123"}
//	      - {say: "text SHOUT to 85258", text: "85258"}
//	      - {say: "chat at 988lifeline.org", web: https://988lifeline.org}
//	menu:                                 # links at the head of every page
//	  - {label: Causes, to: pages/causes.md}
//	footer:                               # links at its foot
//	  - {label: About, to: pages/about.md}
//	parts:                                # parts of the body, in the order of the grouped index
//	  nose: Nose
//	figure: face.svg                      # under figures of the static files
//	map: {title: Where?, figure: map.svg, regions: …}   # of the home page, see Map
//	condition:                            # what the site is about
//	  name: Facial twitching
//	  codes: {icd10: R25.3}
//	share-pictures: per-page              # drawn for links to pages: per-page, per-kind or none
//	allow: …                              # others that pages may have to do with, see Allowed
//	offline: {days: 30}                   # how long a page that a device keeps is shown without being renewed
//
// A number without dial is shown as words that lead nowhere: there is no one
// number for it.
func configFields() []field[Config] {
	return []field[Config]{
		must("title", "The name of the site.", textValue(), func(c *Config) *Text { return &c.Title }),
		may("tagline", "One line under the name.", textValue(), func(c *Config) *Text { return &c.Tagline }),
		must("base-url", "Where the site is published: https://example.org, without a slash at its end.",
			like(`^https?://[^/?#@]+(/[^/?#]+)*/?$`, (*decoder).baseURL), func(c *Config) *Text { return &c.BaseURL }),
		must("language", "The language of the texts: en-GB, cy.",
			like(pattern.language.String(), (*decoder).language), func(c *Config) *Text { return &c.Language }),
		must("contact", "Where readers send corrections: mailto: and an address, or a page from https://.",
			like(`^(mailto:|https://)`, (*decoder).contact), func(c *Config) *Text { return &c.Contact }),
		must("publisher", "Who publishes the site.", textValue(), func(c *Config) *Text { return &c.Publisher }),
		may("licence", "Under which licence the texts may be used.", textValue(), func(c *Config) *Text { return &c.Licence }),
		must("reviewed", "What pages say of review while no clinician has signed them.", textValue(), func(c *Config) *Text { return &c.Reviewed }),
		must("region", "The region that pages are written for: one of regions.", nameOf(RegionNames), func(c *Config) *Text { return &c.Region }),
		must("regions", "The numbers that {{emergency}}, {{urgent}}, {{crisis}} and {{crisis-lines}} become, by region.",
			tableOf(groupBy(regionFields()), (*decoder).regions), func(c *Config) *[]Region { return &c.Regions }),
		may("menu", "Links at the head of every page.", menuValue(), func(c *Config) *[]MenuItem { return &c.Menu }),
		may("footer", "Links at the foot of every page.", menuValue(), func(c *Config) *[]MenuItem { return &c.Footer }),
		may("parts", "Parts of the body, in the order of the index: an id and a name for each.",
			tableOf(textValue(), (*decoder).parts), func(c *Config) *[]Part { return &c.Parts }),
		may("figure", "The picture that shows where on the body a cause is felt: a file under figures of the static files.",
			textValue(), func(c *Config) *Text { return &c.Figure }),
		may("map", "A drawing on the home page whose parts lead to pages.", groupBy(mapFields()), func(c *Config) *Map { return &c.Map }),
		may("condition", "What the site is about, for search engines.", groupBy(conditionFields()), func(c *Config) *Condition { return &c.Condition }),
		may("collections", "Further kinds of documents, each by the name of its folder: treatments, medicines, tests.",
			named(collectionFields(), (*decoder).collections), func(c *Config) *[]Collection { return &c.Collections }),
		may("keys", "Further keys of front matter, by the folder of the documents that have them.",
			tableOf(ownKeysValue(), (*decoder).keysOf), func(c *Config) *[]KeysOf { return &c.Keys }),
		may("cause-kinds", "The kinds of causes in the order of lists, each with its label and icon, in place of those that come with the program.",
			termsValue(), func(c *Config) *[]Term { return &c.CauseKinds }),
		may("finding-types", "The types of symptoms, in place of those that come with the program.",
			termsValue(), func(c *Config) *[]Term { return &c.FindingTypes }),
		may("checker-groups", "The parts of the checker, in place of those that come with the program.",
			termsValue(), func(c *Config) *[]Term { return &c.Groups }),
		may("require-sign-off", "milder: a rule that was made to warn less is not published before a clinician has signed it.",
			wordOf(fixed.signOffs), func(c *Config) *Text { return &c.RequireSignOff }),
		may("share-pictures", "What is drawn for links that other sites show: a picture for each page, one for each kind of page, or none. Without it, per-page for a site of up to 1,000 documents and per-kind for a larger one.",
			wordOf(fixed.sharePictures), func(c *Config) *Text { return &c.SharePictures }),
		may("allow", "Others from whom pages may load something, or to whom they may send something, beside the site itself.",
			valueOf[[]Allowed]{groupsBy(allowFields()).Value, (*decoder).allowed}, func(c *Config) *[]Allowed { return &c.Allow }),
		may("offline", "How pages that a reader's device keeps are shown without a network.",
			groupBy(offlineFields()), func(c *Config) *Offline { return &c.Offline }),
	}
}

// offlineFields are the keys of how long kept pages are shown. Old advice that looks fresh is worse
// than none, so there is always a limit.
func offlineFields() []field[Offline] {
	return []field[Offline]{
		must("days", "How many days a kept page is shown if it could not be renewed in between: 1 to 366. Without this, 30. After that the page about having no network, with the numbers to call, stands in its place.",
			valueOf[int]{Value{Shape: HoldsNumber, Most: mostKeptDays}, (*decoder).keptDays}, func(o *Offline) *int { return &o.Days }),
	}
}

// regionFields are the keys of a region. All three numbers must be there: a page may name any of
// them, and a gap would be found by a reader in need.
func regionFields() []field[Region] {
	return []field[Region]{
		must("name", "The region's name.", textValue(), func(r *Region) *Text { return &r.Name }),
		must("emergency", "What to call when a life is in danger.", careNumber(), func(r *Region) *Number { return &r.Emergency }),
		must("urgent", "What to call for advice the same day.", careNumber(), func(r *Region) *Number { return &r.Urgent }),
		must("crisis", "What to call in despair.", careNumber(), func(r *Region) *Number { return &r.Crisis }),
		may("crisis-lines", "All lines to call, text or open in despair; {{crisis-lines}} becomes them, one after the other. Those for children as well.",
			groupsBy(crisisLineFields()).then((*decoder).crisisLines), func(r *Region) *[]CrisisLine { return &r.CrisisLines }),
	}
}

// crisisLineFields are the keys of a crisis line. At most one of dial, text and web may be set,
// which crisisLines checks.
func crisisLineFields() []field[CrisisLine] {
	return []field[CrisisLine]{
		must("say", "The words that readers see: call Samaritans on 116 123.", textValue(), func(c *CrisisLine) *Text { return &c.Say }),
		may("dial", "The digits that a phone dials, in quotes.", dialValue(), func(c *CrisisLine) *Text { return &c.Dial }),
		may("text", "The number that a text message goes to, in quotes.", dialValue(), func(c *CrisisLine) *Text { return &c.Text }),
		may("web", "The address of a page to open.", secureValue(), func(c *CrisisLine) *Text { return &c.Web }),
	}
}

// numberFields are the keys of a care number: words for the eye and digits for the phone, which
// must be the same number.
func numberFields() []field[Number] {
	return []field[Number]{
		must("say", "The words that readers see.", textValue(), func(n *Number) *Text { return &n.Say }),
		may("dial", "The digits that a phone dials, in quotes. Without them the words lead nowhere.", dialValue(), func(n *Number) *Text { return &n.Dial }),
	}
}

const mostKeptDays = 366

// keptDays reads how many days a kept page is shown: advice has an end.
func (d *decoder) keptDays(n *node) int {
	days := d.number(n)
	if n.kind == yamlInteger && (days < 1 || days > mostKeptDays) {
		d.errorf(n.at, "bad-number", fmt.Sprintf("write a number from 1 to %d", mostKeptDays), "a page cannot be kept for %d days", days)
		return 0
	}
	return days
}

// conditionFields are the keys of what the whole site is about, for search engines.
func conditionFields() []field[Condition] {
	return []field[Condition]{
		must("name", "Its name.", textValue(), func(c *Condition) *Text { return &c.Name }),
		may("codes", "Its codes in coding systems.", codesValue(), func(c *Condition) *[]Code { return &c.Codes }),
	}
}

// careNumber is a number to call.
func careNumber() valueOf[Number] {
	return groupBy(numberFields()).then(func(d *decoder, n Number) { d.sameNumber(n.Say, n.Dial) })
}

// sameNumber reports a number that is not the one that readers see: a slip in one of the two would send somebody in
// need to a wrong number.
func (d *decoder) sameNumber(say, dial Text) {
	if said := numbersIn(say.S); dial.S != "" && len(said) > 0 && !slices.ContainsFunc(said, func(s string) bool { return dials(dial.S, s) }) {
		d.errorf(dial.Pos, "bad-number", "write the same number in both", "readers see %s, and their phones dial %s", said[0], dial.S)
	}
}

// crisisLines checks the lines to call, text or open in despair.
func (d *decoder) crisisLines(lines []CrisisLine) {
	for _, l := range lines {
		d.sameNumber(l.Say, l.Dial)
		d.sameNumber(l.Say, l.Text)
		ways := 0
		for _, way := range []Text{l.Dial, l.Text, l.Web} {
			if way.S != "" {
				ways++
			}
		}
		if ways > 1 {
			d.errorf(l.Say.Pos, "bad-value", "make a line of each", "a line leads to one place: dial, text or web")
		}
	}
}

// secureAddress reads the address of a page elsewhere.
func (d *decoder) secureAddress(n *node) Text {
	t := d.text(n)
	if t.S != "" && !strings.HasPrefix(t.S, "https://") {
		d.errorf(t.Pos, "bad-address", "write the address as it stands in a browser, from https://", "%q is no address of an encrypted page", t.S)
	}
	return t
}

// numbersIn are the telephone numbers in a text, without what stands between
// their digits.
func numbersIn(text string) (all []string) {
	number := ""
	for _, r := range text + "\x00" {
		switch {
		case '0' <= r && r <= '9', r == '+' && number == "":
			number += string(r)
		case number != "" && strings.ContainsRune(" -.()/\u00a0\u2009\u202f\u2010\u2011\u2013", r):
		default:
			if strings.Trim(number, "+") != "" {
				all = append(all, number)
			}
			number = ""
		}
	}
	return all
}

// dials reports whether dialling reaches the number that is said, which may
// leave out the country: +44 20 7123 for 020 7123.
func dials(dial, said string) bool {
	if dial == said {
		return true
	}
	national, local := strings.CutPrefix(said, "0")
	return strings.HasPrefix(dial, "+") && !strings.HasPrefix(said, "+") && (local || len(said) > 4) && strings.HasSuffix(dial, national)
}

func decodeConfig(d *decoder, root *node, to *Config) {
	decode(d, root, Pos{Line: 1, Column: 1}, configFields(), to)
}

// regions reads the regions in their order, which is that of the page of numbers.
func (d *decoder) regions(n *node) (all []Region) {
	fields := regionFields()
	d.each(n, func(id Text, v *node) {
		r := Region{ID: id}
		decode(d, v, id.Pos, fields, &r)
		all = append(all, r)
	})
	return all
}

func (d *decoder) parts(n *node) (all []Part) {
	d.each(n, func(id Text, v *node) { all = append(all, Part{ID: id, Name: d.text(v)}) })
	return all
}

// dial reads digits to dial; spaces between them are for reading only.
func (d *decoder) dial(n *node) Text {
	t := d.text(n)
	t.S = strings.ReplaceAll(t.S, " ", "")
	if t.S != "" && !pattern.dial.MatchString(t.S) {
		d.errorf(t.Pos, "bad-number", "write digits, with a + before a country's code", "%q cannot be dialled", t.S)
		t.S = ""
	}
	return t
}

// language reads the tag of a language. Whether there are words for it is said later, when all word
// files have been seen.
func (d *decoder) language(n *node) Text {
	t := d.text(n)
	if t.S != "" && !pattern.language.MatchString(t.S) {
		d.errorf(t.Pos, "bad-language", `write a language and, if it matters, a country: "en-GB"`, "%q is not a language", t.S)
	}
	return t
}

// baseURL reads where the site will stand. It may have a path, but nothing that a browser would
// rewrite, since addresses of pages are compared as texts.
func (d *decoder) baseURL(n *node) Text {
	t := d.text(n)
	t.S = strings.TrimSuffix(t.S, "/")
	if t.S != "" && !IsSite(t.S) {
		d.errorf(t.Pos, "bad-address", `write it in full, as a browser shows it: "https://example.org", or "https://example.org/site"`, "%q is not a site's address", t.S)
	}
	return t
}

// contact reads where readers report mistakes. A bare address of mail is the usual slip and gets
// its own hint.
func (d *decoder) contact(n *node) Text {
	t := d.text(n)
	if t.S != "" && !strings.HasPrefix(t.S, "mailto:") && !strings.HasPrefix(t.S, "https://") {
		hint := "write mailto: and an address, or https:// and a page"
		if strings.Contains(t.S, "@") {
			hint = "write mailto:" + t.S
		}
		d.errorf(t.Pos, "bad-address", hint, "%q is not an address to write to", t.S)
	}
	return t
}
