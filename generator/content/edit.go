package content

import (
	"bytes"
	"slices"
	"strings"
)

// SetEntry returns a document, as it is on disk, in which a group of the front matter has an entry:
// in place of an older one, which may be a group itself, or at its end. value stands on one line.
// Text is edited, not written anew from what was read, so that comments, order and quotes of its
// author stay. ok is false if there is no such group, or it is written in a way that this does not
// know. Whoever writes the result to a file reads it before, and looks that it says what it was to.
func SetEntry(text []byte, group, key, value string) (edited []byte, ok bool) {
	matter, _, _, ok := split(plainEnds(text))
	if !ok {
		return nil, false
	}
	e := &editor{finder{text: text, lines: lineStarts(text)}}
	d := &decoder{shift: 1, file: matter}
	d.parse(matter, func(root *node) {
		if name, g := e.entry(root, group); g == nil || g.kind != yamlGroup || len(g.items) == 0 {
			ok = false
		} else if old, was := e.entry(g, key); was != nil {
			edited, ok = e.replace(old, was, value)
		} else {
			edited, ok = e.add(name, g, key+": "+value)
		}
	})
	return edited, ok
}

// plainEnds is a text as any system's editor would have saved it. Its lines keep their numbers, and
// what stands in them its columns.
func plainEnds(text []byte) []byte {
	return bytes.ReplaceAll(bytes.TrimPrefix(text, []byte(byteOrderMark)), []byte("\r\n"), []byte("\n"))
}

// editor changes a document where its front matter says something.
type editor struct{ finder }

// entry is the key and the value of an entry of a group, nil if it has none.
func (e *editor) entry(group *node, name string) (key, value *node) {
	if group == nil || group.kind != yamlGroup {
		return nil, nil
	}
	for i := 0; i+1 < len(group.items); i += 2 {
		if group.items[i].text == name {
			return &group.items[i], &group.items[i+1]
		}
	}
	return nil, nil
}

// replace writes another value in place of a group.
func (e *editor) replace(key, was *node, value string) ([]byte, bool) {
	start := e.offset(was.at)
	if was.kind != yamlGroup || start >= len(e.text) {
		return nil, false
	}
	if e.text[start] == '{' {
		end, _, ok := e.braces(start)
		return slices.Concat(e.text[:start], []byte(value), e.text[min(end+1, len(e.text)):]), ok
	}
	at := e.offset(key.at)
	colon := at + bytes.IndexByte(e.text[at:], ':') + 1 // no key of ours has one in its name
	first, next := e.line(colon)
	return slices.Concat(e.text[:colon], []byte(" "+value), e.text[colon:next], e.text[e.blockEnd(next, at-first):]), true
}

// add writes an entry to the end of a group.
func (e *editor) add(name, group *node, entry string) ([]byte, bool) {
	start := e.offset(group.at)
	if start >= len(e.text) {
		return nil, false
	}
	if e.text[start] == '{' {
		_, last, ok := e.braces(start)
		switch {
		case !ok:
			return nil, false
		case e.text[last] == ',':
			entry = " " + entry
		case last > start:
			entry = ", " + entry
		}
		return slices.Concat(e.text[:last+1], []byte(entry), e.text[last+1:]), true
	}
	at := e.offset(name.at)
	from, _ := e.line(at)
	first, next := e.line(start)
	end := "\n"
	if bytes.HasSuffix(e.text[first:next], []byte("\r\n")) {
		end = "\r\n"
	}
	indent := string(e.text[first:start])
	behind := e.blockEnd(first, at-from)
	return slices.Concat(e.text[:behind], []byte(indent+entry+end), e.text[behind:]), strings.Trim(indent, " ") == ""
}

// braces finds where a group in braces ends: its closing brace, and the last byte before it that is
// neither space nor comment.
// Quotes begin a text only where a value can begin: it's an apostrophe otherwise.
func (e *editor) braces(open int) (end, last int, ok bool) {
	depth, last := 0, open
	for i := open; i < len(e.text); i++ {
		switch c := e.text[i]; c {
		case ' ', '\t', '\r', '\n':
			continue
		case '#':
			if strings.IndexByte(" \t\n", e.text[i-1]) >= 0 {
				_, next := e.line(i)
				i = next - 1
				continue
			}
		case '"', '\'':
			if strings.IndexByte("{[,:", e.text[last]) >= 0 {
				i += quotedLength(e.text[i:]) - 1
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i, last, true
			}
		}
		last = min(i, len(e.text)-1)
	}
	return len(e.text), last, false
}

// quotedLength is how long the text in quotes is with which something begins.
func quotedLength(text []byte) int {
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == '\\' && text[0] == '"':
			i++
		case text[i] == text[0]:
			return i + 1
		}
	}
	return len(text)
}

// blockEnd is where the lines from an offset on end that are indented deeper than what they belong
// to. Comments and empty lines belong to what follows them.
func (e *editor) blockEnd(from, indent int) int {
	end := from
	for at := from; at < len(e.text); {
		_, next := e.line(at)
		line := bytes.TrimRight(e.text[at:next], "\r\n")
		inside := bytes.TrimLeft(line, " ")
		at = next
		if len(inside) == 0 || inside[0] == '#' {
			continue
		}
		if len(line)-len(inside) <= indent {
			break
		}
		end = next
	}
	return end
}

// line is the line at an offset, with its end.
func (e *editor) line(at int) (start, next int) {
	start = bytes.LastIndexByte(e.text[:at], '\n') + 1
	if i := bytes.IndexByte(e.text[at:], '\n'); i >= 0 {
		return start, at + i + 1
	}
	return start, len(e.text)
}
