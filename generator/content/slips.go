package content

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A YAML parser knows what it stumbled over, and not what its author meant. A
// slipReader goes through a text line by line and finds what people get wrong,
// so that it can be told in plain words: values that need quotes, lines
// without a colon, and comments that cut a value or are published with it.
type slipReader struct {
	d      *decoder
	number int // of the line in the YAML text
	line   []byte
	slips  []slip

	// What the lines above leave open.
	value   int     // indentation of the key whose value may go on, -1 for none
	comment Pos     // of a comment on lines within that value
	block   int     // indentation of the key of a text behind | or >, -1 for none
	quote   byte    // of a quoted value that goes on, 0 for none
	depth   int     // of brackets that are open
	levels  []level // that the line may stand on or below, the deepest last
}

// level is how far the keys of a group, or the items of a list, are indented.
type level struct {
	indent int
	isList bool
}

// slip is something that its author did not mean.
type slip struct {
	at            Pos
	message, hint string
	// certain slips are told even where the text can be read as YAML.
	certain bool
}

const quoteIt = "put the whole value in double quotes"

// slips are what seems wrong in a YAML text.
func (d *decoder) slips(source []byte) []slip {
	r := &slipReader{d: d, value: -1, block: -1}
	for line := range bytes.Lines(source) {
		r.number++
		r.line = bytes.TrimRight(line, "\r\n")
		r.see()
		if len(r.slips) == maxMistakes {
			break
		}
	}
	return r.slips
}

// cutsValue reports whether a # may begin a comment that its author does not
// take for one. It is a quick look at what nearly all files do not have.
func cutsValue(source []byte) bool {
	for {
		i := commentAt(source)
		if i < 0 || i+1 == len(source) {
			return false
		}
		if source = source[i+1:]; source[0] != ' ' && source[0] != '\n' {
			return true
		}
	}
}

// commentAt is where the first # stands that is not behind a letter or the
// like, so that it begins a comment; -1 if none does.
func commentAt[text []byte | string](line text) int {
	for i := 1; i < len(line); i++ {
		if line[i] == '#' && (line[i-1] == ' ' || line[i-1] == '\t') {
			return i
		}
	}
	return -1
}

// isMeant reports whether what follows the # of a comment shows that it is
// meant for one.
func isMeant(behind string) bool { return behind == "" || strings.IndexByte(" #\t", behind[0]) >= 0 }

// reportSlips reports slips and says whether there were any.
func (d *decoder) reportSlips(slips []slip) bool {
	for _, s := range slips {
		d.errorf(s.at, "yaml-syntax", s.hint, "%s", s.message)
	}
	return len(slips) > 0
}

// certain are the slips that are mistakes whatever the YAML may mean; the others are told only
// where it cannot be read.
func certain(slips []slip) (those []slip) {
	for _, s := range slips {
		if s.certain {
			those = append(those, s)
		}
	}
	return those
}

// slip notes what is wrong at a byte of the line.
func (r *slipReader) slip(i int, certain bool, hint, format string, args ...any) {
	at := r.d.at(r.number, utf8.RuneCount(r.line[:i])+1)
	r.slips = append(r.slips, slip{at, fmt.Sprintf(format, args...), hint, certain})
}

// see looks at a line.
func (r *slipReader) see() {
	indent := len(r.line) - len(bytes.TrimLeft(r.line, " "))
	rest := r.line[indent:]
	switch {
	case r.quote != 0:
		r.quoted(indent)
	case len(rest) == 0:
	case r.block >= 0 && indent > r.block:
		r.inBlock(indent)
	case r.depth > 0:
		r.brackets(indent)
	case rest[0] == '#':
		r.comment = r.d.at(r.number, indent+1)
	case r.value >= 0 && indent > r.value:
		r.goesOn(indent)
	default:
		r.block, r.value, r.comment = -1, -1, Pos{}
		r.begins(indent)
	}
}

