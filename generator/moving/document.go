package moving

import (
	"bytes"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"nosology/generator/content"
	"nosology/generator/markdown"
)

// moved is the document under its other name: it keeps its old address, if
// readers ever saw it.
func (m *move) moved() ([]byte, error) {
	text, err := fs.ReadFile(m.tree.FS, m.from.Path)
	if err != nil {
		return nil, err
	}
	text, _ = m.renamed(m.from.Path, text)
	m.note("%s/%s is now %s", m.tree.Name, m.from.Path, m.to)
	now, err := m.withAliases(text, m.from, nil)
	return endedAs(text, now), err
}

// endedAs ends the lines of a text as those of another end, from which it comes:
// what is added to a file of Windows is of Windows as well.
// A file that mixes both stays as it is.
func endedAs(was, now []byte) []byte {
	unix, windows := []byte("\n"), []byte("\r\n")
	n := bytes.Count(was, windows)
	if n > 0 && n < bytes.Count(was, unix) {
		return now
	}
	now = bytes.ReplaceAll(now, windows, unix)
	if n > 0 {
		now = bytes.ReplaceAll(now, unix, windows)
	}
	return now
}

// withAliases adds to a document the addresses at which readers know it.
// A draft was never published, so nothing has to lead on from where it would have stood.
func (m *move) withAliases(text []byte, doc *content.Document, more []content.Text) ([]byte, error) {
	add := slices.Clone(more)
	if !m.from.Draft {
		add = append(add, content.Text{S: m.from.Address})
		m.note("%s leads on to %s", m.from.Address, m.address())
	}
	if slices.ContainsFunc(doc.Aliases, func(a content.Text) bool { return a.S == m.address() }) { // it goes back to where it was
		text = withoutItem(text, "aliases", m.address())
	}
	return m.enter(text, "aliases", missing(doc.Aliases, add), func(d *content.Document) []content.Text { return d.Aliases })
}

// enter adds texts to a list of the document that stays, and looks that they are read there: an
// address that was put into a comment would lead nowhere, and nothing else would tell.
func (m *move) enter(text []byte, key string, values []string, list func(*content.Document) []content.Text) ([]byte, error) {
	text, err := addTo(text, key, values)
	if err != nil {
		return nil, err
	}
	now, _ := m.tree.ParseDocument(m.to, text)
	for _, v := range values {
		if !slices.ContainsFunc(list(now), func(t content.Text) bool { return content.Quote(t.S) == content.Quote(v) }) {
			return nil, unlike(key)
		}
	}
	return text, nil
}

// unlike says that a list is written in none of the usual ways.
func unlike(key string) error {
	return problem("write it in one line, in square brackets and with no comment behind them, and run this again", "%s is written in a way that cannot be added to", key)
}

// missing are the texts that a list does not have.
// They come in the order of add, each once.
func missing(have, add []content.Text) (texts []string) {
	for _, a := range add {
		if !slices.ContainsFunc(have, func(h content.Text) bool { return h.S == a.S }) && !slices.Contains(texts, a.S) {
			texts = append(texts, a.S)
		}
	}
	return texts
}

// joined is a document with another at its end: its text under its title, its
// names, sources and addresses among those of the first, and the rest of its
// front matter in comments, for an editor to look at.
// The headings of the other's text keep their levels, beside the one that its title becomes: which of
// them belong below it, only a reader can tell.
func (m *move) joined() ([]byte, error) {
	text, err := fs.ReadFile(m.tree.FS, m.into.Path)
	if err != nil {
		return nil, err
	}
	other, err := fs.ReadFile(m.tree.FS, m.from.Path)
	if err != nil {
		return nil, err
	}
	was := text
	text, _ = m.renamed(m.into.Path, text)
	other, _ = m.renamed(m.from.Path, other)
	names := slices.Concat([]content.Text{m.from.Title}, m.from.Also, m.from.HeardAs)
	known := slices.Concat([]content.Text{m.into.Title}, m.into.Also, m.into.HeardAs)
	if text, err = m.enter(text, "heard-as", missing(known, names), func(d *content.Document) []content.Text { return d.HeardAs }); err != nil {
		return nil, err
	}
	if text, err = m.enter(text, "sources", missing(m.into.Sources, m.from.Sources), func(d *content.Document) []content.Text { return d.Sources }); err != nil {
		return nil, err
	}
	if text, err = m.withAliases(text, m.into, m.from.Aliases); err != nil {
		return nil, err
	}
	if text, err = m.withFindings(text); err != nil {
		return nil, err
	}
	text = commented(text, m.from)
	m.note("%s/%s is now a part of %s: its text stands at the end, its names under heard-as, and the rest of its front matter in comments; look at all of it", m.tree.Name, m.from.Path, m.to)
	text = append(bytes.TrimRight(text, "\r\n"), "\n\n## "+m.from.Title.S+"\n\n"+bodyOf(other)+"\n"...)
	return endedAs(was, text), nil
}

