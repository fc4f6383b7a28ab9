package site

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/markdown"

	"nosology/generator/parallel"
)

// readLinks finds the links of pages: those that are written, and those that their
// text makes by naming other pages.
func (l *Linker) readLinks(pages []number) {
	unknown := make([][]string, len(pages))
	parallel.Each(len(pages), func() func(int) {
		r := &reader{linker: l, seen: make([]int32, len(l.entries))}
		return func(i int) { unknown[i] = r.read(pages[i]) }
	})
	for i, paths := range unknown {
		l.numberTargets(pages[i], paths)
	}
}

// reader finds the links of one page after another. It is for one goroutine: it
// reads what the Linker knows and gives no numbers, which refer does afterwards.
type reader struct {
	linker *Linker
	tokens []token
	seen   []int32 // by number: the page for which a target has had its link
	page   int32
	file   []byte
}

// read replaces what a page says of others. It returns the paths of files that
// nobody has heard of, in the order of the refs that wait for their numbers.
func (r *reader) read(n number) (unknown []string) {
	e := &r.linker.entries[n]
	r.page++
	r.seen[n] = r.page
	o := &outward{parent: none}
	unknown = r.writtenLinks(e, o)
	if e.doc.Autolink || e.words == nil {
		r.automaticLinks(e, o)
	}
	slices.SortFunc(o.mentions, func(a, b mention) int { return cmp.Compare(a.to, b.to) })
	e.out = o
	return unknown
}

// pending stands in a ref for a number that is still to be given.
const pending number = -2

// writtenLinks resolves the links of the text.
func (r *reader) writtenLinks(e *entry, o *outward) (unknown []string) {
	if len(e.scan.Links) == 0 {
		return nil
	}
	o.refs = make([]ref, len(e.scan.Links))
	for i, link := range e.scan.Links {
		var fragment string
		var how form
		r.file, fragment, how = resolve(r.file[:0], e.doc.Path, link.Dest)
		o.odd = o.odd || how == outside || how == malformed
		o.refs[i] = ref{to: none, fragment: fragment}
		if how != toFile {
			continue
		}
		to, ok := r.linker.numbers[string(key(r.file))]
		if !ok {
			o.refs[i].to, o.refs[i].file = pending, string(r.file)
			unknown = append(unknown, o.refs[i].file)
			continue
		}
		o.refs[i].to, o.refs[i].file = to, r.linker.entries[to].pathString(r.file)
		if r.seen[to] == r.page {
			continue
		}
		r.seen[to] = r.page
		o.mentions = append(o.mentions, mention{to, e.sentence(link.Span), true})
	}
	return unknown
}

// pathString returns a path as a string, the document's own if it is the same.
func (e *entry) pathString(file []byte) string {
	if e.doc != nil && e.doc.Path == string(file) {
		return e.doc.Path
	}
	return string(file)
}

// automaticLinks turns names in the text into links, and notes the text's words.
func (r *reader) automaticLinks(e *entry, o *outward) {
	note := e.words == nil
	if note {
		e.words = newBloomFilter(e.scan.Words)
	}
	for _, span := range e.scan.Prose {
		r.tokens = tokens(r.tokens[:0], e.doc.Body, span.Start, span.End)
		if note {
			for _, t := range r.tokens {
				e.words.add(t.hash)
			}
		}
		if e.doc.Autolink {
			r.linkNames(e, o, r.tokens)
		}
	}
}

// linkNames finds names in a run of tokens, the longest at each place. Each page is linked once from a
// text, where it is first named: more links would only be noise.
func (r *reader) linkNames(e *entry, o *outward, toks []token) {
	for i := 0; i < len(toks); i++ {
		found, length := r.linker.lexicon.match(e.doc.Body, toks[i:])
		if length == 0 {
			continue
		}
		span := markdown.Span{Start: toks[i].start, End: toks[i+length-1].end}
		i += length - 1
		c, ok := found.owner()
		if !ok || r.seen[c.by] == r.page {
			continue
		}
		r.seen[c.by] = r.page
		o.autos = append(o.autos, auto{span, c.by, c.text})
		o.mentions = append(o.mentions, mention{c.by, e.sentence(span), false})
	}
}

// sentence returns the sentence around a span, or the span itself where the
// text has none, as in a heading.
func (e *entry) sentence(s markdown.Span) markdown.Span {
	i, found := slices.BinarySearchFunc(e.scan.Sentences, s.Start, func(of markdown.Sentence, at int32) int {
		return cmp.Compare(of.Span.Start, at)
	})
	if !found {
		i--
	}
	if i < 0 || e.scan.Sentences[i].Span.End < s.End {
		return s
	}
	return e.scan.Sentences[i].Span
}

