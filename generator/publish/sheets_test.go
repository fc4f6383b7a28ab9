package publish

import "testing"

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
