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

// drawingSize is the size of an SVG drawing, which may have been made small: a
// thousand is 1e3 then.
func drawingSize(svg string) (width, height int) {
	tag := inSVG.tag.FindString(svg)
	width, height = number(inSVG.width.FindStringSubmatch(tag), 1), number(inSVG.height.FindStringSubmatch(tag), 1)
	if width == 0 || height == 0 {
		box := inSVG.viewBox.FindStringSubmatch(tag)
		width, height = number(box, 1), number(box, 2)
	}
	return width, height
}

// number is a group of a match as a whole number, 0 if it did not match.
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
	title, desc := firstGroup(inSVG.title, svg), firstGroup(inSVG.desc, svg)
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

// inSVG holds the parts of a drawing that are read. Drawings are our own or cleaned ones, so patterns do.
var inSVG = struct {
	tag, width, height, viewBox, title, desc *regexp.Regexp
}{
	tag:     regexp.MustCompile(`(?s)<svg[^>]*>`),
	width:   regexp.MustCompile(`\swidth=["']?([0-9.e+]+)(?:px)?["'\s>]`),
	height:  regexp.MustCompile(`\sheight=["']?([0-9.e+]+)(?:px)?["'\s>]`),
	viewBox: regexp.MustCompile(`\sviewBox=["'][-+0-9.e]+[\s,]+[-+0-9.e]+[\s,]+([0-9.e+]+)[\s,]+([0-9.e+]+)`),
	title:   regexp.MustCompile(`(?s)<title[^>]*>(.*?)</title>`),
	desc:    regexp.MustCompile(`(?s)<desc[^>]*>(.*?)</desc>`),
}
