package publish

import (
	"fmt"
	"io"
	"maps"
	"path"
	"strings"
)

// Host is what serves a site.
type Host string

// The hosts that we write configuration for.
const (
	Netlify    Host = "netlify"    // _headers and _redirects
	Cloudflare Host = "cloudflare" // the same, with Cloudflare Pages' limits
	Caddy      Host = "caddy"      // _Caddyfile, to be imported
	Nginx      Host = "nginx"      // _nginx.conf, to be included
)

// limits are what a host takes; zero is no limit that we know of.
type limits struct {
	files, filesInFolder       int
	fileSize                   int64
	rules, redirects, lineSize int
}

func (h Host) limits() limits {
	switch h {
	case Netlify:
		return limits{filesInFolder: 54_000}
	case Cloudflare:
		return limits{files: 20_000, fileSize: 25 << 20, rules: 100, redirects: 2000, lineSize: 2000}
	}
	return limits{}
}

// MaxFileSize is the size in bytes of the largest file that the host takes; 0
// if it takes any.
func (h Host) MaxFileSize() int64 { return h.limits().fileSize }

// HostFiles returns the files by which a host knows how to serve the site. A
// site that is more than the host takes is an error.
func (s *Serving) HostFiles(h Host) ([]File, error) {
	if err := s.checkLimits(h.limits()); err != nil {
		return nil, fmt.Errorf("%s does not take this site: %w", h, err)
	}
	switch h {
	case Caddy:
		return []File{hostFile("_Caddyfile", s.caddyfile())}, nil
	case Nginx:
		return []File{hostFile("_nginx.conf", s.nginxConf())}, nil
	case Netlify, Cloudflare:
		files := []File{hostFile("_headers", s.headersFile())}
		if len(s.redirects) > 0 {
			files = append(files, hostFile("_redirects", s.redirectsFile()))
		}
		return files, nil
	}
	return nil, fmt.Errorf("there is no host %q", h)
}

func hostFile(name, text string) File {
	return File{Path: name, Kind: HostFile, Render: func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}}
}

func (s *Serving) checkLimits(l limits) error {
	if l.files > 0 && len(s.files) > l.files {
		return fmt.Errorf("it has %d files, and the most is %d", len(s.files), l.files)
	}
	if err := s.checkFolders(l.filesInFolder); err != nil {
		return err
	}
	if l.redirects > 0 && 2*len(s.redirects) > l.redirects {
		return fmt.Errorf("it has %d old addresses, and the most is %d", len(s.redirects), l.redirects/2)
	}
	if l.rules > 0 {
		if n := len(s.rules()); n > l.rules {
			return fmt.Errorf("it takes %d rules to say with which headers its files are served, and the most is %d", n, l.rules)
		}
	}
	if l.lineSize > 0 {
		return s.checkLines(l.lineSize)
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

func (s *Serving) checkLines(most int) error {
	for line := range strings.Lines(s.headersFile() + s.redirectsFile()) {
		if len(line) > most {
			return fmt.Errorf("a line of its headers or redirects has %d characters, and the most is %d: %.60s…", len(line), most, line)
		}
	}
	return nil
}
