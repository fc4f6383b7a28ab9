// Package moving gives documents another name, or makes one of two, and changes
// whatever names them: links, front matter, the checker, sentences, stories,
// held judgements. Addresses that readers know lead on. The new content is held
// against all checks of a build before a byte is written; nothing is written if
// it has a mistake.
//
// Texts are edited in their places and never written anew from what was read, so that comments, quotes and
// line breaks stay as their authors have them and a diff shows the names alone. What names something in
// YAML is found by the tables that decode it (content.References); links and the answers of care cards are
// found by patterns. What neither finds, such as a name in a sentence, is no reference, and stays.
package moving

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/held"
	"nosology/generator/site"
)

// Plan is what is to be written.
// It is made of values alone: whoever has it may show it, write it, or drop it.
type Plan struct {
	From, To string            // paths of documents
	Files    map[string][]byte // by path; nil for a file that goes
	// Said is what an editor is to know: one line each.
	Said []string
	// Mistakes are what is wrong with the content as it would be; with errors
	// among them the plan must not be written.
	Mistakes []diag.Diagnostic
}

// Problem is a plan that cannot be made, with what to do about it.
type Problem struct{ Message, Hint string }

func (p *Problem) Error() string {
	if p.Hint == "" {
		return p.Message
	}
	return p.Message + "; " + p.Hint
}

func problem(hint, format string, args ...any) error {
	return &Problem{fmt.Sprintf(format, args...), hint}
}

// Rename plans that a document gets another id.
// of is a path or an address; id may come with the folder before it and .md behind it, as people
// write it. It returns a *Problem for what its caller can mend; any other error is the disk's.
func Rename(t *content.Tree, of, id string, asOf time.Time) (*Plan, error) {
	m, err := newMove(t, of)
	if err != nil {
		return nil, err
	}
	if id = strings.TrimSuffix(strings.TrimSuffix(path.Base(strings.TrimSuffix(id, "/")), ".md"), "/"); !content.IsID(id) {
		return nil, problem("use lower case letters, digits and hyphens", "%q cannot be an id", id)
	}
	m.toID, m.to = id, path.Join(path.Dir(m.from.Path), id+".md")
	for _, d := range t.Docs {
		if d.Kind == m.from.Kind && d.ID == id {
			return nil, problem("to make one of the two: nosology merge "+m.from.Path+" "+d.Path, "%s is there already", d.Path)
		}
	}
	if m.from.Address == "/" || m.from.NotFound() {
		return nil, problem("", "%s has the one name that it can have", m.from.Path)
	}
	text, err := m.moved()
	if err != nil {
		return nil, err
	}
	m.plan.Files[m.from.Path], m.plan.Files[m.to] = nil, text
	return m.finish(asOf)
}

// Merge plans that one document becomes part of another.
// Both stay as they are in t. Its errors are those of Rename.
func Merge(t *content.Tree, from, into string, asOf time.Time) (*Plan, error) {
	m, err := newMove(t, from)
	if err != nil {
		return nil, err
	}
	if m.into, err = find(t, into); err != nil {
		return nil, err
	}
	switch {
	case m.into == m.from:
		return nil, problem("", "%s cannot become a part of itself", m.from.Path)
	case m.into.Kind != m.from.Kind || path.Dir(m.into.Path) != path.Dir(m.from.Path):
		return nil, problem("move one of them into the folder of the other first", "%s and %s are not of one folder", m.from.Path, m.into.Path)
	case m.from.Address == "/" || m.from.NotFound():
		return nil, problem("", "every site needs %s", m.from.Path)
	}
	m.toID, m.to = m.into.ID, m.into.Path
	text, err := m.joined()
	if err != nil {
		return nil, err
	}
	m.plan.Files[m.from.Path], m.plan.Files[m.to] = nil, text
	return m.finish(asOf)
}

// find finds a document by its path, with the folder of the content or without,
// or by its address.
func find(t *content.Tree, name string) (*content.Document, error) {
	name = strings.TrimPrefix(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "./"), t.Name+"/")
	var paths []string
	for _, d := range t.Docs {
		if d.Path == name || d.Path == name+".md" || d.Address == name || d.Address == "/"+strings.Trim(name, "/")+"/" {
			return d, nil
		}
		paths = append(paths, d.Path)
	}
	return nil, problem(diag.DidYouMean(name, paths), "there is no document %q", name)
}

