package pictures

import (
	"image"
	"image/color"
)

// shrink makes a picture smaller, with Catmull and Rom's curve. It reckons in
// whole numbers, so that every machine comes to the same pixels.
func shrink(from image.Image, width, height int) image.Image {
	size := from.Bounds().Size()
	if gray, ok := from.(*image.Gray); ok {
		if size == image.Pt(width, height) {
			return gray
		}
		half := &image.Gray{Pix: squeeze(grayRows(gray), 1, size.X, size.Y, width), Stride: size.Y, Rect: image.Rect(0, 0, size.Y, width)}
		return &image.Gray{Pix: squeeze(grayRows(half), 1, size.Y, width, height), Stride: width, Rect: image.Rect(0, 0, width, height)}
	}
	half := &image.RGBA{Pix: squeeze(rows(from), 4, size.X, size.Y, width), Stride: 4 * size.Y, Rect: image.Rect(0, 0, size.Y, width)}
	return &image.RGBA{Pix: squeeze(rows(half), 4, size.Y, width, height), Stride: 4 * width, Rect: image.Rect(0, 0, width, height)}
}

// share is how much a pixel counts for one that is made from it.
type share struct {
	from   int // the first that counts
	weight []int32
}

// one is the sum of all weights.
const one = 1 << 14

// shares are the weights for n pixels made from more.
func shares(from, n int) []share {
	all := make([]share, n)
	for i := range all {
		// A pixel stretches over 2 of its own widths to either side.
		first := max(0, ((2*i-3)*from+n)/(2*n)-1)
		last := min(from-1, ((2*i+5)*from)/(2*n)+1)
		s := share{from: first, weight: make([]int32, last-first+1)}
		var sum int64
		heights := make([]int64, len(s.weight))
		for j := range heights {
			heights[j] = curve(int64((2*(first+j)+1)*n-(2*i+1)*from) << 16 / int64(2*from))
			sum += heights[j]
		}
		rest := int32(one)
		middle := 0
		for j, h := range heights {
			s.weight[j] = int32(h * one / sum)
			rest -= s.weight[j]
			if h > heights[middle] {
				middle = j
			}
		}
		// The weights were rounded down; what is left over goes to the heaviest, so that
		// they add up and a picture of one colour stays of exactly that colour.
		s.weight[middle] += rest
		all[i] = s
	}
	return all
}

// curve is Catmull and Rom's curve at a distance; both in 65536ths.
func curve(t int64) int64 {
	const unit = 1 << 16
	if t < 0 {
		t = -t
	}
	square := t * t / unit
	cube := square * t / unit
	switch {
	case t < unit:
		return (3*cube - 5*square + 2*unit) / 2
	case t < 2*unit:
		return (-cube + 5*square - 8*t + 4*unit) / 2
	}
	return 0
}

// squeeze makes every row so many pixels wide, and rows into columns: done
// twice, the picture is smaller in both directions and upright again.
func squeeze(row func(y int) []byte, channels, width, height, to int) []byte {
	out := make([]byte, to*height*channels)
	weights := shares(width, to)
	for y := range height {
		pixels := row(y)
		for x, s := range weights {
			at := (x*height + y) * channels
			for c := range channels {
				sum := int32(one / 2)
				for j, w := range s.weight {
					sum += w * int32(pixels[(s.from+j)*channels+c])
				}
				out[at+c] = uint8(min(max(sum>>14, 0), 255))
			}
		}
	}
	if channels == 4 {
		limit(out)
	}
	return out
}

// limit keeps colours no stronger than their alpha: the curve overshoots.
func limit(pix []byte) {
	for i := 0; i < len(pix); i += 4 {
		for c := range 3 {
			pix[i+c] = min(pix[i+c], pix[i+3])
		}
	}
}

// rows reads a picture row by row, as RGBA with the alpha multiplied in.
func rows(from image.Image) func(y int) []byte {
	b := from.Bounds()
	buffer := make([]byte, 4*b.Dx())
	switch from := from.(type) {
	case *image.RGBA:
		return func(y int) []byte { return from.Pix[y*from.Stride:][:4*b.Dx()] }
	case *image.YCbCr:
		return func(y int) []byte {
			for x := range b.Dx() {
				i, j := from.YOffset(b.Min.X+x, b.Min.Y+y), from.COffset(b.Min.X+x, b.Min.Y+y)
				buffer[4*x], buffer[4*x+1], buffer[4*x+2] = color.YCbCrToRGB(from.Y[i], from.Cb[j], from.Cr[j])
				buffer[4*x+3] = 0xff
			}
			return buffer
		}
	}
	return func(y int) []byte {
		for x := range b.Dx() {
			r, g, bl, a := from.At(b.Min.X+x, b.Min.Y+y).RGBA()
			buffer[4*x], buffer[4*x+1], buffer[4*x+2], buffer[4*x+3] = byte(r>>8), byte(g>>8), byte(bl>>8), byte(a>>8)
		}
		return buffer
	}
}

// grayRows reads a grey picture in place. Such pictures have one channel from the
// file to the form: as RGBA they would take four times the memory.
func grayRows(from *image.Gray) func(y int) []byte {
	width := from.Rect.Dx()
	return func(y int) []byte { return from.Pix[y*from.Stride:][:width] }
}

// turned turns a picture upright, given EXIF's number for how it lies.
func turned(from image.Image, turn int) image.Image {
	if turn <= 1 || turn > 8 {
		return from
	}
	size := from.Bounds().Size()
	if turn > 4 {
		size.X, size.Y = size.Y, size.X
	}
	place := func(x, y int) (int, int) { // where a pixel comes from
		switch turn {
		case 2:
			return size.X - 1 - x, y
		case 3:
			return size.X - 1 - x, size.Y - 1 - y
		case 4:
			return x, size.Y - 1 - y
		case 5:
			return y, x
		case 6:
			return y, size.X - 1 - x
		case 7:
			return size.Y - 1 - y, size.X - 1 - x
		}
		return size.Y - 1 - y, x // 8
	}
	switch from := from.(type) {
	case *image.Gray:
		to := image.NewGray(image.Rectangle{Max: size})
		for y := range size.Y {
			for x := range size.X {
				to.SetGray(x, y, from.GrayAt(place(x, y)))
			}
		}
		return to
	case *image.RGBA:
		to := image.NewRGBA(image.Rectangle{Max: size})
		for y := range size.Y {
			for x := range size.X {
				to.SetRGBA(x, y, from.RGBAAt(place(x, y)))
			}
		}
		return to
	}
	return from
}
