package markdown

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
)

// TestLimits: texts that would take the memory of a computer, or minutes of
// its time, are told of at the place where they begin to.
func TestLimits(t *testing.T) {
	r := strings.Repeat
	var notes, steps strings.Builder
	for i := range 2_000 {
		fmt.Fprintf(&notes, "A[^%d]\n\n[^%d]: b\n\n", i, i)
		fmt.Fprintf(&steps, "%*s- a\n", 2*i, "")
	}
	for name, test := range map[string]struct{ text, want string }{
		"wide table":      {"Text.\n\n" + r("a|", 5_000) + "\n" + r("-|", 5_000) + "\n" + r("b\n", 5_000), "3:1: the line is longer than 10000 bytes, and no more can be read"},
		"columns":         {"Text.\n\n|" + r("a|", 60) + "\n|" + r("-|", 60) + "\n" + r("b\n", 5_000), "3:1: the table has more than 50 columns, and no more can be read"},
		"cells":           {"|" + r("a|", 50) + "\n|" + r("-|", 50) + "\n" + r("b\n", 5_000), "1:1: tables have more than 20000 cells by here, and no more can be read"},
		"many tables":     {r("|"+r("a|", 50)+"\n|"+r("-|", 50)+"\n"+r("|b\n", 50)+"\n", 100), "372:1: tables have more than 20000 cells by here"},
		"escaped pipes":   {"a|b\n-|-\n" + r("`\\|`|\n", 1_000), "1:1: tables have more than 500 times \\| by here"},
		"open links":      {r("[a](", 50_000), "1:1: the line is longer than 10000 bytes"},
		"fewer":           {r("[a](", 2_000), "1:1: the line has more than 500 brackets"},
		"on many lines":   {"Text.\n\n" + r("[a](\n", 1_000), "3:1: the paragraph has more than 500 brackets"},
		"brackets":        {r("[", 5_000) + r("]", 4_000), "1:1: the line has more than 500 brackets"},
		"braces":          {r("{{", 200_000), "1:1: the line is longer than 10000 bytes"},
		"paragraph":       {"Text.\n\n" + r("*a\n", 10_000), "3:1: the paragraph is longer than 10000 bytes"},
		"quotations":      {r(">", 9_000) + "a", "1:61: lists and quotations stand more than 30 deep in each other here, and no more can be read"},
		"with spaces":     {r("> ", 4_000) + "a", "1:121: lists and quotations stand more than 30 deep"},
		"lists":           {r("- ", 4_000) + "a", "1:61: lists and quotations stand more than 30 deep"},
		"numbered lists":  {r("1. ", 3_000) + "a", "1:91: lists and quotations stand more than 30 deep"},
		"both":            {r("> - ", 2_000) + "a", "1:81: lists and quotations stand more than 30 deep"},
		"steps":           {steps.String(), "31:61: lists and quotations stand more than 30 deep"},
		"definitions":     {"a\n: b\n" + r(" ", 4) + r("> ", 4_000), "3:119: lists and quotations stand more than 30 deep"},
		"footnotes":       {notes.String(), "2003:1: there are more than 500 footnotes"},
		"links":           {r("[a](b.md) c.\n\n", 10_000), "19999:2: the text has more than 5000 links, pictures and citations, and is not read"},
		"cards":           {r("> [!do] Do\n> - a\n\n", 1_000), "2998:5: the text has more than 200 cards"},
		"blocks of code":  {r("```\na\n```\n", 1_000), "1:1: the text has more than 500 blocks of code"},
		"unknown numbers": {r("{{a}}\n\n", 1_000), `1:1: unknown care number "a"`},
		"heading":         {"## " + r("a", 1_000), "1:1: a heading is longer than 500 bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			body, ds := Scan([]byte(test.text), nil)
			if len(ds) == 0 || len(ds) > maxTold+1 || !strings.HasPrefix(strings.TrimPrefix(ds[0].String(), ":"), test.want) {
				t.Errorf("%d diagnostics, want %s; got %.300s", len(ds), test.want, fmt.Sprint(ds))
			}
			body.Render(&bytes.Buffer{}, []byte(test.text), testRefs())
		})
	}
}

// TestWithinLimits: long texts that people may write are read.
func TestWithinLimits(t *testing.T) {
	r := strings.Repeat
	for name, text := range map[string]string{
		"paragraph": r("Say the answer first. ", 400),
		"table":     "| a | b | c |\n|---|---|---|\n" + r("| d | e | f |\n", 2_000),
		"list":      r("- a\n  - b\n    - c\n      1. d\n", 2_000),
		"book":      r("## A\n\n"+r("Say the answer first. ", 40)+"\n\n", 500),
		"links":     r("See [a](b.md). [@nhs]\n\n", 2_000),
	} {
		if body, ds := Scan([]byte(text), nil); len(ds) > 0 || body.Words == 0 {
			t.Errorf("%s: got %d words and %.300s", name, body.Words, fmt.Sprint(ds))
		}
	}
}

// FuzzRepeated: what takes a text twice as long is at most twice the work:
// nodes of the tree, how deep they stand, and bytes of HTML.
func FuzzRepeated(f *testing.F) {
	for _, piece := range []string{"a|", "[a](", "[", "]", "{{", "> ", "- ", "*a_ ", "`", "![", "<a ", "[^a]", "a\n: b\n", "|a|b|\n|-|-|\n", "> [!do] a\n> - b\n\n", "## a\n", "\\", "&#1;", "```\n", "https://a "} {
		f.Add("", piece, "", uint16(300))
		f.Add("a|b\n-|-\n", piece+"\n", "]", uint16(100))
	}
	f.Fuzz(func(t *testing.T, begin, piece, end string, times uint16) {
		if len(piece) > 100 || len(begin)+len(end) > 1_000 || times > 1_000 {
			return
		}
		once := workOn(t, begin+strings.Repeat(piece, int(times))+end)
		twice := workOn(t, begin+strings.Repeat(piece, 2*int(times))+end)
		const some = 30_000
		if twice > 3*once+some {
			t.Errorf("%d times %q take %d steps, twice as many %d", times, piece, once, twice)
		}
	})
}

// workOn counts what is made of a text.
func workOn(t *testing.T, text string) (steps int) {
	src := []byte(text)
	if unreadable(src) != nil {
		return 0
	}
	depth := 0
	_ = ast.Walk(parse(src), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			steps++
			if n.Type() == ast.TypeBlock {
				depth++
			}
		} else if n.Type() == ast.TypeBlock {
			depth--
		}
		if depth > maxOpen+5 {
			t.Errorf("blocks stand %d deep", depth)
		}
		return ast.WalkContinue, nil
	})
	body, _ := Scan(src, nil)
	var page bytes.Buffer
	body.Render(&page, src, testRefs())
	return steps + page.Len() + len(body.Sentences) + len(body.Prose)
}
