package markdown

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// reference reads a reference to characters, such as &eacute; or &#060;, at
// the beginning of src and returns the characters and its length, or 0.
// Decimal numbers are decimal whatever they begin with; goldmark's own
// functions read a leading zero as a sign of octal ones.
func reference(src []byte) (text string, size int) {
	end := bytes.IndexByte(src[:min(len(src), 40)], ';')
	if end < 2 || src[0] != '&' {
		return "", 0
	}
	name := src[1:end]
	if name[0] != '#' {
		if entity, ok := util.LookUpHTML5EntityByName(string(name)); ok {
			return string(entity.Characters), end + 1
		}
		return "", 0
	}
	digits, base, most := name[1:], 10, 7
	if len(digits) > 0 && digits[0]|0x20 == 'x' {
		digits, base, most = digits[1:], 16, 6
	}
	if len(digits) == 0 || len(digits) > most || digits[0] == '+' || digits[0] == '-' || digits[0] == '_' {
		return "", 0
	}
	n, err := strconv.ParseUint(string(digits), base, 32)
	if err != nil {
		return "", 0
	}
	if r := rune(n); r > 0 && utf8.ValidRune(r) {
		return string(r), end + 1
	}
	return string(utf8.RuneError), end + 1
}

// address is an address that stands in a text as it is, in angle brackets or bare: its
// references are replaced by what they stand for, and a backslash is one.
func address(written []byte) []byte {
	if bytes.IndexByte(written, '&') < 0 {
		return written
	}
	text := make([]byte, 0, len(written))
	for i := 0; i < len(written); {
		if characters, size := reference(written[i:]); size > 0 {
			text = append(text, characters...)
			i += size
			continue
		}
		text = append(text, written[i])
		i++
	}
	return text
}

// resolved is text with its escapes and references replaced by what they stand
// for.
func resolved(written []byte) []byte {
	if bytes.IndexByte(written, '\\') < 0 && bytes.IndexByte(written, '&') < 0 {
		return written
	}
	text := make([]byte, 0, len(written))
	for i := 0; i < len(written); {
		c := written[i]
		if c == '\\' && i+1 < len(written) && util.IsPunct(written[i+1]) {
			text = append(text, written[i+1])
			i += 2
			continue
		}
		if c == '&' {
			if characters, size := reference(written[i:]); size > 0 {
				text = append(text, characters...)
				i += size
				continue
			}
		}
		text = append(text, c)
		i++
	}
	return text
}
