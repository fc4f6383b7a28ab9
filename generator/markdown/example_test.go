package markdown_test

import (
	"bytes"
	"fmt"

	"nosology/generator/markdown"
)

func ExampleScan() {
	body, mistakes := markdown.Scan([]byte("## Why knees hurt\n\nRest *helps*. See [sprains](../causes/sprain.md).\n\n![](knee.png)\n"), nil)
	for _, h := range body.Headings {
		fmt.Println(h.Level, h.Text, "#"+h.ID)
	}
	for _, l := range body.Links {
		fmt.Println(l.Text, "leads to", l.Dest, "from sentence", l.Sentence)
	}
	for _, d := range mistakes {
		fmt.Printf("line %d, column %d: %s\n", d.Line, d.Column, d.Message)
	}
	// Output:
	// 2 Why knees hurt #why-knees-hurt
	// sprains leads to ../causes/sprain.md from sentence 1
	// line 5, column 1: a picture has no text for those who cannot see it
}

func ExampleBody_Render() {
	src := []byte("Call {{emergency}} \"now\". [@knees]\n")
	body, _ := markdown.Scan(src, nil)
	var page bytes.Buffer
	body.Render(&page, src, &markdown.Refs{
		Number: func(kind string) []markdown.Contact { return []markdown.Contact{{Say: "999", Dest: "tel:999"}} },
		Cite:   func(id string) int { return 1 },
		Words:  markdown.Words{Source: func(n string) string { return "source " + n }},
	})
	fmt.Println(page.String())
	// Output:
	// <p>Call <a class="tel" href="tel:999">999</a> “now”.<sup class="cite"><a href="#source-1" id="cite-1" aria-label="source 1">1</a></sup></p>
}

func ExampleBody_EachSentence() {
	src := []byte("It hurts *a lot*. [@knees] Call {{urgent}}, e.g. today.\n\n- Rest\n")
	body, _ := markdown.Scan(src, nil)
	body.EachSentence(src, nil, func(i int, text []byte) { fmt.Printf("%d %s\n", body.Sentences[i].Words, text) })
	// Output:
	// 4 It hurts a lot.
	// 4 Call the urgent advice line, e.g. today.
	// 1 Rest
}

func ExampleTypeset() {
	fmt.Println(markdown.Typeset(`Parkinson's "early" signs`, nil))
	// Output:
	// Parkinson’s “early” signs
}
