package docs_test

import (
	"strings"
	"testing"
	"time"

	"nosology/generator"
	"nosology/generator/diag"
	"nosology/generator/docs"
	"nosology/generator/publish"
)

// The documentation is a site that passes its own checks.
func TestDocumentationPassesItsChecks(t *testing.T) {
	text, err := docs.Content([]docs.Command{{Name: "build", Says: "Write the site.", Options: []docs.Option{{Names: "--out=DIR", Says: "Where."}}}})
	if err != nil {
		t.Fatal(err)
	}
	site, err := generator.Check(generator.Options{
		Content: text, Name: "docs", AsOf: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), Host: publish.FindHost("static"),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range site.Diagnostics {
		if d.Severity != diag.Note && !strings.HasPrefix(d.Check, "reading-grade") {
			t.Errorf("%s %s", d, d.Check)
		}
	}
	if len(site.Files) < 30 {
		t.Errorf("it has %d files", len(site.Files))
	}
}
