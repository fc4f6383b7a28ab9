package publish

import "bytes"

// EachAttribute calls see for every attribute of every element of a finished
// page, in the order of the text. Values are as they are written, character
// references and all; names are in the case they are written in, which in our
// pages is lower.
//
// It is not a parser: it knows just enough of HTML (comments, quotes, raw text)
// to find attributes in a page that is well formed, at a small part of the cost.
// The slices point into page and are valid only during the call. value is nil for an attribute
// without one.
func EachAttribute(page []byte, see func(element, name, value []byte)) {
	for {
		start := bytes.IndexByte(page, '<')
		if start < 0 || start+1 == len(page) {
			return
		}
		page = page[start+1:]
		switch {
		case isLetter(page[0]):
			page = startTag(page, see)
		case page[0] != '!': // an end tag, or a mere sign
		case bytes.HasPrefix(page, []byte("!--")):
			page = after(page[3:], "-->")
		case bytes.HasPrefix(page, []byte("![CDATA[")):
			page = after(page, "]]>")
		}
	}
}

// startTag reads from an element's name to the end of its tag, and over what
// it holds if that is raw text.
// It returns what comes behind the tag, nil where the page ends within it.
func startTag(page []byte, see func(element, name, value []byte)) []byte {
	i := endOfWord(page, 0, endsName)
	element := page[:i]
	for {
		for i < len(page) && (isSpace(page[i]) || page[i] == '/') {
			i++
		}
		if i == len(page) {
			return nil
		}
		if page[i] == '>' {
			return afterRawText(element, page[i+1:])
		}
		start := i
		i = endOfWord(page, i+1, endsAttribute)
		name := page[start:i]
		i = skipSpace(page, i)
		var value []byte
		if i < len(page) && page[i] == '=' {
			value, i = attributeValue(page, skipSpace(page, i+1))
		}
		see(element, name, value)
	}
}

// attributeValue reads the value at i, and returns where it ends.
func attributeValue(page []byte, i int) (value []byte, end int) {
	if i == len(page) {
		return nil, i
	}
	if quote := page[i]; quote == '"' || quote == '\'' {
		i++
		length := bytes.IndexByte(page[i:], quote)
		if length < 0 {
			return page[i:], len(page)
		}
		return page[i : i+length], i + length + 1
	}
	end = endOfWord(page, i, endsValue)
	return page[i:end], end
}

// afterRawText skips the text of elements whose text is not markup.
// In these elements a "<" begins no tag; they end with the first end tag of their name.
func afterRawText(element, page []byte) []byte {
	switch string(element) {
	case "script", "style", "textarea", "title":
		if end := bytes.Index(page, append([]byte("</"), element...)); end >= 0 {
			return page[end:]
		}
	}
	return page
}

// What a sign ends, as bits.
const (
	endsName = 1 << iota // of an element
	endsAttribute
	endsValue
)

var ends = [256]uint8{
	' ': endsName | endsAttribute | endsValue, '\t': endsName | endsAttribute | endsValue,
	'\n': endsName | endsAttribute | endsValue, '\r': endsName | endsAttribute | endsValue,
	'\f': endsName | endsAttribute | endsValue, '>': endsName | endsAttribute | endsValue,
	'/': endsName | endsAttribute, '=': endsAttribute,
}

// endOfWord is where a word ends that i is in.
func endOfWord(page []byte, i int, what uint8) int {
	for i < len(page) && ends[page[i]]&what == 0 {
		i++
	}
	return i
}

func skipSpace(page []byte, i int) int {
	for i < len(page) && isSpace(page[i]) {
		i++
	}
	return i
}

func after(page []byte, end string) []byte {
	if i := bytes.Index(page, []byte(end)); i >= 0 {
		return page[i+len(end):]
	}
	return nil
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' || b == '\f' }
