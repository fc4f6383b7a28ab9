package share

import (
	"image"
	"image/color"

	"github.com/klauspost/compress/zlib"
)

// The palette has sixteen colours, so that a byte holds two pixels: the paper,
// the ink in seven strengths, the colour of rules, the accent in seven
// strengths. A stronger tone of a colour has all the bits of some weaker ones,
// so pixels of one colour that overlap are joined by "or".
const (
	paper  = 0
	ink    = 0 // 1 to 7
	ruled  = 8
	accent = 8 // 9 to 15
	tones  = 7 // of ink and of accent
)

// Inks are the colours of a site, as red, green and blue.
type Inks struct{ Paper, Text, Rule, Accent [3]uint8 }

// palette returns the colours of which pixels name one.
func (i Inks) palette() color.Palette {
	opaque := func(c [3]uint8) color.RGBA { return color.RGBA{c[0], c[1], c[2], 0xff} }
	ground := opaque(i.Paper)
	colours := make(color.Palette, 16)
	colours[paper], colours[ruled] = ground, opaque(i.Rule)
	for tone := 1; tone <= tones; tone++ {
		colours[ink+tone] = between(ground, opaque(i.Text), tone)
		colours[accent+tone] = between(ground, opaque(i.Accent), tone)
	}
	return colours
}

func between(a, b color.RGBA, tone int) color.RGBA {
	mix := func(a, b uint8) uint8 { return uint8((int(a)*(tones-tone) + int(b)*tone + tones/2) / tones) }
	return color.RGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 0xff}
}

// canvas is a picture of two pixels a byte, the left one in the high bits. That
// is how a PNG with sixteen colours has them, too.
type canvas struct {
	stride, height int // stride is in bytes, height in pixels
	pix            []byte
	zip            *zlib.Writer // of the last encode, for the next
}

func newCanvas(width, height int) *canvas {
	return &canvas{stride: width / 2, height: height, pix: make([]byte, width/2*height)}
}

func (c *canvas) row(y int) []byte { return c.pix[y*c.stride : (y+1)*c.stride] }

// sprite is a piece of a picture, of two pixels a byte. x and y lead from where
// it is drawn to its corner; x is even.
type sprite struct {
	x, y, stride int
	pix          []byte
}

// newSprite makes a sprite of a mask whose left upper corner is at a point. The
// strongest tone is base+most. At an odd column the mask is moved by a pixel
// within the sprite, so that bytes can be copied whole.
func newSprite(mask *image.Alpha, at image.Point, base, most int) *sprite {
	shift := at.X & 1
	size := mask.Rect.Size()
	s := &sprite{x: at.X - shift, y: at.Y, stride: (size.X + shift + 1) / 2}
	s.pix = make([]byte, s.stride*size.Y)
	for y := range size.Y {
		for x, alpha := range mask.Pix[y*mask.Stride:][:size.X] {
			tone := (int(alpha)*most + 127) / 255
			if tone == 0 {
				continue
			}
			nibble := byte(base + tone)
			if (x+shift)&1 == 0 {
				nibble <<= 4
			}
			s.pix[y*s.stride+(x+shift)/2] |= nibble
		}
	}
	return s
}

// draw draws a sprite; x is even. Rows that are outside are left out; so is a
// sprite that reaches over the left or right edge. What was there shines through
// by "or", which is right for one colour alone: see sprite.over.
func (c *canvas) draw(s *sprite, x, y int) {
	left := (x + s.x) / 2
	if left < 0 || left+s.stride > c.stride {
		return
	}
	for i, from := 0, s.pix; len(from) > 0; i, from = i+1, from[s.stride:] {
		at := y + s.y + i
		if at < 0 || at >= c.height {
			continue
		}
		to := c.row(at)[left:]
		for j, pixels := range from[:s.stride] {
			to[j] |= pixels
		}
	}
}

// rule draws a thin line, two pixels high, over whatever was there.
func (c *canvas) rule(left, right, y int) {
	for _, row := range [][]byte{c.row(y), c.row(y + 1)} {
		for i := left / 2; i < right/2; i++ {
			row[i] = ruled<<4 | ruled
		}
	}
}
