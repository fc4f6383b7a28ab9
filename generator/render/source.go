package render

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"nosology/generator/content"
	writing "nosology/generator/text"
	"nosology/generator/wording"
)

// authorsNamed is how many authors of a source are named.
const authorsNamed = 3

// source writes an entry of the bibliography: authors, title, what it is a part
// of, publisher, year, pages, DOI. attributes are its links'.
func (b *out) source(w *wording.Words, s *content.Source, attributes string) {
	b.authors(w, s.Authors)
	if at := s.Address(); at != "" {
		b.external(at, s.Title.S, attributes)
	} else {
		b.text(s.Title.S)
	}
	b.stop(s.Title.S)
	last := ""
	add := func(text string) {
		switch {
		case text == "":
			return
		case last != "":
			b.text(w.Lists.Next.Between())
		default:
			b.raw(` `)
		}
		b.text(text)
		last = text
	}
	add(s.In.S)
	add(s.Publisher.S)
	if s.Year > 0 {
		add(strconv.Itoa(s.Year))
	}
	if s.Pages.S != "" {
		add(pagesInWords(w, s.Pages.S))
	}
	b.stop(last)
	if s.DOI.S != "" {
		b.raw(` `)
		b.external(s.DOIAddress(), "doi:"+s.DOI.S, attributes)
		b.raw(`.`)
	}
}

// authors writes who wrote a source; of many the first few.
func (b *out) authors(w *wording.Words, all []content.Text) {
	if len(all) == 0 {
		return
	}
	for _, a := range parted(b, w.Lists.Next.Between(), all[:min(len(all), authorsNamed)]) {
		b.text(a.S)
	}
	last := all[min(len(all), authorsNamed)-1].S
	if len(all) > authorsNamed {
		last = w.Lists.Others.After()
		b.text(last)
	}
	b.stop(last)
	b.raw(` `)
}

// pagesInWords tells one page from several by the dash of a range.
func pagesInWords(w *wording.Words, pages string) string {
	if strings.Contains(pages, "–") {
		return w.Sources.Pages.With("pages", pages)
	}
	return w.Sources.Page.With("page", pages)
}

// stop writes a full stop after a text that does not end a sentence itself.
func (b *out) stop(after string) {
	if after != "" && !isEnded(after) {
		b.raw(`.`)
	}
}

// isEnded reports whether a text ends with a mark that ends sentences, in any
// script, quotation marks behind it left aside.
func isEnded(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "\"”’“‘»›」』\u00a0"))
	return strings.ContainsRune(".?!…", last) || writing.EndsSentence(last) || writing.EndsWide(last)
}
