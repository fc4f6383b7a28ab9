package pictures

import (
	"fmt"
	"image"
	"image/color"

	"nosology/generator/input"
)

// Memory is reckoned in bytes before a picture is decoded: what the file is
// decoded to, and what is made from that on the way to the forms.
const (
	// mostRoom is of the largest picture that is worked on.
	mostRoom = 400 << 20
	// roomAtATime bounds the memory that a build takes for pictures.
	roomAtATime = mostRoom
)

// roomFor is how many bytes decoding a picture and making it smaller take.
func roomFor(format string, c image.Config, data []byte) int64 {
	pixels := int64(c.Width) * int64(c.Height)
	room := int64(len(data)) + pixels*int64(bytesOf(c.ColorModel))
	switch format {
	case "jpeg":
		room += jpegRoom(pixels, data)
	case "png":
		const header, interlaced = 8 + 8, 12
		if len(data) > header+interlaced && data[header+interlaced] == 1 {
			room *= 2 // each of seven passes is a picture of its own
		}
	}
	// Squeezed to its width first, four bytes for each of its rows' pixels, and
	// then to its height, while both others are still there.
	width := min(c.Width, mostWidth)
	return room + 4*int64(width)*int64(c.Height+scaledHeight(c.Width, c.Height, width))
}

// bytesOf is what a decoded pixel takes.
func bytesOf(m color.Model) int {
	switch m {
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	case color.Gray16Model:
		return 2
	case color.GrayModel:
		return 1
	case color.YCbCrModel:
		return 0 // depends on how its colours are sampled
	}
	if _, ok := m.(color.Palette); ok {
		return 1
	}
	return 4
}

// jpegRoom is what the samples of a JPEG take: one byte each, and four more in
// a progressive one, whose coefficients are gathered before there are samples.
func jpegRoom(pixels int64, data []byte) (room int64) {
	jpegSegments(data, func(s segment) {
		isFrame := s.marker >= 0xc0 && s.marker <= 0xc2
		if !isFrame || len(s.body) < 6 || len(s.body) < 6+3*int(s.body[5]) {
			return
		}
		each := int64(1)
		if s.marker == 0xc2 {
			each += 4
		}
		parts := s.body[6:][:3*int(s.body[5])]
		most := int64(1)
		for i := 1; i < len(parts); i += 3 {
			most = max(most, int64(parts[i]>>4)*int64(parts[i]&15))
		}
		for i := 1; i < len(parts); i += 3 {
			room += each * pixels * int64(parts[i]>>4) * int64(parts[i]&15) / most
		}
	})
	return room
}

// fits refuses what would take more memory than there may be.
func (s *source) fits(c image.Config, data []byte) error {
	if s.room = roomFor(s.format, c, data); len(s.scaled) == 0 || s.room <= mostRoom {
		return nil
	}
	return &fault{fmt.Sprintf("has %d × %d pixels, which would take %s of memory to work on, and no more than %s is taken", c.Width, c.Height, input.Size(int(s.room)), input.Size(mostRoom)),
		"make it smaller: pages show no more than 1600 pixels across"}
}
