package checkerpage

import (
	"html/template"
	"slices"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"

	"nosology/generator/content"
	"nosology/generator/site"
)

// ruleKeys are the keys of a flag that decide anything; the others are words
// for readers, which stand beside the rule.
func ruleKeys() []string {
	return []string{"id", "level", "unsure", "when"}
}

// longestRule bounds the lines of a flag that are looked at.
const longestRule = 400

// writtenRule returns the lines of checker.yaml that make a flag's rule, as
// they stand there, moved to the left margin: the entry of the list from its dash
// on, without the keys that are words for readers. It reads lines and no YAML, so
// that comments and the author's spelling stay.
func (p *Page) writtenRule(f *site.Flag) string {
	const file = content.CheckerFile
	at := int(f.ID.Pos.Line)
	if p.site.Tree.Lines == nil {
		return ""
	}
	line := func(n int) string { return p.site.Tree.Lines(file, n) }
	for first := at; first > 0 && first > at-longestRule; first-- {
		if strings.HasPrefix(strings.TrimSpace(line(first)), "-") {
			at = first
			break
		}
	}
	dash := indentOf(line(at))
	kept := []string{line(at)}
	keep := true
	for n := at + 1; n < at+longestRule; n++ {
		l := line(n)
		text := strings.TrimSpace(l)
		if text == "" || indentOf(l) <= dash {
			break
		}
		if key, _, ok := strings.Cut(text, ":"); ok && !strings.HasPrefix(text, "-") && !strings.HasPrefix(text, "#") {
			keep = slices.Contains(ruleKeys(), key)
		}
		if keep {
			kept = append(kept, l)
		}
	}
	for i := range kept {
		kept[i] = kept[i][min(dash, indentOf(kept[i])):]
	}
	return strings.Join(kept, "\n")
}

// indentOf is how many spaces a line begins with; YAML allows no tabs there.
func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// yamlCode writes YAML as a block of code, with the classes that the style
// sheet for code has colours for: chroma's, but for the marks of each line and
// for punctuation, which have none.
func yamlCode(text string) template.HTML {
	if text == "" {
		return ""
	}
	var b strings.Builder
	b.WriteString(`<pre tabindex="0" class="chroma"><code>`)
	tokens, err := lexers.Get("yaml").Tokenise(nil, text)
	if err != nil {
		tokens = chroma.Literator(chroma.Token{Type: chroma.Text, Value: text})
	}
	for t := range tokens.Stdlib() {
		class := chroma.StandardTypes[t.Type]
		if class == "" || t.Type.InCategory(chroma.Punctuation) || t.Type.InCategory(chroma.Text) {
			b.WriteString(asHTML.Replace(t.Value))
			continue
		}
		value := strings.TrimRight(t.Value, "]") // which chroma counts among the words before it
		b.WriteString(`<span class="` + class + `">` + asHTML.Replace(value) + `</span>` + asHTML.Replace(t.Value[len(value):]))
	}
	b.WriteString(`</code></pre>`)
	return template.HTML(b.String())
}

// asHTML writes plain text as HTML.
var asHTML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;")
