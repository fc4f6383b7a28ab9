package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"nosology/generator/diag"
)

// unread reports marks in the text of a block that look like markup and are
// not read, so that readers would see them. It looks at what is left as text
// once the block was parsed: code is not text, and what stands behind a
// backslash is meant. It never looks at what goldmark did read, so no mark has
// to be known twice; and it only tells, for what is shown stays the same.
func (s *scanner) unread(block ast.Node) {
	s.texts(block)
	s.lookAt()
}

// texts gathers the pieces of text below a node; those that touch become one.
func (s *scanner) texts(parent ast.Node) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		switch n := c.(type) {
		case *ast.Text:
			if n.Segment.Start != int(s.seen.End) {
				s.lookAt()
				s.seen.Start = int32(n.Segment.Start)
			}
			s.seen.End = int32(n.Segment.Stop)
		case *ast.CodeSpan:
		default:
			s.texts(c)
		}
	}
}

// lookAt looks for marks in the piece of text that was gathered.
func (s *scanner) lookAt() {
	at := s.seen
	s.seen = Span{}
	lookForMarks(s.src[at.Start:at.End], func(i int, m unreadAs) {
		s.report(int(at.Start)+i, m.severity, "unread-mark", m.message, m.hint)
	})
}

// lookForMarks calls tell with each mark of a text that is not read.
func lookForMarks(text []byte, tell func(at int, m unreadAs)) {
	for i := 0; i < len(text); {
		if !bytesThat.beginMarks[text[i]] {
			i++
			continue
		}
		if text[i] == '\\' && i+1 < len(text) && util.IsPunct(text[i+1]) {
			i += 2
			continue
		}
		m := unreadMark(text, i)
		if m.message != "" {
			tell(i, m)
		}
		i += max(m.size, 1)
	}
}

// unreadAs is a mark that is not read: how far it goes, what it looks like and
// what to write instead. Without a message it is text, to be passed over.
type unreadAs struct {
	size          int
	severity      diag.Severity
	message, hint string
}

// unreadMark judges the mark at an offset of a text. A mark that is one of ours
// in some other place is told of with the place where it is read.
func unreadMark(text []byte, i int) unreadAs {
	switch text[i] {
	case '[', ']', '!':
		return unreadBracket(text, i)
	case '{':
		return unreadBrace(text[i:])
	case '*', '_', '~', '=', '+', '`', '$':
		return unreadRun(text, i)
	case '&':
		return unreadReference(text[i:])
	case '^':
		if bytes.HasPrefix(text[i:], []byte("^[")) {
			return unreadAs{2, diag.Error, "a footnote within the text is not read, and readers would see its marks",
				"write [^1] here, and on a line of its own, with an empty line before it, [^1]: and the note"}
		}
		if m := unreadScript(text, i); m.size > 0 {
			return m
		}
		return unreadPair(text, i, 1, "^", "raised text is not read here", `write one word of letters and digits between the marks, as in m^2^, or \^ for the sign itself`)
	case '%':
		if bytes.HasPrefix(text[i:], []byte("%%")) {
			return unreadAs{2, diag.Warning, "readers see %%: comments are not read", `remove it, or put it in the front matter behind #; write \%% for the signs themselves`}
		}
	case ':':
		return unreadName(text, i)
	}
	return unreadAs{}
}

