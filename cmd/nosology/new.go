package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"text/template"
	"time"
	"unicode"
	"unicode/utf8"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/text"
)

// newCommand writes the beginnings of a document.
type newCommand struct {
	contentFlags
	Kind  string `arg:"" offer:"article,cause,symptom,page,source" help:"What to begin: article, cause, symptom, page, source, or a document of a collection that site.yaml declares, such as treatment."`
	Title string `arg:"" help:"Its title, as readers see it."`
	ID    string `name:"id" help:"Its id: the name of its file, and the end of its address. Without it, one is made from the title."`
}

func (c *newCommand) Help() string {
	return `The file has every key in its place, with a comment on each, and is a draft: it is built only with --drafts until you take that line out. A source is added to the end of sources.yaml. Nothing that is there is replaced.

  nosology new cause "Low zinc"
  nosology new source "Zinc: fact sheet" --id nih-zinc`
}

func (c *newCommand) Run(t *terminal) error {
	folder, err := findContent(c.Content)
	if err != nil {
		if ours := content.BuiltIn(); ours.Named(c.Kind) == nil && c.Kind != "source" {
			return unknownKind("<kind>", c.Kind, ours)
		}
		return err
	}
	if strings.TrimSpace(c.Title) == "" {
		return usage{errors.New("a title is missing: nosology new cause \"Low zinc\"")}
	}
	if c.ID == "" {
		c.ID = text.ID(c.Title)
	}
	if c.ID == "" || text.ID(c.ID) != c.ID {
		return usage{fmt.Errorf("%q cannot be an id; give one of small letters, digits and hyphens with --id", c.ID)}
	}
	tree, _, err := readContent(folder.path, folder.name)
	if err != nil {
		return err
	}
	if c.Kind == "source" {
		return c.addSource(t, folder, tree.Vocabulary)
	}
	kind := tree.Named(c.Kind)
	if kind == nil {
		return unknownKind("<kind>", c.Kind, tree.Kinds)
	}
	return c.begin(t, folder, tree, kind)
}

// unknownKind says which kinds of documents there are.
// where is how the command line calls the place: "<kind>", "--kind".
func unknownKind(where, name string, kinds content.Kinds) error {
	var names []string
	for _, k := range kinds {
		names = append(names, k.Name)
	}
	return usage{fmt.Errorf("%s cannot be %q; %s", where, name, diag.OneOf(name, names))}
}

// begin writes the beginnings of a document. The first of a collection brings
// the page that lists them.
func (c *newCommand) begin(t *terminal, folder folder, tree *content.Tree, kind *content.Kind) error {
	scaffold := "scaffold/" + c.Kind + ".md"
	if kind.Collection != nil {
		scaffold = "scaffold/document.md"
	}
	text, err := c.fill(scaffold, tree.Vocabulary)
	if err != nil {
		return err
	}
	below := filepath.Join(kind.Folder, c.ID+".md")
	if err := c.isFree(folder, tree, filepath.ToSlash(below)); err != nil {
		return err
	}
	switch written, err := folder.write(below, text); {
	case err != nil:
		return err
	// Whatever stands there may be somebody's work of a day.
	case !written:
		return usage{fmt.Errorf("%s is there already; name another with --id", filepath.Join(folder.name, below))}
	}
	fmt.Fprintf(t.out, "Wrote %s. Its id is %s.\n", filepath.Join(folder.name, below), c.ID)
	if kind.Collection == nil || slices.ContainsFunc(tree.Docs, func(d *content.Document) bool { return d.Page != nil && d.Page.Shows.S == kind.List }) {
		return nil
	}
	list := newCommand{Kind: "page", Title: kind.Collection.Label.S, ID: kind.Folder, contentFlags: c.contentFlags}
	if text, err = list.fill("scaffold/list.md", tree.Vocabulary); err != nil {
		return err
	}
	below = filepath.Join(content.Page.Folder, list.ID+".md")
	written, err := folder.write(below, text)
	if written {
		fmt.Fprintf(t.out, "Wrote %s, which lists them all.\n", filepath.Join(folder.name, below))
	}
	return err
}