// numberTargets gives numbers to files that a page links to and nobody had heard of,
// and fills in what the page's front matter refers to.
func (l *Linker) numberTargets(n number, unknown []string) {
	o := l.entries[n].out
	for i := range o.refs {
		if o.refs[i].to != pending {
			continue
		}
		to := l.number(unknown[0])
		unknown = unknown[1:]
		o.refs[i].to = to
		if _, known := slices.BinarySearchFunc(o.mentions, to, byTarget); !known {
			o.mentions = append(o.mentions, mention{to, l.entries[n].sentence(l.entries[n].scan.Links[i].Span), true})
			slices.SortFunc(o.mentions, func(a, b mention) int { return cmp.Compare(a.to, b.to) })
		}
	}
	c := l.entries[n].doc.Cause
	if c == nil {
		return
	}
	if c.Parent.S != "" {
		o.parent = l.number(causePath(c.Parent.S))
	}
	for _, e := range c.Findings {
		o.findings = append(o.findings, evidence{l.number(findingPath(e.Finding.S)), strengthOf(e.Strength)})
	}
}

func byTarget(m mention, to number) int { return cmp.Compare(m.to, to) }

// form is the way in which a link is written.
type form uint8

const (
	toFile    form = iota // a document of the content folder
	elsewhere             // a web page, a telephone number
	outside               // "../../README.md"
	malformed             // "%zz.md"
	reported              // what reading the body has found fault with
)

// resolve reads the destination of a link in a document. It appends the path
// of the file to buf, from the content folder on: "causes/caffeine.md". Links are
// nearly all of one form, which is read without package path or url.
func resolve(buf []byte, from, dest string) (file []byte, fragment string, how form) {
	dest, fragment, _ = strings.Cut(dest, "#")
	switch {
	case dest == "" && fragment == "":
		return buf, "", reported
	case dest == "":
		return append(buf, from...), fragment, toFile
	case hasScheme(dest):
		return buf, "", elsewhere
	case dest[0] == '/', !strings.HasSuffix(dest, ".md"), strings.HasPrefix(dest, "../files/"):
		return buf, "", reported // or a download, which is looked for elsewhere
	}
	dir, _ := cutLast(from)
	for rest, up := strings.CutPrefix(dest, "../"); up && dir != "."; rest, up = strings.CutPrefix(dest, "../") {
		dir, _ = cutLast(dir)
		dest = rest
	}
	if strings.Contains(dest, "./") || strings.Contains(dest, "//") || strings.IndexByte(dest, '%') >= 0 {
		return resolveOdd(buf, dir, dest, fragment)
	}
	if dir != "." {
		buf = append(append(buf, dir...), '/')
	}
	return append(buf, dest...), fragment, toFile
}

// resolveOdd resolves what is seldom written.
func resolveOdd(buf []byte, dir, dest, fragment string) ([]byte, string, form) {
	plain, err := url.PathUnescape(dest)
	if err != nil {
		return buf, "", malformed
	}
	file := path.Join(dir, plain)
	if strings.HasPrefix(file, "../") {
		return buf, "", outside
	}
	return append(buf, file...), fragment, toFile
}

