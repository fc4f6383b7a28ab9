package audit

import (
	"testing"

	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/publish"
	"nosology/generator/site"
)

// Whoever takes a page away is told, unless something leads on from where it
// stood. Of other files nobody has kept the address.
func TestPagesThatAreGone(t *testing.T) {
	s := &site.Site{Tree: &content.Tree{Name: "content"}}
	serving := publish.NewServing(nil, []publish.Redirect{{From: "/moved/", To: "/here/"}}, publish.Terms{})
	found := Gone(s, serving, publish.Report{Removed: []string{"feed.xml", "index.html", "lost/index.html", "moved/index.html", "assets/a.css"}})
	if len(found) != 2 {
		t.Fatalf("got %v", found)
	}
	for i, address := range []string{"/", "/lost/"} {
		want := diag.Diagnostic{
			Position: diag.Position{File: "content"}, Severity: diag.Warning, Check: "page-gone",
			Message: "there is no page at " + address + " any more, and links to it from elsewhere break",
			Hint:    "if it has another name now, write this into it: aliases: [" + address + "]",
		}
		if found[i] != want {
			t.Errorf("got %v, want %v", found[i], want)
		}
	}
}
