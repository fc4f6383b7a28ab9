package shipped

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"nosology/generator/content"
	"nosology/generator/site"
)

// What a reader on a poor connection downloads before a page shows, HTML and
// style sheets together, in brotli.
const (
	// mostOfAPage fits into the first ten packets of a connection.
	mostOfAPage = 14_000
	// mostOfALongPage is for the two articles, and for the page with a line for each kind of medicine.
	mostOfALongPage = 16_000
	// mostOfAList is for the few pages that hold all of something.
	mostOfAList = 32_000
	// mostOfTheCheck is for the checker's page, which holds every question and every warning.
	mostOfTheCheck = 36_000
	// mostOfTheRules is for the page that shows every rule as it is written.
	mostOfTheRules = 48_000
)

// isList reports whether a page holds all of something.
func (f *finished) isList(p *page) bool {
	return slices.Contains([]string{"checker", "decides", "hazards", "sources", "symptoms", "warning-signs"}, f.shows(p))
}

// shows says what the generator adds to a page, empty for a page that is read
// and no more: an article, a cause, a finding, a page about the site.
func (f *finished) shows(p *page) string {
	doc := f.ByAddress(p.address)
	if doc == nil || doc.Page == nil {
		return ""
	}
	return doc.Page.Shows.S
}

func isLong(p *site.Page) bool {
	return p != nil && (p.Kind == content.Article || p.ID == "medication-side-effect")
}

func TestPagesAreLight(t *testing.T) {
	f := shipped(t)
	heaviest := map[int]*page{} // by what is allowed
	weight := map[int]int{}
	for _, p := range f.pages {
		most, isList := mostOfAPage, f.isList(p)
		if isList {
			most = mostOfAList
		}
		switch f.shows(p) {
		case "decides":
			most = mostOfTheRules
		case "checker":
			most = mostOfTheCheck
		}
		if isLong(f.ByAddress(p.address)) {
			most = mostOfALongPage
		}
		// Most pages pass when compressed quickly, as hosts do on the fly.
		n := f.weigh(p, brotli.DefaultCompression)
		if !isList && n > weight[most] {
			heaviest[most], weight[most] = p, n
		}
		if n > most || isList {
			n = f.weigh(p, brotli.BestCompression)
		}
		if n > most {
			t.Errorf("%s: %d bytes of HTML and CSS, in brotli; %d are allowed", p.address, n, most)
		}
		if isList {
			t.Logf("%-26s %5d bytes", p.address, n)
		}
	}
	for most, p := range heaviest {
		t.Logf("the heaviest page of those with %d bytes: %s, %d bytes, or %d as hosts compress on the fly",
			most, p.address, f.weigh(p, brotli.BestCompression), weight[most])
	}
}

// TestDrawingsAreLight holds that drawings are light, say what they show, and keep to the reader's colours.
func TestDrawingsAreLight(t *testing.T) {
	const most, atLeast = 3_000, 10
	drawings := 0
	for name, data := range shipped(t).files {
		if !strings.HasPrefix(name, "assets/images/") || !strings.HasSuffix(name, ".svg") {
			continue
		}
		drawings++
		if n := compressed(data, brotli.DefaultCompression); n > most {
			t.Errorf("%s: %d bytes in brotli; %d are allowed", name, n, most)
		}
		for _, part := range []string{"<title", "<desc", "prefers-color-scheme:dark", "@media print"} {
			if !bytes.Contains(data, []byte(part)) {
				t.Errorf("%s has no %s", name, part)
			}
		}
	}
	if drawings < atLeast {
		t.Errorf("%d drawings, not %d", drawings, atLeast)
	}
}

// weigh returns the compressed size of a page with its style sheets.
func (f *finished) weigh(p *page, level int) int {
	sum := compressed(p.data, level)
	for _, link := range p.elements("link") {
		if attribute(link, "rel") == "stylesheet" {
			sum += compressed(f.files[strings.TrimPrefix(attribute(link, "href"), "/")], level)
		}
	}
	return sum
}

func compressed(data []byte, level int) int {
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, level)
	w.Write(data)
	w.Close()
	return b.Len()
}

// forReading are the scripts of pages that are there to be read.
var forReading = regexp.MustCompile(`^/assets/js/(find|page|read)\.`)

// Nothing but our own style sheets stands between a reader and the first
// words: no script that blocks, no import, and nothing from anywhere else.
func TestPagesWaitForNothingElse(t *testing.T) {
	f := shipped(t)
	for _, p := range f.pages {
		for _, script := range p.elements("script") {
			switch {
			case attribute(script, "type") == "application/ld+json":
			case f.shows(p) == "" && !forReading.MatchString(attribute(script, "src")):
				t.Errorf("%s has a script beside those of the search's box and of the buttons, and is there to be read", p.address)
			case attribute(script, "type") != "module" && !has(script, "defer") || attribute(script, "src") == "":
				t.Errorf("%s has a script that blocks", p.address)
			}
		}
		if styles := p.elements("style"); len(styles) > 0 && len(p.Needs.StyleHashes) == 0 {
			t.Errorf("%s has a style element that its policy does not allow", p.address)
		}
	}
	for name, data := range f.files {
		if strings.HasSuffix(name, ".css") && bytes.Contains(data, []byte("@import")) {
			t.Errorf("%s waits for another style sheet", name)
		}
	}
}
