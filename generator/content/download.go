package content

import (
	"net/url"
	"path"
	"strings"
)

// DownloadOf returns which file of the folder of downloads a link in a document
// leads to: "files/leaflet.pdf" for "/files/leaflet.pdf" and, in a folder of
// documents, for "../files/leaflet.pdf". It reports false for links to
// elsewhere.
func DownloadOf(from, dest string) (name string, ok bool) {
	dest, _, _ = strings.Cut(dest, "#")
	if plain, err := url.PathUnescape(dest); err == nil {
		dest = plain
	}
	if !strings.Contains(dest, FilesFolder+"/") { // most links: nothing is to be joined for them
		return "", false
	}
	switch {
	case strings.HasPrefix(dest, "/"):
		name = path.Clean(dest[1:])
	case strings.Contains(dest, ":"):
		return "", false
	default:
		name = path.Join(path.Dir(from), dest)
	}
	return name, strings.HasPrefix(name, FilesFolder+"/")
}
