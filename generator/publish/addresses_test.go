package publish

import (
	"net/url"
	"strings"
	"testing"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// addressesOf are the addresses in a style sheet, as a browser would ask for them.
func addressesOf(sheet string) (all []string) {
	var finder addressFinder
	lexer := css.NewLexer(parse.NewInputString(sheet))
	for {
		kind, text := lexer.Next()
		if kind == css.ErrorToken {
			return all
		}
		if finder.isAddress(kind) {
			all = append(all, addressIn(kind, text))
		}
		finder.pass(kind, text)
	}
}

// Which texts of a style sheet are addresses, and which, with what CSS escapes.
func TestAddressesInSheets(t *testing.T) {
	for sheet, want := range map[string]string{
		`a{b:url(one.svg)}`:                              "one.svg",
		`a{b:URL( "one.svg" )}`:                          "one.svg",
		`a{b:url('one.svg'`:                              "one.svg",
		`a{b:url(one.svg`:                                "one.svg",
		`a{b:url(one\))}`:                                "one)",
		`a{b:url(one\)`:                                  "one)",
		`a{b:url(one\ two.svg )}`:                        "one two.svg",
		`a{b:url("one\"two'.svg")}`:                      `one"two'.svg`,
		`a{b:url('one\'two".svg')}`:                      `one'two".svg`,
		`a{b:url("one\\two")}`:                           `one\two`,
		`a{b:url("\6f ne.svg")}`:                         "one.svg",
		`a{b:url("\00006Fne.svg")}`:                      "one.svg",
		"a{b:url(\"on\\65\n.svg\")}":                     "one.svg",
		"a{b:url(\"on\\65\t .svg\")}":                    "one .svg",
		"a{b:url(\"one\\\n.svg\")}":                      "one.svg",
		"a{b:url(\"one\\\r\n.svg\")}":                    "one.svg",
		`a{b:url("\0\d800\110000\1f600")}`:               "\ufffd\ufffd\ufffd😀",
		`a{b:url("\é\g")}`:                               "ég",
		`a{b:\75rl("one.svg")}`:                          "one.svg",
		`a{b:src("one.svg")}`:                            "one.svg",
		`a{b:image-set("one.svg" 1x,url(two.svg) 2x)}`:   "one.svg two.svg",
		`a{b:-WebKit-Image-Set("one.svg" 1x,'two' 2x)}`:  "one.svg two",
		`a{b:image-set("a" type("image/avif"),"b" 2x)}`:  "a b",
		`a{b:image-set("a" calc((1 + 1) * 1x),"b" 2x)}`:  "a b",
		`a{--b:image-set("one.svg" 1x)}`:                 "one.svg",
		`a{content:"one.svg" attr(b) counter(c,"d")}`:    "",
		`a[href="one.svg"]{b:format("woff2")}`:           "",
		`@import "one.css";@import url(two.css)print;`:   "one.css two.css",
		`@import/**/'one.css' layer(a) supports(b:"c");`: "one.css",
		`@\69mport "one.css";`:                           "one.css",
		`@charset "utf-8";@layer a;`:                     "",
		`@namespace url(http://www.w3.org/1999/xhtml);`:  "",
		`@namespace a "b";c{d:url(e)}`:                   "e",
		`@supports (b:url(none)){a{b:url(one)}}`:         "one",
		`@supports (b:image-set("none" 1x)){a{b:"c"}}`:   "",
		`@import "one.css" supports(b:url(none));`:       "one.css",
	} {
		if got := strings.Join(addressesOf(sheet), " "); got != want {
			t.Errorf("%s has the addresses %q, want %q", sheet, got, want)
		}
	}
}

// FuzzAddresses: what is written as an address is read as the same, also when the sheet
// has been made small.
func FuzzAddresses(f *testing.F) {
	for _, address := range []string{
		"", "one.svg", "one two.svg", `"`, `'`, `"'`, `\`, `\"'\`, "a\nb\rc\fd", "\na", "\n a", `a\`, "()", ")", "é\u00a0😀", "\x00\x7f\x80\xff", "\ufffd", "*/", "   ten blanks   ", "</style>",
		"data:,x", `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" a='b'/>`, "Data:image/svg+xml;charset=utf-8,<svg width='50%'/>1+1%22%27#a", "data:text/plain;base64,YWI=", "data:,\\\n\"'",
	} {
		f.Add(address)
	}
	f.Fuzz(func(t *testing.T, address string) {
		want := address
		if data, ok := cutData(address); ok {
			address, want = "DATA:"+data, "DATA:"+data
		}
		for _, sheet := range []string{"a{b:url(" + inQuotes(address) + ")}", "a{b:image-set(" + inQuotes(address) + " 1x)}", "@import " + inQuotes(address) + ";"} {
			small, err := minifiedSheet([]byte(sheet))
			if err != nil {
				t.Fatal(err)
			}
			for _, sheet := range []string{sheet, string(small)} {
				if got := addressesOf(sheet); len(got) != 1 || got[0] != want {
					t.Errorf("%q is read from %s as %q", want, sheet, got)
				}
			}
		}
	})
}

