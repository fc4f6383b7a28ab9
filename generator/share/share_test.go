package share

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"nosology/generator/publish"
)

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 140" fill="none" stroke-width="3"><title>Arm</title>` +
	`<path d="M10 10h80v120H10z"/><path data-part="elbow" d="M30 70c10-30 30-30 40 0S40 90 30 70"/><path data-part="hand" d="M40 20l20 10" opacity="0"/></svg>`

var usual = Inks{Paper: [3]uint8{0xfb, 0xf9, 0xf4}, Text: [3]uint8{0x1f, 0x24, 0x23}, Rule: [3]uint8{0xd9, 0xd3, 0xc5}, Accent: [3]uint8{0x0b, 0x5d, 0x63}}

func cards() []Card {
	return []Card{
		{Title: "Arms"},
		{Title: "Dehydration", Kind: "Everyday cause", Figure: true, Marked: []string{"elbow"}},
		{Title: "Why does my arm twitch when I am tired, and when should I see somebody about it?", Kind: "Article", Figure: true},
		{Title: "Sjögren’s syndrome – ½ “quoted”, Đặng, Αθήνα and Щука", Kind: "Other cause"},
		{Title: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", Kind: "Symptom"},
		{Title: strings.Repeat("very ", 80) + "long", Figure: true, Marked: []string{"hand", "elbow"}},
		{Title: "手腕", Kind: "症状"},
		{},
	}
}

func written(t *testing.T, p *Painter, c Card) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := p.Write(&b, c); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What others decode is what was painted, pixel for pixel.
func TestPicturesAreValid(t *testing.T) {
	p := New("Arms", "All about them", drawing, usual)
	for i, c := range cards() {
		data := written(t, p, c)
		if folder := os.Getenv("PICTURES"); folder != "" {
			if err := os.WriteFile(filepath.Join(folder, fmt.Sprint(i, ".png")), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		painted := newCanvas(Width, Height)
		p.paint(painted, c)
		expectPixels(t, c.Title, data, painted)
		if len(data) > 26_000 {
			t.Errorf("%q: %d bytes", c.Title, len(data))
		}
	}
}

// The encoder is right about any picture, not only about ours.
func TestEncodeAnything(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 200 {
		c := newCanvas(2+2*random.IntN(700), 1+random.IntN(40))
		calm := 1 + random.IntN(400)
		for i := range c.pix {
			switch {
			case random.IntN(calm) == 0:
				c.pix[i] = byte(random.Uint32())
			case i > 0 && random.IntN(9) > 0:
				c.pix[i] = c.pix[i-1]
			case i >= c.stride:
				c.pix[i] = c.pix[i-c.stride]
			}
		}
		expectPixels(t, fmt.Sprint("round ", round), encode(c, usual), c)
	}
}

func expectPixels(t *testing.T, what string, data []byte, want *canvas) {
	t.Helper()
	got, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	paletted, ok := got.(*image.Paletted)
	if !ok || got.Bounds() != image.Rect(0, 0, want.stride*2, want.height) {
		t.Fatalf("%s: a %T of %v", what, got, got.Bounds())
	}
	for y := range want.height {
		for x, pixels := range want.row(y) {
			at := y*paletted.Stride + 2*x
			if pair := paletted.Pix[at]<<4 | paletted.Pix[at+1]; pair != pixels {
				t.Fatalf("%s: at %d,%d it has %02x, want %02x", what, 2*x, y, pair, pixels)
			}
		}
	}
}

// A name stands for one picture. If this fails because cards look different
// now, raise version, so that no cache takes an old picture for a new one.
func TestNamesStandForPictures(t *testing.T) {
	p := New("Arms", "All about them", drawing, usual)
	sum := sha256.New()
	names := map[string]bool{}
	for _, c := range cards() {
		shown, err := png.Decode(bytes.NewReader(written(t, p, c)))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(sum, shown.(*image.Paletted).Palette)
		sum.Write(shown.(*image.Paletted).Pix)
		names[p.Name(c)] = true
	}
	if len(names) != len(cards()) {
		t.Errorf("%d cards have %d names", len(cards()), len(names))
	}
	if got := fmt.Sprintf("version %d: %x", version, sum.Sum(nil)[:8]); got != pictures {
		t.Errorf("the pictures are %q, and were %q; if they look different, raise version", got, pictures)
	}
	other := New("Arms", "All about legs", drawing, usual)
	if c := cards()[1]; p.Name(c) == other.Name(c) {
		t.Error("sites that differ have pictures of the same name")
	}
	marked := Card{Title: "A", Figure: true, Marked: []string{"elbow", "hand", "nowhere"}}
	same := Card{Title: "A", Figure: true, Marked: []string{"hand", "elbow"}}
	if p.Name(marked) != p.Name(same) {
		t.Error("the order in which parts are marked changes the name")
	}
}

const pictures = "version 1: a2a9c28ad8fb4726"

// Every worker of a build draws at the same time.
func TestPaintersAreShared(t *testing.T) {
	alone := New("Arms", "All about them", drawing, usual)
	together := New("Arms", "All about them", drawing, usual)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for _, c := range cards() {
				var b bytes.Buffer
				if err := together.Write(&b, c); err != nil {
					t.Error(err)
				}
				var want bytes.Buffer
				if err := alone.Write(&want, c); err != nil || !bytes.Equal(b.Bytes(), want.Bytes()) {
					t.Errorf("%q is drawn in different ways", c.Title)
				}
			}
		})
	}
	group.Wait()
}

