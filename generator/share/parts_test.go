package share

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"slices"
	"strings"
	"testing"
)

// drawn writes lines as whole numbers, one line of the pen after another.
func drawn(lines [][]point) string {
	var all []string
	for _, line := range lines {
		var points []string
		for _, p := range line {
			points = append(points, fmt.Sprintf("%.4g,%.4g", p.x, p.y))
		}
		all = append(all, strings.Join(points, " "))
	}
	return strings.Join(all, " | ")
}

// A path is read as SVG says, however little room it takes.
func TestPaths(t *testing.T) {
	for _, c := range []struct{ why, path, want string }{
		{"nothing", "", ""},
		{"from the origin", "M1 2L3 4H5V6", "1,2 3,4 5,4 5,6"},
		{"from the pen", "m1 2l3 4h5v6", "1,2 4,6 9,6 9,12"},
		{"more numbers than a command needs", "M1 2 3 4 5 6", "1,2 3,4 5,6"},
		{"and from the pen", "m1 2 3 4 5 6", "1,2 4,6 9,12"},
		{"twice the same command", "M0 0l1 0 0 1", "0,0 1,0 1,1"},
		{"numbers without space", "M1-2L.5.5-3e0+4", "1,-2 0.5,0.5 -3,4"},
		{"large and small numbers", "M1e2 5E-1", "100,0.5"},
		{"commas and lines", "\n M1,2 ,\n\tL3,4", "1,2 3,4"},
		{"a closed path", "M1 1h2v2z", "1,1 3,1 3,3 1,1"},
		{"the pen goes on where a path was closed", "M1 1h2v2Zl5 5", "1,1 3,1 3,3 1,1 6,6"},
		{"two paths", "M0 0h1M5 5h1", "0,0 1,0 | 5,5 6,5"},
		{"the second from the pen", "m1 1h1m1 1h1", "1,1 2,1 | 3,2 4,2"},
	} {
		lines, ok := flatten(c.path)
		if got := drawn(lines); !ok || got != c.want {
			t.Errorf("%s: %q is %q (%v), want %q", c.why, c.path, got, ok, c.want)
		}
	}
	for _, path := range []string{"1 2", "h1", "M1", "M1 2L3", "M1 2C1 2 3 4 5", "M1 2a1 1 0 0 1 2 2", "M1 2t3 4", "M1 2z3", "M1 2!", "M1 2Lx", "M1 2L1e", "z"} {
		if lines, ok := flatten(path); ok && path != "z" {
			t.Errorf("%q was read as %q", path, drawn(lines))
		}
	}
}

// A curve goes from where the pen is to its last point, and lies where its
// formula says. The three spellings of one curve are one curve.
func TestCurves(t *testing.T) {
	whole, ok := flatten("M0 0C0 12 12 12 12 0")
	if !ok || len(whole) != 1 || len(whole[0]) != 1+curveSteps {
		t.Fatalf("a curve is %q", drawn(whole))
	}
	if middle, end := whole[0][curveSteps/2], whole[0][curveSteps]; middle != (point{6, 9}) || end != (point{12, 0}) {
		t.Errorf("the curve goes through %v to %v", middle, end)
	}
	for what, pair := range map[string][2]string{
		"from the pen":               {"M5 5C5 17 17 17 17 5", "M5 5c0 12 12 12 12 0"},
		"of the second order":        {"M0 0Q6 12 12 0", "M0 0C4 8 8 8 12 0"},
		"and from the pen":           {"M5 5q6 12 12 0", "M5 5Q11 17 17 5"},
		"that goes on":               {"M0 0C0 3 2 4 3 0S6 -3 6 0", "M0 0C0 3 2 4 3 0C4 -4 6 -3 6 0"},
		"and goes on from the pen":   {"M0 0C0 3 2 4 3 0s3 -3 3 0", "M0 0C0 3 2 4 3 0C4 -4 6 -3 6 0"},
		"that goes on from a line":   {"M0 0H3S6 -3 6 0", "M0 0H3C3 0 6 -3 6 0"},
		"that goes on from a corner": {"M0 0C0 3 3 3 3 0h1S6 -3 6 0", "M0 0C0 3 3 3 3 0h1C4 0 6 -3 6 0"},
	} {
		a, fine := flatten(pair[0])
		b, alsoFine := flatten(pair[1])
		if !fine || !alsoFine || drawn(a) != drawn(b) {
			t.Errorf("a curve %s: %q is %s, and %q is %s", what, pair[0], drawn(a), pair[1], drawn(b))
		}
	}
}

