package lint

import (
	"slices"

	"nosology/generator/content"
	"nosology/generator/words"
	"nosology/generator/words/learn"
)

// known returns the findings that are recognised by what was learned from sentences: their phrases are not looked for.
func known(t *content.Tree) map[string]bool {
	said, _, _ := t.Said()
	return learn.Known(said)
}

// oneWordPhrase finds names of findings by which a reader's own words are recognised, and of which one word is left once
// stop words are gone: of "come down", any "down" would be heard.
func oneWordPhrase(p *page, report report) {
	language := words.LanguageOf(p.site.Tree.Site.Language.S)
	if p.Finding == nil || !language.HasNegators() || p.known()[p.ID] {
		return
	}
	index := words.New(language, nil)
	for _, phrase := range slices.Concat(p.Also, p.HeardAs) {
		if word, is := index.OneWord(phrase.S); is {
			report(p.meta(phrase), "say more of what people say, or give the finding sentences in said.yaml", "%q is heard wherever %q stands", phrase.S, word)
		}
	}
}
