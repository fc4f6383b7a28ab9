package content

import "bytes"

// Entry is where an entry of a list stands in its file, with all that lies within it: comments, and lines with nothing.
type Entry struct {
	From, To Pos    // its first and its last character; To has no column where the entry goes to the end of a line
	Keys     []Text // of one with its keys on lines of their own, in the order of the file
}

// entriesOf are the places of the entries of a list that stands behind a key of a file.
func entriesOf(file []byte, root *node, key string) []Entry {
	if root == nil || root.kind != yamlGroup {
		return nil
	}
	lines := bytes.Split(file, []byte("\n"))
	for i := 0; i < len(root.items); i += 2 {
		if list := &root.items[i+1]; root.items[i].text == key && list.kind == yamlList {
			after := len(lines) + 1
			if i+2 < len(root.items) {
				after = int(root.items[i+2].at.Line)
			}
			return list.entries(lines, after)
		}
	}
	return nil
}

// entries are the places of a list's values; after is the line that what follows the list begins on. An entry goes on
// until the next, whatever stands in it: its own lines may be indented as YAML likes.
func (n *node) entries(lines [][]byte, after int) []Entry {
	entries := make([]Entry, len(n.items))
	for i := len(n.items) - 1; i >= 0; i-- {
		item, e := &n.items[i], &entries[i]
		if n.end.Line > 0 {
			e.From, e.To = item.at, item.end
			continue
		}
		e.From = Pos{dash(lines, n.at, item.at), n.at.Column}
		e.To.Line = lastLine(lines, e.From, after)
		after = int(e.From.Line)
		for k := 0; item.kind == yamlGroup && item.end.Line == 0 && k < len(item.items); k += 2 {
			e.Keys = append(e.Keys, Text{item.items[k].text, item.items[k].at})
		}
	}
	return entries
}

// dash is the line of the hyphen before a value. Those of a list stand below the first, and at most comments part one
// from its value.
func dash(lines [][]byte, first, value Pos) int32 {
	at := value.Line
	for ; at > first.Line; at-- {
		text := bytes.TrimLeft(lines[at-1], " ")
		if bytes.HasPrefix(text, []byte("-")) && len(lines[at-1])-len(text) == int(first.Column)-1 {
			break
		}
	}
	return at
}

// lastLine is the last line of an entry. What stands before the next and is indented no further than the hyphens is not
// of this one: a comment, and what ends a document.
func lastLine(lines [][]byte, from Pos, after int) int32 {
	last := int32(after - 1)
	for ; last > from.Line; last-- {
		text := bytes.TrimLeft(lines[last-1], " ")
		isMark := bytes.HasPrefix(text, []byte("#")) || bytes.HasPrefix(text, []byte("...")) || bytes.HasPrefix(text, []byte("---"))
		if len(text) > 0 && (!isMark || len(lines[last-1])-len(text) >= int(from.Column)) {
			break
		}
	}
	return last
}