// bodyOf is the text of a document without a title of its own at its head.
func bodyOf(text []byte) string {
	body := bytes.TrimLeft(text[bodyStart(text):], "\r\n")
	if _, at, ok := markdown.LeadingTitle(body, nil); ok {
		_, end := lineAround(body, int(at.End))
		body = body[end:]
	}
	return strings.TrimSpace(string(body))
}

// withFindings adds what goes with the one cause to what goes with the other.
// Where both have a finding, that of the document which stays holds, and the editor is told of the
// other.
func (m *move) withFindings(text []byte) ([]byte, error) {
	if m.from.Cause == nil {
		return text, nil
	}
	var lines []string
	for _, e := range m.from.Cause.Findings {
		i := slices.IndexFunc(m.into.Cause.Findings, func(o content.Evidence) bool { return o.Finding.S == e.Finding.S })
		switch {
		case i < 0:
			lines = append(lines, e.Finding.S+": "+e.Strength.S)
		case m.into.Cause.Findings[i].Strength.S != e.Strength.S:
			m.note("%s stays %s: it was %s in %s", e.Finding.S, m.into.Cause.Findings[i].Strength.S, e.Strength.S, m.from.Path)
		}
	}
	text, err := addEntries(text, "findings", lines)
	if err != nil {
		return nil, err
	}
	if now, _ := m.tree.ParseDocument(m.to, text); len(now.Cause.Findings) != len(m.into.Cause.Findings)+len(lines) {
		return nil, unlikeTable("findings")
	}
	return text, nil
}

// unlikeTable says that a table is written in none of the usual ways.
func unlikeTable(key string) error {
	return problem("write each entry on a line of its own, and run this again", "%s is written in a way that cannot be added to", key)
}

// commented puts the front matter of a document into that of another, as
// comments.
func commented(text []byte, from *content.Document) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# From %s, which became a part of this. Take over what is still true, and remove the rest:\n", from.Path)
	for line := range strings.Lines(string(from.Front())) {
		if line = strings.TrimRight(line, "\r\n"); line != "---" && line != "" {
			b.WriteString("#   " + line + "\n")
		}
	}
	return insert(text, b.String())
}

// insert puts lines at the end of the front matter.
func insert(text []byte, lines string) []byte {
	at, _, ok := content.ClosingFence(text)
	if !ok {
		return text
	}
	return slices.Concat(text[:at], []byte(lines), text[at:])
}

// addTo adds texts to a list in the front matter, in whichever of the usual ways
// it is written.
// It edits the text where YAML would be written anew, so that comments, quotes and order of its
// author stay. Ways of writing that are rare it refuses with what to do, rather than to guess:
// lists over several lines in brackets, block texts, values with a comment behind them.
func addTo(text []byte, key string, values []string) ([]byte, error) {
	if len(values) == 0 {
		return text, nil
	}
	var quoted []string
	for _, v := range values {
		quoted = append(quoted, content.Quote(v))
	}
	joined := strings.Join(quoted, ", ")
	line, ok := lineOf(text, key)
	if !ok {
		return insert(text, key+": ["+joined+"]\n"), nil
	}
	value := strings.TrimSpace(string(text[line.value:line.end]))
	switch {
	case strings.HasPrefix(value, "[") && strings.HasSuffix(value, "]"):
		close := line.value + bytes.LastIndexByte(text[line.value:line.end], ']')
		if inside := strings.TrimSpace(value[1 : len(value)-1]); inside != "" {
			joined = ", " + joined
		}
		return slices.Concat(text[:close], []byte(joined), text[close:]), nil
	case value == "":
		var b strings.Builder
		for _, q := range quoted {
			b.WriteString("- " + q + "\n")
		}
		return addLines(text, line, b.String(), `^( *)- `)
	}
	return nil, unlike(key)
}