// begins looks at a line that begins something: a key or an item of a list.
func (r *slipReader) begins(i int) {
	if space, size := utf8.DecodeRune(r.line[i:]); size > 1 && unicode.IsSpace(space) {
		r.slip(i, true, "type the spaces at the beginning of the line anew", "the line begins with a space of another kind (U+%04X), which is no indentation", space)
		return
	}
	if r.line[i] == '\t' {
		r.slip(i, false, "indent with spaces", "a tab cannot indent YAML")
		return
	}
	deeper := r.leave(i)
	isItem := false
	for bytes.HasPrefix(r.line[i:], []byte("- ")) {
		isItem = true
		r.enter(level{i, true})
		i += 2
		for i < len(r.line) && r.line[i] == ' ' {
			i++
		}
	}
	top := level{indent: -1}
	if len(r.levels) > 0 {
		top = r.levels[len(r.levels)-1]
	}
	end := keyEnd(r.line[i:])
	switch {
	case !isItem && top == (level{i, true}):
		r.slip(i, false, "begin it with a hyphen and a space if it is an item; indent it as the list's own key if it is a key", "this line stands below the items of a list, and is none")
	case !isItem && deeper && top.indent != i:
		r.slip(i, false, "indent it as the lines that it belongs with", "this line is indented otherwise than the lines above it")
	case end > 0:
		r.enter(level{i, false})
		r.valueAt(i+end+1, i)
	case !isItem && (i == 0 || top == level{i, false}):
		r.noKey(i)
	case isItem:
		r.valueAt(i, top.indent)
	default:
		r.valueAt(i, i-1)
	}
}

// enter notes what the next lines may stand below.
func (r *slipReader) enter(l level) {
	if len(r.levels) == 0 || r.levels[len(r.levels)-1] != l {
		r.levels = append(r.levels, l)
	}
}

// leave forgets the levels that a line of an indentation ends, and says whether
// it ends any. A list may be indented no further than its key, which goes on
// behind it.
func (r *slipReader) leave(indent int) (deeper bool) {
	isItem := bytes.HasPrefix(r.line[indent:], []byte("- "))
	for n := len(r.levels); n > 0; n-- {
		l := r.levels[n-1]
		behindList := l == level{indent, true} && !isItem && n > 1 && r.levels[n-2] == level{indent, false}
		if l.indent <= indent && !behindList {
			break
		}
		r.levels = r.levels[:n-1]
		deeper = deeper || l.indent > indent
	}
	return deeper
}

// keyEnd is where the colon behind a key stands, 0 if a line does not begin
// with a key.
func keyEnd(line []byte) int {
	i := bytes.IndexByte(line, ':')
	if i < 1 || bytes.IndexByte([]byte("[{\"'&*!|>%@`#,"), line[0]) >= 0 || commentAt(line[:i]) >= 0 {
		return 0
	}
	if i+1 == len(line) || line[i+1] == ' ' || line[i+1] == '\t' {
		return i
	}
	return 0
}

// noKey says what is wrong with a line that should begin with a key.
func (r *slipReader) noKey(i int) {
	rest := string(r.line[i:])
	if rest == "---" || rest == "..." || rest == "-" || strings.IndexByte("[{\"'?", rest[0]) >= 0 {
		return
	}
	if m := pattern.stuckKey.FindStringSubmatch(rest); m != nil {
		value, colon := m[2], i+len(m[1])+1
		if space, size := utf8.DecodeRuneInString(value); unicode.IsSpace(space) {
			r.slip(colon, true, "type the space anew", "what stands behind the colon is a space of another kind (U+%04X)", space)
			return
		} else if size > 0 {
			r.slip(colon, false, fmt.Sprintf("write %q", m[1]+": "+short(value)), "there is no space behind the colon")
			return
		}
	}
	key, value, _ := strings.Cut(rest, " ")
	if isKnownKey(key) {
		r.slip(i, false, fmt.Sprintf("write %q", key+": "+short(strings.TrimLeft(value, "= "))), "there is no colon behind %s", key)
		return
	}
	r.slip(i, false, "begin it with a key, a colon and a space; if it belongs to the value above, indent it further", "this line does not begin with a key")
}

// isKnownKey reports whether some file may have a key.
func isKnownKey(name string) bool {
	for _, s := range Sheets() {
		if s.Value.hasKey(name) {
			return true
		}
	}
	return false
}

// hasKey reports whether a key of this name may stand anywhere within a value. A slip reader knows
// no nesting that it could trust.
func (v *Value) hasKey(name string) bool {
	for i := range v.Keys {
		if v.Keys[i].Name == name || v.Keys[i].Value.hasKey(name) {
			return true
		}
	}
	return v.Of != nil && v.Of.hasKey(name)
}

// short is the beginning of a value, for a hint.
func short(value string) string {
	const most = 24
	if n := 0; utf8.RuneCountInString(value) > most {
		for i := range value {
			if n++; n > most {
				return value[:i] + "…"
			}
		}
	}
	return value
}
