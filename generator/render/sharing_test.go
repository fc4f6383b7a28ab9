package render_test

import (
	"bytes"
	"image/png"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"nosology/generator/internal/golden"
	"nosology/generator/publish"
	"nosology/generator/render"
)

var sharedPicture = regexp.MustCompile(`<meta property="og:image" content="https://example.org/(assets/share/[^"]+)">`)

// shared are the pictures that pages of a small site name, by the page's file,
// with how many there are.
func shared(t *testing.T, setting, body string) (named map[string]string, made int) {
	t.Helper()
	folder := golden.FS(nil)
	site := string(folder["site.yaml"].Data)
	folder["site.yaml"] = &fstest.MapFile{Data: []byte(site + setting)}
	for _, id := range []string{"knees", "hips"} {
		folder["articles/"+id+".md"] = &fstest.MapFile{Data: []byte("---\ntitle: All about " + id + "\nsummary: All of it.\nreview: {written: 2026-01-02, due: 2027-01-02}\n---\n" + body)}
	}
	all := files(t, golden.Site(t, folder), render.Options{BaseURL: "https://example.org"})
	named = map[string]string{}
	for _, f := range all {
		if f.Kind != publish.PageFile {
			continue
		}
		if m := sharedPicture.FindStringSubmatch(text(t, f)); m != nil {
			named[f.Path] = m[1]
			picture := find(t, all, m[1])
			if _, err := png.Decode(bytes.NewReader([]byte(text(t, picture)))); err != nil || picture.Kind != publish.AssetFile {
				t.Errorf("%s: %v", m[1], err)
			}
		}
	}
	for _, f := range all {
		if strings.HasPrefix(f.Path, "assets/share/") {
			made++
		}
	}
	return named, made
}

// Every page has a picture of its own for other sites to show, which an edit
// of the text leaves alone.
func TestSharingPictures(t *testing.T) {
	named, made := shared(t, "", "Text.")
	if len(named) < 2 || made != len(named) || named["knees/index.html"] == named["hips/index.html"] {
		t.Errorf("%d pictures, named as %v", made, named)
	}
	if named["404.html"] != "" {
		t.Error("the page of missing pages has a picture")
	}
	edited, _ := shared(t, "", "Other text.")
	if edited["knees/index.html"] != named["knees/index.html"] {
		t.Error("an edit of the text gave the page another picture")
	}
}

func TestSharingPicturesPerKind(t *testing.T) {
	named, made := shared(t, "\nshare-pictures: per-kind\n", "Text.")
	if named["knees/index.html"] == "" || named["knees/index.html"] != named["hips/index.html"] || made > 2 {
		t.Errorf("%d pictures, named as %v", made, named)
	}
	if named, made := shared(t, "\nshare-pictures: none\n", "Text."); len(named)+made > 0 {
		t.Errorf("%d pictures, named as %v", made, named)
	}
}
