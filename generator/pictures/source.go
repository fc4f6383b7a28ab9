package pictures

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/color"
	_ "image/gif" // sizes
	"image/jpeg"
	"image/png"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"sync"
	"weak"

	_ "golang.org/x/image/webp" // sizes
	"golang.org/x/sync/semaphore"

	"nosology/generator/input"
	"nosology/generator/publish"
)

// version is raised whenever the same file comes out in another way: a form's
// name says what it is made from, and caches go by the name.
const version = 3

const (
	// mostWidth is of the widest form: the measure of the text on a fine
	// screen needs no more.
	mostWidth = 1600
	// mostPixels is of the largest picture that browsers are given.
	mostPixels = 150_000_000
	// mostBytes is of the largest file that is taken.
	mostBytes = 100 << 20
	quality   = 80
)

// widths are those of the narrower forms.
func widths() []int {
	return []int{400, 800, 1200, mostWidth}
}

// source is a picture of the content folder.
type source struct {
	fsys   fs.FS
	name   string
	format string // "jpeg", "png" …; "svg"
	sum    string // of its bytes and of how they are treated
	clean  []byte // an SVG drawing as it is published
	loss   *fault // what an author would miss in it; nil for nothing
	// As it is looked at, in pixels; 0 if the file does not say.
	width, height int
	turn          int   // EXIF's number for how the camera was held
	scaled        []int // widths() of the forms that are made anew
	whole         bool  // it is published in its own size, too
	room          int64 // bytes that it takes to make the forms

	decoding *semaphore.Weighted
	mu       sync.Mutex
	master   weak.Pointer[master]
}

// master is a picture upright and no wider than the widest form, from which
// the others are made. It is kept for as long as there is room for it.
type master struct {
	image  image.Image
	colour []byte // what the file says of its colours, for the forms to say too
}

