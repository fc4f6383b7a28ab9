package content

import (
	"strings"

	"nosology/generator/markdown"
)

// Region holds the numbers to call in a part of the world. Whoever shows or says one asks here, so that a page, its
// words in the search and the checker never say different numbers.
type Region struct {
	ID, Name                  Text
	Emergency, Urgent, Crisis Number
	CrisisLines               []CrisisLine
}

// CrisisLine is a way to reach somebody who listens: words to show, and at most one of digits to dial, a number to
// write a text message to, and an address to open.
type CrisisLine struct {
	Say, Dial, Text, Web Text
}

// Dest is where a tap on the line leads, empty for nowhere.
func (l *CrisisLine) Dest() string {
	switch {
	case l.Dial.S != "":
		return "tel:" + l.Dial.S
	case l.Text.S != "":
		return "sms:" + l.Text.S
	}
	return l.Web.S
}

// Number is a telephone number: words to show and digits to dial. Dial is
// empty where there is no single number; then only the words are shown.
type Number struct{ Say, Dial Text }

// HomeRegion is the region that pages are written for, with the numbers to call.
func (c *Config) HomeRegion() Region {
	for _, r := range c.Regions {
		if r.ID.S == c.Region.S {
			return r
		}
	}
	return Region{}
}

// Contacts are what {{emergency}} and the like stand for, nothing for a word that names none of them. Where a region
// has no list of crisis lines, its one line stands for it.
func (r *Region) Contacts(kind string) []markdown.Contact {
	switch kind {
	case "emergency":
		return []markdown.Contact{r.Emergency.contact()}
	case "urgent":
		return []markdown.Contact{r.Urgent.contact()}
	case "crisis-lines":
		if len(r.CrisisLines) > 0 {
			return r.Lines()
		}
		return []markdown.Contact{r.Crisis.contact()}
	case "crisis":
		return []markdown.Contact{r.Crisis.contact()}
	}
	return nil
}

// Lines are the region's own list of crisis lines, which may be empty.
func (r *Region) Lines() (lines []markdown.Contact) {
	for i := range r.CrisisLines {
		l := &r.CrisisLines[i]
		lines = append(lines, markdown.Contact{Say: l.Say.S, Dest: l.Dest()})
	}
	return lines
}

// Say is what stands for {{emergency}} and the like where there can be no links.
func (r *Region) Say(kind string) string {
	var say []string
	for _, c := range r.Contacts(kind) {
		say = append(say, c.Say)
	}
	return strings.Join(say, markdown.BetweenContacts)
}

// Plain puts the numbers into a text as words, for {{emergency}} and the like.
func (r *Region) Plain(text string) string {
	for _, kind := range markdown.NumberKinds() {
		if strings.Contains(text, "{{"+kind+"}}") {
			text = strings.ReplaceAll(text, "{{"+kind+"}}", r.Say(kind))
		}
	}
	return text
}

// contact is a number with where a tap on it leads; without digits it is words alone, such as "your
// local emergency number".
func (n Number) contact() markdown.Contact {
	if n.Dial.S == "" {
		return markdown.Contact{Say: n.Say.S}
	}
	return markdown.Contact{Say: n.Say.S, Dest: "tel:" + n.Dial.S}
}
