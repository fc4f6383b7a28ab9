package render

import (
	"strings"
	"testing"
	"text/template"
)

// White space and comments that do not show are gone; what shows stays.
func TestMinifyLayout(t *testing.T) {
	for _, test := range []struct{ why, layout, want string }{
		{"beside blocks", "<div>\n  <p> text </p>\n</div>\n", "<div><p>text</p></div>"},
		{"between words", "<p>one\n  two <b>three</b>\n <i>four</i></p>", "<p>one two <b>three</b> <i>four</i></p>"},
		{"beside functions that write blocks", "<main>\n  {{body .}}\n  {{body .}}\n</main>", "<main>{{body .}}{{body .}}</main>"},
		{"beside values", "<p>{{.A}} {{.B}}\n{{.C}}</p>", "<p>{{.A}} {{.B}} {{.C}}</p>"},
		{"a condition in a sentence", "<p>one{{if .A}} two{{end}} three</p>", "<p>one{{if .A}} two{{end}} three</p>"},
		{"a condition in a sentence, on lines of its own", "<p>\n one\n {{if .A}}\n two\n {{end}}\n three\n</p>", "<p>one {{if .A}}two {{end}}three</p>"},
		{"a condition among blocks", "<div>\n<p>a</p>\n{{if .A}}\n<p>b</p>\n{{end}}\n<p>c</p></div>", "<div><p>a</p>{{if .A}}<p>b</p>{{end}}<p>c</p></div>"},
		{"a block that may not be there", "<div>one\n{{if .A}}<p>b</p>{{end}}\ntwo</div>", "<div>one {{if .A}}<p>b</p>{{end}}two</div>"},
		{"both branches", "<div>{{if .A}}\n<p>a</p>\n{{else}}\n<p>b</p>\n{{end}}</div>", "<div>{{if .A}}<p>a</p>{{else}}<p>b</p>{{end}}</div>"},
		{"branches of text", "<div>\n{{if .A}}\n<b>a</b>\n{{else}}\n<b>b</b>\n{{end}}\n</div>", "<div>{{if .A}}<b>a</b>{{else}}<b>b</b>{{end}}</div>"},
		{"a loop of blocks", "<ul>\n{{range .A}}\n<li>{{.}}</li>\n{{end}}\n</ul>", "<ul>{{range .A}}<li>{{.}}</li>{{end}}</ul>"},
		{"a loop of words", "<p>\n{{range .A}}\n<b>{{.}}</b>\n{{end}}\n</p>", "<p>{{range .A}}<b>{{.}}</b> {{end}}</p>"},
		{"turns in turns", "<div>{{if .A}}\n{{if .B}}\n<p>a</p>\n{{end}}\n{{end}}\n</div>", "<div>{{if .A}}{{if .B}}<p>a</p>{{end}}{{end}}</div>"},
		{"inside tags", "<a\n  href=\"x\"\n  {{if .A}}hidden{{end}}\n>", "<a href=\"x\" {{if .A}}hidden{{end}}>"},
		{"inside quotes", `<p title="two  spaces">`, `<p title="two  spaces">`},
		{"comments", "<p>a<!-- {{.A}} -->b</p>{{/* c */}} <p>", "<p>a{{.A}}b</p><p>"},
		{"preformatted", "<pre>\n a\n</pre> <p>", "<pre>\n a\n</pre><p>"},
		{"scripts", "<script>\nlet a  =  1\n</script>\n", "<script>\nlet a  =  1\n</script>"},
		{"drawings", "<p>a <svg>\n <path/>\n <text>a b</text> </svg> b</p>", "<p>a <svg><path/><text>a b</text> </svg> b</p>"},
		{"partials", "<div>\n{{template \"x\" .}}\n</div>{{define \"x\"}}\n<p>\n{{end}}", "<div>{{template \"x\" .}}</div>"},
		{"no break space", "<p>\u00a0a</p>", "<p>\u00a0a</p>"},
		{"unfinished", "<p>a <!-- b", "<p>a"},
	} {
		t.Run(test.why, func(t *testing.T) {
			body := func(any) string { return "" }
			set := template.Must(template.New("t").Funcs(template.FuncMap{"body": body}).Parse(test.layout))
			minifyTree(set.Tree, func(f string) bool { return f == "body" })
			if got := set.Tree.Root.String(); got != test.want {
				t.Errorf("%q became\n%q, wanted\n%q", test.layout, got, test.want)
			}
		})
	}
}

// Whatever a layout holds, every action stays in its place and no text is lost.
func FuzzMinify(f *testing.F) {
	f.Add("<p>\x03a\x01b\x02 <!-- \x04 -->c</p>")
	f.Add("<pre> \x02</PRE> <svg> \x01</svg>")
	f.Add("a \x06 <b>\x05 c\x07</b> \x08 \x08 \x07")
	f.Add("\x06\x05\x08\x08\x06 \x08")
	f.Fuzz(func(t *testing.T, src string) {
		small := minifyText(src)
		if marksOf(small) != marksOf(src) {
			t.Errorf("%q became %q: actions moved", src, small)
		}
		if !strings.Contains(src, "<!--") && lettersOf(small) != lettersOf(src) {
			t.Errorf("%q became %q: text is lost", src, small)
		}
	})
}

func marksOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r > markEnd || r < markPiece {
			return -1
		}
		return r
	}, s)
}

func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 && isSpace(byte(r)) {
			return -1
		}
		return r
	}, s)
}
