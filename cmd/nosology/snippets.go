package main

import (
	"fmt"
	"slices"
	"strings"

	"nosology/generator/content"
	"nosology/generator/schema"
)

// snippet is a text that Visual Studio Code offers while somebody types.
type snippet struct {
	Scope       string   `json:"scope"`
	Prefix      string   `json:"prefix"`
	Body        []string `json:"body"`
	Description string   `json:"description"`
}

// writeSnippets writes a snippet for every key of front matter, for the cards
// and for citations.
func writeSnippets(name string, tree *content.Tree) error {
	text, err := indented(snippets(tree))
	if err != nil {
		return err
	}
	return writeChanged(name, text)
}

// tree may be nil; then there are no names to choose from, and the places are left empty.
func snippets(tree *content.Tree) map[string]snippet {
	all := map[string]snippet{}
	add := func(prefix, body, says string) {
		all["nosology: "+prefix] = snippet{"markdown", prefix, strings.Split(body, "\n"), says}
	}
	vocab := content.BuiltInVocabulary()
	if tree != nil {
		vocab = tree.Vocabulary
	}
	for _, sheet := range vocab.Sheets() {
		if !strings.HasSuffix(sheet.Files, ".md") {
			continue
		}
		for _, k := range sheet.Value.Keys {
			w := snippetWriter{tree: tree}
			add(k.Name, k.Name+":"+w.behind(k.Value), k.Says)
		}
	}
	w := snippetWriter{tree: tree}
	add("finding", "  "+w.choice(schema.Names(tree, content.FindingNames))+": "+w.choice(strengthsOf()), "One line of a cause's findings.")
	w = snippetWriter{tree: tree}
	add("cite", "[@"+w.choice(append([]string{"general"}, schema.Names(tree, content.SourceNames)...))+"]", "Cite a source.")
	for _, card := range []struct{ kind, title string }{
		{"self-care", "You can look after this yourself"},
		{"see-a-doctor", "See a doctor if"},
		{"urgent", "Call {{urgent}} today if"},
		{"emergency", "Call {{emergency}} now if"},
		{"do", "Do"},
		{"do-not", "Do not"},
	} {
		add("card "+card.kind, fmt.Sprintf("> [!%s] ${1:%s}\n> - $2", card.kind, strings.ReplaceAll(card.title, "}", `\}`)), "A card: "+card.kind+".")
	}
	return all
}

// strengthsOf are the words for how strongly a finding speaks for a cause.
func strengthsOf() []string {
	keys := content.BuiltInVocabulary().SheetOf(content.Cause).Value.Keys
	i := slices.IndexFunc(keys, func(k content.Key) bool { return k.Name == "findings" })
	return keys[i].Value.Of.Words
}

// snippetWriter numbers the places that an author fills in.
type snippetWriter struct {
	tree  *content.Tree
	place int
}

// Numbers begin at 1 for each snippet; $0 is where the cursor ends, and is left to the editor.
func (w *snippetWriter) next() int { w.place++; return w.place }

// choice is a place that is filled with one of a few words. A snippet cannot
// offer none.
func (w *snippetWriter) choice(words []string) string {
	if len(words) == 0 {
		return fmt.Sprintf("$%d", w.next())
	}
	return fmt.Sprintf("${%d|%s|}", w.next(), strings.Join(words, ","))
}

// behind is what comes after a key's colon.
func (w *snippetWriter) behind(v content.Value) string {
	switch {
	case v.Shape == content.HoldsList && v.Of.Shape == content.HoldsGroup:
		return "\n  - " + w.value(*v.Of)
	case v.Shape == content.HoldsTable:
		names := v.Words
		if v.Names != content.NoNames {
			names = schema.Names(w.tree, v.Names)
		}
		return "\n  " + w.choice(names) + ": " + w.value(*v.Of)
	}
	return " " + w.value(v)
}

func (w *snippetWriter) value(v content.Value) string {
	switch v.Shape {
	case content.HoldsWord:
		return w.choice(v.Words)
	case content.HoldsBool:
		return w.choice([]string{"true", "false"})
	case content.HoldsDate:
		return fmt.Sprintf("${%d:$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE}", w.next())
	case content.HoldsList:
		return "[" + w.value(*v.Of) + "]"
	case content.HoldsGroup:
		var parts []string
		for _, k := range v.Keys {
			if k.Need {
				parts = append(parts, k.Name+": "+w.value(k.Value))
			}
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return w.choice(schema.Names(w.tree, v.Names))
}
