package render

import (
	"strings"

	"nosology/generator/markdown"
	"nosology/generator/rules"
)

// bulletsUpFront is how many signs of an emergency stand at the head of a page,
// and bulletsInBand how many in the band of the home page.
const (
	bulletsUpFront = 3
	bulletsInBand  = 2
)

// help writes, at the head of a page, when to get help: a chip for each level
// that leads to its card. Where the card of an emergency comes further down,
// its signs stand in the chip in words.
func help(b *out, v *View) {
	cards := v.page.Scan.Cards
	if levelsOf(cards) == 0 {
		return
	}
	b.framed(`<ul class="help" aria-label="`, v.ed.words.Care.Help, `">`)
	for l := rules.Emergency; l >= rules.SeeADoctor; l-- {
		c := cardOf(cards, l.String())
		switch {
		case c == nil:
		case l == rules.Emergency && afterHeading(v.page.Scan, c.Span):
			emergencySigns(b, v, c)
		default:
			chip(b, v, l, "#care-"+l.String())
		}
	}
	b.raw(`</ul>`)
}

// levelsOf counts the levels from which somebody is asked for help that have a card.
// A card of self-care is no way to get help.
func levelsOf(cards []markdown.Card) (n int) {
	for l := rules.Emergency; l >= rules.SeeADoctor; l-- {
		if cardOf(cards, l.String()) != nil {
			n++
		}
	}
	return n
}

// afterHeading reports whether something stands below the first heading, and so
// out of sight when the page opens.
func afterHeading(s *markdown.Body, at markdown.Span) bool {
	return len(s.Headings) > 0 && s.Headings[0].Span.Start < at.Start
}

// cardOf is the first card of a level, nil if there is none.
func cardOf(cards []markdown.Card, level string) *markdown.Card {
	for i := range cards {
		if cards[i].Level == level {
			return &cards[i]
		}
	}
	return nil
}

// chip writes a level as a link to where it is told when that is.
func chip(b *out, v *View, l rules.Level, to string) {
	name := l.String()
	b.raw(`<li class="chip level--`, name, `"><a href="`, to, `">`, v.ed.cardIcon(name))
	b.text(v.ed.level(l).Link.With("phone", v.ed.view.numberAt(l).Say))
	b.raw(`</a></li>`)
}

// emergencySigns writes the chip of a card that is not in sight.
func emergencySigns(b *out, v *View, c *markdown.Card) {
	b.raw(`<li class="band">`, v.ed.cardIcon("emergency"), `<span>`)
	signsInWords(b, v, c, bulletsUpFront)
	b.raw(`</span></li>`)
}

// emergencyBand writes the first signs of an emergency in one slim line, for a
// page on which their card comes further down.
func emergencyBand(b *out, v *View) {
	c := cardOf(v.page.Scan.Cards, rules.Emergency.String())
	if c == nil {
		return
	}
	b.raw(`<p class="band">`, v.ed.cardIcon("emergency"), `<span>`)
	signsInWords(b, v, c, bulletsInBand)
	b.raw(`</span></p>`)
}

// signsInWords writes whom to call, and the first bullets of a card as half a
// sentence, of which the rest is a link to the card.
func signsInWords(b *out, v *View, c *markdown.Card, most int) {
	w := v.ed.words
	b.say(w.Care.CallIf, func(place string) {
		if place == "call" {
			b.raw(`<b>`)
			b.action(v.ed, rules.Emergency)
			b.raw(`</b>`)
			return
		}
		var signs []string
		for _, bullet := range c.Bullets[:min(len(c.Bullets), most)] {
			signs = append(signs, bullet.Text)
		}
		b.text(strings.Join(signs, w.Lists.Phrases.Between()))
		if len(c.Bullets) == 0 {
			return
		}
		b.text(w.Lists.PhrasesOr.Between())
		b.link("#care-"+c.Level, w.Care.OtherSigns)
	})
}

// jump writes links to the lists of warning signs on the same page.
func jump(b *out, v *View) {
	b.framed(`<ul class="help" aria-label="`, v.ed.words.Page.Contents, `">`)
	for l := rules.Emergency; l >= rules.SeeADoctor; l-- {
		if len(v.ed.flagsAt(l)) > 0 {
			chip(b, v, l, "#signs-"+l.String())
		}
	}
	b.raw(`</ul>`)
}

// numberAt is the number to call at a level of care.
func (v *SiteView) numberAt(l rules.Level) Number {
	if l == rules.Emergency {
		return v.Emergency
	}
	return v.Urgent
}
