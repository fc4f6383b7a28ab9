package preview

import (
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"nosology/generator"
	"nosology/generator/diag"
	"nosology/generator/publish"
)

// event is what the browsers are told after a save.
type event struct {
	// Version names the state of the site; it is another after each update, and
	// after each start of the preview.
	Version string `json:"version"`
	// Reload asks for the page anew. Otherwise Styles are swapped in place.
	Reload bool              `json:"reload"`
	Styles map[string]string `json:"styles,omitempty"` // old address: new address
	Errors []mistake         `json:"errors,omitempty"` // to be shown over the page
}

// mistake is a diagnostic as the overlay shows it.
type mistake struct {
	Where   string `json:"where"` // "content/causes/caffeine.md:7:3"
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	Source  string `json:"source,omitempty"`
	Caret   int    `json:"caret,omitempty"` // column in Source, from 1
}

// happened says what an update means for a page that is being looked at. A
// file that was saved as it was means nothing, but that no mistake stands.
func happened(c generator.Change, before, after *shownSite, made *generator.Site) event {
	switch {
	case after == nil:
		return event{Errors: mistakes(made.Diagnostics)}
	case before == nil || c.Layouts || !onlyDocuments(c.Content) || !sameDocuments(before.site, after.site):
		return event{Reload: true}
	case !c.Static:
		return event{}
	}
	styles, only := newStyles(before, after)
	return event{Reload: !only, Styles: styles}
}

// onlyDocuments reports whether nothing but texts was saved. A picture or a
// settings file may change any page without changing any document.
func onlyDocuments(paths []string) bool {
	return !slices.ContainsFunc(paths, func(p string) bool { return path.Ext(p) != ".md" })
}

// mistakes are the errors, as few and in such order as a terminal shows them.
func mistakes(ds []diag.Diagnostic) []mistake {
	var list []mistake
	for _, d := range diag.Fold(ds, diag.Error) {
		if d.Severity != diag.Error {
			continue
		}
		hint := d.Hint
		if more := d.MoreLikeIt(); more != "" {
			hint = strings.TrimPrefix(hint+"; "+more, "; ")
		}
		list = append(list, mistake{d.Position.String(), d.Message, hint, d.Source, d.Column})
	}
	return list
}

// hashed finds the digest in a published name, such as ".4f3a9c1d" in
// "site.4f3a9c1d.css". Without it, the old and the new name of one file are alike.
var hashed = regexp.MustCompile(`\.[0-9a-f]{8,}(\.[a-z0-9]+)$`)

// newStyles finds style sheets whose bytes changed, and reports whether no
// other static file did.
func newStyles(before, after *shownSite) (styles map[string]string, only bool) {
	styles = map[string]string{}
	now := map[string]string{} // by name without its hash
	for p, f := range after.files {
		if f.Kind == publish.AssetFile && before.files[p] == nil {
			now[hashed.ReplaceAllString(p, "$1")] = p
		}
	}
	for p, f := range before.files {
		if f.Kind != publish.AssetFile || after.files[p] != nil {
			continue
		}
		next := now[hashed.ReplaceAllString(p, "$1")]
		if path.Ext(p) != ".css" || next == "" {
			return nil, false
		}
		styles["/"+p] = "/" + next
	}
	return styles, len(styles) == len(now)
}

// sameDocuments reports whether two sites are of the same documents, settings
// included.
func sameDocuments(a, b *generator.Site) bool {
	if len(a.Docs) != len(b.Docs) || a.Tree.Site != b.Tree.Site || a.Checker != b.Checker {
		return false
	}
	// Documents are compared as pointers: the reader hands out the same one for as
	// long as its file, and all that the file takes in, stays as it was.
	for i := range a.Docs {
		if a.Docs[i] != b.Docs[i] {
			return false
		}
	}
	return true
}

// news passes events on to whoever listens.
type news struct {
	mu      sync.Mutex
	readers map[chan string]bool
	closed  bool
	last    string // the errors that stand, for a page that comes later
	start   int64  // when the preview was started
	updates int
}

func newNews() *news { return &news{readers: map[chan string]bool{}, start: time.Now().UnixNano()} }

func (n *news) version() string { return fmt.Sprintf("%x-%d", n.start, n.updates) }

// send sends an event to all. A reader that is slow misses events but the
// last, which is all it needs.
func (n *news) send(e event) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.updates++
	e.Version = n.version()
	data, err := json.Marshal(e)
	if err != nil {
		return // an event is strings and numbers
	}
	n.last = ""
	if len(e.Errors) > 0 {
		n.last = string(data)
	}
	for c := range n.readers {
		select {
		case <-c: // make room
		default:
		}
		c <- string(data)
	}
}

// listen returns the present version, a channel of events, and what to do when
// no more are wanted.
func (n *news) listen() (string, <-chan string, func()) {
	c := make(chan string, 1)
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.closed {
		close(c)
		return n.version(), c, func() {}
	}
	if n.last != "" {
		c <- n.last
	}
	n.readers[c] = true
	return n.version(), c, func() {
		n.mu.Lock()
		defer n.mu.Unlock()
		delete(n.readers, c)
	}
}

// close ends all listening.
func (n *news) close() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.closed = true
	for c := range n.readers {
		close(c)
	}
	clear(n.readers)
}