// write writes a file of the folder unless there is one, and says whether it did.
func (f folder) write(below string, text []byte) (bool, error) {
	file := filepath.Join(f.path, below)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return false, err
	}
	return writeNew(file, text)
}

// isFree finds out that no other document stands at the address of a new one,
// or stood there once: two could not be built.
func (c *newCommand) isFree(folder folder, tree *content.Tree, path string) error {
	// An empty document knows its address already: it comes from the path alone. That it is empty
	// is no mistake here, so what is said of it is dropped.
	begun, _ := tree.ParseDocument(path, nil)
	for _, d := range tree.Docs {
		taken := d.Address == begun.Address && d.Path != path
		for _, once := range d.Aliases {
			taken = taken || once.S == begun.Address
		}
		if taken {
			return usage{fmt.Errorf("the address %s belongs to %s; name another with --id", begun.Address, filepath.Join(folder.name, d.Path))}
		}
	}
	return nil
}

// addSource adds an entry to the end of the bibliography.
func (c *newCommand) addSource(t *terminal, folder folder, vocab *content.Vocabulary) error {
	const file = content.SourcesFile
	path, name := filepath.Join(folder.path, file), filepath.Join(folder.name, file)
	old, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	before, mistakes := vocab.ParseSources(old)
	// The text is searched beside the tree: the file may have mistakes, and an entry that cannot be
	// read is there all the same.
	if regexp.MustCompile(`(?m)^["']?`+regexp.QuoteMeta(c.ID)+`["']? *:`).Match(old) || hasSource(before, c.ID) {
		return usage{fmt.Errorf("%s has an entry %s already; name another with --id", name, c.ID)}
	}
	entry, err := c.fill("scaffold/source.yaml", vocab)
	if err != nil {
		return err
	}
	text := withEntry(old, entry, before)
	after, more := vocab.ParseSources(text)
	errs, _ := diag.Count(mistakes)
	if now, _ := diag.Count(more); now > errs || len(after) != len(before)+1 || !hasSource(after, c.ID) {
		return usage{fmt.Errorf("%s is written in a way that no entry can be added to; write each source on lines of its own, mend what nosology check shows there, and run this again", name)}
	}
	if err := folder.change(map[string][]byte{file: text}); err != nil {
		return err
	}
	fmt.Fprintf(t.out, "Added %s to %s. Cite it as [@%s].\n", c.ID, name, c.ID)
	return nil
}

func hasSource(all []*content.Source, id string) bool {
	return slices.ContainsFunc(all, func(s *content.Source) bool { return s.ID.S == id })
}

// withEntry is a bibliography with an entry at its end, which is indented, and whose lines end, as
// the others do.
func withEntry(old, entry []byte, before []*content.Source) []byte {
	if len(before) > 0 {
		indent := strings.Repeat(" ", int(before[0].ID.Pos.Column)-1)
		entry = regexp.MustCompile(`(?m)^.`).ReplaceAll(entry, []byte(indent+"$0"))
	}
	end := []byte("\n")
	if n := bytes.Count(old, []byte("\r\n")); n > 0 && n == bytes.Count(old, end) {
		end = []byte("\r\n")
	}
	if len(old) > 0 && !bytes.HasSuffix(old, end) {
		old = slices.Concat(old, end)
	}
	return slices.Concat(old, bytes.ReplaceAll(entry, []byte("\n"), end))
}

