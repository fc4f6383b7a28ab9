package shipped

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"nosology/generator/content"
	"nosology/generator/disk"
	"nosology/generator/rules"
	"nosology/generator/site"
)

// Every address that was given out still leads to its page. A page that moves
// gets its old address under aliases; only then may its line be changed.
func TestEveryAddressStands(t *testing.T) {
	f := shipped(t)
	list := disk.Read(t, "testdata/addresses.txt")
	addresses := strings.Fields(string(list))
	if len(addresses) < 235 {
		t.Errorf("the list has only %d addresses", len(addresses))
	}
	for _, address := range addresses {
		if f.ByAddress(address) == nil {
			t.Errorf("there is no page at %s", address)
		}
	}
	for _, p := range f.Pages {
		if !slices.Contains(addresses, p.Address) && !isNotFound(p) {
			t.Logf("%s is new: once it is published, add it to testdata/addresses.txt", p.Address)
		}
	}
}

// What belongs to every page, whatever it is about.
func TestEveryPageIsWhole(t *testing.T) {
	f := shipped(t)
	titles := map[string]string{}
	for _, p := range f.pages {
		title := text(p.elements("title")[0])
		if other := titles[title]; other != "" {
			t.Errorf("%s and %s are both called %q", other, p.address, title)
		}
		titles[title] = p.address
		if n := len(slices.DeleteFunc(p.elements("h1"), isInTemplate)); n != 1 {
			t.Errorf("%s has %d first headings", p.address, n)
		}
		if attribute(p.elements("html")[0], "lang") != "en-GB" {
			t.Errorf("%s does not say its language", p.address)
		}
		if p.meta("description") == "" || p.meta("viewport") == "" {
			t.Errorf("%s says nothing of itself, or of the width it is made for", p.address)
		}
		if p.Path == notFound {
			continue
		}
		if f.ByAddress(p.address) != nil && !bytes.Contains(p.data, []byte(f.Tree.Site.Contact.S)) {
			t.Errorf("%s does not say where to report a mistake", p.address)
		}
		if got, want := p.link("canonical"), f.Tree.Site.BaseURL.S+p.address; got != want {
			t.Errorf("%s says that it is at %q", p.address, got)
		}
	}
}

// No page lets a reader think that a clinician stood behind it.
func TestPagesSayThatNobodyReviewedThem(t *testing.T) {
	f := shipped(t)
	statement := []byte(f.Tree.Site.Reviewed.S)
	for _, p := range f.pages {
		doc := f.ByAddress(p.address)
		if doc == nil || doc.Kind == content.Page {
			continue
		}
		if doc.Review.Clinician == nil && !bytes.Contains(p.data, statement) {
			t.Errorf("%s does not say that it is unreviewed", p.address)
		}
		if doc.Review.Clinician == nil && bytes.Contains(p.data, []byte("reviewedBy")) {
			t.Errorf("%s names a reviewer to search engines", p.address)
		}
		for _, date := range []content.Date{doc.Review.Written, doc.Review.Due} {
			if day := date.Format("2\u00a0January\u00a02006"); !bytes.Contains(p.data, []byte(day)) {
				t.Errorf("%s does not show %s", p.address, day)
			}
		}
	}
}

// A sign that makes causes less likely is not said to make the sign itself less likely, or the reader's complaint.
func TestPagesSayWhatIsLessLikely(t *testing.T) {
	f := shipped(t)
	for _, p := range f.pages {
		doc := f.ByAddress(p.address)
		if doc == nil {
			continue
		}
		against := func(e site.Evidence) bool { return e.Strength == rules.Against }
		switch {
		case doc.Kind == content.Cause && slices.ContainsFunc(doc.Findings(), against) && !bytes.Contains(p.data, []byte("Makes it less likely")),
			doc.Kind == content.Finding && slices.ContainsFunc(doc.Causes(), against) && !bytes.Contains(p.data, []byte("Less likely with it")),
			bytes.Contains(p.data, []byte("Speaks against")):
			t.Errorf("%s does not say in plain words what is less likely", p.address)
		}
	}
}