// addEntries adds entries to a table in the front matter.
func addEntries(text []byte, key string, entries []string) ([]byte, error) {
	if len(entries) == 0 {
		return text, nil
	}
	line, ok := lineOf(text, key)
	if !ok {
		return insert(text, key+":\n  "+strings.Join(entries, "\n  ")+"\n"), nil
	}
	value := strings.TrimSpace(string(text[line.value:line.end]))
	switch {
	case strings.HasPrefix(value, "{") && strings.HasSuffix(value, "}"):
		close := line.value + bytes.LastIndexByte(text[line.value:line.end], '}')
		joined := strings.Join(entries, ", ")
		if strings.TrimSpace(value[1:len(value)-1]) != "" {
			joined = ", " + joined
		}
		return slices.Concat(text[:close], []byte(joined), text[close:]), nil
	case value == "" || strings.HasPrefix(value, "#"):
		return addLines(text, line, strings.Join(entries, "\n")+"\n", `^( +)[^ #-]`)
	}
	return nil, unlikeTable(key)
}

// keyLine is a line of the front matter: where it begins, its value, its end.
type keyLine struct{ start, value, end int }

// Only keys of the first rank are found; a key of the same name within a group is indented.
func lineOf(text []byte, key string) (keyLine, bool) {
	fence, _, ok := content.ClosingFence(text)
	if !ok {
		return keyLine{}, false
	}
	at := regexp.MustCompile(`(?m)^["']?` + regexp.QuoteMeta(key) + `["']? *:`).FindIndex(text[:fence])
	if at == nil {
		return keyLine{}, false
	}
	_, end := lineAround(text, at[0])
	return keyLine{at[0], at[1], end}, true
}

// addLines adds lines behind those that belong to a key, indented as they are.
// item matches one of the key's lines, with its indent as the first group. Where there is none yet,
// two spaces are put before the new ones.
func addLines(text []byte, line keyLine, lines, item string) ([]byte, error) {
	end, indent, looks := line.end, "", regexp.MustCompile(item)
	found := false
	for end < len(text) {
		_, next := lineAround(text, end)
		l := text[end:next]
		if match := looks.FindSubmatch(l); match != nil && !found {
			indent, found = string(match[1]), true
		}
		if l[0] != ' ' && l[0] != '-' && l[0] != '#' || bytes.HasPrefix(l, []byte("---")) {
			break
		}
		end = next
	}
	if !found {
		indent = "  "
	}
	var b strings.Builder
	for l := range strings.Lines(lines) {
		b.WriteString(indent + l)
	}
	return slices.Concat(text[:end], []byte(b.String()), text[end:]), nil
}

// withoutItem takes a text out of a list in the front matter.
// One that only holds the text within it stays, and so does what stands below the next key: /a/ is no part of /old/a/.
func withoutItem(text []byte, key, item string) []byte {
	line, ok := lineOf(text, key)
	if !ok {
		return text
	}
	end := bodyStart(text)
	if next := regexp.MustCompile(`(?m)^[^\s#-]`).FindIndex(text[line.end:end]); next != nil {
		end = line.end + next[0]
	}
	whole := regexp.MustCompile(`[\s\[,"'](` + regexp.QuoteMeta(item) + `)[\s\],"']`).FindSubmatchIndex(text[line.value:end])
	if whole == nil {
		return text
	}
	at := line.value + whole[2]
	start, stop := lineAround(text, at)
	if bytes.HasPrefix(bytes.TrimLeft(text[start:stop], " "), []byte("- ")) {
		return slices.Concat(text[:start], text[stop:])
	}
	return apply(text, []edit{fromList(text, content.Reference{At: at, ID: item})})
}
