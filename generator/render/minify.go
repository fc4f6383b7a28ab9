package render

import (
	"regexp"
	"strings"
	"text/template/parse"
)

// A layout's text is made small once, when it is parsed, so that finished pages
// need no minifying: line breaks with their indentation go beside the tags of
// block elements, where they do not show, and become one line break elsewhere.
// Comments are left out by html/template. Between beginExact and
// endExact white space means something.
var space = struct {
	lineBreak, beforeTag, afterTag, beginExact, endExact *regexp.Regexp
}{
	lineBreak:  regexp.MustCompile(`[ \t\r\n\f]*\n[ \t\r\n\f]*`),
	beforeTag:  regexp.MustCompile(`[ \n]</?[a-z!][a-z0-9]*`),
	afterTag:   regexp.MustCompile(`</?[a-z!][a-z0-9]*(?:\s[^<>]*)?>[ \n]`),
	beginExact: regexp.MustCompile(`(?i)<(?:pre|textarea|script|style)\b`),
	endExact:   regexp.MustCompile(`(?i)</(?:pre|textarea|script|style)\b`),
}

// blockElements are the elements beside which white space does not show.
const blockElements = " !doctype html head title meta link script style base body noscript template main header footer nav section " +
	"article aside search div p pre hr br address h1 h2 h3 h4 h5 h6 hgroup ul ol li dl dt dd menu figure figcaption blockquote details " +
	"summary dialog table caption colgroup col thead tbody tfoot tr th td form fieldset legend option optgroup datalist "

// besideBlock is 1 for a tag of a block element, and 0 for any other.
func besideBlock(tag []byte) int {
	name := strings.FieldsFunc(string(tag), func(r rune) bool { return strings.ContainsRune(" \n\t\r\f</>", r) })[0]
	if strings.Contains(blockElements, " "+name+" ") {
		return 1
	}
	return 0
}

// minifyList makes the text of a parsed template small, in place. exact tells
// whether it begins, and then whether it ends, where white space means something.
func minifyList(l *parse.ListNode, exact bool) bool {
	if l == nil {
		return exact
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			n.Text, exact = minifyText(n.Text, exact)
		case *parse.IfNode:
			exact = minifyList(n.ElseList, minifyList(n.List, exact))
		case *parse.RangeNode:
			exact = minifyList(n.ElseList, minifyList(n.List, exact))
		case *parse.WithNode:
			exact = minifyList(n.ElseList, minifyList(n.List, exact))
		}
	}
	return exact
}

// minifyText makes a piece of text between two actions small. Where a piece ends
// within an element whose white space counts, the next begins there.
func minifyText(text []byte, exact bool) (small []byte, exactAfter bool) {
	for {
		turn := space.beginExact
		if exact {
			turn = space.endExact
		}
		part := text
		at := turn.FindIndex(text)
		if at != nil {
			part = text[:at[1]]
		}
		if !exact {
			part = space.lineBreak.ReplaceAll(part, []byte("\n"))
			part = space.beforeTag.ReplaceAllFunc(part, func(m []byte) []byte { return m[besideBlock(m):] })
			part = space.afterTag.ReplaceAllFunc(part, func(m []byte) []byte { return m[:len(m)-besideBlock(m)] })
		}
		if small = append(small, part...); at == nil {
			return small, exact
		}
		text, exact = text[at[1]:], !exact
	}
}