// What search engines read is JSON, and speaks of the page that it stands on.
func TestStructuredDataParses(t *testing.T) {
	f := shipped(t)
	for _, p := range f.pages {
		var blocks int
		for _, script := range p.elements("script") {
			if attribute(script, "type") != "application/ld+json" {
				continue
			}
			blocks++
			var data struct {
				Context string `json:"@context"`
				Graph   []struct {
					Type string `json:"@type"`
					URL  string
					Name string
				} `json:"@graph"`
			}
			if err := json.Unmarshal([]byte(script.FirstChild.Data), &data); err != nil {
				t.Errorf("%s: %v", p.address, err)
				continue
			}
			if data.Context != "https://schema.org" || len(data.Graph) == 0 || data.Graph[0].Name == "" || data.Graph[0].URL != p.link("canonical") {
				t.Errorf("%s: the structured data is of something else: %+v", p.address, data)
			}
		}
		if want := p.Path != notFound; want != (blocks == 1) {
			t.Errorf("%s has %d blocks of structured data", p.address, blocks)
		}
	}
}

// What a page fetches comes from the site itself; what it links to is
// encrypted on the way.
func TestPagesFetchFromNowhereElse(t *testing.T) {
	f := shipped(t)
	fetching := []string{"stylesheet", "icon", "manifest", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch"}
	for _, p := range f.pages {
		for n := range p.root.Descendants() {
			for _, a := range n.Attr {
				link := a.Key == "href" && (n.Data == "a" || n.Data == "area")
				rel := n.Data == "link" && a.Key == "href"
				switch {
				case strings.HasPrefix(a.Val, "http:"):
					t.Errorf("%s: <%s %s=%q> is not encrypted", p.address, n.Data, a.Key, a.Val)
				case rel && !slices.Contains(fetching, attribute(n, "rel")), link:
				case slices.Contains([]string{"src", "srcset", "href", "xlink:href", "poster", "data", "action", "formaction", "ping"}, a.Key):
					if u, err := url.Parse(a.Val); err != nil || u.Host != "" || u.Scheme != "" && u.Scheme != "data" {
						t.Errorf("%s: <%s %s=%q> leads away", p.address, n.Data, a.Key, a.Val)
					}
				case strings.HasPrefix(a.Key, "on"), a.Key == "style":
					t.Errorf("%s: <%s %s> is against the page's policy", p.address, n.Data, a.Key)
				}
			}
		}
	}
	abroad := regexp.MustCompile(`url\(\s*["']?(//|[a-z]+://)`)
	for name, data := range f.files {
		if strings.HasSuffix(name, ".css") && abroad.Match(data) {
			t.Errorf("%s fetches from elsewhere: %s", name, abroad.Find(data))
		}
	}
}

// encoded is what spells words only by chance: bytes and digests in base64.
var encoded = regexp.MustCompile(`(integrity|data-known)="[^"]*"`)

// What never belongs into a finished file: sources that are no documents,
// sentences left for later, traces of a template or of somebody's machine.
func TestNothingUnfinishedIsPublished(t *testing.T) {
	f := shipped(t)
	traces := []string{
		"seed-a", "seed-b", "lorem ipsum", "todo:", "fixme", "tbc", "xxx", "<no value>", "zgotmplz", "%!s(", "%!d(", "(*", "0x0",
		"{{", "[@", "{flag=", "[!", "/home/", "/root/", "/users/", "/tmp/", "file://", "localhost", "127.0.0.1",
	}
	for _, p := range f.pages {
		lower := strings.ToLower(string(encoded.ReplaceAll(p.data, nil)))
		for _, trace := range traces {
			if i := strings.Index(lower, trace); i >= 0 {
				t.Errorf("%s: %q in …%s…", p.address, trace, lower[max(0, i-40):min(len(lower), i+40)])
			}
		}
	}
	for name, data := range f.files {
		for _, trace := range []string{"/home/", "/root/", "/Users/", "/tmp/", "/go/src/", "/go/pkg/", "seed-a", "seed-b"} {
			if bytes.Contains(data, []byte(trace)) {
				t.Errorf("%s holds %q", name, trace)
			}
		}
	}
}

func TestSitemapListsEveryPage(t *testing.T) {
	f := shipped(t)
	var sitemap struct {
		URLs []struct {
			Loc     string `xml:"loc"`
			LastMod string `xml:"lastmod"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(f.files["sitemap.xml"], &sitemap); err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, u := range sitemap.URLs {
		if listed[u.Loc] {
			t.Errorf("%s is listed twice", u.Loc)
		}
		listed[u.Loc] = true
		if _, err := time.Parse(time.DateOnly, u.LastMod); err != nil {
			t.Errorf("%s: %v", u.Loc, err)
		}
	}
	for _, p := range f.Pages {
		address := f.Tree.Site.BaseURL.S + p.Address
		if want := !isNotFound(p); listed[address] != want {
			t.Errorf("%s is listed: %v", address, !want)
		}
		delete(listed, address)
	}
	for address := range listed {
		t.Errorf("%s is listed, and is no page", address)
	}
	if robots := string(f.files["robots.txt"]); !strings.Contains(robots, "Sitemap: "+f.Tree.Site.BaseURL.S+"/sitemap.xml\n") || strings.Contains(robots, "Disallow: /") {
		t.Errorf("robots.txt says %q", robots)
	}
}

func TestFeedHasDatesAndPages(t *testing.T) {
	f := shipped(t)
	type link struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	}
	var feed struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		ID      string   `xml:"id"`
		Title   string   `xml:"title"`
		Updated string   `xml:"updated"`
		Links   []link   `xml:"link"`
		Entries []struct {
			ID      string `xml:"id"`
			Title   string `xml:"title"`
			Updated string `xml:"updated"`
			Link    link   `xml:"link"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(f.files["feed.xml"], &feed); err != nil {
		t.Fatal(err)
	}
	if feed.ID == "" || feed.Title == "" || len(feed.Entries) == 0 {
		t.Fatalf("the feed is empty: %+v", feed)
	}
	newest, seen := "", map[string]bool{}
	for _, e := range feed.Entries {
		if _, err := time.Parse(time.RFC3339, e.Updated); err != nil || e.Title == "" || e.ID == "" || seen[e.ID] {
			t.Errorf("an entry is not whole: %+v", e)
		}
		seen[e.ID] = true
		newest = max(newest, e.Updated)
		if f.ByAddress(strings.TrimPrefix(e.Link.Href, f.Tree.Site.BaseURL.S)) == nil {
			t.Errorf("an entry leads to %s, where no page is", e.Link.Href)
		}
	}
	if feed.Updated != newest {
		t.Errorf("the feed says it is of %s, its newest entry is of %s", feed.Updated, newest)
	}
}

// notFound is what hosts show where there is no page. It has no address of its
// own.
const notFound = "404.html"

func isNotFound(p *site.Page) bool { return p.Page != nil && p.Page.Shows.S == "not-found" }

// isInTemplate reports whether an element is shown only once a script copies it.
func isInTemplate(n *html.Node) bool {
	for above := range n.Ancestors() {
		if above.Data == "template" {
			return true
		}
	}
	return false
}

// text is all text in an element.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

// meta returns what a page says under a name in its head.
func (p *page) meta(name string) string {
	for _, m := range p.elements("meta") {
		if attribute(m, "name") == name {
			return attribute(m, "content")
		}
	}
	return ""
}

// link returns the address that a page links to in a relation.
func (p *page) link(rel string) string {
	for _, l := range p.elements("link") {
		if attribute(l, "rel") == rel {
			return attribute(l, "href")
		}
	}
	return ""
}
