package share

import (
	_ "embed"
	"image"
	"image/draw"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomedium"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Gelasio, in two files: most languages of Europe need the first alone. What
// both lack, such as Greek and Cyrillic, is taken from Go's own font.
var (
	//go:embed font/gelasio-latin.ttf
	latin []byte
	//go:embed font/gelasio-latin-ext.ttf
	moreLatin []byte
)

// lettering is the type that cards are set in.
type lettering struct {
	titles           []*face // from large to small
	kind, name, note *face
}

// titleSize is a size of type, in pixels, that is tried until a title fits on so
// many lines. The lines of each size take the same room, down to the rule.
type titleSize struct {
	size  float64
	lines int
}

func titleSizes() []titleSize { return []titleSize{{88, 2}, {76, 3}, {64, 4}, {54, 5}, {46, 6}} }

func newLettering() *lettering {
	fonts := []*sfnt.Font{parse(latin), parse(moreLatin), parse(gobold.TTF)}
	l := &lettering{
		kind: newFace(30, accent, tones, parse(gomedium.TTF)),
		name: newFace(30, ink, tones, parse(gomedium.TTF)),
		note: newFace(26, ink, tones-2, parse(goregular.TTF)),
	}
	for _, t := range titleSizes() {
		l.titles = append(l.titles, newFace(t.size, ink, tones, fonts...))
	}
	return l
}

// parse reads a font that is part of the program; a test sees to it that it can
// be read.
func parse(data []byte) *sfnt.Font {
	f, err := opentype.Parse(data)
	if err != nil {
		return nil
	}
	return f
}

// face is a font at a size and in a colour. A sign that the first font lacks
// is taken from the next. It is for any number of goroutines: what was drawn once
// is looked up without waiting, and only drawing takes the lock.
type face struct {
	size       float64
	base, most int // the colour's tones
	fonts      []*sfnt.Font
	mu         sync.Mutex  // guards faces, which cannot be used twice at a time
	faces      []font.Face // of fonts, by the same index
	glyphs     sync.Map    // rune: *glyph
	kerns      sync.Map    // [2]rune: fixed.Int26_6
}

// glyph is a sign, drawn at even and at odd columns when it is first needed
// there.
type glyph struct {
	face    int // which of the faces has it; -1 for none
	advance fixed.Int26_6
	sprites [2]atomic.Pointer[sprite]
}

func newFace(size float64, base, most int, fonts ...*sfnt.Font) *face {
	f := &face{size: size, base: base, most: most, fonts: fonts}
	for _, font := range fonts {
		made, err := opentype.NewFace(font, &opentype.FaceOptions{Size: size, DPI: 72})
		if err == nil {
			f.faces = append(f.faces, made)
		}
	}
	return f
}

// glyph returns a sign, never nil; see glyph.face for one that no font has.
func (f *face) glyph(r rune) *glyph {
	if g, ok := f.glyphs.Load(r); ok {
		return g.(*glyph)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	g, _ := f.glyphs.LoadOrStore(r, f.find(r))
	return g.(*glyph)
}

// find looks for a sign in one face after another.
func (f *face) find(r rune) *glyph {
	for i, face := range f.faces {
		if at, err := f.fonts[i].GlyphIndex(nil, r); err != nil || at == 0 {
			continue
		}
		if advance, ok := face.GlyphAdvance(r); ok {
			return &glyph{face: i, advance: advance}
		}
	}
	return &glyph{face: -1}
}

// sprite returns a sign as it is drawn at a column.
func (f *face) sprite(r rune, g *glyph, column int) *sprite {
	odd := column & 1
	if s := g.sprites[odd].Load(); s != nil {
		return s
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	box, mask, corner, _, ok := f.faces[g.face].Glyph(fixed.P(odd, 0), r)
	if !ok {
		return &sprite{}
	}
	alpha := image.NewAlpha(image.Rect(0, 0, box.Dx(), box.Dy()))
	draw.Draw(alpha, alpha.Rect, mask, corner, draw.Src)
	s := newSprite(alpha, box.Min, f.base, f.most)
	g.sprites[odd].Store(s)
	return s
}

// kern is how much closer two signs stand than others, as a negative number; 0
// if they are of different fonts.
func (f *face) kern(a, b rune) fixed.Int26_6 {
	key := [2]rune{a, b}
	if k, ok := f.kerns.Load(key); ok {
		return k.(fixed.Int26_6)
	}
	var k fixed.Int26_6
	if first, second := f.glyph(a), f.glyph(b); first.face == second.face && first.face >= 0 {
		f.mu.Lock()
		k = f.faces[first.face].Kern(a, b)
		f.mu.Unlock()
	}
	f.kerns.Store(key, k)
	return k
}

// has reports whether every sign of a text can be drawn.
func (f *face) has(text string) bool {
	for _, r := range text {
		if f.glyph(r).face < 0 {
			return false
		}
	}
	return true
}

// each visits the signs of a text with the place of each, and returns how wide
// it is.
func (f *face) each(text string, visit func(r rune, g *glyph, x fixed.Int26_6)) fixed.Int26_6 {
	var x fixed.Int26_6
	last := rune(-1)
	for _, r := range text {
		if last >= 0 {
			x += f.kern(last, r)
		}
		g := f.glyph(r)
		visit(r, g, x)
		x += g.advance
		last = r
	}
	return x
}

func (f *face) width(text string) int {
	return f.each(text, func(rune, *glyph, fixed.Int26_6) {}).Ceil()
}

// write writes a line of text, unless it has signs that no font has.
func (f *face) write(to *canvas, x, y int, text string) {
	if !f.has(text) {
		return
	}
	f.each(text, func(r rune, g *glyph, at fixed.Int26_6) {
		column := x + at.Round()
		to.draw(f.sprite(r, g, column), column&^1, y)
	})
}

// writeTitle sets a title in the largest type in which it fits, over lines of
// about the same length. In the smallest what does not fit is cut off.
func (l *lettering) writeTitle(to *canvas, x, top, width int, title string) {
	words := strings.Fields(title)
	if len(words) == 0 || !l.titles[0].has(strings.Join(words, " ")) {
		return
	}
	sizes := titleSizes()
	for i, f := range l.titles {
		lines := f.wrap(words, width)
		isLast := i == len(l.titles)-1
		if f.fits(lines, width, sizes[i].lines) || isLast {
			f.writeLines(to, x, top, f.balanced(words, lines, width), sizes[i].lines)
			return
		}
	}
}

func (f *face) fits(lines []string, width, most int) bool {
	if len(lines) > most {
		return false
	}
	for _, line := range lines {
		if f.width(line) > width {
			return false
		}
	}
	return true
}

// writeLines writes the first few lines, with a sign for those left out.
func (f *face) writeLines(to *canvas, x, top int, lines []string, most int) {
	if len(lines) > most {
		lines = lines[:most]
		lines[most-1] += " …"
	}
	for i, line := range lines {
		f.write(to, x, top+int(f.size*(1+1.14*float64(i))), line)
	}
}

// wrap breaks a text into lines no wider than width where words allow it: a word
// that is wider stands on a line of its own. There has to be a word.
func (f *face) wrap(words []string, width int) []string {
	lines := []string{words[0]}
	for _, word := range words[1:] {
		last := &lines[len(lines)-1]
		if longer := *last + " " + word; f.width(longer) <= width {
			*last = longer
		} else {
			lines = append(lines, word)
		}
	}
	return lines
}

// balanced wraps a text anew, as narrow as it stays within as many lines: a title
// whose last word stands alone under a full line looks like a mistake. It halves
// the widths between 0 and width until 8 pixels are left to gain.
func (f *face) balanced(words, lines []string, width int) []string {
	if len(lines) == 1 {
		return lines
	}
	for low := 0; width-low > 8; {
		middle := (low + width) / 2
		if tried := f.wrap(words, middle); len(tried) == len(lines) && f.fits(tried, middle, len(tried)) {
			lines, width = tried, middle
		} else {
			low = middle
		}
	}
	return lines
}
