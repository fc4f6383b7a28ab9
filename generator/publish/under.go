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

// Within is the address within a site, "/causes/#ache", of one in full, and
// whether it is the site's own. As in a browser, capitals in the name of a host and a
// port that goes without saying make no other address.
func Within(base, address string) (string, bool) {
	base = strings.TrimSuffix(base, "/")
	if base == "" || !strings.Contains(address, "://") {
		return "", false
	}
	rest, ok := strings.CutPrefix(address, base)
	if !ok {
		rest, ok = afterOrigin(base, address)
	}
	switch {
	case !ok:
		return "", false
	case rest == "", rest[0] == '#', rest[0] == '?':
		return "/" + rest, true
	}
	return rest, rest[0] == '/'
}

// afterOrigin is what follows a site's address in one that writes its host otherwise.
func afterOrigin(base, address string) (string, bool) {
	site, err := url.Parse(base)
	to, bad := url.Parse(address)
	if err != nil || bad != nil || originOf(site) != originOf(to) {
		return "", false
	}
	rest := url.URL{Path: to.Path, RawPath: to.RawPath, RawQuery: to.RawQuery, Fragment: to.Fragment, RawFragment: to.RawFragment}
	return strings.CutPrefix(rest.String(), PathOf(base))
}

// originOf is the scheme, the host and the port of an address as they compare.
func originOf(u *url.URL) string {
	port := u.Port()
	if port == map[string]string{"http": "80", "https": "443"}[u.Scheme] {
		port = ""
	}
	return u.Scheme + "://" + strings.TrimSuffix(strings.ToLower(u.Hostname()), ".") + ":" + port
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
	done := 0
	EachAttribute(page, func(_, name, value []byte) {
		if len(value) > 0 && leads(string(name)) {
			begins := cap(page) - cap(value) // both end with the same array
			out = valueUnder(append(out, page[done:begins]...), value, at, bytes.HasSuffix(name, []byte("srcset")))
			done = begins + len(value)
		}
	})
	return append(out, page[done:]...)
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

// valueUnder appends a value with a path before the address in it, or before
// each of several.
func valueUnder(out, value []byte, at string, several bool) []byte {
	begins := true
	for i, c := range value {
		if begins && c == '/' && (i+1 == len(value) || value[i+1] != '/') {
			out = append(out, at...)
		}
		out = append(out, c)
		begins = several && (c == ',' || begins && c == ' ')
	}
	return out
}