// hasScheme reports whether a destination begins as "https:" and "tel:" do.
func hasScheme(dest string) bool {
	for i, c := range []byte(dest) {
		switch {
		case c == ':':
			return i > 0
		case !('a' <= c|0x20 && c|0x20 <= 'z') && !(i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.')):
			return false
		}
	}
	return false
}

// relative writes the path of a file as a link in a document: the reverse of
// resolve.
func relative(from, file string) string {
	dir := path.Dir(from)
	up := ""
	for dir != "." && !strings.HasPrefix(file, dir+"/") {
		dir = path.Dir(dir)
		up += "../"
	}
	if dir == "." {
		return up + file
	}
	return up + strings.TrimPrefix(file, dir+"/")
}

// malformedLinks reports the links of a page that leave the content folder. Other
// ways to write a link wrongly are seen when the body is read.
func (l *Linker) malformedLinks(e *entry) (ds []diag.Diagnostic) {
	if !e.out.odd {
		return nil
	}
	for _, link := range e.scan.Links {
		_, _, how := resolve(nil, e.doc.Path, link.Dest)
		if how != outside && how != malformed {
			continue
		}
		d := l.tree.Diagnose(e.doc.Path, at(e.doc, int(link.Span.Start)), diag.Error, "bad-link", fmt.Sprintf("%q leads out of the content folder", link.Dest))
		d.Hint = "link to a file of the content folder, or to an https: address"
		if how == malformed {
			d.Message = fmt.Sprintf("%q is not the path of a file", link.Dest)
			d.Hint = "write the way to the .md file: ../causes/caffeine.md"
		}
		ds = append(ds, d)
	}
	return ds
}

// brokenLinks reports the links of a page that lead nowhere.
func (l *Linker) brokenLinks(e *entry) (ds []diag.Diagnostic) {
	for i, r := range e.out.refs {
		if r.to == none {
			continue
		}
		if d := l.brokenLink(e, i); d.Message != "" {
			pos := l.tree.Diagnose(e.doc.Path, at(e.doc, int(e.scan.Links[i].Span.Start)), d.Severity, d.Check, d.Message)
			pos.Hint = d.Hint
			ds = append(ds, pos)
		}
	}
	return ds
}

// brokenLink says what is wrong with one of the links to files: an empty message if
// nothing is.
func (l *Linker) brokenLink(e *entry, link int) diag.Diagnostic {
	r := e.out.refs[link]
	to, file := &l.entries[r.to], r.file
	switch {
	case strings.HasPrefix(file, content.PassagesFolder+"/"):
		return diag.Diagnostic{Check: "dead-link", Message: fmt.Sprintf("%s is no page that a link could lead to", file),
			Hint: "a passage is taken in by a link that is a paragraph of its own, with an empty line before and behind it"}
	case to.doc == nil || to.doc.Path != file:
		return diag.Diagnostic{Check: "dead-link", Message: fmt.Sprintf("there is no file %q", file), Hint: l.nearestFile(l.writtenIn(e, e.scan.Links[link].Span), file)}
	case to.doc.NotFound():
		return diag.Diagnostic{Check: "dead-link", Message: fmt.Sprintf("%s is shown wherever there is no page, and has no address", file),
			Hint: "link to the home page, or to the search"}
	case to.published:
		if r.fragment == "" || l.hasFragment(to, r.fragment) {
			return diag.Diagnostic{}
		}
		return diag.Diagnostic{Check: "dead-fragment", Message: fmt.Sprintf("%s has no heading %q", file, "#"+r.fragment), Hint: l.nearestFragment(to, r.fragment)}
	case to.doc.Draft:
		return diag.Diagnostic{Check: "draft-link", Message: fmt.Sprintf("%s is a draft, and readers cannot see it", file),
			Hint: "take the link out until the draft is finished, or remove \"draft: true\" there"}
	}
	return diag.Diagnostic{Severity: diag.Warning, Check: "scheduled-link",
		Message: fmt.Sprintf("%s is not published before %s", file, to.doc.Publish.Format("2006-01-02")),
		Hint:    "until then the link is shown as plain text"}
}

// writtenIn is the file in which a piece of a document stands, which is that of a
// passage if the document has taken it in.
func (l *Linker) writtenIn(e *entry, at markdown.Span) string {
	return strings.TrimPrefix(l.tree.At(e.doc.Path, e.doc.BodyPos(int(at.Start))).File, l.tree.Name+"/")
}

// nearestFile suggests a file for a link that leads to none: one of the same
// name in another folder, or one of a similar name in the same folder.
func (l *Linker) nearestFile(from, file string) string {
	folder, base := path.Dir(file), path.Base(file)
	switch ext := path.Ext(base); strings.ToLower(ext) {
	case ".md":
	case "", ".mdx", ".markdown", ".html", ".htm":
		base = strings.TrimSuffix(base, ext) + ".md"
	case ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp":
		return "a picture is shown, with ![what it shows](…)"
	default:
		return "links lead to .md files; put what is to be downloaded into the folder files, and link to it: /files/" + base
	}
	var names []string
	for _, d := range l.tree.Docs {
		dir, name := cutLast(d.Path)
		if name == base {
			return fmt.Sprintf("did you mean %q?", relative(from, d.Path))
		}
		if dir == folder && sameEnd(name, base) {
			names = append(names, strings.TrimSuffix(name, ".md"))
		}
	}
	if near := diag.Nearest(strings.TrimSuffix(base, ".md"), names); near != "" {
		return fmt.Sprintf("did you mean %q?", relative(from, path.Join(folder, near+".md")))
	}
	return "write that file, or take the link out"
}

// cutLast is path.Split without a slash at the end of dir, and without an allocation.
func cutLast(file string) (dir, name string) {
	i := strings.LastIndexByte(file, '/')
	if i < 0 {
		return ".", file
	}
	return file[:i], file[i+1:]
}

// sameEnd reports whether two files begin or end alike, as a name and its
// misspelling do. It spares comparing a name with every other.
func sameEnd(a, b string) bool {
	const few = 2
	a, b = strings.TrimSuffix(a, ".md"), strings.TrimSuffix(b, ".md")
	if len(a) < few || len(b) < few {
		return true
	}
	return a[:few] == b[:few] || a[len(a)-few:] == b[len(b)-few:]
}
