package render

import (
	"bytes"
	"html/template"
	"iter"
	"strconv"
	"sync"

	"nosology/generator/wording"
)

// out is a buffer that knows how to write HTML. raw is for what stands in the
// program and for what was escaped already; everything else goes through text.
type out struct{ bytes.Buffer }

var outs = sync.Pool{New: func() any { return new(out) }}

func newOut() *out {
	b := outs.Get().(*out)
	b.Reset()
	return b
}

// free gives the buffer back. A page of unusual size is left to the collector,
// so that it does not stay in memory for the rest of a build.
func (b *out) free() {
	if b.Cap() <= 1<<18 {
		outs.Put(b)
	}
}

// raw writes HTML.
func (b *out) raw(parts ...string) {
	for _, s := range parts {
		b.WriteString(s)
	}
}

// text writes plain text, which may also stand in a quoted attribute.
func (b *out) text(s string) {
	from := 0
	for i := range len(s) {
		if entity := entities[s[i]]; entity != "" {
			b.raw(s[from:i], entity)
			from = i + 1
		}
	}
	b.WriteString(s[from:])
}

// framed writes plain text between two pieces of HTML.
func (b *out) framed(before, text, after string) {
	b.raw(before)
	b.text(text)
	b.raw(after)
}

// parted goes through the parts of a list and writes what stands between two of
// them, as plain text.
func parted[T any](b *out, between string, parts []T) iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		for i, part := range parts {
			if i > 0 {
				b.text(between)
			}
			if !yield(i, part) {
				return
			}
		}
	}
}

// entities stand for the bytes that mean something in HTML.
var entities = [256]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&#34;"}

// link writes a link to an address of the site.
func (b *out) link(href, text string) {
	b.raw(`<a href="`)
	b.text(href)
	b.raw(`">`)
	b.text(text)
	b.raw(`</a>`)
}

// external writes a link that leaves the site. attributes are written as they
// are, with a space before each.
func (b *out) external(href, text, attributes string) {
	b.raw(`<a`, attributes, ` href="`)
	b.text(href)
	b.raw(`" rel="external">`)
	b.text(text)
	b.raw(`</a>`)
}

// written runs a function that writes HTML and returns what it wrote, for a layout.
func written(write func(b *out)) template.HTML {
	b := newOut()
	defer b.free()
	write(b)
	return template.HTML(b.String())
}

// escaped is plain text as it stands in HTML.
func escaped(s string) string {
	b := newOut()
	defer b.free()
	b.text(s)
	return b.String()
}

// count says how many there are of something.
func (r *Renderer) count(p *wording.Plural, n int) string {
	return p.For(n).With("n", strconv.Itoa(n))
}

// say writes a sentence; fill writes what stands at each of its places, in the
// order in which the language has them. Places of emphasis fill themselves.
func (b *out) say(s wording.Sentence, fill func(place string)) {
	s.Each(b.text, func(place string) {
		if html := emphasis(place); html != "" {
			b.raw(html)
			return
		}
		fill(place)
	})
}

// sayWith writes a sentence with plain texts at its places, given in pairs of
// a name and a text.
func (b *out) sayWith(s wording.Sentence, pairs ...string) {
	b.say(s, func(place string) {
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i] == place {
				b.text(pairs[i+1])
			}
		}
	})
}
