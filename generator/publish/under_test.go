package publish

import (
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestAddressesUnderAPath(t *testing.T) {
	for page, want := range map[string]string{
		`<a href="/">`:                     `<a href="/site/">`,
		`<a class="x" href="/about/#top">`: `<a class="x" href="/site/about/#top">`,
		`<a href=/about/>`:                 `<a href=/site/about/>`,
		`<a href='/about/'>`:               `<a href='/site/about/'>`,
		`<a href="#top"><a href="https://e.org/x"><a href="//e.org/">`:                  `<a href="#top"><a href="https://e.org/x"><a href="//e.org/">`,
		`<a href="../x/"><a href="tel:999">`:                                            `<a href="../x/"><a href="tel:999">`,
		`<img src="/a.png" srcset="/a.png 1x, /b.png 2x,/c.png 3x" alt="/not this/">`:   `<img src="/site/a.png" srcset="/site/a.png 1x, /site/b.png 2x,/site/c.png 3x" alt="/not this/">`,
		`<p>href="/not/" and 1 < 2 href="/nor/"</p>`:                                    `<p>href="/not/" and 1 < 2 href="/nor/"</p>`,
		`<script>a("<a href='/not/'>")</script><a href="/x/">`:                          `<script>a("<a href='/not/'>")</script><a href="/site/x/">`,
		`<script src="/assets/x.js" integrity="sha256-/a="></script>`:                   `<script src="/site/assets/x.js" integrity="sha256-/a="></script>`,
		`<!-- <a href="/not/"> --><form action="/search/" method=get>`:                  `<!-- <a href="/not/"> --><form action="/site/search/" method=get>`,
		`<a title="a > b href=/not/" href="/x/">`:                                       `<a title="a > b href=/not/" href="/site/x/">`,
		`<svg><use href="#i"/><path d="M0 0"/></svg><a aria-label="/no/" data-x="/y/">`: `<svg><use href="#i"/><path d="M0 0"/></svg><a aria-label="/no/" data-x="/site/y/">`,
	} {
		if got := string(pageUnder([]byte(page), "/site")); got != want {
			t.Errorf("%s\n got %s\nwant %s", page, got, want)
		}
	}
	manifest := `{"start_url":"/","scope":"/","icons":[{"src":"/icon.png","type":"image/png"}]}`
	if got := string(stringsUnder([]byte(manifest), "/site")); got != `{"start_url":"/site/","scope":"/site/","icons":[{"src":"/site/icon.png","type":"image/png"}]}` {
		t.Error(got)
	}
}

// An address is the site's own however its host is written.
func TestAddressesOfTheSiteItself(t *testing.T) {
	for _, c := range []struct{ base, address, want string }{
		{"https://e.org", "https://e.org", "/"},
		{"https://e.org/", "https://e.org/", "/"},
		{"https://e.org", "https://e.org/a/?q#b", "/a/?q#b"},
		{"https://e.org", "https://e.org#b", "/#b"},
		{"https://e.org", "HTTPS://E.Org:443/A/#B", "/A/#B"},
		{"https://e.org:443", "https://e.org./a/", "/a/"},
		{"http://e.org:80", "http://E.org?q", "/?q"},
		{"https://e.org/site", "https://E.org/site/a/", "/a/"},
		{"https://e.org/site", "https://E.org/site", "/"},
		{"https://e.org", "https://E.org/%C3%A9/", "/%C3%A9/"},
		{"https://e.org/site", "https://E.org/sites/", ""},
		{"https://e.org/site", "https://e.org/", ""},
		{"https://e.org", "https://e.org.uk/", ""},
		{"https://e.org", "https://e.org:8443/", ""},
		{"https://e.org", "http://e.org/", ""},
		{"https://e.org", "https://e.org%zz", ""},
		{"https://e.org", "/a/", ""},
		{"", "https://e.org/", ""},
	} {
		if got, own := Within(c.base, c.address); own != (c.want != "") || own && got != c.want {
			t.Errorf("%s in %s is %q (%v), want %q", c.address, c.base, got, own, c.want)
		}
	}
}

// Whatever a page holds, nothing but the path is put in, and the end is reached.
func TestAPageUnderAPathLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := []string{"<a ", "href=", `"/x/"`, "'", `"`, ">", "<", "<script>", "</script>", "<!--", "-->", " ", "=", "/", "text", "srcset=", ",", "\n"}
		page := strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 0, 30).Draw(t, "page"), "")
		got := string(pageUnder([]byte(page), "/@@@"))
		if strings.ReplaceAll(got, "/@@@", "") != page {
			t.Fatalf("%q became %q", page, got)
		}
	})
}

func TestOnlyWhatHoldsAddressesIsMoved(t *testing.T) {
	text := `<a href="/x/">`
	render := func(w io.Writer) error { _, err := io.WriteString(w, text); return err }
	files := []File{{Path: "index.html", Render: render}, {Path: "search/data/1.txt", Render: render}}
	for i, want := range []string{`<a href="/site/x/">`, text} {
		var b strings.Builder
		if err := Under("/site", files)[i].Render(&b); err != nil || b.String() != want {
			t.Errorf("%s: %s, %v", files[i].Path, &b, err)
		}
	}
	for base, want := range map[string]string{"https://example.org": "", "https://example.org/": "", "https://example.org/a/b/": "/a/b", "https://example.org/%C3%A9": "/%C3%A9", "": ""} {
		if got := PathOf(base); got != want {
			t.Errorf("%s: %q", base, got)
		}
	}
}
