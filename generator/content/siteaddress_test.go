package content_test

import (
	"testing"
	"testing/fstest"

	"nosology/generator/content"
)

// A site stands at what a browser can open and a host can find as it is written.
func TestSiteAddress(t *testing.T) {
	for address, can := range map[string]bool{
		"https://example.org": true, "http://localhost:80": true, "https://a.example:8443": true, "http://[::1]:80": true, "https://1.2.3.4": true,
		"https://example.org/site": true, "https://example.org/site/": true, "https://example.org/a/b": true, "https://example.org/é": true,
		"https://bücher.example": true, "https://xn--bcher-kva.example": true, "https://a_b.example": true, "https://a.example.": true,
		"example.org": false, "//example.org": false, "ftp://example.org": false, "https://": false, "https:///x": false,
		"https://a.example:": false, "https://a.example:0": false, "https://a.example:99999": false, "https://-a.example": false, "https://a..example": false,
		"https://u:p@a.example": false, "https://a.example?x": false, "https://a.example/?": false, "https://a.example/#x": false, "https://a.example/#": false,
		"https://a b.example": false, `https://exa"mple.org`: false, "https://a.example\n": false, "https://a%41.example": false,
		"https://a.example/x y": false, "https://a.example/%20x": false, "https://a.example/x//y": false, "https://a.example/./x": false, "https://a.example/..": false, `https://a.example/a\b`: false,
	} {
		if got := content.IsSite(address); got != can {
			t.Errorf("a site can stand at %q: %t", address, got)
		}
	}
}

// Quotes are bent, and numbers kept with their units, in what people read. An
// address with another character in it is another address.
func TestAddressesStayAsTyped(t *testing.T) {
	folder := fstest.MapFS{
		"site.yaml":          {Data: []byte("title: Ann's site\nbase-url: https://example.org\ncontact: \"mailto:o'brien@example.org\"\nmenu:\n- {label: Ann's, to: \"mailto:o'brien@example.org\"}\n")},
		"articles/drinks.md": {Data: []byte("---\ntitle: Ann's drinks\nsummary: Warm ones.\naliases: [\"/parkinson's/\", \"/take 5 mg/\", '/a\"b']\n---\nText.\n")},
	}
	tree, _, err := content.Load(folder, "content")
	if err != nil {
		t.Fatal(err)
	}
	doc := tree.Docs[0]
	for got, want := range map[string]string{
		tree.Site.Title.S: "Ann’s site", tree.Site.Contact.S: "mailto:o'brien@example.org", tree.Site.Menu[0].Label.S: "Ann’s", tree.Site.Menu[0].To.S: "mailto:o'brien@example.org",
		doc.Title.S: "Ann’s drinks", doc.Aliases[0].S: "/parkinson's/", doc.Aliases[1].S: "/take 5 mg/", doc.Aliases[2].S: `/a"b`,
	} {
		if got != want {
			t.Errorf("%q is read as %q", want, got)
		}
	}
}
