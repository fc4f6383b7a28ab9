package pictures

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/color/palette"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/internal/golden"
	"nosology/generator/publish"
	"nosology/generator/site"
)

// secret stands for all that a file says beside the picture.
const secret = "51.5074N 0.1278W taken by Jane"

// photo is a picture with many tones: red grows to the right, green downwards.
func photo(width, height int) *image.NRGBA {
	p := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			p.SetNRGBA(x, y, color.NRGBA{uint8(x * 255 / width), uint8(y * 255 / height), uint8((x ^ y) & 63), 255})
		}
	}
	return p
}

func asJPEG(t testing.TB, p image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, p, &jpeg.Options{Quality: 92}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(t testing.TB, p image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// inJPEG puts a segment into a JPEG.
func inJPEG(data []byte, marker byte, body string) []byte {
	s := append([]byte{0xff, marker}, binary.BigEndian.AppendUint16(nil, uint16(len(body)+2))...)
	return slices.Concat(data[:2], s, []byte(body), data[2:])
}

// inPNG puts a chunk into a PNG.
func inPNG(data []byte, name, body string) []byte {
	c := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	c = append(c, name+body...)
	c = binary.BigEndian.AppendUint32(c, crc32.ChecksumIEEE(c[4:]))
	return slices.Concat(data[:33], c, data[33:])
}

// exif is EXIF data that says how the camera was held.
func exif(turn int) string {
	return "Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string(rune(turn)) + "\x00\x00\x00\x00\x00\x00" + secret
}

// read reads pictures by name, as an article that shows them all does.
// shown are the documents of a site with their pictures.
func shown(s *site.Site) (all []Shown) {
	for _, p := range s.Pages {
		all = append(all, Shown{p.Document, p.Scan.Images})
	}
	return all
}

func read(t testing.TB, l *Library, files map[string][]byte) (*Set, *site.Page, []diag.Diagnostic) {
	t.Helper()
	folder := golden.FS(nil)
	body := "---\ntitle: Knees\nsummary: All about them.\nreview: {written: 2026-01-02, due: 2027-01-02}\n---\n"
	for name, data := range files {
		folder["images/"+name] = &fstest.MapFile{Data: data, ModTime: time.Unix(int64(crc32.ChecksumIEEE(data)), 0)}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		body += "![It](../images/" + strings.ReplaceAll(name, " ", "%20") + ")\n\n"
	}
	body += "![It](../images/nowhere.png)\n"
	folder["articles/knees.md"] = &fstest.MapFile{Data: []byte(body)}
	s := golden.Site(t, folder)
	set, found := l.Read(s.Tree, shown(s))
	for _, p := range s.Pages {
		if p.ID == "knees" {
			return set, p, slices.DeleteFunc(found, func(d diag.Diagnostic) bool { return d.Check == "missing-picture" })
		}
	}
	t.Fatal("the article is not there")
	return nil, nil, nil
}

// published is all that is published of one picture.
func published(t testing.TB, name string, data []byte) (*Picture, map[string][]byte) {
	t.Helper()
	set, page, found := read(t, NewLibrary(), map[string][]byte{name: data})
	if len(found) > 0 {
		t.Fatal(golden.Diagnostics(found))
	}
	pic := set.Find(page.Document, "../images/"+name)
	if pic == nil {
		t.Fatalf("there is no %s", name)
	}
	rendered := map[string][]byte{}
	for _, f := range set.Files() {
		var b bytes.Buffer
		if err := f.Render(&b); err != nil {
			t.Fatal(err)
		}
		rendered[f.Path] = b.Bytes()
		if f.Kind != publish.AssetFile || !fs.ValidPath(f.Path) {
			t.Errorf("%+v is no asset", f)
		}
	}
	for _, form := range pic.Forms {
		if rendered[form.Path] == nil {
			t.Errorf("%s is not published", form.Path)
		}
	}
	return pic, rendered
}

// A photo comes in the widths that screens need, none wider than the photo.
func TestForms(t *testing.T) {
	for _, test := range []struct {
		name          string
		data          []byte
		widths        []int
		width, height int
	}{
		{"small.jpg", asJPEG(t, photo(300, 200)), []int{300}, 300, 200},
		{"middle.JPG", asJPEG(t, photo(900, 600)), []int{400, 900}, 900, 600},
		{"middle.png", asPNG(t, photo(1000, 10)), []int{400, 800, 1000}, 1000, 10},
		{"large.jpeg", asJPEG(t, photo(2400, 30)), []int{400, 800, 1200, 1600}, 1600, 20},
		{"just.jpg", asJPEG(t, photo(1700, 17)), []int{400, 800, 1200, 1600}, 1600, 16},
		{"on its side.jpg", inJPEG(asJPEG(t, photo(30, 900)), 0xe1, exif(6)), []int{400, 900}, 900, 30},
		{"flat.png", asPNG(t, image.NewPaletted(image.Rect(0, 0, 2400, 30), palette.WebSafe)), []int{2400}, 2400, 30},
		{"wrong-name.png", asJPEG(t, photo(300, 200)), []int{300}, 300, 200},
		{"drawn.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 70 50"/>`), []int{70}, 70, 50},
	} {
		t.Run(test.name, func(t *testing.T) {
			pic, files := published(t, test.name, test.data)
			if pic.Width != test.width || pic.Height != test.height {
				t.Errorf("it is %d × %d", pic.Width, pic.Height)
			}
			var got []int
			for _, form := range pic.Forms {
				got = append(got, form.Width)
				if strings.HasSuffix(form.Path, ".svg") {
					continue
				}
				decoded, _, err := image.Decode(bytes.NewReader(files[form.Path]))
				if err != nil {
					t.Fatal(err)
				}
				size := decoded.Bounds().Size()
				if size.X != form.Width || size.Y != max(1, (test.height*form.Width+test.width/2)/test.width) {
					t.Errorf("%s is %v", form.Path, size)
				}
			}
			if !slices.Equal(got, test.widths) || len(files) != len(got) {
				t.Errorf("the widths are %v and there are %d files, want %v", got, len(files), test.widths)
			}
			if (pic.SrcSet() == "") != (len(got) == 1) || strings.Contains(pic.SrcSet(), "on its side") {
				t.Errorf("srcset is %q", pic.SrcSet())
			}
		})
	}
}

// Nothing that a file says beside the picture reaches a reader, and the
// picture is the same as before, pixel for pixel, where it keeps its size.
func TestNothingIsSaidBesideThePicture(t *testing.T) {
	small := photo(30, 20)
	var moving bytes.Buffer
	frame := image.NewPaletted(image.Rect(0, 0, 3, 2), palette.Plan9)
	if err := gif.EncodeAll(&moving, &gif.GIF{Image: []*image.Paletted{frame, frame}, Delay: []int{5, 5}}); err != nil {
		t.Fatal(err)
	}
	head := 13 + colourTable(moving.Bytes()[10])
	comment := "\x21\xfe" + string(rune(len(secret))) + secret + "\x00"
	for name, data := range map[string][]byte{
		"exif.jpg":      inJPEG(asJPEG(t, small), 0xe1, exif(1)),
		"turned.jpg":    inJPEG(asJPEG(t, photo(900, 30)), 0xe1, exif(3)),
		"large.jpg":     inJPEG(asJPEG(t, photo(2000, 20)), 0xe1, exif(1)),
		"xmp.jpg":       inJPEG(asJPEG(t, small), 0xe1, "http://ns.adobe.com/xap/1.0/\x00"+secret),
		"iptc.jpg":      inJPEG(asJPEG(t, small), 0xed, "Photoshop 3.0\x00"+secret),
		"comment.jpg":   inJPEG(asJPEG(t, small), 0xfe, secret),
		"thumbnail.jpg": inJPEG(asJPEG(t, small), 0xe0, "JFXX\x00"+secret),
		"jfif.jpg":      inJPEG(asJPEG(t, small), 0xe0, "JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x05\x02"+secret),
		"adobe.jpg":     inJPEG(asJPEG(t, small), 0xee, "Adobe\x00\x64\x00\x00\x00\x00\x01"+secret),
		"behind.jpg":    append(asJPEG(t, small), secret...),
		"text.png":      inPNG(asPNG(t, small), "tEXt", "Author\x00"+secret),
		"exif.png":      inPNG(asPNG(t, small), "eXIf", secret),
		"behind.png":    append(asPNG(t, small), secret...),
		"comment.gif":   slices.Concat(moving.Bytes()[:head], []byte(comment), moving.Bytes()[head:]),
		"exif.webp":     webp("EXIF", secret),
		"drawn.svg":     []byte(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org" i:docname="` + secret + `"><!-- ` + secret + ` --><metadata>` + secret + `</metadata><path d="M0 0"/></svg>`),
	} {
		t.Run(name, func(t *testing.T) {
			if !bytes.Contains(data, []byte(secret)) {
				t.Fatal("the test itself says nothing")
			}
			pic, files := published(t, name, data)
			for path, published := range files {
				if bytes.Contains(published, []byte(secret)) || bytes.Contains(published, []byte("Exif")) {
					t.Errorf("%s says too much", path)
				}
			}
			if len(pic.Forms) > 1 || strings.HasSuffix(name, ".svg") {
				return
			}
			before, _, err := image.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			after, _, err := image.Decode(bytes.NewReader(files[pic.Forms[0].Path]))
			if err != nil {
				t.Fatal(err)
			}
			expectSame(t, before, after)
		})
	}
}

// webp is a picture of one pixel with one more chunk.
func webp(name, body string) []byte {
	const pixel = "VP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"
	if len(body)%2 == 1 {
		body += " "
	}
	chunks := "VP8X\x0a\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00" + pixel + name + string(binary.LittleEndian.AppendUint32(nil, uint32(len(body)))) + body
	return append([]byte("RIFF"+string(binary.LittleEndian.AppendUint32(nil, uint32(len(chunks)+4)))+"WEBP"), chunks...)
}

func expectSame(t *testing.T, a, b image.Image) {
	t.Helper()
	if a.Bounds() != b.Bounds() {
		t.Fatalf("%v became %v", a.Bounds(), b.Bounds())
	}
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			if a.At(x, y) != b.At(x, y) {
				t.Fatalf("the pixel at %d,%d was %v and is %v", x, y, a.At(x, y), b.At(x, y))
			}
		}
	}
}

