package site

import "strings"

// TitleInSentence is the page's title as it stands within a sentence. Only
// titles of findings change, since those of causes may begin with a name, and
// so may one that begins with capitals, figures or a possessive: "TIA before",
// "Bell's palsy". Languages that write nouns with capitals keep them.
func (p *Page) TitleInSentence() string {
	title := p.Title.S // a capital of ASCII is made small; titles that begin with others stay
	word, _, _ := strings.Cut(title, " ")
	if p.Finding == nil || p.site.Tree.Words == nil || p.site.Tree.Words.Writing.Small != "yes" || strings.ContainsAny(word, "'’") || word != "A" && !plainWord(word) {
		return title
	}
	return strings.ToLower(title[:1]) + title[1:]
}

// plainWord reports whether only the first letter of a word may be a capital.
func plainWord(word string) bool { return len(word) > 1 && word[1] >= 'a' && word[1] <= 'z' }
