package publish

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// nginxFiles is configuration for nginx. A location inside nginx takes the
// place of others with all it says, so each says all.
func nginxFiles(s *Serving) []File {
	var b strings.Builder
	fmt.Fprintf(&b, `# Written by nosology. In the server block:
#
#	root /srv/public;                 # %s
#	include /srv/public%s/_nginx.conf;  # this file
#
# After a new build: nginx -s reload.
index index.html;
absolute_redirect off;
gzip_static on;
gzip_vary on;
# brotli_static on;  # if nginx has the module for it
`, s.rootInWords(), s.path)
	b.WriteString("types {\n")
	types := endings()
	for _, t := range sortedKeys(types) {
		fmt.Fprintf(&b, "\t%q %s;\n", t, strings.Join(types[t], " "))
	}
	b.WriteString("}\ndefault_type application/octet-stream;\n")
	if s.notFound() != nil {
		fmt.Fprintf(&b, "error_page 404 %s/404.html;\n", s.path)
	}
	s.nginxRedirects(&b)
	fmt.Fprintf(&b, "location = %s/_nginx.conf { return 404; }\nlocation ~ \\.(br|gz)$ { return 404; }\n", s.path)
	usual := append(s.common(), s.usual()...)
	nginxLocation(&b, nginxWord(s.path+"/"), usual, "")
	for _, pattern := range s.assetPatterns() {
		match := "= " + nginxWord(s.path+pattern)
		if folder, ok := strings.CutSuffix(pattern, "*"); ok {
			match = nginxWord(s.path + folder)
		}
		nginxLocation(&b, match, append(s.common(), s.assetHeaders()...), "")
	}
	if s.hasDownloads() {
		nginxLocation(&b, nginxWord(s.path+"/"+DownloadFolder+"/"), append(s.common(), downloadHeaders()...), "")
	}
	for _, p := range s.folders() {
		nginxLocation(&b, nginxWord(s.path+p.folder), append(s.common(), s.own(p.file)...), "")
	}
	for _, f := range s.exact() {
		t := ""
		if contentTypes[extension(f.Path)] != ContentType(f.Path) {
			t = ContentType(f.Path)
		}
		nginxLocation(&b, "= "+nginxWord(s.path+"/"+f.Path), append(s.common(), s.own(f)...), t)
	}
	return []File{ForHost("_nginx.conf", b.String())}
}

// rootInWords says which folder a server's root must be.
func (s *Serving) rootInWords() string {
	if s.path == "" {
		return "this folder"
	}
	return "the folder that holds this one as " + strings.TrimPrefix(s.path, "/")
}

// folders lists the folders that are served otherwise than usual.
func (s *Serving) folders() (all []place) {
	for _, places := range s.exceptions(s.groups()) {
		for _, p := range places {
			if p.folder != "" {
				all = append(all, p)
			}
		}
	}
	return all
}

// exact lists files that need a location of their own: those with headers or
// types unlike others, and those that would be taken for compressed forms.
func (s *Serving) exact() []*File {
	all := s.attachments()
	for _, places := range s.exceptions(s.groups()) {
		for _, p := range places {
			if p.folder == "" {
				all = append(all, p.file)
			}
		}
	}
	for i := range s.files {
		f := &s.files[i]
		t, known := contentTypes[extension(f.Path)]
		isOdd := known && t != ContentType(f.Path) || extension(f.Path) == ".gz" || extension(f.Path) == ".br"
		if isOdd && f.Kind != HostFile && !slices.Contains(all, f) {
			all = append(all, f)
		}
	}
	slices.SortFunc(all, func(a, b *File) int { return strings.Compare(a.Path, b.Path) })
	return all
}

// nginxRedirects writes a location for each old address, in the order in which
// nginx keeps them, since it sorts others slowly. One stands for an address
// with its slash and without.
func (s *Serving) nginxRedirects(b *strings.Builder) {
	if len(s.redirects) == 0 {
		return
	}
	s.nginxQueries(b)
	b.WriteString("if (!-e $request_filename) { rewrite \"^(/(?:.*/)?[^./]+)$\" $1/ last; }\n")
	sorted := slices.Clone(s.redirects)
	slices.SortFunc(sorted, func(a, b Redirect) int { return strings.Compare(nginxOrder(a.From), nginxOrder(b.From)) })
	for _, r := range sorted {
		if r.Query == "" {
			fmt.Fprintf(b, "location = %s { return 301 %s; }\n", nginxWord(s.path+r.From), nginxWord(s.to(r)+"$is_args$args"))
		}
	}
}

// nginxQueries writes a condition for each old address that a query tells. It compares
// the path as nginx has read it, whichever of its signs a browser escapes, by an
// expression, in which a dollar can be written.
func (s *Serving) nginxQueries(b *strings.Builder) {
	if !slices.ContainsFunc(s.redirects, func(r Redirect) bool { return r.Query != "" }) {
		return
	}
	b.WriteString("set $asked_for \"$uri?$args\";\n")
	for _, r := range s.redirects {
		if r.Query != "" {
			fmt.Fprintf(b, "if ($asked_for ~ %s) { return 301 %s; }\n", nginxWord("^"+r.expression(s.path+"/")+regexp.QuoteMeta("?"+r.Query)+"$"), nginxWord(s.to(r)))
		}
	}
}

// nginxOrder is a key that sorts a slash before every other sign, as nginx does.
func nginxOrder(address string) string { return strings.ReplaceAll(address, "/", "\x01") }

// nginxWord quotes a word. In a quoted one a dollar still begins a variable,
// and none is known by the names that follow ours.
func nginxWord(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
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
