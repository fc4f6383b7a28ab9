package content

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"nosology/generator/diag"
	"nosology/generator/markdown"
	"nosology/generator/text"
)

// ParseDocument reads one document. p is its path within the content folder,
// "causes/dehydration.md"; diagnostics name it so, without the folder's name,
// and do not cover what needs other documents to be seen. The Document is
// never nil and has kind, id and address even if its text cannot be read.
func ParseDocument(p string, raw []byte) (*Document, []diag.Diagnostic) {
	return BuiltInVocabulary().ParseDocument(p, raw)
}

// ParseDocument reads a document of a site that has this vocabulary.
func (v *Vocabulary) ParseDocument(p string, raw []byte) (*Document, []diag.Diagnostic) {
	doc := v.newDocument(p)
	d := &decoder{path: p, shift: 1, vocab: v}
	if !pattern.id.MatchString(doc.ID) {
		d.errorf(Pos{}, "bad-name", nameHint(doc.ID), "%q cannot be an address: a file name has lower case letters, digits and hyphens", path.Base(p))
	}
	if doc.ID == "index" && !doc.Kind.Plain {
		d.errorf(Pos{}, "bad-name", indexHint(p), "only the home page, pages/index.md, has the name index.md; elsewhere a file's name is its address")
	}
	if len(raw) > maxDocument {
		d.tooLong(Pos{}, "the document", maxDocument, "split it up")
		return doc, d.ds
	}
	doc.text = d.decodeText(raw)
	doc.Body, doc.BodyLine = doc.text, 1
	if len(bytes.TrimSpace(doc.text)) == 0 {
		if len(d.ds) > 0 { // no text could be read
			return doc, d.ds
		}
		d.errorf(Pos{}, "front-matter", "begin with ---, then title: and summary:, then --- and the text", "the file is empty")
		return doc, d.ds
	}
	matter, body, bodyLine, ok := split(doc.text)
	switch {
	case ok && len(matter) > maxMatter:
		doc.Body, doc.BodyLine = body, bodyLine
		d.tooLong(Pos{Line: 1, Column: 1}, "the front matter", maxMatter, "the text stands behind the second ---")
	case ok:
		doc.Body, doc.BodyLine = body, bodyLine
		d.titled(doc, matter)
	case matter == nil && body == nil:
		doc.Body = nil
		d.errorf(Pos{Line: int32(bodyLine), Column: 1}, "front-matter", "put --- on a line of its own between the keys and the text", "the front matter has no closing ---")
	default:
		doc.Body, doc.BodyLine = afterFence(doc.text)
		d.errorf(Pos{Line: 1, Column: 1}, "front-matter", "begin the file with ---, then title: and summary:, then ---", "the front matter is missing")
	}
	return doc, d.ds
}

// newDocument knows what a path alone tells.
func (ks Kinds) newDocument(p string) *Document {
	folder, _, _ := strings.Cut(p, "/")
	doc := &Document{Path: p, Kind: ks.In(folder), ID: strings.TrimSuffix(path.Base(p), ".md")}
	if doc.Kind == nil {
		doc.Kind = Article
	}
	doc.Autolink = true
	doc.Title.S = doc.ID
	if doc.Address = doc.Kind.Address + doc.ID + "/"; doc.Kind.Plain && doc.ID == "index" {
		doc.Address = "/"
	}
	if doc.Kind.begin != nil {
		doc.Kind.begin(doc)
	}
	return doc
}

// nameHint suggests a file name.
func nameHint(id string) string {
	name := text.ID(id)
	if name == "" {
		return "write it in Latin letters; readers see the title, and never the file's name"
	}
	return fmt.Sprintf("rename it to %q", name+".md")
}

// indexHint suggests a name for what stands alone in a folder, as some other
// programs have it.
func indexHint(p string) string {
	folder := path.Dir(p)
	if !strings.Contains(folder, "/") {
		return "name it after what it is about"
	}
	return fmt.Sprintf("move it to %q", folder+".md")
}

