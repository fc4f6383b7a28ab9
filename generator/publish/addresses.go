package publish

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tdewolff/parse/v2/css"
)

// addressFinder tells the addresses in a style sheet from its other texts. It goes
// through the sheet token by token.
type addressFinder struct {
	rule   string   // at-rule whose head is being read: "import"
	begun  bool     // whether something of that head has been read
	within []string // functions around the token, outer before inner
}

// isAddress reports whether the next token is an address that a browser fetches. A
// namespace is called by an address that nobody fetches, and what a browser is only
// asked to support need not be there.
func (a *addressFinder) isAddress(kind css.TokenType) bool {
	if a.rule == "namespace" || a.rule == "supports" || slices.Contains(a.within, "supports") {
		return false
	}
	isFirst := a.rule == "import" && !a.begun
	return kind == css.URLToken || kind == css.StringToken && (isFirst || a.takesAddresses())
}

// takesAddresses reports whether a string in the innermost function is an address. In
// others, as in type("image/avif") or format("woff2"), and in a value such as that of
// content, it is text.
func (a *addressFinder) takesAddresses() bool {
	if len(a.within) == 0 {
		return false
	}
	switch a.within[len(a.within)-1] {
	case "url", "src", "image", "image-set", "-webkit-image-set":
		return true
	}
	return false
}

// pass goes past a token.
func (a *addressFinder) pass(kind css.TokenType, text []byte) {
	switch kind {
	case css.WhitespaceToken, css.CommentToken:
		return
	case css.AtKeywordToken:
		a.rule, a.begun = nameIn(text[1:]), false
		return
	case css.SemicolonToken, css.LeftBraceToken:
		a.rule = ""
	case css.FunctionToken:
		a.within = append(a.within, nameIn(text[:len(text)-1]))
	case css.LeftParenthesisToken:
		a.within = append(a.within, "")
	case css.RightParenthesisToken:
		a.within = a.within[:max(len(a.within)-1, 0)]
	}
	a.begun = true
}

// nameIn is a name as CSS compares it.
func nameIn(text []byte) string { return strings.ToLower(unescaped(text, "")) }

// spaceInCSS are the characters that CSS takes for white space.
const spaceInCSS = " \t\r\n\f"

// addressIn returns what stands in url(…), url("…") or "…".
func addressIn(kind css.TokenType, token []byte) string {
	if kind == css.URLToken {
		token = bytes.TrimLeft(token[bytes.IndexByte(token, '(')+1:], spaceInCSS)
	}
	if len(token) > 0 && (token[0] == '"' || token[0] == '\'') {
		return unescaped(token[1:], string(token[0]))
	}
	return unescaped(token, ")"+spaceInCSS)
}

// unescaped reads a text of CSS up to the first of some characters that has no
// backslash before it.
func unescaped(s []byte, until string) string {
	var text strings.Builder
	for i := 0; i < len(s) && strings.IndexByte(until, s[i]) < 0; {
		if s[i] != '\\' {
			text.WriteByte(s[i])
			i++
			continue
		}
		meant, size := escapeIn(s[i:])
		text.Write(meant)
		i += size
	}
	return text.String()
}

// escapeIn returns what a backslash and what follows it stand for, and how long they
// are: a character by its number in hexadecimal digits, of which white space may mark
// the end; nothing, where a string goes on in the next line; or the character itself.
func escapeIn(s []byte) (meant []byte, size int) {
	for size = 1; size < min(len(s), 1+6) && isHex(s[size]); {
		size++
	}
	newline := newlineAt(s[size:])
	if size == 1 {
		if newline > 0 {
			return nil, 1 + newline
		}
		_, n := utf8.DecodeRune(s[1:])
		return s[1 : 1+n], 1 + n
	}
	number, _ := strconv.ParseUint(string(s[1:size]), 16, 32)
	if number == 0 || !utf8.ValidRune(rune(number)) {
		number = utf8.RuneError
	}
	if newline == 0 && size < len(s) && strings.IndexByte(spaceInCSS, s[size]) >= 0 {
		size++
	}
	return utf8.AppendRune(nil, rune(number)), size + newline
}

// newlineAt is how long the end of a line is with which a text begins, or 0.
func newlineAt(s []byte) int {
	switch {
	case bytes.HasPrefix(s, []byte("\r\n")):
		return 2
	case len(s) > 0 && strings.IndexByte("\r\n\f", s[0]) >= 0:
		return 1
	}
	return 0
}

func isHex(c byte) bool { return strings.IndexByte("0123456789abcdefABCDEF", c) >= 0 }

// inQuotes writes a text as a string of CSS, whose escapes are not those of Go.
func inQuotes(s string) string {
	quote := byte('"')
	if strings.Contains(s, `"`) && !strings.Contains(s, `'`) {
		quote = '\''
	}
	text := []byte{quote}
	for i := range len(s) {
		switch c := s[i]; c {
		case quote, '\\':
			text = append(text, '\\', c)
		case '\n', '\r', '\f':
			text = append(strconv.AppendUint(append(text, '\\'), uint64(c), 16), ' ')
		default:
			text = append(text, c)
		}
	}
	return string(append(text, quote))
}
