package publish

import (
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
)

// Host is what serves a site: a row of the table of hosts. What the others of
// this package, the pages and the command know of a host they ask it.
type Host struct {
	Name  string // as it is named on the command line: "nginx"
	Reads string // what it reads, in words
	// Files are those by which it knows how to serve a site. Their names are
	// Configures.
	Files      func(*Serving) []File
	Configures []string
	// Cannot says in words why it cannot lead on from an old address; "" if it
	// can. Without it, it can lead on from any.
	Cannot func(Redirect) string
	// MetaPolicy says that pages must state their policy themselves, since the
	// host cannot send each its own.
	MetaPolicy bool
	// RedirectPages says that it leads nowhere by itself, so that pages must
	// stand at old addresses.
	RedirectPages bool
	// Limits are what it takes; zero is no limit that we know of.
	Limits Limits
}

// Limits are what a host takes.
type Limits struct {
	Files, FilesInFolder       int
	FileSize                   int64 // in bytes
	Rules, Redirects, LineSize int   // Redirects are told where they are made
}

// Hosts is the table of hosts, in the order in which they are offered. The
// first is the one that is meant where nobody says.
func Hosts() []*Host {
	return []*Host{
		{
			Name: "netlify", Reads: "_headers and _redirects",
			Files: netlifyFiles, Configures: []string{"_headers", "_redirects"}, MetaPolicy: true,
			Limits: Limits{FilesInFolder: 54_000},
		},
		{
			Name: "cloudflare", Reads: "the same, within the limits of Cloudflare Pages",
			Files: cloudflareFiles, Configures: []string{"_headers", "_redirects"}, Cannot: cloudflareCannot,
			// As its documentation says; a site of 100,000 pages has to go elsewhere.
			Limits: Limits{Files: 20_000, FileSize: 25 << 20, Rules: 100, Redirects: 1000, LineSize: 2000}, // 2,000 lines, two for each
		},
		{Name: "caddy", Reads: "_Caddyfile, to be imported", Files: caddyFiles, Configures: []string{"_Caddyfile"}},
		{Name: "nginx", Reads: "_nginx.conf, to be included", Files: nginxFiles, Configures: []string{"_nginx.conf"}},
		{Name: "apache", Reads: ".htaccess", Files: apacheFiles, Configures: []string{".htaccess"}},
		{
			Name: "static", Reads: "nothing, as GitHub Pages, GitLab Pages, S3 and many more",
			Files: staticFiles, Configures: []string{".nojekyll"}, Cannot: PageCannot, MetaPolicy: true, RedirectPages: true,
		},
	}
}

// ReadsNothing reports whether it cannot be told how to serve a site.
func (h *Host) ReadsNothing() bool { return h.MetaPolicy && h.RedirectPages }

// FindHost returns a host of the table by its name, or nil.
func FindHost(name string) *Host {
	for _, h := range Hosts() {
		if h.Name == name {
			return h
		}
	}
	return nil
}

// HostFiles returns the files by which a host knows how to serve the site. A
// site that is more than the host takes is an error.
func (s *Serving) HostFiles(h *Host) ([]File, error) {
	if err := s.checkLimits(h); err != nil {
		return nil, fmt.Errorf("%s does not take this site: %w", h.Name, err)
	}
	if h.Files == nil {
		return nil, nil
	}
	return h.Files(s), nil
}

// ForHost makes a file for the host, which it does not serve.
func ForHost(name, text string) File {
	return File{Path: name, Kind: HostFile, Render: func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}}
}

// staticFiles keep GitHub from treating the site as the source of another.
func staticFiles(*Serving) []File { return []File{ForHost(".nojekyll", "")} }

// checkLimits holds the site against what a host says that it takes. Such a site
// would go through here and be refused there, or worse, be served without the
// headers of the lines that were too many.
func (s *Serving) checkLimits(h *Host) error {
	l := h.Limits
	if l.Files > 0 && len(s.files) > l.Files {
		return fmt.Errorf("it has %d files, and the most is %d", len(s.files), l.Files)
	}
	if err := s.checkFolders(l.FilesInFolder); err != nil {
		return err
	}
	if l.Rules > 0 {
		if n := len(s.rules(!h.MetaPolicy)); n > l.Rules {
			return fmt.Errorf("it takes %d rules to say with which headers its files are served, and the most is %d", n, l.Rules)
		}
	}
	if l.LineSize > 0 && h.Files != nil {
		return checkLines(h.Files(s), l.LineSize)
	}
	return nil
}

// checkFolders finds a folder with more files than the host takes.
func (s *Serving) checkFolders(most int) error {
	inFolder := map[string]int{}
	for _, f := range s.files {
		folder := path.Dir(f.Path)
		inFolder[folder]++
		if path.Base(f.Path) == "index.html" { // its folder is an entry of the one above
			inFolder[path.Dir(folder)]++
		}
	}
	maps.DeleteFunc(inFolder, func(_ string, n int) bool { return most == 0 || n <= most })
	for _, folder := range sortedKeys(inFolder) {
		return fmt.Errorf("the folder %s has %d files, and the most is %d", folder, inFolder[folder], most)
	}
	return nil
}

// checkLines looks at the files as the host will read them, since only they tell
// how long a line became.
func checkLines(files []File, most int) error {
	for i := range files {
		var text strings.Builder
		if err := files[i].Render(&text); err != nil {
			return err
		}
		for line := range strings.Lines(text.String()) {
			if len(line) > most {
				return fmt.Errorf("a line of its headers or redirects has %d characters, and the most is %d: %.60s…", len(line), most, line)
			}
		}
	}
	return nil
}

// Configurations lists the names of all files that say to some host how to
// serve a site.
func Configurations() []string {
	var names []string
	for _, h := range Hosts() {
		names = append(names, h.Configures...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}
