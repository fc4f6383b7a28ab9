package content

import (
	"bytes"
	"fmt"

	"nosology/generator/diag"
	"nosology/generator/input"
)

// What a file may have at most. The limits are far above what anybody writes
// by hand; they keep a file that came here by mistake, or out of malice, from
// taking a computer's memory or minutes of its time. What a text may have is
// limited in generator/markdown.
const (
	maxDocument = 1 << 20  // bytes of a document: about 170,000 words
	maxMatter   = 64 << 10 // bytes of its front matter
	maxSettings = 4 << 20  // bytes of a YAML file
	maxOdd      = 1 << 20  // bytes of one that needs more of YAML than plain values on a line each
	maxOddLines = 500      // lines of one that begin values over several lines, anchors and the like
	maxKeys     = 9_500    // keys of one group in YAML that is not plain, or fewer in several
	maxNested   = 50       // lists and groups of YAML within each other
	maxIndent   = 200      // spaces before a line of YAML
	maxLine     = 10_000   // bytes of a line of YAML
	maxMistakes = 200      // that are told of one file
)

// tooLong reports a file, or a part of it, that is longer than it may be.
func (d *decoder) tooLong(at Pos, what string, most int, hint string) {
	d.errorf(at, "too-long", hint, "%s is longer than %s, and no more can be read", what, input.Size(most))
}

// tooMuch reports YAML with lines, or with lists and groups in each other,
// beyond all sense, and YAML that is long and not plain: gaveUp is the line
// that the reader of plain YAML stumbled over. The parser of all YAML would
// follow them with time and memory that grow by the square, so this comes
// before it.
func (d *decoder) tooMuch(source []byte, gaveUp int32) bool {
	if len(source) > maxOdd {
		d.tooOdd(max(gaveUp, 1), maxOdd)
		return true
	}
	depth, number, odd := 0, 0, 0
	var keys [maxIndent + 1]int // of the group at each indentation
	before, cost := 0, 0        // the parser takes time by the square of a group's keys
	for line := range bytes.Lines(source) {
		number++
		if len(line) > maxLine {
			d.errorf(d.at(number, 1), "too-long", "begin a new line for each item", "the line is longer than %d bytes, and no more can be read", maxLine)
			return true
		}
		if isOdd(line) {
			odd++
		}
		if odd > maxOddLines && len(source) > maxMatter {
			d.tooOdd(int32(number+d.shift), maxMatter)
			return true
		}
		indent, opened := opens(line)
		depth = max(depth+opened, 0)
		if indent > maxIndent || opened > maxNested || depth > maxNested {
			at := d.at(number, min(indent, maxIndent)+1)
			d.errorf(at, "too-deep", "look for brackets that are not closed, and for lines that are indented by mistake",
				"lists and groups stand more than %d deep in each other here", maxNested)
			return true
		}
		if keyEnd(bytes.TrimRight(line, "\n")[indent:]) == 0 {
			continue
		}
		if indent < before {
			clear(keys[indent+1:])
		}
		before = indent
		keys[indent]++
		if cost += keys[indent]; cost > maxKeys*maxKeys/2 {
			d.errorf(Pos{Line: max(gaveUp, 1), Column: 1}, "yaml-syntax", plainYAML, "this cannot be read in a file with thousands of keys below each other")
			return true
		}
	}
	return false
}

const plainYAML = "check quotes, brackets and indentation, and put each value on one line"

// tooOdd reports a line that a long file must not have.
func (d *decoder) tooOdd(number int32, most int) {
	d.errorf(Pos{Line: number, Column: 1}, "yaml-syntax", plainYAML,
		"this cannot be read in a file of more than %d KB", most>>10)
}

// isOdd reports whether a line begins a value that goes on over further lines,
// or goes on with one, or has an anchor, an alias or a tag.
func isOdd(line []byte) bool {
	line = bytes.TrimSpace(line)
	if len(line) == 0 || line[0] == '#' {
		return false
	}
	first, last := line[0], line[len(line)-1]
	isEntry := first == '-' && len(line) > 1 || last == ':' || bytes.Contains(line, []byte(": "))
	goesOn := last == '|' || last == '>' || bytes.HasSuffix(line, []byte("|-")) || bytes.HasSuffix(line, []byte(">-"))
	return !isEntry || goesOn || bytes.IndexByte([]byte("&*!?"), first) >= 0 ||
		bytes.Contains(line, []byte(" &")) || bytes.Contains(line, []byte(" *")) || bytes.Contains(line, []byte(" !"))
}

// opens tells how far a line of YAML is indented and, roughly, how many more
// lists and groups it opens than it closes.
func opens(line []byte) (indent, opened int) {
	rest := bytes.TrimLeft(line, " ")
	indent = len(line) - len(rest)
	for len(rest) > 1 && bytes.IndexByte([]byte("-?:"), rest[0]) >= 0 && rest[1] == ' ' {
		opened++
		rest = bytes.TrimLeft(rest[1:], " ")
	}
	// What opens at the beginning of a line and is no bracket ends with it.
	dashes := opened
	deepest := opened
	for _, c := range rest {
		switch c {
		case '[', '{':
			opened++
			deepest = max(deepest, opened)
		case ']', '}':
			opened--
		}
	}
	if deepest > maxNested {
		return indent, deepest
	}
	return indent, opened - dashes
}

// mayReport reports whether a mistake is to be told: not if a file has had more
// than anybody would read. That there are more is told once.
func (d *decoder) mayReport() bool {
	if len(d.ds) == maxMistakes {
		d.ds = append(d.ds, diag.Diagnostic{
			Position: diag.Position{File: d.path}, Check: "too-many",
			Message: fmt.Sprintf("there are more than %d mistakes in this file", maxMistakes), Hint: "mend those that are shown; the others are shown then",
		})
	}
	return len(d.ds) < maxMistakes
}

// full reports whether a file has had more mistakes than are told: then no more
// are sought, and no hints to them.
func (d *decoder) full() bool { return len(d.ds) > maxMistakes }
