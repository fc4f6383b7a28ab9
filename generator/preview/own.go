package preview

import (
	"embed"
	"encoding/json"
	"fmt"
	"net/http"
	"path"
	"regexp"
	"strings"

	"nosology/generator/diag"
	"nosology/generator/lint"
	"nosology/generator/site"
)

//go:embed assets
var assets embed.FS

// script is what the preview adds to the end of each page.
const script = `<link rel="stylesheet" href="` + own + `preview.css"><script src="` + own + `preview.js" defer></script>`

func withScript(page []byte) []byte { return append(page, script...) }

var metaPolicy = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="[^"]*">`)

// withoutPolicy takes out the policy that a page has in itself. The one in its
// header holds, and knows of the preview's script.
func withoutPolicy(page []byte) []byte { return metaPolicy.ReplaceAll(page, nil) }

// serveOwn answers for the preview's script, its news and what it tells of a
// page.
func (s *Server) serveOwn(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	switch name := strings.TrimPrefix(r.URL.Path, own); name {
	case "preview.js", "preview.css":
		data, err := assets.ReadFile("assets/" + name)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", map[string]string{".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}[path.Ext(name)])
		w.Write(data)
	case "news":
		s.serveNews(w, r)
	case "page":
		s.servePageFacts(w, r)
	default:
		http.NotFound(w, r)
	}
}

// serveNews streams events for as long as the browser listens.
func (s *Server) serveNews(w http.ResponseWriter, r *http.Request) {
	version, events, done := s.news.listen()
	defer done()
	w.Header().Set("Content-Type", "text/event-stream")
	flush := http.NewResponseController(w)
	// A browser that lost the connection asks again after half a second rather than
	// the three or more of its own accord: an editor is waiting.
	fmt.Fprintf(w, "retry: 500\nevent: version\ndata: %s\n\n", version)
	flush.Flush()
	for {
		select {
		case <-r.Context().Done():
			return
		case data, ok := <-events:
			if !ok {
				return
			}
			fmt.Fprintf(w, "data: %s\n\n", data)
			if flush.Flush() != nil {
				return
			}
		}
	}
}

// facts are what the editors' bar says of a page.
type facts struct {
	Source      string   `json:"source"` // "content/causes/caffeine.md"
	Review      string   `json:"review"`
	Draft       bool     `json:"draft,omitempty"`
	Diagnostics []string `json:"diagnostics"`
	LinkedFrom  []link   `json:"linkedFrom"`
	Drafts      []string `json:"drafts"` // sources of all drafts in the site
}

type link struct {
	Title   string `json:"title"`
	Address string `json:"address"`
}

// servePageFacts answers what the editors' bar asks of the page at an address.
// There is no answer for addresses that are no page of the site, such as that of
// the page of missing pages.
func (s *Server) servePageFacts(w http.ResponseWriter, r *http.Request) {
	s.mu.RLock()
	shown := s.shown
	s.mu.RUnlock()
	if shown == nil {
		http.NotFound(w, r)
		return
	}
	i, ok := shown.pages[r.URL.Query().Get("address")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(shown.facts(shown.site.Pages[i]))
}

// facts are gathered when somebody opens the bar and at no other time: to check one
// page again costs less than to keep for every page what nobody asks for.
func (s *shownSite) facts(p *site.Page) facts {
	source := s.site.At(p.Path, p.Title.Pos).File
	f := facts{Source: source, Review: reviewState(p), Draft: p.Draft, Diagnostics: []string{}, LinkedFrom: []link{}, Drafts: []string{}}
	for _, d := range append(s.of(source), lint.Page(s.site.Site, p)...) {
		where := fmt.Sprintf("%d:%d", d.Line, d.Column)
		if d.File != source { // in a passage that it takes in
			where = d.File + ":" + where
		}
		f.Diagnostics = append(f.Diagnostics, fmt.Sprintf("%s: %s: %s", where, d.Severity, d.Message))
	}
	for _, m := range p.MentionedIn() {
		f.LinkedFrom = append(f.LinkedFrom, link{m.From.Title.S, m.From.Address})
	}
	for _, other := range s.site.Pages {
		if other.Draft {
			f.Drafts = append(f.Drafts, s.site.At(other.Path, other.Title.Pos).File)
		}
	}
	return f
}

// of returns what was found wrong in one file.
func (s *shownSite) of(source string) (ds []diag.Diagnostic) {
	for _, d := range s.site.Diagnostics {
		if d.File == source {
			ds = append(ds, d)
		}
	}
	return ds
}

// reviewState says in words what a clinician has signed. A signature that ended is
// told apart from none: the page was right once, and what changed since is small.
func reviewState(p *site.Page) string {
	due := "no date for the next review"
	if !p.Review.Due.IsZero() {
		due = "due " + p.Review.Due.Format("2 January 2006")
	}
	switch p.SignOff {
	case site.Signed:
		return "signed by " + p.Review.Clinician.Name.S + ", " + due
	case site.Voided:
		return "changed since " + p.Review.Clinician.Name.S + " signed it, " + due
	}
	return "not reviewed by a clinician, " + due
}
