package publish

import (
	"fmt"
	"html"
	"io"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Redirect leads from an old address to a page.
type Redirect struct {
	From  string // path without escapes: "/old/"
	Query string // that the old address must have, "p=12"; empty for any, which is kept
	To    string // "/new/"
	Title string // of the page that it leads to
}

// String is the old address as it is written in a request.
func (r Redirect) String() string {
	if r.Query != "" {
		return escapedPath(r.From) + "?" + r.Query
	}
	return escapedPath(r.From)
}

// ParseAddress reads an old address: "/caf%C3%A9/", "/old page/", "/?p=12". An
// address without an ending is that of a folder, so that "/old" and "/old/" are
// known to be the same.
func ParseAddress(address string) (Redirect, error) {
	raw, query, _ := strings.Cut(address, "?")
	from, err := url.PathUnescape(raw)
	if err != nil {
		return Redirect{}, err
	}
	if last := from[strings.LastIndexByte(from, '/')+1:]; last != "" && !strings.Contains(last, ".") {
		from += "/"
	}
	return Redirect{From: from, Query: query}, nil
}

// escapedPath writes an address as it stands in a request.
func escapedPath(address string) string { return (&url.URL{Path: address}).EscapedPath() }

// to is where a redirect leads, as it stands in an answer. Most hosts take a dollar for
// the beginning of a name.
func (s *Serving) to(r Redirect) string {
	return s.path + strings.ReplaceAll(escapedPath(r.To), "$", "%24")
}

// Redirect returns where an old address leads, if it is one.
func (s *Serving) Redirect(from string) (to string, ok bool) {
	i := slices.IndexFunc(s.moved, func(r Redirect) bool {
		return r.Query == "" && (r.From == from || r.From == from+"/")
	})
	if i < 0 {
		return "", false
	}
	return s.moved[i].To, true
}

// withAndWithoutSlash are both forms of a folder's address, for hosts that compare
// letter by letter; that of a file, and "/", have but one.
func withAndWithoutSlash(address string) []string {
	if bare := strings.TrimSuffix(address, "/"); bare != address && bare != "" {
		return []string{address, bare}
	}
	return []string{address}
}

// expression is a regular expression of the old address, behind the folder that the
// site is in, with its slash and without.
func (r Redirect) expression(folder string) string {
	address := strings.TrimPrefix(r.From, "/")
	if bare, isFolder := strings.CutSuffix(address, "/"); isFolder {
		return regexp.QuoteMeta(folder+bare) + "/?"
	}
	return regexp.QuoteMeta(folder + address)
}

// PageCannot says why no page at an old address can lead on.
func PageCannot(r Redirect) string {
	switch {
	case r.Query != "":
		return "the same page stands there, whatever comes behind the question mark"
	case strings.ContainsFunc(r.From, isUnportable):
		return "no file can have such a name everywhere"
	}
	return ""
}

// RedirectPage is a page that stands at an old address and leads on, for hosts
// that do not. base is the address of the site.
func RedirectPage(r Redirect, language, base string) File {
	to := html.EscapeString(PathOf(base) + escapedPath(r.To))
	text := fmt.Sprintf(`<!doctype html><html lang="%s"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'">`+
		`<meta http-equiv="refresh" content="0; url=%s"><meta name="robots" content="noindex"><meta name="viewport" content="width=device-width">`+
		`<link rel="canonical" href="%s"><title>%s</title></head><body><p><a href="%s">%[4]s</a></p></body></html>`+"\n",
		html.EscapeString(language), to, html.EscapeString(strings.TrimSuffix(base, "/")+escapedPath(r.To)), html.EscapeString(r.Title), to)
	return File{Path: pageAt(r.From), Kind: PageFile, Render: func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}}
}

// pageAt is the path of the page at an address. Where the address is that of
// something other than a page, hosts lead to the folder of that name.
func pageAt(address string) string {
	name := strings.TrimPrefix(address, "/")
	switch ext := path.Ext(name); {
	case name == "" || strings.HasSuffix(name, "/"):
		return name + "index.html"
	case ext == ".html" || ext == ".htm":
		return name
	}
	return name + "/index.html"
}
