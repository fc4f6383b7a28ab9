package pictures

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// What draws stays; what acts, asks for something or was meant for a drawing
// program goes.
func TestClean(t *testing.T) {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg"`
	for in, want := range map[string]string{
		`<path d="M0 0" fill="url(#g)"/>`:                                               `<path d="M0 0" fill="url(#g)"/>`,
		"<g>\n  <path d='M0\n0'/>\n</g>":                                                `<g><path d="M0&#10;0"/></g>`,
		`<text x="1">a &amp; b &lt; <tspan>c</tspan> <tspan>d</tspan></text>`:           `<text x="1">a &amp; b &lt; <tspan>c</tspan> <tspan>d</tspan></text>`,
		`<script>alert(1)</script><path d="M0 0"/>`:                                     `<path d="M0 0"/>`,
		`<SCRIPT>alert(1)</SCRIPT>`:                                                     ``,
		`<g onload="alert(1)" OnClick="x" id="a"/>`:                                     `<g id="a"/>`,
		`<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>`:  ``,
		`<p xmlns="http://www.w3.org/1999/xhtml">x</p>`:                                 ``,
		`<a href="javascript:alert(1)"><path d="M0 0"/></a>`:                            `<a><path d="M0 0"/></a>`,
		`<use href="other.svg#a"/><use href="#b"/><g id="b"/>`:                          `<use/><use href="#b"/><g id="b"/>`,
		`<use href="#gone"/><use href="#s"/><script id="s"/><use href="#"/>`:            `<use/><use/><use/>`,
		`<g id="a"/><path id="a" d="M0 0"/><use href="#a"/>`:                            `<g id="a"/><path d="M0 0"/><use href="#a"/>`,
		`<g id="a b"/><use href="#a%20b"/>`:                                             `<g id="a b"/><use href="#a%20b"/>`,
		`<image href="https://example.org/a.png"/>`:                                     `<image/>`,
		`<image href="data:image/svg+xml;base64,AAAA"/>`:                                `<image/>`,
		`<path style="fill:url(https://example.org/#a)"/>`:                              `<path/>`,
		`<path style="fill:u\72l(x)"/>`:                                                 `<path/>`,
		`<style>path{fill:red}</style>`:                                                 `<style>path{fill:red}</style>`,
		`<style>a&gt;b{fill:red}</style>`:                                               `<style>a&gt;b{fill:red}</style>`,
		`<style>@import "x.css";</style>`:                                               `<style/>`,
		`<style><![CDATA[path{fill:url( 'x' )}]]></style>`:                              `<style>path{}</style>`,
		`<style>@import "x.css";path{fill:red}</style>`:                                 `<style>path{fill:red}</style>`,
		`<style>@import url(http://x.example/a;b) ;path{fill:red}</style>`:              `<style>path{fill:red}</style>`,
		`<style>@font-face{font-family:x;src:url(x)}path{fill:red}</style>`:             `<style>path{fill:red}</style>`,
		`<style>path{fill:red;mask:url(x);stroke:url(#a)}g{fill:b}</style>`:             `<style>path{fill:red;stroke:url(#a)}g{fill:b}</style>`,
		`<style>.a\.b{fill:red}path{fill:red}</style>`:                                  `<style>path{fill:red}</style>`,
		`<style>@media print{.a\.b{fill:red}path{fill:red}}g{top:0}</style>`:            `<style>@media print{path{fill:red}}g{top:0}</style>`,
		`<style>/* url(http://x.example) */path{fill:red}</style>`:                      `<style>path{fill:red}</style>`,
		`<style>path{fill:u/* */rl(x)}</style>`:                                         `<style>path{fill:u/* */rl(x)}</style>`,
		`<style>.behavior{fill:red}</style><g class="behavior" aria-label="behavior"/>`: `<style>.behavior{fill:red}</style><g class="behavior" aria-label="behavior"/>`,
		`<style>a{behavior:url(#b);fill:red}b{ Behavior : x}</style>`:                   `<style>a{fill:red}b{}</style>`,
		`<style>a{fill:image-set("x" 1x);top:0}b{c:(;d:e}</style>`:                      `<style>a{top:0}b{</style>`,
		`<style>a{b:"x;}c{d:url(x)}</style>`:                                            `<style/>`,
		`<path style="fill:red;mask:url(x)"/>`:                                          `<path style="fill:red;"/>`,
		`<path fill="url(x)" id="image(" clip-path="url(#a)"/>`:                         `<path id="image(" clip-path="url(#a)"/>`,
		`<animate attributeName="href" to="javascript:alert(1)"/><set/>`:                ``,
		`<metadata><x/></metadata><i:g xmlns:i="http://inkscape.org"/>`:                 ``,
		`<path data-name="Jane" d="M0 0"/>`:                                             `<path d="M0 0"/>`,
		`<text xml:space="preserve" xml:lang="cy">a</text>`:                             `<text xml:space="preserve" xml:lang="cy">a</text>`,
	} {
		c := cleaner{}
		got, err := c.clean([]byte("<?xml version='1.0'?><?xml-stylesheet href='x'?><!DOCTYPE svg><!-- c -->" + svg + ">" + in + "</svg>"))
		expected := svg + ">" + want + "</svg>"
		if want == "" {
			expected = svg + "/>"
		}
		if err != nil || string(got) != expected {
			t.Errorf("%s became\n%s, %v, want\n%s", in, got, err, expected)
		}
	}
	c := cleaner{}
	got, err := c.clean([]byte(`<s:svg xmlns:s="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="2cm" height="1in"><s:use xlink:href="#a"/><s:g id="a"/></s:svg>`))
	want := `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="2cm" height="1in"><use xlink:href="#a"/><g id="a"/></svg>`
	if err != nil || string(got) != want {
		t.Errorf("got %s, %v", got, err)
	}
	if w, h := c.size(); w != 76 || h != 96 {
		t.Errorf("it is %d × %d", w, h)
	}
}

// Whatever goes in, what comes out is SVG that neither acts nor asks.
func FuzzClean(f *testing.F) {
	f.Add(`<svg xmlns="http://www.w3.org/2000/svg" onload="x"><script/><use href="a"/><style>a{b:url(c)}</style><text>a<tspan> b</tspan></text></svg>`)
	f.Fuzz(func(t *testing.T, svg string) {
		c := cleaner{}
		out, err := c.clean([]byte(svg))
		if err != nil {
			return
		}
		d := xml.NewDecoder(strings.NewReader(string(out)))
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%v in %s", err, out)
			}
			e, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			if e.Name.Local == "script" || e.Name.Local == "foreignObject" || e.Name.Space != svgSpace {
				t.Fatalf("%v is in %s", e.Name, out)
			}
			for _, a := range e.Attr {
				if strings.HasPrefix(strings.ToLower(a.Name.Local), "on") || a.Name.Local == "href" && !strings.HasPrefix(a.Value, "#") && !strings.HasPrefix(a.Value, "data:image/") {
					t.Fatalf("%v is in %s", a, out)
				}
			}
		}
		c = cleaner{}
		if again, err := c.clean(out); err != nil || string(again) != string(out) {
			t.Fatalf("cleaned twice %s is %s, %v", out, again, err)
		}
	})
}