// fill writes out a scaffold.
// A scaffold asks for the comment above a key with {{say "key"}}, so that what is said of keys
// stands in one place; one that names a key that there is not is an error, which tests would meet.
func (c *newCommand) fill(name string, vocab *content.Vocabulary) ([]byte, error) {
	keys, indent := keysOf(vocab, c.Kind), ""
	if c.Kind == "source" {
		indent = "  "
	}
	scaffold, err := template.New(path.Base(name)).Funcs(template.FuncMap{
		"say": func(key string) (string, error) { return comment(keys, key, indent) },
	}).ParseFS(shipped, name)
	if err != nil {
		return nil, err
	}
	today := c.AsOf.orToday()
	var out bytes.Buffer
	err = scaffold.Execute(&out, map[string]string{
		"ID": c.ID, "Title": yamlText(c.Title),
		"Own":   ownKeys(vocab, c.Kind, today),
		"Today": today.Format(time.DateOnly), "Due": today.AddDate(1, 0, 0).Format(time.DateOnly),
	})
	return out.Bytes(), err
}

// ownKeys are the lines of the keys that site.yaml adds to a kind of document.
// Those that there need not be stand behind a #.
func ownKeys(vocab *content.Vocabulary, kind string, today time.Time) string {
	k := vocab.Named(kind)
	if k == nil {
		return ""
	}
	var lines strings.Builder
	for _, key := range keysOf(vocab, kind) {
		i := slices.IndexFunc(vocab.Own[k], func(o *content.OwnKey) bool { return o.ID.S == key.Name })
		if i < 0 {
			continue
		}
		says, _ := comment([]content.Key{key}, key.Name, "") // which is there
		lines.WriteString(says)
		if !key.Need {
			lines.WriteString("# ")
		}
		lines.WriteString(key.Name + ": " + placeholder(key.Value, today) + "\n")
	}
	return lines.String()
}

// placeholder is a value that may stand where the author's will.
// It has the right type, so that the new document is read without a mistake before anybody has
// filled it in.
func placeholder(v content.Value, today time.Time) string {
	switch v.Shape {
	case content.HoldsWord:
		return v.Words[0]
	case content.HoldsBool:
		return "false"
	case content.HoldsNumber:
		return "0"
	case content.HoldsDate:
		return today.Format(time.DateOnly)
	case content.HoldsList:
		return "[]"
	}
	return "To be written."
}

// keysOf are the keys that a new document of a kind, or a new source, may have.
func keysOf(vocab *content.Vocabulary, kind string) []content.Key {
	for _, sheet := range vocab.Sheets() {
		switch {
		case sheet.Name == kind:
			return sheet.Value.Keys
		case sheet.Name == "sources" && kind == "source":
			return sheet.Value.Of.Keys
		}
	}
	return nil
}

// comment says above a key what it is for, and which words it may have.
func comment(keys []content.Key, name, indent string) (string, error) {
	i := slices.IndexFunc(keys, func(k content.Key) bool { return k.Name == name })
	if i < 0 {
		return "", fmt.Errorf("there is no key %s", name)
	}
	says := keys[i].Says
	if words := wordsOf(keys[i].Value); len(words) > 0 {
		says += " One of: " + strings.Join(words, ", ") + "."
	}
	return wrap(says, indent+"# ", 100), nil
}

// wordsOf are the words of which a value holds one.
func wordsOf(v content.Value) []string {
	switch {
	case v.Of != nil && len(v.Words) == 0:
		return wordsOf(*v.Of)
	case v.Shape == content.HoldsGroup && len(v.Keys) > 0:
		return wordsOf(v.Keys[0].Value)
	}
	return v.Words
}

// wrap breaks a text into lines that begin alike.
// A word that is longer than a line stands on one of its own. Words are counted in characters, not
// in bytes or cells, which is near enough for European scripts.
func wrap(text, prefix string, width int) string {
	var out strings.Builder
	line := prefix
	for word := range strings.FieldsSeq(text) {
		if utf8.RuneCountInString(line+word) > width && line != prefix {
			out.WriteString(strings.TrimRight(line, " ") + "\n")
			line = prefix
		}
		line += word + " "
	}
	out.WriteString(strings.TrimRight(line, " ") + "\n")
	return out.String()
}

// yamlText writes a text so that YAML reads it as that text: in quotes if it
// holds anything that might mean something.
// It is stricter than YAML: what is quoted without need does no harm, and an editor copies what
// there is.
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
