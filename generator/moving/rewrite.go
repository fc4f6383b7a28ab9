package moving

import (
	"bytes"
	"cmp"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"nosology/generator/content"
)

// edit is a piece of a text that becomes another.
// Offsets are of the text before any edit.
type edit struct {
	start, end int
	text       string
}

// apply makes edits, which do not overlap.
// It sorts edits in place. Of two that overlap the first counts, which would be a mistake of ours.
func apply(text []byte, edits []edit) []byte {
	slices.SortFunc(edits, func(a, b edit) int { return cmp.Compare(a.start, b.start) })
	var out bytes.Buffer
	at := 0
	for _, e := range edits {
		if e.start < at {
			continue
		}
		out.Write(text[at:e.start])
		out.WriteString(e.text)
		at = e.end
	}
	out.Write(text[at:])
	return out.Bytes()
}

// references changes what the YAML of a file names. Where both documents are
// named in one list or table, the old one goes.
func (m *move) references(p string, text []byte) ([]byte, int) {
	all := m.tree.References(p, text)
	var edits []edit
	for _, r := range all {
		now, ok := m.names(r)
		switch {
		case !ok:
		case m.into != nil && r.List > 0 && slices.ContainsFunc(all, func(o content.Reference) bool { return o.List == r.List && o.ID == now && o.IsKey == r.IsKey }):
			edits = append(edits, m.without(p, text, r, now, all))
		default:
			edits = append(edits, edit{r.At, r.At + len(r.ID), now})
		}
	}
	return apply(text, edits), len(edits)
}

// names returns what a reference to the document is to say.
// A document is named by its path in menus and the like, by its id everywhere else; an id says
// nothing by itself, for a cause and a symptom may share one, so the reference's own kind decides.
func (m *move) names(r content.Reference) (string, bool) {
	if r.Names == content.DocumentNames {
		file, rest, hasRest := strings.Cut(r.ID, "#")
		if path.Clean(file) != m.from.Path {
			return "", false
		}
		if hasRest {
			return m.to + "#" + rest, true
		}
		return m.to, true
	}
	return m.toID, r.Names == m.from.Kind.Names && r.ID == m.from.ID
}

// without takes a name out of a list or a table that has the new one, too. A
// table's entry over several lines moves to the end of the other.
func (m *move) without(p string, text []byte, r content.Reference, now string, all []content.Reference) edit {
	start, end := lineAround(text, r.At)
	line := string(text[start:end])
	flow := strings.ContainsAny(line[:r.At-start], "[{")
	switch {
	case flow && r.IsKey:
		return edit{r.At, r.At + len(r.ID), now} // the checks tell of it
	case flow:
		return fromList(text, r)
	case !r.IsKey:
		return edit{start, end, ""} // "- name"
	}
	value := strings.TrimSpace(line[r.At-start+len(r.ID):])
	if strings.TrimRight(value, `"': `) != "" {
		m.note("%s/%s: the entry %q was taken out, for there is one of %s: %s", m.tree.Name, p, r.ID, now, strings.TrimSpace(line))
		return edit{start, end, ""}
	}
	// The lines below go on with those of the other, which then must come next.
	other := slices.IndexFunc(all, func(o content.Reference) bool { return o.List == r.List && o.ID == now && o.IsKey })
	return m.below(text, start, end, all[other].At)
}

// below takes out the head of an entry if the other's lines stand right above.
// Otherwise the name is changed, and the checks tell that it is there twice.
func (m *move) below(text []byte, start, end, other int) edit {
	if otherStart, otherEnd := lineAround(text, other); otherStart < start && !hasHead(text[otherEnd:start], indent(text[start:end])) {
		return edit{start, end, ""}
	}
	at := start + len(indent(text[start:end]))
	return edit{at, at + len(m.from.ID), m.toID}
}

func indent(line []byte) string {
	return string(line[:len(line)-len(bytes.TrimLeft(line, " "))])
}

// hasHead reports whether lines hold the head of another entry.
func hasHead(lines []byte, indent string) bool {
	for line := range strings.Lines(string(lines)) {
		rest, ok := strings.CutPrefix(line, indent)
		if ok && rest != "" && rest[0] != ' ' && rest[0] != '-' && rest[0] != '#' && rest[0] != '\n' {
			return true
		}
	}
	return false
}

