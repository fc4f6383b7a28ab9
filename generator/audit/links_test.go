package audit

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"nosology/generator/publish"
)

func check(t *testing.T, pages map[string]string) string {
	t.Helper()
	var files []publish.File
	for name := range pages {
		files = append(files, publish.File{Path: name, Render: func(io.Writer) error { return nil }})
	}
	c := NewLinks(files, "https://example.org")
	for i := range files {
		c.See(&files[i], []byte(pages[files[i].Path]))
	}
	if err := c.Verdict(); err != nil {
		return err.Error()
	}
	return ""
}

func TestLinksThatLeadSomewhere(t *testing.T) {
	got := check(t, map[string]string{
		"index.html": `<!doctype html><title><a href=/no></title><link rel=canonical href="https://example.org/"><link rel=alternate href=https://example.org/feed.xml>
			<meta property=og:image content=https://example.org/a.png>
			<a href=/causes/a/#one>a</a> <a href="causes/a/">a</a> <a href="#here" id="here">h</a> <a href=#top>top</a> <a href="causes/a/#caf%C3%A9">c</a>
			<a href='https://elsewhere.example/#x'>e</a> <a href=tel:999>t</a> <a href=mailto:a@b.example>m</a> <img src=/a.png srcset="/a.png 1x, /a%20b.png 2x">
			<svg><use href="/icons.svg#leaf"/></svg><!-- <a href=/nowhere> --><script>"<a href=/nowhere>"</script><a href="/?q=a&amp;b=c">q</a>`,
		"causes/a/index.html": `<h2 id=one>One</h2><p id="café"><a href=../../>home</a> <a href="../a/#one">self</a><a href=/404.html>4</a>`,
		"404.html":            ``,
		"a.png":               ``,
		"a b.png":             ``,
		"feed.xml":            `<feed><link href="https://example.org/causes/a/"/></feed>`,
		"icons.svg":           `<svg><symbol id="leaf"/></svg>`,
	})
	if got != "" {
		t.Error(got)
	}
}

func TestLinksThatLeadNowhere(t *testing.T) {
	for link, want := range map[string]string{
		`<a href=/b/>`:                          `"/b/" leads nowhere`,
		`<a href="/a">`:                         `"/a" leads nowhere`,
		`<a href=/a/index.html>`:                `leads nowhere`,
		`<a href="/a/#two">`:                    `"/a/#two" leads to a page without that fragment`,
		`<a href=#two>`:                         `"#two" is not on the page`,
		`<a href=../b/>`:                        `leads nowhere`,
		`<a title='<a href="x">' href=/b/>`:     `"/b/" leads nowhere`,
		`<img srcset="/a/ 1x,/b.png 2x">`:       `"/b.png" leads nowhere`,
		`<a href=javascript:alert(1)>`:          `scheme`,
		`<script src=//cdn.example/x.js>`:       `http or https`,
		`<meta content=https://example.org/b/>`: `"https://example.org/b/" leads nowhere`,
		`<a href="/b/?x=1&amp;y=2">`:            `"/b/?x=1&y=2" leads nowhere`,
		`<p id=x><p id="x">`:                    `the id "x" is given twice`,
		`<title>x</title><a href=/b/>`:          `"/b/" leads nowhere`,
		`<script>x</script><a href=/b/>`:        `"/b/" leads nowhere`,
		`a < b <a href=/b/>`:                    `"/b/" leads nowhere`,
	} {
		got := check(t, map[string]string{"index.html": link, "a/index.html": `<p id=one>`})
		if !strings.Contains(got, want) || !strings.Contains(got, "index.html") {
			t.Errorf("%s: got %q, want %q", link, got, want)
		}
	}
}

func TestManyBrokenLinksAreSummedUp(t *testing.T) {
	var page strings.Builder
	for i := range 25 {
		fmt.Fprintf(&page, "<a href=/%d/>", i)
	}
	if got := check(t, map[string]string{"index.html": page.String()}); strings.Count(got, "\n") != 11 || !strings.Contains(got, "and 15 more faults") {
		t.Error(got)
	}
	same := map[string]string{"index.html": "<a href=/x/>", "a/index.html": "<a href=/x/><a href=/x/>", "b/index.html": "<a href=/x/>"}
	if got := check(t, same); !strings.HasSuffix(got, "\n  a/index.html: \"/x/\" leads nowhere, and so on 2 more") {
		t.Error(got)
	}
}

// BenchmarkLinkCheck reads a page with as many links as a long one has.
func BenchmarkLinkCheck(b *testing.B) {
	var page strings.Builder
	page.WriteString("<!doctype html><html lang=en><title>A page</title><main id=main>")
	for i := range 100 {
		fmt.Fprintf(&page, "<p class=\"note\">Some words about <a href=\"/causes/cause-%d/\">a cause</a> and more of them, as there are on a page.</p><h2 id=heading-%d>A heading</h2>", i, i)
	}
	files := make([]publish.File, 100)
	for i := range files {
		files[i].Path = fmt.Sprintf("causes/cause-%d/index.html", i)
	}
	data := []byte(page.String())
	b.SetBytes(int64(len(data)))
	c := NewLinks(files, "https://example.org")
	for b.Loop() {
		c.See(&files[0], data)
	}
}
