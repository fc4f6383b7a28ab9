package publish

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// group is a set of files that are served with the same headers.
type group struct {
	headers []Header
	files   []*File
}

// groups sorts files by their own headers, the largest group first, which
// configurations take for the usual one. Assets are left out: their folder
// says all.
func (s *Serving) groups() []group {
	byHeaders := map[string]*group{}
	var groups []*group
	for i := range s.files {
		f := &s.files[i]
		if f.Kind == AssetFile || f.Kind == HostFile {
			continue
		}
		headers := s.own(f)
		key := fmt.Sprint(headers)
		if byHeaders[key] == nil {
			byHeaders[key] = &group{headers: headers}
			groups = append(groups, byHeaders[key])
		}
		byHeaders[key].files = append(byHeaders[key].files, f)
	}
	slices.SortStableFunc(groups, func(a, b *group) int { return len(b.files) - len(a.files) })
	sorted := make([]group, len(groups))
	for i, g := range groups {
		sorted[i] = *g
	}
	return sorted
}

// assetHeaders are the headers of everything in the folder of assets.
func (s *Serving) assetHeaders() []Header { return s.own(&File{Kind: AssetFile}) }

// notFound is the page that stands for missing ones, if there is one.
func (s *Serving) notFound() *File {
	for i := range s.files {
		if s.files[i].Path == "404.html" {
			return &s.files[i]
		}
	}
	return nil
}

// endings lists the endings of file names by media type, in order, but for
// names whose type does not follow from the ending.
func endings() map[string][]string {
	byType := map[string][]string{}
	for _, ext := range sortedKeys(contentTypes) {
		t := contentTypes[ext]
		byType[t] = append(byType[t], strings.TrimPrefix(ext, "."))
	}
	return byType
}

// oddlyTyped lists files whose type does not follow from the ending.
func (s *Serving) oddlyTyped() []*File {
	var odd []*File
	for i := range s.files {
		f := &s.files[i]
		if t, ok := contentTypes[path.Ext(f.Path)]; ok && t != ContentType(f.Path) {
			odd = append(odd, f)
		}
	}
	return odd
}

// nginxConf is configuration for nginx. A location inside nginx takes the
// place of others with all it says, so each says all.
func (s *Serving) nginxConf() string {
	var b strings.Builder
	b.WriteString(`# Written by nosology. In the server block:
#
#	root /srv/public;                 # this folder
#	include /srv/public/_nginx.conf;  # this file
#
# After a new build: nginx -s reload.
index index.html;
absolute_redirect off;
gzip_static on;
gzip_vary on;
# brotli_static on;  # if nginx has the module for it
`)
	b.WriteString("types {\n")
	types := endings()
	for _, t := range sortedKeys(types) {
		fmt.Fprintf(&b, "\t%q %s;\n", t, strings.Join(types[t], " "))
	}
	b.WriteString("}\ndefault_type application/octet-stream;\n")
	if s.notFound() != nil {
		b.WriteString("error_page 404 /404.html;\n")
	}
	for _, r := range s.redirects {
		for _, from := range withAndWithoutSlash(r.From) {
			fmt.Fprintf(&b, "location = %q { return 301 %q; }\n", from, escapedPath(r.To))
		}
	}
	b.WriteString("location = /_nginx.conf { return 404; }\nlocation ~ \\.(br|gz)$ { return 404; }\n")
	nginxLocation(&b, "/"+assetFolder+"/", append(s.common(), s.assetHeaders()...), "")
	odd := s.oddlyTyped()
	for i, g := range s.groups() {
		if i == 0 {
			nginxLocation(&b, "/", append(s.common(), g.headers...), "")
		}
		for _, f := range g.files {
			isOdd := slices.Contains(odd, f)
			if i > 0 || isOdd {
				t := ""
				if isOdd {
					t = ContentType(f.Path)
				}
				nginxLocation(&b, fmt.Sprintf("= %q", "/"+f.Path), append(s.common(), g.headers...), t)
			}
		}
	}
	return b.String()
}

