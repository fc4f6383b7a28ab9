package publish

import (
	"fmt"
	"strings"
)

// netlifyFiles are the files that Netlify reads. It has no word for taking a
// header away, finds an address with its slash or without, keeps the query
// where none is named, and reads names as they are, not as requests write them.
func netlifyFiles(s *Serving) []File {
	files := []File{ForHost("_headers", headersFile(s.rules(false)))}
	if len(s.redirects) == 0 {
		return files
	}
	var b strings.Builder
	for _, r := range s.redirects {
		// A page may stand at the address without its query, hence the "!".
		if r.Query != "" {
			fmt.Fprintf(&b, "%s %s %s 301!\n", readablePath(r.From), strings.ReplaceAll(r.Query, "&", " "), s.to(r))
			continue
		}
		fmt.Fprintf(&b, "%s %s 301\n", readablePath(r.From), s.to(r))
	}
	return append(files, ForHost("_redirects", b.String()))
}

// readablePath escapes what ends a word, and nothing else.
func readablePath(address string) string {
	return strings.NewReplacer("%", "%25", " ", "%20", "#", "%23", "?", "%3F").Replace(address)
}

// cloudflareFiles are the files that Cloudflare Pages reads. It tells an
// address with a slash at its end from one without, and compares as requests
// write them.
func cloudflareFiles(s *Serving) []File {
	files := []File{ForHost("_headers", headersFile(s.rules(true)))}
	if len(s.redirects) == 0 {
		return files
	}
	var b strings.Builder
	for _, r := range s.redirects {
		for _, from := range withAndWithoutSlash(r.From) {
			fmt.Fprintf(&b, "%s %s 301\n", escapedPath(from), s.to(r))
		}
	}
	return append(files, ForHost("_redirects", b.String()))
}

// cloudflareCannot knows that Cloudflare Pages compares the path of a request and
// nothing behind it.
func cloudflareCannot(r Redirect) string {
	if r.Query != "" {
		return "it does not look at what comes behind the question mark"
	}
	return ""
}

// headerPath writes the pattern of a rule as it stands in a request.
func headerPath(pattern string) string { return strings.ReplaceAll(escapedPath(pattern), "%2A", "*") }

// headersFile writes rules as both read them.
func headersFile(rules []HeaderRule) string {
	var b strings.Builder
	for _, rule := range rules {
		fmt.Fprintln(&b, headerPath(rule.Pattern))
		for _, name := range rule.Unset {
			fmt.Fprintf(&b, "  ! %s\n", name)
		}
		for _, h := range rule.Headers {
			fmt.Fprintf(&b, "  %s: %s\n", h.Name, h.Value)
		}
	}
	return b.String()
}
