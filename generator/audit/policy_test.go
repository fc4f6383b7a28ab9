package audit

import (
	"io"
	"strings"
	"testing"

	"nosology/generator/publish"
)

// A page has to do only with those whom its own policy names, for that use and no other: a browser leaves out the rest
// without telling anybody, so it is told here.
func TestWhomAPageHasToDoWith(t *testing.T) {
	opens := publish.Opens{
		Scripts: []string{"https://count.example"}, Frames: []string{"https://film.example"},
		Forms: []string{"https://form.example"}, Images: []string{"https://map.example:8443"},
	}
	for element, forbidden := range map[string]bool{
		`<script src=https://count.example/c.js></script>`:  false,
		`<script src=https://film.example/c.js></script>`:   true, // that one may show, not run
		`<script src=http://count.example/c.js></script>`:   true, // another origin without encryption
		`<script src=https://count.example.evil.example/>`:  true,
		`<script src="https://example.org/own.js">`:         false, // our own, in full
		`<iframe src="https://film.example/v?a=1&amp;b=2">`: false,
		`<iframe src=https://count.example/>`:               true,
		`<embed src=https://film.example/v>`:                false,
		`<object data=https://map.example:8443/>`:           true,
		`<form action=https://form.example/send>`:           false,
		`<form action=https://count.example/>`:              true,
		`<button formaction=https://form.example/send>`:     false,
		`<button formaction=https://film.example/>`:         true,
		`<img src="https://map.example:8443/a.png">`:        false,
		`<img src=https://map.example/a.png>`:               true, // another port
		`<video poster=https://count.example/p.jpg>`:        true,
		`<audio src=https://count.example/a.mp3>`:           true,
		`<a href=https://anywhere.example/>`:                false, // a link loads nothing
		`<p onclick="count()">`:                             true,
		`<p on>`:                                            false,
		`<p data-on="https://anywhere.example/">`:           false,
	} {
		files := []publish.File{
			{Path: "index.html", Render: func(io.Writer) error { return nil }, Needs: publish.Needs{Opens: opens}},
			{Path: "own.js", Render: func(io.Writer) error { return nil }},
		}
		c := NewLinks(files, "https://example.org")
		c.See(&files[0], []byte(element))
		err := c.Verdict()
		if (err != nil) != forbidden {
			t.Errorf("%s is forbidden: %t (%v)", element, !forbidden, err)
		}
		if err != nil && !strings.Contains(err.Error(), "index.html: ") {
			t.Errorf("%s: %v", element, err)
		}
	}
}
