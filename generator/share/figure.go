package share

import (
	"encoding/xml"
	"errors"
	"image"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// figure is a drawing made of strokes, in the units of its viewBox.
type figure struct {
	x, y, width, height float64 // what of the plane is shown
	pen                 float64 // width of the strokes
	strokes             []stroke
}

// stroke is a path of a figure. Its curves are cut into straight lines; each of
// lines is drawn without lifting the pen, and has a point at least.
type stroke struct {
	part   string // its data-part; empty if it belongs to none
	hidden bool   // it is seen only when its part is marked
	lines  [][]point
}

type point struct{ x, y float64 }

// markedPen is how much wider the strokes of a marked part are.
const markedPen = 1.6

// parseFigure reads an SVG drawing. It is nil if that holds anything but
// strokes: an editor's drawing may hold all of SVG, and half of it would look
// like another drawing.
func parseFigure(svg string) *figure {
	f := &figure{}
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil
		}
		if start, ok := token.(xml.StartElement); ok && !f.add(start) {
			return nil
		}
	}
	if len(f.strokes) == 0 || f.width <= 0 || f.height <= 0 || f.pen <= 0 {
		return nil
	}
	return f
}

// add takes in one element, and reports whether it can be drawn.
func (f *figure) add(e xml.StartElement) bool {
	at := map[string]string{}
	for _, a := range e.Attr {
		at[a.Name.Local] = a.Value
	}
	switch e.Name.Local {
	case "svg":
		box := numbers(at["viewBox"])
		if len(box) != 4 || at["fill"] != "none" {
			return false
		}
		f.x, f.y, f.width, f.height = box[0], box[1], box[2], box[3]
		f.pen, _ = strconv.ParseFloat(at["stroke-width"], 64)
		return true
	case "path":
		lines, ok := flatten(at["d"])
		f.strokes = append(f.strokes, stroke{part: at["data-part"], hidden: at["opacity"] == "0", lines: lines})
		return ok && at["transform"] == "" && at["style"] == ""
	}
	return e.Name.Local == "title" || e.Name.Local == "desc"
}

// faint is the tone of strokes that are not marked: they are background.
const faint = 3

// draw draws the figure so many pixels wide: what is seen in any case, or a
// part as it looks when marked.
func (f *figure) draw(width int, part string) *sprite {
	scale := float64(width) / f.width
	mask := image.NewAlpha(image.Rect(0, 0, width, int(math.Ceil(f.height*scale))))
	wide, base, most := f.pen*scale, ink, faint
	if part != "" {
		wide, base, most = wide*markedPen, accent, tones
	}
	for _, s := range f.strokes {
		if part == "" && s.hidden || part != "" && part != s.part {
			continue
		}
		for _, line := range s.lines {
			from := f.scaled(line[0], scale)
			for _, to := range line {
				to = f.scaled(to, scale)
				drawLine(mask, from, to, wide/2)
				from = to
			}
		}
	}
	return newSprite(mask, image.Point{}, base, most)
}

func (f *figure) scaled(p point, scale float64) point {
	return point{(p.x - f.x) * scale, (p.y - f.y) * scale}
}

// drawLine draws a line with round ends. How dark a pixel is follows from how
// far it is from the line, so that lines join without a seam.
func drawLine(mask *image.Alpha, from, to point, radius float64) {
	reach := radius + 1
	box := image.Rect(
		int(math.Floor(min(from.x, to.x)-reach)), int(math.Floor(min(from.y, to.y)-reach)),
		int(math.Ceil(max(from.x, to.x)+reach)), int(math.Ceil(max(from.y, to.y)+reach)),
	).Intersect(mask.Rect)
	along := point{to.x - from.x, to.y - from.y}
	length := along.x*along.x + along.y*along.y
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			away := point{float64(x) + .5 - from.x, float64(y) + .5 - from.y}
			if length > 0 {
				t := min(max((away.x*along.x+away.y*along.y)/length, 0), 1)
				away.x, away.y = away.x-t*along.x, away.y-t*along.y
			}
			dark := min(max(radius+.5-math.Sqrt(away.x*away.x+away.y*away.y), 0), 1)
			if at := mask.PixOffset(x, y); mask.Pix[at] < uint8(dark*255) {
				mask.Pix[at] = uint8(dark * 255)
			}
		}
	}
}

// over returns a sprite on another of the same size and place. A pixel of the
// upper one replaces what is below: two colours cannot be joined by "or".
func (s *sprite) over(below *sprite) *sprite {
	both := &sprite{x: s.x, y: s.y, stride: s.stride, pix: slices.Clone(below.pix)}
	for i, pixels := range s.pix {
		if pixels&0xf0 != 0 {
			both.pix[i] = both.pix[i]&0x0f | pixels&0xf0
		}
		if pixels&0x0f != 0 {
			both.pix[i] = both.pix[i]&0xf0 | pixels&0x0f
		}
	}
	return both
}