// unreadBracket judges what looks like a link, a picture or a box to tick.
func unreadBracket(text []byte, i int) unreadAs {
	rest := text[i:]
	starts := func(mark string) bool { return bytes.HasPrefix(rest, []byte(mark)) }
	switch {
	case starts("!["):
		return unreadAs{max(closing(rest, ")"), 2), diag.Error, "this is not read as a picture, and readers would see its marks", "write ![what it shows](../images/name.png), without spaces in the file's name"}
	case starts("[["):
		return unreadAs{max(closing(rest, "]]"), 2), diag.Error, "a link in double brackets is not read, and readers would see its marks", "write [text](../causes/name.md), the way to the file"}
	case starts("[ ]"), starts("[]") && !starts("[]("):
		return unreadAs{2, diag.Error, "a box to tick is not read here, and readers would see its marks", "write it at the beginning of an item of a list: - [ ] text"}
	case isTicked(rest) && beginsLine(text, i):
		return unreadAs{3, diag.Error, "a box to tick is not read here, and readers would see its marks", "write it at the beginning of an item of a list: - [x] text"}
	case starts("[") && beginsLine(text, i) && closing(rest, "]:") > 0:
		return unreadAs{closing(rest, "]:"), diag.Error, "this line is not read as the address of a link, and readers would see it",
			"write [name]: address, with an empty line before it and no space in the address"}
	case starts("](tel:"):
		return unreadAs{2, diag.Error, "this is not read as a link, and readers would see its marks", "write the number without spaces: [the nurse](tel:+441174960000)"}
	case starts("]("):
		return unreadAs{2, diag.Error, "this is not read as a link, and readers would see its marks", "write [text](address), the address without spaces (%20 stands for one) and with its brackets closed"}
	case starts("] (") && (len(rest) == 3 || isAddress(rest[3:])):
		return unreadAs{3, diag.Error, "this is not read as a link, and readers would see its marks", "leave no space between ] and ("}
	case isForumTag(rest):
		return unreadAs{closing(rest, "]"), diag.Error, "marks of a forum are not read, and readers would see them", "write **words** for what is important, [text](address) for a link"}
	case starts("]["):
		return unreadAs{2, diag.Error, "no line says where this link leads, and readers would see its marks", "write [text](address)"}
	}
	return unreadAs{}
}

func beginsLine(text []byte, i int) bool { return i == 0 || text[i-1] == '\n' }

// isForumTag reports whether a text begins with what ends a mark of a forum: the [/b] of [b]words[/b].
func isForumTag(text []byte) bool {
	if len(text) < 4 || text[1] != '/' {
		return false
	}
	switch name := text[2:max(closing(text, "]"), 3)]; strings.ToLower(string(bytes.TrimSuffix(name, []byte("]")))) {
	case "b", "i", "u", "s", "url", "img", "quote", "list", "color", "size", "center":
		return true
	}
	return false
}

// isTicked reports whether a text begins with a box that is ticked.
func isTicked(text []byte) bool {
	return len(text) > 3 && text[0] == '[' && text[1]|0x20 == 'x' && text[2] == ']' && text[3] == ' '
}

// isAddress reports whether a text begins as an address or a file's name does.
func isAddress(text []byte) bool {
	text = text[:min(len(text), maxPair)]
	end := bytes.IndexByte(text, ')')
	return end > 0 && (schemeOf(string(text[:end])) != "" || bytes.HasSuffix(text[:end], []byte(".md")))
}

// maxPair is how far the second of a pair of marks is looked for, in bytes: a
// pair further apart is chance, and looking on would take time by the square.
const maxPair = 200

// closing is where the first of a mark in the line ends, or 0.
func closing(text []byte, mark string) int {
	line, _, _ := bytes.Cut(text[:min(len(text), maxPair)], []byte("\n"))
	if i := bytes.Index(line, []byte(mark)); i >= 0 {
		return i + len(mark)
	}
	return 0
}

// unreadBrace judges what looks like attributes, or like what templates and
// other programs put between braces.
func unreadBrace(text []byte) unreadAs {
	if len(text) < 2 {
		return unreadAs{}
	}
	switch c := text[1]; {
	case c == '#':
		return unreadAs{2, diag.Error, "an id is not read here, and readers would see its marks", "write it at the end of a heading: ## How much {#how-much}"}
	case c == '.' || c == ':':
		return unreadAs{2, diag.Error, "attributes are not read, and readers would see their marks", `remove them; write \{ for the sign itself`}
	case c == '%' || c == '<' || c == '>' || c == '+' || c == '-' || c == '~' || c == '=':
		return unreadAs{2, diag.Error, "this was meant for another program, and readers would see its marks", `say it in Markdown, or write \{ for the sign itself`}
	case isNameStart(c) && closing(text, "}") > 0 && bytes.IndexByte(text[:closing(text, "}")], '=') > 0:
		return unreadAs{closing(text, "}"), diag.Error, "attributes are not read, and readers would see their marks", `remove them; write \{ for the sign itself`}
	}
	return unreadAs{}
}

