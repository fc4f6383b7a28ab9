package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"

	"nosology/generator/diag"
	"nosology/generator/text"
)

// textWriter writes the text of one block: white space folded, escapes and
// character references resolved, quotes and dashes as a printer sets them, and
// numbers kept on one line with their units. As HTML it escapes what must be;
// otherwise it writes plain text.
type textWriter struct {
	buf   *bytes.Buffer
	html  bool
	prev  rune // the character before, 0 at the beginning of the block
	space bool // white space was read and not yet written
	exact bool // the word so far has a character reference: its author set it by hand
	quote bool // a quotation in double marks has begun and not ended
	inner bool // one in single marks has
	in    *text.Language
}

// begin starts a block or a line: white space is dropped until text appears.
func (w *textWriter) begin() { *w = textWriter{buf: w.buf, html: w.html, in: w.in} }

// gap writes the white space that is due before something visible.
func (w *textWriter) gap() {
	if w.space {
		w.buf.WriteByte(' ')
		w.prev, w.space = ' ', false
	}
}

// blank notes white space.
func (w *textWriter) blank() {
	if w.prev != 0 && w.prev != ' ' {
		w.space = true
	}
}

// write writes text as it stands in Markdown.
func (w *textWriter) write(src []byte) {
	for i := 0; i < len(src); {
		c := src[i]
		if !bytesThat.endPlain[c] {
			i = w.plain(src, i)
			continue
		}
		switch c {
		case ' ', '\t', '\n', '\r', '\f':
			w.blank()
			i++
		case '\\':
			i += w.escape(src[i:])
		case '&':
			i += w.reference(src[i:])
		case '"', '\'':
			w.gap()
			for _, r := range w.quoteMark(src[i:]) {
				w.rune(r)
			}
			i++
		case '-', '.':
			i += w.dash(src[i:])
		default:
			w.gap()
			w.rune(visible(rune(c)))
			i++
		}
	}
}

// plain writes the run that begins at i and returns its end. Single spaces
// between words belong to it, so that most paragraphs are a few runs. The space
// after a word with a character reference stays as it is: who writes references
// can write &nbsp; too.
func (w *textWriter) plain(src []byte, i int) int {
	if w.space && !w.exact && unicode.IsNumber(w.prev) && text.BeginsUnit(src[i:]) {
		w.buf.WriteString(noBreak)
		w.space = false
	}
	w.exact = w.exact && !w.space
	w.gap()
	j := i + 1
	for j < len(src) && (!bytesThat.endPlain[src[j]] || src[j] == ' ' && j+1 < len(src) && !bytesThat.endPlain[src[j+1]]) {
		if src[j] == ' ' {
			if !w.exact && endsNumber(src[:j]) && text.BeginsUnit(src[j+1:]) {
				w.buf.Write(src[i:j])
				w.buf.WriteString(noBreak)
				i = j + 1
			}
			w.exact = false
		}
		j++
	}
	w.buf.Write(src[i:j])
	w.prev, _ = utf8.DecodeLastRune(src[i:j])
	return j
}

// endsNumber reports whether a text ends in a number, in any script's digits or as a fraction such as ½.
func endsNumber(src []byte) bool {
	r, _ := utf8.DecodeLastRune(src)
	return unicode.IsNumber(r)
}

// noBreak is a space at which no line ends.
const noBreak = "\u00a0"

// Typeset sets a text that is not Markdown as one that is: its quotes are bent,
// and its numbers kept on one line with their units. Marks, escapes and HTML stay
// as they stand, as does a text with an address in it. in is its language, as for
// Scan.
func Typeset(s string, in *text.Language) string {
	if !strings.ContainsAny(s, "'\" ") || strings.Contains(s, "://") {
		return s
	}
	w := textWriter{in: in}
	var b strings.Builder
	src := []byte(s)
	for i, r := range s {
		switch {
		case r == '"' || r == '\'':
			mark := w.quoteMark(src[i:])
			w.prev, _ = utf8.DecodeLastRuneInString(mark)
			b.WriteString(mark)
			continue
		case r == ' ' && unicode.IsNumber(w.prev) && text.BeginsUnit(src[i+1:]):
			w.prev = '\u00a0'
		default:
			w.prev = r
		}
		b.WriteRune(w.prev)
	}
	return b.String()
}

// rune writes one character, in HTML escaped. Quotation marks need no escape in
// text; attributes are written by writeAttribute.
func (w *textWriter) rune(r rune) {
	w.prev = r
	if w.html {
		switch r {
		case '<':
			w.buf.WriteString("&lt;")
			return
		case '>':
			w.buf.WriteString("&gt;")
			return
		case '&':
			w.buf.WriteString("&amp;")
			return
		}
	}
	w.buf.WriteRune(r)
}

// escape writes a backslash, or the punctuation that it escapes, and returns how
// many bytes it read, as do reference and dash.
func (w *textWriter) escape(src []byte) int {
	w.gap()
	if len(src) > 1 && util.IsPunct(src[1]) {
		w.rune(rune(src[1]))
		return 2
	}
	w.rune('\\')
	return 1
}

// reference writes the character that a reference such as &eacute; names.
func (w *textWriter) reference(src []byte) int {
	w.gap()
	if text, size := reference(src); size > 0 {
		for _, r := range text {
			w.rune(visible(r))
		}
		w.exact = true
		return size
	}
	w.rune('&')
	return 1
}

