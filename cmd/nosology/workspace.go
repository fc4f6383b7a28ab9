package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"

	"github.com/tidwall/jsonc"

	"nosology/generator/content"
)

// writeWorkspace writes what Visual Studio Code needs to know, to a folder
// .vscode beside the content. Of its files only the snippets are ours alone:
// the others are written where there are none, and otherwise it is said what
// to add to them.
func writeWorkspace(t *terminal, folder folder, schemas string, tree *content.Tree) error {
	dir := folder.beside(".vscode")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := writeSnippets(filepath.Join(dir, "nosology.code-snippets"), tree); err != nil {
		return err
	}
	settings, err := settingsOf(folder, schemas, tree.Vocabulary)
	if err != nil {
		return err
	}
	for _, part := range []struct {
		file string
		want map[string]any
	}{
		{"settings.json", settings},
		{"extensions.json", map[string]any{"recommendations": []any{"redhat.vscode-yaml"}}},
		{"tasks.json", map[string]any{"version": "2.0.0", "tasks": tasks()}},
	} {
		if err := offer(t, filepath.Join(dir, part.file), part.want); err != nil {
			return err
		}
	}
	return nil
}

// settingsOf says which schema is for which files.
func settingsOf(folder folder, schemas string, vocab *content.Vocabulary) (map[string]any, error) {
	root := filepath.Dir(folder.path)
	full, err := filepath.Abs(schemas)
	if err != nil {
		return nil, err
	}
	below, err := filepath.Rel(root, full)
	if err != nil {
		return nil, err
	}
	files := map[string]any{}
	for _, sheet := range vocab.Sheets() {
		files["./"+path.Join(filepath.ToSlash(below), sheet.Name+".json")] = path.Join(filepath.Base(folder.path), sheet.Files)
	}
	return map[string]any{"yaml.schemas": files}, nil
}

// tasks run the checks and show what they find in the list of problems: once,
// and after each save.
func tasks() []any {
	return []any{
		map[string]any{
			"label": "nosology check", "type": "process", "command": "nosology", "args": []any{"check"},
			"group":          map[string]any{"kind": "build", "isDefault": true},
			"problemMatcher": matcher(nil),
		},
		map[string]any{
			"label": "nosology serve", "type": "process", "command": "nosology", "args": []any{"serve"},
			"isBackground": true,
			"problemMatcher": matcher(map[string]any{
				// The editor waits for endsPattern before it clears or fills its list; so serve
				// ends each round with one of its two lines, and they are constants.
				"activeOnStart": true, "beginsPattern": "^" + savedLine, "endsPattern": "^(" + goodLine + "|.*" + staysLine + ")",
			}),
		},
	}
}

// matcher says how diagnostics look on a terminal.
func matcher(background map[string]any) map[string]any {
	m := map[string]any{
		"owner": "nosology", "source": "nosology",
		// The command runs in the folder that is open, so names in its output are relative to that.
		"fileLocation": []any{"relative", "${workspaceFolder}"},
		"pattern": map[string]any{
			"regexp": `^(.+?):(\d+):(?:(\d+):)? (error|warning|note): (.*) \(([a-z-]+)\)$`,
			"file":   1, "line": 2, "column": 3, "severity": 4, "message": 5, "code": 6,
		},
	}
	if background != nil {
		m["background"] = background
	}
	return m
}

// offer writes a file of settings where there is none, or one in which somebody
// else has written nothing. What another lacks is said.
func offer(t *terminal, name string, want map[string]any) error {
	text, err := indented(want)
	if err != nil {
		return err
	}
	written, err := writeNew(name, text)
	if err != nil || written {
		if written {
			fmt.Fprintf(t.out, "Wrote %s.\n", name)
		}
		return err
	}
	old, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var have map[string]any
	if err := json.Unmarshal(jsonc.ToJSON(old), &have); err == nil && holds(have, want) {
		return nil
	}
	// Nobody who has written something of their own leaves it in just our order and spaces; so a
	// file that is byte for byte what we would write of its content may be renewed.
	if same, err := indented(have); err == nil && bytes.Equal(same, old) && holds(want, have) { // all that is in it is ours
		return replaceFile(name, text, 0o644)
	}
	fmt.Fprintf(t.out, "%s is yours and stays as it is. Add to it what it lacks of this:\n\n%s\n", name, text)
	return nil
}

func indented(v any) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(v)
	return out.Bytes(), err
}

// holds reports whether a value has all of another: every key of a group,
// every item of a list.
func holds(have, want any) bool {
	switch want := want.(type) {
	case map[string]any:
		group, _ := have.(map[string]any)
		for key, value := range want {
			if !holds(group[key], value) {
				return false
			}
		}
		return true
	case []any:
		list, _ := have.([]any)
		for _, item := range want {
			found := false
			for _, h := range list {
				found = found || holds(h, item)
			}
			if !found {
				return false
			}
		}
		return true
	// encoding/json reads every number as a float64.
	case int:
		return have == float64(want)
	}
	return have == want
}
