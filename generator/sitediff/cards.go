package sitediff

import (
	"slices"

	"nosology/generator/content"
	"nosology/generator/markdown"
	"nosology/generator/rules"
)

// line is a bullet of a care card.
type line struct {
	level rules.Level
	text  string
	flags []string
}

// lines returns the bullets of the cards that tell readers how soon to get help.
// Lists of what to do and not to do have no level, and are left to the comparison of texts.
func lines(d *content.Document, in *content.Tree) (all []line) {
	body, _ := markdown.Scan(d.Body, in.Language)
	for _, card := range body.Cards {
		level, ok := rules.ParseLevel(card.Level)
		if !ok {
			continue
		}
		for _, b := range card.Bullets {
			all = append(all, line{level, b.Text, b.Flags})
		}
	}
	return all
}

// cards compares the care cards of a page and reports whether they differ.
// Lines are matched in three rounds, each of which takes out what it has explained: the same words
// at the same level, the same words at another level, other words at the same level that speak for
// the same flags. What is left is gone, or new. A line may stand several times; then each is
// matched once.
func (c *comparison) cards(old, d *content.Document) bool {
	was, is := lines(old, c.before), lines(d, c.after)
	was, is = c.moved(d, was, is)
	was, is = c.reworded(d, was, is)
	for _, l := range was {
		c.add(Rarer, "card", d.Path, "%s: %q is gone", l.level, l.text)
	}
	for _, l := range is {
		// A new line warns of something; at home it only advises.
		kind := Stricter
		if l.level == rules.SelfCare {
			kind = Reworded
		}
		c.add(kind, "card", d.Path, "%s: %q is new", l.level, l.text)
	}
	return len(was)+len(is) > 0
}

// moved takes out the lines that stand in both, and tells of those that stand in a card of another level.
func (c *comparison) moved(d *content.Document, was, is []line) (_, _ []line) {
	rest, is := lacking(was, is), lacking(is, was)
	byText := map[string][]int{}
	for i, l := range is {
		byText[l.text] = append(byText[l.text], i)
	}
	taken := map[int]bool{}
	rest = slices.DeleteFunc(rest, func(l line) bool {
		at := byText[l.text]
		if len(at) == 0 {
			return false
		}
		byText[l.text], taken[at[0]] = at[1:], true
		kind := Stricter
		if is[at[0]].level < l.level {
			kind = Milder
		}
		c.add(kind, "card", d.Path, "%q: %s → %s", l.text, l.level, is[at[0]].level)
		return true
	})
	return rest, without(is, taken)
}

// lacking returns the lines that do not stand among others: of one that stands there
// fewer times, what is more.
func lacking(lines, others []line) []line {
	type words struct { // what makes two lines the same to a reader
		level rules.Level
		text  string
	}
	there := map[words]int{}
	for _, l := range others {
		there[words{l.level, l.text}]++
	}
	return slices.DeleteFunc(slices.Clone(lines), func(l line) bool {
		there[words{l.level, l.text}]--
		return there[words{l.level, l.text}] >= 0
	})
}

// reworded pairs what is left of one level that speaks for the same flags.
func (c *comparison) reworded(d *content.Document, was, is []line) (_, _ []line) {
	taken := map[int]bool{}
	rest := slices.DeleteFunc(was, func(l line) bool {
		for i, now := range is {
			if !taken[i] && len(l.flags) > 0 && now.level == l.level && slices.Equal(now.flags, l.flags) {
				taken[i] = true
				c.add(Reworded, "card", d.Path, "%s: %q → %q", l.level, l.text, now.text)
				return true
			}
		}
		return false
	})
	return rest, without(is, taken)
}

func without(lines []line, taken map[int]bool) (rest []line) {
	for i, l := range lines {
		if !taken[i] {
			rest = append(rest, l)
		}
	}
	return rest
}
