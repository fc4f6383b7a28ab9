package render

import (
	"path"
	"strconv"
	"strings"

	"nosology/generator/downloads"
	"nosology/generator/markdown"
	"nosology/generator/publish"
	"nosology/generator/site"
)

// download is what a link of a page offers, with what it is and how large; false
// for a link that leads to no file of the site. A file that a browser would run
// in the site's name, such as an SVG, is to be saved.
func (e *edition) download(p *site.Page, dest string) (markdown.File, bool) {
	f := e.downloads.Find(p.Path, dest)
	if f == nil {
		return markdown.File{}, false
	}
	_, fragment, ok := strings.Cut(dest, "#")
	if ok {
		fragment = "#" + fragment
	}
	return markdown.File{Href: f.Address() + fragment, Says: e.fileInWords(f), Save: publish.Runs(f.Name)}, true
}

// fileKind is the kind of a file that has a name of its own, by the ending. Others
// are called by their ending in capitals.
func fileKind(ext string) string {
	switch ext {
	case ".doc", ".docx", ".odt", ".rtf":
		return "document"
	case ".xls", ".xlsx", ".ods", ".csv":
		return "table"
	case ".ppt", ".pptx", ".odp":
		return "slides"
	case ".mp3", ".m4a", ".ogg", ".opus", ".wav":
		return "sound"
	case ".mp4", ".m4v", ".webm":
		return "film"
	case ".jpg", ".jpeg", ".png", ".svg", ".webp", ".gif":
		return "picture"
	case ".ics":
		return "calendar"
	case ".epub":
		return "book"
	case ".txt":
		return "text"
	case ".zip":
		return "archive"
	}
	return ""
}

// fileInWords says what a file is and how large: "(PDF, 240 KB)".
func (e *edition) fileInWords(f *downloads.File) string {
	ext := strings.ToLower(path.Ext(f.Name))
	kind := strings.ToUpper(strings.TrimPrefix(ext, "."))
	if words, ok := e.words.Files.Kinds[fileKind(ext)]; ok {
		kind = words
	}
	size := e.sizeInWords(f.Size)
	if kind == "" {
		return e.words.Files.Size.With("size", size)
	}
	return e.words.Files.KindAndSize.With("kind", kind, "size", size)
}

// sizeInWords says a size as people know it from their devices: in whole
// kilobytes, and from a million bytes on in megabytes and tenths.
func (e *edition) sizeInWords(bytes int64) string {
	const kilo, mega = 1000, 1000 * 1000
	if thousands := (bytes + kilo - 1) / kilo; thousands < kilo {
		return e.words.Files.Kilobytes.With("n", e.words.Number(int(thousands)))
	}
	tenths := int((bytes + mega/20) / (mega / 10))
	n := e.words.Number(tenths / 10)
	if tenths%10 > 0 {
		n = e.words.Numbers.Decimal.With("whole", n, "tenths", strconv.Itoa(tenths%10))
	}
	return e.words.Files.Megabytes.With("n", n)
}