// nginxLocation writes one location with its headers and, where the ending of
// the name does not tell, its type.
func nginxLocation(b *strings.Builder, match string, headers []Header, contentType string) {
	fmt.Fprintf(b, "location %s {\n", match)
	if contentType != "" {
		fmt.Fprintf(b, "\ttypes {}\n\tdefault_type %q;\n", contentType)
	}
	for _, h := range headers {
		fmt.Fprintf(b, "\tadd_header %s %q always;\n", h.Name, h.Value)
	}
	b.WriteString("}\n")
}

// caddyfile is configuration for Caddy. In a route, what is said later takes
// the place of what was said before.
func (s *Serving) caddyfile() string {
	var b strings.Builder
	b.WriteString(`# Written by nosology. In the site's block:
#
#	root * /srv/public              # this folder
#	import /srv/public/_Caddyfile   # this file
#
# After a new build: caddy reload.
`)
	b.WriteString("route {\n")
	for i, r := range s.redirects {
		fmt.Fprintf(&b, "\t@old%d path %s\n\tredir @old%d %s 301\n", i, caddyPaths(withAndWithoutSlash(r.From)), i, caddyWord(escapedPath(r.To)))
	}
	b.WriteString("\t@hidden path /_Caddyfile *.br *.gz\n\terror @hidden 404\n")
	for i, g := range s.groups() {
		if i == 0 {
			caddyHeaders(&b, "", append(s.common(), g.headers...))
			caddyHeaders(&b, "/"+assetFolder+"/*", s.assetHeaders())
			fmt.Fprintf(&b, "\theader /%s/* -Content-Security-Policy\n", assetFolder)
			continue
		}
		var paths []string
		for _, f := range g.files {
			if paths = append(paths, "/"+f.Path); address(f.Path) != "/"+f.Path {
				paths = append(paths, address(f.Path))
			}
		}
		fmt.Fprintf(&b, "\t@group%d path %s\n", i, caddyPaths(paths))
		caddyHeaders(&b, fmt.Sprintf("@group%d", i), g.headers)
	}
	types := endings()
	for _, t := range sortedKeys(types) {
		name := "@" + types[t][0]
		pattern := []string{"*." + strings.Join(types[t], " *.")}
		if types[t][0] == "html" {
			pattern = append(pattern, "*/") // the page of a folder
		}
		fmt.Fprintf(&b, "\t%s path %s\n\theader %s Content-Type %q\n", name, strings.Join(pattern, " "), name, t)
	}
	for _, f := range s.oddlyTyped() {
		fmt.Fprintf(&b, "\theader %s Content-Type %q\n", caddyWord("/"+f.Path), ContentType(f.Path))
	}
	b.WriteString("\tfile_server {\n\t\tprecompressed br gzip\n\t}\n}\n")
	if f := s.notFound(); f != nil {
		b.WriteString("handle_errors {\n\trewrite * /404.html\n")
		caddyHeaders(&b, "", append(append(s.common(), s.own(f)...), Header{"Content-Type", ContentType(f.Path)}))
		b.WriteString("\tfile_server {\n\t\tprecompressed br gzip\n\t}\n}\n")
	}
	return b.String()
}

func caddyHeaders(b *strings.Builder, match string, headers []Header) {
	fmt.Fprintf(b, "\theader %s{\n", strings.TrimLeft(match+" ", " "))
	for _, h := range headers {
		fmt.Fprintf(b, "\t\t%s %q\n", h.Name, h.Value)
	}
	b.WriteString("\t}\n")
}

func caddyPaths(paths []string) string {
	words := make([]string, len(paths))
	for i, p := range paths {
		words[i] = caddyWord(p)
	}
	return strings.Join(words, " ")
}

// caddyWord quotes a path if it needs it.
func caddyWord(s string) string {
	if strings.ContainsAny(s, " \"{}\\`#") {
		return fmt.Sprintf("%q", s)
	}
	return s
}

func withAndWithoutSlash(address string) []string {
	if bare := strings.TrimSuffix(address, "/"); bare != address && bare != "" {
		return []string{address, bare}
	}
	return []string{address}
}
