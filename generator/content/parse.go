package content

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"nosology/generator/diag"
	"nosology/generator/markdown"
)

// folders maps the content folder's folders to kinds of documents.
var folders = map[string]Kind{"articles": Article, "causes": Cause, "symptoms": Finding, "pages": Page}

var validID = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// ParseDocument reads one document. p is its path within the content folder,
// "causes/dehydration.md"; diagnostics name it so, without the folder's name,
// and do not cover what needs other documents to be seen. The Document is
// never nil and has kind, id and address even if its text cannot be read.
func ParseDocument(p string, raw []byte) (*Document, []diag.Diagnostic) {
	doc := newDocument(p)
	d := &decoder{path: p, shift: 1}
	if !validID.MatchString(doc.ID) {
		d.errorf(Pos{}, "bad-name", nameHint(doc.ID), "%q cannot be an address: a file name has lower case letters, digits and hyphens", path.Base(p))
	}
	if doc.ID == "index" && doc.Kind != Page {
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
func newDocument(p string) *Document {
	folder, _, _ := strings.Cut(p, "/")
	doc := &Document{Path: p, Kind: folders[folder], ID: strings.TrimSuffix(path.Base(p), ".md")}
	doc.Autolink = true
	doc.Title.S = doc.ID
	switch doc.Kind {
	case Cause:
		doc.Cause, doc.Address = &CauseMeta{}, "/causes/"+doc.ID+"/"
	case Finding:
		doc.Finding, doc.Address = &FindingMeta{}, "/symptoms/"+doc.ID+"/"
	case Page:
		doc.Page, doc.Address = &PageMeta{}, "/"+doc.ID+"/"
		if doc.ID == "index" {
			doc.Address = "/"
		}
	default:
		doc.Address = "/" + doc.ID + "/"
	}
	return doc
}

// nameHint suggests a file name.
func nameHint(id string) string {
	words := strings.FieldsFunc(plainLetters(id), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	if len(words) == 0 {
		return "write it in Latin letters; readers see the title, and never the file's name"
	}
	return fmt.Sprintf("rename it to %q", strings.Join(words, "-")+".md")
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

// plainLetters writes Latin letters without their marks, in lower case.
func plainLetters(s string) string {
	apart := strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "å", "aa", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i", "’", "", "'", "")
	s = norm.NFD.String(apart.Replace(strings.ToLower(norm.NFC.String(s))))
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, s)
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

// document reads the front matter.
// titled reads a front matter. Where it has no title, that is the heading that
// the text begins with, as other programs have it.
func (d *decoder) titled(doc *Document, matter []byte) {
	title, span, ok := markdown.LeadingTitle(doc.Body)
	if !ok {
		d.document(doc, matter)
		return
	}
	at := doc.BodyPos(int(span.Start))
	if !titleKey.Match(matter) {
		d.document(doc, fmt.Appendf(slices.Clone(matter), "title: %s\n", strconv.Quote(title)))
		doc.Title.Pos = at
		return
	}
	if d.document(doc, matter); doc.Title.S != title {
		d.errorf(at, "heading-level", "leave one of them out, or let both say the same", "the page has the title %q in the front matter, and another here", doc.Title.S)
	}
}

var titleKey = regexp.MustCompile(`(?m)^["']?title["']?[ \t]*:`)

func (d *decoder) document(doc *Document, matter []byte) {
	start := Pos{Line: 1, Column: 1}
	d.parse(matter, func(root *node) {
		switch {
		case root != nil:
			decode(d, root, start, documentFields[doc.Kind], doc)
		case len(d.ds) == 0:
			d.errorf(start, "front-matter", "write title: and summary: between the two lines of ---", "the front matter is empty")
		}
	})
	if doc.Title.S == "" {
		doc.Title.S = doc.ID
	}
}

// documentFields are the keys of each kind's front matter, by Kind.
var documentFields = [...][]field[Document]{
	Article: metaFields,
	Cause:   slices.Concat(metaFields, causeFields),
	Finding: slices.Concat(metaFields, findingFields),
	Page:    slices.Concat(metaFields, pageFields),
}

// owners names the documents that alone have a key, for hints.
var owners = map[string]string{
	"kind": "causes", "parent": "causes", "care": "causes", "prevalence": "causes", "duration": "causes",
	"where": "causes", "findings": "causes", "codes": "causes",
	"type": "symptoms", "site": "symptoms", "flag": "symptoms", "alone": "symptoms", "shows": "pages",
}

var metaFields = []field[Document]{
	{"title", true, func(d *decoder, v *node, to *Document) { to.Title = d.text(v) }},
	{"summary", true, func(d *decoder, v *node, to *Document) { to.Summary = d.text(v) }},
	{"also", false, func(d *decoder, v *node, to *Document) { to.Also = d.texts(v) }},
	{"heard-as", false, func(d *decoder, v *node, to *Document) { to.HeardAs = d.texts(v) }},
	{"aliases", false, func(d *decoder, v *node, to *Document) { to.Aliases = d.addresses(v) }},
	{"sources", false, func(d *decoder, v *node, to *Document) { to.Sources = d.texts(v) }},
	{"review", false, func(d *decoder, v *node, to *Document) { to.Review = d.review(v) }},
	{"changed", false, func(d *decoder, v *node, to *Document) { to.Changed = list(d, v, changeFields) }},
	{"draft", false, func(d *decoder, v *node, to *Document) { to.Draft = d.bool(v) }},
	{"publish", false, func(d *decoder, v *node, to *Document) { to.Publish = d.date(v) }},
	{"autolink", false, func(d *decoder, v *node, to *Document) { to.Autolink = d.bool(v) }},
	{"silence", false, func(d *decoder, v *node, to *Document) { to.Silence = list(d, v, silenceFields) }},
}

var causeFields = []field[Document]{
	{"kind", true, func(d *decoder, v *node, to *Document) { to.Cause.Kind = d.word(v, causeKinds) }},
	{"parent", false, func(d *decoder, v *node, to *Document) { to.Cause.Parent = d.text(v) }},
	{"care", true, func(d *decoder, v *node, to *Document) { to.Cause.Care = d.word(v, careLevels) }},
	{"prevalence", false, func(d *decoder, v *node, to *Document) { to.Cause.Prevalence = d.word(v, prevalences) }},
	{"duration", false, func(d *decoder, v *node, to *Document) { to.Cause.Duration = d.duration(v) }},
	{"where", false, func(d *decoder, v *node, to *Document) { to.Cause.Where = d.texts(v) }},
	{"findings", true, func(d *decoder, v *node, to *Document) { to.Cause.Findings = d.evidence(v) }},
	{"codes", false, func(d *decoder, v *node, to *Document) { to.Cause.Codes = d.codes(v) }},
}

var findingFields = []field[Document]{
	{"type", true, func(d *decoder, v *node, to *Document) { to.Finding.Type = d.word(v, findingTypes) }},
	{"site", false, func(d *decoder, v *node, to *Document) { to.Finding.Site = d.text(v) }},
	{"flag", false, func(d *decoder, v *node, to *Document) { to.Finding.Flag = d.bool(v) }},
	{"alone", false, func(d *decoder, v *node, to *Document) { to.Finding.Alone = d.word(v, careLevels) }},
}

var pageFields = []field[Document]{
	{"shows", false, func(d *decoder, v *node, to *Document) { to.Page.Shows = d.word(v, pageShows) }},
}

var reviewFields = []field[Review]{
	{"written", true, func(d *decoder, v *node, to *Review) { to.Written = d.date(v) }},
	{"due", true, func(d *decoder, v *node, to *Review) { to.Due = d.date(v) }},
	{"clinician", false, func(d *decoder, v *node, to *Review) {
		to.Clinician = &Clinician{}
		decode(d, v, v.at, clinicianFields, to.Clinician)
	}},
}

var clinicianFields = []field[Clinician]{
	{"name", true, func(d *decoder, v *node, to *Clinician) { to.Name = d.text(v) }},
	{"role", true, func(d *decoder, v *node, to *Clinician) { to.Role = d.text(v) }},
	{"date", true, func(d *decoder, v *node, to *Clinician) { to.Date = d.date(v) }},
	{"hash", true, func(d *decoder, v *node, to *Clinician) { to.Hash = d.text(v) }},
}

var changeFields = []field[Change]{
	{"date", true, func(d *decoder, v *node, to *Change) { to.Date = d.date(v) }},
	{"note", true, func(d *decoder, v *node, to *Change) { to.Note = d.text(v) }},
}

var silenceFields = []field[Silence]{
	{"check", true, func(d *decoder, v *node, to *Silence) { to.Check = d.text(v) }},
	{"reason", true, func(d *decoder, v *node, to *Silence) { to.Reason = d.text(v) }},
}

var durationFields = []field[Duration]{
	{"from", true, func(d *decoder, v *node, to *Duration) { to.From = d.word(v, timeUnits) }},
	{"to", true, func(d *decoder, v *node, to *Duration) { to.To = d.word(v, timeUnits) }},
}

// list reads a list of groups.
func list[T any](d *decoder, n *node, fields []field[T]) []T {
	items := d.items(n)
	if len(items) == 0 {
		return nil
	}
	all := make([]T, len(items))
	for i := range items {
		decode(d, &items[i], items[i].at, fields, &all[i])
	}
	return all
}

// review reads what has been and will be read; days come in their order.
func (d *decoder) review(n *node) (r Review) {
	decode(d, n, n.at, reviewFields, &r)
	if r.Written.IsZero() {
		return r
	}
	if !r.Due.IsZero() && r.Due.Before(r.Written.Time) {
		d.errorf(r.Due.Pos, "bad-date", "put the later day behind due", "the review is due before the page was written")
	}
	switch c := r.Clinician; {
	case c == nil || c.Date.IsZero():
	case c.Date.Before(r.Written.Time):
		d.errorf(c.Date.Pos, "bad-date", "the day of writing is that of the text that was signed", "the page was signed before it was written")
	case !r.Due.IsZero() && r.Due.Before(c.Date.Time):
		d.errorf(r.Due.Pos, "bad-date", "say by when to read it again after the signature", "the review was due before the page was signed")
	}
	return r
}

// duration reads how long something lasts; the longer unit comes second.
func (d *decoder) duration(n *node) (span Duration) {
	decode(d, n, n.at, durationFields, &span)
	if slices.Index(timeUnits, span.To.S) < slices.Index(timeUnits, span.From.S) && span.To.S != "" {
		d.errorf(span.From.Pos, "bad-duration", fmt.Sprintf("write {from: %s, to: %s}", span.To.S, span.From.S), "%s is longer than %s", span.From.S, span.To.S)
	}
	return span
}

// evidence reads findings and how strongly each speaks for a cause.
func (d *decoder) evidence(n *node) (all []Evidence) {
	if n.kind == yamlGroup {
		all = make([]Evidence, 0, len(n.items)/2)
	}
	d.each(n, func(finding Text, v *node) {
		all = append(all, Evidence{Finding: finding, Strength: d.word(v, strengths)})
	})
	return all
}

// addresses reads old addresses, which are paths on this site.
func (d *decoder) addresses(n *node) []Text {
	all := d.texts(n)
	for _, a := range all {
		if !isAddress(a.S) {
			d.errorf(a.Pos, "bad-address", `write it from the site's root: "/old-name/"`, "%q is not an address on this site", a.S)
		}
	}
	return all
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