// The colours of a site are in the palette as they are, and tones lie between
// the paper and them in order.
func TestPalette(t *testing.T) {
	colours := usual.palette()
	if len(colours) != 16 {
		t.Fatalf("%d colours", len(colours))
	}
	for at, want := range map[int][3]uint8{paper: usual.Paper, ink + tones: usual.Text, ruled: usual.Rule, accent + tones: usual.Accent} {
		if got := colours[at]; got != color.Color(color.RGBA{want[0], want[1], want[2], 0xff}) {
			t.Errorf("colour %d is %v, want %v", at, got, want)
		}
	}
	for _, base := range []int{ink, accent} {
		for tone := 2; tone <= tones; tone++ {
			a, b := colours[base+tone-1].(color.RGBA), colours[base+tone].(color.RGBA)
			if b.R > a.R || b.G > a.G || b.B > a.B {
				t.Errorf("tone %d of %d is lighter than the one before", tone, base)
			}
		}
	}
}

// dots are the pixels of a canvas that are not paper.
func dots(c *canvas) string {
	var all []string
	for y := range c.height {
		for i, pair := range c.row(y) {
			for half, tone := range []byte{pair >> 4, pair & 0x0f} {
				if tone != paper {
					all = append(all, fmt.Sprintf("%d,%d=%d", 2*i+half, y, tone))
				}
			}
		}
	}
	return strings.Join(all, " ")
}

