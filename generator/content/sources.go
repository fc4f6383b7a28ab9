package content

import (
	"net/url"
	"regexp"
	"strings"

	"nosology/generator/diag"
)

// Source is an entry of the bibliography.
type Source struct {
	ID        Text
	Title     Text
	Authors   []Text
	In        Text // the journal or book that it is a part of
	Pages     Text // "12–19", with the dash of a range
	Publisher Text
	URL       Text
	DOI       Text // "10.1000/182"
	Year      int
	Accessed  Date
	Kind      Text // patient-information, guideline, journal, review, textbook
	Read      bool // whether the editors read a copy of it
	Via       Text // what copy that was
}

// Address is where it can be read, "" if that is not known.
func (s *Source) Address() string {
	if s.URL.S != "" || s.DOI.S == "" {
		return s.URL.S
	}
	return s.DOIAddress()
}

// DOIAddress leads to wherever a source with a DOI stands now.
func (s *Source) DOIAddress() string {
	return "https://doi.org/" + (&url.URL{Path: s.DOI.S}).EscapedPath()
}

func sourceFields() []field[Source] {
	return []field[Source]{
		must("title", "Its title, as the publisher writes it.", textValue(), func(s *Source) *Text { return &s.Title }),
		may("authors", "Who wrote it, in its order: [Baker A, Smith B].", textsValue(), func(s *Source) *[]Text { return &s.Authors }),
		may("in", "The journal or book that it is a part of, with volume and issue: BMJ 12 (3).", textValue(), func(s *Source) *Text { return &s.In }),
		may("pages", "The pages that it takes there, or that are meant: 12-19.",
			like(validPages.String(), (*decoder).pageRange), func(s *Source) *Text { return &s.Pages }),
		may("publisher", "Who published it.", textValue(), func(s *Source) *Text { return &s.Publisher }),
		may("url", "Where it can be read.", webValue(), func(s *Source) *Text { return &s.URL }),
		may("doi", "Its DOI, by which it is found wherever it moves: 10.1000/182.",
			like(validDOI.String(), (*decoder).doi), func(s *Source) *Text { return &s.DOI }),
		may("year", "The year of the edition that was read.",
			valueOf[int]{Value{Shape: HoldsNumber}, (*decoder).number}, func(s *Source) *int { return &s.Year }),
		may("accessed", "The day it was read.", dateValue(), func(s *Source) *Date { return &s.Accessed }),
		must("kind", "What kind of source it is.", wordOf(fixed.sourceKinds), func(s *Source) *Text { return &s.Kind }),
		may("read", "Whether the editors have read a copy of it.", yesNo(), func(s *Source) *bool { return &s.Read }),
		may("via", "What copy that was.", textValue(), func(s *Source) *Text { return &s.Via }),
	}
}

// ParseSources reads the text of a bibliography by itself, as Load does.
func (v *Vocabulary) ParseSources(raw []byte) (all []*Source, ds []diag.Diagnostic) {
	d := &decoder{path: SourcesFile, vocab: v}
	d.parse(d.decodeText(raw), func(root *node) { all = decodeSources(d, root) })
	return all, d.ds
}

// decodeSources reads sources.yaml, a group of keys for each id.
func decodeSources(d *decoder, root *node) (all []*Source) {
	if root == nil {
		return nil
	}
	fields, byDOI := sourceFields(), map[string]*Source{}
	d.each(root, func(id Text, v *node) {
		if !pattern.id.MatchString(id.S) || id.S == "general" {
			d.errorf(id.Pos, "bad-name", "", "%q cannot be cited: an id has lower case letters, digits and hyphens, and is not general", id.S)
		}
		s := &Source{ID: id}
		decode(d, v, id.Pos, fields, s)
		if first := byDOI[strings.ToLower(s.DOI.S)]; first != nil {
			d.errorf(s.DOI.Pos, "duplicate-source", "cite "+first.ID.S+" instead, and take this entry out", "%q has the same DOI as %q", id.S, first.ID.S)
		} else if s.DOI.S != "" {
			byDOI[strings.ToLower(s.DOI.S)] = s
		}
		all = append(all, s)
	})
	return all
}

func (d *decoder) webAddress(n *node) Text {
	t := d.text(n)
	u, err := url.Parse(t.S)
	if t.S != "" && (err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "") {
		d.errorf(t.Pos, "bad-address", "write it in full, from https://", "%q is not a web address", t.S)
		t.S = ""
	}
	return t
}

var (
	validDOI   = regexp.MustCompile(`^10\.[0-9]{4,9}(\.[0-9]+)*/[^\s<>"]+$`)
	validPages = regexp.MustCompile(`^[A-Za-z]{0,3}[0-9]+([-–][A-Za-z]{0,3}[0-9]+)?$`)
)

// doi reads a DOI, which often is copied as a part of an address.
func (d *decoder) doi(n *node) Text {
	t := d.text(n)
	if t.S == "" || validDOI.MatchString(t.S) {
		return t
	}
	hint := "write what stands behind https://doi.org/: 10., digits, a slash and the rest"
	if i := strings.Index(t.S, "10."); i > 0 && validDOI.MatchString(t.S[i:]) {
		hint = "write " + t.S[i:]
	}
	d.errorf(t.Pos, "bad-doi", hint, "%q is not a DOI", t.S)
	return Text{Pos: t.Pos}
}

// pageRange reads pages, and puts the dash of a range between them.
func (d *decoder) pageRange(n *node) Text {
	t := d.text(n)
	if t.S != "" && !validPages.MatchString(t.S) {
		d.errorf(t.Pos, "bad-pages", "write the first and the last page: 12-19", "%q are not pages", t.S)
	}
	t.S = strings.Replace(t.S, "-", "–", 1)
	return t
}