// What is published of a sheet leads where the sheet says.
func TestPublishedAddresses(t *testing.T) {
	files := map[string]string{
		"img/one two.svg": "<svg/>", "img/50%25.svg": "<svg/>", "img/a#b?.svg": "<svg/>", "img/c:d.svg": "<svg/>", `img/e"f'.svg`: "<svg/>",
		"css/print.css": "a{top:0}",
	}
	const drawing = `image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" id='a+b'/>%0A`
	for source, want := range map[string]string{
		`a{b:url(../img/one\ two.svg)}`:                                       "img/one two.svg",
		`a{b:url("../img/one two.svg")}`:                                      "img/one two.svg",
		`a{b:url(../img/one%20two.svg#x%20y)}`:                                "img/one two.svg#x%20y",
		`a{b:url(../img/50%2525.svg)}`:                                        "img/50%25.svg",
		`a{b:url(../img/a%23b%3f.svg?q#c)}`:                                   "img/a#b?.svg#c",
		`a{b:url(../img/c:d.svg)}`:                                            "img/c:d.svg",
		`a{b:url(../img/e\"f\'.svg)}`:                                         `img/e"f'.svg`,
		`a{b:image-set("../img/one two.svg" 1x,"../img/c:d.svg" 2x)}`:         "img/one two.svg img/c:d.svg",
		`@import "print.css" print;`:                                          "css/print.css",
		`a{b:url("data:` + strings.ReplaceAll(drawing, `"`, `\"`) + `")}`:     "data:" + drawing,
		`a{b:url('data:` + strings.ReplaceAll(drawing, `'`, `\27 `) + `#a')}`: "data:" + drawing + "#a",
		`a{b:url(data:font/woff2;base64,YWI+)}`:                               "data:font/woff2;base64,YWI+",
	} {
		files["css/site.css"] = source
		assets := newAssets(t, files)
		var got []string
		for _, address := range addressesOf(string(assets.Find("css/site.css").Data)) {
			got = append(got, sourceOf(t, assets, address))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s leads to %q, want %q", source, got, want)
		}
	}
}

// sourceOf is the static file to which an address in the sheet css/site.css leads, with
// the place in it, or what the address itself holds.
func sourceOf(t *testing.T, assets *Assets, address string) string {
	t.Helper()
	if data, ok := cutData(address); ok {
		return "data:" + data
	}
	base := url.URL{Path: assets.Path("css/site.css")}
	to, err := base.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	for _, asset := range assets.All() {
		if asset.Path != to.Path {
			continue
		}
		if to.Fragment != "" {
			return asset.Name + "#" + to.EscapedFragment()
		}
		return asset.Name
	}
	return ""
}
