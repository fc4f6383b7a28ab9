package generator

import (
	"slices"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/rules"
	"nosology/generator/site"
	"nosology/generator/words"
	"nosology/generator/words/learn"
)

// Lesson is what a site teaches of readers' own words, nil if it has no sentences or no rules. What is learned from it is
// remembered beside the cache, a file, unless that is empty.
func Lesson(linked *site.Site, cache string) (*learn.Lesson, []diag.Diagnostic) {
	if linked.Rules == nil {
		return nil, nil
	}
	said, found, ok := linked.Tree.Said()
	if !ok || diag.HasErrors(found) {
		return nil, found
	}
	var remembered func(string, func() []byte) []byte
	if cache != "" {
		remembered = (&modelStore{cache + modelSuffix}).model
	}
	names := learn.Names(findingsOf(linked))
	return learn.NewLesson(words.LanguageOf(linked.Tree.Site.Language.S), spoken(linked), graveOf(linked.Rules), said, names, remembered), found
}

func findingsOf(linked *site.Site) (docs []*content.Document) {
	for _, id := range linked.Rules.Findings {
		if p := linked.Finding(id); p != nil {
			docs = append(docs, p.Document)
		}
	}
	return docs
}

// spoken are the findings that people can speak of: not what stands for all that a question asks for, which comes last.
func spoken(linked *site.Site) []string {
	all := linked.Rules.Findings
	if n := slices.IndexFunc(all, func(id string) bool { return linked.Finding(id) == nil }); n >= 0 {
		all = all[:n]
	}
	return all
}

// graveOf returns the findings that are an emergency alone or with one other.
// They are sorted, each once. More than two together are a picture, not a sign that has to be
// heard.
func graveOf(base *rules.Base) (ids []string) {
	for i := range base.Flags {
		if base.Flags[i].Level != rules.Emergency {
			continue
		}
		for _, all := range base.Flags[i].When {
			if len(all) > 2 {
				continue
			}
			for _, f := range all {
				ids = append(ids, base.Findings[f])
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