// move is a document that becomes another.
type move struct {
	tree       *content.Tree
	from, into *content.Document // into is nil for another name
	to         string
	toID       string
	plan       *Plan
}

// A file that was changed by hand must not be sealed anew: that would hide the change.
func newMove(t *content.Tree, of string) (*move, error) {
	if t.Held != nil && t.Held.Seal.S != held.Seal(t.Held) {
		return nil, problem("take that back first", "%s was changed by hand", content.HeldFile)
	}
	d, err := find(t, of)
	if err != nil {
		return nil, err
	}
	return &move{tree: t, from: d, plan: &Plan{Files: map[string][]byte{}}}, nil
}

func (m *move) note(format string, args ...any) {
	m.plan.Said = append(m.plan.Said, fmt.Sprintf(format, args...))
}

// address is where the document stands afterwards.
func (m *move) address() string { return m.from.Kind.Address + m.toID + "/" }

// finish changes all that names the document, and looks at what comes of it.
// The two documents themselves are in the plan already.
func (m *move) finish(asOf time.Time) (*Plan, error) {
	m.plan.From, m.plan.To = m.from.Path, m.to
	for _, d := range m.tree.Docs {
		if d != m.from && d != m.into {
			if err := m.rewrite(d.Path); err != nil {
				return nil, err
			}
		}
	}
	passages, _ := fs.Glob(m.tree.FS, content.PassagesFolder+"/*.md") // the pattern is a good one
	for _, p := range passages {
		if err := m.rewrite(p); err != nil {
			return nil, err
		}
	}
	for _, s := range m.tree.Sheets() {
		// Sheets with a folder in them are of documents, which came before.
		if !strings.Contains(s.Files, "/") {
			if err := m.rewrite(s.Files); err != nil {
				return nil, err
			}
		}
	}
	if err := m.seal(); err != nil {
		return nil, err
	}
	m.verify(asOf)
	return m.plan, nil
}

// rewrite changes one file, which may not be there.
func (m *move) rewrite(p string) error {
	old, err := fs.ReadFile(m.tree.FS, p)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	text, n := m.renamed(p, old)
	if bytes.Equal(text, old) {
		return nil
	}
	m.plan.Files[p] = text
	m.note("%s/%s: %s", m.tree.Name, p, times(n))
	return nil
}

func times(n int) string {
	if n == 1 {
		return "1 place changed"
	}
	return fmt.Sprintf("%d places changed", n)
}

// renamed returns a file in which everything names the new document, and in how
// many places that is a change.
func (m *move) renamed(p string, text []byte) ([]byte, int) {
	text, n := m.references(p, text)
	if path.Ext(p) != ".md" {
		return text, n
	}
	text, links := m.links(p, text)
	text, answers := m.answers(text)
	return text, n + links + answers
}

// seal seals what is held anew: it says the same of the same findings.
// The order of what is held, and its reasons, stay.
func (m *move) seal() error {
	text := m.plan.Files[content.HeldFile]
	if text == nil {
		return nil
	}
	after, found, err := content.Load(m.folder(), m.tree.Name)
	if err != nil {
		return err
	}
	if after.Held == nil {
		return problem("", "%s cannot be read any more: %v", content.HeldFile, found)
	}
	m.plan.Files[content.HeldFile] = held.Format(after.Held)
	return nil
}

// verify holds the new content against the checks of a build.
// Mistakes that the content had before are among them: the command does not begin with any.
func (m *move) verify(asOf time.Time) {
	after, found, err := content.Load(m.folder(), m.tree.Name)
	if err != nil {
		m.plan.Mistakes = append(found, diag.Diagnostic{Message: err.Error()})
		return
	}
	linker := site.NewLinker()
	linker.Drafts = true
	_, more := linker.Update(after, asOf)
	_, said, _ := after.Said()
	m.plan.Mistakes = slices.Concat(found, more, said)
	diag.Sort(m.plan.Mistakes)
	m.signatures(after)
}

// folder is the content as it would be.
func (m *move) folder() fs.FS { return newEdited(m.tree.FS, m.plan.Files) }

// Paths lists the files of a plan.
func (p *Plan) Paths() []string { return slices.Sorted(maps.Keys(p.Files)) }