func isNameStart(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// unreadRun judges a run of marks of emphasis, of code and the like.
func unreadRun(text []byte, i int) unreadAs {
	n := 1
	for i+n < len(text) && text[i+n] == text[i] {
		n++
	}
	mark := string(text[i : i+n])
	before, _ := utf8.DecodeLastRune(text[:i])
	switch c := text[i]; {
	case c == '*' && isBetweenNumbers(before, text[i+n:]):
		return unreadAs{size: n}
	case c == '`':
		return unreadAs{n, diag.Warning, "readers see " + mark + ": code is not read here", "write as many of these signs behind the code as before it, or ' for a quotation mark"}
	case c == '$':
		return unreadPair(text, i, n, "$$", "formulas are not read", `write it in words, with H~2~O for what stands lower and m^2^ for what stands higher`)
	case c == '=' || c == '+':
		return unreadPair(text, i, n, string([]byte{c, c}), "marked text is not read", "write **words** for what is important, or remove the marks")
	case c == '~' && n == 1:
		if m := unreadScript(text, i); m.size > 0 {
			return m
		}
		return unreadPair(text, i, n, "~", "one ~ strikes nothing out", `write ~~words~~ to strike them out, H~2~O for what stands lower, \~ for the sign itself`)
	case c == '~':
		return unreadAs{n + closing(text[i+n:], mark), diag.Warning, "readers see " + mark + ": nothing is struck out here", `write ~~words~~, without spaces inside the marks; or \~ for the sign itself`}
	case c == '_' && n > 2:
		return unreadAs{size: n} // a blank to fill in
	case n > 1:
		return unreadAs{n + closing(text[i+n:], mark), diag.Warning, "readers see " + mark + ": nothing is emphasised here", emphasisHint(text, i, n)}
	}
	return unreadPair(text, i, n, mark, "nothing is emphasised here", emphasisHint(text, i, n))
}

// emphasisHint is how to emphasise what was meant to be.
func emphasisHint(text []byte, i, n int) string {
	before, _ := utf8.DecodeLastRune(text[:i])
	after, _ := utf8.DecodeRune(text[i+n:])
	sign := "\\" + string(text[i:i+1])
	switch {
	case unicode.IsPunct(before) && isWordRune(after), unicode.IsPunct(after) && isWordRune(before):
		return "put a space outside the marks, or the punctuation outside of them; write " + sign + " for the sign itself"
	case unicode.IsSpace(before) && unicode.IsSpace(after):
		return "leave no space between the marks and the words; write " + sign + " for the sign itself"
	}
	return "write the mark before and behind the words, without spaces inside; write " + sign + " for the sign itself"
}

func isWordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// unreadPair judges a mark of which a single one is text: it is told of only
// where a second one follows, and both stand beside the text between them.
func unreadPair(text []byte, i, n int, mark, is, hint string) unreadAs {
	rest := text[i+n:]
	rest = rest[:min(len(rest), maxPair)]
	before, _ := utf8.DecodeLastRune(text[:i])
	after, _ := utf8.DecodeRune(rest)
	if n != len(mark) || len(rest) == 0 || unicode.IsSpace(after) || isPlainWord(before) {
		return unreadAs{size: n}
	}
	for at := 1; ; at++ {
		next := bytes.Index(rest[at:], []byte(mark))
		if next < 0 {
			return unreadAs{size: n}
		}
		at += next
		last, _ := utf8.DecodeLastRune(rest[:at])
		behind, _ := utf8.DecodeRune(rest[at+n:])
		if !unicode.IsSpace(last) && last != '\\' && (!isPlainWord(behind) || endsTooLate(text[i], last, behind)) {
			return unreadAs{n + at + n, diag.Warning, "readers see " + mark + ": " + is, hint}
		}
	}
}

// endsTooLate reports whether a mark of emphasis stands between punctuation and a word, where it ends
// nothing: *Careful:*Do not.
func endsTooLate(mark byte, last, behind rune) bool {
	return (mark == '*' || mark == '_') && strings.ContainsRune(".,:;!?)", last) && unicode.IsLetter(behind)
}

// unreadScript judges what looks like text that stands lower or higher, with signs in it that
// cannot: T~1/2~.
func unreadScript(text []byte, i int) unreadAs {
	before, _ := utf8.DecodeLastRune(text[:i])
	n := 1 + bytes.IndexAny(text[i+1:min(len(text), i+maxScript+2)], " \t\n~^\\")
	if n < 2 || text[i+n] != text[i] || before != ')' && !isPlainWord(before) || text[i] == '~' && unicode.IsDigit(before) {
		return unreadAs{}
	}
	if behind, _ := utf8.DecodeRune(text[i+n+1:]); isPlainWord(behind) || behind == rune(text[i]) {
		return unreadAs{}
	}
	mark := string(text[i])
	return unreadAs{n + 1, diag.Warning, "readers see " + mark + ": only letters, digits, + and - stand lower or higher", `leave out the other signs, or say it in words; write \` + mark + " for the sign itself"}
}

// isPlainWord reports whether a character belongs to a word of a script that
// puts spaces between words, where marks within words are most often meant as
// they stand: 3*4, some_name.
func isPlainWord(r rune) bool {
	return r != utf8.RuneError && unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Nd)
}

// unreadReference judges a reference to a character that is not known.
func unreadReference(text []byte) unreadAs {
	if _, size := reference(text); size > 0 {
		return unreadAs{size: size}
	}
	n := 1
	for n < len(text) && n < 34 && (util.IsAlphaNumeric(text[n]) || n == 1 && text[n] == '#') {
		n++
	}
	name := string(text[1:n])
	const hint = `write the character itself, or \& for the sign`
	switch {
	case n < 3:
	case n < len(text) && text[n] == ';':
		return unreadAs{n + 1, diag.Warning, "readers see &" + name + ";: there is no character of that name", hint}
	case name[0] == '#' || isCommonName(name):
		return unreadAs{n, diag.Warning, "readers see &" + name + ": the name of a character ends with ;", hint}
	}
	return unreadAs{size: n}
}

// isCommonName reports whether a name is one that people write for a
// character, and would hardly write for anything else.
func isCommonName(name string) bool {
	switch name {
	case "nbsp", "amp", "lt", "gt", "quot", "apos", "copy", "reg", "deg", "ndash", "mdash", "hellip", "rsquo", "lsquo", "rdquo", "ldquo", "eacute", "egrave", "times", "frac12":
		return true
	}
	return false
}

// unreadName judges names of pictures between colons: :warning:
func unreadName(text []byte, i int) unreadAs {
	n := 1
	for i+n < len(text) && n < maxPair && (isNameStart(text[i+n]) || n > 1 && (text[i+n] == '_' || text[i+n] == '-' || isDigit(text[i+n]))) {
		n++
	}
	if n < 3 || i+n == len(text) || text[i+n] != ':' || i > 0 && !unicode.IsSpace(rune(text[i-1])) {
		return unreadAs{}
	}
	if end := i + n + 1; end < len(text) && util.IsAlphaNumeric(text[end]) {
		return unreadAs{}
	}
	return unreadAs{n + 1, diag.Warning, "readers see " + string(text[i:i+n+1]) + ": names of pictures are not read", "say it in words, or remove it"}
}
