package render_test

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"nosology/generator/render"
)

// Parts that stand beside each other in a layout are written by one call, and come
// out as they do one by one: in their order, with what stands between them, under
// a condition and in an attribute as well.
func TestPartsTogether(t *testing.T) {
	written := func(layout string) string {
		t.Helper()
		all, err := knees(t, fstest.MapFS{"cause.html": {Data: []byte(`{{define "main"}}<samp>` + layout + `</samp>{{end}}`)}}, render.Options{})
		if err != nil {
			t.Fatalf("%s: %v", layout, err)
		}
		_, rest, _ := strings.Cut(text(t, find(t, all, "causes/sprain/index.html")), "<samp>")
		got, _, _ := strings.Cut(rest, "</samp>")
		return got
	}
	for _, layout := range []string{
		"{{findings .}}{{lookalikes .}}",
		"{{lookalikes .}}\n  {{codes .}} {{findings .}}",
		"{{findings .}}<b>{{trust .}}\n</b>\n{{lookalikes .}}",
		"{{if .Title}}{{trust .}}{{findings .}}x{{end}}",
		"{{if .HasCode}}x{{else}}{{trust .}}{{findings .}}{{end}}",
		"{{$x := trust .}}{{findings .}}{{$x}}{{trust .}}",
		`<i title="{{trust .}}{{findings .}}">`,
	} {
		apart := strings.ReplaceAll(layout, " .}}", ` .}}{{""}}`) // writes nothing, and parts a row
		got, want := written(layout), written(apart)
		if got != want || strings.Count(got, "A fall") == 0 {
			t.Errorf("%s:\n%s\nwant\n%s", layout, got, want)
		}
	}
}

// What stands in the place of parts is nothing that a layout can call.
func TestRowsAreOurs(t *testing.T) {
	_, err := knees(t, fstest.MapFS{"cause.html": {Data: []byte(`{{define "main"}}{{row . 0}}{{end}}`)}}, render.Options{})
	if err == nil || !strings.Contains(err.Error(), `there is no function "row"`) {
		t.Errorf("a layout may call for a row: %v", err)
	}
}

// A layout that fails half-way writes nothing, whatever it is to write to.
func TestHalfAPageIsNone(t *testing.T) {
	all, err := knees(t, fstest.MapFS{"cause.html": {Data: []byte(`{{define "main"}}<p>half</p>{{slice .Title 9999}}{{end}}`)}}, render.Options{})
	if err != nil {
		t.Fatal(err)
	}
	page := find(t, all, "causes/sprain/index.html")
	var straight, through bytes.Buffer
	straight.WriteString("before")
	if err := page.Render(&straight); err == nil || straight.String() != "before" {
		t.Errorf("%v, and it wrote %q", err, straight.String())
	}
	if err := page.Render(struct{ io.Writer }{&through}); err == nil || through.Len() > 0 {
		t.Errorf("%v, and it wrote %q", err, through.String())
	}
}