// fromList takes a name out of a list in brackets.
func fromList(text []byte, r content.Reference) edit {
	start, end := r.At, r.At+len(r.ID)
	if start > 0 && (text[start-1] == '"' || text[start-1] == '\'') {
		start, end = start-1, end+1
	}
	if rest := bytes.TrimLeft(text[end:], " \n"); len(rest) > 0 && rest[0] == ',' {
		end = len(text) - len(bytes.TrimLeft(rest[1:], " "))
		return edit{start, end, ""}
	}
	before := bytes.TrimRight(text[:start], " \n")
	if len(before) > 0 && before[len(before)-1] == ',' {
		start = len(before) - 1
	}
	return edit{start, end, ""}
}

// lineAround is the line at an offset, with its end.
func lineAround(text []byte, at int) (start, end int) {
	start = bytes.LastIndexByte(text[:at], '\n') + 1
	if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
		return start, at + i + 1
	}
	return start, len(text)
}

// Where destinations of links stand in Markdown.
var (
	destination = regexp.MustCompile(`\]\([ \t]*(<[^>\n]*>|[^()\s]+)`)
	definition  = regexp.MustCompile(`(?m)^ {0,3}\[[^\]\n]+\]:[ \t]*(<[^>\n]*>|\S+)`)
	bare        = regexp.MustCompile(`<(https?://[^>\s]+)>`)
)

// links changes the links of a document.
// Addresses are found by patterns and not by the parser, which knows where a link's text stands but
// not its destination. What looks like a link in a block of code is changed as well, which does no
// harm.
func (m *move) links(p string, text []byte) ([]byte, int) {
	from := bodyStart(text)
	var edits []edit
	for _, where := range []*regexp.Regexp{destination, definition, bare} {
		for _, at := range where.FindAllSubmatchIndex(text[from:], -1) {
			start, end := from+at[2], from+at[3]
			if text[start] == '<' {
				start, end = start+1, end-1
			}
			if now, ok := m.leads(p, string(text[start:end])); ok {
				edits = append(edits, edit{start, end, now})
			}
		}
	}
	return apply(text, edits), len(edits)
}

// leads returns what a link to the document is to say.
// The way in which the link was written stays: relative or in full, with or without a fragment.
func (m *move) leads(p, dest string) (string, bool) {
	file, fragment, hasFragment := strings.Cut(dest, "#")
	if hasFragment {
		fragment = "#" + fragment
	}
	if base := m.tree.Site.BaseURL.S; base != "" && strings.TrimSuffix(file, "/")+"/" == base+m.from.Address {
		return base + m.address() + fragment, true
	}
	plain, err := url.PathUnescape(file)
	if err != nil || strings.Contains(file, ":") || strings.HasPrefix(file, "/") || file == "" || path.Join(path.Dir(p), plain) != m.from.Path {
		return "", false
	}
	return strings.TrimSuffix(file, path.Base(file)) + path.Base(m.to) + fragment, true
}

// bodyStart is where the text of a document begins.
func bodyStart(text []byte) int {
	_, end, _ := content.ClosingFence(text)
	return end
}

// answers changes the findings that lines of cards mean.
// A set in which both findings stood has the new one once.
func (m *move) answers(text []byte) ([]byte, int) {
	if m.from.Finding == nil {
		return text, 0
	}
	var edits []edit
	marker := regexp.MustCompile(`\{flag=[a-z0-9-]+ when=([a-z0-9+,-]+)\}`)
	for _, at := range marker.FindAllSubmatchIndex(text, -1) {
		var sets []string
		for set := range strings.SplitSeq(string(text[at[2]:at[3]]), ",") {
			var ids []string
			for id := range strings.SplitSeq(set, "+") {
				if id == m.from.ID {
					id = m.toID
				}
				if !slices.Contains(ids, id) {
					ids = append(ids, id)
				}
			}
			sets = append(sets, strings.Join(ids, "+"))
		}
		if now := strings.Join(sets, ","); now != string(text[at[2]:at[3]]) {
			edits = append(edits, edit{at[2], at[3], now})
		}
	}
	return apply(text, edits), len(edits)
}