// decodeText checks that a file is text, normalises it and keeps it for the
// lines in diagnostics.
func (d *decoder) decodeText(raw []byte) []byte {
	const hint = "save the file as UTF-8"
	if bytes.HasPrefix(raw, []byte("\xff\xfe")) || bytes.HasPrefix(raw, []byte("\xfe\xff")) {
		d.errorf(Pos{}, "bad-encoding", hint, "the file is in UTF-16")
		return nil
	}
	invalid, null := invalidAt(raw), bytes.IndexByte(raw, 0)
	text := raw
	if invalid >= 0 {
		text = bytes.ToValidUTF8(text, []byte("\ufffd"))
	}
	if null >= 0 {
		text = bytes.ReplaceAll(text, []byte{0}, []byte("\ufffd"))
	}
	d.file = normalise(text)
	d.unseen() // first, for the lines that are shown are those without
	if invalid >= 0 {
		d.errorf(endOf(raw[:invalid]), "bad-encoding", hint, "the byte %#02x is not UTF-8", raw[invalid])
	}
	if null >= 0 {
		d.errorf(endOf(raw[:null]), "bad-encoding", hint, "there is a null character, so this may not be a text file")
	}
	return d.file
}

// endOf is the place behind the beginning of a file.
func endOf(raw []byte) Pos {
	text := normalise(bytes.ToValidUTF8(raw, []byte("\ufffd")))
	return position(text, len(text))
}

// invalidAt is the offset of the first byte that is not UTF-8, or -1.
func invalidAt(raw []byte) int {
	if utf8.Valid(raw) {
		return -1
	}
	for i := 0; i < len(raw); {
		r, size := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// titled reads a front matter. Where it has no title, that is the heading that
// the text begins with, as other programs have it.
func (d *decoder) titled(doc *Document, matter []byte) {
	title, span, ok := markdown.LeadingTitle(doc.Body, d.in())
	if !ok {
		d.document(doc, matter)
		return
	}
	at := doc.BodyPos(int(span.Start))
	if !pattern.titleKey.Match(matter) {
		d.document(doc, fmt.Appendf(slices.Clone(matter), "title: %s\n", strconv.Quote(title)))
		doc.Title.Pos = at
		return
	}
	if d.document(doc, matter); doc.Title.S != title {
		d.errorf(at, "heading-level", "leave one of them out, or let both say the same", "the page has the title %q in the front matter, and another here", doc.Title.S)
	}
}

// document reads the front matter.
func (d *decoder) document(doc *Document, matter []byte) {
	start := Pos{Line: 1, Column: 1}
	d.parse(matter, func(root *node) {
		switch {
		case root != nil:
			decode(d, root, start, d.vocab.fieldsOf(doc.Kind), doc)
		case len(d.ds) == 0:
			d.errorf(start, "front-matter", "write title: and summary: between the two lines of ---", "the front matter is empty")
		}
	})
	if doc.Title.S == "" {
		doc.Title.S = doc.ID
	}
}

// isNotInQuery reports whether a request cannot have a character behind its
// question mark.
func isNotInQuery(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`"<>?`, r) }

// isAddress reports whether a path can be an old address, with what it must
// have behind its question mark: to hosts a star or a colon is a pattern, and
// dots and empty parts lead elsewhere.
func isAddress(p string) bool {
	if strings.ContainsAny(p, "#\\*:{}") {
		return false
	}
	raw, query, hasQuery := strings.Cut(p, "?")
	p, err := url.PathUnescape(raw)
	if err != nil || !strings.HasPrefix(p, "/") || strings.ContainsAny(p, "?#\\*:{}") || hasQuery && query == "" || strings.ContainsFunc(query, isNotInQuery) {
		return false
	}
	if p == "/" {
		return hasQuery
	}
	for part := range strings.SplitSeq(strings.TrimSuffix(p[1:], "/"), "/") {
		if part == "" || part == "." || part == ".." || strings.HasPrefix(part, "_") || strings.ContainsFunc(part, unicode.IsControl) {
			return false
		}
	}
	return true
}