// A sprite lands pixel for pixel where it should, at even and odd columns, and
// nothing is drawn outside.
func TestSprites(t *testing.T) {
	mask := image.NewAlpha(image.Rect(0, 0, 3, 2))
	copy(mask.Pix, []uint8{255, 0, 128, 0, 36, 10}) // of 7 tones: 7, 0, 4; 0, 1, 0
	for _, c := range []struct {
		why  string
		x, y int
		want string
	}{
		{"at the corner", 0, 0, "0,0=7 2,0=4 1,1=1"},
		{"at an odd column", 1, 0, "1,0=7 3,0=4 2,1=1"},
		{"further on", 4, 3, "4,3=7 6,3=4 5,4=1"},
		{"half below the edge", 0, 5, "0,5=7 2,5=4"},
		{"half above the edge", 0, -1, "1,0=1"},
		{"all below", 0, 6, ""},
		{"over the right edge", 9, 0, ""},
		{"over the left edge", -2, 0, ""},
	} {
		to := newCanvas(10, 6)
		to.draw(newSprite(mask, image.Pt(c.x, c.y), ink, tones), 0, 0)
		if got := dots(to); got != c.want {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
		moved := newCanvas(10, 6)
		moved.draw(newSprite(mask, image.Pt(c.x&1, 0), ink, tones), c.x&^1, c.y)
		if dots(moved) != c.want {
			t.Errorf("%s, moved there when it is drawn: %q, want %q", c.why, dots(moved), c.want)
		}
	}
}

// Where two sprites lie on each other, the upper one is seen, and a pixel that
// it leaves free shows the lower one.
func TestSpritesOverEachOther(t *testing.T) {
	below := &sprite{stride: 2, pix: []byte{0x33, 0x30}}
	above := &sprite{stride: 2, pix: []byte{0xf0, 0x09}}
	both := above.over(below)
	if want := []byte{0xf3, 0x39}; !slices.Equal(both.pix, want) || below.pix[0] != 0x33 {
		t.Errorf("they are %x, want %x, and the lower one stays (%x)", both.pix, want, below.pix)
	}
}

func TestRules(t *testing.T) {
	c := newCanvas(8, 4)
	c.rule(2, 6, 1)
	if got, want := dots(c), "2,1=8 3,1=8 4,1=8 5,1=8 2,2=8 3,2=8 4,2=8 5,2=8"; got != want {
		t.Errorf("a line is %q, want %q", got, want)
	}
}

// Lines of a title are as wide as they may be at most, lose no word, and are no
// more than without balance.
func TestTitlesAreWrapped(t *testing.T) {
	set := newLettering()
	f := set.titles[len(set.titles)-1]
	for _, title := range []string{
		"Arms", "Why does my arm twitch when I am tired, and when should I see somebody about it?",
		strings.Repeat("very ", 30) + "long", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk und mehr",
	} {
		words := strings.Fields(title)
		for _, width := range []int{300, 500, 900} {
			lines := f.wrap(words, width)
			even := f.balanced(words, lines, width)
			for name, lines := range map[string][]string{"wrapped": lines, "balanced": even} {
				if strings.Join(lines, " ") != title {
					t.Errorf("%q is %s to %q", title, name, lines)
				}
				for _, line := range lines {
					if f.width(line) > width && strings.Contains(line, " ") {
						t.Errorf("%s, %q is wider than %d", name, line, width)
					}
				}
			}
			if len(even) != len(lines) {
				t.Errorf("%q at %d: %d lines, balanced %d", title, width, len(lines), len(even))
			}
			if widest(f, even) > widest(f, lines) {
				t.Errorf("%q at %d: balanced it is wider", title, width)
			}
		}
	}
}

func widest(f *face, lines []string) (most int) {
	for _, line := range lines {
		most = max(most, f.width(line))
	}
	return most
}

// A title too long for the smallest type ends in a sign that says so.
func TestLongTitlesAreCut(t *testing.T) {
	set := newLettering()
	last := len(set.titles) - 1
	lines := slices.Repeat([]string{"line"}, 9)
	cut, whole := newCanvas(Width, Height), newCanvas(Width, Height)
	set.titles[last].writeLines(cut, 0, 0, slices.Clone(lines), 2)
	set.titles[last].writeLines(whole, 0, 0, []string{"line", "line …"}, 2)
	if dots(cut) != dots(whole) {
		t.Error("the lines that are left out leave no sign")
	}
}

// A text with a sign that no font has is not written at all: no boxes.
func TestUnknownSigns(t *testing.T) {
	set := newLettering()
	for text, want := range map[string]bool{"Arms": true, "Dvořák": true, "Щука": true, "½ “x”": true, "手腕": false, "arm 手": false, "": true} {
		if got := set.titles[0].has(text); got != want {
			t.Errorf("%q can be written: %v", text, got)
		}
		c := newCanvas(Width, Height)
		set.writeTitle(c, margin, titleTop, right-margin, text)
		if written := dots(c) != ""; written != (want && text != "") {
			t.Errorf("%q is written: %v", text, written)
		}
	}
}

// Names do not meet where one text could be taken for two, and say nothing of
// what is not drawn.
func TestNamesOfPictures(t *testing.T) {
	p := New("Arms", "All about them", drawing, usual)
	plain := New("Arms", "All about them", "", usual)
	different := []Card{
		{Title: "a"}, {Title: "b"}, {Title: "a", Kind: "b"}, {Title: "ab"}, {Title: `a"`, Kind: "b"}, {Title: "a", Kind: `"b`},
		{Title: "a", Figure: true}, {Title: "a", Figure: true, Marked: []string{"hand"}}, {Title: "a", Figure: true, Marked: []string{"elbow"}},
	}
	names := map[string]int{}
	for i, c := range different {
		if other, ok := names[p.Name(c)]; ok {
			t.Errorf("cards %d and %d have one name", i, other)
		}
		names[p.Name(c)] = i
	}
	for what, pair := range map[string][2]string{
		"marks without a figure":           {p.Name(Card{Title: "a", Marked: []string{"hand"}}), p.Name(Card{Title: "a"})},
		"marks that the figure lacks":      {p.Name(Card{Title: "a", Figure: true, Marked: []string{"toe"}}), p.Name(Card{Title: "a", Figure: true})},
		"a figure where none can be drawn": {plain.Name(Card{Title: "a", Figure: true}), plain.Name(Card{Title: "a"})},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s make another name", what)
		}
	}
	dark := usual
	dark.Paper = [3]uint8{1, 2, 3}
	if New("Arms", "All about them", drawing, dark).Name(different[0]) == p.Name(different[0]) {
		t.Error("pictures in other colours have the same name")
	}
}

// full is a disk without room.
type full struct{}

var errFull = errors.New("no room")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWritingFails(t *testing.T) {
	if err := New("Arms", "", "", usual).Write(full{}, Card{Title: "a"}); !errors.Is(err, errFull) {
		t.Errorf("the error is %v", err)
	}
}
