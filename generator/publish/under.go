package publish

import (
	"bytes"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"
)

// PathOf is where on its host a site begins, by its address: "" for
// "https://example.org", "/site" for "https://example.org/site".
func PathOf(base string) string {
	u, err := url.Parse(base)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(u.EscapedPath(), "/")
}

// Under moves a site below a path of its host. Pages, and whoever makes them,
// know addresses that begin at the root of the site; the path is put before
// them here and nowhere else. Style sheets and scripts begin where they stand,
// and need nothing.
func Under(at string, files []File) []File {
	if at == "" {
		return files
	}
	moved := slices.Clone(files)
	for i := range moved {
		rewrite := rewriter(&moved[i])
		if rewrite == nil {
			continue
		}
		render := moved[i].Render
		moved[i].Render = func(w io.Writer) error {
			var page bytes.Buffer
			if err := render(&page); err != nil {
				return err
			}
			_, err := w.Write(rewrite(page.Bytes(), at))
			return err
		}
	}
	return moved
}

// rewriter returns what puts a path before the addresses in a file; nil if
// there are none.
func rewriter(f *File) func(data []byte, at string) []byte {
	switch path.Ext(f.Path) {
	case ".html":
		return pageUnder
	case ".webmanifest":
		return stringsUnder
	}
	return nil
}

// stringsUnder puts a path before every string of JSON that begins with a
// slash.
func stringsUnder(data []byte, at string) []byte {
	return bytes.ReplaceAll(data, []byte(`"/`), []byte(`"`+at+`/`))
}

// pageUnder puts a path before the addresses in a page's elements.
func pageUnder(page []byte, at string) []byte {
	out := make([]byte, 0, len(page)+len(page)/16)
	for {
		start := bytes.IndexByte(page, '<')
		if start < 0 {
			return append(out, page...)
		}
		out, page = append(out, page[:start]...), page[start:]
		if end, ok := comment(page); ok {
			out, page = append(out, page[:end]...), page[end:]
			continue
		}
		// A "<" that begins no tag is text, and so is the "</" of an end tag, which
		// holds no address.
		if len(page) < 2 || !isLetter(page[1]) {
			out, page = append(out, page[0]), page[1:]
			continue
		}
		end := tagEnd(page)
		tag := page[:end]
		out = tagUnder(out, tag, at)
		page = page[end:]
		// What stands in these is no HTML: a "<a href" in it is a string of a script.
		for _, raw := range []string{"script", "style"} {
			if hasName(tag, raw) {
				rest := max(bytes.Index(page, []byte("</"+raw)), 0)
				out, page = append(out, page[:rest]...), page[rest:]
			}
		}
	}
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// comment returns the length of a comment that a page begins with.
func comment(page []byte) (int, bool) {
	if !bytes.HasPrefix(page, []byte("<!--")) {
		return 0, false
	}
	if end := bytes.Index(page, []byte("-->")); end >= 0 {
		return end + len("-->"), true
	}
	return len(page), true
}

// hasName reports whether a tag opens an element of that name, so that "<script>"
// is told from "<scripted>". Names in our pages are in small letters.
func hasName(tag []byte, name string) bool {
	rest, ok := bytes.CutPrefix(tag, []byte("<"+name))
	return ok && len(rest) > 0 && (rest[0] == '>' || rest[0] == ' ')
}

// tagEnd returns the length of a tag, in whose values there may be a ">".
func tagEnd(tag []byte) int {
	var quote byte
	for i, c := range tag {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			if i > 0 && tag[i-1] == '=' {
				quote = c
			}
		case c == '>':
			return i + 1
		}
	}
	return len(tag)
}

// leads reports whether an attribute holds an address, as do those that are for
// scripts: what begins with a slash in these is one, too.
func leads(attribute string) bool {
	switch attribute {
	case "href", "src", "action", "formaction", "poster", "data", "srcset", "imagesrcset":
		return true
	}
	return strings.HasPrefix(attribute, "data-")
}

// tagUnder appends a tag with a path before its addresses.
func tagUnder(out, tag []byte, at string) []byte {
	for {
		equals := bytes.IndexByte(tag, '=')
		if equals < 0 {
			return append(out, tag...)
		}
		name := tag[bytes.LastIndexAny(tag[:equals], " \t\n\"'")+1 : equals]
		out, tag = append(out, tag[:equals+1]...), tag[equals+1:]
		value := valueOf(tag)
		if leads(string(name)) {
			out = valueUnder(out, value, at, bytes.HasSuffix(name, []byte("srcset")))
		} else {
			out = append(out, value...)
		}
		tag = tag[len(value):]
	}
}

// valueOf is the value that a text begins with, quotes included.
func valueOf(text []byte) []byte {
	if len(text) > 0 && (text[0] == '"' || text[0] == '\'') {
		if end := bytes.IndexByte(text[1:], text[0]); end >= 0 {
			return text[:end+2]
		}
		return text
	}
	if end := bytes.IndexAny(text, " \t\n>"); end >= 0 {
		return text[:end]
	}
	return text
}

// valueUnder appends a value with a path before the address in it, or before
// each of several.
func valueUnder(out, value []byte, at string, several bool) []byte {
	begins := true
	for i, c := range value {
		isSlash := c == '/' && (i+1 == len(value) || value[i+1] != '/')
		if begins && isSlash {
			out = append(out, at...)
		}
		out = append(out, c)
		isLead := i == 0 && (c == '"' || c == '\'')
		begins = isLead || several && (c == ',' || begins && c == ' ')
	}
	return out
}