// A photo from a camera that was turned stands upright, in every width and
// format.
func TestTurns(t *testing.T) {
	// Red grows to the right and green downwards once the photo is upright.
	for turn := 1; turn <= 8; turn++ {
		lying := turned(rgba(photo(900, 600)), inverse(turn))
		flat := image.NewPaletted(lying.Bounds(), palette.Plan9)
		draw.Draw(flat, flat.Bounds(), lying, image.Point{}, draw.Src)
		tiff := strings.TrimPrefix(exif(turn), "Exif\x00\x00")
		standsUpright(t, turn, "turned.jpg", inJPEG(asJPEG(t, lying), 0xe1, exif(turn)))
		if turn != 3 && turn != 6 { // all ways of turning are tried above
			continue
		}
		standsUpright(t, turn, "turned.png", inPNG(asPNG(t, lying), "eXIf", tiff))
		standsUpright(t, turn, "flat.png", inPNG(asPNG(t, flat), "eXIf", tiff))
	}
}

func standsUpright(t *testing.T, turn int, name string, data []byte) {
	t.Helper()
	pic, files := published(t, name, data)
	if pic.Width != 900 || pic.Height != 600 {
		t.Errorf("%s, turn %d: %d × %d", name, turn, pic.Width, pic.Height)
	}
	for _, form := range pic.Forms {
		p, _, err := image.Decode(bytes.NewReader(files[form.Path]))
		if err != nil {
			t.Fatal(err)
		}
		w, h := p.Bounds().Dx(), p.Bounds().Dy()
		left, _, _, _ := p.At(w/8, h/2).RGBA()
		right, _, _, _ := p.At(w*7/8, h/2).RGBA()
		_, top, _, _ := p.At(w/2, h/8).RGBA()
		_, bottom, _, _ := p.At(w/2, h*7/8).RGBA()
		if right < left+0x8000 || bottom < top+0x8000 {
			t.Errorf("%s, turn %d, %d wide: it does not stand upright", name, turn, form.Width)
		}
	}
}

