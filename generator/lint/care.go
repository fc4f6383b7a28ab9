package lint

import (
	"fmt"
	"slices"
	"strings"

	"nosology/generator/markdown"
)

// A telephone number is what the card is for.
func emergencyLink(p *page, report report) {
	for _, l := range p.Scan.Links {
		if l.Card == "emergency" && !strings.HasPrefix(l.Dest, "tel:") {
			report(p.body(l.Span), "say it in the card, or link to it elsewhere on the page", "an emergency card has a link, %q", l.Text)
		}
	}
}

// The page's first card of a level is taken for the one that is meant.
func repeatedCard(p *page, report report) {
	first := map[string]markdown.Span{}
	for _, c := range p.Scan.Cards {
		if span, again := first[c.Level]; again {
			report(p.body(c.Span), fmt.Sprintf("join it with the one in line %s", p.Line(span)), "this is not the first %s card of the page", c.Level)
			continue
		}
		first[c.Level] = c.Span
	}
}

// Elsewhere "don't" is as good as any other word.
func dont(p *page, report report) {
	for _, list := range p.Scan.Lists {
		if list.Level != "do-not" {
			continue
		}
		for _, b := range list.Bullets {
			if hasWord(lower(b.Text), "don't") {
				report(p.body(b.Span), `write "do not", or leave it to the list's title`, `"don't" stands in a list of what not to do`)
			}
		}
	}
}

// emptyTexts say nothing about where a link leads.
func emptyTexts() []string {
	return []string{
		"click", "click here", "find out more", "here", "it", "learn more", "link", "more", "more information", "page", "read", "read more",
		"see here", "source", "that", "this", "this article", "this link", "this page",
	}
}

// Signs around the words, such as an arrow, are not read out and do not count.
func linkText(p *page, report report) {
	empty := emptyTexts()
	for _, l := range p.Scan.Links {
		text := strings.ToLower(strings.Trim(l.Text, " .,:;!→»…"))
		switch {
		case slices.Contains(empty, text):
			report(p.body(l.Span), "let the link's text say what it leads to", "the link text %q says nothing by itself", l.Text)
		case strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "www."):
			report(p.body(l.Span), "let the link's text say what it leads to: [name](address)", "the link text is an address")
		}
	}
}
