package render

import (
	"bytes"
	"embed"
	"image"
	_ "image/gif" // sizes of the formats that browsers show
	_ "image/jpeg"
	_ "image/png"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"

	_ "golang.org/x/image/webp"

	"nosology/generator/publish"
	"nosology/generator/site"
)

// picture is an image of the content folder as it is published.
type picture struct {
	address       string
	width, height int // in pixels, 0 if not known
}

// publishPictures gives every image that a page shows a published name, which
// changes with its bytes.
func (e *edition) publishPictures() error {
	e.pictures = map[string]picture{}
	assets, err := publish.NewAssets(embed.FS{}) // of the site's own, none
	if err != nil {
		return err
	}
	for _, p := range e.site.Pages {
		for _, im := range p.Scan.Images {
			e.publishPicture(assets, pictureName(p, im.Dest))
		}
	}
	e.pictureFiles = assets.Files()
	return nil
}

// publishPicture adds one image. What cannot be read was reported when the
// site was linked.
func (e *edition) publishPicture(to *publish.Assets, name string) {
	if _, ok := e.pictures[name]; ok {
		return
	}
	data, err := fs.ReadFile(e.site.Tree.FS, name)
	if err != nil {
		return
	}
	pic := picture{address: to.Add(name, data).Path}
	pic.width, pic.height = pictureSize(data)
	e.pictures[name] = pic
}

// pictureName is where in the content folder an image of a page stands.
func pictureName(p *site.Page, dest string) string {
	return path.Join(path.Dir(p.Path), dest)
}

// picture tells Markdown where an image of a page is and how large.
func (e *edition) picture(p *site.Page, dest string) (src string, width, height int) {
	pic, ok := e.pictures[pictureName(p, dest)]
	if !ok {
		return dest, 0, 0
	}
	return pic.address, pic.width, pic.height
}

// pictureSize is the size of an image in pixels, 0 if it does not say.
func pictureSize(data []byte) (width, height int) {
	if c, _, err := image.DecodeConfig(bytes.NewReader(data)); err == nil {
		return c.Width, c.Height
	}
	return drawingSize(string(data))
}

var (
	svgTag     = regexp.MustCompile(`(?s)<svg[^>]*>`)
	svgWidth   = regexp.MustCompile(`\swidth=["']?([0-9.]+)(?:px)?["'\s>]`)
	svgHeight  = regexp.MustCompile(`\sheight=["']?([0-9.]+)(?:px)?["'\s>]`)
	svgViewBox = regexp.MustCompile(`\sviewBox=["'][-0-9.]+[\s,]+[-0-9.]+[\s,]+([0-9.]+)[\s,]+([0-9.]+)`)
	svgTitle   = regexp.MustCompile(`(?s)<title[^>]*>(.*?)</title>`)
	svgDesc    = regexp.MustCompile(`(?s)<desc[^>]*>(.*?)</desc>`)
)

// drawingSize is the size of an SVG drawing.
func drawingSize(svg string) (width, height int) {
	tag := svgTag.FindString(svg)
	width, height = number(svgWidth.FindStringSubmatch(tag), 1), number(svgHeight.FindStringSubmatch(tag), 1)
	if width == 0 || height == 0 {
		box := svgViewBox.FindStringSubmatch(tag)
		width, height = number(box, 1), number(box, 2)
	}
	return width, height
}

func number(match []string, group int) int {
	if len(match) <= group {
		return 0
	}
	n, _ := strconv.ParseFloat(match[group], 64)
	return int(n)
}

// drawing writes the figure of site.yaml with its title beneath it. The
// description that the file holds is what a screen reader reads.
func drawing(b *out, v *View) {
	name := "figures/" + v.ed.site.Tree.Site.Figure.S
	a := v.ed.assets.Find(name)
	if a == nil {
		return
	}
	svg := string(a.Data)
	width, height := drawingSize(svg)
	title, desc := firstGroup(svgTitle, svg), firstGroup(svgDesc, svg)
	b.raw(`<figure class="drawing"><img src="`, a.Path, `" alt="`)
	b.raw(strings.ReplaceAll(desc, `"`, "&#34;"))
	b.raw(`" width="`, strconv.Itoa(width), `" height="`, strconv.Itoa(height), `" loading="lazy" decoding="async">`)
	if title != "" {
		b.raw(`<figcaption>`, title, `</figcaption>`)
	}
	b.raw(`</figure>`)
}

// firstGroup is the text of an SVG element, as it stands escaped in the file.
func firstGroup(of *regexp.Regexp, svg string) string {
	if m := of.FindStringSubmatch(svg); m != nil {
		return strings.Join(strings.Fields(m[1]), " ")
	}
	return ""
}
