package publish

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// FuzzEachAttribute holds the attribute reader against a full tokenizer, for
// text that the two must agree on.
func FuzzEachAttribute(f *testing.F) {
	for _, page := range []string{
		`<a href="x" id=y disabled>text</a>`, `<!-- <a href=x> --><p title='"'>`, `<script>if (a<b) "<p id=x>"</script><br/>`,
		`<title>a <b id=x></title>`, `<svg viewBox="0 0 1 1"><path d=M0/></svg>`, `a<b`, `<`, `<a`, `<a b`, `<a b=`, `<a b="`, `<a =b>`, `</p x=y>`,
	} {
		f.Add(page)
	}
	f.Fuzz(func(t *testing.T, page string) {
		if page != strings.ToLower(page) || strings.ContainsAny(page, "\x00\r&") {
			t.Skip("names are in lower case; the tokenizer changes these signs")
		}
		var got []string
		given := map[string]bool{} // the tokenizer keeps the first of a name
		EachAttribute([]byte(page), func(element, name, value []byte) {
			id := fmt.Sprintf("%p %s", element, name)
			if !given[id] {
				got = append(got, string(name)+"="+string(value))
			}
			given[id] = true
		})
		tokens := html.NewTokenizer(strings.NewReader(page))
		var want []string
		for tokens.Next() != html.ErrorToken {
			token := tokens.Token()
			if odd(token) {
				t.Skip("read by other rules")
			}
			for _, a := range token.Attr {
				if token.Type == html.StartTagToken || token.Type == html.SelfClosingTagToken {
					want = append(want, a.Key+"="+a.Val)
				}
			}
		}
		if tail := tokens.Raw(); len(tail) > 0 {
			t.Skip("cut off")
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", page, got, want)
		}
	})
}

// odd reports whether a token is one that our pages never hold: raw text
// elements that only old browsers know, names in capitals, comments that end
// in unusual ways.
func odd(token html.Token) bool {
	switch token.Type {
	case html.CommentToken, html.DoctypeToken:
		return true
	case html.StartTagToken, html.SelfClosingTagToken:
		raw := []string{"iframe", "noembed", "noframes", "noscript", "plaintext", "xmp", "script", "style", "textarea", "title"}
		return slices.Contains(raw, token.Data) || strings.ContainsFunc(token.Data, func(r rune) bool { return r < 'a' || r > 'z' })
	}
	return false
}
