// Package preview shows a site while it is being written: pages are rendered
// when they are asked for, and the browser is told when something was saved.
//
// What it serves is byte for byte what a build writes, but for one script at
// the end of each page, which reloads it and shows what is wrong, and a policy
// in a page itself that would forbid that script. A test edits a folder 200 times
// and holds every page of the preview against a build after each.
//
// What happens after a save: Watch finds out which files are not as they were
// and calls Update, which has the generator.Session read and link what changed.
// If the content is without errors, what shows the new site takes the place
// of the one that is shown, in one step; requests under way go on with theirs.
// Then the browsers are told (news) what that means for them: nothing, another
// style sheet, or to ask again. Pages themselves are made only when somebody asks
// for them.
package preview

import (
	"bytes"
	"context"
	"errors"
	"html"
	"net"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"nosology/generator"
	"nosology/generator/content"
	"nosology/generator/diag"
	"nosology/generator/publish"
)

// own is where the preview's script and its news stand. No page can be there:
// a document's id has no underscore.
const own = "/_preview/"

// Server serves a site from memory. It is an http.Handler.
type Server struct {
	session *generator.Session
	news    *news
	hosts   hosts

	updating sync.Mutex // one Update at a time
	mu       sync.RWMutex
	shown    *shownSite // the last site without errors; nil before there was one
	latest   *generator.Site
}

// shownSite is a site as it is being shown.
type shownSite struct {
	site  *generator.Site
	files map[string]*publish.File // by path
	pages map[string]int           // by address: index into site.Pages
}

// New reads a site and returns a server for it. Mistakes in the content are
// shown in the browser; the error is only for trouble with the disk.
func New(opt generator.Options) (*Server, error) {
	s := &Server{session: generator.NewSession(opt), news: newNews()}
	return s, s.Update(generator.Change{})
}

// Diagnostics returns what is wrong with the content as it was last read.
func (s *Server) Diagnostics() []diag.Diagnostic {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return slices.Clone(s.latest.Diagnostics)
}

// Pages returns how many documents are shown.
func (s *Server) Pages() int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return len(s.latest.Pages)
}

// Waiting returns how many documents are not shown, for they are drafts or
// scheduled for later.
func (s *Server) Waiting() int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return len(s.latest.Tree.Docs) - len(s.latest.Pages)
}

// Update brings the site up to date with what was saved, and tells the
// browsers that are looking.
func (s *Server) Update(c generator.Change) error {
	s.updating.Lock()
	defer s.updating.Unlock()
	made, err := s.session.Update(c)
	if err != nil {
		return err
	}
	next := (*shownSite)(nil)
	if len(made.Files) > 0 && !diag.HasErrors(made.Diagnostics) {
		next = newShownSite(made)
	}
	s.mu.Lock()
	before := s.shown
	s.latest = made
	// A site with errors is not shown, and the last good one stays; latest is the
	// broken one even so, for Diagnostics and the counts speak of what was saved.
	if next != nil {
		s.shown = next
	}
	s.mu.Unlock()
	s.news.send(happened(c, before, next, made))
	return nil
}

// newShownSite indexes a site for requests. It takes the addresses of elements of
// made.Files and made.Pages, so these slices must not be appended to afterwards;
// a later Update makes others.
func newShownSite(made *generator.Site) *shownSite {
	s := &shownSite{site: made, files: make(map[string]*publish.File, len(made.Files)), pages: make(map[string]int, len(made.Pages))}
	for i := range made.Files {
		s.files[made.Files[i].Path] = &made.Files[i]
	}
	for i, p := range made.Pages {
		s.pages[p.Address] = i
	}
	return s
}

// ServeHTTP answers a request for a page, an asset, or the preview's own.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case !s.hosts.welcome(r.Host):
		http.Error(w, "This preview answers only to its own address.", http.StatusMisdirectedRequest)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "A preview can only be read.", http.StatusMethodNotAllowed)
	case strings.HasPrefix(r.URL.Path, own):
		s.serveOwn(w, r)
	default:
		s.servePage(w, r)
	}
}

