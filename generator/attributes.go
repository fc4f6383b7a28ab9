package generator

import "bytes"

// eachAttribute calls see for every attribute of every element of a finished
// page, in the order of the text. Values are as they are written, character
// references and all; names are in the case they are written in, which in our
// pages is lower.
//
// It is not a parser: it knows just enough of HTML (comments, quotes, raw text)
// to find attributes in a page that is well formed, at a small part of the cost.
func eachAttribute(page []byte, see func(element, name, value []byte)) {
	for {
		start := bytes.IndexByte(page, '<')
		if start < 0 || start+1 == len(page) {
			return
		}
		page = page[start+1:]
		switch {
		case bytes.HasPrefix(page, []byte("!--")):
			page = after(page[3:], "-->")
		case bytes.HasPrefix(page, []byte("![CDATA[")):
			page = after(page, "]]>")
		case !isLetter(page[0]):
			continue // an end tag, a declaration, or a mere sign
		default:
			page = startTag(page, see)
		}
	}
}

// startTag reads from an element's name to the end of its tag, and over what
// it holds if that is raw text.
func startTag(page []byte, see func(element, name, value []byte)) []byte {
	element := word(page, " \t\n\r\f/>")
	page = page[len(element):]
	for {
		page = bytes.TrimLeft(page, " \t\n\r\f/")
		if len(page) == 0 {
			return nil
		}
		if page[0] == '>' {
			return afterRawText(element, page[1:])
		}
		var value []byte
		name := page[:1+len(word(page[1:], " \t\n\r\f/>="))]
		if page = bytes.TrimLeft(page[len(name):], " \t\n\r\f"); len(page) > 0 && page[0] == '=' {
			value, page = attributeValue(bytes.TrimLeft(page[1:], " \t\n\r\f"))
		}
		see(element, name, value)
	}
}

func attributeValue(page []byte) (value, rest []byte) {
	if len(page) == 0 {
		return nil, nil
	}
	if quote := page[0]; quote == '"' || quote == '\'' {
		end := bytes.IndexByte(page[1:], quote)
		if end < 0 {
			return page[1:], nil
		}
		return page[1 : end+1], page[end+2:]
	}
	value = word(page, " \t\n\r\f>")
	return value, page[len(value):]
}

// afterRawText skips the text of elements whose text is not markup.
func afterRawText(element, page []byte) []byte {
	switch string(element) {
	case "script", "style", "textarea", "title":
		if end := bytes.Index(page, append([]byte("</"), element...)); end >= 0 {
			return page[end:]
		}
	}
	return page
}

// word is what stands before any of the given signs.
func word(page []byte, stops string) []byte {
	if end := bytes.IndexAny(page, stops); end >= 0 {
		return page[:end]
	}
	return page
}

func after(page []byte, end string) []byte {
	if i := bytes.Index(page, []byte(end)); i >= 0 {
		return page[i+len(end):]
	}
	return nil
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }
