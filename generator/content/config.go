package content

import (
	"fmt"
	"net/url"
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
		{Key{"title", true, "The name of the site.", textValue()},
			func(d *decoder, v *node, to *Config) { to.Title = d.text(v) }},
		{Key{"tagline", false, "One line under the name.", textValue()},
			func(d *decoder, v *node, to *Config) { to.Tagline = d.text(v) }},
		{Key{"base-url", true, "Where the site is published: https://example.org, without a slash at its end.", Value{Pattern: `^https?://[^/?#@]+$`}},
			func(d *decoder, v *node, to *Config) { to.BaseURL = d.baseURL(v) }},
		{Key{"language", true, "The language of the texts: en-GB, cy.", Value{Pattern: pattern.language.String()}},
			func(d *decoder, v *node, to *Config) { to.Language = d.language(v) }},
		{Key{"contact", true, "Where readers send corrections: mailto: and an address, or a page from https://.", Value{Pattern: `^(mailto:|https://)`}},
			func(d *decoder, v *node, to *Config) { to.Contact = d.contact(v) }},
		{Key{"publisher", true, "Who publishes the site.", textValue()},
			func(d *decoder, v *node, to *Config) { to.Publisher = d.text(v) }},
		{Key{"licence", false, "Under which licence the texts may be used.", textValue()},
			func(d *decoder, v *node, to *Config) { to.Licence = d.text(v) }},
		{Key{"reviewed", true, "What pages say of review while no clinician has signed them.", textValue()},
			func(d *decoder, v *node, to *Config) { to.Reviewed = d.text(v) }},
		{Key{"region", true, "The region that pages are written for: one of regions.", Value{Names: RegionNames}},
			func(d *decoder, v *node, to *Config) { to.Region = d.text(v) }},
		{Key{"regions", true, "The numbers that {{emergency}}, {{urgent}}, {{crisis}} and {{crisis-lines}} become, by region.", tableOf(groupBy(regionFields()))},
			func(d *decoder, v *node, to *Config) { to.Regions = d.regions(v) }},
		{Key{"menu", false, "Links at the head of every page.", groupsBy(menuFields())},
			func(d *decoder, v *node, to *Config) { to.Menu = d.menu(v) }},
		{Key{"footer", false, "Links at the foot of every page.", groupsBy(menuFields())},
			func(d *decoder, v *node, to *Config) { to.Footer = d.menu(v) }},
		{Key{"parts", false, "Parts of the body, in the order of the index: an id and a name for each.", tableOf(textValue())},
			func(d *decoder, v *node, to *Config) { to.Parts = d.parts(v) }},
		{Key{"figure", false, "The picture that shows where on the body a cause is felt: a file under figures of the static files.", textValue()},
			func(d *decoder, v *node, to *Config) { to.Figure = d.text(v) }},
		{Key{"map", false, "A drawing on the home page whose parts lead to pages.", groupBy(mapFields())},
			func(d *decoder, v *node, to *Config) { decode(d, v, v.at, mapFields(), &to.Map) }},
		{Key{"condition", false, "What the site is about, for search engines.", groupBy(conditionFields())},
			func(d *decoder, v *node, to *Config) {
				decode(d, v, v.at, conditionFields(), &to.Condition)
			}},
		{Key{"collections", false, "Further kinds of documents, each by the name of its folder: treatments, medicines, tests.", named(collectionFields())},
			func(d *decoder, v *node, to *Config) { to.Collections = d.collections(v) }},
		{Key{"keys", false, "Further keys of front matter, by the folder of the documents that have them.", tableOf(named(ownKeyFields()))},
			func(d *decoder, v *node, to *Config) {
				d.each(v, func(folder Text, keys *node) { to.Keys = append(to.Keys, KeysOf{folder, d.ownKeys(keys)}) })
			}},
		{Key{"cause-kinds", false, "The kinds of causes in the order of lists, each with its label and icon, in place of those that come with the program.", named(termFields())},
			func(d *decoder, v *node, to *Config) { to.CauseKinds = d.terms(v) }},
		{Key{"finding-types", false, "The types of symptoms, in place of those that come with the program.", named(termFields())},
			func(d *decoder, v *node, to *Config) { to.FindingTypes = d.terms(v) }},
		{Key{"checker-groups", false, "The parts of the checker, in place of those that come with the program.", named(termFields())},
			func(d *decoder, v *node, to *Config) { to.Groups = d.terms(v) }},
		{Key{"require-sign-off", false, "milder: a rule that was made to warn less is not published before a clinician has signed it.", wordOf(fixed.signOffs)},
			func(d *decoder, v *node, to *Config) { to.RequireSignOff = d.word(v, fixed.signOffs) }},
		{Key{"share-pictures", false, "What is drawn for links that other sites show: a picture for each page, one for each kind of page, or none. Without it, per-page for a site of up to 1,000 documents and per-kind for a larger one.", wordOf(fixed.sharePictures)},
			func(d *decoder, v *node, to *Config) { to.SharePictures = d.word(v, fixed.sharePictures) }},
		{Key{"allow", false, "Others from whom pages may load something, or to whom they may send something, beside the site itself.", groupsBy(allowFields())},
			func(d *decoder, v *node, to *Config) { to.Allow = d.allowed(v) }},
		{Key{"offline", false, "How pages that a reader's device keeps are shown without a network.", groupBy(offlineFields())},
			func(d *decoder, v *node, to *Config) { decode(d, v, v.at, offlineFields(), &to.Offline) }},
	}
}

