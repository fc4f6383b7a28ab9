package publish

import (
	"path"
	"strings"
)

// ContentType is the media type of a file, by the end of its name.
func ContentType(name string) string {
	if base := path.Base(name); base == "feed.xml" || base == "atom.xml" {
		return "application/atom+xml; charset=utf-8"
	}
	if t, ok := contentTypes[extension(name)]; ok {
		return t
	}
	return "application/octet-stream"
}

// extension is in small letters: cameras and office programs write "PHOTO.JPG".
func extension(name string) string { return strings.ToLower(path.Ext(name)) }

// contentTypes are the kinds of file that sites hold.
var contentTypes = map[string]string{
	".atom":        "application/atom+xml; charset=utf-8",
	".avif":        "image/avif",
	".csv":         "text/csv; charset=utf-8",
	".css":         "text/css; charset=utf-8",
	".doc":         "application/msword",
	".docx":        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".epub":        "application/epub+zip",
	".gif":         "image/gif",
	".gz":          "application/gzip",
	".htm":         "text/html; charset=utf-8",
	".html":        "text/html; charset=utf-8",
	".ico":         "image/x-icon",
	".ics":         "text/calendar; charset=utf-8",
	".jpeg":        "image/jpeg",
	".jpg":         "image/jpeg",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".kb":          "application/octet-stream",
	".bin":         "application/octet-stream",
	".m4a":         "audio/mp4",
	".m4v":         "video/mp4",
	".md":          "text/markdown; charset=utf-8",
	".mjs":         "text/javascript; charset=utf-8",
	".mp3":         "audio/mpeg",
	".mp4":         "video/mp4",
	".odp":         "application/vnd.oasis.opendocument.presentation",
	".ods":         "application/vnd.oasis.opendocument.spreadsheet",
	".odt":         "application/vnd.oasis.opendocument.text",
	".ogg":         "audio/ogg",
	".opus":        "audio/ogg",
	".otf":         "font/otf",
	".pdf":         "application/pdf",
	".png":         "image/png",
	".ppt":         "application/vnd.ms-powerpoint",
	".pptx":        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".rtf":         "application/rtf",
	".sha256":      "text/plain; charset=utf-8",
	".svg":         "image/svg+xml; charset=utf-8",
	".ttf":         "font/ttf",
	".txt":         "text/plain; charset=utf-8",
	".vcf":         "text/vcard; charset=utf-8",
	".vtt":         "text/vtt; charset=utf-8",
	".wasm":        "application/wasm",
	".wav":         "audio/wav",
	".webm":        "video/webm",
	".webmanifest": "application/manifest+json",
	".webp":        "image/webp",
	".woff":        "font/woff",
	".woff2":       "font/woff2",
	".xls":         "application/vnd.ms-excel",
	".xlsx":        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".xml":         "application/xml; charset=utf-8",
	".zip":         "application/zip",
}

// endings lists the endings of file names by media type, in order, but for
// names whose type does not follow from the ending.
func endings() map[string][]string {
	byType := map[string][]string{}
	for _, ext := range sortedKeys(contentTypes) {
		t := contentTypes[ext]
		byType[t] = append(byType[t], strings.TrimPrefix(ext, "."))
	}
	return byType
}
