package content

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"nosology/generator/diag"
	"nosology/generator/input"
)

// PassagesFolder holds texts that several documents have in common. A document
// takes one in by a link to it that is a paragraph of its own:
//
//	[How to call for help](../passages/call-for-help.md)
//
// The passage stands in its place, as if it had been written there. To any other
// tool it is a link that leads to the passage.
const PassagesFolder = "passages"

// passages are the texts of that folder.
type passages struct {
	texts map[string][]byte // by path, normalised
	other map[string]bool   // those that are not what they were at the last reading
}

// readPassages reads the passages at some paths.
func readPassages(fsys fs.FS, paths []string, before *passages) (*passages, []diag.Diagnostic, error) {
	ps := &passages{texts: map[string][]byte{}, other: map[string]bool{}}
	var ds []diag.Diagnostic
	for _, p := range paths {
		raw, err := input.Read(fsys, p, maxDocument)
		if fault := asFault(err); fault != nil {
			if !errors.Is(err, fs.ErrNotExist) { // it has gone since
				ds = append(ds, fault.Diagnostic(""))
			}
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		d := &decoder{path: p}
		ps.texts[p] = d.decodeText(raw)
		if first, _, _ := bytes.Cut(ps.texts[p], []byte("\n")); isFence(first) {
			d.errorf(Pos{Line: 1, Column: 1}, "front-matter", "take out what stands between the two lines of ---", "a passage has no front matter: it belongs to the documents that take it in")
			ps.texts[p] = ps.texts[p][len(first):] // once is enough: the reader of Markdown would tell of it, too
		}
		ds = append(ds, d.ds...)
	}
	for _, p := range slices.Concat(slices.Collect(maps.Keys(ps.texts)), slices.Collect(maps.Keys(before.texts))) {
		if !bytes.Equal(ps.texts[p], before.texts[p]) {
			ps.other[p] = true
		}
	}
	return ps, ds, nil
}

// otherIn reports whether a document takes in a passage that has changed.
func (ps *passages) otherIn(doc *Document) bool {
	return slices.ContainsFunc(doc.passages, func(p string) bool { return ps.other[p] })
}

// settled forgets what has changed.
func (ps *passages) settled() { ps.other = nil }

// unused reports passages that no document takes in.
func (ps *passages) unused(docs map[string]reading) (ds []diag.Diagnostic) {
	if len(ps.texts) == 0 {
		return nil
	}
	used := map[string]bool{}
	for _, read := range docs {
		for _, p := range read.doc.passages {
			used[p] = true
		}
	}
	for _, p := range slices.Sorted(maps.Keys(ps.texts)) {
		if !used[p] {
			ds = append(ds, diag.Diagnostic{
				Position: diag.Position{File: p}, Severity: diag.Warning, Check: "unused-passage", Message: "no document takes in this passage",
				Hint: "write a paragraph that is a link to it: [what it is](../" + p + "), or remove it",
			})
		}
	}
	return ds
}

// origin says where a document's lines stand, from one of them on.
type origin struct {
	line int32 // of the document as it is read
	file string
	from int32 // the line there
}

// place is where a line of the document as it is read stands on the disk.
func (d *Document) place(p Pos) (file string, at Pos) {
	file = d.Path
	for _, o := range d.origins {
		if o.line > p.Line {
			break
		}
		file, at = o.file, Pos{p.Line - o.line + o.from, p.Column}
	}
	if at == (Pos{}) {
		at = p
	}
	return file, at
}

// into puts the passages that a document takes in where it does.
func (ps *passages) into(doc *Document) []diag.Diagnostic {
	if !bytes.Contains(doc.Body, []byte(PassagesFolder+"/")) {
		return nil
	}
	in := &including{passages: ps, doc: doc, line: int32(max(doc.BodyLine, 1))}
	in.take(doc.Path, doc.Body, in.line)
	if len(in.seen) == 0 {
		return nil
	}
	front := doc.text[:len(doc.text)-len(doc.Body)]
	doc.text = slices.Concat(front, in.out.Bytes())
	doc.Body = doc.text[len(front):]
	doc.passages, doc.origins = in.seen, in.origins
	return in.ds
}

// including is a document that is being put together.
type including struct {
	*passages
	doc     *Document
	out     bytes.Buffer
	line    int32 // of what comes next
	origins []origin
	seen    []string // passages that were asked for
	open    []string // that are being taken in, from the outermost
	ds      []diag.Diagnostic
}

// inclusion matches a line that is a link and nothing else.
var inclusion = regexp.MustCompile(`^\[[^\]\n]*\]\(([^()\s#]+\.md)\)[ \t]*\n?$`)

// take writes the lines of a file, the first of which has the number from.
func (in *including) take(file string, text []byte, from int32) {
	in.origins = append(in.origins, origin{in.line, file, from})
	blank, code := true, ""
	lines := slices.Collect(bytes.Lines(text))
	for i, l := range lines {
		code = codeAfter(code, l)
		alone := blank && code == "" && (i+1 == len(lines) || isBlankLine(lines[i+1]))
		blank = isBlankLine(l)
		if name := in.included(file, l); alone && name != "" {
			in.passage(name, file, from+int32(i), l)
			in.origins = append(in.origins, origin{in.line, file, from + int32(i) + 1})
			continue
		}
		in.out.Write(in.rebased(file, l))
		in.line++
	}
}

func isBlankLine(l []byte) bool { return len(bytes.TrimSpace(l)) == 0 }

// codeAfter is the fence of the block of code that is open behind a line.
func codeAfter(open string, line []byte) string {
	l := strings.TrimLeft(string(line), " ")
	for _, fence := range []string{"```", "~~~"} {
		if strings.HasPrefix(l, fence) {
			switch open {
			case "":
				return fence
			case fence:
				return ""
			}
		}
	}
	return open
}

// included is the path of the passage that a line takes in, "" if it takes in none.
func (in *including) included(file string, line []byte) string {
	m := inclusion.FindSubmatch(line)
	if m == nil {
		return ""
	}
	name := path.Join(path.Dir(file), string(m[1]))
	if path.Dir(name) != PassagesFolder {
		return ""
	}
	return name
}

// passage takes in a passage at a line of a file.
func (in *including) passage(name, file string, line int32, source []byte) {
	if !slices.Contains(in.seen, name) {
		in.seen = append(in.seen, name)
	}
	text, ok := in.texts[name]
	switch {
	case !ok:
		hint := diag.DidYouMean(name, slices.Sorted(maps.Keys(in.texts)))
		if hint == "" {
			hint = "write that file, or take the line out"
		}
		in.report(file, line, source, "unknown-passage", fmt.Sprintf("there is no passage %q", name), hint)
		return
	case slices.Contains(in.open, name):
		in.report(file, line, source, "passage-loop", "a passage cannot be a part of itself: "+strings.Join(append(in.open, name), " → "), "take this line out")
		return
	case in.out.Len()+len(text) > maxDocument:
		in.report(file, line, source, "too-long", "with this passage the document is too long", "split it up")
		return
	}
	in.open = append(in.open, name)
	in.take(name, text, 1)
	in.open = in.open[:len(in.open)-1]
	if !bytes.HasSuffix(text, []byte("\n")) {
		in.out.WriteByte('\n')
	}
}

func (in *including) report(file string, line int32, source []byte, check, message, hint string) {
	in.ds = append(in.ds, diag.Diagnostic{
		Position: diag.Position{File: file, Line: int(line), Column: 1}, Check: check, Message: message, Hint: hint,
		Source: strings.TrimRight(string(source), "\n"),
	})
}

// rebased is a line of a passage with its links as the document has to write
// them, if that stands further down than passages do.
func (in *including) rebased(file string, line []byte) []byte {
	deeper := strings.Count(in.doc.Path, "/") - strings.Count(file, "/")
	if file == in.doc.Path || deeper <= 0 {
		return line
	}
	return bytes.ReplaceAll(line, []byte("](../"), []byte("]("+strings.Repeat("../", deeper+1)))
}
