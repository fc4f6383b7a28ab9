package content

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// valueAt looks at a value that begins at a byte of the line or behind spaces.
// key is the indentation of what it belongs to.
func (r *slipReader) valueAt(i, key int) {
	for i < len(r.line) && (r.line[i] == ' ' || r.line[i] == '\t') {
		i++
	}
	if i == len(r.line) {
		return
	}
	v := string(r.line[i:])
	switch c := v[0]; {
	case c == '#':
		return
	case c == '"' || c == '\'':
		r.quote = c
		r.quoted(i + 1)
	case c == '[' || c == '{':
		r.brackets(i)
	case pattern.blockMark.MatchString(v):
		r.block = key
	case c == '|' || c == '>':
		r.slip(i, false, fmt.Sprintf("begin the text on the next line, indented, or %s", quoteIt), "a value that begins with %c has its text on the lines below", c)
	case strings.IndexByte("*&!", c) >= 0:
		r.reserved(i)
	case strings.IndexByte("%@`", c) >= 0:
		r.slip(i, false, quoteIt, "a value without quotes cannot begin with %c", c)
	case len(v) > 1 && v[1] == ' ' && strings.IndexByte("-?:", c) >= 0:
		r.slip(i, false, "begin a list on the next line; if this is a text, "+quoteIt, "a value without quotes cannot begin with %c and a space", c)
	default:
		r.plain(i, key)
	}
}

// reserved tells of an alias, an anchor or a tag. It is certain: none of them is read, and behind a
// tag the YAML parser takes the keys below for its value, so that they would seem to be missing.
func (r *slipReader) reserved(i int) {
	r.slip(i, true, quoteIt+", or write out what it stands for", "a value without quotes cannot begin with %c", r.line[i])
}

// beginsItem reports whether what stands at a byte of a line is the first of an item or value in
// brackets.
func (r *slipReader) beginsItem(i int) bool {
	before := bytes.TrimRight(r.line[:i], " ")
	if len(before) == 0 {
		return false
	}
	last := before[len(before)-1]
	return strings.IndexByte("[{,", last) >= 0 || last == ':' && len(before) < i
}

// plain looks at a value without quotes.
func (r *slipReader) plain(i, key int) {
	r.value = key
	v := string(r.line[i:])
	end, hash := len(v), commentAt(v)
	if hash >= 0 {
		end = hash - 1
	}
	if colon := strings.Index(v[:end], ": "); colon >= 0 || strings.HasSuffix(v[:end], ":") {
		r.slip(i, false, quoteIt, "a value with a colon in it needs quotes")
	}
	if hash >= 0 && !isMeant(v[hash+1:]) {
		r.unseen(i+hash, v[hash:])
	} else if hash >= 0 {
		r.comment = r.d.at(r.number, utf8.RuneCount(r.line[:i+hash])+1)
	}
}

// unseen tells of a comment that was hardly meant for one.
func (r *slipReader) unseen(i int, text string) {
	r.slip(i, true, quoteIt+"; if it is a comment, put a space behind the #", "readers would not see %q, for what follows a # is a comment", short(text))
}

// goesOn looks at a further line of a value without quotes.
func (r *slipReader) goesOn(i int) {
	const hint = "put it on a line of its own above the key; if it is no comment, " + quoteIt
	if r.comment != (Pos{}) {
		r.slips = append(r.slips, slip{r.comment, "a comment cannot stand within a value of several lines", hint, true})
		r.comment = Pos{}
		return
	}
	rest := string(r.line[i:])
	if n := len(r.levels); n > 0 && r.levels[n-1].isList && strings.HasPrefix(rest, "- ") {
		r.slip(i, true, "indent it as the items above; if it belongs to the text above, "+quoteIt, "this item is indented further than the one above, and is read as a part of it")
		return
	}
	if hash := commentAt(rest); hash >= 0 {
		r.slip(i+hash, true, hint, "a comment cannot stand behind a value of several lines")
	}
	if strings.Contains(rest, ": ") || strings.HasSuffix(rest, ":") {
		r.slip(i, false, "if this is a key, indent it as the keys above; if it belongs to the text above, put the whole text in double quotes", "this line goes on with the value above, and there is a colon in it")
	}
}

// inBlock looks at a line of a text behind | or >, where nothing is a comment.
func (r *slipReader) inBlock(i int) {
	rest := string(r.line[i:])
	hash := 0
	if !strings.HasPrefix(rest, "# ") {
		if hash = strings.Index(rest, " # ") + 1; hash == 0 {
			return
		}
	}
	r.slip(i+hash, true, "put a comment on a line of its own above the key; if it is no comment, "+quoteIt, "readers would see this, for in a text behind | or > nothing is a comment")
}

// quoted looks for the end of a quoted value from a byte of the line on.
func (r *slipReader) quoted(i int) {
	for ; i < len(r.line); i++ {
		switch c := r.line[i]; {
		case c == '\\' && r.quote == '"':
			i++
		case c == r.quote && c == '\'' && i+1 < len(r.line) && r.line[i+1] == '\'':
			i++
		case c == r.quote:
			r.quote = 0
			if r.depth > 0 {
				r.brackets(i + 1)
				return
			}
			r.behindQuote(i+1, c)
			return
		}
	}
}

// behindQuote looks at what follows a quoted value, which may be a comment.
func (r *slipReader) behindQuote(i int, quote byte) {
	rest := strings.TrimLeft(string(r.line[i:]), " \t")
	if rest == "" || rest[0] == '#' && len(rest) < len(r.line)-i || rest[0] == ':' {
		return
	}
	hint := `put the whole value in double quotes, and write the quotes within it as \"`
	if quote == '\'' {
		hint = "put the whole value in double quotes instead of single ones"
	}
	r.slip(i, false, hint, "the value goes on behind the quote that ends it")
}

// brackets follows brackets from a byte of the line on.
func (r *slipReader) brackets(i int) {
	begin := i
	for ; i < len(r.line); i++ {
		switch c := r.line[i]; {
		case c == '#' && (r.line[i-1] == ' ' || r.line[i-1] == '\t'):
			if rest := string(r.line[i:]); !isMeant(rest[1:]) {
				r.unseen(i, rest)
			}
			return
		case (c == '"' || c == '\'') && i > 0 && strings.IndexByte(" ,[{", r.line[i-1]) >= 0:
			r.quote = c
			r.quoted(i + 1)
			return
		case strings.IndexByte("*&!", c) >= 0 && r.beginsItem(i):
			r.reserved(i)
		case c == '[' || c == '{':
			r.depth++
		case c == ']' || c == '}':
			if r.depth--; r.depth == 0 {
				r.behindBracket(begin, i+1)
				return
			}
		}
	}
}

// behindBracket looks at what follows a list or a group in brackets.
func (r *slipReader) behindBracket(begin, i int) {
	rest := strings.TrimLeft(string(r.line[i:]), " \t")
	if rest == "" || rest[0] == '#' {
		if strings.HasPrefix(string(r.line[begin:]), "{{") {
			r.slip(begin, false, quoteIt, "a value without quotes cannot begin with {")
		}
		return
	}
	if rest[0] == ':' {
		return
	}
	r.slip(begin, false, "if this is a text, "+quoteIt, "a value that begins with a bracket is a list or a group, and ends where the bracket is closed")
}
