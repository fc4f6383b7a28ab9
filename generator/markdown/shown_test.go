package markdown

import (
	"bytes"
	"testing"
)

// What explains a word stands right behind it, whatever the word stands in.
func TestWordsShowWhatExplainsThem(t *testing.T) {
	for text, want := range map[string]string{
		"A bursa, swollen.":   `<p>A <button popovertarget="g">bursa</button>[bag], swollen.</p>`,
		"A *bursa*":           `<p>A <em><button popovertarget="g">bursa</button>[bag]</em></p>`,
		"- **bursa** [@some]": `<ul><li><strong><button popovertarget="g">bursa</button>[bag]</strong></li></ul>`,
	} {
		body, _ := Scan([]byte(text), nil)
		at := int32(bytes.Index([]byte(text), []byte("bursa")))
		var html bytes.Buffer
		body.Render(&html, []byte(text), &Refs{Auto: []AutoLink{{Span: Span{at, at + int32(len("bursa"))}, Shows: "g", Behind: "[bag]"}}})
		if html.String() != want {
			t.Errorf("%q becomes %s, not %s", text, html.String(), want)
		}
	}
}
