package render

import (
	"testing"
	"testing/fstest"

	"nosology/generator/publish"
)

// The size of a drawing is found in it as it is published.
func TestDrawingSize(t *testing.T) {
	for attributes, want := range map[string][2]int{
		`width="480" height="320"`:                             {480, 320},
		`width="1000" height="2000px"`:                         {1000, 2000},
		`viewBox="0 0 1000 200"`:                               {1000, 200},
		`viewBox="-100 -2000 300 40"`:                          {300, 40},
		`width="10em" height="100%" viewBox="0 0 3000 4000.5"`: {3000, 4000},
		``: {0, 0},
	} {
		svg := `<svg xmlns="http://www.w3.org/2000/svg" ` + attributes + `><path d="M1 2h3"/></svg>`
		assets, err := publish.NewAssets(fstest.MapFS{"figures/a.svg": {Data: []byte(svg)}})
		if err != nil {
			t.Fatal(err)
		}
		published := string(assets.Find("figures/a.svg").Data)
		if width, height := drawingSize(published); [2]int{width, height} != want {
			t.Errorf("%s is %d×%d, want %v", published, width, height, want)
		}
	}
}
