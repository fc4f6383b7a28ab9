package markdown

import (
	"path"
	"strconv"
	"strings"

	"nosology/generator/diag"
)

// destination resolves escapes and character references of a written link, so
// that nothing hides in them.
func destination(written []byte) string {
	return strings.TrimSpace(string(resolved(written)))
}

// checkLink returns what is wrong with a destination, or "". Whether there is
// such a file is for the site to say; here it can be one.
func checkLink(dest string) (message, hint string) {
	scheme := schemeOf(dest)
	switch {
	case dest == "":
		return "a link leads nowhere", "write a destination between the parentheses"
	case hasControl(dest):
		return "a link has characters that no address has", "remove them"
	case scheme == "tel" && !isNumber(dest[len("tel:"):]):
		return strconv.Quote(dest[len("tel:"):]) + " cannot be dialled", "write digits, with a + before a country's code: tel:+442071234567"
	case scheme == "mailto" && !isMail(dest[len("mailto:"):]):
		return strconv.Quote(dest[len("mailto:"):]) + " is not an address for letters", "write mailto:somebody@example.org"
	case (scheme == "https" || scheme == "http") && !hasHost(dest):
		return "a link needs a full address", "write it from https:// to the end: https://example.org/page"
	case scheme == "https", scheme == "http", scheme == "mailto", scheme == "tel":
		return "", ""
	case scheme != "":
		return "links cannot begin with " + scheme + ":", "only https:, mailto: and tel: are allowed, and files of this folder"
	case strings.HasPrefix(dest, "//"):
		return "a link needs a full address", "write https:" + dest
	case isDownload(dest):
		return "", ""
	case strings.HasPrefix(dest, "/"):
		return "a link within the site names a file, not an address", "write the way to the .md file: ../causes/caffeine.md"
	case strings.HasPrefix(dest, "#"):
		return "", ""
	}
	file, _, _ := strings.Cut(dest, "#")
	switch ext := path.Ext(file); {
	case ext == ".md":
	case isDocument(ext):
		return "what readers download stands in the folder files", "put it there, if it is not yet, and link to it: /files/" + path.Base(file)
	default:
		return "a link within the site leads to a .md file", "write the way to the file: " + strings.TrimSuffix(file, ext) + ".md"
	}
	return "", ""
}

// isDocument reports whether an ending is that of a file that is no page, and is
// not to be written anew as one.
func isDocument(ext string) bool {
	switch strings.ToLower(ext) {
	case ".pdf", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".csv", ".ppt", ".pptx", ".zip", ".epub", ".mp3",
		".mp4", ".ics", ".txt", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg":
		return true
	}
	return false
}

// isDownload reports whether a link names a file of the folder of downloads:
// "/files/leaflet.pdf", "../files/leaflet.pdf".
func isDownload(dest string) bool {
	file, _, _ := strings.Cut(strings.TrimPrefix(dest, "/"), "#")
	for rest, up := strings.CutPrefix(file, "../"); up; rest, up = strings.CutPrefix(file, "../") {
		file = rest
	}
	name, ok := strings.CutPrefix(file, "files/")
	return ok && name != "" && !strings.HasSuffix(name, "/")
}

// isNumber reports whether a telephone can dial a number: at least two digits,
// with what people write between them.
func isNumber(s string) bool {
	s = strings.TrimPrefix(s, "+")
	digits := strings.Map(func(r rune) rune {
		if strings.ContainsRune("-.() ", r) {
			return -1
		}
		return r
	}, s)
	return len(digits) >= 2 && strings.Trim(digits, "0123456789*#") == ""
}

// saysOther reports whether the text of a link names another number than the
// one that a phone dials. The text may leave out the country.
func saysOther(text, dest string) bool {
	digits := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, s)
	}
	said := strings.TrimPrefix(digits(text), "0")
	return schemeOf(dest) == "tel" && said != "" && !strings.HasSuffix(digits(dest), said)
}

// isMail reports whether an address has somebody, and somewhere, in it.
func isMail(s string) bool {
	address, _, _ := strings.Cut(s, "?")
	name, host, ok := strings.Cut(address, "@")
	return ok && name != "" && strings.Contains(host, ".") && !strings.ContainsAny(address, " ,")
}

// hasHost reports whether an address names a host.
func hasHost(dest string) bool {
	_, rest, _ := strings.Cut(dest, ":")
	host, ok := strings.CutPrefix(rest, "//")
	return ok && host != "" && !strings.ContainsAny(host[:1], "/?#.")
}

// checkImage returns what is wrong with a picture's file name, or "".
func checkImage(dest string) (message, hint string) {
	switch {
	case dest == "":
		return "a picture has no file", "write its file name between the parentheses"
	case schemeOf(dest) != "", strings.HasPrefix(dest, "//"), hasControl(dest):
		return "pictures come from this folder, so that pages load nothing from elsewhere", "put the file in images"
	}
	switch strings.ToLower(path.Ext(dest)) {
	case ".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif":
		return "", ""
	}
	return "this is not a picture's file name", "use svg, png, jpg, webp or gif"
}

// schemeOf is the scheme of an address in lower case, or "".
func schemeOf(dest string) string {
	i := strings.IndexAny(dest, ":/?#")
	if i <= 0 || dest[i] != ':' {
		return ""
	}
	return strings.ToLower(dest[:i])
}

// isWeb reports whether an address leads to a page elsewhere.
func isWeb(dest string) bool {
	scheme := schemeOf(dest)
	return scheme == "https" || scheme == "http"
}

// hasControl reports what makes an address mean something else than it seems to: control
// characters, unseen ones, and backslashes, which browsers read as slashes.
func hasControl(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		if r < 0x7f {
			return r < ' ' || r == '\\'
		}
		_, unseen := diag.Unseen(r, 0, 0)
		return unseen
	}) >= 0
}

// isPlain reports whether an address is a path of plain characters, as nearly
// all are: such an address is safe and stands in a page as it is.
func isPlain(href string) bool {
	for i := range len(href) {
		if !bytesThat.stayInPaths[href[i]] {
			return false
		}
	}
	return href != "" && (href[0] == '#' || href[0] == '/' && (len(href) == 1 || href[1] != '/'))
}

// safeHref reports whether an address may stand in a page, wherever it came
// from. It is asked at the last moment, for each address that is written, so that
// no earlier check has to be trusted: a scheme that is not listed here never
// becomes a link.
func safeHref(href string) bool {
	if isPlain(href) {
		return true
	}
	if href == "" || hasControl(href) || strings.HasPrefix(href, "//") {
		return false
	}
	switch schemeOf(href) {
	case "", "https", "http", "mailto", "tel", "sms":
		return true
	}
	return false
}
