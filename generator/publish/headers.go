package publish

import (
	"path"
	"reflect"
	"slices"
	"strings"
)

// Header is a line of a response.
type Header struct{ Name, Value string }

// Serving says how a site is to be served, whatever serves it: with which
// headers each file goes out, and which old addresses lead where. The files of
// configuration for this or that host are all derived from it.
type Serving struct {
	files     []File
	moved     []Redirect // all that lead on
	redirects []Redirect // by the host
	noIndex   bool
	manifest  bool
	path      string
}

// Terms are what the serving of a site depends on beside its files.
type Terms struct {
	NoIndex bool   // ask search engines to stay away
	Path    string // where on its host the site begins: "" or "/site"
	// RedirectPages says that pages stand at old addresses, and the host has
	// nothing to do there.
	RedirectPages bool
}

// NewServing says how files are to be served.
func NewServing(files []File, redirects []Redirect, terms Terms) *Serving {
	isManifest := func(f File) bool { return path.Ext(f.Path) == ".webmanifest" }
	s := &Serving{files: files, moved: redirects, noIndex: terms.NoIndex, manifest: slices.ContainsFunc(files, isManifest), path: terms.Path}
	if !terms.RedirectPages {
		s.redirects = slices.SortedStableFunc(slices.Values(redirects), queriesFirst)
	}
	return s
}

// queriesFirst puts an old address that a query tells before that of the same path with
// any query: hosts lead on by the first that fits.
func queriesFirst(a, b Redirect) int {
	switch {
	case (a.Query == "") == (b.Query == ""):
		return 0
	case a.Query != "":
		return -1
	}
	return 1
}

// Headers returns everything that a response with the file must say, in order
// of name, but for what depends on the request: length, date, encoding.
func (s *Serving) Headers(f *File) []Header {
	headers := append(s.common(), s.own(f)...)
	headers = append(headers, Header{"Content-Type", ContentType(f.Path)})
	slices.SortFunc(headers, func(a, b Header) int { return strings.Compare(a.Name, b.Name) })
	return headers
}

// common are the headers that every file has alike.
func (s *Serving) common() []Header {
	headers := []Header{
		// A checker of symptoms has no use for any of these, and no script that came in
		// by a mistake shall have one either.
		{"Permissions-Policy", "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"},
		// Where a reader comes from says what worries them.
		{"Referrer-Policy", "no-referrer"},
		// Neighbours on other subdomains are not ours to speak for.
		{"Strict-Transport-Security", "max-age=63072000"},
		{"X-Content-Type-Options", "nosniff"},
	}
	if s.noIndex {
		headers = append(headers, Header{"X-Robots-Tag", "noindex"})
	}
	return headers
}

// ownOfEach returns the headers that differ from one kind of file to another,
// for each file. Files that need the same share them.
func (s *Serving) ownOfEach() [][]Header {
	all := make([][]Header, len(s.files))
	for i := range s.files {
		f := &s.files[i]
		if i > 0 && f.Kind != DownloadFile && f.Kind == s.files[i-1].Kind && reflect.DeepEqual(f.Needs, s.files[i-1].Needs) {
			all[i] = all[i-1]
		} else {
			all[i] = s.own(f)
		}
	}
	return all
}

// own are the headers that differ from one kind of file to another.
func (s *Serving) own(f *File) []Header {
	if f.Kind == AssetFile {
		return []Header{
			{"Cache-Control", "public, max-age=31536000, immutable"},
			// Others may show our pictures and read our knowledge base.
			{"Cross-Origin-Resource-Policy", "cross-origin"},
		}
	}
	if f.Kind == DownloadFile {
		if Runs(f.Path) {
			return append(downloadHeaders(), saved)
		}
		return downloadHeaders()
	}
	return append([]Header{
		{"Cache-Control", "public, max-age=0, must-revalidate"},
		{"Content-Security-Policy", s.Policy(f)},
		{"Cross-Origin-Resource-Policy", "same-origin"},
	}, apart(f)...)
}

// apart returns the header that keeps a page in which a reader's answers lie out of
// the process of a page that opened it, and nothing for a page that has no answers.
// There it would only make readers wait: Chromium begins a new process for it, and
// drew a first page of the site that ships after 336 ms, without it after 188 ms. No
// meta element can say it.
func apart(f *File) []Header {
	if f.Kind != PageFile || !f.Needs.Wasm {
		return nil
	}
	return []Header{{"Cross-Origin-Opener-Policy", "same-origin"}}
}

// Policy is the Content-Security-Policy of a file: nothing is allowed but what
// it needs, and only from our own origin.
func (s *Serving) Policy(f *File) string {
	if f.Kind == WorkerFile {
		return "default-src 'none'; connect-src 'self'; script-src 'self'"
	}
	return strings.Join(f.Needs.directives(s.manifest), "; ")
}

// MetaPolicy is the policy of a page with such needs, for a meta element in the
// page itself. Hosts send the page of missing pages from any address, with the
// headers of none. What a meta element cannot say is left out.
func MetaPolicy(n Needs) string {
	directives := slices.DeleteFunc(n.directives(true), func(d string) bool { return strings.HasPrefix(d, "frame-ancestors ") })
	return strings.Join(directives, "; ")
}

// directives are the parts of a policy.
func (n Needs) directives(manifest bool) []string {
	directives := []string{"default-src 'none'", "base-uri 'none'"}
	add := func(wanted bool, name string, sources ...string) {
		if wanted {
			directives = append(directives, strings.Join(append([]string{name}, sources...), " "))
		}
	}
	// Ours comes first, then those that the site opens. A directive that is left out
	// falls back on default-src 'none', but for form-action, which has to be written.
	own := func(wanted bool, others []string) []string {
		if wanted {
			return append([]string{"'self'"}, others...)
		}
		return others
	}
	connections, forms := own(n.Connect, n.Opens.Connections), own(n.Form, n.Opens.Forms)
	add(len(connections) > 0, "connect-src", connections...)
	add(len(forms) == 0, "form-action", "'none'")
	add(len(forms) > 0, "form-action", forms...)
	add(true, "frame-ancestors", "'none'")
	add(len(n.Opens.Frames) > 0, "frame-src", n.Opens.Frames...)
	add(true, "img-src", append([]string{"'self'", "data:"}, n.Opens.Images...)...)
	add(manifest, "manifest-src", "'self'")
	add(n.Script || n.Wasm || len(n.ScriptHashes)+len(n.Opens.Scripts) > 0, "script-src", n.scriptSources()...)
	add(true, "style-src", quoted([]string{"'self'"}, n.StyleHashes)...)
	add(n.Worker, "worker-src", "'self'")
	// Registering a worker by its address is what this forbids, among others.
	// Scripts of others are written for pages without it.
	trusted := n.Script && !n.Worker && len(n.Opens.Scripts) == 0
	add(trusted, "require-trusted-types-for", "'script'")
	add(trusted, "trusted-types", "'none'")
	return directives
}

// scriptSources are what script-src allows. 'wasm-unsafe-eval' lets WebAssembly be
// compiled, and no text be run as a script, whatever its name says.
func (n Needs) scriptSources() []string {
	var sources []string
	if n.Script {
		sources = append(sources, "'self'")
	}
	if n.Wasm {
		sources = append(sources, "'wasm-unsafe-eval'")
	}
	return append(quoted(sources, n.ScriptHashes), n.Opens.Scripts...)
}

// quoted appends hashes as a policy writes them, in quotes.
func quoted(sources, hashes []string) []string {
	for _, hash := range hashes {
		sources = append(sources, "'"+hash+"'")
	}
	return sources
}
