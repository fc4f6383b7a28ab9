package lint

import (
	"slices"

	"nosology/generator/content"
	"nosology/generator/rules"
	"nosology/generator/site"
	"nosology/generator/words"
)

// uncoveredSign finds lines of the checker that stand for a sign of danger and do not name it: whoever has the sign, and
// reads the line, would pass by. A line names a sign if they share a word that says something: of the sign's title, of
// its synonyms, of what people say, or of the answer behind the line.
func uncoveredSign(s *site.Site, report report) {
	if s.Tree.Checker == nil || s.Rules == nil {
		return
	}
	c := covering{site: s, words: words.New(words.English(), nil), grave: graveSigns(s.Rules)}
	for _, q := range s.Tree.Checker.Questions {
		for _, o := range q.Options {
			c.line(o, report)
		}
	}
}

// graveSigns are the findings that are an emergency alone or with one other.
func graveSigns(base *rules.Base) map[string]bool {
	grave := map[string]bool{}
	for i := range base.Flags {
		for _, all := range base.Flags[i].When {
			for _, f := range all {
				grave[base.Findings[f]] = grave[base.Findings[f]] || base.Flags[i].Level == rules.Emergency && len(all) <= 2
			}
		}
	}
	return grave
}

type covering struct {
	site  *site.Site
	words *words.Index
	grave map[string]bool
}

// line looks at what one answer stands for: several findings, or the answers of the questions that it opens.
func (c *covering) line(o content.Option, report report) {
	says := c.words.ContentWords(o.Say.S)
	look := func(finding content.Text, answer string) {
		if p := c.site.Finding(finding.S); p != nil && c.grave[finding.S] && !c.names(says, p, answer) {
			report(place{"checker.yaml", o.Say.Pos}, "name it in the line, or add what the line says to heard-as of "+p.Path, "the line stands for %q and has no word of it", p.Title.S)
		}
	}
	if o.Any {
		for _, finding := range o.Yes {
			look(finding, "")
		}
	}
	for _, q := range c.site.Tree.Checker.Questions {
		if !slices.ContainsFunc(o.Opens, func(id content.Text) bool { return id.S == q.ID.S }) {
			continue
		}
		for _, behind := range q.Options {
			for _, finding := range behind.Yes {
				look(finding, behind.Say.S)
			}
		}
	}
}

// names reports whether a line shares a word with what a finding is called, or with the answer that asks for it.
func (c *covering) names(says []string, p *site.Page, answer string) bool {
	texts := []string{p.Title.S, answer}
	for _, t := range slices.Concat(p.Also, p.HeardAs) {
		texts = append(texts, t.S)
	}
	return slices.ContainsFunc(texts, func(text string) bool {
		return slices.ContainsFunc(c.words.ContentWords(text), func(word string) bool { return slices.Contains(says, word) })
	})
}
