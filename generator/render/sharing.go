package render

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"nosology/generator/publish"
	"nosology/generator/share"
	"nosology/generator/site"
)

// manyPages is from how many documents on pages of a kind share a picture,
// unless site.yaml says otherwise. A picture takes longer than half a page to
// make, and is one more file to upload.
const manyPages = 1000

// sharing is what other sites show beside links to pages.
type sharing struct {
	painter *share.Painter
	perPage bool
	figure  bool // this site uses its figure
}

// makeSharing reads the settings. The painter is nil if there are no pictures. The
// figure is drawn if some page has a part of it, for all pages alike.
func (e *edition) makeSharing() {
	c := e.site.Tree.Site
	if c.SharePictures.S == "none" {
		return
	}
	e.sharing = sharing{
		painter: share.New(c.Title.S, c.Tagline.S, e.inline("figures/where.svg"), e.inks()),
		perPage: c.SharePictures.S == "per-page" || c.SharePictures.S == "" && len(e.site.Pages) <= manyPages,
		figure:  slices.ContainsFunc(e.site.Pages, func(p *site.Page) bool { return slices.ContainsFunc(partsOf(p), e.figure.shows) }),
	}
}

// inks are the light colours of the style sheets.
func (e *edition) inks() share.Inks {
	white, black := [3]uint8{255, 255, 255}, [3]uint8{}
	return share.Inks{
		Paper: e.light.RGB("paper", white), Text: e.light.RGB("ink", black),
		Rule: e.light.RGB("rule", black), Accent: e.light.RGB("accent", black),
	}
}

// partsOf are the parts of the body that a page is about.
func partsOf(p *site.Page) []string {
	switch {
	case p.Cause != nil:
		var parts []string
		for _, where := range p.Cause.Where {
			parts = append(parts, where.S)
		}
		return parts
	case p.Finding != nil && p.Finding.Site.S != "":
		return []string{p.Finding.Site.S}
	}
	return nil
}

// card is what the picture of a page says.
func (e *edition) card(p *site.Page) share.Card {
	if !e.sharing.perPage {
		return share.Card{Title: e.view.Title, Kind: e.kindInWords(p), Figure: e.sharing.figure}
	}
	return share.Card{Title: p.Title.S, Kind: e.kindInWords(p), Figure: e.sharing.figure, Marked: partsOf(p)}
}

// sharePicture is the file of a page's picture, "" for none. Its name says
// which card is on it, so that an edit of the text leaves it alone.
func (e *edition) sharePicture(p *site.Page) string {
	if e.sharing.painter == nil || p.NotFound() {
		return ""
	}
	name := "assets/share/"
	if below := strings.Trim(p.Address, "/"); below != "" && e.sharing.perPage {
		name += below + "."
	}
	return name + e.sharing.painter.Name(e.card(p))
}

// sharePictures are the files of all pictures, each once: pages that look the same
// share one.
func (e *edition) sharePictures() []publish.File {
	var files []publish.File
	made := map[string]bool{}
	for _, p := range e.site.Pages {
		name := e.sharePicture(p)
		if name == "" || made[name] {
			continue
		}
		made[name] = true
		files = append(files, publish.File{Path: name, Kind: publish.AssetFile, Stamp: publish.Named(name), ForOthers: true, Render: func(w io.Writer) error {
			return e.sharing.painter.Write(w, e.card(p))
		}})
	}
	return files
}

// metaPicture writes what other sites need to know of a page's picture.
func metaPicture(b *out, v *View) {
	name := v.ed.sharePicture(v.page)
	if name == "" {
		property(b, "name", "twitter:card", "summary")
		return
	}
	card := v.ed.card(v.page)
	property(b, "property", "og:image", v.ed.view.BaseURL+"/"+name)
	property(b, "property", "og:image:width", strconv.Itoa(share.Width))
	property(b, "property", "og:image:height", strconv.Itoa(share.Height))
	property(b, "property", "og:image:alt", v.ed.inPicture(card))
	property(b, "name", "twitter:card", "summary_large_image")
}

// inPicture says in words what a page's picture shows.
func (e *edition) inPicture(card share.Card) string {
	sentence := e.words.Page.Picture
	switch own := card.Title != e.view.Title; {
	case own && card.Kind != "":
		sentence = e.words.Page.PictureKindSite
	case own:
		sentence = e.words.Page.PictureSite
	case card.Kind != "":
		sentence = e.words.Page.PictureKind
	}
	return sentence.With("title", card.Title, "kind", e.words.Small(card.Kind), "site", e.view.Title)
}
