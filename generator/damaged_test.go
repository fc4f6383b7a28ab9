package generator_test

import (
	"bytes"
	"image"
	"image/png"
	"math/rand/v2"
	"strings"
	"testing"

	"nosology/generator"
	"nosology/generator/disk"
	"nosology/generator/publish"
)

// A picture that is damaged after its beginning is found out when its forms are
// made. That is an author's matter too, told where the picture is shown.
func TestAPictureDamagedInItsMiddle(t *testing.T) {
	in := newInputs(t)
	picture := image.NewRGBA(image.Rect(0, 0, 900, 600))
	noise := rand.New(rand.NewPCG(1, 2))
	for i := range picture.Pix {
		picture.Pix[i] = byte(noise.Uint32()) | 1<<7*byte(i%4/3)
	}
	var data bytes.Buffer
	if err := png.Encode(&data, picture); err != nil {
		t.Fatal(err)
	}
	data.Bytes()[data.Len()/2] ^= 1
	disk.Write(t, in.dir+"/content/images/noise.png", data.String())
	disk.Write(t, in.dir+"/content/articles/noise.md", "---\ntitle: Noise\nsummary: What a picture shows that nobody took, and why it shows nothing.\n---\nText.\n\n![Noise](../images/noise.png)\n")
	const want = "content/articles/noise.md:7:3: images/noise.png is damaged: "
	checked, err := generator.Check(in.opt)
	if err != nil || !strings.Contains(told(checked), want) {
		t.Errorf("a check says %q, %v", told(checked), err)
	}
	built, _, err := generator.Build(t.TempDir()+"/public", in.opt, publish.Options{})
	if err != nil || !strings.Contains(told(built), want) {
		t.Errorf("a build says %q, %v", told(built), err)
	}
}

// told is what is wrong with a site, a line for each.
func told(s *generator.Site) string {
	var b strings.Builder
	for _, d := range s.Diagnostics {
		if d.Severity == 0 {
			b.WriteString(d.Position.String() + ": " + d.Message + "\n")
		}
	}
	return b.String()
}