// visible replaces characters that must not be published.
func visible(r rune) rune {
	if wrong, ok := diag.Unseen(r, 0, 0); ok && wrong.Severity == diag.Error {
		return utf8.RuneError
	}
	return r
}

// dash writes dashes and the ellipsis, or the single character.
func (w *textWriter) dash(src []byte) int {
	w.gap()
	switch {
	case bytes.HasPrefix(src, []byte("---")):
		w.rune('—')
		return 3
	case bytes.HasPrefix(src, []byte("--")):
		w.rune('–')
		return 2
	case bytes.HasPrefix(src, []byte("...")):
		w.rune('…')
		return 3
	}
	w.rune(rune(src[0]))
	return 1
}

// quoteMark chooses the quotation mark or the apostrophe for a straight one
// from what stands before it and, for apostrophes that open a word, after it.
func (w *textWriter) quoteMark(src []byte) string {
	marks := w.in.Quotes()
	opens := opensQuote(w.prev, marks)
	if src[0] == '"' {
		w.quote = opens || !w.quote && (opensAfterStop(w.prev, src[1:]) || opensWithin(w.prev, src[1:]))
		if w.quote {
			return marks.Open
		}
		return marks.Close
	}
	opens = opens || opensAfterStop(w.prev, src[1:])
	switch {
	case opens && !isElision(src[1:]):
		w.inner = true
		return marks.InnerOpen
	case opens || isInWord(w.prev) && (!w.inner || beginsWord(src[1:])):
		return "’" // of letters that are left out
	}
	w.inner = false
	return marks.InnerClose
}

// opensQuote reports whether a quotation mark behind a character opens a
// quotation; 0 stands for the beginning of a block.
func opensQuote(before rune, marks text.Quotes) bool {
	switch before {
	case 0, '(', '[', '{', '-', '–', '—', '/':
		return true
	}
	return unicode.IsSpace(before) || marks.Opens(before)
}

// opensAfterStop reports whether a quotation begins right behind a colon or comma, as in said:"yes": a word follows it.
func opensAfterStop(before rune, after []byte) bool {
	return strings.ContainsRune(":;,", before) && beginsWord(after)
}

// opensWithin reports whether a quotation begins right behind letters: in a script
// that has no spaces, behind a word that is written as one with the next, as the
// Arabic "and" is, or behind an article that has lost a letter, as in l'"angine".
func opensWithin(before rune, after []byte) bool {
	if unicode.In(before, unicode.Han, unicode.Hiragana, unicode.Katakana) || strings.ContainsRune("、。，！？", before) {
		return true
	}
	return (before == '’' || unicode.Is(unicode.Arabic, before)) && beginsWord(after)
}

// beginsWord reports whether a text begins with a letter or a digit.
func beginsWord(s []byte) bool {
	r, _ := utf8.DecodeRune(s)
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

// isInWord reports whether a character is one of those that words are made of.
func isInWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }

// isElision reports whether an apostrophe stands for letters or digits left out
// at the beginning of a word: '97, '90s, 'em, 'Til. With a second one behind it
// is a quotation, but for the n of rock 'n' roll; so is a compound, as 'N/A' is.
func isElision(after []byte) bool {
	if len(after) >= 2 && isDigit(after[0]) && isDigit(after[1]) {
		rest := bytes.TrimPrefix(after[2:], []byte("s"))
		return (len(rest) == 0 || !util.IsAlphaNumeric(rest[0])) && !closesQuote(after)
	}
	n := bytes.IndexFunc(after, func(r rune) bool { return !isInWord(r) })
	if n < 0 {
		n = len(after)
	}
	isAlone, isQuoted := !bytes.ContainsAny(after[n:min(n+1, len(after))], "-/"), bytes.HasPrefix(after[n:], []byte("'"))
	switch strings.ToLower(string(after[:n])) {
	case "n":
		return isAlone
	case "em", "til", "tis", "twas":
		return isAlone && !isQuoted
	case "cause": // far more often the noun
		return isAlone && !closesQuote(after)
	}
	return false
}

// closesQuote reports whether the next apostrophe of a text that does not
// stand within a word stands behind one.
func closesQuote(s []byte) bool {
	for i := 1; i < len(s); i++ {
		if s[i] != '\'' {
			continue
		}
		if util.IsAlphaNumeric(s[i-1]) && i+1 < len(s) && util.IsAlphaNumeric(s[i+1]) {
			continue
		}
		before, _ := utf8.DecodeLastRune(s[:i])
		return !opensQuote(before, text.Quotes{})
	}
	return false
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// writeAttribute writes an attribute's value.
func writeAttribute(buf *bytes.Buffer, s string) {
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && s[j] != '"' && s[j] != '&' && s[j] != '<' && s[j] != '>' && s[j] != 0 {
			j++
		}
		buf.WriteString(s[i:j])
		if j == len(s) {
			return
		}
		switch s[j] {
		case '"':
			buf.WriteString("&#34;")
		case '&':
			buf.WriteString("&amp;")
		case '<':
			buf.WriteString("&lt;")
		case '>':
			buf.WriteString("&gt;")
		case 0:
			buf.WriteRune(utf8.RuneError)
		}
		i = j + 1
	}
}
