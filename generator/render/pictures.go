package render

import (
	"regexp"
	"strconv"
	"strings"

	"nosology/generator/markdown"
	"nosology/generator/site"
)

// shownAt is how wide pictures are shown: as wide as the text.
const shownAt = "(min-width:40rem) 36rem, 94vw"

// picture tells Markdown where an image of a page is and how large. One that
// cannot be shown was reported when it was read.
func (e *edition) picture(p *site.Page, dest string) markdown.Picture {
	pic := e.pictures.Find(p.Document, dest)
	if pic == nil {
		return markdown.Picture{Src: dest}
	}
	return markdown.Picture{Src: pic.Src(), SrcSet: pic.SrcSet(), Sizes: shownAt, Width: pic.Width, Height: pic.Height}
}

var (
	svgTag     = regexp.MustCompile(`(?s)<svg[^>]*>`)
	svgWidth   = regexp.MustCompile(`\swidth=["']?([0-9.e+]+)(?:px)?["'\s>]`)
	svgHeight  = regexp.MustCompile(`\sheight=["']?([0-9.e+]+)(?:px)?["'\s>]`)
	svgViewBox = regexp.MustCompile(`\sviewBox=["'][-+0-9.e]+[\s,]+[-+0-9.e]+[\s,]+([0-9.e+]+)[\s,]+([0-9.e+]+)`)
	svgTitle   = regexp.MustCompile(`(?s)<title[^>]*>(.*?)</title>`)
	svgDesc    = regexp.MustCompile(`(?s)<desc[^>]*>(.*?)</desc>`)
)

// drawingSize is the size of an SVG drawing, which may have been made small: a
// thousand is 1e3 then.
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
