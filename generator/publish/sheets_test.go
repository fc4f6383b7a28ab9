package publish

import (
	"fmt"
	"strings"
	"testing"
)

// What holds in a container is as small as what holds everywhere, to any depth.
func TestMinifiedSheet(t *testing.T) {
	for source, want := range map[string]string{
		"p { color: red }": "p{color:red}",
		"@container (min-width: 9rem) {\n  p { color: red }\n\n  /* why */\n  :is(q, b) > i { top: 0 }\n}\na { top: 0 }\n": "@container(min-width:9rem){p{color:red}:is(q,b)>i{top:0}}a{top:0}",
		"@container (width > 1px) { @supports (top: 0) { p { top: 0 } } @container b (width > 2px) { q { top: 0 } } }":     "@container(width > 1px){@supports(top:0){p{top:0}}@container b (width > 2px){q{top:0}}}",
		"p::after { content: \"@container {\" } q { top: 0 }":                                                              "p::after{content:\"@container {\"}q{top:0}",
		"@container (width > 1px) { p { top: 0 }":                                                                          "@container(width > 1px){p{top:0}}",
	} {
		got, err := minifiedSheet([]byte(source))
		if err != nil || string(got) != want {
			t.Errorf("%q became\n%s, %v; want\n%s", source, got, err, want)
		}
	}
}

// A value goes out as it was written, but for white space, comments, the zero before a
// point and the quotes of an address: what else the minifier makes of some of these means
// something else, or nothing.
func TestValuesMeanWhatTheyDid(t *testing.T) {
	for value, want := range map[string]string{
		"flex: 1 1 0px":                            "flex:1 1 0px",
		"flex: 1 0%":                               "flex:1 0%",
		"flex-basis: 0%":                           "flex-basis:0%",
		"rotate: 0deg":                             "rotate:0deg",
		"offset-rotate: auto 0deg":                 "offset-rotate:auto 0deg",
		"font-style: oblique 0deg":                 "font-style:oblique 0deg",
		"order: 1000":                              "order:1000",
		"grid-row: 1 / 1000":                       "grid-row:1 / 1000",
		`font-family: "inherit", serif`:            `font-family:"inherit",serif`,
		`font: 1rem/1.5 "serif" , monospace`:       `font:1rem/1.5 "serif",monospace`,
		"color: RGB( 0 , 0 , 0 / 50% )":            "color:RGB(0,0,0 / 50%)",
		"margin: -0.5rem 0.25% 0.0 00.5px":         "margin:-.5rem .25% .0 00.5px",
		"width: calc( 1px + 2 * ( 3px - 0.5em ) )": "width:calc(1px + 2 * (3px - .5em))",
		"top: 0 /* why */ !important":              "top:0!important",
		"margin: 1px/* and */2px":                  "margin:1px 2px",
		`content: "a  /* b */" attr( x )`:          `content:"a  /* b */" attr(x)`,
		"--gap:  0px":                              "--gap:0px",
		"grid-template: [a] 1fr [b] / auto":        "grid-template:[a] 1fr [b] / auto",
		"filter: progid:X.Y( opacity=50 )":         "filter:progid:X.Y(opacity=50)",
	} {
		for _, around := range []string{"a { %s; top: 0 }", "a { b { top: 0 } %s }", "@container (width > 1px) { a { %s } }"} {
			got, err := minifiedSheet([]byte(fmt.Sprintf(around, value)))
			if err != nil || !strings.Contains(string(got), "{"+want+"}") && !strings.Contains(string(got), "{"+want+";") && !strings.Contains(string(got), "}"+want+"}") {
				t.Errorf(around+" became %s, %v; want %s", value, got, err, want)
			}
		}
	}
}
