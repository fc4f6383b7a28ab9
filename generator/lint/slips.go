package lint

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"nosology/generator/content"
	"nosology/generator/markdown"
	"nosology/generator/site"
)

// farAhead is how long before a page is read again nobody plans.
const farAhead = 10

// firstYear is the first in which anybody wrote for such a site: a year before it is a slip.
const firstYear = 1990

// futureDate finds days that cannot be meant: of what has been, days to come and days before there
// were sites; of what is planned, days that are many years away.
func futureDate(p *page, report report) {
	today := p.site.AsOf
	if p.Publish.After(today) {
		today = p.Publish.Time // which the page may be written for
	}
	been := func(what string, d content.Date) {
		if isToCome(d, today) {
			report(place{p.Path, d.Pos}, "look at the year; a day that has been is wanted here", "%s is a day in the future: %s", what, d.Format(time.DateOnly))
		}
		if !d.IsZero() && d.Year() < firstYear {
			report(place{p.Path, d.Pos}, "look at the year", "%s is a day of long ago: %s", what, d.Format(time.DateOnly))
		}
	}
	been("the day it was written", p.Review.Written)
	if c := p.Review.Clinician; c != nil {
		been("the day it was signed", c.Date)
	}
	for _, c := range p.Changed {
		been("the day of this change", c.Date)
	}
	planned := func(what string, d content.Date) {
		if d.Year() > p.site.AsOf.Year()+farAhead {
			report(place{p.Path, d.Pos}, "look at the year", "%s is many years away: %s", what, d.Format(time.DateOnly))
		}
	}
	planned("the day by which to read it again", p.Review.Due)
	planned("the day from which it is published", p.Publish)
}

// isToCome reports whether a day is later than today is anywhere on earth.
func isToCome(d content.Date, today time.Time) bool {
	return d.After(today.AddDate(0, 0, 1))
}

// futureSource finds sources that were read, or published, on days to come.
func futureSource(s *site.Site, report report) {
	for _, source := range s.Tree.Sources {
		if isToCome(source.Accessed, s.AsOf) {
			report(place{content.SourcesFile, source.Accessed.Pos}, "look at the year; write the day on which it was read", "the source %q is read on a day in the future: %s", source.ID.S, source.Accessed.Format(time.DateOnly))
		}
		if source.Year > s.AsOf.Year()+1 {
			report(place{content.SourcesFile, source.ID.Pos}, "look at the year of its edition", "the source %q is of a year in the future: %d", source.ID.S, source.Year)
		}
	}
}

// dialled matches a short number that readers are told to dial.
var dialled = regexp.MustCompile(`\b(?:call|dial|ring|phone|telephone|text) (?:on )?([0-9]{3})(?:[.,;:!?)]|$| (?:and|at|first|for|from|if|immediately|now|or|straight|when)\b)`)

// numbersToDial are the numbers in a text that readers are told to dial. Few sentences
// have any number; to try the pattern at each of their words took an eighth of a build.
func numbersToDial(text string) []string {
	if !hasShortNumber(text) {
		return nil
	}
	var numbers []string
	for _, m := range dialled.FindAllStringSubmatch(text, -1) {
		numbers = append(numbers, m[1])
	}
	return numbers
}

// hasShortNumber reports whether three digits follow a space, without which the
// pattern of what is dialled cannot match.
func hasShortNumber(text string) bool {
	digits := -1 // since a space; below 0, what is read is no start of a number
	for i := range len(text) {
		switch c := text[i]; {
		case c == ' ':
			digits = 0
		case digits >= 0 && '0' <= c && c <= '9':
			if digits++; digits == 3 {
				return true
			}
		default:
			digits = -1
		}
	}
	return false
}

// foreignNumber finds short numbers to call that are none of the region's: in
// another country they reach nobody.
func foreignNumber(p *page, report report) {
	own := ownNumbers(p.site.Tree.Site)
	if len(own) == 0 {
		return
	}
	const hint = "write {{emergency}}, {{urgent}} or {{crisis}}, which become the numbers of site.yaml"
	for _, l := range p.Scan.Links {
		if number, ok := strings.CutPrefix(l.Dest, "tel:"); ok && len(number) == 3 && !own[number] {
			report(p.body(l.Span), hint, "%s is no number of this site's region", number)
		}
	}
	look := func(text string, at markdown.Span) {
		for _, number := range numbersToDial(text) {
			if !own[number] {
				report(p.body(at), hint, "%s is no number of this site's region", number)
			}
		}
	}
	for _, t := range []content.Text{p.Title, p.Summary} {
		for _, number := range numbersToDial(lower(t.S)) {
			if !own[number] {
				report(p.meta(t), "say \"the emergency number\", which is right for every reader", "%s is no number of this site's region", number)
			}
		}
	}
	for _, c := range p.Scan.Cards {
		look(lower(c.Title), c.Span)
	}
	if !mayHaveNumber(p.Document.Body) {
		return
	}
	p.Scan.EachSentence(p.Document.Body, nil, func(i int, text []byte) {
		if sentence := string(text); hasShortNumber(sentence) {
			look(lower(sentence), p.Scan.Sentences[i].Span)
		}
	})
}

// mayHaveNumber reports whether three digits may follow each other in what readers
// see of a text in Markdown, whatever marks stand between them. Most pages have
// none, and need not be read for this alone.
func mayHaveNumber(markdown []byte) bool {
	digits := 0
	for i, c := range markdown {
		switch {
		case '0' <= c && c <= '9':
			if digits++; digits == 3 {
				return true
			}
		// What these begin may be long, and leave nothing to see; as does a link's address.
		case digits > 0 && (strings.IndexByte("[<{&", c) >= 0 || c == ']' && i+1 < len(markdown) && strings.IndexByte("([", markdown[i+1]) >= 0):
			return true
		case c <= ' ', 'a' <= c|0x20 && c|0x20 <= 'z', c >= utf8.RuneSelf:
			digits = 0
		}
	}
	return false
}

// ownNumbers are the numbers of the region that a site is for, as they are
// dialled and as they are said.
func ownNumbers(c *content.Config) map[string]bool {
	own := map[string]bool{}
	for _, r := range c.Regions {
		if r.ID.S != c.Region.S {
			continue
		}
		for _, n := range []content.Number{r.Emergency, r.Urgent, r.Crisis} {
			own[n.Dial.S] = true
			for word := range strings.FieldsFuncSeq(n.Say.S, func(r rune) bool { return r < '0' || r > '9' }) {
				own[word] = true
			}
		}
	}
	return own
}
