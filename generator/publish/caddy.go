package publish

import (
	"fmt"
	"strings"
)

// caddyFiles is configuration for Caddy. In a route, what is said later takes
// the place of what was said before.
func caddyFiles(s *Serving) []File {
	var b strings.Builder
	fmt.Fprintf(&b, `# Written by nosology. In the site's block:
#
#	root * /srv/public              # %s
#	import /srv/public%s/_Caddyfile   # this file
#
# After a new build: caddy reload.
route {
`, s.rootInWords(), s.path)
	s.caddyRedirects(&b)
	fmt.Fprintf(&b, "\t@hidden {\n\t\tpath %s/_Caddyfile *.br *.gz\n%s\t}\n\terror @hidden 404\n", s.path, s.caddyPacked())
	caddyHeaders(&b, "", append(s.common(), s.usual()...))
	if patterns := s.assetPatterns(); len(patterns) > 0 {
		fmt.Fprintf(&b, "\t@assets path %s\n", s.caddyPaths(patterns))
		caddyHeaders(&b, "@assets", s.assetHeaders())
		b.WriteString("\theader @assets -Content-Security-Policy\n")
	}
	s.caddyDownloads(&b)
	s.caddyGroups(&b)
	s.caddyTypes(&b)
	b.WriteString("\tfile_server {\n\t\tprecompressed br gzip\n\t}\n}\n")
	if f := s.notFound(); f != nil {
		fmt.Fprintf(&b, "handle_errors {\n\trewrite * %s/404.html\n", s.path)
		caddyHeaders(&b, "", append(append(s.common(), s.own(f)...), Header{"Content-Type", ContentType(f.Path)}))
		b.WriteString("\tfile_server {\n\t\tprecompressed br gzip\n\t}\n}\n")
	}
	return []File{ForHost("_Caddyfile", b.String())}
}

// caddyRedirects writes one map of all old addresses, which Caddy compares
// letter by letter, with paths as it has read them; its matchers of paths would take capitals for small ones.
func (s *Serving) caddyRedirects(b *strings.Builder) {
	if len(s.redirects) == 0 {
		return
	}
	var paths, queries strings.Builder
	for _, r := range s.redirects {
		if r.Query != "" {
			for _, from := range withAndWithoutSlash(r.From) {
				fmt.Fprintf(&queries, "\t\t%s %s\n", caddyWord(s.path+from+"?"+r.Query), caddyWord(s.to(r)))
			}
			continue
		}
		fmt.Fprintf(&paths, "\t\t%s %s\n", caddyWord(strings.TrimSuffix(s.path+r.From, "/")), caddyWord(s.to(r)))
	}
	if queries.Len() > 0 {
		fmt.Fprintf(b, "\tmap {path}?{query} {moved_with_query} {\n%s\t\tdefault \"\"\n\t}\n", queries.String())
		b.WriteString("\t@moved_with_query not vars {moved_with_query} \"\"\n\tredir @moved_with_query {moved_with_query} 301\n")
	}
	if paths.Len() > 0 {
		b.WriteString("\t@address path_regexp address ^(.+?)/?$\n") // with its slash and without
		fmt.Fprintf(b, "\tmap @address {re.address.1} {moved} {\n%s\t\tdefault \"\"\n\t}\n", paths.String())
		b.WriteString("\tmap {query} {mark} {\n\t\t\"\" \"\"\n\t\tdefault \"?\"\n\t}\n")
		b.WriteString("\t@moved not vars {moved} \"\"\n\tredir @moved {moved}{mark}{query} 301\n")
	}
}

// caddyPacked excepts files from what is taken for compressed forms.
func (s *Serving) caddyPacked() string {
	var packed []string
	for i := range s.files {
		if ext := extension(s.files[i].Path); ext == ".gz" || ext == ".br" {
			packed = append(packed, "/"+s.files[i].Path)
		}
	}
	if len(packed) == 0 {
		return ""
	}
	return "\t\tnot path " + s.caddyPaths(packed) + "\n"
}

// caddyDownloads writes the headers of what is offered for download.
func (s *Serving) caddyDownloads(b *strings.Builder) {
	if !s.hasDownloads() {
		return
	}
	fmt.Fprintf(b, "\t@downloads path %s\n", s.caddyPaths([]string{downloadPattern}))
	caddyHeaders(b, "@downloads", downloadHeaders())
	if runs := s.attachmentsAt(strings.Clone); len(runs) > 0 {
		fmt.Fprintf(b, "\t@saved path %s\n", s.caddyPaths(runs))
		caddyHeaders(b, "@saved", []Header{saved})
	}
}

// caddyGroups writes the headers of files that have not the usual ones. Those
// among the assets that are none are said anew.
func (s *Serving) caddyGroups(b *strings.Builder) {
	groups := s.groups()
	for i, places := range s.exceptions(groups) {
		var paths []string
		for _, p := range places {
			paths = append(paths, p.patterns()...)
		}
		if len(paths) > 0 {
			fmt.Fprintf(b, "\t@group%d path %s\n", i, s.caddyPaths(paths))
			caddyHeaders(b, fmt.Sprintf("@group%d", i), groups[i].headers)
		}
	}
}

// caddyTypes says the types that files have by the ends of their names, and then,
// which counts more since it comes later, those of files such as feed.xml whose
// names do not tell. A matcher is called by its first ending, "@css": it must be a
// word, and no two types share one.
func (s *Serving) caddyTypes(b *strings.Builder) {
	types := endings()
	for _, t := range sortedKeys(types) {
		name := "@" + types[t][0]
		pattern := []string{"*." + strings.Join(types[t], " *.")}
		if types[t][0] == "htm" {
			pattern = append(pattern, "*/") // the page of a folder
		}
		fmt.Fprintf(b, "\t%s path %s\n\theader %s Content-Type %q\n", name, strings.Join(pattern, " "), name, t)
	}
	for i := range s.files {
		f := &s.files[i]
		if t, ok := contentTypes[extension(f.Path)]; ok && t != ContentType(f.Path) {
			fmt.Fprintf(b, "\theader %s Content-Type %q\n", s.caddyPaths([]string{"/" + f.Path}), ContentType(f.Path))
		}
	}
}

// caddyHeaders writes a header directive; match is the name of a matcher, or ""
// for every request. Headers hold no sign that Go and Caddy quote differently.
func caddyHeaders(b *strings.Builder, match string, headers []Header) {
	fmt.Fprintf(b, "\theader %s{\n", strings.TrimLeft(match+" ", " "))
	for _, h := range headers {
		fmt.Fprintf(b, "\t\t%s %q\n", h.Name, h.Value)
	}
	b.WriteString("\t}\n")
}

// caddyPaths writes paths as the words of a matcher, below the path where the site
// begins. In a matcher, a percent sign begins an escape.
func (s *Serving) caddyPaths(paths []string) string {
	words := make([]string, len(paths))
	for i, p := range paths {
		words[i] = caddyWord(s.path + strings.ReplaceAll(p, "%", "%25"))
	}
	return strings.Join(words, " ")
}

// caddyWord quotes a word if it needs it.
func caddyWord(s string) string {
	if strings.ContainsAny(s, " \"{}\\`#") {
		return `"` + strings.NewReplacer(`"`, `\"`).Replace(s) + `"`
	}
	return s
}