// newSource looks at a picture.
func newSource(fsys fs.FS, name string, data []byte) (*source, error) {
	s := &source{fsys: fsys, name: name, sum: sumOf(data), turn: 1, whole: true}
	if path.Ext(name) == ".svg" || isSVG(data) {
		s.format = "svg"
		return s, s.readDrawing(data)
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil && isHEIC(data) {
		return nil, &fault{"is a HEIC picture, whatever its name ends in, and most browsers cannot show those", "save it as JPEG: renaming it does not change what it is"}
	}
	if err != nil && isAVIF(data) {
		return nil, &fault{"is an AVIF file, which may say where and by whom it was taken, and that cannot be taken out", "save it as JPEG, PNG or WebP"}
	}
	if err != nil {
		return nil, &fault{"is no picture that browsers can show", "save it as JPEG, PNG, SVG or WebP"}
	}
	s.format, s.width, s.height = format, config.Width, config.Height
	if err := s.check(config); err != nil {
		return nil, err
	}
	stripped, turn, err := strip(format, data)
	if err != nil {
		return nil, &fault{"is damaged: " + err.Error(), "save it anew"}
	}
	if turn > 1 && !canTurn(format, data) {
		return nil, &fault{"is to be turned before it is shown, says a note in it, which can be done for JPEG and for PNG that stands still", "turn it with a program for pictures and save it anew, or save it as JPEG"}
	}
	if s.turn = turn; turn > 4 { // on its side
		s.width, s.height = s.height, s.width
	}
	s.choose(config, stripped)
	return s, s.fits(config, data)
}

// check refuses pictures that would not come out well.
func (s *source) check(c image.Config) error {
	switch {
	case c.Width <= 0 || c.Height <= 0:
		return &fault{"is empty", "save it anew"}
	case c.Width > mostPixels/c.Height:
		return &fault{fmt.Sprintf("has %d × %d pixels, more than can be worked on", c.Width, c.Height), "make it smaller"}
	case c.ColorModel == color.CMYKModel:
		return &fault{"has the colours of a printing press (CMYK), which browsers show wrongly", "save it in RGB"}
	}
	return nil
}

// choose chooses the forms of a picture. Flat drawings stay as they are: they
// are small already, and would grow with the many tones of a scaled picture.
func (s *source) choose(c image.Config, data []byte) {
	isPhoto := s.format == "jpeg"
	if s.format == "png" {
		isPhoto = !isPaletted(c.ColorModel) && !isAnimated(data)
	}
	if !isPhoto {
		if s.turn != 1 {
			s.whole, s.scaled = false, []int{min(s.width, mostWidth)}
		}
		return
	}
	for _, w := range widths() {
		// A form that is nearly as wide as the picture would save a reader nothing.
		if w <= s.width*4/5 || w == mostWidth && w < s.width {
			s.scaled = append(s.scaled, w)
		}
	}
	s.whole = s.width <= mostWidth
	if s.whole && s.turn != 1 { // upright pixels take the place of the camera's note
		s.whole, s.scaled = false, append(s.scaled, s.width)
	}
}

// isPaletted reports whether a picture has few colours, as drawings and screenshots
// saved for the web have, or none but grey. Scaled, it would need many more.
func isPaletted(m color.Model) bool {
	_, ok := m.(color.Palette)
	return ok || m == color.GrayModel
}

// picture is what pages say of the picture.
func (s *source) picture() *Picture {
	p := &Picture{Width: s.width, Height: s.height}
	for _, w := range s.scaled {
		p.Forms = append(p.Forms, Variant{s.path(w), w})
	}
	if s.whole {
		p.Forms = append(p.Forms, Variant{s.path(0), s.width})
	} else if widest := s.scaled[len(s.scaled)-1]; widest < s.width {
		p.Width, p.Height = widest, scaledHeight(s.width, s.height, widest)
	}
	return p
}

// path is where a form stands; the width 0 is the picture's own.
func (s *source) path(width int) string {
	base := strings.Map(portable, strings.TrimSuffix(s.name, path.Ext(s.name)))
	if width > 0 {
		base += "-" + strconv.Itoa(width)
	}
	return "assets/" + base + "." + s.sum + s.extension()
}

// portable keeps the signs that need no care in any address.
func portable(r rune) rune {
	if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("/._-", r) {
		return r
	}
	return '-'
}

// extension is the end of a form's name: browsers go by the type that the host says,
// and hosts by the name.
func (s *source) extension() string {
	if s.format == "jpeg" {
		return ".jpg"
	}
	return "." + s.format
}

// files are the forms, each of which is made when it is written and not before: a
// form that stands there under its name is right, and no picture is decoded for it.
func (s *source) files() []publish.File {
	var files []publish.File
	for _, w := range s.scaled {
		files = append(files, file(Variant{s.path(w), w}, true, func(w2 io.Writer) error { return s.writeScaled(w2, w) }))
	}
	if s.whole {
		isDrawing := s.format == "svg" // its text is looked at, and compressed
		files = append(files, file(Variant{s.path(0), s.width}, !isDrawing, s.writeWhole))
	}
	return files
}

// writeWhole writes the picture in its own size.
func (s *source) writeWhole(w io.Writer) error {
	data := s.clean
	if data == nil {
		raw, err := s.read()
		if err != nil {
			return err
		}
		if data, _, err = strip(s.format, raw); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	_, err := w.Write(data)
	return err
}

// read reads the file, which must be what it was when the forms got their
// names.
func (s *source) read() ([]byte, error) {
	data, err := input.Read(s.fsys, s.name, mostBytes)
	if err == nil && sumOf(data) != s.sum {
		err = errors.New(s.name + " was changed while the site was written; build it again")
	}
	return data, err
}

// sumOf names a file by its bytes and by version, so that both another picture and
// another way to treat it come out under another name.
func sumOf(data []byte) string {
	sum := sha256.New()
	fmt.Fprintln(sum, version)
	sum.Write(data)
	return hex.EncodeToString(sum.Sum(nil)[:4])
}

// writeScaled writes the form of a width.
func (s *source) writeScaled(w io.Writer, width int) error {
	m, err := s.upright()
	if err != nil {
		return fmt.Errorf("%s: %w", s.name, err)
	}
	scaled := m.image
	if width < scaled.Bounds().Dx() {
		scaled = shrink(scaled, width, scaledHeight(s.width, s.height, width))
	}
	var out bytes.Buffer
	if s.format == "jpeg" {
		err = jpeg.Encode(&out, scaled, &jpeg.Options{Quality: quality})
	} else {
		err = png.Encode(&out, scaled)
	}
	if err != nil {
		return err
	}
	_, err = w.Write(withColour(s.format, out.Bytes(), m.colour))
	return err
}

// upright decodes the picture, if it is not still at hand.
func (s *source) upright() (*master, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if m := s.master.Value(); m != nil {
		return m, nil
	}
	room := min(s.room, roomAtATime)
	if err := s.decoding.Acquire(context.Background(), room); err != nil {
		return nil, err
	}
	defer s.decoding.Release(room)
	raw, err := s.read()
	if err != nil {
		return nil, err
	}
	whole, _, err := image.Decode(bytes.NewReader(raw))
	if err != nil {
		return nil, &DamagedError{s.name, err}
	}
	m := &master{colour: colourOf(s.format, raw)}
	width := min(s.width, mostWidth)
	height := scaledHeight(s.width, s.height, width)
	// The picture lies on its side: it is made smaller as it lies, and then turned,
	// which moves fewer pixels.
	if s.turn > 4 {
		m.image = turned(shrink(whole, height, width), s.turn)
	} else {
		m.image = turned(shrink(whole, width, height), s.turn)
	}
	s.master = weak.Make(m)
	return m, nil
}

func scaledHeight(width, height, to int) int { return max(1, (height*to+width/2)/width) }