// A picture within a drawing says no more than one by itself, and stands upright.
func TestPicturesWithinDrawings(t *testing.T) {
	lying := turned(rgba(photo(90, 60)), inverse(6))
	for kind, data := range map[string][]byte{
		"jpeg": inJPEG(asJPEG(t, lying), 0xe1, exif(6)),
		"png":  inPNG(asPNG(t, lying), "eXIf", strings.TrimPrefix(exif(6), "Exif\x00\x00")),
		"webp": webp("EXIF", secret),
	} {
		address := "data:image/" + kind + ";base64," + base64.StdEncoding.EncodeToString(data)
		_, files := published(t, "drawn.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><image href="`+address+`"/></svg>`))
		for _, drawing := range files {
			_, text, _ := strings.Cut(string(drawing), ";base64,")
			text, _, _ = strings.Cut(text, `"`)
			inside, err := base64.StdEncoding.DecodeString(text)
			if err != nil || bytes.Contains(inside, []byte(secret)) {
				t.Errorf("%s: %v, or it says too much", kind, err)
			}
			if c, _, err := image.DecodeConfig(bytes.NewReader(inside)); err != nil || kind != "webp" && (c.Width != 90 || c.Height != 60) {
				t.Errorf("%s: %v, %d × %d", kind, err, c.Width, c.Height)
			}
		}
	}
}

// What would take too much memory is refused before it is decoded: pixels of
// sixteen bits take more than others, and so do pictures that come in passes.
func TestRoom(t *testing.T) {
	header := func(width, height uint32, depth, passes byte) []byte {
		data := asPNG(t, photo(1, 1))
		binary.BigEndian.PutUint32(data[16:], width)
		binary.BigEndian.PutUint32(data[20:], height)
		data[24], data[25], data[28] = depth, 2, passes
		binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
		return data
	}
	for name, test := range map[string]struct {
		data    []byte
		refused bool
	}{
		"long.png":      {header(2000, 74000, 16, 0), true},
		"plain.png":     {header(6000, 4000, 8, 0), false},
		"deep.png":      {header(6000, 6000, 16, 0), false},
		"in-passes.png": {header(6000, 6000, 16, 1), true},
	} {
		_, err := newSource(nil, name, test.data)
		if refused := err != nil && strings.Contains(err.Error(), "of memory"); refused != test.refused {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func inverse(turn int) int {
	switch turn {
	case 6:
		return 8
	case 8:
		return 6
	}
	return turn
}

func rgba(p *image.NRGBA) *image.RGBA { return &image.RGBA{Pix: p.Pix, Stride: p.Stride, Rect: p.Rect} }

// What a file says of its colours is said by all its forms.
func TestColoursKeepTheirMeaning(t *testing.T) {
	profile := "ICC_PROFILE\x00\x01\x01" + strings.Repeat("colours", 30)
	_, files := published(t, "wide.jpg", inJPEG(asJPEG(t, photo(900, 60)), 0xe2, profile))
	for path, data := range files {
		if !bytes.Contains(data, []byte(profile)) {
			t.Errorf("%s has lost its profile", path)
		}
	}
	_, files = published(t, "wide.png", inPNG(asPNG(t, photo(900, 60)), "gAMA", "\x00\x01\x86\xa0"))
	for path, data := range files {
		if !bytes.Contains(data, []byte("gAMA\x00\x01\x86\xa0")) {
			t.Errorf("%s has lost its gamma", path)
		}
		if _, err := png.Decode(bytes.NewReader(data)); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// Smaller pictures look like the larger one: flat stays flat to the very
// edge, a slope stays a slope, and transparency stays clean.
func TestShrink(t *testing.T) {
	flat := image.NewRGBA(image.Rect(0, 0, 311, 97))
	for i := range flat.Pix {
		flat.Pix[i] = []uint8{10, 200, 90, 255}[i%4]
	}
	for _, width := range []int{1, 2, 7, 100, 310, 311} {
		small := shrink(flat, width, 13).(*image.RGBA)
		for i, v := range small.Pix {
			if v != flat.Pix[i%4] {
				t.Fatalf("%d wide: a flat colour became %v", width, small.Pix[i/4*4:][:4])
			}
		}
	}
	slope := shrink(photo(1000, 500), 100, 50).(*image.RGBA)
	for x := 1; x < 99; x++ {
		want := (x*10 + 5) * 255 / 1000
		if got := int(slope.RGBAAt(x, 25).R); got < want-3 || got > want+3 {
			t.Errorf("at %d the red is %d, want about %d", x, got, want)
		}
	}
	hole := image.NewNRGBA(image.Rect(0, 0, 100, 100))
	for y := range 100 {
		for x := range 50 {
			hole.SetNRGBA(x, y, color.NRGBA{255, 255, 255, 255})
		}
	}
	small := shrink(hole, 10, 10).(*image.RGBA)
	for i := 0; i < len(small.Pix); i += 4 {
		if c := small.Pix[i:][:4]; c[0] > c[3] || c[0] != c[1] || c[1] != c[2] {
			t.Fatalf("white over nothing became %v", c)
		}
	}
	gray := image.NewGray(image.Rect(0, 0, 60, 40))
	for i := range gray.Pix {
		gray.Pix[i] = 77
	}
	if g, ok := shrink(gray, 20, 13).(*image.Gray); !ok || g.Rect != image.Rect(0, 0, 20, 13) || g.GrayAt(19, 12).Y != 77 {
		t.Error("a gray picture did not stay gray")
	}
}

// Editors are told what is wrong with a picture, where they call it.
func TestFaults(t *testing.T) {
	whole := asJPEG(t, photo(8, 8))
	bomb := asPNG(t, photo(1, 1))
	copy(bomb[16:], "\x00\x01\x00\x00\x00\x01\x00\x00") // 65536 × 65536
	binary.BigEndian.PutUint32(bomb[29:], crc32.ChecksumIEEE(bomb[12:29]))
	for name, test := range map[string]struct {
		data []byte
		want string
	}{
		"text.png":  {[]byte("hello"), "is no picture that browsers can show"},
		"empty.jpg": {nil, "is no picture"},
		"short.jpg": {whole[:len(whole)-2], "is damaged"},
		"bomb.png":  {bomb, "65536 × 65536 pixels"},
		"page.svg":  {[]byte("<html/>"), "does not begin with <svg>"},
		"bad.svg":   {[]byte("<svg><g></svg>"), "is no SVG drawing"},
		"lol.svg":   {[]byte(`<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"><text>&a;</text></svg>`), "is no SVG drawing"},
		"tall.webp": {webp("EXIF", strings.TrimPrefix(exif(6), "Exif\x00\x00")), "is to be turned"},
		"long.webp": {webp("EXIF", exif(3)), "is to be turned"},
		"moves.png": {inPNG(inPNG(asPNG(t, photo(8, 4)), "acTL", "\x00\x00\x00\x01\x00\x00\x00\x00"), "eXIf", strings.TrimPrefix(exif(6), "Exif\x00\x00")), "is to be turned"},
		"photo.jpg": {[]byte("\x00\x00\x00\x1cftypavif\x00\x00\x00\x00"), "is an AVIF file"},
	} {
		_, _, found := read(t, NewLibrary(), map[string][]byte{name: test.data})
		if len(found) != 1 || !strings.Contains(found[0].Message, test.want) || !strings.HasPrefix(found[0].Message, "images/"+name) || found[0].Line != 6 || found[0].Hint == "" {
			t.Errorf("%s: got %v, want %q", name, found, test.want)
		}
	}
}

// A drawing that loses some of its style is published, and its author told where.
func TestDrawingsThatLoseStyle(t *testing.T) {
	for css, loses := range map[string]bool{
		"path{fill:red}": false, "/* @import */path{fill:red}": false, ".behavior{fill:red}": false,
		"@import url(x);path{fill:red}": true, `.a\.b{fill:red}`: true,
	} {
		set, _, found := read(t, NewLibrary(), map[string][]byte{"drawn.svg": []byte(`<svg xmlns="http://www.w3.org/2000/svg"><style>` + css + `</style></svg>`)})
		if len(set.Files()) != 1 || (len(found) == 1) != loses || loses && (found[0].Severity != diag.Warning || found[0].Line != 6 || !strings.Contains(found[0].Message, "without a part of its style sheet")) {
			t.Errorf("%s: got %v", css, found)
		}
	}
}

// A picture that is not there is named, with the nearest that is.
func TestMissingPictures(t *testing.T) {
	folder := golden.FS(nil)
	folder["images/knee.png"] = &fstest.MapFile{Data: asPNG(t, photo(2, 2))}
	folder["articles/knees.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Knees\nsummary: All about them.\nreview: {written: 2026-01-02, due: 2027-01-02}\n---\n![A](../images/kneee.png) ![B](../../secret.png)\n")}
	tree, _, err := content.Load(folder, "content")
	if err != nil {
		t.Fatal(err)
	}
	s, _ := site.NewLinker().Update(tree, golden.Today())
	_, found := NewLibrary().Read(tree, shown(s))
	got := fmt.Sprint(found)
	if len(found) != 2 || !strings.Contains(got, `there is no picture "images/kneee.png"`) || !strings.Contains(got, "knee.png") || !strings.Contains(found[1].Hint, "images") {
		t.Errorf("got %s", got)
	}
	if found[0].Line != 6 || found[0].Column != 3 || found[1].Column != 29 {
		t.Errorf("at %v and %v", found[0].Position, found[1].Position)
	}
}

// A file that has not changed is not read again; one that has is.
func TestALibraryRemembers(t *testing.T) {
	l := NewLibrary()
	first, page, _ := read(t, l, map[string][]byte{"a.png": asPNG(t, photo(3, 3))})
	again, _, _ := read(t, l, map[string][]byte{"a.png": asPNG(t, photo(3, 3))})
	other, _, _ := read(t, l, map[string][]byte{"a.png": asPNG(t, photo(4, 4))})
	a, b, c := first.Find(page.Document, "../images/a.png"), again.Find(page.Document, "../images/a.png"), other.Find(page.Document, "../images/a.png")
	if a.Src() != b.Src() || a.Src() == c.Src() || c.Width != 4 {
		t.Errorf("%+v, then %+v, then %+v", a, b, c)
	}
}

func FuzzStrip(f *testing.F) {
	f.Add("jpeg", inJPEG(asJPEG(f, photo(8, 8)), 0xe1, exif(6)))
	f.Add("png", asPNG(f, photo(8, 8)))
	f.Add("webp", webp("EXIF", secret))
	f.Add("gif", []byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xfe\x02hi\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"))
	f.Fuzz(func(t *testing.T, format string, data []byte) {
		stripped, turn, err := strip(format, data)
		if err != nil {
			return
		}
		if len(stripped) > len(data) || turn < 1 || turn > 8 {
			t.Errorf("%d bytes became %d, turned %d", len(data), len(stripped), turn)
		}
		again, _, err := strip(format, stripped)
		if err != nil || !bytes.Equal(again, stripped) {
			t.Errorf("stripped twice it is different: %v", err)
		}
	})
}
