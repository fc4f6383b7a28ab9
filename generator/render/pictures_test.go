package render_test

import (
	"bytes"
	"image"
	"image/png"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"nosology/generator/internal/golden"
	"nosology/generator/publish"
	"nosology/generator/render"
)

// An image of a page is published under a name that changes with its bytes,
// and the page says how large it is, so that text does not jump.
func TestPictures(t *testing.T) {
	var drawn bytes.Buffer
	if err := png.Encode(&drawn, image.NewGray(image.Rect(0, 0, 30, 20))); err != nil {
		t.Fatal(err)
	}
	folder := golden.FS(nil)
	folder["images/knee.png"] = &fstest.MapFile{Data: drawn.Bytes()}
	folder["images/leg.svg"] = &fstest.MapFile{Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 70 50"/>`)}
	folder["articles/knees.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Knees\nsummary: All about them.\nreview: {written: 2026-01-02, due: 2027-01-02}\n---\n" +
		"![A knee](../images/knee.png)\n\n![A leg](../images/leg.svg)\n\n![The knee again](../images/knee.png)\n")}
	all := files(t, golden.Site(t, folder), render.Options{})
	page := text(t, find(t, all, "knees/index.html"))

	var sizes, addresses []string
	for _, im := range regexp.MustCompile(`<img src="([^"]+)"[^>]* width="(\d+)" height="(\d+)"`).FindAllStringSubmatch(page, -1) {
		addresses = append(addresses, strings.TrimPrefix(im[1], "/"))
		sizes = append(sizes, im[2]+"×"+im[3])
	}
	if want := []string{"30×20", "70×50", "30×20"}; !slices.Equal(sizes, want) {
		t.Fatalf("images are %v, wanted %v in\n%s", sizes, want, page)
	}
	for _, path := range addresses {
		if f := find(t, all, path); f.Kind != publish.AssetFile {
			t.Errorf("%s is not published as an asset", path)
		}
	}
	if got := text(t, find(t, all, addresses[0])); got != drawn.String() {
		t.Error("the image was changed")
	}
}
