package content

import (
	"fmt"
	"net/url"
	"regexp"
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
//	figure: face.svg                      # under static/figures
//	condition:                            # what the site is about
//	  name: Facial twitching
//	  codes: {icd10: R25.3}
//	share-pictures: per-page              # drawn for links to pages: per-page, per-kind or none
//	offline: {days: 30}                   # how long a page that a device keeps is shown without being renewed
//
// A number without dial is shown as words that lead nowhere: there is no one
// number for it.
var configFields = []field[Config]{
	{"title", true, func(d *decoder, v *node, to *Config) { to.Title = d.text(v) }},
	{"tagline", false, func(d *decoder, v *node, to *Config) { to.Tagline = d.text(v) }},
	{"base-url", true, func(d *decoder, v *node, to *Config) { to.BaseURL = d.baseURL(v) }},
	{"language", true, func(d *decoder, v *node, to *Config) { to.Language = d.language(v) }},
	{"contact", true, func(d *decoder, v *node, to *Config) { to.Contact = d.contact(v) }},
	{"publisher", true, func(d *decoder, v *node, to *Config) { to.Publisher = d.text(v) }},
	{"licence", false, func(d *decoder, v *node, to *Config) { to.Licence = d.text(v) }},
	{"reviewed", true, func(d *decoder, v *node, to *Config) { to.Reviewed = d.text(v) }},
	{"region", true, func(d *decoder, v *node, to *Config) { to.Region = d.text(v) }},
	{"regions", true, func(d *decoder, v *node, to *Config) { to.Regions = d.regions(v) }},
	{"menu", false, func(d *decoder, v *node, to *Config) { to.Menu = list(d, v, menuFields) }},
	{"footer", false, func(d *decoder, v *node, to *Config) { to.Footer = list(d, v, menuFields) }},
	{"parts", false, func(d *decoder, v *node, to *Config) { to.Parts = d.parts(v) }},
	{"figure", false, func(d *decoder, v *node, to *Config) { to.Figure = d.text(v) }},
	{"condition", false, func(d *decoder, v *node, to *Config) {
		decode(d, v, v.at, conditionFields, &to.Condition)
	}},
	{"require-sign-off", false, func(d *decoder, v *node, to *Config) { to.RequireSignOff = d.word(v, signOffs) }},
	{"share-pictures", false, func(d *decoder, v *node, to *Config) { to.SharePictures = d.word(v, sharePictures) }},
	{"offline", false, func(d *decoder, v *node, to *Config) { decode(d, v, v.at, offlineFields, &to.Offline) }},
}

var offlineFields = []field[Offline]{
	{"days", true, func(d *decoder, v *node, to *Offline) { to.Days = d.keptDays(v) }},
}

var regionFields = []field[Region]{
	{"name", true, func(d *decoder, v *node, to *Region) { to.Name = d.text(v) }},
	{"emergency", true, func(d *decoder, v *node, to *Region) { to.Emergency = d.careNumber(v) }},
	{"urgent", true, func(d *decoder, v *node, to *Region) { to.Urgent = d.careNumber(v) }},
	{"crisis", true, func(d *decoder, v *node, to *Region) { to.Crisis = d.careNumber(v) }},
	{"crisis-lines", false, func(d *decoder, v *node, to *Region) { to.CrisisLines = d.crisisLines(v) }},
}

var crisisLineFields = []field[CrisisLine]{
	{"say", true, func(d *decoder, v *node, to *CrisisLine) { to.Say = d.text(v) }},
	{"dial", false, func(d *decoder, v *node, to *CrisisLine) { to.Dial = d.dial(v) }},
	{"text", false, func(d *decoder, v *node, to *CrisisLine) { to.Text = d.dial(v) }},
	{"web", false, func(d *decoder, v *node, to *CrisisLine) { to.Web = d.secureAddress(v) }},
}

var numberFields = []field[Number]{
	{"say", true, func(d *decoder, v *node, to *Number) { to.Say = d.text(v) }},
	{"dial", false, func(d *decoder, v *node, to *Number) { to.Dial = d.dial(v) }},
}

var menuFields = []field[MenuItem]{
	{"label", true, func(d *decoder, v *node, to *MenuItem) { to.Label = d.text(v) }},
	{"to", true, func(d *decoder, v *node, to *MenuItem) { to.To = d.text(v) }},
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

var conditionFields = []field[Condition]{
	{"name", true, func(d *decoder, v *node, to *Condition) { to.Name = d.text(v) }},
	{"codes", false, func(d *decoder, v *node, to *Condition) { to.Codes = d.codes(v) }},
}

// careNumber reads a number to call.
func (d *decoder) careNumber(n *node) (to Number) {
	decode(d, n, n.at, numberFields, &to)
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
	lines := list(d, n, crisisLineFields)
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
	decode(d, root, Pos{Line: 1, Column: 1}, configFields, to)
}

func (d *decoder) regions(n *node) (all []Region) {
	d.each(n, func(id Text, v *node) {
		r := Region{ID: id}
		decode(d, v, id.Pos, regionFields, &r)
		all = append(all, r)
	})
	return all
}

func (d *decoder) parts(n *node) (all []Part) {
	d.each(n, func(id Text, v *node) { all = append(all, Part{ID: id, Name: d.text(v)}) })
	return all
}

var (
	validDial     = regexp.MustCompile(`^\+?[0-9]+$`)
	validLanguage = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
)

// dial reads digits to dial; spaces between them are for reading only.
func (d *decoder) dial(n *node) Text {
	t := d.text(n)
	t.S = strings.ReplaceAll(t.S, " ", "")
	if t.S != "" && !validDial.MatchString(t.S) {
		d.errorf(t.Pos, "bad-number", "write digits, with a + before a country's code", "%q cannot be dialled", t.S)
		t.S = ""
	}
	return t
}

func (d *decoder) language(n *node) Text {
	t := d.text(n)
	if t.S != "" && !validLanguage.MatchString(t.S) {
		d.errorf(t.Pos, "bad-language", `write a language and, if it matters, a country: "en-GB"`, "%q is not a language", t.S)
	}
	return t
}

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

var sourceFields = []field[Source]{
	{"title", true, func(d *decoder, v *node, to *Source) { to.Title = d.text(v) }},
	{"publisher", false, func(d *decoder, v *node, to *Source) { to.Publisher = d.text(v) }},
	{"url", false, func(d *decoder, v *node, to *Source) { to.URL = d.webAddress(v) }},
	{"year", false, func(d *decoder, v *node, to *Source) { to.Year = d.number(v) }},
	{"accessed", false, func(d *decoder, v *node, to *Source) { to.Accessed = d.date(v) }},
	{"kind", true, func(d *decoder, v *node, to *Source) { to.Kind = d.word(v, sourceKinds) }},
	{"read", false, func(d *decoder, v *node, to *Source) { to.Read = d.bool(v) }},
	{"via", false, func(d *decoder, v *node, to *Source) { to.Via = d.text(v) }},
}

// decodeSources reads sources.yaml, a group of keys for each id.
func decodeSources(d *decoder, root *node) (all []*Source) {
	if root == nil {
		return nil
	}
	d.each(root, func(id Text, v *node) {
		if !validID.MatchString(id.S) || id.S == "general" {
			d.errorf(id.Pos, "bad-name", "", "%q cannot be cited: an id has lower case letters, digits and hyphens, and is not general", id.S)
		}
		s := &Source{ID: id}
		decode(d, v, id.Pos, sourceFields, s)
		all = append(all, s)
	})
	return all
}

func (d *decoder) webAddress(n *node) Text {
	t := d.text(n)
	u, err := url.Parse(t.S)
	if t.S != "" && (err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "") {
		d.errorf(t.Pos, "bad-address", "write it in full, from https://", "%q is not a web address", t.S)
		t.S = ""
	}
	return t
}

// HomeRegion is the region that pages are written for, with the numbers to call.
func (c *Config) HomeRegion() Region {
	for _, r := range c.Regions {
		if r.ID.S == c.Region.S {
			return r
		}
	}
	return Region{}
}
