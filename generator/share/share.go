// Package share draws the pictures that other sites and messengers show beside
// a link to a page: its title, what kind of page it is, and the site's figure,
// in the colours of the site.
//
// A site of 10,000 pages has as many pictures, so drawing one has to take about
// a millisecond. Hence a canvas of sixteen colours, two pixels to a byte (see
// canvas), signs and parts of the figure that are drawn once and then copied,
// and an encoder that takes the canvas as it is. What a picture shows is in its
// name; a build that finds a picture of that name need not draw it.
//
// A text with a sign that no font has is left out as a whole: a title with boxes
// in the place of letters is worse than a picture without a title.
package share

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// The size of every picture, in pixels, as sites that show them ask for.
const (
	Width  = 1200
	Height = 630
)

// version is raised whenever the same card is drawn in another way: a picture's
// name says which card is on it, and caches go by the name.
const version = 1

// Card is what a picture says.
type Card struct {
	Title  string
	Kind   string   // stands above the title; may be empty
	Figure bool     // with the figure beside it
	Marked []string // parts of the figure that are marked
}

// Painter draws the cards of a site, from any goroutine.
type Painter struct {
	name, tagline string
	inks          Inks
	figure        *figure           // nil if there is none that can be drawn
	same          []byte            // what the names of all pictures are made from
	lettering     func() *lettering // read when a card is first drawn
	figures       sync.Map          // whole ones by their marked parts: func() *sprite
	parts         sync.Map          // single ones by name: func() *sprite
}

// New returns a Painter for a site with a name, a tagline and colours. The figure is an
// SVG drawing made of strokes; parts of it have a name in data-part, and are
// hidden by opacity="0" unless they are marked. A drawing with anything else in
// it is left out of the pictures.
func New(name, tagline, figure string, inks Inks) *Painter {
	source := sha256.Sum256([]byte(figure))
	return &Painter{
		name: name, tagline: tagline, inks: inks, figure: parseFigure(figure), lettering: sync.OnceValue(newLettering),
		same: fmt.Appendf(nil, "%d\n%q %q\n%x\n%x\n", version, name, tagline, source, inks),
	}
}

// Name returns a name for a card's picture that is different for every card
// that looks different, and the same for cards that look the same: marks that
// the figure does not have, and their order, do not count. Twelve hexadecimal
// digits are enough for two of a million pictures not to meet.
func (p *Painter) Name(c Card) string {
	buf := append(make([]byte, 0, 512), p.same...)
	buf = strconv.AppendQuote(buf, c.Title)
	buf = strconv.AppendQuote(buf, c.Kind)
	buf = strconv.AppendBool(buf, c.Figure && p.figure != nil)
	for _, part := range p.marks(c) {
		buf = strconv.AppendQuote(buf, part)
	}
	sum := sha256.Sum256(buf)
	return hex.EncodeToString(sum[:6]) + ".png"
}

// marks are the parts of the figure that a card marks, in the figure's order.
func (p *Painter) marks(c Card) []string {
	if !c.Figure || p.figure == nil {
		return nil
	}
	var marked []string
	for _, s := range p.figure.strokes {
		if slices.Contains(c.Marked, s.part) && !slices.Contains(marked, s.part) {
			marked = append(marked, s.part)
		}
	}
	return marked
}

// Write writes a card as a PNG. The same card gives the same bytes. An error is
// the writer's.
func (p *Painter) Write(w io.Writer, c Card) error {
	to := canvases.Get().(*canvas)
	defer canvases.Put(to)
	clear(to.pix)
	p.paint(to, c)
	data := encode(to, p.inks)
	_, err := w.Write(data)
	return err
}

// canvases are used again: each has 370 kilobytes and an encoder of more.
var canvases = sync.Pool{New: func() any { return newCanvas(Width, Height) }}

// Where things stand, in pixels from the left upper corner. Columns that sprites
// are drawn at are even: see sprite.
const (
	margin       = 96
	right        = Width - margin
	figureWidth  = 336
	figureTop    = 84
	besideFigure = right - figureWidth - 64
	kindLine     = 122 // baselines
	titleTop     = 150
	ruleTop      = 478
	nameLine     = 532
	taglineLine  = 572
)

// paint draws a card on a canvas that is all paper. The site's name is not said
// twice: on the card of the home page it is the title.
func (p *Painter) paint(to *canvas, c Card) {
	edge := right
	if c.Figure && p.figure != nil {
		edge = besideFigure
		to.draw(p.figureOf(c), right-figureWidth, figureTop)
	}
	set := p.lettering()
	set.kind.write(to, margin, kindLine, c.Kind)
	set.writeTitle(to, margin, titleTop, edge-margin, c.Title)
	to.rule(margin, edge, ruleTop)
	if c.Title == p.name {
		set.note.write(to, margin, nameLine, p.tagline)
		return
	}
	set.name.write(to, margin, nameLine, p.name)
	set.note.write(to, margin, taglineLine, p.tagline)
}

// figureOf is the figure as a card has it. Most cards of a site mark one of a few
// parts, so whole figures are kept too.
func (p *Painter) figureOf(c Card) *sprite {
	marked := p.marks(c)
	return once(&p.figures, strings.Join(marked, " "), func() *sprite {
		whole := p.part("")
		for _, part := range marked {
			whole = p.part(part).over(whole)
		}
		return whole
	})
}

// part is a part of the figure, marked, or with no name what is seen without
// marks.
func (p *Painter) part(name string) *sprite {
	return once(&p.parts, name, func() *sprite { return p.figure.draw(figureWidth, name) })
}

// once draws what a key stands for the first time that it is needed; who asks for
// it meanwhile waits and gets the same.
func once(drawn *sync.Map, key string, draw func() *sprite) *sprite {
	s, _ := drawn.LoadOrStore(key, sync.OnceValue(draw))
	return s.(func() *sprite)()
}
