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

// writtenRule returns the lines of checker.yaml that make a flag's rule, as
// they stand there, moved to the left margin: its entry of the list, without the
// keys that are words for readers. Where those begin is known from the reader;
// the lines are taken as they are, so that comments and the author's spelling stay.
func (p *Page) writtenRule(f *site.Flag) string {
	if p.site.Tree.Lines == nil || f.Entry.From.Line == 0 {
		return ""
	}
	margin := int(f.Entry.From.Column) - 1
	keys, column, keep := f.Entry.Keys, 0, true
	var kept, open []string // open are lines that may yet turn out to stand before the next key
	for n := f.Entry.From.Line; n <= f.Entry.To.Line; n++ {
		line := p.entryLine(&f.Entry, n)
		if len(keys) > 0 && keys[0].Pos.Line == n {
			keep = slices.Contains(ruleKeys(), keys[0].S) || n == f.Entry.From.Line // beside the dash
			column, keys = int(keys[0].Pos.Column), keys[1:]
		} else if isBeside(line, column) && n < f.Entry.To.Line {
			open = append(open, line)
			continue
		}
		if keep {
			kept = append(append(kept, open...), line)
		}
		open = nil
	}
	for i := range kept {
		kept[i] = kept[i][min(margin, indentOf(kept[i])):]
	}
	return strings.Join(kept, "\n")
}

// entryLine returns a line without what stands on it before or behind an entry.
func (p *Page) entryLine(e *content.Entry, n int32) string {
	line := []rune(p.site.Tree.Lines(content.CheckerFile, int(n)))
	if n == e.To.Line && e.To.Column > 0 {
		line = line[:min(int(e.To.Column), len(line))]
	}
	if n == e.From.Line {
		for i := range min(int(e.From.Column)-1, len(line)) {
			line[i] = ' '
		}
	}
	return string(line)
}

// isBeside reports whether a line is empty, or a comment that is indented no
// further than the keys, whose column is given: it goes with what follows it.
func isBeside(line string, column int) bool {
	text := strings.TrimSpace(line)
	return text == "" || strings.HasPrefix(text, "#") && indentOf(line) < column
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
