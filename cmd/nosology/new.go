package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"text/template"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// newCommand writes the beginnings of a document.
type newCommand struct {
	contentFlags
	Kind  string `arg:"" enum:"article,cause,symptom,page,source" help:"What to begin: article, cause, symptom, page or source."`
	Title string `arg:"" help:"Its title, as readers see it."`
	ID    string `name:"id" help:"Its id: the name of its file, and the end of its address. Without it, one is made from the title."`
}

func (c *newCommand) Help() string {
	return `The file has every key in its place, with a comment on each, and is a draft: it is built only with --drafts until you take that line out. A source is added to the end of sources.yaml.`
}

//go:embed scaffold
var scaffolds embed.FS

// scaffoldFolders say where each kind of document stands.
var scaffoldFolders = map[string]string{"article": "articles", "cause": "causes", "symptom": "symptoms", "page": "pages"}

func (c *newCommand) Run(t *terminal) error {
	content, err := findContent(c.Content)
	if err != nil {
		return err
	}
	if c.ID == "" {
		c.ID = idOf(c.Title)
	}
	if c.ID == "" || idOf(c.ID) != c.ID {
		return usage{fmt.Errorf("%q cannot be an id; give one of small letters, digits and hyphens with --id", c.ID)}
	}
	if c.Kind == "source" {
		return c.addSource(t, content)
	}
	text, err := c.fill("scaffold/" + c.Kind + ".md")
	if err != nil {
		return err
	}
	below := filepath.Join(scaffoldFolders[c.Kind], c.ID+".md")
	path := filepath.Join(content.path, below)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return usage{fmt.Errorf("%s is there already; name another with --id", filepath.Join(content.name, below))}
	}
	if err != nil {
		return err
	}
	if _, err := f.Write(text); err != nil {
		return errors.Join(err, f.Close())
	}
	fmt.Fprintf(t.out, "Wrote %s. Its id is %s.\n", filepath.Join(content.name, below), c.ID)
	return f.Close()
}

// addSource adds an entry to the end of the bibliography.
func (c *newCommand) addSource(t *terminal, content folder) error {
	const file = "sources.yaml"
	path, name := filepath.Join(content.path, file), filepath.Join(content.name, file)
	old, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if bytes.HasPrefix(old, []byte(c.ID+":")) || bytes.Contains(old, []byte("\n"+c.ID+":")) {
		return usage{fmt.Errorf("%s has an entry %s already; name another with --id", name, c.ID)}
	}
	text, err := c.fill("scaffold/source.yaml")
	if err != nil {
		return err
	}
	if len(old) > 0 && !bytes.HasSuffix(old, []byte("\n")) {
		old = append(old, '\n')
	}
	if err := os.WriteFile(path, append(old, text...), 0o644); err != nil {
		return err
	}
	fmt.Fprintf(t.out, "Added %s to %s. Cite it as [@%s].\n", c.ID, name, c.ID)
	return nil
}

// fill writes out a scaffold.
func (c *newCommand) fill(name string) ([]byte, error) {
	scaffold, err := template.ParseFS(scaffolds, name)
	if err != nil {
		return nil, err
	}
	today := c.AsOf.orToday()
	var out bytes.Buffer
	err = scaffold.Execute(&out, map[string]string{
		"ID": c.ID, "Title": yamlText(c.Title),
		"Today": today.Format(time.DateOnly), "Due": today.AddDate(1, 0, 0).Format(time.DateOnly),
	})
	return out.Bytes(), err
}

// yamlText writes a text so that YAML reads it as that text: in quotes if it
// holds anything that might mean something.
func yamlText(s string) string {
	plain := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(" -'(),.", r)
	}
	first := strings.IndexFunc(s, unicode.IsLetter) == 0
	word := strings.ToLower(strings.TrimSpace(s))
	if first && strings.TrimSpace(s) == s && strings.IndexFunc(s, func(r rune) bool { return !plain(r) }) < 0 &&
		word != "true" && word != "false" && word != "null" && word != "yes" && word != "no" {
		return s
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ").Replace(s) + `"`
}

// idOf makes an id of a title: small letters and digits, joined by hyphens.
func idOf(title string) string {
	var id strings.Builder
	gap := false
	for _, r := range norm.NFD.String(strings.ToLower(title)) {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			if gap && id.Len() > 0 {
				id.WriteByte('-')
			}
			gap = false
			id.WriteRune(r)
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’': // accents, and marks within words
		default:
			gap = true
		}
	}
	return id.String()
}
