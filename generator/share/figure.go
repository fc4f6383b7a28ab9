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

// figure is a drawing made of strokes.
type figure struct {
	x, y, width, height float64 // what of the plane is shown
	pen                 float64 // width of the strokes
	strokes             []stroke
}

// stroke is a path of a figure.
type stroke struct {
	part   string
	hidden bool
	lines  [][]point
}

type point struct{ x, y float64 }

// markedPen is how much wider the strokes of a marked part are.
const markedPen = 1.6

// parseFigure reads an SVG drawing. It is nil if that holds anything but
// strokes.
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

// add takes in one element.
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

// draw draws the figure so many pixels wide, with some parts marked.
func (f *figure) draw(width int, marked []string) *sprite {
	scale := float64(width) / f.width
	size := image.Rect(0, 0, width, int(math.Ceil(f.height*scale)))
	plain, strong := image.NewAlpha(size), image.NewAlpha(size)
	for _, s := range f.strokes {
		mask, wide := plain, f.pen*scale
		switch {
		case s.part != "" && slices.Contains(marked, s.part):
			mask, wide = strong, wide*markedPen
		case s.hidden:
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
	return joined(plain, strong)
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

// joined is the figure of two colours: where both drew, the mark is seen.
func joined(plain, strong *image.Alpha) *sprite {
	const faint = 3 // a figure without marks is background
	for i, a := range strong.Pix {
		plain.Pix[i] = uint8(int(plain.Pix[i]) * (255 - int(a)) / 255)
	}
	s, marks := newSprite(plain, image.Point{}, ink, faint), newSprite(strong, image.Point{}, accent, tones)
	for i, m := range marks.pix {
		for _, half := range []byte{0xf0, 0x0f} {
			if m&half != 0 {
				s.pix[i] = s.pix[i]&^half | m&half
			}
		}
	}
	return s
}
