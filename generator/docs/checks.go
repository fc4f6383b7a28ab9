package docs

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"nosology/generator/lint"
)

// message is what a check says, with what the program offers beside it.
type message struct{ says, hint string }

// meaning is what a check is about, and how to mend what it finds.
type meaning struct{ Says, Cure string }

// meanings joins what checks.yaml says and what the table of checks does.
// A row of the table that has no cure in checks.yaml is an error, so that no check comes without
// one.
func meanings() (map[string]meaning, error) {
	all := map[string]meaning{}
	if err := yaml.Unmarshal(checksText, &all); err != nil {
		return nil, err
	}
	for _, row := range lint.Checks() {
		m, ok := all[row.Name]
		if !ok {
			return nil, fmt.Errorf("checks.yaml does not say how to mend what %s finds", row.Name)
		}
		m.Says = cmp.Or(m.Says, row.Why)
		all[row.Name] = m
	}
	return all, nil
}

// messages are what checks say, by their names.
// messages.txt has a line for each: check, message and hint with tabs between; a check that says
// nothing by itself has a line with the name alone.
func messages() map[string][]message {
	all := map[string][]message{}
	for line := range strings.Lines(messagesText) {
		part := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if part[1] != "" {
			all[part[0]] = append(all[part[0]], message{part[1], part[2]})
		}
	}
	return all
}

// checks writes a section for each check.
func checks() (string, error) {
	all, err := meanings()
	if err != nil {
		return "", err
	}
	advice := map[string]lint.Row{}
	for _, row := range lint.Checks() {
		advice[row.Name] = row
	}
	given := messages()
	var out strings.Builder
	for _, name := range slices.Sorted(maps.Keys(all)) {
		m := all[name]
		fmt.Fprintf(&out, "### `%s` {#%s}\n\n%s%s\n\nTo mend it: %s\n\n", name, name, code(m.Says), when(advice[name]), code(m.Cure))
		for _, s := range given[name] {
			fmt.Fprintf(&out, "- `%s`", inside(s.says))
			if strings.Trim(s.hint, "… ") != "" {
				fmt.Fprintf(&out, " → `%s`", inside(s.hint))
			}
			out.WriteString("\n")
		}
		out.WriteString("\n")
	}
	return out.String(), nil
}

// when says where a check that only advises is made.
func when(row lint.Row) string {
	switch {
	case row.Name == "":
		return ""
	case row.English:
		return " Advice, for sites in English."
	case row.Build:
		return " Advice; a build says it too."
	}
	return " Advice."
}

// inside writes a text that stands between backticks.
func inside(text string) string { return strings.ReplaceAll(text, "`", "'") }

// code writes as code what Markdown would read in sentences about marks.
func code(text string) string {
	return strings.NewReplacer("{{emergency}}", "`{{emergency}}`", "{{urgent}}", "`{{urgent}}`", "{{crisis}}", "`{{crisis}}`",
		"{flag=…}", "`{flag=…}`", "[[a], [b]]", "`[[a], [b]]`", "[[a, b]]", "`[[a, b]]`", "[@general]", "`[@general]`", "[^name]", "`[^name]`",
		"> [!name]", "`> [!name]`", "<br>", "`<br>`", "review: {written: …, due: …}", "`review: {written: …, due: …}`", "###", "`###`", "##", "`##`",
		"only #.", "only `#`.", "the #,", "the `#`,", "{#id}", "`{#id}`", "{#section-name}", "`{#section-name}`", "with >.", "with `>`.", `\|`, "`\\|`", `a \ before`, "a `\\` before", "https://", "`https://`", "---", "`---`",
		"https:, tel: or mailto:", "`https:`, `tel:` or `mailto:`", "over http:", "over `http:`", "http: links", "`http:` links", "https: if", "`https:` if", "../images/name.jpg", "`../images/name.jpg`").Replace(text)
}