// servePage answers for everything that is the site's own. The lock is let go
// before the page is rendered: an Update meanwhile puts another site into
// s.shown, and this request goes on with the one that it began with, which
// nobody changes any more.
func (s *Server) servePage(w http.ResponseWriter, r *http.Request) {
	s.mu.RLock()
	shown := s.shown
	s.mu.RUnlock()
	if shown == nil {
		writeHTML(w, r, http.StatusServiceUnavailable, withScript([]byte(nothingYet)))
		return
	}
	if to := shown.moved(r.URL.Path); to != "" {
		http.Redirect(w, r, to, http.StatusFound)
		return
	}
	f, status := shown.file(r.URL.Path)
	if status == http.StatusNotFound && shown.waits(r.URL.Path) {
		writeHTML(w, r, http.StatusNotFound, withScript([]byte(notYet)))
		return
	}
	if f == nil {
		writeHTML(w, r, http.StatusNotFound, withScript([]byte(notFound)))
		return
	}
	// Rendered whole before anything is sent: a layout that breaks half way must
	// still be able to answer with another status.
	var page bytes.Buffer
	if err := f.Render(&page); err != nil {
		s.failed(w, r, err)
		return
	}
	shown.header(w, f)
	body := page.Bytes()
	if isPage(f) {
		body = withScript(withoutPolicy(body))
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(body)
	}
}

// What stands in where the site has no page to show.
const (
	notYet     = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Not published yet</title><p>This page is a draft, or scheduled for later, and such pages are left out. To see them, end the preview and begin it with: nosology serve --drafts</p>`
	nothingYet = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Not ready</title><p>The site cannot be shown yet. The first mistake is named below; this page reloads once it is mended.</p>`
	notFound   = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Not found</title><p>No page of the site has this address.</p>`
)

// file finds what stands at an address; for an address that nothing has, the
// page that says so.
func (s *shownSite) file(address string) (*publish.File, int) {
	name := strings.TrimPrefix(path.Clean(address), "/")
	if strings.HasSuffix(address, "/") {
		name = strings.TrimPrefix(name+"/index.html", "/")
	}
	if f := s.files[name]; f != nil && f.Kind != publish.HostFile {
		return f, http.StatusOK
	}
	return s.files["404.html"], http.StatusNotFound
}

// waits reports whether a document will stand at an address once it is no
// draft any more, or its day has come.
func (s *shownSite) waits(address string) bool {
	address = path.Clean(address) + "/"
	_, isShown := s.pages[address]
	return !isShown && slices.ContainsFunc(s.site.Tree.Docs, func(d *content.Document) bool { return d.Address == address })
}

// moved returns where to look instead: a folder's address ends in a slash.
func (s *shownSite) moved(address string) string {
	if strings.HasSuffix(address, "/") || path.Ext(address) != "" {
		return ""
	}
	if s.files[strings.TrimPrefix(path.Clean(address), "/")+"/index.html"] == nil {
		return ""
	}
	return path.Clean(address) + "/"
}

// header sets what the host would set, but that nothing is kept and the
// preview's script may run and listen.
func (s *shownSite) header(w http.ResponseWriter, f *publish.File) {
	// The policy is made from what a page needs, so the script of the preview is
	// added to a copy of its needs rather than to the finished header.
	shown := *f
	if isPage(f) {
		shown.Needs.Script, shown.Needs.Connect = true, true
	}
	for _, h := range s.site.Serving.Headers(&shown) {
		w.Header().Set(h.Name, h.Value)
	}
	w.Header().Del("Strict-Transport-Security") // nobody wants their localhost on https for two years
	w.Header().Set("Cache-Control", "no-store")
}

func isPage(f *publish.File) bool { return path.Ext(f.Path) == ".html" }

// failed tells of a layout that breaks on this very page.
func (s *Server) failed(w http.ResponseWriter, r *http.Request, err error) {
	writeHTML(w, r, http.StatusInternalServerError, withScript([]byte(
		`<!doctype html><html lang="en"><meta charset="utf-8"><title>This page cannot be made</title><p>This page cannot be made: </p><pre>`+html.EscapeString(err.Error())+`</pre>`)))
}

// writeHTML answers with a page of the preview's own, which has no headers of the
// site: nothing in it comes from the content but text that was escaped.
func writeHTML(w http.ResponseWriter, r *http.Request, status int, body []byte) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(body)
	}
}

// Serve answers on a listener until the context ends, and then lets what is
// under way finish.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	s.hosts.know(l.Addr())
	server := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	// A browser listens to the news for as long as it shows the page. Shutdown waits
	// for requests to end, and this one would never end by itself.
	server.RegisterOnShutdown(s.news.close)
	done := make(chan error, 1)
	go func() { done <- server.Serve(l) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	if err := server.Shutdown(patience); err != nil {
		server.Close()
	}
	if err := <-done; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
