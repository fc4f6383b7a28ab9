package publish

import (
	"testing"
	"testing/fstest"
)

// A site that changes a colour in a style sheet of its own changes it
// everywhere: the last sheet counts, and what holds of some screens does not.
func TestColoursAreThoseOfTheLastStyleSheet(t *testing.T) {
	assets, err := NewAssets(fstest.MapFS{
		"css/site.css": {Data: []byte(":root { --paper: #fffaf0; --ink: #112233 }\n@media (prefers-color-scheme: dark) { :root { --paper: #000102 } }\n@media print { :root { --ink: #000000 } a { color: red } }\nbody { --ink: red }")},
		"css/own.css":  {Data: []byte("@media (min-width: 60rem) { :root { --paper: #999999 } }\n:root { --paper: #abc; --ink: oklch(40% 0 0) }")},
	})
	if err != nil {
		t.Fatal(err)
	}
	light := assets.Colours(false)
	dark := assets.Colours(true)
	for _, c := range []struct {
		of   Colours
		name string
		want [3]uint8
	}{{light, "paper", [3]uint8{0xaa, 0xbb, 0xcc}}, {light, "ink", [3]uint8{0x11, 0x22, 0x33}}, {dark, "paper", [3]uint8{0, 1, 2}}} {
		if got := c.of.RGB(c.name, [3]uint8{}); got != c.want {
			t.Errorf("%s is %v (%q), want %v", c.name, got, c.of[c.name], c.want)
		}
	}
	for _, other := range []string{"red", "#12", "#1234567", "#ggg", "rgb(1,2,3)", ""} {
		if rgb, ok := rgb(other); ok {
			t.Errorf("%q is read as %v", other, rgb)
		}
	}
}