// offlineFields are the keys of how long kept pages are shown. Old advice that looks fresh is worse
// than none, so there is always a limit.
func offlineFields() []field[Offline] {
	return []field[Offline]{
		{Key{"days", true, "How many days a kept page is shown if it could not be renewed in between: 1 to 366. Without this, 30. After that the page about having no network, with the numbers to call, stands in its place.", Value{Shape: HoldsNumber, Most: mostKeptDays}},
			func(d *decoder, v *node, to *Offline) { to.Days = d.keptDays(v) }},
	}
}

// regionFields are the keys of a region. All three numbers must be there: a page may name any of
// them, and a gap would be found by a reader in need.
func regionFields() []field[Region] {
	return []field[Region]{
		{Key{"name", true, "The region's name.", textValue()},
			func(d *decoder, v *node, to *Region) { to.Name = d.text(v) }},
		{Key{"emergency", true, "What to call when a life is in danger.", groupBy(numberFields())},
			func(d *decoder, v *node, to *Region) { to.Emergency = d.careNumber(v) }},
		{Key{"urgent", true, "What to call for advice the same day.", groupBy(numberFields())},
			func(d *decoder, v *node, to *Region) { to.Urgent = d.careNumber(v) }},
		{Key{"crisis", true, "What to call in despair.", groupBy(numberFields())},
			func(d *decoder, v *node, to *Region) { to.Crisis = d.careNumber(v) }},
		{Key{"crisis-lines", false, "All lines to call, text or open in despair; {{crisis-lines}} becomes them, one after the other. Those for children as well.", groupsBy(crisisLineFields())},
			func(d *decoder, v *node, to *Region) { to.CrisisLines = d.crisisLines(v) }},
	}
}

// crisisLineFields are the keys of a crisis line. At most one of dial, text and web may be set,
// which crisisLines checks.
func crisisLineFields() []field[CrisisLine] {
	return []field[CrisisLine]{
		{Key{"say", true, "The words that readers see: call Samaritans on 116 123.", textValue()},
			func(d *decoder, v *node, to *CrisisLine) { to.Say = d.text(v) }},
		{Key{"dial", false, "The digits that a phone dials, in quotes.", dialValue()},
			func(d *decoder, v *node, to *CrisisLine) { to.Dial = d.dial(v) }},
		{Key{"text", false, "The number that a text message goes to, in quotes.", dialValue()},
			func(d *decoder, v *node, to *CrisisLine) { to.Text = d.dial(v) }},
		{Key{"web", false, "The address of a page to open.", Value{Pattern: `^https://`}},
			func(d *decoder, v *node, to *CrisisLine) { to.Web = d.secureAddress(v) }},
	}
}

// numberFields are the keys of a care number: words for the eye and digits for the phone, which
// must be the same number.
func numberFields() []field[Number] {
	return []field[Number]{
		{Key{"say", true, "The words that readers see.", textValue()},
			func(d *decoder, v *node, to *Number) { to.Say = d.text(v) }},
		{Key{"dial", false, "The digits that a phone dials, in quotes. Without them the words lead nowhere.", dialValue()},
			func(d *decoder, v *node, to *Number) { to.Dial = d.dial(v) }},
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
		{Key{"name", true, "Its name.", textValue()},
			func(d *decoder, v *node, to *Condition) { to.Name = d.text(v) }},
		{Key{"codes", false, "Its codes in coding systems.", codesValue()},
			func(d *decoder, v *node, to *Condition) { to.Codes = d.codes(v) }},
	}
}

// careNumber reads a number to call.
func (d *decoder) careNumber(n *node) (to Number) {
	decode(d, n, n.at, numberFields(), &to)
	d.sameNumber(to.Say, to.Dial)
	return to
}

// sameNumber reports a number that is not the one that readers see: a slip in one of the two would send somebody in
// need to a wrong number.
func (d *decoder) sameNumber(say, dial Text) {
	if said := numbersIn(say.S); dial.S != "" && len(said) > 0 && !slices.ContainsFunc(said, func(s string) bool { return dials(dial.S, s) }) {
		d.errorf(dial.Pos, "bad-number", "write the same number in both", "readers see %s, and their phones dial %s", said[0], dial.S)
	}
}

// crisisLines reads the lines to call, text or open in despair.
func (d *decoder) crisisLines(n *node) []CrisisLine {
	lines := list(d, n, crisisLineFields())
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
	return lines
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
	d.each(n, func(id Text, v *node) {
		r := Region{ID: id}
		decode(d, v, id.Pos, regionFields(), &r)
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
	u, err := url.Parse(t.S)
	switch {
	case t.S == "":
	case err != nil, u.Scheme != "https" && u.Scheme != "http", u.Host == "", u.RawQuery != "", u.Fragment != "", u.User != nil:
		d.errorf(t.Pos, "bad-address", `write it in full: "https://example.org"`, "%q is not a site's address", t.S)
	case strings.Contains(u.Path, "//") || strings.Contains(u.Path+"/", "/./") || strings.Contains(u.Path+"/", "/../"):
		d.errorf(t.Pos, "bad-address", `write it as a browser shows it: "https://example.org/site"`, "%q is not a site's address", t.S)
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
