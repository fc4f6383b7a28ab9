package publish

import (
	"fmt"
	"path"
	"regexp"
	"strings"
)

// apacheFiles is the file that Apache reads at each request, which any who may
// upload a site can give it. Paths in it begin where it stands.
func apacheFiles(s *Serving) []File {
	var b strings.Builder
	b.WriteString("# Written by nosology. Apache reads this file where AllowOverride says so.\n")
	if s.notFound() != nil {
		fmt.Fprintf(&b, "ErrorDocument 404 %s/404.html\n", s.path)
	}
	b.WriteString("<IfModule mod_mime.c>\n\tRemoveType .br .gz\n\tAddEncoding br .br\n\tAddEncoding gzip .gz\n")
	types := endings()
	delete(types, contentTypes[".gz"]) // it ends compressed forms
	for _, t := range sortedKeys(types) {
		fmt.Fprintf(&b, "\tAddType %q .%s\n", t, strings.Join(types[t], " ."))
	}
	b.WriteString("</IfModule>\n<IfModule mod_rewrite.c>\n\tRewriteEngine On\n")
	s.apacheRedirects(&b)
	s.apachePacked(&b)
	b.WriteString("</IfModule>\n<IfModule mod_headers.c>\n")
	apacheHeaders(&b, nil, append(s.common(), s.usual()...))
	s.apacheExceptions(&b)
	b.WriteString("</IfModule>\n")
	return []File{ForHost(".htaccess", b.String())}
}

// apacheRedirects writes a rule for each old address. Apache gives them the path
// without its slash in front, from the folder that .htaccess stands in; NE keeps
// it from escaping the percent signs of the new address once more, and QSD drops
// the query where the old address was told by it.
func (s *Serving) apacheRedirects(b *strings.Builder) {
	for _, r := range s.redirects {
		flags := "R=301,L,NE"
		if r.Query != "" {
			fmt.Fprintf(b, "\tRewriteCond %%{QUERY_STRING} %s\n", apacheExpression(regexp.QuoteMeta(r.Query)))
			flags += ",QSD"
		}
		fmt.Fprintf(b, "\tRewriteRule %s %s [%s]\n", apacheExpression(r.expression("")), apacheWord(strings.ReplaceAll(s.to(r), "%", `\%`)), flags)
	}
}

// apachePacked sends compressed forms where they are, under the names of what
// they are made from alone. What it rewrites to is an address, which ends at a #.
func (s *Serving) apachePacked(b *strings.Builder) {
	for i := range s.files {
		if f := &s.files[i]; plainName(f.Path) != f.Path {
			fmt.Fprintf(b, "\tRewriteRule %s - [L,E=no-gzip:1]\n", apacheExpression(regexp.QuoteMeta(f.Path)))
			fmt.Fprintf(b, "\t<Files %s>\n\t\tForceType %q\n\t\tRemoveEncoding .gz .br\n\t</Files>\n", apacheWord(path.Base(f.Path)), ContentType(f.Path))
		}
	}
	b.WriteString("\tRewriteRule ^\\.htaccess$ - [R=404,L]\n")
	b.WriteString("\tRewriteCond %{ENV:REDIRECT_STATUS} ^$\n\tRewriteRule \\.(br|gz)$ - [R=404,L]\n")
	for _, c := range []struct{ coding, suffix string }{{"br", ".br"}, {"gzip", ".gz"}} {
		fmt.Fprintf(b, "\tRewriteCond %%{HTTP:Accept-Encoding} \\b%s\\b\n\tRewriteCond %%{REQUEST_FILENAME}%s -f\n\tRewriteRule ^([^#]+)$ $1%[2]s [L,E=no-gzip:1]\n", c.coding, c.suffix)
	}
}

// apacheExceptions writes the headers of files that have not the usual ones, each
// group in an <If> that compares the address that was asked for: a <Files> would
// compare the name alone, and a <Location> may not stand in .htaccess. Compressed
// forms are reached by rewriting, hence the endings in the pattern.
func (s *Serving) apacheExceptions(b *strings.Builder) {
	b.WriteString("\tHeader always merge Vary Accept-Encoding\n")
	usual := s.usual()
	section := func(paths []string, headers []Header) {
		if len(paths) == 0 {
			return
		}
		fmt.Fprintf(b, "\t<If %s>\n", asked(regexp.QuoteMeta(s.path)+"("+strings.Join(paths, "|")+")"))
		apacheHeaders(b, usual, headers)
		b.WriteString("\t</If>\n")
	}
	var assets []string
	for _, pattern := range s.assetPatterns() {
		assets = append(assets, apachePattern(pattern))
	}
	section(assets, s.assetHeaders())
	if s.hasDownloads() {
		section([]string{apachePattern(downloadPattern)}, downloadHeaders())
	}
	section(s.attachmentsAt(regexp.QuoteMeta), append(downloadHeaders(), saved))
	groups := s.groups()
	for i, places := range s.exceptions(groups) {
		var paths []string
		for _, p := range places {
			for _, pattern := range p.patterns() {
				paths = append(paths, apachePattern(pattern))
			}
		}
		section(paths, groups[i].headers)
	}
	for _, f := range s.exact() {
		if t := ContentType(f.Path); contentTypes[extension(f.Path)] != t {
			fmt.Fprintf(b, "\t<If %s>\n\t\tForceType %q\n\t</If>\n", asked(regexp.QuoteMeta(s.path+"/"+f.Path)), t)
		}
	}
}

// asked is the condition that the address asked for is one of a pattern, or its
// compressed form. The sign around the expression can stand in a file's name.
func asked(pattern string) string {
	return `"%{REQUEST_URI} =~ m#^` + strings.ReplaceAll(pattern, "#", `\x23`) + `(\.br|\.gz)?$#"`
}

// apachePattern writes a pattern as an expression.
func apachePattern(pattern string) string {
	if folder, ok := strings.CutSuffix(pattern, "*"); ok {
		return regexp.QuoteMeta(folder) + ".*"
	}
	return regexp.QuoteMeta(pattern)
}

// apacheHeaders writes headers, and takes away those of others that are not
// among them.
func apacheHeaders(b *strings.Builder, others, headers []Header) {
	named := map[string]bool{}
	for _, h := range headers {
		named[h.Name] = true
		fmt.Fprintf(b, "\tHeader always set %s %s\n", h.Name, apacheWord(h.Value))
	}
	for _, h := range others {
		if !named[h.Name] {
			fmt.Fprintf(b, "\tHeader always unset %s\n", h.Name)
		}
	}
}

// apacheWord quotes a word. A backslash that stands before no quote stays.
func apacheWord(s string) string {
	return `"` + strings.ReplaceAll(s, `"`, `\"`) + `"`
}

// apacheExpression quotes an expression of a whole address for rules of rewriting,
// which end a word at the next quote, whatever stands before it.
func apacheExpression(pattern string) string {
	return `"^` + strings.ReplaceAll(pattern, `"`, `\x22`) + `$"`
}
