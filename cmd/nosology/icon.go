package main

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
)

// A new site has an icon of its own that says nothing of any topic: a ring on a
// ground whose colour comes from the site's name. Its editors put theirs in
// its place.

// iconSizes are the icons that devices ask for, in pixels.
func iconSizes() []int {
	return []int{180, 192, 512}
}

// writeIcons writes a site's icons to its folder of static files.
func writeIcons(dir, name string) error {
	ground := groundOf(name)
	files := map[string][]byte{"favicon.svg": fmt.Appendf(nil,
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="14" fill="#%02x%02x%02x"/><circle cx="32" cy="32" r="14" fill="none" stroke="#fff" stroke-width="7"/></svg>`+"\n",
		ground.R, ground.G, ground.B)}
	for _, size := range iconSizes() {
		var b bytes.Buffer
		if err := png.Encode(&b, drawIcon(size, ground)); err != nil {
			return err
		}
		files[fmt.Sprintf("root/icon-%d.png", size)] = b.Bytes()
	}
	for name, data := range files {
		to := filepath.Join(dir, "static", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(to, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// groundOf is a colour on which white shows well, by a name.
// The three channels are 120 degrees apart on a circle round a dark grey, so their sum is
// the same for every name, and the contrast to white nearly so.
func groundOf(name string) color.RGBA {
	h := fnv.New32a()
	h.Write([]byte(name))
	turn := float64(h.Sum32()%360) / 180 * math.Pi
	part := func(shift float64) uint8 { return uint8(78 + 44*math.Cos(turn+shift)) }
	return color.RGBA{part(0), part(2 * math.Pi / 3), part(4 * math.Pi / 3), 255}
}

// drawIcon draws the ring; the edge is as soft as a pixel is wide.
func drawIcon(size int, ground color.RGBA) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, size, size))
	scale := float64(size) / 64
	for y := range size {
		for x := range size {
			// How far the middle of the pixel is from the middle of the icon, whose ring has a
			// radius of 14 and a width of 7 in 64.
			away := math.Hypot(float64(x)+.5-float64(size)/2, float64(y)+.5-float64(size)/2)
			cover := min(1, max(0, 3.5*scale+.5-math.Abs(away-14*scale)))
			mix := func(c uint8) uint8 { return uint8(math.Round(float64(c) + (255-float64(c))*cover)) }
			img.SetRGBA(x, y, color.RGBA{mix(ground.R), mix(ground.G), mix(ground.B), 255})
		}
	}
	return img
}