// The mark of a part is seen, and parts that are hidden are so until then.
func TestMarks(t *testing.T) {
	p := New("Arms", "", drawing, usual)
	teal := usual.palette()[accent+tones]
	count := func(marked ...string) int {
		got, err := png.Decode(bytes.NewReader(written(t, p, Card{Title: "Arms", Figure: true, Marked: marked})))
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for y := range Height {
			for x := range Width {
				if got.At(x, y) == color.Color(teal) {
					n++
				}
			}
		}
		return n
	}
	none, hand, both := count(), count("hand"), count("hand", "elbow")
	if none != 0 || hand == 0 || both <= hand {
		t.Errorf("marked pixels: %d without a mark, %d with one, %d with two", none, hand, both)
	}
}

// A figure that is not understood is left out, never drawn wrong.
func TestFiguresThatAreLeftOut(t *testing.T) {
	for _, svg := range []string{
		"", "<svg", "<svg/>",
		strings.Replace(drawing, `fill="none"`, ``, 1),
		strings.Replace(drawing, `<title>`, `<circle r="3"/><title>`, 1),
		strings.Replace(drawing, `h80`, `a3 3 0 0 1 5 5`, 1),
		strings.Replace(drawing, `z"`, `z5"`, 1),
		strings.Replace(drawing, `d="M10`, `transform="scale(2)" d="M10`, 1),
		strings.Replace(drawing, `0 0 100 140`, `0 0 100`, 1),
		strings.Replace(drawing, `M10 10h`, `h`, 1),
	} {
		if parseFigure(svg) != nil {
			t.Errorf("a figure was read from %s", svg)
		}
		written(t, New("Arms", "", svg, usual), Card{Title: "Arms", Figure: true})
	}
	if parseFigure(drawing) == nil {
		t.Error("the figure itself was left out")
	}
}

// The figure of the site about noses is drawn, all of it, as it is published: made small.
func TestOurFigureIsDrawn(t *testing.T) {
	assets, err := publish.NewAssets(os.DirFS("../../content/static"))
	if err != nil {
		t.Fatal(err)
	}
	svg := string(assets.Find("figures/where.svg").Data)
	f := parseFigure(svg)
	if f == nil {
		t.Fatalf("left out: %s", svg)
	}
	for _, s := range f.strokes {
		for _, line := range s.lines {
			for _, p := range line {
				if p.x < f.x || p.x > f.x+f.width || p.y < f.y || p.y > f.y+f.height {
					t.Errorf("%s leads outside of the figure, to %v", s.part, p)
				}
			}
		}
	}
}

func FuzzPath(f *testing.F) {
	f.Add("M10 10h80v120H10zm1 1c1 1 2 2 3 3s1-1.5.5-.5q1 1 2 2L4,5 6 7V3M1e2 1E-1")
	f.Fuzz(func(t *testing.T, d string) {
		lines, ok := flatten(d)
		for _, line := range lines {
			if ok && len(line) == 0 {
				t.Error("a line without points")
			}
		}
	})
}

func BenchmarkWrite(b *testing.B) {
	p := New("Arms", "All about them", drawing, usual)
	c := Card{Title: "Low magnesium and twitching eyelids", Kind: "Nutritional cause", Figure: true, Marked: []string{"elbow"}}
	b.ReportAllocs()
	for b.Loop() {
		if err := p.Write(io.Discard, c); err != nil {
			b.Fatal(err)
		}
	}
}
