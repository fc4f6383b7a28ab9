package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"nosology/generator/content"
	"nosology/generator/schema"
)

// schemaCommand tells editing programs what may be written.
type schemaCommand struct {
	contentFlags
	Out      string `placeholder:"DIR" help:"Folder for the schemas. Without it, \".nosology/schema\" beside the content folder."`
	Settings bool   `default:"true" negatable:"" help:"Write settings for Visual Studio Code as well."`
}

func (c *schemaCommand) Help() string {
	return `Writes JSON Schemas of the front matter of each kind of document and of the YAML files. They know the ids of your symptoms, causes and sources as they are now; run it again to have new ones offered.

For Visual Studio Code it also writes, to the folder .vscode beside the content, what lets it use them: settings by which its YAML extension completes and checks YAML files; snippets that complete front matter, cards and citations in Markdown, which that extension does not read (press Ctrl-Space); and tasks that show in its list of problems what nosology check and nosology serve find. A file of yours is never changed; what to add to it is said instead.

Other programs: name the schemas to any YAML language server.`
}

func (c *schemaCommand) Run(t *terminal) error {
	// What names there are can be said although there are mistakes.
	folder, tree, _, err := c.load()
	if err != nil {
		return err
	}
	out := c.Out
	if out == "" {
		out = folder.beside(filepath.Join(".nosology", "schema"))
	}
	n, err := writeSchemas(out, tree)
	if err != nil {
		return err
	}
	fmt.Fprintf(t.out, "Wrote %s to %s.\n", count(n, "schema"), out)
	if !c.Settings {
		return nil
	}
	return writeWorkspace(t, folder, out, tree)
}

// writeSchemas writes a schema for each kind of file.
func writeSchemas(out string, tree *content.Tree) (n int, err error) {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return 0, err
	}
	for _, sheet := range tree.Sheets() {
		text, err := schema.Of(sheet, tree)
		if err != nil {
			return n, err
		}
		if err := writeChanged(filepath.Join(out, sheet.Name+".json"), text); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// writeChanged writes a file that is ours, unless it is so already.
// So an editing program that watches it does not read it anew.
func writeChanged(name string, text []byte) error {
	if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, text) {
		return nil
	}
	return replaceFile(name, text, 0o644)
}
